import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeEdit, editDistance } from '../../src/knowledge/edit-distance.ts';

/** Words over few letters, so that slips and coincidences are common. */
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '.'), maxLength: 12 });

describe('editDistance', () => {
  test.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['password', 'passowrd', 1],
    ['giffgaff.com', 'giffgfaff.com', 1],
    ['fast.t-mobile.com', 'fast.tmobile.com', 1],
    ['kitten', 'sitting', 3],
    // The known limit of optimal string alignment: a full Damerau-Levenshtein distance would be 2.
    ['ca', 'abc', 3],
  ])('%s to %s is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  test('a word is at no distance from itself, and only from itself', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, a)).toBe(0);
        expect(editDistance(a, b) === 0).toBe(a === b);
      }),
    );
  });

  test('it is the same both ways', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
      }),
    );
  });

  test('it lies between the difference of the lengths and the longer length', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });

  test('a detour is at most twice too short: a swap counts once here and twice without swaps', () => {
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(editDistance(a, c)).toBeLessThanOrEqual(2 * (editDistance(a, b) + editDistance(b, c)));
      }),
    );
  });

  test('endless words cost nothing', () => {
    const endless = 'a'.repeat(1_000_000);
    expect(editDistance(endless, `${endless}b`)).toBe(1_000_001);
    expect(editDistance(endless, endless)).toBe(0);
  });

  test('a common beginning and end do not matter', () => {
    fc.assert(
      fc.property(word, word, word, word, (a, b, head, tail) => {
        expect(editDistance(head + a + tail, head + b + tail)).toBeLessThanOrEqual(editDistance(a, b));
      }),
    );
  });
});

describe('describeEdit', () => {
  test('tells a swap of two letters by its place and never by the letters', () => {
    expect(describeEdit('password', 'passowrd')).toEqual({ kind: 'swap', position: 5, distance: 1 });
  });

  test.each([
    ['fast.t-mobile.com', 'fast.tmobile.com', { kind: 'missing', position: 7, distance: 1 }],
    ['giffgaff.com', 'giffgfaff.com', { kind: 'extra', position: 6, distance: 1 }],
    ['secret', 'secreT', { kind: 'replaced', position: 6, distance: 1 }],
    ['secret', 'secrets', { kind: 'extra', position: 7, distance: 1 }],
    ['aab', 'ab', { kind: 'missing', position: 2, distance: 1 }],
    ['secret', 'sekrat', { kind: 'several', position: 3, distance: 2 }],
    ['secret', 'secret', { kind: 'same', position: null, distance: 0 }],
  ])('%s to %s', (a, b, edit) => {
    expect(describeEdit(a, b)).toEqual(edit);
  });

  test('finds any swap of different neighbours', () => {
    const swap = fc
      .tuple(word, fc.constantFrom('a', 'b'), fc.constantFrom('c', '.'), word)
      .map(([head, x, y, tail]) => ({
        a: head + x + y + tail,
        b: head + y + x + tail,
        position: head.length + 1,
      }));
    fc.assert(
      fc.property(swap, ({ a, b, position }) => {
        expect(describeEdit(a, b)).toEqual({ kind: 'swap', position, distance: 1 });
      }),
    );
  });

  test('a single edit can be made again from what is told', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const edit = describeEdit(a, b);
        expect(edit.distance).toBe(editDistance(a, b));
        if (edit.position === null) expect(a).toBe(b);
        else if (edit.kind === 'missing')
          expect(a.slice(0, edit.position - 1) + a.slice(edit.position)).toBe(b);
        else if (edit.kind === 'extra')
          expect(b.slice(0, edit.position - 1) + b.slice(edit.position)).toBe(a);
        else expect(a.slice(0, edit.position - 1)).toBe(b.slice(0, edit.position - 1));
      }),
    );
  });
});
