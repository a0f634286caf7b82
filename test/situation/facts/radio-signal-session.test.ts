import { describe, expect, it } from 'vitest';
import { lastRadio, radioStates } from '../../../src/situation/facts/radio.ts';
import { sessionStates } from '../../../src/situation/facts/session.ts';
import { hasNoSignal, signals } from '../../../src/situation/facts/signal.ts';
import { answered, episodeWith, typed } from './episode-with.ts';

describe('the radio', () => {
  it.each([
    ['off', answered('AT+CFUN?', '+CFUN: 4', 'OK')],
    ['low', typed('uqmi -d /dev/cdc-wdm0 --get-device-operating-mode', '"low_power"')],
    ['low', typed('mmcli -m 0 -K', 'modem.generic.power-state : low')],
    [
      'locked',
      typed(
        'mbimcli -d /dev/wwan0mbim0 --quectel-query-radio-state',
        "[/dev/wwan0mbim0] Radio state retrieved: 'fcc-locked'",
        "\tRadio state: 'fcc-locked'",
      ),
    ],
    ['hardware-off', typed('umbim -d /dev/cdc-wdm0 radio', '  hwradiostate: off')],
  ] as const)('%s', (state, lines) => {
    expect(lastRadio(episodeWith(lines))?.value).toBe(state);
  });

  it('is told as often as it is shown', () => {
    const lines = [...answered('AT+CFUN?', '+CFUN: 4', 'OK'), ...answered('AT+CFUN?', '+CFUN: 1', 'OK')];
    expect(radioStates(episodeWith(lines)).map(({ value }) => value)).toEqual(['off', 'on']);
  });
});

describe('the signal', () => {
  it('is told in its unit', () => {
    const episode = episodeWith([
      ...answered('AT+CSQ', '+CSQ: 17,99', 'OK'),
      ...typed(
        'uqmi -d /dev/cdc-wdm0 --get-signal-info',
        '{ "type": "lte", "rssi": -70, "rsrq": -11, "rsrp": -101, "snr": 4.2 }',
      ),
    ]);
    expect(signals(episode).map(({ measure, value }) => [measure, value])).toEqual([
      ['rssi', -79],
      ['rssi', -70],
      ['rsrq', -11],
      ['rsrp', -101],
      ['sinr', 4.2],
    ]);
    expect(hasNoSignal(episode)).toBeNull();
  });

  it.each([
    [
      'AT+CESQ',
      '+CESQ: 99,99,255,255,20,46',
      [
        ['rsrp', -95],
        ['rsrq', -10],
      ],
    ],
    ['AT+CESQ', '+CESQ: 99,99,255,255,255,255', []],
    [
      'AT^HCSQ?',
      '^HCSQ:"LTE",50,46,166,20',
      [
        ['rssi', -71],
        ['rsrp', -95],
        ['rsrq', -10],
        ['sinr', 13],
      ],
    ],
    ['AT^HCSQ?', '^HCSQ:"NOSERVICE"', []],
    ['AT^HCSQ?', '^HCSQ:"WCDMA",30,30,58', []],
    [
      'AT+QCSQ',
      '+QCSQ: "LTE",-71,-95,133,-10',
      [
        ['rssi', -71],
        ['rsrp', -95],
        ['rsrq', -10],
      ],
    ],
  ] as const)('is told by LTE modems in steps of their own: %s %s', (command, answer, measures) => {
    const told = signals(episodeWith(answered(command, answer, 'OK')));
    expect(told.map(({ measure, value }) => [measure, Math.round(value * 10) / 10])).toEqual(measures);
  });

  it('may be none', () => {
    const episode = episodeWith(answered('AT+CSQ', '+CSQ: 99,99', 'OK'));
    expect(signals(episode)).toEqual([]);
    expect(hasNoSignal(episode)?.span.line).toBe(2);
  });
});

describe('the signal that gcom tells', () => {
  const tells = (...printed: readonly string[]) => episodeWith(typed('gcom -d /dev/ttyUSB0 sig', ...printed));

  it('is told in its unit', () => {
    const episode = tells('Signal Quality: 17,99');
    expect(signals(episode).map(({ measure, value, span }) => [measure, value, span.line])).toEqual([
      ['rssi', -79, 2],
    ]);
    expect(hasNoSignal(episode)).toBeNull();
  });

  it.each(['Signal Quality: 99,99', 'Signal strength measure 0,0 too low!root@OpenWrt:~#'])(
    'is none: %s',
    (words) => {
      expect(hasNoSignal(tells(words))?.span.line).toBe(2);
      expect(signals(tells(words))).toEqual([]);
      expect(hasNoSignal(tells(words, 'Signal Quality: 9,0'))).toBeNull();
    },
  );
});

describe('the session', () => {
  it.each([
    [['connected'], answered('AT^NDISSTATQRY?', '^NDISSTATQRY: 1,,,"IPV4"', 'OK')],
    [['disconnected'], answered('AT^NDISSTATQRY?', '^NDISSTATQRY: 0,,,"IPV4"', 'OK')],
    [['connected'], typed('uqmi -d /dev/cdc-wdm0 --get-data-status', '"connected"')],
    [[], typed('uqmi -d /dev/cdc-wdm0 --get-data-status', '"disconnected"')],
    [['connected'], typed('mmcli -m 0 -K', 'modem.generic.state : connected')],
  ] as const)('%j', (states, lines) => {
    expect(sessionStates(episodeWith(lines)).map(({ value }) => value)).toEqual(states);
  });
});
