import { say, speaker } from '../declaration.ts';
import { mwan3Remarks } from '../remarks/mwan3.ts';

/**
 * The multi-WAN manager. Source: OpenWrt packages mwan3 1.x (14.07, 15.05, GL.iNet builds) and 2.x: mwan3track,
 * mwan3rtmon, mwan3.sh, common.sh and its hotplug scripts.
 */
export const mwan3 = speaker(
  'mwan3',
  ['mwan3', 'mwan3track', 'mwan3-hotplug', 'mwan3rtmon'],
  [
    say('mwan3.no-gateway', 'Could not find gateway for interface <interface:iface> (<device:text>)'),
    say('mwan3.offline', 'Interface <interface:iface> (<device:text>) is offline'),
    say('mwan3.online', 'Interface <interface:iface> (<device:text>) is online'),
    say('mwan3.online', 'mwan3track interface <interface:iface> is online'),
    say('mwan3.disconnecting', 'Interface <interface:iface> (<device:text>) is disconnecting'),
    say('mwan3.connecting', 'Interface <interface:iface> (<device:text>) is connecting'),
    say(
      'mwan3.no-source-address',
      "no src <family:text> address found for interface '<interface:text>' dev '<device:text>'",
    ),
    say(
      'mwan3.no-source-address',
      "no src <family:text> address found from netifd for interface '<interface:text>' dev '<device:text>' guessing <address:word>",
    ),
    say('mwan3.no-source-address', 'Unable to set source ip for own initiated traffic (<address:text>)'),
    say(
      'mwan3.pings-lost',
      'Lost <count:text> ping(s) on interface <interface:iface> (<device:text>). Current score: <score:text>',
    ),
    say('mwan3.pings-lost', 'Lost <count:text> ping(s) on interface <interface:iface> (<device:text>)'),
    say('mwan3.down-detected', 'Detect ifdown event on interface <interface:iface> (<device:text>)'),
    say('mwan3.up-detected', 'Detect ifup event on interface <interface:iface> (<device:text>)'),
    say('mwan3.tool-missing', 'Missing <tool:word>. Please <remedy:text>'),
    say('mwan3.no-track-method', 'No track method available'),
    say('mwan3.no-track-method', 'No track method avaliable'),
    say('mwan3.metric-missing', 'No online metric for interface <interface:iface> found'),
    say('mwan3.metric-missing', 'No online metric for interface <interface:iface>" found'),
  ],
  { remarks: [mwan3Remarks] },
);
