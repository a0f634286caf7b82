import { say, speaker } from '../declaration.ts';

/**
 * The DHCP and router-advertisement server of the LAN side: but for its advertisements, nothing it says is about a modem.
 * Source: odhcpd router.c.
 */
export const odhcpd = speaker(
  'odhcpd',
  ['odhcpd'],
  [
    say('odhcpd.lifetime-zero', 'Using a RA lifetime of 0 seconds on <device:word>'),
    say('odhcpd.lifetime', 'Using a RA lifetime of <seconds:int> seconds on <device:word>'),
    say('odhcpd.words', '<words:text>', { noise: true, shared: true }),
  ],
);
