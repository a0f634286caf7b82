import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findAddresses } from '../../src/redact/addresses.ts';
import { findCredentials } from '../../src/redact/credentials.ts';
import { findIdentifiers } from '../../src/redact/identifiers.ts';
import { redactorOf } from '../../src/redact/redactor.ts';
import { longestPiece, piecesOf, SecretIndex } from '../../src/redact/secret-index.ts';

/** What makes values begin, and what goes on or ends in them. */
const scraps = [
  'pw=',
  "pw='",
  'pw="',
  'pw=\\"',
  'x.pw=',
  "x.pw='",
  'user: ',
  'key=',
  'ssid: ',
  'phone=',
  'token=1',
  'pin=',
  '"password":"',
  'password "',
  'option pw ',
  "option pw '",
  '--pin=1',
  '--password ',
  'wpa-key:',
  'curl -u ',
  'umbim unlock ',
  'quectel-CM -s ',
  '+CPIN=',
  '+CPIN="',
  '+CGAUTH=1,1,',
  '+CUSD: 0,"',
  'AT+CMGS=',
  '<Pw>',
  'requestSetProfile[1] a/',
  'http://a:b@',
  'Cookie: ',
  '^M',
  '\\r',
  '\\ ',
  "'",
  '"',
  ',',
  ' ',
  '\u00a0',
  '7',
];

function hiddenIn(line: string): number {
  return [...findCredentials(line), ...findIdentifiers(line, new Map()), ...findAddresses(line)].reduce(
    (sum, { start, end }) => sum + end - start,
    0,
  );
}

describe('what is found in a line that repeats itself', () => {
  test('is at most some times as long as the line, however its values stand in one another', () => {
    const units = fc.array(fc.constantFrom(...scraps), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(units, units, (head, unit) => {
        const line = head.join('') + unit.join('').repeat(2_000 / unit.join('').length);
        expect(hiddenIn(line), line.slice(0, 80)).toBeLessThan(40 * line.length);
      }),
      { numRuns: 400 },
    );
  });

  test.each(scraps)('%s: no longer than some lines', (scrap) => {
    const line = scrap.repeat(4_000 / scrap.length);
    expect(hiddenIn(line)).toBeLessThan(4 * line.length);
  });

  test('is hidden as a whole, and what was meant is known elsewhere', () => {
    const line = `${'pw='.repeat(500)}sesame99`;
    const redactor = redactorOf([line]);
    expect(redactor.line(line)).toMatch(/^(?:pw=)?<password-\d+>$/);
    expect(redactor.text('login of sesame99')).toMatch(/^login of <password-\d+>$/);
  });

  test('is hidden to its end, however long it is', () => {
    const line = `pw=${'sesame99-'.repeat(1_000)}end`;
    expect(redactorOf([line]).line(line)).toMatch(/^pw=<password-\d+a?>$/);
  });
});

/** With a pattern that can read entities in several ways, each of them doubles the work: this one would not end. */
test('entities that spell a value are read in one way', () => {
  const line = `<b>x</b> option password '${'&amp;'.repeat(200)} sesame99'`;
  expect(redactorOf([line]).line(line)).not.toContain('sesame99');
});

describe('the index of secrets', () => {
  test('asks about no more secrets at a place than the longest has characters', () => {
    const text = 'a'.repeat(2_000);
    const index = new SecretIndex(
      Array.from({ length: 1_500 }, (_, length) => text.slice(0, length + 1)).flatMap(piecesOf),
    );
    let asked = 0;
    index.longestAt(text, 0, () => {
      asked += 1;
      return false;
    });
    expect(asked).toBe(longestPiece);
  });

  test('knows a long secret by pieces that lie over each other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 * longestPiece }), (length) => {
        const secret = Array.from({ length }, (_, at) => String.fromCharCode(0x100 + at)).join('');
        const pieces = piecesOf(secret);
        let end = 0;
        for (const piece of pieces) {
          const at = secret.indexOf(piece);
          expect(piece.length).toBeLessThanOrEqual(longestPiece);
          expect(at).toBeLessThanOrEqual(Math.max(end - 1, 0));
          end = at + piece.length;
        }
        expect(end).toBe(length);
      }),
    );
  });

  test('finds a long secret wherever it stands, and a part of it', () => {
    const secret = Array.from({ length: 700 }, (_, at) => (at * 7919).toString(36)).join('-');
    const redactor = redactorOf([`option password '${secret}'`]);
    expect(redactor.text(`It is ${secret}, is it not`)).toBe('It is <password-1>, is it not');
    expect(redactor.text(`It is ${secret.slice(0, 600)}`)).not.toContain(secret.slice(0, longestPiece));
  });
});
