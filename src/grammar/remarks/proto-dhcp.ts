import { remarks } from '../declaration.ts';

/** Words of the scripts that udhcpc and odhcp6c call, and of ifup. */
export const protoDhcpRemarks = () => [
  ...remarks('address', 'notice', {
    'dhcp-script.not-called-by-client': [
      'Error: should be run by udhcpc',
      'Error: should be run by odhcpc6c',
    ],
    'dhcp-script.address-set': [
      'ifconfig <device:iface> <address:ip> netmask <mask:text> broadcast <broadcast:text>',
      'ip addr add <address:ip>/<mask:text> broadcast <broadcast:text> dev <device:iface>',
    ],
    'dhcp-script.route-set': [
      'setting default routers: <routers:text>',
      'adding route for <target:text> <device:iface> via <gateway:text>',
    ],
    'dhcp-script.deprecated': ["Environment variable 'timesvr' will be deprecated; use 'timesrv' instead."],
    'ifup.unknown-command': ['Invalid command: <command:text>'],
  }),
  ...remarks('address', 'warn', {
    'dhcp.identifier-ignored': [
      '<interface:iface>: ignoring invalid dhcp_default_duid value',
      '<interface:iface>: ignoring invalid clientid value',
    ],
    'dhcp.prefix-hint-ignored': ['<interface:iface>: ignoring invalid prefix hint'],
  }),
];
