import { catalogueEntry } from '../../knowledge/rule-catalogue.ts';
import { printable } from '../printable.ts';
import { askRows } from '../text/commands.ts';
import { glyphsFor } from '../text/glyphs.ts';
import {
  heading,
  indented,
  joined,
  type Page,
  paragraph,
  type Row,
  type Run,
  render,
  run,
} from '../text/layout.ts';
import type { Palette, Style } from '../text/palette.ts';
import { counted } from '../words.ts';
import type { TriageOutcome } from './record.ts';
import type { TriageSummary } from './tally.ts';
import { causeWords, clusterFacts, errorWords, examplesWords, outcomes, outcomeWords } from './words.ts';

/** How many groups are told of each kind; a page tells them all. */
const mostGroups = 10;

const outcomeStyles: Readonly<Record<TriageOutcome, Style>> = {
  broken: 'error',
  mixed: 'warning',
  undetermined: 'warning',
  working: 'good',
  'no-modem-data': 'muted',
  'not-looked-at': 'muted',
};

/** The summary for a terminal. */
export function summaryToText(summary: TriageSummary, page: Page, palette: Palette): string {
  return render(
    joined([
      outcomeRows(page, summary),
      causeRows(page, summary),
      clusterRows(page, summary),
      needRows(page, summary),
      errorRows(page, summary),
    ]),
    palette,
  );
}

const widestBar = 30;

function outcomeRows(page: Page, { bundles, folder, outcomes: counts }: TriageSummary): Row[] {
  const shown = outcomes.filter((outcome) => counts[outcome] > 0);
  const wide = Math.max(0, ...shown.map((outcome) => outcomeWords[outcome].length));
  const room = Math.max(0, Math.min(widestBar, page.width - wide - 18));
  return [
    ...heading(
      page,
      `${counted(bundles, 'bundle')}${folder === '' ? '' : ` in ${printable(folder, page.unicode)}`}`,
    ),
    ...shown.map((outcome): Row => {
      const count = counts[outcome];
      const share = `${Math.round((100 * count) / bundles)}%`;
      return [
        countRun(page, count),
        run(page, `${outcomeWords[outcome].padEnd(wide)} ${share.padStart(4)}  `),
        run(page, bar(page, count / bundles, room), outcomeStyles[outcome]),
      ];
    }),
  ];
}

/** Eighths of a column; ASCII has whole ones. */
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

function bar(page: Page, share: number, room: number): string {
  if (!page.unicode) return '='.repeat(Math.max(1, Math.round(share * room)));
  const steps = Math.max(1, Math.round(share * room * 8));
  return '█'.repeat(Math.floor(steps / 8)) + (eighths[steps % 8] ?? '');
}

function causeRows(page: Page, { causes }: TriageSummary): Row[] {
  return groupRows(page, 'Causes', causes, (group) => {
    const title = group.cause === null ? null : (catalogueEntry(group.cause)?.title ?? null);
    return paragraph(
      page,
      [
        run(page, causeWords(group), group.cause === null ? null : 'strong'),
        ...(title === null ? [] : [run(page, `: ${title}`)]),
      ],
      [countRun(page, group.count)],
    );
  });
}

/** A cause that comes once tells nothing of a modem or an operator. */
function clusterRows(page: Page, { clusters, folder }: TriageSummary): Row[] {
  const several = clusters.filter(({ count }) => count > 1);
  return groupRows(
    page,
    'Clusters: the same cause on the same modem, firmware, release and operator',
    several,
    (group) => {
      const facts = clusterFacts(group);
      const separator = page.unicode ? ' · ' : ', ';
      return [
        ...paragraph(
          page,
          [run(page, causeWords(group), group.cause === null ? null : 'strong')],
          [countRun(page, group.count)],
        ),
        ...paragraph(
          page,
          [run(page, facts.length === 0 ? 'nothing else is known of them' : facts.join(separator))],
          [margin(page)],
        ),
        ...exampleRows(page, folder, group.examples, group.count),
      ];
    },
  );
}

function needRows(page: Page, { needs, folder }: TriageSummary): Row[] {
  return groupRows(page, 'Ask for more', needs, ({ needs: asked, count, examples }) => [
    ...asked.flatMap(({ missing, ask }, index) => [
      ...paragraph(page, [run(page, missing)], [index === 0 ? countRun(page, count) : margin(page)]),
      ...(ask === null ? [] : indented(page, (narrower) => askRows(narrower, ask))),
    ]),
    ...exampleRows(page, folder, examples, count),
  ]);
}

function errorRows(page: Page, { errors, folder }: TriageSummary): Row[] {
  return groupRows(page, 'Could not be read', errors, ({ code, count, examples }) => [
    ...paragraph(page, [run(page, `${code}: ${errorWords[code] ?? code}`)], [countRun(page, count)]),
    ...exampleRows(page, folder, examples, count),
  ]);
}

function groupRows<T>(
  page: Page,
  title: string,
  groups: readonly T[],
  rowsOf: (group: T) => readonly Row[],
): Row[] {
  if (groups.length === 0) return [];
  const hidden = groups.length - mostGroups;
  const more = run(page, `and ${hidden} more; --format html shows all`, 'muted');
  return [
    ...heading(page, title),
    ...groups.slice(0, mostGroups).flatMap(rowsOf),
    ...(hidden > 0 ? paragraph(page, [more], [margin(page)]) : []),
  ];
}

const countWidth = 6;

function countRun(page: Page, count: number): Run {
  return run(page, `${String(count).padStart(countWidth)}  `);
}

function margin(page: Page): Run {
  return run(page, ' '.repeat(countWidth + 2));
}

/** Names are the desk's own and may hold anything. */
function exampleRows(page: Page, folder: string, examples: readonly string[], count: number): Row[] {
  const words = examplesWords(
    examples.map((name) => printable(name.slice(folder.length), page.unicode)),
    count,
  );
  return paragraph(page, [{ text: words, style: 'muted' }], [margin(page)]);
}

/** How a bundle that is being worked on, or was, is counted while others are not done yet. */
export function progressText(done: number, all: number, broken: number, unicode: boolean): string {
  const dot = unicode ? '·' : '-';
  const share = all === 0 ? 100 : Math.floor((100 * done) / all);
  return `${done} of ${all} (${share}%) ${dot} ${broken} with a fault ${glyphsFor(unicode).ellipsis}`;
}
