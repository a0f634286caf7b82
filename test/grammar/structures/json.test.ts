import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Line } from '../../../src/capture/line.ts';
import { spanText } from '../../../src/capture/position.ts';
import { checkedGrammarSettings } from '../../../src/grammar/parser-settings.ts';
import { JsonText } from '../../../src/grammar/structures/json.ts';
import { buildJsonGrammar, type JsonNode } from '../../../src/grammar/structures/json-grammar.ts';

function textOf(text: string): JsonText {
  const lines = text
    .split('\n')
    .map((line, index): Line => ({ source: 'post.txt', number: index + 1, text: line, truncated: false }));
  return new JsonText(lines);
}

/** The plain value of a document. */
function plain(node: JsonNode): unknown {
  switch (node.kind) {
    case 'atom':
      return node.value;
    case 'array':
      return node.entries.map(({ value }) => plain(value));
    case 'object':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
  }
}

function documents(text: string): readonly unknown[] {
  return textOf(text).documents.map(plain);
}

test('the grammar is sound', () => {
  expect(() => buildJsonGrammar(checkedGrammarSettings)).not.toThrow();
});

const key = fc.string({ unit: 'grapheme-ascii' }).filter((name) => name !== '__proto__');
const value = fc.jsonValue({ maxDepth: 5 }).filter((made) => !/__proto__/.test(JSON.stringify(made)));

test('what JSON.stringify writes is read back, on one line and on many', () => {
  fc.assert(
    fc.property(
      fc.dictionary(key, value, { noNullPrototype: true }),
      fc.constantFrom(0, 2, '\t'),
      (made, indent) => {
        const text = JSON.stringify(made, null, indent);
        expect(documents(text)).toEqual([JSON.parse(text)]);
      },
    ),
  );
});

test('never throws, and every value stands where its span says', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '“',
    '”',
    '\\',
    '\n',
    ' ',
    '...',
    'true',
    '-1',
    'a',
    '"k":',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join('');
      const read = textOf(text);
      for (const document of read.documents) {
        const span = read.spanOf(document);
        expect(span.line).toBe(text.slice(0, document.start).split('\n').length);
        expect(spanText(span)[0]).toBe(text[document.start]);
      }
    }),
  );
});

test('brackets without end use up no stack', () => {
  expect(documents('['.repeat(100_000))).toEqual([]);
});

describe('damage', () => {
  test('a missing end, a trailing comma, missing commas, tabs', () => {
    expect(documents('{\n\t"up": true\n\t"proto": "qmi",\n\t"route": [\n\t\t{ "mask": 0, },')).toEqual([
      { up: true, proto: 'qmi', route: [{ mask: 0 }] },
    ]);
  });

  test('typographic quotes, and one that is left open', () => {
    expect(documents('{ “up”: true, “proto”: “qmi”,\n"device": "wwan0,\n"uptime": 3 }')).toEqual([
      { up: true, proto: 'qmi', device: 'wwan0', uptime: 3 },
    ]);
  });

  test('cuts, and a value that was taken out', () => {
    expect(documents('{\n"up": true,\n...\n"ip":\n"dns": "1.1.1.1",\n"imei": <hidden>\n…\n}')).toEqual([
      { up: true, dns: '1.1.1.1', imei: '<hidden>' },
    ]);
  });

  test('members without the bracket above them', () => {
    expect(documents('"up": false,\n"errors": [ { "code": "NO_DEVICE" } ]\n}')).toEqual([
      { up: false, errors: [{ code: 'NO_DEVICE' }] },
    ]);
  });

  test('several documents in a row, the first without its end', () => {
    expect(documents('{ "up": true,\n{ "up": false }\n"connected"\n{ "a": 1 }')).toEqual([
      { up: true },
      { up: false },
      'connected',
      { a: 1 },
    ]);
  });

  test('escapes', () => {
    expect(documents(String.raw`{ "a": "x\"y\\z\/\u00e9\n\q" }`)).toEqual([{ a: 'x"y\\z/é\n\\q' }]);
  });
});
