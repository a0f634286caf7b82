import type { RungState } from '../../situation/situation.ts';
import { groupedSteps, type LadderStep, ladderSteps, lostAt } from '../ladder-steps.ts';
import type { EpisodeView } from '../overview.ts';
import { stateWords } from '../words.ts';
import { glyphsFor } from './glyphs.ts';
import type { Page, Row, Run } from './layout.ts';
import { paragraph, run } from './layout.ts';
import type { Style } from './palette.ts';
import { displayWidth } from './width.ts';

const stateStyles: Readonly<Record<RungState['state'], Style>> = {
  reached: 'good',
  broken: 'error',
  unreached: 'muted',
  unknown: 'muted',
};
const wordColumns = Math.max(...Object.values(stateWords).map(displayWidth)) + 2;

/** The ladder in a few rows: neighbours in the same state share one; sign and word both say the state. */
export function ladderRows(page: Page, view: EpisodeView): Row[] {
  const steps = ladderSteps(view);
  // Ten rungs of which nothing is known tell less than no ladder.
  if (steps.every(({ state }) => state === 'unknown')) return [];
  const climbed = groupedSteps(steps).flatMap(({ state, steps: group }) => {
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
function lossRows(page: Page, view: EpisodeView): Row[] {
  const rung = lostAt(view);
  if (rung === null) return [];
  const style = stateStyles.broken;
  return [
    [
      run(page, `  ${glyphsFor(page.unicode).broken} `, style),
      run(page, 'lost at'.padEnd(wordColumns), style),
      run(page, rung, 'strong'),
    ],
  ];
}

function rungRuns(page: Page, group: readonly LadderStep[]): Run[] {
  return group.flatMap(({ rung, state, implied }, index) => {
    const style = state === 'broken' ? 'strong' : state === 'reached' ? null : 'muted';
    const name = implied ? `(${rung})` : rung;
    return [run(page, index < group.length - 1 ? `${name}, ` : name, style)];
  });
}
