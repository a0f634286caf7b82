import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  checkedGrammarSettings,
  type GrammarSettings,
  grammarSettings,
} from '../../../src/grammar/parser-settings.ts';
import { buildAtExchangeGrammar } from '../../../src/grammar/structures/at-exchange-grammar.ts';
import { buildAtGrammar } from '../../../src/grammar/structures/at-grammar.ts';
import { buildJsonGrammar } from '../../../src/grammar/structures/json-grammar.ts';
import { buildPppPacketGrammar } from '../../../src/grammar/structures/ppp-packet.ts';
import { buildShellGrammar } from '../../../src/grammar/structures/shell-grammar.ts';
import { buildUciGrammar } from '../../../src/grammar/structures/uci-file.ts';
import { buildUsbLineGrammar } from '../../../src/grammar/structures/usb-line.ts';

// Chevrotain throws when a checked grammar is ambiguous, left-recursive, or has a token it cannot optimise.
test.each([
  ['UCI', buildUciGrammar],
  ['AT command', (settings: GrammarSettings) => buildAtGrammar(settings).commandLine('AT')],
  ['AT answer', (settings: GrammarSettings) => buildAtGrammar(settings).answer('OK')],
  ['AT exchange', (settings: GrammarSettings) => buildAtExchangeGrammar(settings).read([])],
  ['shell', buildShellGrammar],
  ['USB', buildUsbLineGrammar],
])('the %s grammar is sound', (name, build) => {
  const start = performance.now();
  expect(() => build(checkedGrammarSettings)).not.toThrow();
  const checked = performance.now();
  build(grammarSettings);
  const unchecked = performance.now();
  process.stdout.write(
    `${name}: ${Math.round(checked - start)} ms checked, ${Math.round(unchecked - checked)} ms unchecked\n`,
  );
});

/** Pieces of all the languages, so that tokens stand beside tokens that they do not belong to. */
const piece = fc.oneof(
  fc.constantFrom(
    ...[
      'AT+CGDCONT=1,"IP",\'a\'',
      'at+csq',
      'ATD*99***1#',
      ';',
      ',',
      '=',
      '=?',
      '?',
      '"',
      "'",
      '\\',
      '\\"',
      '“',
      '’',
    ],
    ...[
      '+CME ERROR: 10',
      'CONNECT 100',
      '^RSSI: (1,"x")',
      'NO DIALTONE',
      'rcvd [LCP ConfReq id=0x1 <mru 15>',
      ']',
    ],
    ...[
      'sent',
      'sentence',
      '<',
      '>',
      'T:  Bus=01',
      'I:* If#= 0',
      'Driver=',
      'S:  x',
      '# remark',
      'a#b',
      '$(a (b))',
      '`x`',
    ],
    ...[
      '2>&1',
      '>>',
      '| ',
      '&&',
      '\n',
      '\t',
      ' ',
      '\u00a0',
      '{"a": [1, true]}',
      '...',
      'config interface wan',
      "option x 'y",
    ],
  ),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
);

test.each([
  ['UCI', buildUciGrammar],
  ['AT command', (settings: GrammarSettings) => buildAtGrammar(settings).commandLine],
  ['AT answer', (settings: GrammarSettings) => buildAtGrammar(settings).answer],
  ['shell', buildShellGrammar],
  ['USB', buildUsbLineGrammar],
  ['JSON', buildJsonGrammar],
  ['PPP', buildPppPacketGrammar],
])('the %s grammar reads the tokens that Chevrotain’s lexer cuts', (_, build) => {
  const own = build(grammarSettings);
  const checked = build(checkedGrammarSettings);
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      expect(own(text)).toEqual(checked(text));
    }),
    { numRuns: 1_000 },
  );
});
