import { defineHarmlessLine } from './harmless-line.ts';

/** pppd invents a peer address when the modem names none. Source: ppp pppd/ipcp.c, default 10.64.64.64 plus the unit number. */
export const pppRemote1064 = defineHarmlessLine({
  id: 'ppp-remote-10-64',
  since: '0.1.0',
  title: 'a remote address such as 10.64.64.64 is pppd’s stand-in',
  explanation:
    'Mobile modems do not tell the address of the other end, so pppd fills in one of its own. Traffic passes all the same.',
  lines: ({ episode }) => episode.messages.of('pppd.remote-address-default'),
});
