import type { Diagnosis } from '../../rules/finding.ts';
import { printable } from '../printable.ts';
import { attemptLine, codeBlock, ladderTable } from './code-block.ts';
import { type Block, documentOf, type Extent, type Phrase } from './document.ts';
import type { ShareableFormat } from './shareable-format.ts';

/** Reports for forums that read BBCode; `b`, `list` and `code` are known to all of them. */
export function bbcodeFormat(extent: Extent): ShareableFormat {
  return {
    part: (file, diagnosis) => `${fileHeading(file)}${toBbcode(diagnosis, extent)}`,
    failedPart: (file, message) => `${fileHeading(file)}${escaped(printable(message, true))}\n`,
    whole: (parts) => parts.join('\n'),
  };
}

function toBbcode(diagnosis: Diagnosis, extent: Extent): string {
  return `${documentOf(diagnosis, extent).map(blockText).join('\n\n')}\n`;
}

function fileHeading(file: string | null): string {
  return file === null ? '' : `[b]==> ${escaped(printable(file, true))} <==[/b]\n\n`;
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'verdict':
      return `${block.sign} ${phrases(block.words)}`;
    case 'heading':
      return `[b]${escaped(block.text)}[/b]`;
    case 'words':
      return phrases(block.words);
    case 'facts':
      return block.facts.map(([name, words]) => `${escaped(name)}: ${escaped(words)}`).join('\n');
    case 'ladder': {
      const rows = ladderTable(block);
      const wide = Math.max(...rows.map(([state]) => state.length)) + 2;
      return code(rows.map(([state, rungs]) => `${state.padEnd(wide)}${rungs}`));
    }
    case 'lines':
      return code(codeBlock(block));
    case 'commands':
      return isAltered(block.lines)
        ? `[b]Not to be copied, it cannot be shown in full as it is:[/b]\n${list(block.lines.map(escaped))}`
        : code(block.lines);
    case 'pattern':
      return list(block.lines.map(escaped));
    case 'list':
      return list(block.items.map(phrases));
    case 'timeline':
      return list(block.attempts.map((attempt) => escaped(attemptLine(attempt))));
  }
}

function list(items: readonly string[]): string {
  return ['[list]', ...items.map((item) => `[*]${item}`), '[/list]'].join('\n');
}

/** Only its own end ends a code block, and some forums count beginnings inside of it. */
const codeTag = /\[(?=\s*(?:\/|i?code\b))/gi;

/** Lines are left as they are, but for tags of code. */
function code(lines: readonly string[]): string {
  return `[code]\n${lines.join('\n').replace(codeTag, '［')}\n[/code]`;
}

function isAltered(lines: readonly string[]): boolean {
  return lines.some((line) => line.search(codeTag) !== -1);
}

function phrases(words: readonly Phrase[]): string {
  return words
    .map(({ text, look }) => (look === 'strong' ? `[b]${escaped(text)}[/b]` : escaped(text)))
    .join('')
    .trim();
}

/** BBCode has no escape, so brackets become their wide twins outside of code. */
function escaped(text: string): string {
  return text.replaceAll('[', '［').replaceAll(']', '］');
}
