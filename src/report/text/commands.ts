import type { CommandLine } from '../command-line.ts';
import { isPrintable } from '../printable.ts';
import type { RemedyStep } from '../remedy.ts';
import { holesOf } from '../remedy.ts';
import { glyphsFor } from './glyphs.ts';
import type { Page, Row, Run } from './layout.ts';
import { paragraph, rowWidth, run } from './layout.ts';
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

/** What ends a line that goes on below. */
const continuation = ' \\';

/** One command; a long one goes on after a backslash, which a shell takes for nothing. */
function commandRows(page: Page, { words, holes }: CommandLine, remark: string | null): Row[] {
  const room = page.width - continuation.length;
  if (!words.every((word) => isPrintable(word, page.unicode) && displayWidth(word) <= room)) {
    const lead: Row = [run(page, ' '.repeat(commandIndent))];
    return [
      ...paragraph(
        page,
        [run(page, 'Not to be copied, it cannot be shown in full as it is:', 'warning')],
        lead,
      ),
      ...paragraph(page, [run(page, words.join(' '), 'muted')], lead),
    ];
  }
  const style = holes.length > 0 ? 'warning' : 'command';
  const lines = linesOfWords(words, room);
  const rows: Row[] = lines.map(({ indent, text }, index) => [
    run(page, ' '.repeat(indent)),
    run(page, index < lines.length - 1 ? text + continuation : text, style),
  ]);
  return remark === null ? rows : withRemark(page, rows, run(page, `# ${remark}`, 'muted'));
}

interface CommandRow {
  readonly indent: number;
  readonly text: string;
}

/** As many words to a row as fit; a long word takes the room of the indent. */
function linesOfWords(words: readonly string[], room: number): CommandRow[] {
  const rows: CommandRow[] = [];
  let text = '';
  const preferred = () => (rows.length === 0 ? commandIndent : continuationIndent);
  const flush = () =>
    rows.push({ indent: Math.max(0, Math.min(preferred(), room - displayWidth(text))), text });
  for (const word of words) {
    if (text !== '' && preferred() + displayWidth(text) + 1 + displayWidth(word) > room) {
      flush();
      text = word;
    } else {
      text = text === '' ? word : `${text} ${word}`;
    }
  }
  flush();
  return rows;
}

/** A remark stands behind the command as a shell comment where there is room, else above it. */
function withRemark(page: Page, rows: readonly Row[], comment: Run): Row[] {
  const last = rows.at(-1) ?? [];
  if (rowWidth(last) + 2 + displayWidth(comment.text) <= page.width) {
    return [...rows.slice(0, -1), [...last, run(page, '  '), comment]];
  }
  return [...commentRows(page, comment), ...rows];
}

/**
 * A comment over several rows, each with its own `#`: its words come from the input, and a row without the sign would be
 * a command to whoever copies the block.
 */
function commentRows(page: Page, { text, style }: Run): Row[] {
  const sign = `${' '.repeat(commandIndent)}# `;
  const inner = { ...page, width: page.width - sign.length };
  return paragraph(inner, [{ text: text.replace(/^# /, ''), style }]).map((row) => [
    { text: sign, style },
    ...row,
  ]);
}

/** Words of a command line; what stands in quotes stays together. A sample: dmesg | grep -iE 'usb|tty' */
const quotedWords = /(?:[^\s'"]|'[^']*'|"[^"]*"|['"])+/g;

/** A command that is written out, to be copied. */
export function askRows(page: Page, ask: string): Row[] {
  return commandRows(page, { words: ask.match(quotedWords) ?? [], holes: [] }, null);
}
