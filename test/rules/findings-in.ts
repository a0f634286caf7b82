import type { Finding, NotChecked } from '../../src/rules/finding.ts';
import { diagnosisOf, type Input } from '../diagnosis-of.ts';

/** What one rule finds in a text, in the order of the report. */
export function findingsIn(input: Input, rule: string): readonly Finding[] {
  return diagnosisOf(input).findings.filter((finding) => finding.rule === rule);
}

/** What one rule could not check. */
export function notCheckedIn(input: Input, rule: string): readonly NotChecked[] {
  return diagnosisOf(input).notChecked.filter((known) => known.rule === rule);
}
