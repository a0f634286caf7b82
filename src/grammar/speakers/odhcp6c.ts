import { say, speaker } from '../declaration.ts';
import { odhcp6cRemarks } from '../remarks/odhcp6c.ts';

/**
 * OpenWrt's DHCPv6 client. A router may well have no IPv6 lease and be online, so nothing of it proves a rung.
 * Source: odhcp6c odhcp6c.c, dhcpv6.c, ra.c.
 */
export const odhcp6c = speaker(
  'odhcp6c',
  ['odhcp6c'],
  [
    say('dhcpv6.started', '(re)starting transaction on <device:word>', { about: 'address' }),
    say(
      'dhcpv6.exchange',
      'Starting <exchange:text> transaction (timeout <seconds:int>s, max rc <retries:int>)',
      {
        about: 'address',
      },
    ),
    say('dhcpv6.exchange', 'Sending <exchange:text> (timeout <seconds:int>s)', { about: 'address' }),
    say('dhcpv6.sent', 'Send <message:text> message (elapsed <elapsed:int>ms, rc <retries:int>)', {
      about: 'address',
    }),
    say('dhcpv6.answered', 'Got a valid reply after <elapsed:int>ms', { about: 'address' }),
    say('dhcpv6.answered', 'Got a valid <message:text> after <elapsed:int>ms', { about: 'address' }),
    say('dhcpv6.refused', 'Server returned <message:text> status <status:int> <words:text>', {
      about: 'address',
    }),
    say('dhcpv6.refused', "Server returned <message:text> status '<status:word> <words:text>'", {
      about: 'address',
    }),
    say('dhcpv6.send-failed', 'Failed to send DHCPV6 message to <destination:ip> (<reason:text>)', {
      about: 'address',
    }),
    say('dhcpv6.send-failed', 'Failed to send <message:text> message to <destination:ip> (<reason:text>)', {
      about: 'address',
    }),
    say('dhcpv6.send-failed', 'Failed to send RS (<reason:text>)', { about: 'address' }),
  ],
  { remarks: [odhcp6cRemarks] },
);
