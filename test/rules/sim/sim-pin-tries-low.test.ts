import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';
import { comesUpLater, dial } from '../qmi-dial.ts';

const rule = 'sim-pin-tries-low';

describe(rule, () => {
  it.each([
    ['the handler gives no PIN', 'proven', dial('PIN verify count value is 1 this is below the limit of 3')],
  ])('speaks where %s', (_, confidence, text) => {
    expect(findingsIn(text, rule)).toMatchObject([{ role: 'cause', confidence }]);
  });

  it.each([
    ['the PIN is verified', dial('PIN already verified', 'Waiting for network registration')],
    [
      'a later try comes up',
      [...dial('PIN verify count value is 1 this is below the limit of 3'), ...comesUpLater],
    ],
  ])('is silent where %s', (_, text) => {
    expect(findingsIn(text, rule).filter((finding) => finding.confidence !== 'refuted')).toEqual([]);
  });
});
