import { speaker } from '../declaration.ts';
import { proto3gRemarks } from '../remarks/proto-3g.ts';

/** netifd's handlers for PPP, over a serial port and otherwise. Source: OpenWrt ppp ppp.sh, comgt 3g.sh. */
export const proto3g = speaker('proto-3g', [], [], { remarks: proto3gRemarks, relayed: true });
