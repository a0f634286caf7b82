import { say, speaker } from '../declaration.ts';
import { netifdRemarks } from '../remarks/netifd.ts';

/** netifd's own words: interface life cycle and device links. Source: netifd interface.c, device.c, config.c, extdev.c. */
export const netifd = speaker(
  'netifd',
  ['netifd'],
  [
    say('interface.enabled', "Interface '<interface:iface>' is enabled"),
    say('interface.disabled', "Interface '<interface:iface>' is disabled"),
    say('interface.link-up', "Interface '<interface:iface>' has link connectivity"),
    say('interface.link-lost', "Interface '<interface:iface>' has link connectivity loss"),
    say('interface.setting-up', "Interface '<interface:iface>' is setting up now"),
    say('interface.up', "Interface '<interface:iface>' is now up"),
    say('interface.down', "Interface '<interface:iface>' is now down"),
    say('interface.connection-lost', "Interface '<interface:iface>' has lost the connection"),
    say(
      'interface.grace-begun',
      "Interface '<interface:iface>' holding teardown for <seconds:int>s after carrier loss",
    ),
    say(
      'interface.grace-ended',
      "Interface '<interface:iface>' carrier returned within grace window; cancelling teardown",
    ),
    say('interface.grace-expired', "Interface '<interface:iface>' carrier-loss grace expired; tearing down"),
    say('device.link-up', "Network device '<device:word>' link is up"),
    say('device.link-down', "Network device '<device:word>' link is down"),
    say('device.link-up', "Network alias '<device:word>' link is up"),
    say('device.link-down', "Network alias '<device:word>' link is down"),
    say('device.link-up', "bridge '<device:word>' link is up"),
    say('device.link-down', "bridge '<device:word>' link is down"),
    say('device.link-up', "VLAN '<device:word>' link is up"),
    say('device.link-down', "VLAN '<device:word>' link is down"),
    say('device.link-up', "<type:text> '<device:word>' link is up"),
    say('device.link-down', "<type:text> '<device:word>' link is down"),
    say('device.handler-added', 'Added device handler type: <type:text>'),
    say('netifd.config-unreadable', 'Failed to load network config (<reason:text>)'),
    say('netifd.command-failed', "'<command:text>' failed for '<device:word>': <reason:text>"),
  ],
  { remarks: [netifdRemarks] },
);
