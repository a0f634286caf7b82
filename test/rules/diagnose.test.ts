import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogueEntry } from '../../src/knowledge/rule-catalogue.ts';
import { rungIndex } from '../../src/knowledge/rung.ts';
import { diagnose } from '../../src/rules/diagnose.ts';
import type { Diagnosis, Finding } from '../../src/rules/finding.ts';
import { rules } from '../../src/rules/list.ts';
import type { Judgement, LiveTest, TestedLive } from '../../src/rules/live-proof.ts';
import { diagnosisOf } from '../diagnosis-of.ts';
import {
  chatStep,
  config,
  dhcp,
  dmesg,
  kernelVersion,
  logread,
  ncmDial,
  nowDown,
  nowUp,
  pppDial,
  pppUp,
  settingUp,
  stickArrives,
} from '../situation/log-lines.ts';
import { ping } from './route/uplink-lines.ts';

const night = 'Sun Jul 22 02:23:12 2018';
const works = logread(night, ncmDial(), dhcp('modem_4', 1, '10.1.2.3'));
const fails = logread(night, ncmDial(), dhcp('modem_4', 3));

const samples = readdirSync('samples')
  .filter((name) => name.endsWith('.txt') && !name.endsWith('.out.txt'))
  .map((name) => [name, diagnosisOf(readFileSync(`samples/${name}`, 'utf8'))] as const);

const order: Readonly<Record<Finding['confidence'], number>> = {
  proven: 0,
  likely: 1,
  possible: 2,
  refuted: 3,
};

describe('what holds of every diagnosis', () => {
  it.each(samples)('%s: no claim about the cause goes beyond the catalogue', (_, { findings }) => {
    for (const finding of findings) {
      const ceiling = catalogueEntry(finding.rule)?.maxConfidence ?? null;
      const claimsCause =
        finding.role === 'cause' || (finding.role === 'symptom' && finding.consequenceOf === null);
      if (ceiling !== null && claimsCause)
        expect(order[finding.confidence]).toBeGreaterThanOrEqual(order[ceiling]);
    }
  });

  it.each(samples)(
    '%s: the root cause comes first, and is the cause of the verdict',
    (_, { findings, verdict }) => {
      const [first] = findings;
      if (verdict.cause === null) return;
      expect(first).toMatchObject({
        rule: verdict.cause,
        confidence: verdict.confidence,
        consequenceOf: null,
      });
    },
  );

  it.each(samples)(
    '%s: notes and harmless lines make no verdict',
    (_, { findings, episodeVerdicts, verdict }) => {
      const remarks = new Set(
        findings.filter(({ role }) => role === 'note' || role === 'harmless').map(({ rule }) => rule),
      );
      for (const { cause } of [...episodeVerdicts, verdict]) expect(remarks).not.toContain(cause);
    },
  );

  it.each(samples)('%s: a consequence names a finding of its episode', (_, { findings }) => {
    for (const { consequenceOf, episode } of findings) {
      if (consequenceOf !== null)
        expect(findings.filter((cause) => cause.episode === episode).map(({ rule }) => rule)).toContain(
          consequenceOf,
        );
    }
  });

  it.each(samples)(
    '%s: working claims no more than an attempt reached',
    (_, { situation, episodeVerdicts }) => {
      for (const verdict of episodeVerdicts.filter(({ state }) => state === 'working')) {
        const { attempts = [] } = situation.episodes.find(({ id }) => id === verdict.episode) ?? {};
        expect(attempts.map(({ reached }) => reached)).toContain(verdict.reached);
      }
    },
  );

  it.each(samples)('%s: nothing broken lies at or under what is reached', (_, { episodeVerdicts }) => {
    for (const { rung, reached } of episodeVerdicts) {
      if (rung !== null && reached !== null) expect(rungIndex(reached)).toBeLessThan(rungIndex(rung));
    }
  });

  it('is the same for the same text', () => {
    const text = readFileSync('samples/forum-thread.txt', 'utf8');
    expect(diagnosisOf(text)).toEqual(diagnosisOf(text));
  });

  it('has an entry in the catalogue for every rule', () => {
    expect(rules.filter(({ id }) => catalogueEntry(id) === undefined)).toEqual([]);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });
});

describe('states of a verdict', () => {
  const state = (lines: string | readonly string[]) => diagnosisOf(lines).verdict.state;

  it.each([
    ['working', works],
    ['broken', fails],
    [
      'broken',
      [...dmesg(126, stickArrives()), '', ...config('modem', { proto: 'qmi', device: '/dev/cdc-wdm0' })],
    ],
    ['mixed', [...works, 'next day', ...logread('Mon Jul 23 02:23:12 2018', ncmDial(), dhcp('modem_4', 3))]],
    ['undetermined', dmesg(126, stickArrives())],
    ['undetermined', config('modem', { proto: 'ncm', device: '/dev/ttyUSB1' })],
    ['undetermined', logread(night, ncmDial())],
    ['no-modem-data', ''],
    ['no-modem-data', 'Hello, my modem does not work. It is an E3372 with proto qmi.'],
    ['no-modem-data', logread(night, settingUp('wan'), dhcp('wan', 4))],
  ])('%s', (expected, lines) => {
    expect(state(lines)).toBe(expected);
  });

  it('names no rung where it cannot tell', () => {
    for (const lines of [dmesg(126, stickArrives()), logread(night, ncmDial())])
      expect(diagnosisOf(lines).verdict.rung).toBeNull();
  });

  it('tells the hardware’s rungs where no attempt is shown', () => {
    expect(diagnosisOf(dmesg(126, stickArrives())).verdict.reached).toBe('driver');
    expect(
      diagnosisOf(
        dmesg(126, [
          'usb 1-1: new high-speed USB device number 2 using ehci-platform',
          'usb 1-1: New USB device found, idVendor=12d1, idProduct=1506',
        ]),
      ).verdict.reached,
    ).toBe('power');
  });
});

describe('the episode that decides', () => {
  const typo = logread('Mon Jul 23 02:23:12 2018', ncmDial({ apn: 'fast.tmobile.com' }), dhcp('modem_4', 3));

  it('is the last with an attempt or a fault', () => {
    const remarks = logread('Tue Jul 24 02:23:12 2018', settingUp('lan'));
    expect(diagnosisOf([...works, 'next day', ...typo, 'next day', ...remarks]).verdict).toMatchObject({
      state: 'mixed',
      cause: 'apn-typo',
    });
  });

  it('takes the cause away again where the last one works', () => {
    expect(diagnosisOf([...typo, 'earlier', ...works]).verdict).toMatchObject({
      state: 'mixed',
      cause: null,
      reached: 'address',
    });
  });

  it('puts its findings first, then those of the others in their order', () => {
    const { findings } = diagnosisOf(readFileSync('samples/forum-thread.txt', 'utf8'));
    const episodes = findings
      .map(({ episode }) => episode)
      .filter((episode, at, all) => episode !== all[at - 1]);
    expect(episodes).toEqual([5, 1, 2, 3, 4]);
  });
});

describe('the attempt that decides', () => {
  const silentPort = [
    'pppd[1]: pppd 2.4.7 started by root, uid 0',
    ...chatStep(2, 'AT&F', 'OK', 'alarm', 'Failed'),
  ];

  it('is the last one, whatever came before', () => {
    expect(
      diagnosisOf(
        logread(
          night,
          ncmDial(),
          dhcp('modem_4', 3),
          nowDown('modem'),
          ncmDial(),
          dhcp('modem_4', 1, '10.1.2.3'),
        ),
      ).verdict.state,
    ).toBe('working');
    expect(
      diagnosisOf(
        logread(
          night,
          ncmDial(),
          dhcp('modem_4', 1, '10.1.2.3'),
          nowDown('modem'),
          ncmDial(),
          dhcp('modem_4', 3),
        ),
      ).verdict,
    ).toMatchObject({ state: 'broken', rung: 'address' });
  });

  it('is a try that failed where the log ends in the middle of one more', () => {
    expect(
      diagnosisOf(logread(night, settingUp('modem'), silentPort, nowDown('modem'), settingUp('modem')))
        .verdict,
    ).toMatchObject({ state: 'broken', rung: 'control' });
  });

  it('leaves a connection that hung up broken at the dial', () => {
    const lines = logread(
      night,
      settingUp('modem'),
      pppDial(),
      pppUp('modem', '10.1.2.3'),
      'pppd[10723]: Modem hangup',
    );
    expect(diagnosisOf(lines).verdict).toEqual({
      state: 'broken',
      rung: 'dial',
      cause: 'ppp-modem-hangup',
      confidence: 'likely',
      reached: 'address',
    });
  });
});

describe('rules and ceilings', () => {
  const { situation } = diagnosisOf([
    ...dmesg(0, kernelVersion('3.18.27')),
    ...dmesg(126, stickArrives()),
    '',
    ...fails,
  ]);

  function finding(
    rule: string,
    role: Finding['role'],
    confidence: Finding['confidence'],
  ): Diagnosis['findings'][number] {
    return {
      rule,
      episode: 1,
      attempt: 1,
      role,
      rung: 'address',
      severity: 'error',
      confidence,
      title: rule,
      explanation: '',
      evidence: [],
      consequenceOf: null,
      confirm: null,
      fix: null,
    };
  }

  function diagnosed(...findings: readonly Finding[]) {
    return diagnose(
      situation,
      findings.map((found) => ({
        id: found.rule,
        role: found.role,
        severity: found.severity,
        since: '0.1.0',
        needs: [],
        ...(found.rule === 'apn-typo' ? { explains: ['dhcp-discover-no-offer'] } : {}),
        run: () => ({ findings: [found], notChecked: [] }),
      })),
    ).findings.map(({ rule, confidence, consequenceOf }) => [rule, confidence, consequenceOf]);
  }

  it('lower a cause that claims too much', () => {
    expect(diagnosed(finding('huawei-ndp-end', 'cause', 'proven'))).toEqual([
      ['huawei-ndp-end', 'possible', null],
    ]);
  });

  it('lower a symptom that nothing explains, and let it stand where something does', () => {
    expect(diagnosed(finding('dhcp-discover-no-offer', 'symptom', 'proven'))).toEqual([
      ['dhcp-discover-no-offer', 'likely', null],
    ]);
    expect(
      diagnosed(
        finding('dhcp-discover-no-offer', 'symptom', 'proven'),
        finding('apn-typo', 'cause', 'likely'),
      ),
    ).toEqual([
      ['apn-typo', 'likely', null],
      ['dhcp-discover-no-offer', 'proven', 'apn-typo'],
    ]);
  });

  it('explain nothing by a mere possibility, nor by what is refuted', () => {
    for (const confidence of ['possible', 'refuted'] as const) {
      expect(
        diagnosed(
          finding('apn-typo', 'cause', confidence),
          finding('dhcp-discover-no-offer', 'symptom', 'proven'),
        ),
      ).toContainEqual(['dhcp-discover-no-offer', 'likely', null]);
    }
  });

  it('put causes before symptoms, notes, harmless lines and what is refuted, the surer first', () => {
    const found = diagnosed(
      finding('auth-password-typo', 'cause', 'refuted'),
      finding('odhcpd-ra-zero', 'harmless', 'proven'),
      finding('working-connection', 'note', 'proven'),
      finding('huawei-ndp-end', 'cause', 'possible'),
      finding('dhcp-discover-no-offer', 'symptom', 'proven'),
      finding('apn-typo', 'cause', 'likely'),
      finding('udhcpc-wrong-interface', 'cause', 'proven'),
    );
    expect(found.map(([rule]) => rule)).toEqual([
      'udhcpc-wrong-interface',
      'apn-typo',
      'dhcp-discover-no-offer',
      'huawei-ndp-end',
      'working-connection',
      'odhcpd-ra-zero',
      'auth-password-typo',
    ]);
  });
});

describe('a connection that is up and brings nothing back', () => {
  const stick = [
    ...config('lan', { proto: 'static', device: 'br-lan', ipaddr: '192.168.0.1', netmask: '255.255.255.0' }),
    ...config('lte', { proto: 'dhcp', device: 'usb0' }),
    '',
    'root@OpenWrt:~# ifstatus lte',
    '{ "up": true, "pending": false, "available": true, "uptime": 50, "l3_device": "usb0", "proto": "dhcp", "device": "usb0", "ipv4-address": [ { "address": "192.168.0.101", "mask": 24 } ], "route": [ { "target": "0.0.0.0", "mask": 0, "nexthop": "192.168.0.1", "source": "192.168.0.101/32" } ] }',
  ];

  it.each([
    ['no packet comes back', [...stick, ...ping('8.8.8.8', 0)]],
    ['nothing was tested', stick],
    ['only a test over another device failed', [...stick, ...ping('8.8.8.8', 0, '-I eth1')]],
  ])('stops where a sure fault beyond the address lies and %s', (_, lines) => {
    expect(diagnosisOf(lines).verdict).toEqual({
      state: 'broken',
      rung: 'route',
      cause: 'hilink-subnet-clash',
      confidence: 'likely',
      reached: 'address',
    });
  });

  it('does not work without names, though a name server that was named by hand answers', () => {
    const byHand = [
      'root@OpenWrt:~# nslookup openwrt.org 1.1.1.1',
      'Server:\t\t1.1.1.1',
      'Address:\t1.1.1.1#53',
      '',
      'Name:\topenwrt.org',
      'Address: 203.0.113.7',
    ];
    const lines = [
      ...stick,
      ...ping('8.8.8.8', 3),
      'root@OpenWrt:~# ping openwrt.org',
      "ping: bad address 'openwrt.org'",
      ...byHand,
    ];
    expect(diagnosisOf(lines).verdict).toMatchObject({
      state: 'broken',
      rung: 'route',
      cause: 'hilink-subnet-clash',
    });
  });

  it('works where an answer came back', () => {
    const lines = [...stick, ...ping('8.8.8.8', 3)];
    expect(diagnosisOf(lines).verdict).toMatchObject({ state: 'working', cause: null });
  });
});

describe('DHCP on a device', () => {
  const asks = (device: string, proto = 'dhcp') =>
    diagnosisOf([...config('up', { proto, device }), '']).situation.episodes.flatMap(({ interfaces }) =>
      interfaces.filter(({ cellular }) => cellular).map(({ name }) => name),
    );

  it.each(['wwan0', 'usb0'])('that the kernel names %s is a modem’s', (device) => {
    expect(asks(device)).toEqual(['up']);
    expect(asks(device, 'static')).toEqual([]);
  });

  it.each(['eth1', 'br-lan', 'wlan0', 'usb0.2'])('that is called %s is not', (device) => {
    expect(asks(device)).toEqual([]);
  });
});

describe('what tests on the router showed', () => {
  const text = [
    ...dmesg(0, kernelVersion('3.18.27')),
    ...dmesg(126, stickArrives()),
    '',
    ...fails,
    ...atAnswer('AT+CPIN?', '+CPIN: SIM PIN'),
  ].join('\n');
  const { situation } = diagnosisOf(text);

  /** Tests that say this of each of these rules, whether it was found before or not. */
  function tested(
    outcomes: Readonly<Record<string, Judgement['outcome']>>,
    tests: readonly LiveTest[] = [],
  ): TestedLive {
    return {
      isOf: () => true,
      proofWith: (judgements) => ({
        madeAt: null,
        tests,
        judgements,
        before: {
          verdict: { state: 'broken', rung: 'address', cause: null, confidence: null, reached: 'dial' },
          findings: [],
        },
        changes: [],
        endedBecause: null,
      }),
      judge: ({ rule, title }) => {
        const outcome = outcomes[rule];
        return outcome === undefined
          ? null
          : { rule, title, outcome, because: 'It was tried.', test: 'framing' };
      },
    };
  }

  it('calls broken what a test has found broken, though the log ends well and no rule knows why', () => {
    const works = diagnosisOf(
      logread('Tue Mar  4 09:00:00 2025', ncmDial(), dhcp('modem_4', 1, '10.64.12.7'), nowUp('modem_4')).join(
        '\n',
      ),
    );
    expect(works.verdict.state).toBe('working');
    const test = (id: string, rung: LiveTest['rung'], outcome: LiveTest['outcome']): LiveTest => ({
      id,
      rung,
      outcome,
      question: '?',
      answer: '.',
      sources: [],
    });
    const verdictWith = (...tests: readonly LiveTest[]) =>
      diagnose(works.situation, rules, tested({}, tests)).verdict;
    expect(
      verdictWith(test('dial', 'dial', 'reached'), test('internet', 'internet', 'broken')),
    ).toMatchObject({
      state: 'broken',
      rung: 'internet',
      cause: null,
    });
    expect(verdictWith(test('lease', 'address', 'broken'), test('dial', 'dial', 'broken'))).toMatchObject({
      state: 'broken',
      rung: 'dial',
      reached: 'register',
    });
    expect(verdictWith(test('dial', 'dial', 'reached')).state).toBe('working');
  });

  it('makes the root cause of what was only possible', () => {
    const { verdict, findings, live } = diagnose(
      situation,
      rules,
      tested({ 'huawei-ndp-end': 'proven', 'sim-pin-required': 'refuted' }),
    );
    expect(verdict).toMatchObject({ cause: 'huawei-ndp-end', confidence: 'proven' });
    expect(findings.find(({ rule }) => rule === 'dhcp-discover-no-offer')?.consequenceOf).toBe(
      'huawei-ndp-end',
    );
    expect(live?.judgements.map(({ rule }) => rule).sort()).toEqual(['huawei-ndp-end', 'sim-pin-required']);
  });

  it('has what is ruled out account for nothing', () => {
    const without = diagnose(situation, rules);
    expect(without.findings.find(({ rule }) => rule === 'dhcp-discover-no-offer')?.consequenceOf).toBe(
      'sim-pin-required',
    );
    const { findings } = diagnose(situation, rules, tested({ 'sim-pin-required': 'refuted' }));
    expect(findings.find(({ rule }) => rule === 'dhcp-discover-no-offer')?.consequenceOf).toBeNull();
  });
});

/** One AT command and its answer, as on a terminal. */
function atAnswer(command: string, answer: string): readonly string[] {
  return ['', `root@box:~# sms_tool -d /dev/ttyUSB1 at '${command}'`, command, answer, 'OK', 'root@box:~#'];
}
