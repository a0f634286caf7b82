import type { Rung } from '../../knowledge/rung.ts';
import { rungIndex, rungs } from '../../knowledge/rung.ts';
import { shownLadder } from '../../situation/facts/shown-ladder.ts';
import type { RungState } from '../../situation/situation.ts';
import type { EpisodeView } from '../overview.ts';
import { glyphsFor } from './glyphs.ts';
import type { Page, Row, Run } from './layout.ts';
import { paragraph, run } from './layout.ts';
import type { Style } from './palette.ts';
import { displayWidth } from './width.ts';

/** A rung as the report shows it; `implied` is reached without being seen itself. */
interface Step {
  readonly rung: Rung;
  readonly state: RungState['state'];
  readonly implied: boolean;
}

const stateWords: Readonly<Record<RungState['state'], string>> = {
  reached: 'reached',
  broken: 'stops at',
  unreached: 'not reached',
  unknown: 'not shown',
};
const stateStyles: Readonly<Record<RungState['state'], Style>> = {
  reached: 'good',
  broken: 'error',
  unreached: 'muted',
  unknown: 'muted',
};
const wordColumns = Math.max(...Object.values(stateWords).map(displayWidth)) + 2;

/** The ladder in a few rows: neighbours in the same state share one; sign and word both say the state. */
export function ladderRows(page: Page, view: EpisodeView): Row[] {
  const steps = stepsOf(view);
  const climbed = groups(steps).flatMap(({ state, steps: group }) => {
    const style = stateStyles[state];
    const lead: Row = [
      run(page, '  '),
      run(page, `${glyphsFor(page.unicode)[state]} `, style),
      run(page, stateWords[state].padEnd(wordColumns), style),
    ];
    return paragraph(page, rungRuns(page, group), lead);
  });
  const rows = [...climbed, ...lossRows(page, view)];
  if (!steps.some(({ implied }) => implied)) return rows;
  const indent: Row = [run(page, ' '.repeat(4))];
  return [
    ...rows,
    ...paragraph(
      page,
      [run(page, '(in brackets: not seen itself, but nothing later works without it)', 'muted')],
      indent,
    ),
  ];
}

/** Where a connection that had come up was lost: below everything that it had reached. */
function lossRows(page: Page, { attempt, verdict: { rung } }: EpisodeView): Row[] {
  if (attempt?.outcome !== 'lost' || rung === null) return [];
  const style = stateStyles.broken;
  return [
    [
      run(page, `  ${glyphsFor(page.unicode).broken} `, style),
      run(page, 'lost at'.padEnd(wordColumns), style),
      run(page, rung, 'strong'),
    ],
  ];
}

function rungRuns(page: Page, group: readonly Step[]): Run[] {
  return group.flatMap(({ rung, state, implied }, index) => {
    const style = state === 'broken' ? 'strong' : state === 'reached' ? null : 'muted';
    const name = implied ? `(${rung})` : rung;
    return [run(page, index < group.length - 1 ? `${name}, ` : name, style)];
  });
}

function groups(steps: readonly Step[]): { readonly state: Step['state']; readonly steps: Step[] }[] {
  const found: { state: Step['state']; steps: Step[] }[] = [];
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
function stepsOf({ episode, attempt, verdict }: EpisodeView): readonly Step[] {
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
    return { rung, state, implied: false };
  });
}

function stateBy(rung: Rung, reached: Rung | null, broken: Rung | null): Step['state'] {
  if (broken !== null && rung === broken) return 'broken';
  if (broken !== null && rungIndex(rung) > rungIndex(broken)) return 'unreached';
  return reached !== null && rungIndex(rung) <= rungIndex(reached) ? 'reached' : 'unknown';
}
