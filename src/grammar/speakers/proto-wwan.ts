import { say, speaker } from '../declaration.ts';
import { protoWwanRemarks } from '../remarks/proto-wwan.ts';

/** netifd's handler that looks for a modem and hands it to the handler of its kind. Source: OpenWrt wwan wwan.sh. */
export const protoWwan = speaker(
  'proto-wwan',
  [],
  [
    say('handler.no-device-found', 'wwan[<handler:int>] No valid device was found', { broken: 'power' }),
    say('handler.bus-missing', 'wwan[<handler:int>] Specified usb bus <bus:word> was not found', {
      broken: 'power',
    }),
    say('handler.proto-missing', 'wwan[<handler:int>] <proto:word> proto is missing', { broken: 'control' }),
    say(
      'handler.proto-chosen',
      'wwan[<handler:int>] Using proto:<proto:word> device:<device:path> iface:<netdev:word> desc:<words:text>',
    ),
    say(
      'handler.proto-chosen',
      'wwan[<handler:int>] Using proto:<proto:text> device:<device:text> iface:<netdev:word> desc:<words:text>',
    ),
  ],
  { remarks: [protoWwanRemarks], relayed: true },
);
