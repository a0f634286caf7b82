import { describe, expect, test } from 'vitest';
import { whyCostly } from '../../../src/dial/safety/cost.ts';
import { answered, episodeWith } from '../../situation/facts/episode-with.ts';
import { configured, ports, subjectIn } from '../modems.ts';

const stick = ports('1-1', ['12d1:1506', 0]);
const network = configured('wan', { proto: '3g', device: '/dev/ttyUSB0' });
const dial = { rung: 'dial', class: 'dials' } as const;
const abroad = answered('AT+CREG?', '+CREG: 0,5', 'OK');
const home = answered('AT+CREG?', '+CREG: 0,1', 'OK');

/** @param heard what the tests have heard of the modem */
function cost(
  heard: readonly string[],
  {
    autostart = true,
    before = [] as readonly string[],
    dmesg = stick,
    of = dial as Parameters<typeof whyCostly>[1],
  },
) {
  const state = { interface: 'wan', up: false, autostart };
  const subject = subjectIn(
    [dmesg, `${network}\n${before.join('\n')}\n`],
    [`interfaces\t${JSON.stringify({ interface: [state] })}`],
    'wan',
  );
  const seen = heard.length === 0 ? null : episodeWith(heard);
  return whyCostly({ subject, seen: () => seen }, of);
}

describe('a connection', () => {
  test('may cost abroad, also where only the part for calls tells of it', () => {
    expect(cost(abroad, {})).toContain('is roaming');
    expect(cost(home, {})).toBeNull();
  });

  test('may cost where the tests heard nothing and what was read before is abroad', () => {
    expect(cost([], { before: abroad })).toContain('is roaming');
    expect(cost([], { before: home, autostart: false })).toBeNull();
    expect(cost(home, { before: abroad })).toBeNull();
  });

  test('may cost where nobody knows, but for one that the router makes anyway', () => {
    expect(cost([], {})).toBeNull();
    expect(cost([], { autostart: false })).toContain('nobody knows');
  });

  test('of one of several modems is not known by what another may have said', () => {
    const several = stick + ports('1-2', ['12d1:1436', 2]);
    expect(cost([], { before: home, autostart: false, dmesg: several })).toContain('nobody knows');
  });
});

test.each([
  ['a question', { rung: 'dial', class: 'reads' }],
  ['a pause', { rung: 'control', class: 'dials' }],
] as const)('%s costs nothing, wherever the modem is', (_, of) => {
  expect(cost(abroad, { of })).toBeNull();
});

test('what goes over the connection may cost abroad', () => {
  expect(cost(abroad, { of: { rung: 'internet', class: 'reads' } })).toContain('is roaming');
});
