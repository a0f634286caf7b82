import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AtExchange, type AtHabits } from '../../../src/grammar/structures/at-exchange.ts';

const unknown: AtHabits = { echoes: null, isNumeric: null };
const echoing: AtHabits = { echoes: true, isNumeric: false };

function read(sent: string, lines: readonly string[], habits = unknown, ending?: 'result' | 'own-result') {
  const exchange = new AtExchange(sent, habits, ending);
  for (const line of lines) exchange.take(line);
  return exchange.read();
}

describe('an answer', () => {
  test.each([
    ['AT+CREG?', ['+CREG: 0,1', 'OK'], ['+CREG: 0,1'], []],
    ['AT+CREG?', ['+CREG: 1', '+CREG: 0,1', 'OK'], ['+CREG: 0,1'], ['+CREG: 1']],
    [
      'AT+CREG?',
      ['+CREG: 5,"00D4","01A2B3C4",7', '+CREG: 2,5,"00D4","01A2B3C4",7', 'OK'],
      ['+CREG: 2,5,"00D4","01A2B3C4",7'],
      ['+CREG: 5,"00D4","01A2B3C4",7'],
    ],
    ['AT+CEREG=2', ['+CEREG: 1,"00D4","01A2",7', 'OK'], [], ['+CEREG: 1,"00D4","01A2",7']],
    [
      'AT+CPIN?',
      ['^RSSI:20', '+CPIN: READY', '^HCSQ:"LTE",40,30,100,20', 'OK'],
      ['+CPIN: READY'],
      ['^RSSI:20', '^HCSQ:"LTE",40,30,100,20'],
    ],
    ['AT+CPIN?', ['+CPIN: NOT READY', '+CPIN: READY', 'OK'], ['+CPIN: READY'], ['+CPIN: NOT READY']],
    [
      'AT+CGDCONT?',
      ['+CGDCONT: 1,"IP","a"', '+CGDCONT: 2,"IP","b"', 'OK'],
      ['+CGDCONT: 1,"IP","a"', '+CGDCONT: 2,"IP","b"'],
      [],
    ],
    [
      'ATI',
      ['Manufacturer: huawei', '+GCAP: +CGSM,+DS', 'OK'],
      ['Manufacturer: huawei', '+GCAP: +CGSM,+DS'],
      [],
    ],
    ['AT+CCID', ['+ICCID: 8900101000000000017', 'OK'], ['+ICCID: 8900101000000000017'], []],
    ['AT+CGSN', ['RING', '861234567890123', 'OK'], ['861234567890123'], ['RING']],
    ['AT+CSQ', ['NO CARRIER', '+CSQ: 20,99', 'OK'], ['+CSQ: 20,99'], ['NO CARRIER']],
    ['AT+CSQ', ['?~~ +CSQ: 17,99', '~~ OK'], ['+CSQ: 17,99'], []],
  ])('to %s in %j', (sent, lines, said, unasked) => {
    expect(read(sent, lines)).toMatchObject({ said, unasked, final: { result: 'ok' } });
  });

  test.each([
    ['AT+CPIN?', '+CME ERROR: 10', { result: 'cme-error', code: 10 }],
    ['AT+CPIN?', '+CME ERROR: SIM not inserted', { result: 'cme-error', code: null }],
    ['AT^X', 'COMMAND NOT SUPPORT', { result: 'command-not-supported' }],
    ['AT^X=1,2,3', 'TOO MANY PARAMETERS', { result: 'too-many-parameters' }],
    ['ATD*99#', 'NO CARRIER', { result: 'no-carrier' }],
    ['ATD*99#', 'BUSY', { result: 'busy' }],
    ['ATD*99#', 'CONNECT 150000000', { result: 'connect', speed: 150_000_000 }],
  ])('to %s ends with %s', (sent, line, final) => {
    expect(read(sent, [line]).final).toMatchObject(final);
  });

  test('ends with a digit where the port answers in digits, and only there', () => {
    expect(read('AT+CGMI', ['huawei', '0'], { echoes: false, isNumeric: true })).toMatchObject({
      said: ['huawei'],
      final: { result: 'ok' },
    });
    expect(read('AT+CGMI', ['0', 'OK'], { echoes: false, isNumeric: false }).said).toEqual(['0']);
    expect(read('AT', ['0']).final).toMatchObject({ result: 'ok' });
  });
});

describe('an echo', () => {
  test.each(['AT+CGDCONT?', 'at+cgdcont?', '?~ AT+CGDCONT?', 'T+CGDCONT?', 'AT+CGDCO\ufffdT?'])(
    'is known in %j',
    (line) => {
      expect(read('AT+CGDCONT?', [line, '+CGDCONT: 1,"IP","a"', 'OK'])).toMatchObject({
        echoes: 1,
        said: ['+CGDCONT: 1,"IP","a"'],
      });
    },
  );

  test('parts an answer from what comes late to a command before', () => {
    const parts = read('AT+CGMM', ['huawei', 'OK', 'AT+CGMM', 'E3372', 'OK'], echoing);
    expect(parts).toMatchObject({ said: ['E3372'], stale: ['huawei', 'OK'], final: { result: 'ok' } });
  });
});

test('an answer of its own is told from one to another command by the name of a line', () => {
  const parts = read('AT+CSQ', ['OK', 'ERROR', '+CSQ: 20,99', 'OK'], unknown, 'own-result');
  expect(parts).toMatchObject({ said: ['+CSQ: 20,99'], stale: ['OK', 'ERROR'], final: { result: 'ok' } });
  expect(read('AT+CSQ', ['OK', 'huawei', 'OK'], unknown, 'own-result').final).toBeNull();
});

const line = fc.oneof(
  fc.constantFrom(
    'OK',
    'ERROR',
    'AT+CSQ',
    '+CSQ: 20,99',
    '+CREG: 1',
    '+CREG: 0,1',
    'RING',
    '> ',
    '0',
    'CONNECT',
    '',
    '^BOOT:1,0',
  ),
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

test('any lines are taken apart without losing one, and nothing throws', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('AT', 'AT+CSQ', 'AT+CREG?', 'ATI', 'ATD*99#', '+++', ''),
      fc.array(line),
      fc.boolean(),
      (sent, lines, echoes) => {
        const exchange = new AtExchange(sent, { echoes: echoes ? true : null, isNumeric: null });
        const taken = lines.filter((text) => exchange.take(text) !== null).length;
        const { echoes: count, said, unasked, stale, noise, final } = exchange.read();
        expect(
          count + said.length + unasked.length + stale.length + noise.length + (final === null ? 0 : 1),
        ).toBe(taken);
        expect(final !== null).toBe(exchange.isComplete);
      },
    ),
  );
});
