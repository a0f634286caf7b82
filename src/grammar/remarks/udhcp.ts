import { remarks } from '../declaration.ts';

/** The blank is lost where somebody collapsed blanks: `udhcpc:  ip=10.64.64.64`. */
function behindBlank(templates: readonly string[]): readonly string[] {
  return templates.flatMap((template) => [template, ` ${template}`]);
}

/**
 * What udhcpc and udhcpc6 say in the same words; the name before each line tells whose they are. Up to busybox 1.23 they
 * begin with a capital. Source: busybox networking/udhcp/dhcpc.c, d6_dhcpc.c, common.c, socket.c.
 */
export const udhcpRemarks = () => [
  ...remarks(
    'address',
    'debug',
    {
      'udhcp.script': ['Executing <script:path> <event:word>', 'executing <script:path> <event:word>'],
      // One for each value that the script is given.
      'udhcp.script-value': behindBlank([
        'interface=<device:netdev>',
        'ip=<address:ip>',
        'subnet=<mask:ip>',
        'mask=<bits:int>',
        'router=<addresses:text>',
        'dns=<addresses:text>',
        'domain=<name:text>',
        'search=<names:text>',
        'hostname=<name:text>',
        'broadcast=<address:ip>',
        'siaddr=<address:ip>',
        'serverid=<address:ip>',
        'lease=<seconds:int>',
        'mtu=<bytes:int>',
        'ntpsrv=<addresses:text>',
        'opt53=<message:hex>',
      ]),
      'udhcp.packet-ignored': [
        'Packet read error, ignoring',
        'packet read error, ignoring',
        'Packet is too short, ignoring',
        'packet is too short, ignoring',
        'Oversized packet, ignoring',
        'oversized packet, ignoring',
        'Unrelated/bogus packet, ignoring',
        'unrelated/bogus packet, ignoring',
        'xid <id:hex> (our is <own:hex>), ignoring packet',
      ],
      'udhcp.packet-received': ['Received a packet', 'received a packet'],
      'udhcp.socket': [
        'Opening raw socket on ifindex <index:int>',
        'opening raw socket on ifindex <index:int>',
        'Got raw socket fd <fd:int>',
        'got raw socket fd <fd:int>',
        'Attached filter to raw socket fd <fd:int>',
        'Created raw socket',
        'created raw socket',
        'Opening listen socket on *:<port:int> <device:text>',
        'opening listen socket on *:<port:int> <device:text>',
        'Entering listen mode: <mode:word>',
        'entering listen mode: <mode:word>',
      ],
      'udhcp.device': ['IP <address:ip>', 'MAC <address:mac>', 'ifindex <index:int>'],
      'udhcp.waiting': [
        'Waiting on select <seconds:int> seconds',
        'waiting on select <seconds:int> seconds',
        'waiting <seconds:int> seconds',
      ],
      'udhcp.state': [
        'Entering renew state',
        'entering renew state',
        'Entering rebinding state',
        'entering rebinding state',
      ],
    },
    { shared: true },
  ),
  ...remarks(
    'address',
    'info',
    { 'udhcp.packet-ignored': ['Packet with bad magic, ignoring', 'packet with bad magic, ignoring'] },
    { shared: true },
  ),
  ...remarks(
    'address',
    'err',
    {
      'udhcp.packet-ignored': ['no server ID, ignoring packet'],
      'udhcp.socket-failed': ['SO_BROADCAST: <reason:text>'],
    },
    { shared: true },
  ),
];
