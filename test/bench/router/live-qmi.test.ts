import { expect } from 'vitest';
import { describeLive } from './live-cases.ts';

const profile = 'quectel-ec25-qmi';
/** Tries for a SIM card that is not ready, a second apart. */
const soon = { timeout: '3' };

describeLive('cards with QMI', {}, [
  {
    title: 'what works is left alone, and reaches the internet',
    profile,
    shows: /Interface 'modem_4' is now up/,
    logs: { state: 'working' },
    tests: { sim: 'reached', network: 'reached', dial: 'reached', lease: 'reached', internet: 'reached' },
    live: { state: 'working', reached: 'internet' },
    after: async (router) => {
      expect(router.modem.sessions).toMatchObject([{ path: 'qmi', apn: 'internet' }]);
      await router.shell.run('ifdown modem');
      expect(router.modem.sessions).toEqual([]);
    },
  },
  {
    title: 'the network does not know the APN',
    profile,
    faults: ['apn-rejected'],
    shows: /Unable to connect IPv4/,
    // Whether the modem could be asked for the network's reason depends on what its handler does just then.
    logs: { rung: 'dial', cause: expect.stringMatching(/^(?:qmi-call-failed|sim-no-data-plan)$/) },
    tests: { sim: 'reached', network: 'reached', dial: 'broken', lease: 'not-run' },
    judgements: { 'qmi-call-failed': 'inconclusive' },
    live: { rung: 'dial' },
  },
  {
    title: 'no SIM card',
    profile,
    connection: soon,
    faults: ['sim-missing'],
    shows: /SIM not initialized/,
    logs: { rung: 'sim' },
    // QMI calls a card that is not there one that is not ready; the AT port knows better.
    tests: { sim: 'broken', network: 'not-run', dial: 'not-run' },
    live: { rung: 'sim', cause: 'sim-missing', confidence: 'proven' },
  },
  {
    title: 'the network refuses the card',
    profile,
    faults: ['denied'],
    shows: /Network registration failed/,
    logs: { state: 'broken' },
    tests: { sim: 'reached', network: 'broken', dial: 'not-run' },
    judgements: { 'registration-denied': 'proven' },
    live: { rung: 'register', cause: 'registration-denied', confidence: 'proven' },
  },
  {
    title: 'one try is left for the PIN, which stays so',
    profile,
    connection: { pincode: '9999' },
    faults: ['pin-last-try'],
    shows: /below the limit/,
    logs: { rung: 'sim' },
    tests: { sim: 'broken', dial: 'not-run' },
    live: { rung: 'sim' },
    after: (router) => expect(router.modem.sim.pinTries).toBe(1),
  },
]);
