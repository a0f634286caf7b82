import { defineHarmlessLine } from './harmless-line.ts';

/** The LAN side announces that there is no IPv6 way out. Source: odhcpd router.c. */
export const odhcpdRaZero = defineHarmlessLine({
  id: 'odhcpd-ra-zero',
  since: '0.1.0',
  title: '“Using a RA lifetime of 0 seconds” only means no IPv6 way out',
  explanation:
    'odhcpd tells the LAN that this router has no IPv6 default route at the moment. IPv4 is not touched by it.',
  lines: ({ episode }) => episode.messages.of('odhcpd.lifetime-zero'),
});
