import { describe, expect, it } from 'vitest';
import { dhcp, logread, ncmDial, nowUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'modem-overheat';
const asked = (...degrees: readonly number[]) => [
  'AT+QTEMP',
  ...degrees.map((value, at) => `+QTEMP: "cpuss-${at}-usr","${value}"`),
  '',
  'OK',
  '',
];

describe(rule, () => {
  it('names the hottest sensor', () => {
    const [finding] = findingsIn(asked(61, 97, 91), rule);
    expect(finding).toMatchObject({
      confidence: 'possible',
      rung: 'power',
      title: 'the modem is hot: 97 °C',
    });
  });

  it('knows what keeps Sierra’s modems off', () => {
    const shown = (hot: number) => [
      'AT+CPIN?',
      '+CPIN: READY',
      '',
      'OK',
      'AT!PCINFO?',
      'State: LowPowerMode',
      `LPM voters - Temp:${hot}, Volt:0, User:0, W_DISABLE:0, IMSWITCH:0, BIOS:0`,
      '',
      'OK',
    ];
    expect(findingsIn(shown(1), rule)).toMatchObject([{ confidence: 'possible' }]);
    expect(findingsIn(shown(0), rule)).toEqual([]);
  });

  it.each([
    ['it is warm', asked(55, 71, 80)],
    ['it has cooled down', [...asked(97), ...asked(60)]],
    ['the value is no temperature', asked(999)],
    [
      'the connection is up',
      [
        ...asked(97),
        ...logread('Tue Mar  4 09:00:00 2025', ncmDial(), dhcp('modem_4', 1, '10.64.12.7'), nowUp('modem_4')),
      ],
    ],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
