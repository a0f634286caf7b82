import { remarks } from '../declaration.ts';

/** What else udhcpc says. Source: busybox networking/udhcp/dhcpc.c, common.c, packet.c, arpping.c. */
export const udhcpcRemarks = () => [
  ...remarks('address', 'debug', {
    'dhcp.packet-ignored': [
      'Bad IP header checksum, ignoring',
      'bad IP header checksum, ignoring',
      'Packet with bad UDP checksum received, ignoring',
      'packet with bad UDP checksum received, ignoring',
      'packet with bad UDP checksum, ignoring',
      'chaddr does not match, ignoring packet',
    ],
    'dhcp.nak-ignored': [
      'Received DHCP NAK with wrong server ID, ignoring packet',
      'received DHCP NAK with wrong server ID, ignoring packet',
    ],
    'dhcp.packet-received': ['Got valid DHCP packet'],
    'dhcp.option-missing': ['Option 0x<option:hex> not found', 'option 0x<option:hex> not found'],
    'dhcp.option-attached': [
      'Attaching option <option:hex> to list',
      'attaching option <option:hex> to list',
      'Attaching option <option:hex> to existing member of list',
      'attaching option <option:hex> to existing member of list',
    ],
    'dhcp.broken-client': [
      'Broken client (<client:text>), forcing broadcast replies',
      'Broken client (MSFT 98), forcing broadcast replies',
    ],
    'dhcp.device': ['Adapter index <index:int>', 'adapter index <index:int>'],
    'dhcp.arp-reply': ['Arp reply received for this address'],
    'dhcp.no-arp-reply': ['No arp reply received for this address', 'no arp reply received for this address'],
    'dhcp.socket': [
      'Got raw socket fd',
      'got raw socket fd',
      'Attached filter to raw socket fd',
      'attached filter to raw socket fd',
      "Can't set PACKET_AUXDATA on raw socket",
      "can't set PACKET_AUXDATA on raw socket",
    ],
    'dhcp.waiting': ['Waiting on select...'],
  }),
  ...remarks('address', 'info', {
    'dhcp.lease-time-missing': ['no lease time with ACK, using 1 hour lease'],
    'dhcp.option': ['<option:text>: 0x<code:hex> <value:text>'],
    'dhcp.packet': [
      'hlen <length:hex> xid <id:hex> ciaddr <client:hex> yiaddr <offered:hex> siaddr <server:hex> giaddr <relay:hex>',
      ' hlen <length:hex> xid <id:hex> ciaddr <client:hex> yiaddr <offered:hex> siaddr <server:hex> giaddr <relay:hex>',
      'chaddr <address:text>',
      ' chaddr <address:text>',
    ],
  }),
  ...remarks('address', 'err', {
    'dhcp.packet-ignored': ['no message type option, ignoring packet'],
    'dhcp.server-id-missing': ['no server ID, using 0.0.0.0'],
    'dhcp.option-malformed': ['bad packet, malformed option field', "malformed hex string '<value:text>'"],
    'dhcp.option-refused': [
      "unknown option '<option:text>', known options: <known:text>",
      'option 0x<option:hex> did not fit into the packet',
      "can't add option 0x<option:hex>",
      'option -h NAME is deprecated, use -x hostname:NAME',
    ],
    'dhcp.socket-failed': [
      "can't enable bcast on raw socket: <reason:text>",
      "can't enable bcast on ARP socket: <reason:text>",
    ],
    'dhcp.signal-failed': ["can't send signal: <reason:text>"],
  }),
];
