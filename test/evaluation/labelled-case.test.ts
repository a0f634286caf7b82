import { describe, expect, it } from 'vitest';
import { readLabelledCase } from '../../src/evaluation/labelled-case.ts';

const broken = { healthy: false, expect: [{ cause: 'apn-typo', accept: ['apn-unknown'] }] };

describe('reading case.json', () => {
  it('fills in what may be missing', () => {
    expect(readLabelledCase(JSON.stringify(broken), 'folder')).toEqual({
      id: 'folder',
      source: null,
      healthy: false,
      nearMiss: false,
      expect: [{ cause: 'apn-typo', accept: ['apn-unknown'] }],
      tolerate: [],
      scored: true,
    });
  });

  it('takes a near miss for healthy', () => {
    const nearMiss = { healthy: false, nearMiss: true, expect: [], tolerate: ['no-signal'] };
    expect(readLabelledCase(JSON.stringify(nearMiss), 'a')).toMatchObject({
      healthy: true,
      tolerate: ['no-signal'],
    });
  });

  it.each([
    ['{', /^is no JSON: /],
    ['[]', /^holds no JSON object$/],
    [JSON.stringify({ ...broken, healthy: undefined }), /^has no healthy$/],
    [JSON.stringify({ ...broken, healthy: 'no' }), /^healthy is neither true nor false$/],
    [JSON.stringify({ ...broken, scored: 1 }), /^scored is neither true nor false$/],
    [JSON.stringify({ healthy: false }), /^has no expect$/],
    [JSON.stringify({ healthy: false, expect: 'apn-typo' }), /^expect is no list$/],
    [JSON.stringify({ healthy: false, expect: [{}] }), /^expect\[0\] names no cause$/],
    [
      JSON.stringify({ healthy: false, expect: [{ cause: 'a', accept: 'b' }] }),
      /^expect\[0\]\.accept is no list of ids$/,
    ],
    [JSON.stringify({ ...broken, healthy: true }), /^is healthy and expects a cause$/],
    [JSON.stringify({ healthy: false, expect: [] }), /^is not healthy and expects no cause$/],
  ])('says what is wrong with %s', (text, problem) => {
    expect(readLabelledCase(text, 'a')).toEqual({ problem: expect.stringMatching(problem) });
  });
});
