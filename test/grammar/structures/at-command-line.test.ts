import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAtCommand, readAtCommands } from '../../../src/grammar/structures/at-command-line.ts';

function brief(text: string): unknown {
  const command = readAtCommand(text);
  return command === null ? null : [command.name, command.form, ...command.parameters];
}

describe('one command', () => {
  test.each([
    ['AT', ['', 'run']],
    ['AT&F', ['&F', 'run']],
    ['AT&C1', ['&C', 'run', '1']],
    ['ATE1', ['E', 'run', '1']],
    ['ATZ', ['Z', 'run']],
    ['ATI', ['I', 'run']],
    ['ATS0=0', ['S0', 'set', '0']],
    ['ATS7?', ['S7', 'read']],
    ['AT+CGDCONT=1,"IP","giffgaff.com"', ['+CGDCONT', 'set', '1', 'IP', 'giffgaff.com']],
    ['AT^NDISDUP=1,1,"apn","user","pass"', ['^NDISDUP', 'set', '1', '1', 'apn', 'user', 'pass']],
    ['ATD*99***1#', ['D', 'run', '*99***1#']],
    ['ATDT*99#', ['D', 'run', '*99#']],
    ['ATD#777', ['D', 'run', '#777']],
    ['AT+CPIN?', ['+CPIN', 'read']],
    ['AT+COPS=?', ['+COPS', 'test']],
    ['at+qicsgp=1,1,"apn"', ['+QICSGP', 'set', '1', '1', 'apn']],
    ['AT!SCACT=1,1', ['!SCACT', 'set', '1', '1']],
    ['AT$QCRMCALL=1,1', ['$QCRMCALL', 'set', '1', '1']],
    ['AT*ENAP=1,1', ['*ENAP', 'set', '1', '1']],
    ['AT#NCM=1,1', ['#NCM', 'set', '1', '1']],
  ])('%s', (text, expected) => {
    expect(brief(text)).toEqual(expected);
    expect(readAtCommand(text)?.text).toBe(text);
  });

  test.each([
    'AT+CSQ\r',
    'AT+CSQ\r\n',
    'AT+CSQ^M',
    'AT+CSQ^M^M',
    'AT+CSQ\\r',
    'AT+CSQ\\r\\n',
    ' AT+CSQ \\r ',
  ])('the line ending of %j is none of it', (text) => {
    expect(readAtCommand(text)).toEqual({ name: '+CSQ', form: 'run', parameters: [], text: 'AT+CSQ' });
  });

  test.each([
    ['quotes missing', 'AT+CGDCONT=1,IP,giffgaff.com', ['1', 'IP', 'giffgaff.com']],
    ['quotes escaped', 'AT+CGDCONT=1,\\"IP\\",\\"giffgaff.com\\"\\r', ['1', 'IP', 'giffgaff.com']],
    [
      'quotes typographic',
      'AT+CGDCONT=1,\u201cIP\u201d,\u201cgiffgaff.com\u201d',
      ['1', 'IP', 'giffgaff.com'],
    ],
    ['a quote open', 'AT+CGDCONT=1,"IP","giffgaff.com', ['1', 'IP', 'giffgaff.com']],
    ['blanks around', 'AT+CGDCONT = 1 , "IP" , "a b" ', ['1', 'IP', 'a b']],
    ['empty', 'AT^SYSCFGEX="03",3fff,2,4,7fff,,', ['03', '3fff', '2', '4', '7fff', null, null]],
    ['empty quotes', 'AT+CGDCONT=1,"IP",""', ['1', 'IP', '']],
    ['nothing at all', 'AT+CGDCONT=', [null]],
    ['a comma in quotes', 'AT^SETPORT="A1,A2;1,16"', ['A1,A2;1,16']],
    ['a semicolon without quotes', 'AT^SETPORT=A1;1,16', ['A1;1', '16']],
  ])('parameters: %s', (_, text, parameters) => {
    expect(readAtCommand(text)?.parameters).toEqual(parameters);
  });

  test.each([
    '',
    'hello',
    'ATTENTION please',
    'Attach',
    'at all',
    'at a price',
    'AT+',
    'AT*99#',
    'AT port busy',
    'BAT',
    '+CSQ: 1',
  ])('%j is no command', (text) => {
    expect(readAtCommand(text)).toBeNull();
    expect(readAtCommands(text)).toEqual([]);
  });

  test('a text too long to be a command is none', () => {
    expect(readAtCommand(`AT+X="${'a'.repeat(10_000_000)}`)).toBeNull();
  });
});

describe('several commands in a line', () => {
  test.each([
    [
      'AT+CGDCONT=3,"IPV4V6","cbnet" ; AT+CGACT=1,3 ',
      ['AT+CGDCONT=3,"IPV4V6","cbnet"', 'AT+CGACT=1,3'],
      ['+CGDCONT', '+CGACT'],
    ],
    ['AT+CFUN?;+CSQ;', ['AT+CFUN?', '+CSQ'], ['+CFUN', '+CSQ']],
    [
      'ATQ0 V1 E1 S0=0 &C1 +FCLASS=0',
      ['ATQ0', 'V1', 'E1', 'S0=0', '&C1', '+FCLASS=0'],
      ['Q', 'V', 'E', 'S0', '&C', '+FCLASS'],
    ],
    ['ATE0V1', ['ATE0', 'V1'], ['E', 'V']],
    ['ATD+441234;', ['ATD+441234'], ['D']],
  ])('%s', (line, texts, names) => {
    const commands = readAtCommands(line);
    expect(commands.map((command) => command.text)).toEqual(texts);
    expect(commands.map((command) => command.name)).toEqual(names);
    expect(readAtCommand(line)).toEqual(commands[0]);
  });
});

describe('properties', () => {
  // Two letters or more: `^M` is how chat prints the end of a line.
  const name = fc
    .tuple(fc.constantFrom('+', '^', '$', '*', '!', '#', '%'), fc.stringMatching(/^[A-Z][A-Z0-9]{1,9}$/))
    .map((parts) => parts.join(''));
  const parameter = fc.oneof(
    fc.constant({ written: '', value: null }),
    fc.nat().map((number) => ({ written: String(number), value: String(number) })),
    fc.stringMatching(/^[A-Za-z0-9.:-]{1,16}$/).map((text) => ({ written: text, value: text })),
    // Blanks at the end of a value fall off; nothing a modem takes has them.
    fc.stringMatching(/^(?:[ -!#-~]{0,15}[!#-~])?$/).map((text) => ({ written: `"${text}"`, value: text })),
  );
  const command = fc.oneof(
    fc.tuple(name, fc.array(parameter, { minLength: 1, maxLength: 6 })).map(([name, parameters]) => ({
      written: `${name}=${parameters.map((each) => each.written).join(',')}`,
      read: { name, form: 'set', parameters: parameters.map((each) => each.value) },
    })),
    name.map((name) => ({ written: `${name}?`, read: { name, form: 'read', parameters: [] } })),
    name.map((name) => ({ written: `${name}=?`, read: { name, form: 'test', parameters: [] } })),
    name.map((name) => ({ written: name, read: { name, form: 'run', parameters: [] } })),
  );
  const ending = fc.constantFrom('', '\r', '\r\n', '^M', '\\r');

  test('what is written reads back', () => {
    fc.assert(
      fc.property(fc.array(command, { minLength: 1, maxLength: 3 }), ending, (written, end) => {
        const line = `AT${written.map((each) => each.written).join(';')}`;
        expect(readAtCommands(line + end)).toEqual(
          written.map((each, index) => ({ ...each.read, text: (index === 0 ? 'AT' : '') + each.written })),
        );
      }),
    );
  });

  const fragment = fc.constantFrom(
    ...['AT', 'at', '+A', 'E1', 'Z', 'D*9', '=', '?', ',', ';', '"', '\\', '\\r', '^M', ' ', 'a', '1', '\n'],
  );

  test('whatever the text, a command is a part of it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fragment }).map((text) => `AT${text}`),
        ),
        (text) => {
          let from = 0;
          for (const command of readAtCommands(text)) {
            const at = text.indexOf(command.text, from);
            expect(at).toBeGreaterThanOrEqual(from);
            expect(command.text).not.toBe('');
            from = at + command.text.length;
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
