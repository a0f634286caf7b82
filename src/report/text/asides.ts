import type { Finding, NotChecked } from '../../rules/finding.ts';
import type { Evidence } from '../../situation/evidence.ts';
import type { EpisodeView } from '../overview.ts';
import { isFault } from '../overview.ts';
import { counted, listed } from '../words.ts';
import { askRows } from './commands.ts';
import { glyphsFor } from './glyphs.ts';
import type { Page, Row, Run } from './layout.ts';
import { heading, paragraph, run } from './layout.ts';

/** How many commands the list of what was not checked may hold without `verbose`. */
const askLimit = 4;

/** What looks like a fault and is none: notes, and causes that are ruled out. */
export function asides(page: Page, findings: readonly Finding[]): Row[][] {
  const refuted = findings.filter(({ confidence }) => confidence === 'refuted');
  const notes = findings.filter((finding) => !isFault(finding) && !refuted.includes(finding));
  return [
    notes.length === 0
      ? []
      : [...heading(page, 'Seen, and not what stops it'), ...notes.flatMap((note) => asideRows(page, note))],
    refuted.length === 0
      ? []
      : [...heading(page, 'Ruled out'), ...refuted.flatMap((finding) => asideRows(page, finding))],
  ];
}

function asideRows(page: Page, { title, evidence, explanation, rule }: Finding): Row[] {
  const places = placesOf(evidence);
  const pieces: Run[] = [
    run(page, title),
    run(page, `${places === '' ? '' : ` (${places})`} [${rule}]`, 'muted'),
  ];
  const lead: Row = [run(page, `  ${glyphsFor(page.unicode).bullet} `)];
  const rows = paragraph(page, pieces, lead);
  return page.verbose && explanation !== ''
    ? [...rows, ...paragraph(page, [run(page, explanation)], [run(page, '    ')])]
    : rows;
}

/** `thread.txt:12, 14 and 20`, the first three places. */
function placesOf(evidence: readonly Evidence[]): string {
  const spans = evidence.map((item) => (item.type === 'presence' ? item.span : item.from));
  const first = spans[0];
  if (first === undefined) return '';
  const lines = [...new Set(spans.filter(({ source }) => source === first.source).map(({ line }) => line))];
  const shown = lines.slice(0, 3).map(String);
  return `${first.source}:${shown.join(', ')}${lines.length > shown.length ? ', and further on' : ''}`;
}

/** Commands that would tell more, each with all that it tells. */
export function notCheckedRows(
  page: Page,
  { episode, verdict }: EpisodeView,
  notChecked: readonly NotChecked[],
): Row[] {
  const relevant = page.verbose ? notChecked : notChecked.filter((item) => item.episode === episode.id);
  const asks = new Map<string, Set<string>>();
  for (const { ask, missing } of relevant) asks.set(ask, (asks.get(ask) ?? new Set()).add(missing));
  if (asks.size === 0) return [];
  const shown = page.verbose ? [...asks] : [...asks].slice(0, askLimit);
  const hidden = asks.size - shown.length;
  const head =
    verdict.state === 'working'
      ? 'Not shown here; this would tell'
      : 'Not checked, for want of lines; this would tell';
  return [
    ...heading(page, head),
    ...shown.flatMap(([ask, missing]) => [
      ...paragraph(
        page,
        [run(page, listed([...missing]))],
        [run(page, `  ${glyphsFor(page.unicode).bullet} `)],
      ),
      ...askRows(page, ask),
    ]),
    ...(hidden > 0
      ? paragraph(
          page,
          [run(page, `and ${counted(hidden, 'more command')}, shown with --verbose`, 'muted')],
          [run(page, '  ')],
        )
      : []),
  ];
}
