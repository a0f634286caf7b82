import { describe, expect, it } from 'vitest';
import { Filler } from '../../src/grammar/filling.ts';
import {
  assess,
  assessText,
  isCatalogue,
  isTable,
  type Outcome,
  samplesOfCatalogue,
  samplesOfTable,
} from './catalogue.ts';

const head = 'tier\tprogram\tsource\tversions\tseverity\ttemplate\tmeaning';

/** What comes of the fillings of one row, each outcome once. */
function outcomesOf(tier: string, program: string, template: string): Outcome[] {
  const text = `${head}\n${tier}\t${program}\tsource\tall\tnotice\t${template}\tmeaning\n`;
  const assessed = assess(samplesOfCatalogue(text, 20_261_125, 8));
  return [...new Set(assessed.map(({ outcome }) => outcome))];
}

describe('the filling of placeholders', () => {
  it('puts in values and tells them', () => {
    const { text, values } = new Filler(7).print("<info>  [modem<int>] Interface '<iface>' has <str>");
    const [number, name, words] = values;
    expect(text).toBe(`<info>  [modem${number}] Interface '${name}' has ${words}`.trimEnd());
    expect(values).toHaveLength(3);
  });

  it('puts in nothing that hides where a value ends', () => {
    const filler = new Filler(8);
    for (let round = 0; round < 200; round += 1) {
      const [left = '', right = ''] = filler.print('<str> <str>: <str>').values;
      expect(left).toMatch(/^\w+$/);
      expect(right).not.toContain(':');
    }
  });

  it('is the same for the same seed', () => {
    expect(new Filler(9).print('<str> <int>')).toEqual(new Filler(9).print('<str> <int>'));
  });
});

describe('a template', () => {
  it.each<[string, string, string, Outcome]>([
    ['1', 'netifd', "Interface '<iface>' is now up", 'understood'],
    ['1', 'proto-qmi', 'Unable to connect IPv4', 'understood'],
    ['1', 'proto-ncm', 'No APN specified', 'understood'],
    ['2', 'kernel', 'usb <usbport>: USB disconnect, device number <int>', 'understood'],
    ['1', 'chat', 'whatever', 'catch-all'],
    ['1', 'kernel', 'sending discover', 'unknown'],
    ['1', 'proto-qmi', 'sending -> <str>', 'other-program'],
    ['1', 'ubus', 'Command failed: because of <int> things', 'inside-free-text'],
    ['1', 'netifd', 'nothing that it says', 'unknown'],
    ['1', 'logd', 'some <str> words', 'unknown'],
    ['3', 'logd', 'some <str> words', 'foreign'],
  ])('of tier %s, %s: %s', (tier, program, template, outcome) => {
    expect(outcomesOf(tier, program, template)).toEqual([outcome]);
  });
});

describe('a table', () => {
  it('is told from lines and from a catalogue', () => {
    expect(isTable('program\tnote\tline\npppd\t\tExit.\n')).toBe(true);
    expect(isTable('pppd\tExit.\nkernel\tx\n')).toBe(true);
    expect(isTable("Interface 'wan' is now up\n")).toBe(false);
    expect([isCatalogue(`${head}\n`), isCatalogue('program\tline\n')]).toEqual([true, false]);
  });

  it('gives each line the way of its program, where it has no envelope', () => {
    const lines = samplesOfTable(
      'program\tline\nkernel\tx\npppd\tx\nproto-qmi\tx\nROOter:Create Connection 1\tx\nnetifd\tSat Feb  7 08:03:41 2026 daemon.info netifd: x\n',
    ).map(({ line }) => line.replace('Sat Feb  7 08:03:41 2026 ', ''));
    expect(lines).toEqual([
      'kern.notice kernel: [   31.402117] x',
      'daemon.notice pppd[4178]: x',
      'daemon.notice netifd: wwan_4 (5120): x',
      'daemon.notice Create Connection 1: x',
      'daemon.info netifd: x',
    ]);
  });
});

describe('pasted lines', () => {
  it('are told by speaker, foreign or unknown', () => {
    const told = assessText(
      [
        "Sat Feb  7 08:03:41 2026 daemon.notice netifd: Interface 'wan' is now up",
        'Sat Feb  7 08:03:42 2026 daemon.info dropbear[2101]: Running in background',
        '',
        'Sat Feb  7 08:03:43 2026 daemon.notice netifd: made up',
      ].join('\n'),
    );
    expect(told.map(({ outcome, speaker }) => [outcome, speaker])).toEqual([
      ['understood', 'netifd'],
      ['foreign', 'foreign'],
      ['unknown', 'netifd'],
    ]);
  });
});
