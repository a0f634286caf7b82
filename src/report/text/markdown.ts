import type { Page, Row, Run } from './layout.ts';
import { indented, paragraph, rowWidth, run } from './layout.ts';
import type { Style } from './palette.ts';
import { displayWidth } from './width.ts';

/**
 * A page of our own documentation as rows for a terminal: headings, paragraphs, lists, tables of two columns, fenced
 * blocks. It reads what `docs/rules` uses of Markdown, and no more.
 */
export function markdownRows(page: Page, text: string): Row[] {
  const rows: Row[] = [];
  const lines = text.split('\n').filter((line) => !line.startsWith('<!--'));
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const end = endOfBlock(lines, at);
    const block = lines.slice(at, end);
    at = end;
    if (line.trim() === '') {
      if (rows.length > 0 && (rows.at(-1)?.length ?? 0) > 0) rows.push([]);
    } else if (line.startsWith('```')) rows.push(...fenceRows(page, block));
    else if (line.startsWith('|')) rows.push(...tableRows(page, block));
    else if (line.startsWith('#')) rows.push([run(page, line.replace(/^#+ /, ''), 'strong')]);
    else if (line.startsWith('- '))
      rows.push(...paragraph(page, runsOf(page, joined(block).slice(2)), [run(page, '- ')]));
    else rows.push(...paragraph(page, runsOf(page, joined(block))));
  }
  while (rows.length > 0 && rows.at(-1)?.length === 0) rows.pop();
  return rows;
}

/** A paragraph, a list item and a table go on to the next blank line or the next block of another kind. */
function endOfBlock(lines: readonly string[], start: number): number {
  const first = lines[start] ?? '';
  let end = start + 1;
  if (first.startsWith('```')) {
    while (end < lines.length && lines[end]?.trimEnd() !== '```') end += 1;
    return end + 1;
  }
  if (first.trim() === '' || first.startsWith('#')) return end;
  const isTable = first.startsWith('|');
  while (end < lines.length) {
    const line = lines[end] ?? '';
    if (line.trim() === '' || /^(?:```|#|- )/.test(line) || line.startsWith('|') !== isTable) return end;
    end += 1;
  }
  return end;
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => line.trim()).join(' ');
}

/** Lines of logs are cut at the right edge; what they show is at the left. */
function fenceRows(page: Page, block: readonly string[]): Row[] {
  return indented(page, (inner) =>
    block.slice(1, -1).flatMap((line) => {
      const cut: Row[] = [];
      for (let rest = line; ; rest = rest.slice(inner.width)) {
        cut.push([run(inner, rest.slice(0, inner.width), 'muted')]);
        if (displayWidth(rest) <= inner.width) return cut;
      }
    }),
  );
}

function tableRows(page: Page, block: readonly string[]): Row[] {
  const cells = block
    .filter((line) => !/^[|\s:-]+$/.test(line))
    .map((line) =>
      line
        .replace(/^\||\|$/g, '')
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll('\\|', '|')),
    );
  const wide = Math.max(0, ...cells.map(([name = '']) => displayWidth(name)));
  return cells.flatMap(([name = '', ...values]) => {
    const lead = run(page, `${name}${' '.repeat(wide - displayWidth(name) + 2)}`, 'muted');
    return paragraph(page, runsOf(page, values.join(' ')), [lead], rowWidth([lead]));
  });
}

/** `code`, *stress*, [words](address) */
const inline = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\([^)]*\)/g;

function runsOf(page: Page, text: string): Run[] {
  const runs: Run[] = [];
  let from = 0;
  for (const match of text.matchAll(inline)) {
    const [whole, code, strong, stressed, words] = match;
    if (match.index > from) runs.push(run(page, text.slice(from, match.index)));
    const style: Style | null = code !== undefined ? 'command' : words === undefined ? 'strong' : null;
    runs.push(run(page, code ?? strong ?? stressed ?? words ?? whole, style));
    from = match.index + whole.length;
  }
  if (from < text.length) runs.push(run(page, text.slice(from)));
  return runs;
}
