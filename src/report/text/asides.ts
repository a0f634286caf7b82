import type { Finding, NotChecked } from '../../rules/finding.ts';
import { nextAsk, openAsks } from '../next-step.ts';
import type { EpisodeView } from '../overview.ts';
import { listed } from '../words.ts';
import { askRows } from './commands.ts';
import { glyphsFor } from './glyphs.ts';
import type { Page, Row } from './layout.ts';
import { heading, paragraph, run } from './layout.ts';
import type { Places } from './places.ts';

/** How many commands the list of what was not checked may hold without `verbose`. */
const askLimit = 4;

/** How many kinds of harmless lines may be listed without `verbose`. */
const harmlessLimit = 6;

/** What looks like a fault and is none: harmless lines, and causes that are ruled out. Those on the subject come first. */
export function asides(
  page: Page,
  places: Places,
  { episode }: EpisodeView,
  findings: readonly Finding[],
): Row[][] {
  const { refuted, harmless } = asidesOf(episode.id, findings);
  return [
    asideList(page, places, 'Seen, and no fault', harmless, harmlessLimit),
    asideList(page, places, 'Ruled out', refuted, Number.POSITIVE_INFINITY),
  ];
}

/** Notes on the episode that the report is about, each with its explanation. */
export function noteRows(page: Page, places: Places, { notes }: EpisodeView): Row[] {
  if (notes.length === 0) return [];
  return [
    ...heading(page, 'Worth knowing'),
    ...notes.flatMap((note) => [
      ...asideRows(page, places, [note]),
      ...(page.verbose ? [] : paragraph(page, [run(page, note.explanation)], [run(page, '    ')])),
    ]),
  ];
}

/** Harmless lines, and causes that are ruled out; those of one episode first. */
export function asidesOf(
  episode: number,
  findings: readonly Finding[],
): { readonly harmless: readonly Finding[]; readonly refuted: readonly Finding[] } {
  const own = findings.filter((finding) => finding.episode === episode);
  const inOrder = [...own, ...findings.filter((finding) => !own.includes(finding))];
  return {
    harmless: inOrder.filter(({ role }) => role === 'harmless'),
    refuted: inOrder.filter(({ confidence }) => confidence === 'refuted'),
  };
}

function asideList(
  page: Page,
  places: Places,
  title: string,
  findings: readonly Finding[],
  limit: number,
): Row[] {
  if (findings.length === 0) return [];
  const groups = alike(findings);
  const shown = page.verbose ? groups : groups.slice(0, limit);
  return [
    ...heading(page, title),
    ...shown.flatMap((group) => asideRows(page, places, group)),
    ...hiddenRows(page, groups.length - shown.length),
  ];
}

/** Findings that say the same, together. */
export function alike(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const words = `${finding.rule} ${finding.title}`;
    groups.set(words, [...(groups.get(words) ?? []), finding]);
  }
  return [...groups.values()];
}

/** Findings that say the same, told once with all their places. */
function asideRows(page: Page, places: Places, group: readonly Finding[]): Row[] {
  const [first] = group;
  if (first === undefined) return [];
  const where = places.evidence(group.flatMap(({ evidence }) => evidence));
  const remark = [where === '' ? '' : ` (${where})`, page.verbose ? ` [${first.rule}]` : ''].join('');
  const lead: Row = [run(page, `  ${glyphsFor(page.unicode).bullet} `)];
  const rows = paragraph(page, [run(page, first.title), run(page, remark, 'muted')], lead);
  return page.verbose && first.explanation !== ''
    ? [...rows, ...paragraph(page, [run(page, first.explanation)], [run(page, '    ')])]
    : rows;
}

/** Says how many entries of a list are not told; nothing where all are. */
export function hiddenRows(page: Page, count: number): Row[] {
  if (count <= 0) return [];
  return paragraph(page, [run(page, `and ${count} more, shown with --verbose`, 'muted')], [run(page, '  ')]);
}

/** Commands that would tell more, each with all that it tells; the one that is the next step is told there. */
export function notCheckedRows(page: Page, subject: EpisodeView, notChecked: readonly NotChecked[]): Row[] {
  const { episode, verdict } = subject;
  const next = nextAsk(subject, notChecked);
  const rest = openAsks(notChecked, episode).filter(
    (item) => item.ask !== next?.ask || item.missing !== next.missing,
  );
  const relevant = page.verbose ? rest : rest.filter((item) => item.episode === episode.id);
  const asks = new Map<string, Set<string>>();
  for (const { ask, missing } of relevant) asks.set(ask, (asks.get(ask) ?? new Set()).add(missing));
  if (asks.size === 0) return [];
  const shown = page.verbose ? [...asks] : [...asks].slice(0, askLimit);
  const head =
    verdict.state === 'working'
      ? 'Not shown here; this would tell'
      : 'Could not be checked; this would show it';
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
    ...hiddenRows(page, asks.size - shown.length),
  ];
}
