import { defineRefusedSession } from './refused-session.ts';

/**
 * The network gives another IP version than was asked for. Sources: 3GPP TS 24.008 section 6.1.3.1.3 and TS 24.301
 * section 6.5.1.4, causes 28 (unknown PDP type), 50 (IPv4 only), 51 (IPv6 only); TS 27.007 section 9.2.2.2.
 */
export const pdpTypeNotAllowed = defineRefusedSession({
  id: 'pdp-type-not-allowed',
  since: '0.1.0',
  causes: [28, 50, 51],
  confidence: 'likely',
  title: (cause) =>
    cause === 50
      ? 'the network gives IPv4 only for this APN'
      : cause === 51
        ? 'the network gives IPv6 only for this APN'
        : 'the network does not take the IP type that was asked for',
  explanation:
    'The network itself gives the reason: the session was asked for with an IP type (IPv4, IPv6 or both) that this APN does not have.',
  confirm: {
    text: 'Dial once with plain IPv4, once with plain IPv6, and see which one comes up.',
    command: null,
  },
  fix: () => ({
    summary: 'Ask for the IP type that the network gives.',
    steps: [
      {
        type: 'advice',
        text: 'IPv4: option pdptype ip (qmi, ncm), pdptype ipv4 (mbim from 23.05), iptype ipv4 (modemmanager). IPv6: ipv6 in each.',
      },
    ],
  }),
});
