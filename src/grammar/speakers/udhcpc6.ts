import { say, speaker } from '../declaration.ts';
import { udhcpRemarks } from '../remarks/udhcp.ts';
import { udhcpc6Remarks } from '../remarks/udhcpc6.ts';

/**
 * busybox's DHCPv6 client, without the `udhcpc6: ` it puts before each line. A router may well have no IPv6 lease and be
 * online, so nothing of it proves a rung. Source: busybox networking/udhcp/d6_dhcpc.c.
 */
export const udhcpc6 = speaker(
  'udhcpc6',
  ['udhcpc6'],
  [
    say('udhcpc6.lease', 'Lease obtained, lease time <seconds:int>', { about: 'address' }),
    say('udhcpc6.lease', 'lease obtained, lease time <seconds:int>', { about: 'address' }),
    say('udhcpc6.lease', 'IPv6 obtained, lease time <seconds:int>', { about: 'address' }),
    say('udhcpc6.lease', 'prefix obtained, lease time <seconds:int>', { about: 'address' }),
    say('udhcpc6.nak', 'Received DHCP NAK (<status:int>)', { about: 'address' }),
    say('udhcpc6.nak', 'received DHCP NAK (<status:int>)', { about: 'address' }),
  ],
  { relayed: true, remarks: [udhcpRemarks, udhcpc6Remarks] },
);
