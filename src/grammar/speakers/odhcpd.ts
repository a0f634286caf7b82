import { say, speaker } from '../declaration.ts';

/** The router-advertisement server of the LAN side. Source: odhcpd router.c. */
export const odhcpd = speaker(
  'odhcpd',
  ['odhcpd'],
  [
    say('odhcpd.lifetime-zero', 'Using a RA lifetime of 0 seconds on <device:word>'),
    say('odhcpd.lifetime', 'Using a RA lifetime of <seconds:int> seconds on <device:word>'),
  ],
);
