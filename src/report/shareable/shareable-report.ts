import type { Diagnosis } from '../../rules/finding.ts';

/** A report that is made to be handed on, secrets replaced: captures are added one by one, then it is written. */
export interface ShareableReport {
  /** @param file names the capture where there are several, else null */
  diagnosed(file: string | null, diagnosis: Diagnosis): void;
  /** A file that could not be looked at, and why. */
  failed(file: string, message: string): void;
  /** All of it, ended by a line feed. */
  text(): string;
}

/** How much of a diagnosis is told. */
export interface Extent {
  readonly verbose: boolean;
}
