import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Declaration, say, speaker, wordingsOf } from '../../src/grammar/declaration.ts';
import { Filler } from '../../src/grammar/filling.ts';
import { MessageIndex } from '../../src/grammar/message-index.ts';
import { ShapeMemo } from '../../src/grammar/shape-memo.ts';
import { speakers } from '../../src/grammar/speakers/index.ts';

/** A memo, and how often it had to ask its index. */
function counting(index: MessageIndex): { readonly memo: ShapeMemo; readonly asked: () => number } {
  let asked = 0;
  const find = index.find.bind(index);
  index.find = (text, allowed) => {
    asked += 1;
    return find(text, allowed);
  };
  return { memo: new ShapeMemo(index), asked: () => asked };
}

function indexOf(...templates: readonly string[]): MessageIndex {
  return new MessageIndex([
    speaker(
      'one',
      [],
      templates.map((template, place) => say(`kind-${place}`, template)),
    ),
  ]);
}

describe('a text of a known shape', () => {
  it('is not searched for a third time, and has its own values', () => {
    const { memo, asked } = counting(indexOf('usb <port:usbport>: new device number <number:int>'));
    expect(memo.match('usb 1-1: new device number 12', null)?.fields).toEqual({ port: '1-1', number: 12 });
    expect(memo.match('usb 3-2: new device number 77', null)?.fields).toEqual({ port: '3-2', number: 77 });
    expect(asked()).toBe(2);
    expect(memo.match('usb 2-7: new device number 98', null)?.fields).toEqual({ port: '2-7', number: 98 });
    expect(asked()).toBe(2);
    expect(memo.match('usb 2-7: new device number 9', null)?.fields).toEqual({ port: '2-7', number: 9 });
    expect(asked()).toBe(3);
  });

  it('is nobody’s where the first one was', () => {
    const { memo, asked } = counting(indexOf('level <level:int>'));
    for (const text of ['floor 11', 'floor 12', 'floor 13']) expect(memo.match(text, null)).toBeNull();
    expect(asked()).toBe(2);
  });

  it.each([
    [
      'a digit that a template names',
      ['lifetime <n:int>', 'lifetime 0'],
      ['lifetime 7', 'lifetime 0', 'lifetime 7'],
    ],
    [
      'a digit inside a word',
      ['IPv4 <words:text>', 'IPv<n:int> <words:text>'],
      ['IPv6 up', 'IPv4 up', 'IPv5 up'],
    ],
    [
      'a digit behind free text',
      ['<words:text> code 5', '<words:text>'],
      ['x code 6', 'x code 5', 'y code 5'],
    ],
    ['an octet', ['at <address:ip>', 'at <words:text>'], ['at 10.0.0.299', 'at 10.0.0.255', 'at 10.0.0.256']],
    ['the prefix of a hexadecimal number', ['v <n:hex>', 'v <words:text>'], ['v 0x11', 'v 1x11', 'v 0x12']],
    ['the prefix in capitals', ['v <n:hex>', 'v <words:text>'], ['v 0X11', 'v 1X11', 'v 0X12']],
    ['several speakers’ sets', ['level <level:int>'], ['level 1', 'level 2']],
  ])('minds %s', (_, templates, texts) => {
    const memo = new ShapeMemo(indexOf(...templates));
    const index = indexOf(...templates);
    for (const text of [...texts, ...texts, ...texts]) {
      const { kind } = index.match(text)?.declaration ?? { kind: null };
      expect(memo.match(text, null)?.declaration.kind ?? null, text).toBe(kind);
      expect(memo.match(text, null)?.fields, text).toEqual(index.match(text)?.fields);
    }
  });
});

describe('all that programs say', () => {
  const index = new MessageIndex(speakers);
  const wordings = speakers.flatMap((one): readonly Declaration[] => wordingsOf(one));

  it('is found as the index finds it, whatever the digits', () => {
    const memo = new ShapeMemo(index);
    fc.assert(
      fc.property(fc.constantFrom(...wordings), fc.nat(), fc.nat(), ({ template }, seed, other) => {
        const { text } = new Filler(seed).fill(template);
        const next = (seed * 2_654_435_761 + other) >>> 0;
        let place = 0;
        // The same text with other digits is of the same shape.
        const twin = text.replace(/\d/g, () => String((next >>> (place++ % 28)) % 10));
        for (const one of [text, twin, text, twin]) expect(memo.match(one, null)).toEqual(index.match(one));
      }),
      { numRuns: 4_000 },
    );
  });

  it('is never more than a table holds, and never wrong when that is full', () => {
    const memo = new ShapeMemo(index);
    for (let at = 0; at < 20_000; at += 1) {
      const text = `usb 1-1: Product: ${(at * 7_919).toString(36)}`;
      expect(memo.match(text, null)?.fields).toEqual(index.match(text)?.fields);
    }
  });
});
