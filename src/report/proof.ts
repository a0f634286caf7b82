import type { Finding, Severity } from '../rules/finding.ts';
import type { Evidence } from '../situation/evidence.ts';
import type { Attempt } from '../situation/situation.ts';
import type { EpisodeView } from './overview.ts';

/** The lines that a verdict rests on. */
export interface Proof {
  readonly title: string;
  readonly evidence: readonly Evidence[];
  /** The main fault, whose explanation belongs to the lines; null where they only show how far an attempt got. */
  readonly finding: Finding | null;
  /** Null where the lines show no fault. */
  readonly severity: Severity | null;
}

/** The lines that show the main fault; without one those where the attempt ends. Null where it works, or nothing shows. */
export function proofOf({ main, attempt, verdict }: EpisodeView): Proof | null {
  if (main === null) return verdict.state === 'working' ? null : endOfAttempt(attempt);
  const { evidence, severity } = main;
  return { title: proofWords(main), evidence, finding: main, severity };
}

function proofWords({ confidence }: Finding): string {
  switch (confidence) {
    case 'proven':
      return 'Proven by';
    case 'likely':
      return 'What speaks for it';
    case 'possible':
    case 'refuted':
      return 'What hints at it';
  }
}

/** Where an attempt was lost or broke, or the highest rung that lines show. */
function endOfAttempt(attempt: Attempt | null): Proof | null {
  if (attempt?.lost != null)
    return {
      title: 'Where it was lost',
      evidence: attempt.lost.evidence,
      finding: null,
      severity: 'error',
    };
  const shown = attempt?.ladder.filter(({ evidence }) => evidence.length > 0) ?? [];
  const broken = shown.find(({ state }) => state === 'broken');
  if (broken !== undefined)
    return { title: 'Where it stops', evidence: broken.evidence, finding: null, severity: 'error' };
  const end = shown.findLast(({ state }) => state === 'reached');
  if (end === undefined) return null;
  return {
    title: 'The highest rung that is shown',
    evidence: end.evidence,
    finding: null,
    severity: null,
  };
}
