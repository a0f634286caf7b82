import { expect, test } from 'vitest';
import { rungIndex, rungReachedWhen, rungs } from '../../src/knowledge/rung.ts';

test('the ladder runs from the bus to the internet', () => {
  expect(rungs).toHaveLength(10);
  expect(rungs.map(rungIndex)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(rungIndex('driver')).toBeLessThan(rungIndex('control'));
  expect(rungIndex('dial')).toBeLessThan(rungIndex('address'));
});

test('every rung is described by a clause of its own that fits a terminal line', () => {
  const clauses = rungs.map((rung) => rungReachedWhen[rung]);
  expect(new Set(clauses).size).toBe(rungs.length);
  for (const clause of clauses) {
    expect(clause).toMatch(/^[a-z][^.]*$/);
    expect(clause.length).toBeLessThanOrEqual(70);
  }
});
