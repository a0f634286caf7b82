import { expect } from 'vitest';
import { describeLive } from './live-cases.ts';

const qmi = 'quectel-ec25-qmi';
const mbim = 'mbim-stick';

describeLive('cards with QMI and MBIM', {}, [
  {
    title: 'QMI: what works is left alone, and reaches the internet',
    profile: qmi,
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
    title: 'QMI: the network does not know the APN',
    profile: qmi,
    faults: ['apn-rejected'],
    shows: /Unable to connect IPv4/,
    // Whether the modem could be asked for the network's reason depends on what its handler does just then.
    logs: { rung: 'dial', cause: expect.stringMatching(/^(?:qmi-call-failed|sim-no-data-plan)$/) },
    tests: { sim: 'reached', network: 'reached', dial: 'broken', lease: 'not-run' },
    judgements: { 'qmi-call-failed': 'inconclusive' },
    live: { rung: 'dial' },
  },
  {
    title: 'QMI: no SIM card',
    profile: qmi,
    faults: ['sim-missing'],
    shows: /SIM not initialized/,
    logs: { rung: 'sim' },
    // QMI calls a card that is not there one that is not ready; the AT port knows better.
    tests: { sim: 'broken', network: 'not-run', dial: 'not-run' },
    live: { rung: 'sim', cause: 'sim-missing', confidence: 'proven' },
  },
  {
    title: 'QMI: the network refuses the card',
    profile: qmi,
    faults: ['denied'],
    shows: /Network registration failed/,
    logs: { state: 'broken' },
    tests: { sim: 'reached', network: 'broken', dial: 'not-run' },
    judgements: { 'registration-denied': 'proven' },
    live: { rung: 'register', cause: 'registration-denied', confidence: 'proven' },
  },
  {
    title: 'QMI: one try is left for the PIN, which stays so',
    profile: qmi,
    connection: { pincode: '9999' },
    faults: ['pin-last-try'],
    shows: /below the limit/,
    logs: { rung: 'sim' },
    tests: { sim: 'broken', dial: 'not-run' },
    live: { rung: 'sim' },
    after: (router) => expect(router.modem.sim.pinTries).toBe(1),
  },
  {
    title: 'MBIM: what works is left alone, and reaches the internet',
    profile: mbim,
    shows: /Interface 'modem' is now up/,
    logs: { state: 'working' },
    // A second talk could end the session: the modem is not asked while it is up.
    tests: { ports: 'not-run', dial: 'reached', lease: 'reached', internet: 'reached' },
    live: { state: 'working', reached: 'internet' },
    after: (router) => expect(router.modem.sessions).toMatchObject([{ path: 'mbim', apn: 'internet' }]),
  },
  {
    title: 'MBIM: no SIM card',
    profile: mbim,
    faults: ['sim-missing'],
    shows: /Subscriber init failed/,
    logs: { rung: 'sim', cause: 'sim-missing' },
    tests: { sim: 'broken', dial: 'not-run' },
    live: { rung: 'sim', cause: 'sim-missing', confidence: 'proven' },
  },
  {
    title: 'MBIM: the network refuses the APN, and umbim is asked for what the handler does not tell',
    profile: mbim,
    faults: ['apn-rejected'],
    shows: /Failed to connect bearer/,
    logs: { rung: 'dial', cause: 'qmi-call-failed' },
    tests: { network: 'reached', dial: 'broken', refusal: 'broken', lease: 'not-run' },
    judgements: { 'qmi-call-failed': 'inconclusive' },
    live: { rung: 'dial', cause: 'sim-no-data-plan', confidence: 'likely' },
    after: (_, { report }) => expect(JSON.stringify(report.live)).toContain('with the cause 33'),
  },
]);
