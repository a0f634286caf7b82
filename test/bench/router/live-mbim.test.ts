import { expect } from 'vitest';
import { describeLive } from './live-cases.ts';

const profile = 'mbim-stick';

describeLive('sticks with MBIM', {}, [
  {
    title: 'what works is left alone, and reaches the internet',
    profile,
    shows: /Interface 'modem' is now up/,
    logs: { state: 'working' },
    // A second talk could end the session: the modem is not asked while it is up.
    tests: { ports: 'not-run', dial: 'reached', lease: 'reached', internet: 'reached' },
    live: { state: 'working', reached: 'internet' },
    after: (router) => expect(router.modem.sessions).toMatchObject([{ path: 'mbim', apn: 'internet' }]),
  },
  {
    title: 'no SIM card',
    profile,
    faults: ['sim-missing'],
    shows: /Subscriber init failed/,
    logs: { rung: 'sim', cause: 'sim-missing' },
    tests: { sim: 'broken', dial: 'not-run' },
    live: { rung: 'sim', cause: 'sim-missing', confidence: 'proven' },
  },
  {
    title: 'the network refuses the APN, and umbim is asked for what the handler does not tell',
    profile,
    faults: ['apn-rejected'],
    shows: /Failed to connect bearer/,
    logs: { rung: 'dial', cause: 'qmi-call-failed' },
    tests: { network: 'reached', dial: 'broken', refusal: 'broken', lease: 'not-run' },
    judgements: { 'qmi-call-failed': 'inconclusive' },
    live: { rung: 'dial', cause: 'sim-no-data-plan', confidence: 'likely' },
    after: (_, { report }) => expect(JSON.stringify(report.live)).toContain('with the cause 33'),
  },
]);
