import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Declaration, fieldTypes, say, speaker } from '../../src/grammar/declaration.ts';
import { Filler } from '../../src/grammar/filling.ts';
import { MessageIndex } from '../../src/grammar/message-index.ts';
import { speakers } from '../../src/grammar/speakers/index.ts';

const index = new MessageIndex(speakers);
const declarations = speakers.flatMap((one): readonly Declaration[] => one.declarations);

/** Pieces that real templates are made of, so that random texts get deep into the tree. */
const pieces = declarations
  .flatMap(({ template }) => template.split(/[<> ]/))
  .filter((piece) => piece !== '');

describe('the index of all speakers', () => {
  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(() => index.match(text)).not.toThrow();
      }),
    );
  });

  it('takes texts of its own pieces in any order', () => {
    const text = fc
      .array(fc.constantFrom(...pieces, ' ', '  ', '\t', ': ', '', '1-1', '10.0.0.1', '<', '\ue00d'), {
        maxLength: 40,
      })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.boolean(), (body, spaced) => {
        const match = index.match(spaced ? body.replaceAll(':', ' ') : body);
        if (match !== null) {
          expect(Object.values(match.fields)).not.toContain(undefined);
          expect(Object.values(match.fields)).not.toContain(Number.NaN);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('answers the same every time', () => {
    fc.assert(
      fc.property(fc.constantFrom(...declarations), fc.nat(), ({ template }, seed) => {
        const { text } = new Filler(seed).fill(template);
        expect(new MessageIndex(speakers).match(text)).toEqual(index.match(text));
      }),
      { numRuns: 50 },
    );
  });
});

describe('random declarations', () => {
  /** Literal text that no value and no other piece is a part of. */
  const literal = fc.integer({ min: 0, max: 999 }).map((number) => ` §${String(number).padStart(3, '0')}§ `);
  const hole = fc.constantFrom(...fieldTypes);
  const shape = fc.tuple(literal, fc.array(fc.tuple(hole, literal), { maxLength: 4 }), fc.option(hole));
  const template = shape.map(([start, middle, last]) => {
    const body = middle.map(([type, text], place) => `<field${place}:${type}>${text}`).join('');
    return `${start.trim()} ${body}${last === null ? '' : `<last:${last}>`}`;
  });
  /** Other first literals, so that no template is a special case of another. */
  const list = fc.uniqueArray(template, {
    minLength: 1,
    maxLength: 30,
    selector: (text) => text.slice(0, 5),
  });

  it('come back from their fillings with all values', () => {
    fc.assert(
      fc.property(list, fc.nat(), (templates, seed) => {
        const said = templates.map((text, place) => say(`kind.${place}`, text));
        const own = new MessageIndex([speaker('program', [], said)]);
        const filler = new Filler(seed);
        for (const { kind, template: text } of said) {
          const filling = filler.fill(text);
          const match = own.match(filling.text);
          expect([match?.declaration.kind, match?.fields]).toEqual([kind, filling.fields]);
        }
      }),
    );
  });
});

describe('texts made to mislead', () => {
  const greedy = new MessageIndex([
    speaker(
      'program',
      [],
      [
        say('six', '<a:text>: <b:text>: <c:text>: <d:text>: <e:text>: <f:text>!'),
        say('words', '<a:word>-<b:word>-<c:word>-<d:word>-<e:word>!'),
        say('paths', '<a:path>/<b:path>/<c:path>/<d:path>!'),
        say('names', '<a:iface>.<b:iface>.<c:iface>.<d:iface>!'),
        say('short', 'a: <rest:text>'),
      ],
    ),
  ]);

  it.each(['a: ', 'a-', '/a', '/', 'a.', 'a', ' ', ': ', '1-1:1.0', 'fe80::'])(
    '%j over and over ends soon',
    (piece) => {
      const text = piece.repeat(16_000 / piece.length);
      const begin = performance.now();
      greedy.match(text);
      // Without its budget the first of these takes years.
      expect(performance.now() - begin).toBeLessThan(1_000);
    },
  );

  it('still give what was found on the way', () => {
    expect(greedy.match('a: '.repeat(2_000))?.declaration.kind).toBe('short');
  });

  it('are not looked at when no program prints lines so long', () => {
    expect(greedy.match(`a: ${'b'.repeat(16_000)}`)?.declaration.kind).toBe('short');
    expect(greedy.match(`a: ${'b'.repeat(17_000)}`)).toBeNull();
  });
});
