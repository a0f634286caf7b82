import { describe, expect, it } from 'vitest';
import { dhcp, logread, ncmDial, nowUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'antenna-wrong-port';
const heard = (values: string) => ['AT+QRSRP', `+QRSRP: ${values},LTE`, '', 'OK', ''];

describe(rule, () => {
  it('is possible where the main receiver alone is deaf', () => {
    expect(findingsIn(heard('-140,-88,-32768,-32768'), rule)).toMatchObject([
      { confidence: 'possible', rung: 'register' },
    ]);
    expect(findingsIn(heard('-125,-130,-101,-99'), rule)).toHaveLength(1);
  });

  it.each([
    ['the second antenna is missing', heard('-88,-140,-32768,-32768')],
    ['both are weak', heard('-124,-119,-32768,-32768')],
    ['there is one receiver only', heard('-140,-32768,-32768,-32768')],
    ['it hears again', [...heard('-140,-88,-32768,-32768'), ...heard('-90,-88,-32768,-32768')]],
    [
      'the connection is up',
      [
        ...heard('-140,-88,-32768,-32768'),
        ...logread('Tue Mar  4 09:00:00 2025', ncmDial(), dhcp('modem_4', 1, '10.64.12.7'), nowUp('modem_4')),
      ],
    ],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
