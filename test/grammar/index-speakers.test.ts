import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../src/grammar/check-speakers.ts';
import { type Declaration, say, speaker } from '../../src/grammar/declaration.ts';
import { speakers } from '../../src/grammar/speakers/index.ts';

const seed = 20_261_123;

describe('all speakers', () => {
  it(`understand what they say (seed ${seed})`, () => {
    expect(faultsOf(speakers, seed, 40)).toEqual([]);
  });
});

describe('faultsOf', () => {
  function faults(...lists: (readonly Declaration[])[]): string[] {
    const programs = lists.map((declarations, place) => speaker(`program${place}`, [], declarations));
    return faultsOf(programs, seed).map(({ fault, kind }) => `${kind}: ${fault}`);
  }

  it('has nothing to say about a healthy list', () => {
    expect(faults([say('a', 'a <x:int> b'), say('b', 'b <x:text>')], [say('c', 'c')])).toEqual([]);
  });

  it('finds templates that differ in names only', () => {
    expect(faults([say('a', 'level <x:int>'), say('b', 'level  <y:int> ')])).toContain('b: same-template');
  });

  it('wants shared texts declared by both', () => {
    const shared = { shared: true } as const;
    expect(faults([say('a', 'failed: <x:text>')], [say('b', 'failed: <y:text>')])).toContain(
      'b: not-declared-shared',
    );
    expect(faults([say('a', 'failed: <x:text>', shared)], [say('b', 'failed: <y:text>')])).toContain(
      'b: not-declared-shared',
    );
    expect(faults([say('a', 'failed: <x:text>', shared)], [say('b', 'failed: <y:text>', shared)])).toEqual(
      [],
    );
  });

  it('finds a type that is none', () => {
    expect(faults([say('a', 'code <x:itn>')])).toEqual(['a: mistyped-hole']);
    expect(faults([say('a', '<info>  <http://example.org> <--> <x:int>')])).toEqual([]);
  });

  it('finds a name used twice', () => {
    expect(faults([say('a', 'from <x:int> to <x:int>')])).toContain('a: same-field-twice');
  });

  it('finds holes that nothing keeps apart', () => {
    expect(faults([say('a', 'who <x:text><y:int>')])).toContain('a: holes-touch');
    expect(faults([say('a', 'who <x:int><y:text>')])).not.toContain('a: holes-touch');
  });

  it('finds a message that another takes', () => {
    expect(faults([say('a', '<x:hex> read'), say('b', '<x:int> read')])).toEqual(['a: taken-by-another']);
    expect(faults([say('a', '<x:hex> read')], [say('b', '<x:int> read')])).toEqual(['a: taken-by-another']);
  });

  it('finds values that come back cut otherwise', () => {
    expect(faults([say('a', 'who <x:text> <y:text>')])).toEqual(['a: other-values']);
  });

  it('lets a special case take what fits it', () => {
    expect(faults([say('a', 'lifetime <x:int>'), say('b', 'lifetime 0')])).toEqual([]);
  });
});
