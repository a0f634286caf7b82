import type { Redactor } from '../redact/redactor.ts';
import { redactorOf } from '../redact/redactor.ts';
import type { Diagnosis } from '../rules/finding.ts';
import { namedValuesOf, namesOf } from './named-values.ts';
import { linesOf } from './spans.ts';

/** A redactor that knows the secrets of all that a diagnosis tells. */
export function redactorFor(diagnosis: Diagnosis): Redactor {
  const names = namesOf(diagnosis);
  return redactorOf(linesOf(diagnosis), namedValuesOf(diagnosis), (line) => names.hitsIn(line));
}
