import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'sim-inactive';

describe(rule, () => {
  it.each([['the card is unknown', 'possible', ['AT+CEREG?', '+CEREG: 3,3,,,,0,2', '', 'OK']]])(
    'speaks where %s',
    (_, confidence, text) => {
      expect(findingsIn(text, rule)).toMatchObject([{ role: 'cause', confidence }]);
    },
  );

  it.each([
    ['no cell suits', ['AT+CEREG?', '+CEREG: 3,3,,,,0,15', '', 'OK']],
    [
      'it is let in later',
      ['AT+CEREG?', '+CEREG: 3,3,,,,0,2', '', 'OK', 'AT+CEREG?', '+CEREG: 3,1', '', 'OK'],
    ],
  ])('is silent where %s', (_, text) => {
    expect(findingsIn(text, rule).filter((finding) => finding.confidence !== 'refuted')).toEqual([]);
  });
});
