import { describe, expect, it } from 'vitest';
import { say, speaker } from '../../src/grammar/declaration.ts';
import { MatchCache } from '../../src/grammar/match-cache.ts';
import { MessageIndex } from '../../src/grammar/message-index.ts';

const index = new MessageIndex([
  speaker('one', [], [say('level', 'level <level:int>', { shared: true })]),
  speaker('two', [], [say('level', 'level <level:int>', { shared: true })]),
]);

describe('MatchCache', () => {
  it('answers as the index does', () => {
    const cache = new MatchCache(index);
    const both = new Set(['one', 'two']);
    for (const text of ['level 1', 'level one', 'level 1', `level ${'1'.repeat(600)}`, '', 'level 1']) {
      for (const allowed of [null, 'one', 'two', 'three', both]) {
        expect(cache.match(text, allowed)).toEqual(index.match(text, allowed));
      }
    }
  });

  it('does not look twice at what it remembers', () => {
    const cache = new MatchCache(index);
    const found = cache.match('level 1');
    expect(cache.match(['level', '1'].join(' '))).toBe(found);
    expect(cache.match('level 1', 'two')).not.toBe(found);
  });

  it('forgets what did not come up for long', () => {
    const cache = new MatchCache(index, 10);
    const rare = cache.match('level 0');
    const common = cache.match('level 1');
    for (let level = 2; level < 40; level += 1) {
      cache.match(`level ${level}`);
      expect(cache.match('level 1')).toBe(common);
    }
    expect(cache.match('level 0')).not.toBe(rare);
    expect(cache.match('level 0')).toEqual(rare);
  });
});
