import { defineHarmlessLine } from './harmless-line.ts';

/** pppd invents a peer address when the modem names none. Source: ppp pppd/ipcp.c, default 10.64.64.64 plus the unit number. */
export const pppRemote1064 = defineHarmlessLine({
  id: 'ppp-remote-10-64',
  title: '10.64.64.64 as remote address is pppd’s stand-in',
  explanation: 'Mobile modems do not tell the address of the other end, so pppd fills in 10.64.64.64. Traffic passes all the same.',
  lines: ({ episode }) => episode.messages.of('pppd.remote-address-default'),
});
