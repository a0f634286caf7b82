import { expect } from 'vitest';
import { must } from '../../must.ts';
import { healthy } from '../scenario.ts';
import { outcomeOf, testLive } from './live.ts';
import { describeLive } from './live-cases.ts';

const profile = 'huawei-e3372';
const refused = expect.stringMatching(
  /^(?:ncm-dial-rejected|sim-missing|sim-pin-required|registration-denied)$/,
);

const telekom = { ...must(healthy.network.apns[0]), name: 'internet.telekom' };

describeLive('a Huawei stick with NCM and what may be wrong with it', {}, [
  {
    title: 'no SIM card, and watchdogs: the modem is asked in peace, and says why the dial is refused',
    profile,
    faults: ['sim-missing'],
    prepare: `printf '#!/bin/sh\\nwhile sleep 1; do :; done\\n' >/tmp/watchcat.sh
chmod +x /tmp/watchcat.sh
setsid /tmp/watchcat.sh >/dev/null 2>&1 &
mkdir -p /etc/crontabs
echo '0 4 * * 1 ifup modem' >/etc/crontabs/root
crond -c /etc/crontabs`,
    shows: /Failed to connect/,
    logs: { state: 'broken', cause: refused },
    tests: { ports: 'reached', sim: 'broken', dial: 'not-run' },
    live: { rung: 'sim', cause: 'sim-missing', confidence: 'proven' },
    after: async (router, { report }) => {
      const changes = report.live.changes.map((one: { what: string; state: string }) => [
        one.what,
        one.state,
      ]);
      expect(changes).toContainEqual(['watchcat.sh was paused', 'put-back']);
      expect(changes).toContainEqual(['crond was paused', 'put-back']);
      const states = await router.shell.output(
        'for name in watchcat.sh crond; do grep -h \'^State\' $(grep -l "^Name:.*$name" /proc/[0-9]*/status); done',
      );
      expect(states).toMatch(/^State:\tS.*\nState:\tS.*\n$/);
      await router.shell.run('rm /etc/crontabs/root /tmp/watchcat.sh; killall crond watchcat.sh');
    },
  },
  {
    title: 'a SIM card that wants its PIN, and none is configured',
    profile,
    faults: ['pin-required'],
    shows: /Failed to connect/,
    logs: { state: 'broken', cause: refused },
    tests: { sim: 'broken', dial: 'not-run' },
    judgements: { 'sim-pin-required': 'proven' },
    live: { rung: 'sim', cause: 'sim-pin-required', confidence: 'proven' },
    after: (router) => expect(router.modem.sim.pinTries).toBe(3),
  },
  {
    title: 'a network that refuses the card',
    profile,
    faults: ['denied'],
    shows: /Failed to connect/,
    logs: { state: 'broken', cause: refused },
    tests: { sim: 'reached', network: 'broken', dial: 'not-run' },
    judgements: { 'registration-denied': 'proven' },
    live: { rung: 'register', cause: 'registration-denied', confidence: 'proven' },
  },
  {
    title: 'roaming: --yes dials nothing, and says what would; --allow-cost dials',
    profile,
    faults: ['roaming'],
    prepare: 'until ifstatus modem | grep -q \'"pending": true\'; do sleep 0.2; done; ifdown modem',
    shows: /Interface 'modem' is now down/,
    logs: {},
    tests: { network: 'reached', dial: 'not-run', lease: 'not-run', internet: 'not-run', mtu: 'not-run' },
    live: {},
    after: async (router, { report }) => {
      const answers = new Map(
        report.live.tests.map((one: { id: string; answer: string }) => [one.id, one.answer]),
      );
      for (const id of ['dial', 'lease', 'internet']) {
        expect(answers.get(id)).toMatch(/^Not run: the modem is roaming, .*--allow-cost/);
      }
      expect(answers.get('mtu')).toMatch(/^Not run: it may cost money, .*--allow-cost/);
      const dials = () => router.modem.journal.filter(({ command }) => /NDISDUP=1,1/.test(command)).length;
      const before = dials();
      const allowed = await testLive(router, '--allow-cost');
      expect(['dial', 'lease', 'internet', 'mtu'].map((id) => outcomeOf(allowed, id))).toEqual(
        Array.from({ length: 4 }, () => 'reached'),
      );
      expect(dials()).toBe(before + 1);
      expect(router.modem.sessions).toEqual([]);
    },
  },
  {
    title: 'an APN with a slip in it: taken by the modem, and no session; the network takes the right one',
    profile,
    connection: { apn: 'internet.telekmo' },
    scenario: { network: { apns: [telekom] } },
    shows: /(?:broadcasting discover.*){3}/s,
    logs: { state: 'broken' },
    argv: ['--allow-cost'],
    // The modem is asked for its session, which the handler does not do.
    tests: { network: 'reached', dial: 'broken', apn: 'reached', lease: 'not-run' },
    judgements: { 'apn-typo': 'proven' },
    live: { state: 'broken', cause: 'apn-typo', confidence: 'proven' },
    // One try for it. That the modem no longer keeps it is part of how it stands.
    after: (_, __, commands) =>
      expect(commands.filter((command) => command.includes('"internet.telekom"'))).toEqual([
        'AT+CGDCONT=11,"IP","internet.telekom"',
      ]),
  },
  {
    title: 'name servers that are silent',
    profile,
    faults: ['dns-silent'],
    shows: /Interface 'modem_4' is now up/,
    logs: { state: 'working' },
    tests: { lease: 'reached', internet: 'broken' },
    judgements: { 'dns-missing': 'inconclusive' },
    live: { state: 'broken', rung: 'route', cause: 'dns-missing' },
  },
  {
    title: 'noise on every port',
    profile,
    faults: ['port-noise'],
    shows: /Failed to get modem information|Unsupported modem/,
    logs: { rung: 'control' },
    // What the handler has left behind may still wait for an answer.
    tests: { ports: expect.stringMatching(/^(?:broken|inconclusive)$/), dial: 'not-run' },
    live: { rung: 'control' },
  },
  {
    title: 'a port that another program has open',
    profile,
    prepare: 'ifdown modem; (exec cat /dev/ttyUSB1 >/dev/null 2>&1) & sleep 1; ifup modem',
    shows: /Failed to get modem information|Unsupported modem/,
    logs: { rung: 'control' },
    tests: { ports: 'inconclusive', dial: 'broken' },
    judgements: { 'at-port-busy': 'proven' },
    live: { rung: 'control', cause: 'at-port-busy', confidence: 'proven' },
    after: async (router) => {
      // Whoever has it keeps it.
      const holder = (await router.shell.output('ps'))
        .split('\n')
        .find((line) => line.includes('cat /dev/ttyUSB1'));
      expect(holder).toBeDefined();
      await router.shell.run(`kill ${Number.parseInt(holder ?? '', 10)}`);
    },
  },
  {
    title: 'QMI configured for a modem that takes AT commands',
    profile,
    connection: { proto: 'qmi', device: '/dev/cdc-wdm0', timeout: '3' },
    shows: /SIM not initialized/,
    logs: { cause: 'proto-qmi-on-huawei-ncm' },
    judgements: { 'proto-qmi-on-huawei-ncm': 'proven' },
    live: { cause: 'proto-qmi-on-huawei-ncm', confidence: 'proven' },
  },
  {
    title: 'the packet table in front of the blocks: the other place brings the lease',
    profile,
    prepare: 'ifdown modem; echo N >/sys/class/net/wwan0/cdc_ncm/ndp_to_end; ifup modem',
    shows: /(?:broadcasting discover.*){3}/s,
    logs: { rung: 'address', cause: 'dhcp-discover-no-offer' },
    tests: { lease: 'broken', framing: 'reached' },
    judgements: { 'huawei-ndp-end': 'proven' },
    live: { rung: 'address', cause: 'huawei-ndp-end', confidence: 'proven' },
  },
]);
