import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAtAnswer } from '../../../src/grammar/structures/at-answer.ts';

describe('final results', () => {
  test.each([
    ['OK', 'ok'],
    ['OK\r\n', 'ok'],
    ['ERROR', 'error'],
    ['NO CARRIER^M', 'no-carrier'],
    ['NO DIALTONE', 'no-dialtone'],
    ['NO DIAL TONE', 'no-dialtone'],
    ['NO ANSWER', 'no-answer'],
    ['BUSY', 'busy'],
    ['COMMAND NOT SUPPORT', 'command-not-supported'],
    ['TOO MANY PARAMETERS', 'too-many-parameters'],
  ])('%j', (line, result) => {
    expect(readAtAnswer(line)).toEqual({ kind: 'final', result });
  });

  test.each([
    ['+CME ERROR: 10', { result: 'cme-error', code: 10, text: '10' }],
    ['+CME ERROR:10', { result: 'cme-error', code: 10, text: '10' }],
    ['+CME ERROR: SIM not inserted', { result: 'cme-error', code: null, text: 'SIM not inserted' }],
    ['+CME ERROR:', { result: 'cme-error', code: null, text: '' }],
    ['+CMS ERROR: 500', { result: 'cms-error', code: 500, text: '500' }],
    ['CONNECT', { result: 'connect', speed: null, text: null }],
    ['CONNECT 150000000', { result: 'connect', speed: 150_000_000, text: '150000000' }],
    ['CONNECT 100.0 Mbps', { result: 'connect', speed: null, text: '100.0 Mbps' }],
  ])('%s', (line, answer) => {
    expect(readAtAnswer(line)).toEqual({ kind: 'final', ...answer });
  });

  test.each(['OK then', 'OKAY', 'ok', 'CONNECTED', 'ERROR in line 3', 'It said OK'])(
    '%s is only text',
    (line) => {
      expect(readAtAnswer(line)).toEqual({ kind: 'text', text: line });
    },
  );
});

describe('information, echo and text', () => {
  test.each([
    ['+CSQ: 17,99', '+CSQ', ['17', '99']],
    ['^NDISSTAT:1,,,"IPV4"', '^NDISSTAT', ['1', null, null, 'IPV4']],
    ['+CPIN: SIM PIN', '+CPIN', ['SIM PIN']],
    [
      '+CGDCONT: 1,"IP","giffgaff.com","0.0.0.0",0,0',
      '+CGDCONT',
      ['1', 'IP', 'giffgaff.com', '0.0.0.0', '0', '0'],
    ],
    [
      '+COPS: (2,"giffgaff","O2","23410",7),(1,"EE","EE","23430"),,(0-4)',
      '+COPS',
      [['2', 'giffgaff', 'O2', '23410', '7'], ['1', 'EE', 'EE', '23430'], null, ['0-4']],
    ],
    ['+CEER: rejected (cause 33), try later', '+CEER', ['rejected (cause 33), try later']],
    ['!GSTATUS: ', '!GSTATUS', [null]],
    [
      '^SYSINFOEX:2,3,0,1,,6,"LTE",101,"LTE"',
      '^SYSINFOEX',
      ['2', '3', '0', '1', null, '6', 'LTE', '101', 'LTE'],
    ],
  ])('%s', (line, name, values) => {
    expect(readAtAnswer(line)).toEqual({ kind: 'information', name, values });
  });

  test('the modem repeats the command', () => {
    expect(readAtAnswer('AT+CSQ\r')).toEqual({
      kind: 'echo',
      commands: [{ name: '+CSQ', form: 'run', parameters: [], text: 'AT+CSQ' }],
    });
  });

  test.each(['huawei', 'RING', 'root@router:~# ls', 'Manufacturer: Quectel', 'cdc_ncm: usb0: link'])(
    '%s is text',
    (line) => {
      expect(readAtAnswer(line)).toEqual({ kind: 'text', text: line });
    },
  );

  test.each(['', '  \t', '\r\n', '^M'])('%j is a blank line', (line) => {
    expect(readAtAnswer(line)).toBeNull();
  });
});

describe('properties', () => {
  const value = fc.oneof(
    fc.constant({ written: '', read: null }),
    fc.stringMatching(/^[A-Za-z0-9.-]{1,12}$/).map((text) => ({ written: text, read: text })),
    fc.stringMatching(/^(?:[ -!#-~]{0,11}[!#-~])?$/).map((text) => ({ written: `"${text}"`, read: text })),
  );
  const item = fc.oneof(
    value,
    fc.array(value, { minLength: 1, maxLength: 4 }).map((members) => ({
      written: `(${members.map((member) => member.written).join(',')})`,
      read: members.map((member) => member.read),
    })),
  );

  test('an information line reads back', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[+^$*!#%][A-Z][A-Z0-9]{0,8}$/),
        fc.array(item, { minLength: 1, maxLength: 6 }),
        (name, items) => {
          expect(readAtAnswer(`${name}: ${items.map((each) => each.written).join(',')}`)).toEqual({
            kind: 'information',
            name,
            values: items.map((each) => each.read),
          });
        },
      ),
    );
  });

  const fragment = fc.constantFrom(
    ...['+A:', 'OK', 'CONNECT', '+CME ERROR:', '(', ')', ',', '"', '\\', ' ', 'a', '7', 'AT'],
  );

  test('whatever the line, it is one of the four, or blank', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fragment })), (line) => {
        const answer = readAtAnswer(line);
        if (answer === null) expect(line.replaceAll(/\^M|\\[rn]/g, '').trim()).toBe('');
        else expect(['final', 'information', 'echo', 'text']).toContain(answer.kind);
      }),
      { numRuns: 1000 },
    );
  });
});
