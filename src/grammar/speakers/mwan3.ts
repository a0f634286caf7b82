import { say, speaker } from '../declaration.ts';

/** The multi-WAN manager. Source: OpenWrt packages mwan3 1.x (14.07, 15.05, GL.iNet builds) and 2.x. */
export const mwan3 = speaker(
  'mwan3',
  ['mwan3', 'mwan3track', 'mwan3-hotplug'],
  [
    say('mwan3.no-gateway', 'Could not find gateway for interface <interface:iface> (<device:word>)'),
    say('mwan3.offline', 'Interface <interface:iface> (<device:word>) is offline'),
    say('mwan3.online', 'Interface <interface:iface> (<device:word>) is online'),
  ],
);
