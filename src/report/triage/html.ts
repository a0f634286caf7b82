import { catalogueEntry } from '../../knowledge/rule-catalogue.ts';
import { printable, printableWords } from '../printable.ts';
import { confidenceWords, counted } from '../words.ts';
import { style } from './html-style.ts';
import { modemLabel, type TriageNeed, type TriageRecord } from './record.ts';
import type { CauseGroup, NeedGroup, TriageSummary } from './tally.ts';
import { causeWords, errorWords, examplesWords, outcomes, outcomeWords } from './words.ts';

/** Nothing is loaded, nothing runs, nothing is sent. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The page up to the table of all verdicts: a row for each of them comes next, then `htmlTail`. */
export function htmlHead(summary: TriageSummary): string {
  const { bundles, folder } = summary;
  const place = folder === '' ? '' : `<p class="muted">in <span class="id">${escaped(folder)}</span></p>`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>hwdiag triage: ${counted(bundles, 'bundle')}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${counted(bundles, 'bundle')}</h1>
${place}
${outcomeCard(summary)}
${causeTable(summary)}
${clusterTable(summary)}
${needCards(summary)}
${errorTable(summary)}
<h2>All verdicts</h2>
<div class="scroll"><table>
<thead><tr><th scope="col">Bundle</th><th scope="col">Verdict</th><th scope="col">Cause</th><th scope="col">Modem</th><th scope="col">Release</th><th scope="col">Operator</th></tr></thead>
<tbody>
`;
}

export const htmlTail = '</tbody>\n</table></div>\n</main>\n</body>\n</html>\n';

/** What the row of a verdict says beside the name of its bundle. */
export function htmlCells(record: TriageRecord): string {
  const { outcome, rung, cause, confidence, title, firmware, release, operator, error } = record;
  const stops =
    rung === null || outcome === 'working' ? '' : ` <span class="muted">at ${escaped(rung)}</span>`;
  const reason =
    error === null
      ? [
          cause === null ? '' : `<span class="cause">${escaped(cause)}</span>`,
          confidence === null ? '' : ` <span class="muted">${escaped(confidenceWords[confidence])}</span>`,
          title === null ? '' : `<br>${escaped(title)}`,
        ].join('')
      : escaped(error.message);
  return cellsOf([
    [
      'nowrap',
      null,
      `<span class="${outcome}"><span class="dot"></span>${outcomeWords[outcome]}</span>${stops}`,
    ],
    ['reason', null, reason],
    [
      '',
      'modem',
      [modemLabel(record), firmware]
        .filter((part) => part !== null)
        .map(escaped)
        .join('<br>'),
    ],
    ['', 'release', escaped(release ?? '')],
    ['', 'operator', escaped(operator ?? '')],
  ]);
}

/** One verdict as a row of the table. */
export function htmlRow({ folder }: Pick<TriageSummary, 'folder'>, id: string, cells: string): string {
  return `<tr>${cellsOf([['id', null, escaped(id.slice(folder.length))]])}${cells}</tr>\n`;
}

function outcomeCard({ bundles, outcomes: counts }: TriageSummary): string {
  const shown = outcomes.filter((outcome) => counts[outcome] > 0);
  let left = 0;
  const parts = shown.map((outcome) => {
    const width = (1000 * counts[outcome]) / bundles;
    const part = `<rect class="${outcome}" x="${left.toFixed(1)}" y="0" width="${width.toFixed(1)}" height="14"/>`;
    left += width;
    return part;
  });
  const legend = shown.map(
    (outcome) =>
      `<li><span class="${outcome}"><span class="dot"></span></span><b>${counts[outcome]}</b> ${outcomeWords[outcome]}</li>`,
  );
  return `<div class="card"><svg viewBox="0 0 1000 14" preserveAspectRatio="none" aria-hidden="true">${parts.join('')}</svg>
<ul class="legend">${legend.join('')}</ul></div>`;
}

/** Causes that are seen at once; the others come one by one. */
const mostCauses = 12;

function causeTable({ causes, folder }: TriageSummary): string {
  const rows = causes.map((group): readonly Cell[] => {
    const title = group.cause === null ? null : (catalogueEntry(group.cause)?.title ?? null);
    return [
      ['count', null, String(group.count)],
      ['', null, `${causeCell(group)}${title === null ? '' : `<br>${escaped(title)}`}`],
      ['id muted', null, examples(folder, group)],
    ];
  });
  if (rows.length === 0) return '';
  const heads = ['', 'Cause', 'Bundles'];
  const more = rows.slice(mostCauses);
  const rest =
    more.length === 0
      ? ''
      : `\n<details><summary>${counted(more.length, 'more cause')}</summary>\n${tableOf(heads, more)}\n</details>`;
  return `<h2>Causes</h2>\n${tableOf(heads, rows.slice(0, mostCauses))}${rest}`;
}

function clusterTable({ clusters, folder }: TriageSummary): string {
  const several = clusters.filter(({ count }) => count > 1);
  return table(
    'Clusters',
    ['', 'Cause', 'Modem', 'Firmware', 'Release', 'Operator', 'Bundles'],
    several.map((group) => [
      ['count', null, String(group.count)],
      ['', null, causeCell(group)],
      ['', 'modem', escaped(group.modem ?? '')],
      ['', 'firmware', escaped(group.firmware ?? '')],
      ['', 'release', escaped(group.release ?? '')],
      ['', 'operator', escaped(group.operator ?? '')],
      ['id muted', null, examples(folder, group)],
    ]),
  );
}

function needCards({ needs, folder }: TriageSummary): string {
  if (needs.length === 0) return '';
  const cards = needs.map(
    (group: NeedGroup) =>
      `<div class="card"><div class="head"><b>${group.count}</b><span class="id muted">${examples(folder, group)}</span></div>
${group.needs.map(needHtml).join('\n')}</div>`,
  );
  return `<h2>Ask for more</h2>\n${cards.join('\n')}`;
}

function needHtml({ missing, ask }: TriageNeed): string {
  return `<p>${escaped(missing)}</p>${ask === null ? '' : `<pre>${escaped(ask)}</pre>`}`;
}

function errorTable({ errors, folder }: TriageSummary): string {
  return table(
    'Could not be read',
    ['', 'Why', 'Bundles'],
    errors.map(({ code, count, examples: ids }) => [
      ['count', null, String(count)],
      ['', null, `<span class="cause">${escaped(code)}</span><br>${escaped(errorWords[code] ?? code)}`],
      ['id muted', null, examples(folder, { count, examples: ids })],
    ]),
  );
}

function causeCell(group: Pick<CauseGroup, 'cause' | 'rung'>): string {
  const words = escaped(causeWords(group));
  return group.cause === null ? words : `<span class="cause">${words}</span>`;
}

function examples(
  folder: string,
  { examples: ids, count }: { readonly examples: readonly string[]; readonly count: number },
): string {
  return escaped(
    examplesWords(
      ids.map((id) => id.slice(folder.length)),
      count,
    ),
  );
}

/** Class, name where a narrow screen shows no head, and content as HTML. */
type Cell = readonly [kind: string, name: string | null, html: string];

function table(title: string, heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return rows.length === 0 ? '' : `<h2>${title}</h2>\n${tableOf(heads, rows)}`;
}

function tableOf(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const head = heads.map((name) => (name === '' ? '<td></td>' : `<th scope="col">${name}</th>`)).join('');
  return `<div class="scroll"><table>
<thead><tr>${head}</tr></thead>
<tbody>
${rows.map(row).join('')}</tbody>
</table></div>`;
}

function row(cells: readonly Cell[]): string {
  return `<tr>${cellsOf(cells)}</tr>\n`;
}

function cellsOf(cells: readonly Cell[]): string {
  return cells
    .map(([kind, name, html]) => {
      const label = name === null ? '' : ` data-name="${name}"`;
      return `<td${kind === '' ? '' : ` class="${kind}"`}${label}>${html}</td>`;
    })
    .join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it stands in an element; nothing invisible stands in it raw. */
function escaped(text: string): string {
  return printableWords(
    text
      .split('\n')
      .map((line) => printable(line, true))
      .join('␊'),
    true,
  ).replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
