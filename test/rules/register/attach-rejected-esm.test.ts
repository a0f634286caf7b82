import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'attach-rejected-esm';

describe(rule, () => {
  it.each([['the cause is 19', 'likely', ['AT+CEREG?', '+CEREG: 3,3,,,,0,19', '', 'OK']]])(
    'speaks where %s',
    (_, confidence, text) => {
      expect(findingsIn(text, rule)).toMatchObject([{ role: 'cause', confidence }]);
    },
  );

  it.each([
    ['no cell suits', ['AT+CEREG?', '+CEREG: 3,3,,,,0,15', '', 'OK']],
    [
      'it is let in later',
      ['AT+CEREG?', '+CEREG: 3,3,,,,0,19', '', 'OK', 'AT+CEREG?', '+CEREG: 3,1', '', 'OK'],
    ],
  ])('is silent where %s', (_, text) => {
    expect(findingsIn(text, rule).filter((finding) => finding.confidence !== 'refuted')).toEqual([]);
  });
});
