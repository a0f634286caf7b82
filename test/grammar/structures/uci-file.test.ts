import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Line } from '../../../src/capture/line.ts';
import { spanText } from '../../../src/capture/position.ts';
import { readUci } from '../../../src/grammar/structures/uci-file.ts';

function linesOf(texts: readonly string[]): Line[] {
  return texts.map((text, index) => ({ source: 'post.txt', number: index + 1, text, truncated: false }));
}

function read(text: string) {
  return readUci(linesOf(text.split('\n')), 7);
}

/** The value of the one option that a line says. */
function saidValue(line: string): string | undefined {
  const { sections, unread } = read(`config interface 'wan'\n${line}`);
  expect(unread).toEqual([]);
  return sections[0]?.options[0]?.value;
}

describe('sections and options', () => {
  test('a block as posts show it, with blanks at line ends', () => {
    const { sections, unread } = read(
      [
        "config interface 'modem'   ",
        "        option metric '40'       ",
        "\toption proto 'ncm'",
        'option device /dev/ttyUSB1',
        '',
        "\tlist dns '9.9.9.9'",
        'config zone',
        '\toption name "my zone"',
      ].join('\n'),
    );
    expect(unread).toEqual([]);
    expect(
      sections.map(({ type, name, section, options }) => ({
        type,
        name,
        section,
        options: options.map((option) => [option.name, option.value, option.list]),
      })),
    ).toEqual([
      {
        type: 'interface',
        name: 'modem',
        section: 7,
        options: [
          ['metric', '40', false],
          ['proto', 'ncm', false],
          ['device', '/dev/ttyUSB1', false],
          ['dns', '9.9.9.9', true],
        ],
      },
      { type: 'zone', name: null, section: 7, options: [['name', 'my zone', false]] },
    ]);
  });

  test('spans cover a statement from its verb to the end of its value', () => {
    const { sections } = read("  config interface 'wan'  # the uplink\n\toption  apn  'a b'  ");
    expect(sections[0]?.span).toEqual({
      source: 'post.txt',
      line: 1,
      column: 3,
      length: "config interface 'wan'".length,
      text: "  config interface 'wan'  # the uplink",
    });
    const option = sections[0]?.options[0];
    expect(option?.span).toMatchObject({ line: 2, column: 2 });
    expect(option && spanText(option.span)).toBe("option  apn  'a b'");
  });

  test('a package line ends the section above it', () => {
    const { sections, unread } = read(
      "package network\n\nconfig interface 'wan'\npackage dhcp\n option apn 'x'",
    );
    expect(sections).toHaveLength(1);
    expect(sections[0]?.options).toEqual([]);
    expect(unread.map((line) => line.number)).toEqual([5]);
  });

  test('options before a head, half statements and prose are unread; blank lines and comments are nothing', () => {
    const { sections, unread } = read(
      [
        "option apn 'lost'",
        '# a remark',
        '',
        ' \t',
        'config',
        'option x 1',
        'hello world',
        'configs a b',
      ].join('\n'),
    );
    expect(sections).toEqual([]);
    expect(unread.map((line) => line.number)).toEqual([1, 5, 6, 7, 8]);
  });

  test('an option without a value is empty, one without a name is unread', () => {
    const { sections, unread } = read("config interface 'wan'\noption apn\noption");
    expect(sections[0]?.options).toMatchObject([{ name: 'apn', value: '' }]);
    expect(unread.map((line) => line.number)).toEqual([3]);
  });

  test('a name that stands twice is there twice, and verbs may be names', () => {
    const { sections } = read("config config 'list'\noption option 'a'\noption option 'b'");
    expect(sections[0]).toMatchObject({ type: 'config', name: 'list' });
    expect(sections[0]?.options.map((option) => option.value)).toEqual(['a', 'b']);
  });

  test('a semicolon separates statements', () => {
    const { sections } = read("config interface wan; option proto qmi ;option apn 'a;b'");
    expect(sections[0]?.options.map((option) => [option.name, option.value])).toEqual([
      ['proto', 'qmi'],
      ['apn', 'a;b'],
    ]);
  });
});

describe('words', () => {
  test.each([
    ["option apn 'internet.telekom'", 'internet.telekom'],
    ['option apn "internet"', 'internet'],
    ['option apn internet', 'internet'],
    ["option apn ''", ''],
    ["option apn 'two words'", 'two words'],
    // libuci writes a single quote this way.
    ["option password 'it'\\''s'", "it's"],
    ['option password a"b c"\'d\'', 'ab cd'],
    ['option password "a \\"b\\" \\\\ c"', 'a "b" \\ c'],
    ["option password 'a\\b'", 'a\\b'],
    ['option password a\\ b', 'a b'],
    // libuci ends a bare word at `#`: the well-known dial string needs quotes.
    ['option dialnum *99#', '*99'],
    ["option dialnum '*99#'", '*99#'],
    ["option apn 'internet' <- changed this", 'internet'],
    ["\u00a0\u00a0option\u00a0apn\u00a0'internet'\u00a0", 'internet'],
    ['option apn \u2018internet\u2019', 'internet'],
    ['option apn \u201cinternet\u201d', 'internet'],
    ["option apn 'internet\u2019", 'internet'],
    ["option apn \u2018internet'", 'internet'],
    ["option apn 'internet  ", 'internet'],
    ['option apn "internet', 'internet'],
  ])('%s', (line, value) => {
    expect(saidValue(line)).toBe(value);
  });

  test('a quote left open ends with its line', () => {
    const { sections, unread } = read("config interface 'wan'\noption apn 'internet  \noption proto 'qmi'");
    expect(unread).toEqual([]);
    expect(sections[0]?.options.map((option) => spanText(option.span))).toEqual([
      "option apn 'internet",
      "option proto 'qmi'",
    ]);
  });

  test('a line too long to be an option is unread', () => {
    const { sections, unread } = read(`config interface 'wan'\noption apn "${'a'.repeat(10_000_000)}`);
    expect(sections[0]?.options).toEqual([]);
    expect(unread).toHaveLength(1);
  });
});

describe('properties', () => {
  const name = fc.stringMatching(/^[A-Za-z0-9_]{1,12}$/);
  const value = fc.string({ unit: 'binary', maxLength: 20 }).map((text) => text.replaceAll('\n', ' '));
  const blanks = fc.stringMatching(/^[ \t]{1,4}$/);
  const tail = fc.oneof(
    fc.constant(''),
    blanks,
    blanks.map((text) => `${text}# 'a' remark`),
  );

  /** As libuci writes a value (file.c, uci_escape). */
  function quote(text: string): string {
    return `'${text.replaceAll("'", "'\\''")}'`;
  }

  const option = fc
    .record({ list: fc.boolean(), name, value, indent: blanks, gap: blanks, tail })
    .map((parts) => ({
      ...parts,
      said: `${parts.list ? 'list' : 'option'} ${parts.name}${parts.gap}${quote(parts.value)}`,
    }));

  const section = fc
    .record({ type: name, name: fc.option(name), tail, options: fc.array(option, { maxLength: 6 }) })
    .map((parts) => ({
      ...parts,
      said: `config ${parts.type}${parts.name === null ? '' : ` ${quote(parts.name)}`}`,
    }));

  test('what libuci would write reads back, with exact spans', () => {
    fc.assert(
      fc.property(fc.array(section, { maxLength: 5 }), (written) => {
        const texts = written.flatMap(({ said, tail, options }) => [
          '',
          said + tail,
          ...options.map((each) => each.indent + each.said + each.tail),
        ]);
        const { sections, unread } = readUci(linesOf(texts), 3);
        expect(unread).toEqual([]);
        expect(
          sections.map((each) => ({
            type: each.type,
            name: each.name,
            said: spanText(each.span),
            text: each.span.text === texts[each.span.line - 1],
            options: each.options.map((one) => ({
              name: one.name,
              value: one.value,
              list: one.list,
              said: spanText(one.span),
              column: one.span.column,
              text: one.span.text === texts[one.span.line - 1],
            })),
          })),
        ).toEqual(
          written.map((each) => ({
            type: each.type,
            name: each.name,
            said: each.said,
            text: true,
            options: each.options.map((one) => ({
              name: one.name,
              value: one.value,
              list: one.list,
              said: one.said,
              column: one.indent.length + 1,
              text: true,
            })),
          })),
        );
      }),
    );
  });

  const fragment = fc.constantFrom(
    ...[
      'config ',
      'option ',
      'list ',
      'package ',
      "'",
      '"',
      '\\',
      '#',
      ';',
      ' ',
      '\u00a0',
      '\u2018',
      '\u201d',
      'a',
      '\n',
    ],
  );
  const anyLine = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fragment, maxLength: 20 }),
    fc.string({ unit: fragment, maxLength: 20 }).map((text) => `option a ${text}`),
  );

  test('whatever the lines, each is read, unread, or empty of statements, and spans stay inside their line', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 12 }), (texts) => {
        const { sections, unread } = readUci(linesOf(texts), 0);
        const spans = sections.flatMap((each) => [each.span, ...each.options.map((one) => one.span)]);
        for (const span of spans) {
          expect(span.column).toBeGreaterThan(0);
          expect(span.column - 1 + span.length).toBeLessThanOrEqual(span.text.length);
          expect(spanText(span)).toMatch(/^(?:config|option|list)[\s\u200b]+\S/);
        }
        const accounted = new Set([...spans.map((span) => span.line), ...unread.map((line) => line.number)]);
        texts.forEach((text, index) => {
          if (/^\s*(?:#|;|package\b|$)/.test(text.replaceAll('\u200b', ' '))) return;
          expect(accounted, JSON.stringify(text)).toContain(index + 1);
        });
      }),
      { numRuns: 500 },
    );
  });
});
