import { say, speaker } from '../declaration.ts';

/** The firewall's hotplug script. Source: OpenWrt firewall 20-firewall. */
export const firewall = speaker(
  'firewall',
  ['firewall'],
  [say('firewall.reloading', 'Reloading firewall due to <event:text> of <interface:iface> (<device:text>)')],
);
