import { describe, expect, test } from 'vitest';
import type { CollectedSection } from '../../../src/collect/router/collected-section.ts';
import type { Bench } from '../../../src/dial/live-test.ts';
import { planFor } from '../../../src/dial/plan.ts';
import { surveyOf } from '../../../src/dial/router/survey.ts';
import type { UndoStep } from '../../../src/dial/safety/way-back.ts';
import { refusalTest } from '../../../src/dial/tests/refusal.ts';
import { configured, diagnosed, subjectIn, wwan } from '../modems.ts';
import { virtualBench } from './virtual-bench.ts';

const mbim = { proto: 'mbim', device: '/dev/cdc-wdm0', apn: 'internet', pdptype: 'ipv4' };
const rows = (up = false) => [
  'has\tumbim',
  'has\tifup',
  `interfaces\t${JSON.stringify({ interface: [{ interface: 'wan', up, autostart: true }] })}`,
];

/** What netifd’s log says of the dial of the test. */
const refused = [
  "netifd: Interface 'wan' is setting up now",
  'netifd: wan (2347): mbim[2347] Reading capabilities',
  'netifd: wan (2347): mbim[2347] Registered in home mode',
  'netifd: wan (2347): mbim[2347] Connect to network',
  'netifd: wan (2347): mbim[2347] Failed to connect bearer',
  "netifd: Interface 'wan' is now down",
];

const caps = '  devicetype: 0001 - embedded\n  maxsessions: 0001\n';
const attach = '  nwerror: 0000 - unknown\n  packetservicestate: 0002 - attached\n';
const connect = (state: string, error: string) =>
  `  sessionid: 0\n  activationstate: ${state}\n  voicecallstate: 0000 - none\n  nwerror: ${error}\n  iptype: 0001 - ipv4\n`;

interface Given {
  /** What umbim prints and how it ends, for each question. */
  readonly answers?: readonly (readonly [text: string, code: number])[];
  readonly log?: readonly string[];
  readonly options?: Readonly<Record<string, string>>;
}

async function tried({ answers = [], log = refused, options = {} }: Given) {
  const subject = subjectIn(
    [wwan('1-1', 0, 'cdc_mbim'), configured('wan', { ...mbim, ...options })],
    rows(),
    'wan',
  );
  const inner = virtualBench({
    subject,
    open: null,
    prints: (command) =>
      command === 'logread'
        ? `${log.map((line) => `Tue Mar  7 10:02:11 2023 daemon.notice ${line}`).join('\n')}\n`
        : (answers[asked.length - 1]?.[0] ?? ''),
  });
  await inner.run({ name: 'live-log', command: 'logread', patience: 5 });
  const asked: { command: string; script: string }[] = [];
  const undone: UndoStep[] = [];
  const bench: Bench = {
    ...inner,
    async run(task) {
      asked.push({ command: task.command, script: task.script ?? '' });
      const section = await inner.run(task);
      const code = answers[asked.length - 1]?.[1] ?? 0;
      return { ...section, end: { how: 'exited', code } } satisfies CollectedSection;
    },
    change(step) {
      expect(asked).toEqual([]);
      undone.push(step);
      return Promise.resolve();
    },
  };
  const outcome = await refusalTest.run(bench);
  return { ...outcome, asked, undone };
}

describe('a dial over MBIM that was refused', () => {
  test('is asked for once more, and the network gives its reason', async () => {
    const { outcome, answer, asked, undone } = await tried({
      answers: [
        [caps, 0],
        [attach, 0],
        [connect('0003 - deactivated', '0021 - requested-service-option-not-subscribed'), 3],
      ],
    });
    expect([outcome, answer]).toEqual([
      'broken',
      'The network refuses the APN internet with the cause 33: the SIM has no subscription for this APN.',
    ]);
    expect(asked.map(({ command }) => command)).toEqual([
      'umbim -n -d /dev/cdc-wdm0 caps',
      'umbim -n -t 3 -d /dev/cdc-wdm0 attach',
      'umbim -t 4 -d /dev/cdc-wdm0 connect ipv4:internet',
    ]);
    expect(undone).toMatchObject([{ script: expect.stringContaining('umbim -d /dev/cdc-wdm0 caps') }]);
  });

  test.each([
    [
      'is taken this time',
      [connect('0001 - activated', '0000 - unknown'), 0],
      'inconclusive',
      'This time the network takes the APN internet.',
    ],
    [
      'is taken, though only for IPv4',
      [connect('0001 - activated', '0032 - ipv4-only-allowed'), 0],
      'inconclusive',
      'This time the network takes the APN internet.',
    ],
    [
      'is refused without a reason',
      [connect('0003 - deactivated', '0000 - unknown'), 3],
      'inconclusive',
      'no reason is told',
    ],
    [
      'is refused by a status alone',
      ['', 256 - 18],
      'broken',
      'The modem refuses the APN internet: the APN is not accepted.',
    ],
    ['fails as such', ['', 256 - 2], 'inconclusive', 'no reason is told'],
  ] as const)('%s', async (_, last, outcome, words) => {
    const result = await tried({ answers: [[caps, 0], [attach, 0], last] });
    expect(result.outcome).toBe(outcome);
    expect(result.answer).toContain(words);
  });

  test('has no reason that only the attach has', async () => {
    const { outcome, answer } = await tried({
      answers: [
        [caps, 0],
        [
          '  nwerror: 0021 - requested-service-option-not-subscribed\n  packetservicestate: 0002 - attached\n',
          0,
        ],
        [connect('0003 - deactivated', '0000 - unknown'), 3],
      ],
    });
    expect(outcome).toBe('inconclusive');
    expect(answer).toContain('no reason is told');
  });

  test('is asked for where netifd has begun another try meanwhile', async () => {
    const { asked } = await tried({
      log: [
        ...refused,
        "netifd: Interface 'wan' is setting up now",
        'netifd: wan (2399): mbim[2399] Reading capabilities',
      ],
      answers: [
        [caps, 0],
        [attach, 0],
        [connect('0003 - deactivated', '001B - missing-or-unknown-apn'), 3],
      ],
    });
    expect(asked).toHaveLength(3);
  });

  test('is not asked for where somebody has the modem, or it does not answer', async () => {
    const held = await tried({ answers: [['# hwdiag: not run: /dev/cdc-wdm0 is held by umbim[77]\n', 0]] });
    expect(held.answer).toBe('The modem was not asked: /dev/cdc-wdm0 is held by umbim[77].');
    expect(held.asked).toHaveLength(1);
    const silent = await tried({ answers: [['', 254]] });
    expect(silent.answer).toBe('The modem gives umbim no answer.');
    expect(silent.asked).toHaveLength(1);
  });

  test('is asked for with the login of the configuration, which nobody is shown', async () => {
    const { asked } = await tried({
      options: { auth: 'chap', username: 'joe77', password: 'sesame99' },
      answers: [
        [caps, 0],
        [attach, 0],
        [connect('0003 - deactivated', '001D - unknown'), 3],
      ],
    });
    expect(asked.at(-1)?.command).toBe(
      'umbim -t 4 -d /dev/cdc-wdm0 connect ipv4:internet "$auth" "$username" "$password"',
    );
    expect(asked.at(-1)?.script).toContain('password=$(uci -q get network.wan.password)\n');
    expect(JSON.stringify(asked)).not.toMatch(/joe77|sesame99/);
  });

  test.each([
    [
      'the log shows the reason',
      [...refused, 'netifd: wan (2347):   nwerror: 001B - missing-or-unknown-apn'],
      'already',
    ],
    [
      'it did not get as far as the network',
      [
        "netifd: Interface 'wan' is setting up now",
        'netifd: wan (2347): mbim[2347] Failed to attach to network',
        "netifd: Interface 'wan' is now down",
      ],
      'does not show',
    ],
  ])('is left alone where %s', async (_, log, words) => {
    const { outcome, answer, asked, undone } = await tried({ log });
    expect([outcome, asked, undone]).toEqual(['not-run', [], []]);
    expect(answer).toContain(words);
  });
});

describe('the plan', () => {
  const steps = (options: Readonly<Record<string, string>>, up = false) => {
    const network = configured('wan', { ...mbim, ...options });
    const driver = options['proto'] === 'qmi' ? 'qmi_wwan' : 'cdc_mbim';
    const survey = surveyOf([...rows(up), 'has\tuqmi', 'over'].join('\n'));
    const plan = planFor(diagnosed(wwan('1-1', 0, driver), network), survey, {
      interface: 'wan',
      ownEnd: { localAddress: null, isOverJumpHost: false },
    });
    const step = plan?.steps.find(({ test: { id } }) => id === 'refusal');
    return step?.test ?? plan?.leftOut.find(({ kind }) => kind.id === 'refusal')?.why ?? null;
  };

  test('has the question for MBIM that is dialled', () => {
    expect(steps({})).toMatchObject({ class: 'dials', when: 'if-broken', rung: 'dial' });
    const dial = (words: string) => ({
      commands: expect.arrayContaining([`umbim -t 4 -d /dev/cdc-wdm0 connect ${words}`]),
    });
    expect(steps({ pdptype: 'IPV4V6' })).toMatchObject(dial('ipv4v6:internet'));
    expect(steps({ pdptype: 'IPV4V6', ipv6: '0' })).toMatchObject(dial('ipv4:internet'));
    expect(steps({ pdptype: '' })).toMatchObject(dial('internet'));
    expect(steps({}, true)).toBeNull();
    expect(steps({ proto: 'qmi' })).toBeNull();
  });

  test('sends nothing to a shell that is no APN', () => {
    expect(steps({ apn: 'x; reboot' })).toBe('no APN is configured that could be sent');
  });
});
