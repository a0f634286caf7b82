import { remarks } from '../declaration.ts';

/** What udhcpc6 says of its lease. Source: busybox networking/udhcp/d6_dhcpc.c, d6_packet.c, d6_socket.c. */
export const udhcpc6Remarks = () => [
  // In the same words as udhcpc.
  ...remarks(
    'address',
    'info',
    {
      'udhcpc6.started': ['started, v<version:word>'],
      'udhcpc6.discover': ['Sending discover...', 'sending discover'],
      'udhcpc6.renew': [
        'Sending renew...',
        'sending renew',
        'Performing a DHCP renew',
        'performing DHCP renew',
      ],
      'udhcpc6.renew-unanswered': ['no response to renew'],
      'udhcpc6.no-lease': [
        'No lease, failing',
        'no lease, failing',
        'No lease, forking to background',
        'no lease, forking to background',
      ],
      'udhcpc6.lease-lost': ['Lease lost, entering init state', 'lease lost, entering init state'],
      'udhcpc6.released': [
        'Entering released state',
        'entering released state',
        'Sending release...',
        'sending release',
      ],
      'udhcpc6.terminated': ['Received SIGTERM', 'received SIGTERM'],
    },
    { shared: true },
  ),
  ...remarks(
    'address',
    'err',
    {
      'udhcpc6.socket-failed': [
        'Read error: <reason:text>, reopening socket',
        'read error: <reason:text>, reopening socket',
        'select: <reason:text>',
        'poll: <reason:text>',
      ],
    },
    { shared: true },
  ),
  // In words of its own.
  ...remarks('address', 'info', {
    'udhcpc6.started': ['<name:text> (v<version:word>) started'],
    'udhcpc6.select': ['Sending select...', 'sending select'],
    'udhcpc6.information-request': ['sending info request'],
    'udhcpc6.released': ['Unicasting a release', 'unicasting a release'],
    'udhcpc6.packet': ['xid <id:hex>', ' xid <id:hex>'],
  }),
  ...remarks('address', 'debug', {
    'udhcpc6.socket': ['attached filter to raw socket fd <fd:int>'],
    'udhcpc6.device': ['IPv6 <address:ip>'],
  }),
  ...remarks('address', 'err', {
    'udhcpc6.packet-ignored': [
      'no IA_NA option, ignoring packet',
      'no IA_PD option, ignoring packet',
      'no IAADDR option, ignoring packet',
      'no IAPREFIX option, ignoring packet',
      'IA_NA option is too short:<bytes:int> bytes',
      'IA_PD option is too short:<bytes:int> bytes',
      'IAADDR option is too short:<bytes:int> bytes',
      'IAPREFIX option is too short:<bytes:int> bytes',
      'option data exceeds option length',
      "can't find option name for 0x<option:hex>, skipping",
    ],
    'udhcpc6.device-unusable': ["can't get MAC", "can't get link-local IPv6 address"],
    'udhcpc6.option-refused': ["bad IPv6 address '<address:text>'"],
  }),
];
