import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'ifname-vs-device';

describe(rule, () => {
  it('is found where its lines stand', () => {
    expect(findingsIn('', rule)).toMatchObject([{ confidence: 'proven' }]);
  });

  it('is silent on a connection that works', () => {
    expect(findingsIn('', rule)).toEqual([]);
  });
});
