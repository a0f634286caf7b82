import { describe, expect, test } from 'vitest';
import { Diagnoser } from '../../../src/diagnosis.ts';
import { judgementOf, judges, testsDeciding } from '../../../src/dial/judging/judgements.ts';
import {
  type InternetFacts,
  type LiveFacts,
  nothingFound,
  type PortAnswer,
} from '../../../src/dial/live-test.ts';
import { type Plan, planFor } from '../../../src/dial/plan.ts';
import { surveyOf } from '../../../src/dial/router/survey.ts';
import type { Subject } from '../../../src/dial/subject.ts';
import type { Confidence, Finding } from '../../../src/rules/finding.ts';
import { rules } from '../../../src/rules/list.ts';
import type { LiveTest } from '../../../src/rules/live-proof.ts';
import { simStates } from '../../../src/situation/facts/sim.ts';
import type { Episode } from '../../../src/situation/situation.ts';

const ports = `[    5.000000] usb 1-1: new high-speed USB device number 2 using ehci-platform
[    5.100000] usb 1-1: New USB device found, idVendor=12d1, idProduct=1506
[    5.200000] option 1-1:1.0: GSM modem (1-port) converter detected
[    5.200000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB0
[    5.200000] option 1-1:1.1: GSM modem (1-port) converter detected
[    5.200000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB1
[    5.200000] option 1-1:1.2: GSM modem (1-port) converter detected
[    5.200000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB2
`;
const network = `package network

config interface 'wan'
	option proto '3g'
	option device '/dev/ttyUSB0'
	option apn 'internet'
`;

function diagnosed(text: string) {
  const diagnoser = new Diagnoser();
  diagnoser.capture.source('router');
  diagnoser.capture.feed(new TextEncoder().encode(text));
  diagnoser.capture.endSource();
  return diagnoser.finish();
}

/** What the tests alone show, by section. */
function seenIn(sections: readonly (readonly [name: string, text: string])[]): Episode {
  const diagnoser = new Diagnoser();
  for (const [name, text] of sections) {
    diagnoser.capture.source(name);
    diagnoser.capture.feed(new TextEncoder().encode(text));
    diagnoser.capture.endSource();
  }
  const episode = diagnoser.finish([]).situation.episodes.at(-1);
  if (episode === undefined) throw new Error('The text shows no modem.');
  return episode;
}

/** A router with the ports of a stick and an interface; `up`: netifd has it up from before. */
function planOf(config: string, modem = ports, up = false): Plan {
  const interfaces = JSON.stringify({ interface: [{ interface: 'wan', up, autostart: true }] });
  const plan = planFor(
    diagnosed(`root@router:~# dmesg\n${modem}root@router:~# uci export network\n${config}`),
    surveyOf(`interfaces\t${interfaces}\nhas\tuqmi\nover`),
    { interface: null, ownEnd: { localAddress: null, isOverJumpHost: false } },
  );
  if (plan === null) throw new Error('There is nothing to test.');
  return plan;
}

function subjectWith(...about: Parameters<typeof planOf>): Subject {
  return planOf(...about).subject;
}

const dialled = subjectWith(network);
const upBefore = subjectWith(network, ports, true);

/** A HiLink stick: a network device, and nothing else. */
const inside = subjectWith(
  network.replace("'3g'", "'dhcp'").replace("'/dev/ttyUSB0'", "'eth1'"),
  `[    5.000000] usb 1-1: new high-speed USB device number 2 using ehci-platform
[    5.100000] usb 1-1: New USB device found, idVendor=12d1, idProduct=14dc
[    5.200000] cdc_ether 1-1:1.0 eth1: register 'cdc_ether' at usb-ehci-platform-1, CDC Ethernet Device, 0c:5b:8f:27:9a:64
`,
);

function finding(rule: string, { title = rule, confidence = 'likely' }: Partial<Finding> = {}): Finding {
  return {
    rule,
    episode: 1,
    attempt: null,
    role: 'cause',
    rung: 'control',
    severity: 'error',
    confidence,
    title,
    explanation: '',
    evidence: [],
    consequenceOf: null,
    confirm: null,
    fix: null,
  };
}

interface Shown {
  readonly subject?: Subject;
  readonly title?: string;
  readonly confidence?: Confidence;
  readonly facts?: Partial<LiveFacts>;
  readonly seen?: Episode | null;
  /** `sources`: the sections of the capture that it has brought. */
  readonly tests?: readonly (readonly [
    id: string,
    outcome: LiveTest['outcome'],
    answer?: string,
    sources?: readonly string[],
  ])[];
}

function verdictOn(rule: string, shown: Shown) {
  const { subject = dialled, facts, seen: episode = null, tests = [] } = shown;
  const all: LiveFacts = { ...nothingFound(), ...facts };
  const ran = tests.map(
    ([id, outcome, answer = '', sources = []]): LiveTest => ({
      id,
      rung: 'control',
      question: '',
      outcome,
      answer,
      sources,
    }),
  );
  const scene = { subject, facts: all, seen: episode, tests: new Map(ran.map((test) => [test.id, test])) };
  return judgementOf({ ...scene, finding: finding(rule, shown) });
}

/** What the tests say of a finding; null for nothing. */
function judged(rule: string, shown: Shown): string | null {
  return verdictOn(rule, shown)?.outcome ?? null;
}

function answers(...rows: readonly (readonly [port: string, how: PortAnswer['how']])[]): Partial<LiveFacts> {
  const ports = rows.map(([port, how]) => [port, { how, words: how, role: null, holder: null }] as const);
  return { ports: new Map(ports) };
}

/** The configured port, which somebody else has open. */
function heldBy(program: string): Partial<LiveFacts> {
  const node = '/dev/ttyUSB0';
  const holder = { program, pid: 812 };
  return { ports: new Map([[node, { how: 'held', words: 'is not free', role: null, holder }]]) };
}

/** All that is well, but for what is said. */
function internet(facts: Partial<InternetFacts>): Partial<LiveFacts> {
  return {
    internet: {
      packets: true,
      pings: true,
      names: true,
      route: 'used',
      elsewhere: null,
      nameServers: null,
      direct: null,
      ...facts,
    },
  };
}

/** The modem was asked, and a section of that name says it. */
function asked(name: string, answer: string): Episode {
  return seenIn([[name, `root@router:~# gcom -d /dev/ttyUSB2\n${answer}\n`]]);
}

const allRules = judges.flatMap(({ rules: ids }) => ids);

/** Scenes that decide something. Together they decide all that may be decided. */
const decisive: readonly Shown[] = [
  { facts: answers(['/dev/ttyUSB0', 'answers']), tests: [['ports', 'reached']], title: 'no answer to AT' },
  {
    facts: heldBy('minicom'),
    tests: [
      ['pause', 'reached'],
      ['ports', 'inconclusive'],
    ],
  },
  {
    subject: subjectWith(
      network.replace("'3g'", "'qmi'").replace('ttyUSB0', 'cdc-wdm0'),
      `${ports}[    5.300000] huawei_cdc_ncm 1-1:1.3: cdc-wdm0: USB WDM device\n`,
    ),
    facts: answers(['/dev/cdc-wdm0', 'answers']),
    tests: [['ports', 'reached']],
  },
  { seen: asked('live-sim', 'AT+CPIN?\n+CPIN: READY\nOK'), tests: [['sim', 'reached', '', ['live-sim']]] },
  {
    seen: asked('live-network', 'AT^SYSINFOEX\n^SYSINFOEX:2,3,0,1,,6,"LTE",101,"LTE"\nOK'),
    tests: [['network', 'reached', '', ['live-network']]],
  },
  {
    seen: asked('live-network', 'AT+CEREG?\n+CEREG: 0,1\nOK'),
    tests: [['network', 'reached', '', ['live-network']]],
  },
  {
    seen: asked('live-network', 'AT+CEREG?\n+CEREG: 0,5\nOK'),
    facts: { dial: 'up', ...internet({}) },
    tests: [
      ['network', 'reached', '', ['live-network']],
      ['dial', 'reached'],
      ['internet', 'reached'],
    ],
  },
  {
    facts: { dial: 'up', lease: 'ipv4' },
    tests: [
      ['dial', 'reached'],
      ['lease', 'reached'],
    ],
  },
  {
    facts: { dial: 'failed', tried: new Map(allRules.map((rule) => [rule, 'works'])) },
    tests: [
      ['dial', 'broken'],
      ['apn', 'reached'],
    ],
  },
  {
    facts: { dial: 'up', lease: 'silent', tried: new Map(allRules.map((rule) => [rule, 'works'])) },
    tests: [
      ['dial', 'reached'],
      ['lease', 'broken'],
      ['framing', 'reached'],
    ],
  },
  {
    facts: { dial: 'up', ...internet({}) },
    tests: [
      ['dial', 'reached'],
      ['internet', 'reached'],
    ],
  },
  { facts: { dial: 'up', session: 'none' }, tests: [['dial', 'broken']] },
  { facts: internet({ names: false, nameServers: 'itself', direct: true }), tests: [['internet', 'broken']] },
];

describe('the judges', () => {
  test('speak of rules that there are, each in one place', () => {
    const known = new Set(rules.map(({ id }) => id));
    expect(allRules.filter((id) => !known.has(id))).toEqual([]);
    expect(new Set(allRules).size).toBe(allRules.length);
  });

  test('name tests that there are', () => {
    const { order } = planOf(network);
    expect(judges.flatMap(({ tests }) => tests).filter((id) => !order.includes(id))).toEqual([]);
  });

  test('can prove or rule out each of their rules, by each test that they name and by no other', () => {
    for (const judge of judges) {
      const deciding = new Set<string>();
      for (const rule of judge.rules) {
        const verdicts = decisive
          .map((shown) => verdictOn(rule, shown))
          .filter((verdict) => verdict !== null && verdict.outcome !== 'inconclusive');
        expect([rule, verdicts.length > 0]).toEqual([rule, true]);
        for (const verdict of verdicts) deciding.add(verdict?.test ?? '');
      }
      expect([judge.rules[0], [...deciding].sort()]).toEqual([judge.rules[0], [...judge.tests].sort()]);
    }
  });

  test('say nothing where nothing was tested', () => {
    for (const rule of allRules) expect([rule, judged(rule, {})]).toEqual([rule, null]);
  });

  test('leave what no test decides out of the plan', () => {
    expect(testsDeciding('apn-typo')).toContain('dial');
    for (const rule of [
      'antenna-wrong-port',
      'firewall-zone-missing',
      'udhcpc-wrong-interface',
      'sim-pin-wrong',
    ])
      expect([rule, testsDeciding(rule)]).toEqual([rule, []]);
  });
});

describe('a wrong port', () => {
  test('is proven by another that answers', () => {
    const facts = answers(
      ['/dev/ttyUSB0', 'silent'],
      ['/dev/ttyUSB1', 'silent'],
      ['/dev/ttyUSB2', 'answers'],
    );
    for (const rule of ['at-port-wrong-role', 'at-port-silent', 'chat-timeout'])
      expect([rule, judged(rule, { facts })]).toEqual([rule, 'proven']);
    expect(judged('modem-firmware-hang', { facts })).toBe('refuted');
    // It is there, and may be the right one of a modem that is not ready.
    for (const rule of ['at-port-renumbered', 'at-port-io-error', 'device-path-wrong'])
      expect([rule, judged(rule, { facts })]).toEqual([rule, 'inconclusive']);
  });

  test('is ruled out by an answer of the configured one', () => {
    const facts = answers(['/dev/ttyUSB0', 'answers'], ['/dev/ttyUSB2', 'answers']);
    expect(judged('at-port-wrong-role', { facts })).toBe('refuted');
    expect(judged('at-port-silent', { facts })).toBe('refuted');
  });

  test('is not decided while somebody has it open, nor where no port answers', () => {
    expect(
      judged('at-port-wrong-role', { facts: answers(['/dev/ttyUSB0', 'held'], ['/dev/ttyUSB2', 'answers']) }),
    ).toBe('inconclusive');
    const none = answers(['/dev/ttyUSB0', 'silent'], ['/dev/ttyUSB1', 'garbage'], ['/dev/ttyUSB2', 'silent']);
    expect(judged('at-port-wrong-role', { facts: none })).toBe('inconclusive');
    expect(judged('at-port-silent', { facts: none })).toBe('proven');
  });

  test.each(['held', 'closed', 'echoes', null] as const)(
    'is no silence of the whole modem where one port is %s',
    (how) => {
      const facts = answers(
        ['/dev/ttyUSB0', 'silent'],
        ['/dev/ttyUSB1', 'silent'],
        ...(how === null ? [] : ([['/dev/ttyUSB2', how]] as const)),
      );
      expect(judged('at-port-silent', { facts })).toBe('inconclusive');
      expect(judged('modem-firmware-hang', { facts })).toBe('inconclusive');
    },
  );

  test('is no matter of an interface that is not dialled by AT commands', () => {
    const subject = subjectWith(
      network.replace("'3g'", "'qmi'").replace('ttyUSB0', 'cdc-wdm0'),
      `${ports}[    5.300000] qmi_wwan 1-1:1.3: cdc-wdm0: USB WDM device\n`,
    );
    const rows = [
      ['/dev/ttyUSB0', 'silent'],
      ['/dev/ttyUSB2', 'answers'],
    ] as const;
    // Its node may have been asked all the same: that of huawei_cdc_ncm takes AT commands.
    for (const facts of [answers(...rows), answers(['/dev/cdc-wdm0', 'silent'], ...rows)])
      for (const rule of ['device-path-wrong', 'at-port-wrong-role', 'modem-firmware-hang'])
        expect([rule, judged(rule, { subject, facts })]).toEqual([rule, null]);
  });

  test.each([
    ['/dev/serial/by-id/usb-HUAWEI-if02-port0', null],
    ['/dev/modem', null],
    ['/dev/tty/USB0', 'proven'],
    ['ttyUSB0', 'proven'],
  ])('of the name %s, which cannot be asked', (path, outcome) => {
    const subject = subjectWith(network.replace('/dev/ttyUSB0', path));
    const facts = answers(['/dev/ttyUSB0', 'silent'], ['/dev/ttyUSB2', 'answers']);
    expect(judged('device-path-wrong', { subject, facts })).toBe(outcome);
    expect(judged('at-port-wrong-role', { subject, facts })).toBe(null);
  });
});

describe('a dial script without an answer', () => {
  const facts = answers(['/dev/ttyUSB0', 'answers']);

  /** As the rule says it of a log. */
  function titleOf(sent: string): string {
    const log = `Thu Jan  1 00:01:00 2026 daemon.notice netifd: Interface 'wan' is setting up now
Thu Jan  1 00:01:01 2026 daemon.notice pppd[1200]: pppd 2.4.9 started by root, uid 0
Thu Jan  1 00:01:02 2026 local2.info chat[1202]: send (${sent}^M)
Thu Jan  1 00:01:02 2026 local2.info chat[1202]: expect (OK)
Thu Jan  1 00:01:32 2026 local2.info chat[1202]: alarm
Thu Jan  1 00:01:32 2026 local2.err chat[1202]: Failed
Thu Jan  1 00:01:32 2026 daemon.err pppd[1200]: Connect script failed
Thu Jan  1 00:01:33 2026 daemon.notice netifd: Interface 'wan' is now down
`;
    const found = diagnosed(`root@router:~# uci export network\n${network}root@router:~# logread\n${log}`);
    const title = found.findings.find(({ rule }) => rule === 'chat-timeout')?.title;
    if (title === undefined) throw new Error('The log shows no silence.');
    return title;
  }

  test('is ruled out by an OK to AT where AT is what was sent', () => {
    expect(judged('chat-timeout', { facts, title: titleOf('AT') })).toBe('refuted');
    expect(judged('chat-timeout', { facts, title: titleOf('ATD*99#') })).toBe('inconclusive');
  });
});

describe('a port that is held', () => {
  const facts = heldBy('minicom');

  test('is busy for certain only once its own interface is down', () => {
    expect(verdictOn('at-port-busy', { facts, tests: [['pause', 'reached']] })).toMatchObject({
      outcome: 'proven',
      because: 'minicom (process 812) has /dev/ttyUSB0 open while the interface is down.',
    });
    for (const pause of ['not-run', 'inconclusive'] as const)
      expect(judged('at-port-busy', { facts, tests: [['pause', pause]] })).toBe('inconclusive');
  });

  test('is not proven busy by a handler, nor by who has let go of it', () => {
    const held = answers(['/dev/ttyUSB0', 'held']);
    expect(judged('at-port-busy', { facts: held, tests: [['pause', 'reached']] })).toBe('inconclusive');
  });

  test('is not to blame where the dial comes up all the same', () => {
    const tests = [
      ['pause', 'reached'],
      ['dial', 'reached'],
    ] as const;
    expect(judged('at-port-busy', { facts: { ...facts, dial: 'up' }, tests })).toBe('inconclusive');
  });
});

describe('a port that is gone', () => {
  const portRules = allRules.filter((rule) => testsDeciding(rule).includes('ports'));

  test.each([
    ['alone', answers(['/dev/ttyUSB0', 'gone'])],
    [
      'with all others',
      answers(['/dev/ttyUSB0', 'gone'], ['/dev/ttyUSB1', 'gone'], ['/dev/ttyUSB2', 'gone']),
    ],
    ['while another answers', answers(['/dev/ttyUSB0', 'gone'], ['/dev/ttyUSB2', 'answers'])],
  ])('decides nothing, %s', (_, facts) => {
    for (const rule of portRules)
      for (const title of ['no answer to AT', 'other'])
        expect([
          rule,
          judged(rule, { facts, title, tests: [['pause', 'reached']] }) ?? 'inconclusive',
        ]).toEqual([rule, 'inconclusive']);
  });

  test('keeps silence of the others from being that of the whole modem', () => {
    const facts = answers(['/dev/ttyUSB0', 'silent'], ['/dev/ttyUSB1', 'silent'], ['/dev/ttyUSB2', 'gone']);
    expect(judged('at-port-silent', { facts })).toBe('inconclusive');
    expect(judged('modem-firmware-hang', { facts })).toBe('inconclusive');
  });
});

describe('a port that gives GPS positions', () => {
  test('is a wrong one, whether or not another answers', () => {
    expect(judged('at-port-wrong-role', { facts: answers(['/dev/ttyUSB0', 'positions']) })).toBe('proven');
    expect(
      judged('at-port-silent', {
        facts: answers(['/dev/ttyUSB0', 'positions'], ['/dev/ttyUSB2', 'answers']),
      }),
    ).toBe('proven');
  });

  test('is a sign of life of a modem that otherwise says nothing', () => {
    const facts = answers(
      ['/dev/ttyUSB0', 'silent'],
      ['/dev/ttyUSB1', 'positions'],
      ['/dev/ttyUSB2', 'silent'],
    );
    expect(judged('modem-firmware-hang', { facts })).toBe('inconclusive');
    expect(judged('at-port-silent', { facts })).toBe('proven');
  });
});

describe('a registration', () => {
  const tests = [['network', 'reached', 'words', ['live-network']]] as const;

  test('rules out what would keep the modem from it', () => {
    const seen = asked('live-network', 'AT+CEREG?\n+CEREG: 0,1\nOK');
    for (const rule of ['registration-denied', 'no-signal', 'radio-off-cfun', 'rat-lock'])
      expect([rule, judged(rule, { seen, tests })]).toEqual([rule, 'refuted']);
  });

  test('is that of the test, whatever a log says that is read later', () => {
    const seen = seenIn([
      ['live-network', 'root@router:~# gcom -d /dev/ttyUSB2\nAT+CEREG?\n+CEREG: 0,2\nOK\n'],
      ['live-log', 'root@router:~# gcom -d /dev/ttyUSB2\nAT+CEREG?\n+CEREG: 0,3\nOK\n'],
    ]);
    const broken = [['network', 'broken', 'words', ['live-network']]] as const;
    expect(judged('registration-denied', { seen, tests: broken })).toBe('inconclusive');
  });

  test('as a guest proves nothing by itself, and is allowed where packets come back', () => {
    const seen = asked('live-network', 'AT+CEREG?\n+CEREG: 0,5\nOK');
    for (const confidence of ['possible', 'likely', 'proven'] as const)
      expect(judged('roaming-not-allowed', { seen, tests, confidence })).toBe('inconclusive');
    const online = [...tests, ['dial', 'reached'], ['internet', 'reached']] as const;
    const facts = { dial: 'up', ...internet({}) } as const;
    expect(judged('roaming-not-allowed', { seen, tests: online, facts, confidence: 'proven' })).toBe(
      'refuted',
    );
  });
});

describe('a SIM card', () => {
  const shown = (answer: string) => ({
    seen: asked('live-sim', `AT+CPIN?\n${answer}\nAT+CSQ\n+CSQ: 17,99\nOK`),
    tests: [['sim', 'broken', 'words', ['live-sim']]] as const,
  });

  test('that wants its PIN proves that, and nothing else', () => {
    expect(judged('sim-pin-required', shown('+CPIN: SIM PIN\nOK'))).toBe('proven');
    expect(judged('sim-missing', shown('+CPIN: SIM PIN\nOK'))).toBe('inconclusive');
  });

  test('that is ready rules all of them out', () => {
    for (const rule of ['sim-pin-required', 'sim-missing', 'sim-puk', 'sim-not-ready-yet'])
      expect([rule, judged(rule, shown('+CPIN: READY\nOK'))]).toEqual([rule, 'refuted']);
  });

  test('is judged by what it was asked, not by an error of an earlier try that netifd keeps', () => {
    const status = JSON.stringify({
      up: false,
      proto: 'qmi',
      errors: [{ subsystem: 'wan', code: 'PIN_FAILED' }],
    });
    const seen = seenIn([
      ['live-sim', 'root@router:~# gcom -d /dev/ttyUSB2\nAT+CPIN?\n+CPIN: READY\nOK\n'],
      ['live-status', `root@router:~# ifstatus wan\n${status}\n`],
    ]);
    const tests = [
      ['sim', 'reached', '', ['live-sim']],
      ['dial', 'broken', '', ['live-status']],
    ] as const;
    expect(simStates(seen).at(-1)?.value).toBe('pin-wrong');
    expect(verdictOn('sim-pin-required', { seen, tests })).toMatchObject({
      outcome: 'refuted',
      because: 'The SIM card is ready.',
      test: 'sim',
    });
  });

  test('that one answer calls locked and another ready is not judged', () => {
    expect(judged('sim-missing', shown('+CPIN: SIM PIN\nOK\nAT^SIMST?\n^SIMST: 1\nOK'))).toBe('inconclusive');
  });
});

describe('a dial', () => {
  const broughtAddress = [
    ['dial', 'reached'],
    ['lease', 'reached'],
  ] as const;
  const session = ['apn-typo', 'sim-no-data-plan', 'auth-failed-ppp', 'chat-no-carrier', 'ppp-lcp-timeout'];

  test('that is taken and brings an address rules out what kept it from that', () => {
    const shown = { facts: { dial: 'up', lease: 'ipv4' }, tests: broughtAddress } as const;
    for (const rule of session) expect([rule, judged(rule, shown)]).toEqual([rule, 'refuted']);
  });

  test('that was up before rules it out only where packets come back: the network may have ended it', () => {
    const shown = { subject: upBefore, facts: { dial: 'up', lease: 'ipv4' }, tests: broughtAddress } as const;
    const online = {
      ...shown,
      facts: { ...shown.facts, ...internet({}) },
      tests: [...broughtAddress, ['internet', 'reached']],
    } as const;
    for (const rule of session) {
      expect([rule, judged(rule, shown)]).toEqual([rule, 'inconclusive']);
      expect([rule, judged(rule, online)]).toEqual([rule, 'refuted']);
    }
  });

  test('of a stick that is a router of its own brings that one’s address, which says nothing of the network', () => {
    const shown = { subject: inside, facts: { dial: 'up', lease: 'ipv4' }, tests: broughtAddress } as const;
    expect(inside.path).toBe('inside');
    for (const rule of session) expect([rule, judged(rule, shown)]).toEqual([rule, null]);
    const facts = { ...shown.facts, ...internet({}) };
    const online = { ...shown, facts, tests: [...broughtAddress, ['internet', 'reached']] } as const;
    for (const rule of session) expect([rule, judged(rule, online)]).toEqual([rule, 'refuted']);
  });

  test('that is merely up rules nothing out: the OK of a modem is not that of the network', () => {
    const shown = {
      facts: { dial: 'up' },
      tests: [
        ['dial', 'reached'],
        ['lease', 'broken'],
      ],
    } as const;
    for (const rule of ['apn-typo', 'auth-password-typo', 'ncm-dial-rejected'])
      expect([rule, judged(rule, shown)]).toEqual([rule, null]);
  });

  test('that the modem takes is empty where it says that it has no session', () => {
    const rule = 'ndisdup-ok-not-connected';
    const facts = (session: LiveFacts['session']) => ({ dial: 'up', session }) as const;
    expect(judged(rule, { facts: facts('none'), tests: [['dial', 'broken']] })).toBe('proven');
    expect(judged(rule, { facts: facts('there'), tests: [['dial', 'reached']] })).toBe('refuted');
    expect(judged(rule, { facts: facts(null), tests: [['dial', 'reached']] })).toBe(null);
  });

  test('that is refused again decides nothing', () => {
    const shown = { facts: { dial: 'failed' }, tests: [['dial', 'broken']] } as const;
    expect(judged('apn-typo', shown)).toBe('inconclusive');
    expect(judged('chat-no-carrier', shown)).toBe('inconclusive');
  });

  test('proves an APN wrong where the network takes another, and leaves it open where it refuses both', () => {
    const tests = [
      ['dial', 'broken'],
      ['apn', 'reached'],
    ] as const;
    expect(
      judged('apn-typo', { facts: { dial: 'failed', tried: new Map([['apn-typo', 'works']]) }, tests }),
    ).toBe('proven');
    expect(
      judged('apn-typo', { facts: { dial: 'failed', tried: new Map([['apn-typo', 'fails']]) }, tests }),
    ).toBe('inconclusive');
  });
});

describe('an address', () => {
  test('that comes with another framing proves the framing, one that does not rules nothing out', () => {
    const tests = [
      ['lease', 'broken'],
      ['framing', 'reached'],
    ] as const;
    const facts = { dial: 'up', lease: 'silent' } as const;
    expect(
      judged('huawei-ndp-end', { facts: { ...facts, tried: new Map([['huawei-ndp-end', 'works']]) }, tests }),
    ).toBe('proven');
    expect(
      judged('huawei-ndp-end', { facts: { ...facts, tried: new Map([['huawei-ndp-end', 'fails']]) }, tests }),
    ).toBe('inconclusive');
  });

  test.each([
    ['up', 'proven'],
    ['late', null],
    ['failed', null],
    [null, null],
  ] as const)('that nobody offers behind a dial that is %s', (dial, outcome) => {
    const tests = [['lease', 'broken']] as const;
    expect(judged('dhcp-discover-no-offer', { facts: { dial, lease: 'silent' }, tests })).toBe(outcome);
  });

  test('that a router of its own does not offer is missing without a dial, too', () => {
    const tests = [['lease', 'broken']] as const;
    const facts = { dial: 'late', lease: 'silent' } as const;
    expect(judged('dhcp-discover-no-offer', { subject: inside, facts, tests })).toBe('proven');
  });

  test.each(['refused', 'ipv6', 'none'] as const)('is no silence of DHCP: %s', (lease) => {
    const tests = [['lease', 'broken']] as const;
    expect(judged('dhcp-discover-no-offer', { facts: { dial: 'up', lease }, tests })).toBe('inconclusive');
  });

  test('that comes rules out all that keeps it away', () => {
    const shown = { facts: { dial: 'up', lease: 'offered' }, tests: [['lease', 'reached']] } as const;
    for (const rule of ['dhcp-discover-no-offer', 'huawei-ndp-end', 'dhcp-raw-ip'])
      expect([rule, judged(rule, shown)]).toEqual([rule, 'refuted']);
  });
});

describe('packets that come back through the modem', () => {
  const tests = [['internet', 'reached']] as const;

  test.each([
    ['used', null, 'refuted', 'refuted'],
    ['behind', true, 'refuted', 'refuted'],
    ['behind', false, 'refuted', 'proven'],
    ['elsewhere', false, 'inconclusive', 'proven'],
    ['elsewhere', null, 'inconclusive', 'inconclusive'],
    ['none', null, 'proven', 'inconclusive'],
  ] as const)('leave the route to blame: %s, and pings there: %s', (route, elsewhere, missing, dead) => {
    const facts = internet({ route, elsewhere });
    expect(judged('no-default-route', { facts, tests })).toBe(missing);
    expect(judged('metric-dead-wan', { facts, tests })).toBe(dead);
  });

  test('say nothing of names that may have been found over another uplink', () => {
    for (const names of [true, false])
      expect(judged('dns-missing', { facts: internet({ names, route: 'behind' }), tests })).toBe(
        'inconclusive',
      );
  });

  test.each([
    ['there is nothing to ask with', { names: null }, null, null],
    ['are found', { names: true }, 'refuted', 'refuted'],
    [
      'are not, while a server of the internet answers',
      { names: false, nameServers: 'own', direct: true },
      'proven',
      'refuted',
    ],
    [
      'are not, and no server answers',
      { names: false, nameServers: 'own', direct: false },
      'inconclusive',
      'refuted',
    ],
    [
      'are not, and no server is known',
      { names: false, nameServers: 'none', direct: true },
      'inconclusive',
      'proven',
    ],
    [
      'are not, and only other uplinks have servers',
      { names: false, nameServers: 'others', direct: false },
      'inconclusive',
      'inconclusive',
    ],
    [
      'are not, and nobody says which servers are known',
      { names: false, nameServers: null, direct: true },
      'inconclusive',
      'inconclusive',
    ],
  ] as const)('leave the names to blame: they %s', (_, facts, missing, notGiven) => {
    expect(judged('dns-missing', { facts: internet(facts), tests })).toBe(missing);
    expect(judged('no-dns-from-network', { facts: internet(facts), tests })).toBe(notGiven);
  });

  test('leave a network to blame that stick and router share: the router asks itself for names', () => {
    const facts = (servers: InternetFacts['nameServers']) =>
      internet({ names: false, nameServers: servers, direct: true });
    expect(judged('hilink-subnet-clash', { facts: facts('itself'), tests })).toBe('proven');
    expect(judged('dns-missing', { facts: facts('itself'), tests })).toBe('proven');
    expect(judged('no-dns-from-network', { facts: facts('itself'), tests })).toBe('refuted');
    expect(judged('hilink-subnet-clash', { facts: facts('own'), tests })).toBe('inconclusive');
    expect(judged('hilink-subnet-clash', { facts: internet({}), tests })).toBe('inconclusive');
  });

  test('that do not come decide neither', () => {
    const facts = internet({ packets: false, pings: false, names: false });
    expect(judged('dns-missing', { facts, tests })).toBe('inconclusive');
    expect(judged('no-default-route', { facts, tests })).toBe('inconclusive');
  });
});
