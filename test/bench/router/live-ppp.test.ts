import { expect } from 'vitest';
import { describeLive } from './live-cases.ts';

const profile = 'ppp-stick';
const account = { username: 'bench', password: 'bench' };

describeLive('a 3G stick with PPP', {}, [
  {
    title: 'that works is left alone, and reaches the internet',
    profile,
    connection: account,
    shows: /Interface 'modem' is now up/,
    logs: { state: 'working' },
    tests: { network: 'reached', dial: 'reached', lease: 'reached', internet: 'reached' },
    live: { state: 'working', reached: 'internet' },
    after: async (router) => {
      // Real chat and pppd, and the stand-in address of the seed thread.
      const log = await router.shell.output('logread');
      for (const line of [
        'send (ATD*99***1#^M)',
        'CHAP authentication succeeded: Welcome!!',
        'local  IP address 10.146.249.5',
        'remote IP address 10.64.64.64',
      ])
        expect(log).toContain(line);
    },
  },
  {
    title: 'whose login is refused: the same again, and nobody tries another password',
    profile,
    connection: { ...account, password: 'wrong' },
    faults: ['chap-refused'],
    shows: /CHAP authentication failed/,
    logs: { rung: 'dial', cause: 'auth-failed-ppp', confidence: 'proven' },
    tests: { network: 'reached', dial: 'broken', lease: 'not-run' },
    judgements: { 'auth-failed-ppp': 'inconclusive' },
    live: { rung: 'dial', cause: 'auth-failed-ppp', confidence: 'proven' },
  },
  {
    title: 'behind whose CONNECT nobody speaks PPP',
    profile,
    // It would ask ten times, for half a minute.
    connection: { ...account, pppd_options: 'lcp-max-configure 3' },
    faults: ['lcp-silent'],
    shows: /LCP: timeout/,
    logs: { rung: 'dial', cause: 'ppp-lcp-timeout' },
    tests: { network: 'reached', dial: 'broken' },
    live: { rung: 'dial', cause: 'ppp-lcp-timeout' },
  },
  {
    title: 'that is refused and then waits, asks once: a refusal after a refusal decides nothing',
    profile,
    connection: account,
    faults: ['throttled'],
    shows: /(?:NO CARRIER|ERROR).*setting up now/s,
    logs: { rung: 'dial' },
    tests: { dial: 'broken' },
    live: { rung: 'dial' },
  },
]);
