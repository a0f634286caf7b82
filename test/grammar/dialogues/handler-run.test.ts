import { describe, expect, it } from 'vitest';
import type { HandlerRun } from '../../../src/grammar/dialogues/dialogue.ts';
import { collect } from './collected.ts';
import { netifd, pppd, relayed, udhcpc } from './log.ts';

const settingUp = netifd("Interface 'modem' is setting up now");
const up = netifd("Interface 'modem' is now up");
const down = netifd("Interface 'modem' is now down");

function handler(...bodies: readonly string[]): string[] {
  return relayed('modem', 2347, ...bodies);
}

function read(...lines: readonly string[]): HandlerRun {
  const [only, ...others] = collect('handler-run', ...lines).filter((run) => run.interface === 'modem');
  if (only === undefined) throw new Error('no run');
  expect(others).toEqual([]);
  return only;
}

function exchanges(run: HandlerRun): readonly string[] {
  return run.exchanges.map(({ sent, answers, outcome }) =>
    [sent.fields.command, ...answers.map(({ kind }) => kind), outcome].join(' | '),
  );
}

describe('a run of a protocol handler', () => {
  it('that dials over AT, as in the first thread', () => {
    const run = read(
      ...settingUp,
      ...handler(
        'sending -> AT',
        'sending -> ATZ',
        'sending -> AT+CGDCONT=1,"IP","giffgaff.com"',
        'Starting network modem',
        'sending -> AT^NDISDUP=1,1,"giffgaff.com","giffgaff","passowrd"',
        'Setting up wwan0',
      ),
      ...up,
      ...handler('Command failed: Unknown error'),
    );
    expect(exchanges(run)).toEqual([
      'AT | silent',
      'ATZ | silent',
      'AT+CGDCONT=1,"IP","giffgaff.com" | silent',
      'AT^NDISDUP=1,1,"giffgaff.com","giffgaff","passowrd" | silent',
    ]);
    expect(run.exchanges[3]?.command?.name).toBe('^NDISDUP');
    expect(run.progress.map(({ kind }) => kind)).toEqual([
      'handler.starting-network',
      'handler.setting-up-device',
    ]);
    expect(run).toMatchObject({ settingUp: {}, failures: [], up: {}, down: null });
    expect(run.last.kind).toBe('ubus.command-failed');
  });

  it.each([
    ['a port that does not answer', ['Timeout running AT-command'], 'timed-out'],
    ['a modem that refuses', ['ERROR', 'Error running AT-command'], 'refused'],
    ['a modem that refuses with a reason', ['+CME ERROR: 10'], 'refused'],
    ['a modem that does not know the command', ['AT-command not supported'], 'refused'],
    ['a modem that answers', ['OK'], 'answered'],
  ])('with %s', (_, answers, outcome) => {
    const run = read(...settingUp, ...handler('sending -> AT^NDISDUP=1,1,"x"', ...answers));
    expect(run.exchanges[0]?.outcome).toBe(outcome);
    expect(run.exchanges[0]?.answers.length).toBe(answers.length);
  });

  it.each([
    ['Control device not valid', 'handler.device-invalid'],
    ['Failed to initialize modem', 'handler.initialize-failed'],
    ['Unable to verify PIN', 'handler.pin-unverified'],
    ['SIM locked PUK required', 'handler.sim-puk-required'],
    ['Network registration failed, registration timeout reached', 'handler.register-timeout'],
    ['Unable to connect, check APN and authentication', 'handler.connect-failed'],
    ["Can't open device /dev/ttyUSB9.", 'gcom.device-unopened'],
    [
      'Device only supports raw-ip mode but is missing this required driver attribute: /sys/class/net/wwan0/qmi/raw_ip',
      'handler.raw-ip-unsupported',
    ],
  ])('that fails: %s', (words, kind) => {
    const run = read(...settingUp, ...handler(words, 'Failed to connect'), ...down);
    expect(run.failures[0]?.kind).toBe(kind);
    expect(run).toMatchObject({ up: null, down: { kind: 'interface.down' } });
  });

  it('of 15.05, which names the APN', () => {
    const run = read(
      ...settingUp,
      ...handler('Starting network fast.t-mobile.com', 'Starting DHCP on wwan0'),
    );
    expect(run.progress.map(({ kind }) => kind)).toEqual([
      'handler.starting-network',
      'handler.starting-dhcp',
    ]);
  });

  it('that loses the connection', () => {
    const run = read(...settingUp, ...up, ...netifd("Interface 'modem' has lost the connection"), ...down);
    expect(run.down?.kind).toBe('interface.connection-lost');
  });
});

describe('a log', () => {
  it('that begins late', () => {
    const run = read(...handler('Timeout running AT-command', 'Failed to initialize modem'));
    expect(run).toMatchObject({
      settingUp: null,
      exchanges: [],
      failures: [{ kind: 'handler.initialize-failed' }],
    });
  });

  it('of try after try is a run each', () => {
    const attempt = [...settingUp, ...handler('sending -> AT', 'Failed to initialize modem'), ...down];
    const runs = collect('handler-run', ...attempt, ...attempt, ...settingUp);
    expect(runs.map(({ failures, exchanges: asked }) => [failures[0]?.kind ?? null, asked.length])).toEqual([
      ['handler.initialize-failed', 1],
      ['handler.initialize-failed', 1],
      [null, 0],
    ]);
  });

  it('says that an interface is enabled before the run, not at the end of the last', () => {
    const enabled = netifd("Interface 'modem' is enabled");
    const runs = collect('handler-run', ...settingUp, ...up, ...down, ...enabled, ...settingUp);
    expect(runs.map(({ first, last }) => [first.kind, last.kind])).toEqual([
      ['interface.setting-up', 'interface.down'],
      ['interface.enabled', 'interface.enabled'],
      ['interface.setting-up', 'interface.setting-up'],
    ]);
  });

  it('of several interfaces keeps them apart, and their children, dialers and DHCP out', () => {
    const dialogues = collect(
      'handler-run',
      ...settingUp,
      ...netifd("Interface 'wan' is setting up now"),
      ...handler('Setting up wwan0'),
      ...pppd(7, 'Exit.'),
      ...up,
      ...netifd("Interface 'modem_4' is setting up now"),
      ...udhcpc('modem_4', 9, 'sending discover'),
      ...netifd("Interface 'modem_4' is now up"),
    );
    expect(dialogues.map((run) => [run.interface, run.progress.length, run.up !== null])).toEqual([
      ['modem', 1, true],
      ['wan', 0, false],
      ['modem_4', 0, true],
    ]);
  });
});
