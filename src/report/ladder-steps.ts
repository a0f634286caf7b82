import { type Rung, rungIndex, rungs } from '../knowledge/rung.ts';
import { shownLadder } from '../situation/facts/shown-ladder.ts';
import type { RungState } from '../situation/situation.ts';
import type { EpisodeView } from './overview.ts';

/** A rung as a report shows it; `implied` is reached without being seen itself. */
export interface LadderStep {
  readonly rung: Rung;
  readonly state: RungState['state'];
  readonly implied: boolean;
}

/** Where a connection that had come up was lost; null where none was. */
export function lostAt({ attempt, verdict: { rung } }: EpisodeView): Rung | null {
  return attempt?.outcome === 'lost' ? rung : null;
}

/** Neighbours in the same state together. */
export function groupedSteps(
  steps: readonly LadderStep[],
): { readonly state: LadderStep['state']; readonly steps: LadderStep[] }[] {
  const found: { state: LadderStep['state']; steps: LadderStep[] }[] = [];
  for (const step of steps) {
    const last = found.at(-1);
    if (last?.state === step.state) last.steps.push(step);
    else found.push({ state: step.state, steps: [step] });
  }
  return found;
}

/**
 * The ladder of the attempt, where there is none what else is shown; where the verdict lets it stop at another rung, that
 * break is drawn in instead.
 */
export function ladderSteps({ episode, attempt, verdict }: EpisodeView): readonly LadderStep[] {
  if (attempt?.outcome === 'lost') return attempt.ladder;
  const { reached, rung: broken } = verdict;
  const own = attempt?.ladder ?? shownLadder(episode);
  const brokenHere = own.filter(({ state }) => state === 'broken').map(({ rung }) => rung);
  if (broken === null || (brokenHere.length === 1 && brokenHere[0] === broken)) return own;
  return rungs.map((rung) => {
    const state = stateBy(rung, reached, broken);
    const step = own.find((known) => known.rung === rung);
    const isBelow = broken === null || rungIndex(rung) < rungIndex(broken);
    if (isBelow && step?.state === 'reached') return step;
    // Not seen itself, but the verdict goes further.
    return { rung, state, implied: state === 'reached' };
  });
}

function stateBy(rung: Rung, reached: Rung | null, broken: Rung | null): LadderStep['state'] {
  if (broken !== null && rung === broken) return 'broken';
  if (broken !== null && rungIndex(rung) > rungIndex(broken)) return 'unreached';
  return reached !== null && rungIndex(rung) <= rungIndex(reached) ? 'reached' : 'unknown';
}
