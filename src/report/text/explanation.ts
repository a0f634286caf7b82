import type { CodeQuestion } from '../../knowledge/code-question.ts';
import { codeInWords } from '../../knowledge/codes-in-text.ts';
import { type ErrorMeaning, familyWords } from '../../knowledge/error-code.ts';
import { type CatalogueEntry, rungOf } from '../../knowledge/rule-catalogue.ts';
import { type Rung, rungReachedWhen } from '../../knowledge/rung.ts';
import type { LineExplained } from '../explain-line.ts';
import { listed, rungBrokenMeans } from '../words.ts';
import type { Page, Row } from './layout.ts';
import { paragraph, render, run } from './layout.ts';
import { markdownRows } from './markdown.ts';
import type { Palette } from './palette.ts';

/** Where an explanation is shown. */
export interface ExplanationOptions extends Page {
  readonly palette: Palette;
}

/** The page of a rule, to be read in a terminal. */
export function pageText(text: string, options: ExplanationOptions): string {
  return render(markdownRows(options, text), options.palette);
}

/** A cause that no rule looks for yet. */
export function causeText(entry: CatalogueEntry, options: ExplanationOptions): string {
  const rung = rungOf(entry);
  const where = rung === null ? '' : ` It breaks ${rung}: ${rungBrokenMeans[rung]}.`;
  return render(
    paragraph(options, [
      run(options, entry.id, 'strong'),
      run(options, `: ${entry.title}.${where} No rule of this version looks for it.`),
    ]),
    options.palette,
  );
}

/** A code that a protocol handler leaves with netifd, and `ifstatus` shows. */
export function netifdText(code: string, rung: Rung, options: ExplanationOptions): string {
  return render(
    paragraph(options, [
      run(options, code, 'strong'),
      run(
        options,
        `: a protocol handler gave up with this error. It breaks ${rung}: ${rungBrokenMeans[rung]}.`,
      ),
    ]),
    options.palette,
  );
}

/** A code in all families that may be meant. */
export function codeText(
  { words, family, code, meanings, perhaps }: CodeQuestion,
  options: ExplanationOptions,
): string {
  const unknown = `: the tables have no ${family === null ? 'such code' : `${familyWords[family]} of that number`}.`;
  const rows: Row[] =
    meanings.length > 0
      ? meanings.flatMap((meaning) => meaningRows(options, meaning))
      : paragraph(options, [run(options, words, 'strong'), run(options, unknown)]);
  if (perhaps === null) return render(rows, options.palette);
  const hint = `3GPP TS 27.007 counts the causes of the network from 100 on (this one as +CME ERROR: ${(code ?? 0) + 100}); a modem that prints them as they stand means:`;
  return render(
    [...rows, ...paragraph(options, [run(options, hint)]), ...meaningRows(options, perhaps)],
    options.palette,
  );
}

function meaningRows(page: Page, { family, code, name, text, breaks }: ErrorMeaning): Row[] {
  return paragraph(
    page,
    [
      run(page, `${familyWords[family]} ${code}`, 'strong'),
      run(page, `: ${name}${text === null ? '' : ` – ${text}`}.`),
      run(page, breaks === null ? '' : ` Rung: ${breaks}.`, 'muted'),
    ],
    [],
    2,
  );
}

/** What a line of a log, or an answer, says. */
export function lineText(readings: readonly LineExplained[], options: ExplanationOptions): string {
  const blocks = readings.map((reading) => lineRows(options, reading));
  return render(
    blocks.flatMap((rows, at) => (at === 0 ? rows : [[], ...rows])),
    options.palette,
  );
}

function lineRows(page: Page, { speaker, kind, values, codes, proves, rules }: LineExplained): Row[] {
  const rows: (readonly [string, string])[] = [
    ['said by', speaker],
    ['kind', kind],
    ...values.map(([name, value]) => [name, value] as const),
    ...codes.map((code) => ['code', codeInWords(code)] as const),
    ['ladder', proves === null ? 'proves nothing' : claimWords(proves)],
    ['rules', rules.length === 0 ? 'none looks at it' : rules.join(', ')],
  ];
  const wide = Math.max(...rows.map(([name]) => name.length));
  return rows.flatMap(([name, value]) =>
    paragraph(page, [run(page, value)], [run(page, `${name.padEnd(wide)}  `, 'muted')]),
  );
}

function claimWords({ claim, rung }: NonNullable<LineExplained['proves']>): string {
  switch (claim) {
    case 'reached':
      return `proves ${rung}: ${rungReachedWhen[rung]}`;
    case 'broken':
      return `breaks ${rung}: ${rungBrokenMeans[rung]}`;
    case 'about':
      return `belongs to ${rung}, proves nothing of it`;
  }
}

/** What to try where nothing is found. */
export function nothingText(subject: string, near: readonly string[], options: ExplanationOptions): string {
  const hint = near.length === 0 ? '' : ` Did you mean ${listed(near)}?`;
  return render(
    paragraph(options, [run(options, `No rule, no code and no line that hwdiag knows: ${subject}.${hint}`)]),
    options.palette,
  );
}
