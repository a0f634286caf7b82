import type { CommandLine } from '../command-line.ts';
import { isPrintable } from '../printable.ts';
import type { RemedyStep } from '../remedy.ts';
import { holesOf } from '../remedy.ts';
import { glyphsFor } from './glyphs.ts';
import type { Page, Row, Run } from './layout.ts';
import { paragraph, run } from './layout.ts';
import { displayWidth } from './width.ts';

const commandIndent = 6;
const continuationIndent = 10;

/**
 * Steps as rows. Commands are shown to be copied only when they can be run as they stand; where something has to be
 * filled in, or a value cannot be shown faithfully, the rows say so.
 */
export function remedyRows(page: Page, steps: readonly RemedyStep[]): Row[] {
  const indent: Row = [run(page, '    ')];
  const rows = steps.flatMap((step) =>
    step.type === 'advice'
      ? paragraph(page, [run(page, step.text)], indent)
      : commandRows(page, step.command, step.remark),
  );
  const holes = holesOf(steps);
  if (holes.length === 0) return rows;
  const warning = run(page, 'A pattern, not yet to be typed as it stands. Find out first:', 'warning');
  const list = holes.flatMap(({ placeholder, how }) =>
    paragraph(
      page,
      [run(page, `<${placeholder}>`, 'command'), run(page, `: ${how}`)],
      [run(page, `    ${glyphsFor(page.unicode).bullet} `)],
    ),
  );
  return [...paragraph(page, [warning], indent), ...list, ...rows];
}

/** One command; a long one goes on after a backslash. */
export function commandRows(page: Page, { words, holes }: CommandLine, remark: string | null): Row[] {
  const room = page.width - continuationIndent - 2;
  const faithful = words.every((word) => isPrintable(word, page.unicode) && displayWidth(word) <= room);
  if (!faithful) {
    const note = run(page, 'Cannot be shown so that it can be copied; in words:', 'warning');
    const lead: Row = [run(page, ' '.repeat(commandIndent))];
    return [
      ...paragraph(page, [note], lead),
      ...paragraph(page, [run(page, words.join(' '), 'muted')], lead),
    ];
  }
  const lines = linesOfWords(page, words);
  const style = holes.length > 0 ? 'warning' : 'command';
  const rows: Row[] = lines.map((line, index) => [
    run(page, ' '.repeat(index === 0 ? commandIndent : continuationIndent)),
    run(page, index < lines.length - 1 ? `${line} \\` : line, style),
  ]);
  return withRemark(page, rows, lines.at(-1) ?? '', remark);
}

function linesOfWords(page: Page, words: readonly string[]): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    const room = page.width - (lines.length === 0 ? commandIndent : continuationIndent) - 2;
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) > room) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** A remark stands behind the command as a shell comment where there is room, else above it. */
function withRemark(page: Page, rows: readonly Row[], lastLine: string, remark: string | null): Row[] {
  if (remark === null) return [...rows];
  const comment: Run = run(page, `# ${remark}`, 'muted');
  const taken = (rows.length === 1 ? commandIndent : continuationIndent) + displayWidth(lastLine);
  const last = rows.at(-1);
  if (last !== undefined && taken + 2 + displayWidth(comment.text) <= page.width) {
    return [...rows.slice(0, -1), [...last, run(page, '  '), comment]];
  }
  return [...paragraph(page, [comment], [run(page, ' '.repeat(commandIndent))]), ...rows];
}
