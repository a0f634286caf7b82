import { say, speaker } from '../declaration.ts';

/** netifd's handlers for PPP, over a serial port and otherwise. Source: OpenWrt ppp ppp.sh, comgt 3g.sh. */
export const proto3g = speaker(
  'proto-3g',
  [],
  [say('ppp.server-unresolved', 'Could not resolve server address', { about: 'dial' })],
  { relayed: true },
);
