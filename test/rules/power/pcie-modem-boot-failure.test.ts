import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'pcie-modem-boot-failure';

describe(rule, () => {
  it('is likely where its lines stand', () => {
    expect(
      findingsIn(
        [
          '[   75.745831] mtk_t7xx 0003:01:00.0: MD handshake timeout',
          '[   75.751065] mtk_t7xx 0003:01:00.0: Boot Handshake failure',
        ],
        rule,
      ),
    ).toMatchObject([{ confidence: 'likely', rung: 'power' }]);
  });

  it('is silent where they are another’s, or were followed by success', () => {
    expect(
      findingsIn(
        [
          '[   75.745831] mtk_t7xx 0003:01:00.0: MD handshake timeout',
          '[   95.751065] wwan wwan0: port wwan0at0 attached',
        ],
        rule,
      ),
    ).toEqual([]);
  });
});
