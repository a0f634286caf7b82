import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'sim-hotswap';
const ready = ['AT+CPIN?', '+CPIN: READY', '', 'OK', ''];
const missing = ['AT+CPIN?', '+CME ERROR: 10', ''];

describe(rule, () => {
  it('is possible where the card was there before', () => {
    expect(findingsIn([...ready, ...missing], rule)).toMatchObject([{ confidence: 'possible', rung: 'sim' }]);
  });

  it.each([
    ['it was never there', missing],
    ['it comes back', [...ready, ...missing, ...ready]],
    ['it is there', ready],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
