import { glyphsFor } from '../text/glyphs.ts';
import type { Page, Row } from '../text/layout.ts';
import { heading, joined, paragraph, render, run } from '../text/layout.ts';
import type { Palette } from '../text/palette.ts';
import { verdictSign } from '../text/verdict-sentence.ts';
import { listed } from '../words.ts';
import type { ComparedVerdict, Comparison, Difference } from './comparison.ts';
import type { Area } from './facts.ts';

const titles: Readonly<Record<Exclude<Area, 'verdict' | 'finding'>, string>> = {
  configuration: 'Configuration',
  dial: 'What was dialled',
  modem: 'Modem',
  driver: 'Drivers and ports',
  firmware: 'Firmware',
  release: 'Release',
  package: 'Packages',
  sim: 'SIM card',
  registration: 'Network',
  signal: 'Signal',
};

/** The comparison for a terminal. */
export function comparisonText(
  comparison: Comparison,
  options: Page & { readonly palette: Palette },
): string {
  const { palette, ...page } = options;
  const { before, after, differences } = comparison;
  const isSame = !differences.some(({ area }) => area === 'verdict');
  const findings = (what: Difference['what']) =>
    differences.filter((one) => one.area === 'finding' && one.what === what);
  const areas = Object.entries(titles).map(([area, title]) =>
    titled(
      page,
      title,
      differences.filter((one) => one.area === area),
    ),
  );
  const blocks = [
    [
      ...(isSame ? verdictRows(page, 'both', after) : []),
      ...(isSame ? [] : [...verdictRows(page, 'before', before), ...verdictRows(page, 'after', after)]),
    ],
    differences.length === 0
      ? paragraph(page, [run(page, 'Nothing that matters has changed.', 'strong')])
      : [],
    titled(page, 'Found before, and no more', findings('gone')),
    titled(page, 'Found now, and not before', findings('new')),
    ...areas,
    incomparableRows(page, comparison),
  ];
  return render(joined(blocks), palette);
}

function verdictRows(page: Page, when: string, { verdict, sentence }: ComparedVerdict): Row[] {
  const { sign, style } = verdictSign(verdict.state, glyphsFor(page.unicode));
  return paragraph(
    page,
    [run(page, sentence)],
    [run(page, `${when.padEnd(6)} `, 'muted'), run(page, `${sign} `, style)],
  );
}

function titled(page: Page, title: string, differences: readonly Difference[]): Row[] {
  if (differences.length === 0) return [];
  return [...heading(page, title), ...differences.flatMap((one) => differenceRows(page, one))];
}

function differenceRows(page: Page, { what, name, before, after, secret }: Difference): Row[] {
  const lead: Row = [run(page, `  ${glyphsFor(page.unicode).bullet} `)];
  const words = (text: string) => run(page, text);
  switch (what) {
    case 'gone':
    case 'new':
      return paragraph(page, [words(name)], lead, 4);
    case 'changed':
      return secret
        ? paragraph(page, [words(`${name}: changed (a secret, not shown)`)], lead)
        : paragraph(page, [words(`${name}: ${before ?? ''} → `), run(page, after ?? '', 'strong')], lead);
    case 'only-before':
      return paragraph(page, [words(`${name}: shown only before${valueWords(before)}`)], lead);
    case 'only-after':
      return paragraph(page, [words(`${name}: shown only after${valueWords(after)}`)], lead);
  }
}

function valueWords(value: string | null): string {
  return value === null || value === '' ? '' : ` (${value})`;
}

/** How many names a list of what cannot be compared holds without `verbose`. */
const mostNames = 8;

function incomparableRows(page: Page, { incomparable }: Comparison): Row[] {
  if (incomparable.length === 0) return [];
  const rows = (['before', 'after'] as const).flatMap((side) => {
    const names = incomparable.filter(({ shownIn }) => shownIn === side).map(({ name }) => name);
    if (names.length === 0) return [];
    const more = names.length > mostNames ? [`${names.length - mostNames} more`] : [];
    return paragraph(
      page,
      [run(page, listed([...names.slice(0, mostNames), ...more]))],
      [run(page, `  only ${side}: `, 'muted')],
      4,
    );
  });
  return [...heading(page, 'Shown in one of them only, so nobody can tell'), ...rows];
}
