import { expect, test } from 'vitest';
import { lastPinTries } from '../../../src/situation/facts/pin-tries.ts';
import { lastSim } from '../../../src/situation/facts/sim.ts';
import { answered, episodeWith, typed } from './episode-with.ts';

test.each([
  ['+CPINR', answered('AT+CPINR', '+CPINR: SIM PIN,1,3', '+CPINR: SIM PUK,9,10', 'OK'), 1, 9],
  ['+CPINR of the second PIN', answered('AT+CPINR', '+CPINR: SIM PIN2,3,3', 'OK'), undefined, undefined],
  ['Quectel', answered('AT+QPINC?', '+QPINC: "SC",2,10', '+QPINC: "P2",3,10', 'OK'), 2, 10],
  ['Huawei', answered('AT^CPIN?', '^CPIN: SIM PIN,1,10,1,10,3', 'OK'), 1, 10],
  ['Huawei, ready', answered('AT^CPIN?', '^CPIN: READY,,10,3,10,3', 'OK'), 3, 10],
  ['as many as of the PUK', answered('AT+QPINC?', '+QPINC: "SC",3,3', 'OK'), 3, 3],
  [
    'uqmi',
    typed(
      'uqmi -d /dev/cdc-wdm0 --get-pin-status',
      '{"pin1_status":"not_verified","pin1_verify_tries":2,"pin1_unblock_tries":10,"pin2_status":"blocked","pin2_verify_tries":0,"pin2_unblock_tries":10}',
    ),
    2,
    10,
  ],
  [
    'uqmi with the word of its other command',
    typed(
      'uqmi -s -d /dev/cdc-wdm0 --uim-get-sim-state',
      '{"card_slot":1,"card_application_state":"pin-required","pin1_status":"not_verified","pin1_verify_tries":1,"pin1_unlock_tries":10}',
    ),
    1,
    10,
  ],
  [
    'umbim',
    typed('umbim -n -t 3 -d /dev/cdc-wdm0 pinstate', 'required pin: 2 - pin1', 'remaining attempts: 2'),
    2,
    undefined,
  ],
  [
    'umbim of the PUK',
    typed('umbim -n -t 3 -d /dev/cdc-wdm0 pinstate', 'required pin: 11 - puk1', 'remaining attempts: 9'),
    undefined,
    9,
  ],
  [
    'mmcli',
    typed(
      'mmcli -m 0 -K',
      'modem.generic.unlock-retries.length : 2',
      'modem.generic.unlock-retries.value[1] : sim-pin (3)',
    ),
    3,
    undefined,
  ],
] as const)('the tries left, as told by %s', (_, lines, pin, puk) => {
  const episode = episodeWith(lines);
  expect(lastPinTries(episode, 'pin')?.value).toBe(pin);
  expect(lastPinTries(episode, 'puk')?.value).toBe(puk);
});

test('the last word counts', () => {
  const lines = [
    ...answered('AT+CPINR', '+CPINR: SIM PIN,3,3', 'OK'),
    ...answered('AT+CPINR', '+CPINR: SIM PIN,2,3', 'OK'),
  ];
  expect(lastPinTries(episodeWith(lines), 'pin')?.value).toBe(2);
});

test('Huawei tells with the tries how the card stands', () => {
  expect(lastSim(episodeWith(answered('AT^CPIN?', '^CPIN: SIM PUK,10,10,0,10,3', 'OK')))?.value).toBe('puk');
});
