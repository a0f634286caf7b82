import { remarks } from '../declaration.ts';

/**
 * What mwan3 says of its checks, tables and rules. Some releases lost a quotation mark in their wording; it is missing
 * here, too.
 */
export const mwan3Remarks = () => [
  ...remarks('internet', 'info', {
    'mwan3.check': [
      'Check (<method:text>) <result:word> for target "<target:ip>" on interface <interface:iface> (<device:text>)',
      'Check (<method:text>) <result:word> for target <target:ip>" on interface <interface:iface> (<device:text>)',
      'Check (<method:text>) <result:text> for target "<target:ip>" on interface <interface:iface> (<device:text>). Current score: <score:text>',
      'Check (<method:text>) <result:text> for target <target:ip>" on interface <interface:iface> (<device:text>). Current score: <score:text>',
      'Check (<method:text>: latency=<latency:text>ms loss=<loss:text>%) <result:word> for target "<target:ip>" on interface <interface:iface> (<device:text>)',
      'Check (<method:text>: latency=<latency:text>ms loss=<loss:text>%) <result:word> for target <target:ip>" on interface <interface:iface> (<device:text>)',
      'Check (<method:text>: latency=<latency:text>ms loss=<loss:text>%) <result:text> for target "<target:ip>" on interface <interface:iface> (<device:text>). Current score: <score:text>',
      'Check (<method:text>: latency=<latency:text>ms loss=<loss:text>%) <result:text> for target <target:ip>" on interface <interface:iface> (<device:text>). Current score: <score:text>',
      'ping check result <target:ip> on <interface:iface> (<device:text>): <result:text>',
      'Failed: Latency=<latency:text> ms Loss=<loss:text>% for target <target:ip>" on interface <interface:iface> (<device:text>)',
      'Success: Latency=<latency:text> ms Loss=<loss:text>% for target <target:ip>" on interface <interface:iface> (<device:text>)',
    ],
    'mwan3.tracker-started': [
      'Starting tracker on interface <interface:iface> (<device:text>)',
      'Started tracker [<state:text>] on interface <interface:iface> (<device:text>)',
      'Restarted tracker [<state:text>] on interface <interface:iface> (<device:text>)',
    ],
    'mwan3.tracker-stopping': [
      'Stopping mwan3track for interface "<interface:iface>". Status was "<status:int>"',
      'Stopping mwan3track for interface <interface:iface>". Status was <status:int>',
      'Stopping mwan3track for interface "<interface:iface>"',
      'Stopping mwan3track for interface <interface:iface>',
      'Stopping mwan3rtmon...',
    ],
    'mwan3.event': [
      'Execute <event:text> event on interface <interface:iface> (<device:text>)',
      'Execute <event:text>" event on interface <interface:iface> (<device:text>)',
      '<event:word> interface <interface:iface> (<device:text>)',
      'Skip disconnected event for <interface:iface> (<device:text>)',
      'Detect rtchange event.',
    ],
    'mwan3.first-connect': [
      'firstconnect: called on <interface:iface>/<alias:text> (<device:text>). Status is <status:int>. SRC_IP is <address:ip>',
    ],
    'mwan3.signal-registered': [
      'Register ifdown event on interface <interface:iface> (<device:text>)',
      'Register ifup event on interface <interface:iface> (<device:text>)',
    ],
    'mwan3.conntrack-flushed': [
      "Connection tracking flushed for interface '<interface:iface>' on action '<action:text>'",
      'connection tracking flushed on interface <interface:iface> (<device:text>) <action:text>',
    ],
    'mwan3.conntrack-kept': [
      'connection tracking not flushed on interface <interface:iface> (<device:text>) <action:text>',
      'connection tracking not enabled',
    ],
  }),
  ...remarks('internet', 'warn', {
    'mwan3.ping-instead': [
      'Using ping to track interface <interface:iface> avaliability',
      'Using ping to track interface <interface:iface> availability',
    ],
    'mwan3.track-method-unsupported': [
      'Unsupported tracking method: <method:text>',
      'arping does not support IPv6. Please use another track method.',
      'Cannot determine source IP for the interface which is required by httping.',
    ],
  }),
  ...remarks('route', 'notice', {
    'mwan3.not-called': [
      'mwan3 hotplug <event:text> on <interface:iface> not called because globally disabled',
      'mwan3 hotplug on <interface:iface> not called because globally disabled',
      'mwan3 hotplug on <interface:iface> not called because interface disabled',
      'hotplug called on <interface:iface> before mwan3 has been set up',
      '<event:word> called on <interface:iface> with no device set',
    ],
    'mwan3.hotplug-aborted': [
      'Timeout waiting for older hotplug processes to finish. <event:text> interface <interface:iface> (<device:text>) aborted',
    ],
    'mwan3.custom-network': [
      'Adding network <network:text> from table <table:text> to mwan3_custom_v<version:int> ipset',
    ],
    'mwan3.no-device': [
      'could not find device corresponding to src_iface <interface:text> for rule <rule:text>',
      'set_user_iface_rules: could not find device corresponding to iface <interface:text>',
    ],
  }),
  ...remarks('route', 'warn', {
    'mwan3.ipset-failed': [
      'failed to create ipset <set:word>',
      'failed to add <network:word> to <set:word>',
      'failed to swap <set:word> and <other:word>',
      'failed to destroy ipset <set:word>',
      'set_custom_ipset: <words:text>',
      'set_connected_ipv4: <words:text>',
      'set_connected_ipv6: <words:text>',
      'set_connected_ipset: <words:text>',
      'set_dynamic_ipset: <words:text>',
      'set_sticky_ipset (<set:text>): <words:text>',
    ],
    'mwan3.iptables-failed': [
      'set_general_iptables (<command:text>): <words:text>',
      'create_iface_iptables (<interface:iface>): <words:text>',
      'delete_iface_iptables (<interface:iface>): <words:text>',
      'set_policy (<policy:text>): <words:text>',
      'create_policies_iptables (<policy:text>): <words:text>',
      'set_user_rules (<rule:text>): <words:text>',
    ],
    'mwan3.route-failed': [
      'failed to add <route:text> to table <table:text>',
      'failed to add <route:text> to table <table:text> - error: <reason:text>',
      'failed to delete <route:text> from <table:text>',
      'delete_iface_route: could not find table id for interface <interface:text>',
      "failed: '<ip:text> route <verb:text> table <table:word> <route:text>' - error: <reason:text>",
      "failed: '<ip:text> route <verb:text> table <table:word> <route:text>'",
      'failed: <ip:text> route <verb:text> table <table:word> <route:text>',
      'ip cmd failed <command:text>',
      'route update called with invalid family - <family:text>',
      'mwan3rtmon started for ipv6, but ipv6 not enabled on system',
    ],
    'mwan3.policy-invalid': [
      'Member interface <interface:iface> has ><metric:text> metric. Not appending to policy',
      'Policy <policy:text> exceeds max of 15 chars. Not setting policy',
      'Rule <rule:text> exceeds max of 15 chars. Not setting rule',
      'invalid <family:text> address <address:text> specified for rule <rule:text>',
      "src_port set to '<ports:text>' but proto set to '<proto:text>' not tcp or udp. src_port will be ignored",
      "dest_port set to '<ports:text>' but proto set to '<proto:text>' not tcp or udp. dest_port will be ignored",
    ],
    'mwan3.tracker-lost': [
      'Unable to send signal USR1 to mwan3track on interface <interface:iface> with pid <pid:int>',
      'Unable to find /var/run/mwan3track-<tracker:text>.pid" file for mwan3track on interface <interface:iface>',
    ],
  }),
  ...remarks('route', 'debug', {
    'mwan3.chain': [
      'create_iface_iptables: mwan3_iface_in_<interface:iface> not in iptables, adding',
      'create_iface_iptables: mwan3_iface_in_<interface:iface> already in iptables, skip',
    ],
    'mwan3.limits': ['Using firewall mask <mask:text>', 'Max interface count is <count:word>'],
    'mwan3.route-updated': [
      "Route '<route:text>' already added to table <table:text>",
      'deleted but route still exists - <route:text>',
      "adjusting route <device:word>: '<ip:text> route <verb:text> table <table:word> <route:text>'",
      'adjusting route <device:word>: <ip:text> route <verb:text>" table <table:word> <route:text>',
      'adjusting route <device:word>: <ip:text> route <verb:text> table <table:word> <route:text>',
      "handling route update <family:text> '<route:text>'",
      'handling route update <family:word> <route:text>',
      'removing route on ip route change/replace: <route:text>',
    ],
    'mwan3.route-skipped': [
      'attempting to add link on down interface - <route:text>',
      "interface <interface:iface> is disabled - skipping '<route:text>'",
      'interface <interface:iface> is offline - skipping <route:text>',
      "skipping already deleted route table <table:text> - skipping '<route:text>'",
      'skipping already deleted route table <table:text> - skipping <route:text>',
      'not adding route due to linkdown - skipping <route:text>',
    ],
  }),
];
