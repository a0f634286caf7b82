import type { Diagnosis } from '../../rules/finding.ts';

/** A form of the report that is made to be handed on: secrets are replaced. */
export interface ShareableFormat {
  /** One capture; `file` names it where there are several, else null. */
  part(file: string | null, diagnosis: Diagnosis): string;
  /** A file that could not be looked at, and why. */
  failedPart(file: string, message: string): string;
  /** All parts as one text, ended by a line feed. */
  whole(parts: readonly string[]): string;
}
