import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'carrier-profile-wrong';
const answer = (command: string, ...lines: readonly string[]) => [command, ...lines, '', 'OK', ''];
const asked = (profile: string, imsi = '262010000000001', registration = '+CEREG: 0,2') => [
  ...answer(
    'AT+QMBNCFG="List"',
    '+QMBNCFG: "List",0,0,0,"hVoLTE-Verizon",0x0501012A,201606301',
    `+QMBNCFG: "List",1,1,1,"${profile}",0x05010505,201801042`,
  ),
  ...answer('AT+CIMI', imsi),
  ...answer('AT+CEREG?', registration),
];

describe(rule, () => {
  it.each(['Commercial-VZW', 'Commercial-ATT', 'Commercial-TMO', 'Telstra-Commercial', 'Docomo'])(
    'is possible with the profile %s and a card of elsewhere',
    (profile) => {
      expect(findingsIn(asked(profile), rule)).toMatchObject([{ confidence: 'possible', rung: 'register' }]);
    },
  );

  it('knows what keeps Sierra’s modems off', () => {
    const shown = (image: number) => [
      'AT+CPIN?',
      '+CPIN: READY',
      '',
      'OK',
      'AT!PCINFO?',
      'State: LowPowerMode',
      `LPM voters - Temp:0, Volt:0, User:0, W_DISABLE:0, IMSWITCH:${image}, BIOS:0`,
      '',
      'OK',
    ];
    expect(findingsIn(shown(1), rule)).toMatchObject([{ confidence: 'possible' }]);
    expect(findingsIn(shown(0), rule)).toEqual([]);
  });

  it.each([
    ['the profile is generic', asked('ROW_Generic_3GPP')],
    ['the card is of that country', asked('Commercial-VZW', '311480000000001')],
    ['the modem is registered', asked('Commercial-VZW', '262010000000001', '+CEREG: 0,1')],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
