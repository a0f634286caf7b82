import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';
import { comesUpLater, dial } from '../qmi-dial.ts';

const rule = 'sim-illegal-cycle';

describe(rule, () => {
  it.each([
    [
      'it goes on and on',
      'likely',
      dial(
        'SIM in illegal state - Power-cycling SIM',
        'SIM in illegal state - Power-cycling SIM',
        'SIM in illegal state - Power-cycling SIM',
      ),
    ],
  ])('speaks where %s', (_, confidence, text) => {
    expect(findingsIn(text, rule)).toMatchObject([{ role: 'cause', confidence }]);
  });

  it.each([
    [
      'it is said twice',
      dial('SIM in illegal state - Power-cycling SIM', 'SIM in illegal state - Power-cycling SIM'),
    ],
    [
      'the start goes on',
      dial(
        'SIM in illegal state - Power-cycling SIM',
        'SIM in illegal state - Power-cycling SIM',
        'SIM in illegal state - Power-cycling SIM',
        'PIN verification is disabled',
        'Waiting for network registration',
      ),
    ],
    [
      'a later try comes up',
      [
        ...dial(
          'SIM in illegal state - Power-cycling SIM',
          'SIM in illegal state - Power-cycling SIM',
          'SIM in illegal state - Power-cycling SIM',
        ),
        ...comesUpLater,
      ],
    ],
  ])('is silent where %s', (_, text) => {
    expect(findingsIn(text, rule).filter((finding) => finding.confidence !== 'refuted')).toEqual([]);
  });

  it('is refuted where the start goes on', () => {
    const text = dial('SIM in illegal state - Power-cycling SIM', 'PIN verification is disabled');
    expect(findingsIn(text, rule)).toMatchObject([{ confidence: 'refuted', severity: 'info' }]);
  });
});
