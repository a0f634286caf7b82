import { type Rung, rungIndex } from '../../knowledge/rung.ts';
import type { Diagnosis, Finding } from '../../rules/finding.ts';
import type { Attempt } from '../../situation/situation.ts';
import { overviewOf } from '../overview.ts';
import { lossMeans } from '../text/verdict-sentence.ts';
import { counted, rungBrokenMeans } from '../words.ts';
import type { Try } from './tries.ts';

/** Where a try stops, and why as far as the rules know. */
interface Stop {
  readonly rung: Rung | null;
  readonly finding: Finding | null;
}

/**
 * How a try ended, in a clause without a full stop.
 * A sample: stops at dial – the network does not know the APN “interent”
 *
 * @param diagnosis of the situation in which the try was seen
 */
export function endingWords({ attempt }: Try, diagnosis: Diagnosis): string {
  const { rung, finding } = stopOf(diagnosis, attempt);
  switch (attempt.outcome) {
    case 'up':
    case 'claimed': {
      const address = attempt.address === null ? '' : `, IP address ${attempt.address.value}`;
      return rung === null ? `up${address}` : `up${address}, but stops at ${rung}${because(rung, finding)}`;
    }
    case 'lost': {
      const at = attempt.lost?.rung ?? rung;
      return at === null ? 'lost' : `lost at ${at}${because(at, finding, lossMeans[at])}`;
    }
    case 'failed': {
      const at = rung ?? attempt.broken;
      return at === null ? 'failed' : `stops at ${at}${because(at, finding)}`;
    }
    case 'unfinished':
      return attempt.reached === null
        ? 'ends without a result'
        : `ends without a result, ${attempt.reached} was reached`;
  }
}

/** `(3 times)`, where it was more than once. */
export function timesWords(times: number): string {
  return times > 1 ? ` (${counted(times, 'time')})` : '';
}

function because(rung: Rung, finding: Finding | null, means = rungBrokenMeans[rung]): string {
  if (finding === null) return ` – ${means}`;
  if (finding.role === 'symptom') return ` – ${finding.title}`;
  switch (finding.confidence) {
    case 'proven':
      return ` – ${finding.title}`;
    case 'likely':
      return ` – most likely: ${finding.title}`;
    case 'possible':
    case 'refuted':
      return ` – ${means}; possible: ${finding.title}`;
  }
}

function stopOf(diagnosis: Diagnosis, attempt: Attempt): Stop {
  const { subject, others } = overviewOf(diagnosis);
  const view = [subject, ...others].find((known) => known?.episode.attempts.includes(attempt));
  if (view == null) return { rung: attempt.broken, finding: null };
  // The verdict is on the last one that came to an end.
  if (view.verdict.decidedBy === attempt.id) return { rung: view.verdict.rung, finding: view.main };
  const { broken } = attempt;
  const faults = view.faults.filter(
    ({ consequenceOf, rung }) =>
      consequenceOf === null && (broken === null || rung === null || rungIndex(rung) <= rungIndex(broken)),
  );
  const own = faults.find((fault) => fault.attempt === attempt.id);
  const common = faults.find((fault) => fault.attempt === null && fault.severity !== 'info');
  return { rung: broken, finding: own ?? common ?? null };
}
