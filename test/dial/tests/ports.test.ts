import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sectionText } from '../../../src/collect/router/section-text.ts';
import { Diagnoser } from '../../../src/diagnosis.ts';
import { AtClient } from '../../../src/dial/at/at-client.ts';
import { readOnly } from '../../../src/dial/at/at-permits.ts';
import { type Bench, nothingFound } from '../../../src/dial/live-test.ts';
import { planFor } from '../../../src/dial/plan.ts';
import { RouterShell } from '../../../src/dial/router/router-shell.ts';
import { survey, surveyOf } from '../../../src/dial/router/survey.ts';
import { runPlan } from '../../../src/dial/run.ts';
import { portsTest } from '../../../src/dial/tests/ports.ts';
import type { LiveProof } from '../../../src/rules/live-proof.ts';
import { quectelEc25Qmi } from '../../bench/profiles/quectel.ts';
import type { PortRole } from '../../bench/scenario.ts';
import type { FixtureRouter } from '../../collect/router/fixture-router.ts';
import { LoginBench } from '../../collect/ssh/login-bench.ts';
import { makeKey } from '../../servers/keys.ts';
import { programPath, tellSkipped } from '../../servers/programs.ts';
import { noRouterServer, startRouterServer } from '../../servers/router-server.ts';
import { settled, type VirtualPort, virtualPort } from '../at/virtual-port.ts';
import { configured, ports, subjectIn } from '../modems.ts';

/** The table has them as diagnosis, GPS, AT, and AT or PPP. */
const quectel = ports('1-1', ['2c7c:0125', 0, 1, 2, 3]);

describe('ports of a modem', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  /** What the test says of ports behind which these are, of a modem whose interface is dialled over one of them. */
  async function told(
    behind: readonly PortRole[],
    device = '/dev/ttyUSB2',
    { dmesg = quectel, proto = 'ncm' }: { readonly dmesg?: string; readonly proto?: string } = {},
  ) {
    const sent: string[] = [];
    const asked = new Map<string, number>();
    const bench: Bench = {
      subject: subjectIn([dmesg, configured('wan', { proto, device })]),
      survey: surveyOf('has\tsocat\nover'),
      signal: new AbortController().signal,
      facts: nothingFound(),
      run: () => Promise.reject(new Error('Nothing is run on the router.')),
      async talk(path, work, terms) {
        const port: VirtualPort = virtualPort({
          profile: quectelEc25Qmi,
          role: behind[Number(path.at(-1))] ?? 'diag',
        });
        const client = new AtClient(port, {
          permits: readOnly,
          device: { usbId: null, model: null },
          ...terms,
        });
        try {
          return await work(client);
        } finally {
          await client.close();
          sent.push(...port.sent);
          asked.set(path, port.sent.length);
        }
      },
      seen: () => null,
      change: () => Promise.reject(new Error('Nothing is changed.')),
    };
    const outcome = await settled(portsTest.run(bench));
    return { ...outcome, facts: bench.facts, sent: new Set(sent), asked };
  }

  test('are told with what they are for, as far as they do what they should', async () => {
    const { outcome, answer, facts, sent } = await told(['diag', 'diag', 'pcui', 'modem']);
    expect(outcome).toBe('reached');
    expect(answer).toBe(
      '/dev/ttyUSB2 answers OK (its port for commands); /dev/ttyUSB3 answers OK (its port for commands and dialling); /dev/ttyUSB0 (diagnosis) and /dev/ttyUSB1 (GPS positions) say nothing, as they should.',
    );
    expect([...facts.ports].map(([port, { role }]) => [port, role])).toEqual([
      ['/dev/ttyUSB2', 'at'],
      ['/dev/ttyUSB3', 'at2+ppp'],
      ['/dev/ttyUSB0', 'diag'],
      ['/dev/ttyUSB1', 'nmea'],
    ]);
    expect(sent).toEqual(new Set(['AT']));
  });

  test('hear AT once where they are for something else, and three times before they count as silent', async () => {
    const behind = ['diag', 'diag', 'diag', 'modem'] as const;
    const { asked } = await told(behind, '/dev/ttyUSB0');
    expect(Object.fromEntries(asked)).toMatchObject({
      // It is configured.
      '/dev/ttyUSB0': 3,
      '/dev/ttyUSB1': 1,
      '/dev/ttyUSB2': 3,
    });
  });

  test('are that of GPS by what they give, whatever the table says', async () => {
    const { answer, facts } = await told(['nmea', 'diag', 'pcui', 'modem']);
    expect(answer).toContain('/dev/ttyUSB0 gives GPS positions and no answer');
    expect(facts.ports.get('/dev/ttyUSB0')?.how).toBe('positions');
  });

  test('are named where the configured one is for something else', async () => {
    const { outcome, answer } = await told(['diag', 'diag', 'pcui', 'modem'], '/dev/ttyUSB0');
    expect(outcome).toBe('broken');
    expect(answer).toMatch(
      /^\/dev\/ttyUSB0 is configured but is for diagnosis, and does not answer; \/dev\/ttyUSB2 answers OK/,
    );
  });

  test('are told where they do other than the table says', async () => {
    const { answer } = await told(['pcui', 'diag', 'diag', 'modem']);
    expect(answer).toContain('/dev/ttyUSB2 does not answer, though it is for commands');
    expect(answer).toContain('/dev/ttyUSB0 answers OK, though lists call it that for diagnosis');
  });

  test('are told together where nothing is known of them', async () => {
    const dmesg = ports('1-1', ['12d1:1506', 0, 1, 2]);
    const { answer } = await told(['pcui', 'diag', 'diag'], '/dev/ttyUSB0', { dmesg });
    expect(answer).toBe('/dev/ttyUSB0 answers OK; /dev/ttyUSB1 and /dev/ttyUSB2 do not answer.');
  });

  test('have one for dialling, which is named where PPP is dialled on another', async () => {
    const behind = ['diag', 'diag', 'pcui', 'modem'] as const;
    expect((await told(behind, '/dev/ttyUSB2', { proto: '3g' })).answer).toMatch(
      / The port for dialling is \/dev\/ttyUSB3\.$/,
    );
    for (const [device, proto] of [
      ['/dev/ttyUSB3', '3g'],
      ['/dev/ttyUSB2', 'ncm'],
    ] as const)
      expect((await told(behind, device, { proto })).answer).not.toContain('The port for dialling');
  });

  test('of Huawei say by themselves what they are for', () => {
    const listing = `root@router:~# cat /sys/kernel/debug/usb/devices

T:  Bus=01 Lev=01 Prnt=01 Port=00 Cnt=01 Dev#=  2 Spd=480  MxCh= 0
P:  Vendor=12d1 ProdID=1506 Rev= 1.02
C:* #Ifs= 3 Cfg#= 1 Atr=a0 MxPwr=500mA
I:* If#= 0 Alt= 0 #EPs= 3 Cls=ff(vend.) Sub=02 Prot=10 Driver=option
I:* If#= 1 Alt= 0 #EPs= 2 Cls=ff(vend.) Sub=02 Prot=13 Driver=option
I:* If#= 2 Alt= 0 #EPs= 2 Cls=ff(vend.) Sub=02 Prot=12 Driver=option
`;
    const subject = subjectIn([
      ports('1-1', ['12d1:1506', 0, 1, 2]) + listing,
      configured('wan', { proto: '3g', device: '/dev/ttyUSB0' }),
    ]);
    expect(subject.serialPorts).toEqual(['/dev/ttyUSB2', '/dev/ttyUSB0', '/dev/ttyUSB1']);
  });
});

const socat = programPath('socat');
const missing = noRouterServer ?? (socat === undefined ? 'socat is not installed' : undefined);
tellSkipped('ports that others have, on a router', missing);

describe.skipIf(missing !== undefined)('ports of a router', () => {
  const bench = new LoginBench();
  const key = missing === undefined ? makeKey(bench.folder, 'id', 'ed25519') : null;

  afterEach(() => bench.closeAll());

  afterAll(() => bench.end());

  const config = configured('wan', { proto: 'ncm', device: '/dev/ttyUSB0', apn: 'internet' });
  const log = `Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wan' is setting up now
Tue Mar  4 09:00:31 2025 daemon.notice netifd: wan (500): Failed to get modem information
Tue Mar  4 09:00:32 2025 daemon.notice netifd: Interface 'wan' is now down
`;

  function diagnosing(texts: readonly Uint8Array[]): Diagnoser {
    const diagnoser = new Diagnoser();
    for (const [at, text] of texts.entries()) {
      diagnoser.capture.source(`${at}`);
      diagnoser.capture.feed(text);
      diagnoser.capture.endSource();
    }
    return diagnoser;
  }

  /** What logs alone say, and what is said once the interface is down and the ports have been asked. */
  async function tested({
    has,
    running = [],
    programs = {},
  }: {
    /** Ports that the router still has. */
    readonly has: readonly number[];
    readonly running?: FixtureRouter['running'];
    readonly programs?: FixtureRouter['programs'];
  }) {
    const state = { interface: 'wan', up: false, autostart: true, proto: 'ncm' };
    const server = await startRouterServer(
      {
        fixture: 'openwrt-19.07',
        hostname: 'OpenWrt',
        usb: [
          {
            path: '1-1',
            id: '12d1:1506',
            functions: has.map((port) => ({
              number: `0${port}`,
              codes: 'ff/02/12',
              driver: 'option',
              tty: `ttyUSB${port}`,
            })),
          },
        ],
        programs: {
          ubus: `case $* in *dump) echo '${JSON.stringify({ interface: [state] })}' ;; esac`,
          ifdown: 'exit 0',
          ifup: 'exit 0',
          ...programs,
        },
        binaries: { socat: socat ?? '' },
        running,
      },
      { keys: [key?.publicLine ?? ''] },
    );
    try {
      const connection = await bench.logIn('root@127.0.0.1', {
        port: server.port,
        ...(key === null ? {} : { identity: key.file }),
        acceptNew: true,
      });
      const collected = new TextEncoder().encode(
        `root@OpenWrt:~# dmesg\n${ports('1-1', ['12d1:1506', 0, 1])}root@OpenWrt:~# uci export network\npackage network\n\n${config}root@OpenWrt:~# logread\n${log}`,
      );
      const before = diagnosing([collected]).finish();
      const seen = await survey(new RouterShell(connection));
      const plan = planFor(before, seen, { interface: 'wan', ownEnd: connection.ownEnd });
      if (plan === null) throw new Error('There is nothing to test.');
      const live = await runPlan(
        { ...plan, steps: plan.steps.filter(({ test: { id } }) => ['pause', 'ports'].includes(id)) },
        {
          connection,
          survey: seen,
          host: 'OpenWrt',
          signal: new AbortController().signal,
          allowed: new Set(['reads', 'dials']),
          mayCut: true,
        },
      );
      const heard = live.sections.map((section) => sectionText(section, 'OpenWrt'));
      return { before, after: diagnosing([collected, ...heard]).finish(undefined, live) };
    } finally {
      await bench.closeAll();
      await server.stop();
    }
  }

  const answerOf = (live: LiveProof | null) => live?.tests.find(({ id }) => id === 'ports');

  test('that a program holds are the cause, though no log knows of it', async () => {
    const { before, after } = await tested({
      has: [0, 1],
      running: [{ name: 'minicom', holds: '/dev/ttyUSB0' }],
    });
    expect(before.findings.map(({ rule }) => rule)).not.toContain('at-port-busy');
    expect(answerOf(after.live)).toMatchObject({
      outcome: 'inconclusive',
      answer: expect.stringMatching(/^\/dev\/ttyUSB0 is not free: it is held by minicom\[\d+\]/),
    });
    expect(after.findings[0]).toMatchObject({
      rule: 'at-port-busy',
      confidence: 'proven',
      title: expect.stringMatching(/^minicom \(process \d+\) holds \/dev\/ttyUSB0$/),
    });
    expect(after.verdict).toMatchObject({ rung: 'control', cause: 'at-port-busy', confidence: 'proven' });
  });

  test('that hwdiag itself keeps from being let go of are not held by a stranger', async () => {
    const { after } = await tested({
      has: [0, 1],
      programs: { minicom: 'exec 3<>/dev/ttyUSB0; while true; do sleep 1; done 3<&-' },
      // It is paused, and what it has begun is not.
      running: [{ name: 'watchcat.sh', text: 'minicom\necho over' }],
    });
    expect(answerOf(after.live)?.answer).toMatch(/held by minicom\[/);
    expect(after.live?.changes.map(({ what }) => what)).toContain('watchcat.sh was paused');
    expect(after.findings.map(({ rule }) => rule)).not.toContain('at-port-busy');
  });

  test('that pppd holds may be held by their own handler', async () => {
    const { after } = await tested({ has: [0, 1], running: [{ name: 'pppd', holds: '/dev/ttyUSB0' }] });
    expect(answerOf(after.live)?.answer).toContain('held by pppd[');
    expect(after.findings.map(({ rule }) => rule)).not.toContain('at-port-busy');
  });

  test('that another interface is being set up for are not held', async () => {
    const { after } = await tested({
      has: [0, 1],
      running: [{ name: 'qmi.sh', dials: true }],
    });
    expect(answerOf(after.live)?.answer).toContain('an interface is being set up');
    expect(after.findings.map(({ rule }) => rule)).not.toContain('at-port-busy');
  });

  test('that have left meanwhile are gone, which proves nothing of them', async () => {
    const { after } = await tested({ has: [] });
    expect(answerOf(after.live)).toMatchObject({
      outcome: 'inconclusive',
      answer: '/dev/ttyUSB0 and /dev/ttyUSB1 are gone, though the router had them before.',
    });
    for (const { outcome } of after.live?.judgements ?? []) expect(outcome).toBe('inconclusive');
  });
});
