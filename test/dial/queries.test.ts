import { describe, expect, test } from 'vitest';
import { atQueries, credentialQueries, type Topic, toolQueries } from '../../src/dial/queries.ts';
import type { Subject } from '../../src/dial/subject.ts';
import { asksForLogin } from '../../src/grammar/structures/at-login.ts';
import { atCommandInfo } from '../../src/knowledge/at-command.ts';
import { configured, ports, subjectIn, wwan } from './modems.ts';

const topics: readonly Topic[] = ['sim', 'network', 'contexts'];

/** A modem of each maker that is asked questions of its own. */
const makers = [
  '12d1:1506',
  '2c7c:0125',
  '1e0e:9001',
  '1199:9071',
  '1bc7:1201',
  '1546:1146',
  '2cb7:0007',
  '19d2:1405',
  '2dee:4d22',
];

const dial = configured('wan', { proto: 'qmi', device: '/dev/cdc-wdm0' });

function by(path: Subject['path'], changes: Partial<Subject> = {}): Subject {
  const subject = subjectIn([wwan('1-1', 0, path === 'umbim' ? 'cdc_mbim' : 'qmi_wwan'), dial]);
  return { ...subject, path, managerNumber: 2, ...changes };
}

/**
 * Questions of the tools that only ask. Sources: uqmi commands-*.c, where they send a request and no setting; umbim cli.c, where
 * without a further word they send MBIM_MESSAGE_COMMAND_TYPE_QUERY; mmcli of ModemManager.
 */
const readOnly = {
  uqmi: [
    '--get-pin-status',
    '--uim-get-sim-state',
    '--get-device-operating-mode',
    '--get-serving-system',
    '--get-signal-info',
    '--get-system-info',
    '--get-data-status',
    '--get-current-settings',
    '--wda-get-data-format',
    '--get-versions',
  ],
  umbim: ['caps', 'pinstate', 'home', 'registration', 'subscriber', 'config', 'radio'],
  mmcli: ['', '--signal-get'],
};

describe.each(topics)('about %s', (topic) => {
  test.each([
    ['uqmi', /^uqmi -s -d \/dev\/cdc-wdm0 (?:-t 3000 )?(\S+)$/],
    ['umbim', /^umbim (?:-n )?(?:-t \d+ )?-d \/dev\/cdc-wdm0 (\S+)$/],
    ['mmcli', /^mmcli -m 2 ?(\S*)$/],
  ] as const)('%s is asked nothing but what only asks', (path, shape) => {
    for (const command of toolQueries(topic, by(path)))
      expect(readOnly[path]).toContain(shape.exec(command)?.[1]);
  });

  test.each([...makers, null])('%s is sent only AT commands that ask', (usbId) => {
    for (const command of atQueries(topic, { usbId })) {
      expect(atCommandInfo(command), command).toMatchObject({ kind: 'read-only', isPrivate: false });
    }
  });

  test('umbim opens the session with its first question and closes it with its last', () => {
    const talk = toolQueries(topic, by('umbim'));
    expect(talk[0]).toBe('umbim -n -d /dev/cdc-wdm0 caps');
    expect(talk.at(-1)).toMatch(/^umbim -t \d+ -d/);
    for (const [at, command] of talk.slice(1, -1).entries())
      expect(command.startsWith(`umbim -n -t ${at + 3} -d `)).toBe(true);
  });
});

test('whether the radio is on is asked before the SIM card, and the tries left after it', () => {
  expect(atQueries('sim', { usbId: null })).toEqual(['AT+CFUN?', 'AT+CPIN?', 'AT+CPINR']);
});

test('uqmi is told how long to wait only where it knows how', () => {
  const command = (uqmiKnowsTimeout: boolean) => toolQueries('sim', by('uqmi', { uqmiKnowsTimeout }))[0];
  expect(command(true)).toBe('uqmi -s -d /dev/cdc-wdm0 -t 3000 --get-pin-status');
  expect(command(false)).toBe('uqmi -s -d /dev/cdc-wdm0 --get-pin-status');
});

test('a session of MBIM that runs is not touched', () => {
  const state = { interface: 'wan', up: true, l3_device: 'wwan0' };
  const rows = ['has\tumbim', `interfaces\t${JSON.stringify({ interface: [state] })}`];
  const subject = subjectIn([wwan('1-1', 0, 'cdc_mbim'), dial], rows);
  for (const topic of topics) expect(toolQueries(topic, subject)).toEqual([]);
});

test('ModemManager is not asked for a modem that it may not be', () => {
  expect(toolQueries('sim', by('mmcli', { managerNumber: null }))).toEqual([]);
});

test('a modem on AT ports is asked by no tool', () => {
  const subject = subjectIn([ports('1-1', ['12d1:1506', 0]), configured('wan', { proto: '3g' })]);
  expect(subject.path).toBe('at');
  expect(toolQueries('sim', subject)).toEqual([]);
});

test.each(makers)('%s is asked which networks it uses or may use', (usbId) => {
  const more = atQueries('network', { usbId }).slice(atQueries('network', { usbId: null }).length);
  expect(more.length).toBeGreaterThan(0);
});

test.each([...makers, null])('%s is asked for logins only in a private question', (usbId) => {
  for (const command of credentialQueries({ usbId })) {
    expect(atCommandInfo(command), command).toMatchObject({ kind: 'read-only', isPrivate: true });
    expect(asksForLogin(command)).toBe(true);
  }
});
