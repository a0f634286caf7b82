import { Diagnoser } from '../../src/diagnosis.ts';
import type { Finding } from '../../src/rules/finding.ts';

/** What one rule finds in a text, in the order of the report. */
export function findingsIn(text: string, rule: string): readonly Finding[] {
  const diagnoser = new Diagnoser();
  diagnoser.capture.source('post.txt');
  diagnoser.capture.feed(new TextEncoder().encode(text));
  diagnoser.capture.endSource();
  return diagnoser.finish().findings.filter((finding) => finding.rule === rule);
}
