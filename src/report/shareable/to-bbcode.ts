import type { Diagnosis } from '../../rules/finding.ts';
import { fileNamesOf, unreadWords } from '../file-names.ts';
import { printable } from '../printable.ts';
import type { Block, Document, TimelineBlock, Words } from './document.ts';
import { documentOf } from './document-of.ts';
import { attemptText, cutWords, ladderText, linesText } from './plain-blocks.ts';
import type { Extent, ShareableReport } from './shareable-report.ts';

/** Reports for forums that read BBCode; `b`, `list` and `code` are known to all of them. */
export class BbcodeReport implements ShareableReport {
  readonly #extent: Extent;
  readonly #parts: string[] = [];

  constructor(extent: Extent) {
    this.#extent = extent;
  }

  diagnosed(file: string | null, diagnosis: Diagnosis): void {
    this.#parts.push(
      `${fileHeading(file === null ? null : fileNamesOf(diagnosis)(file))}${documentText(documentOf(diagnosis, this.#extent))}`,
    );
  }

  failed(file: string, message: string): void {
    const told = unreadWords(file, message);
    this.#parts.push(`${fileHeading(told.file)}${escaped(printable(told.message, true))}\n`);
  }

  text(): string {
    return this.#parts.join('\n');
  }
}

function fileHeading(file: string | null): string {
  return file === null ? '' : `[b]==> ${escaped(printable(file, true))} <==[/b]\n\n`;
}

function documentText({ verdict, blocks, foot }: Document): string {
  const parts = [`${verdict.sign} ${inline(verdict.words)}`, ...blocks.map(blockText), escaped(foot)];
  return `${parts.join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'heading':
      return `[b]${escaped(block.text)}[/b]${block.rule === null ? '' : ` (${escaped(block.rule)})`}`;
    case 'words':
      return inline(block.words);
    case 'facts':
      return list(block.facts.map(([name, words]) => `${escaped(name)}: ${escaped(words)}`));
    case 'ladder':
      return code(ladderText(block));
    case 'lines':
      return code(linesText(block));
    case 'commands':
      return isAltered(block.lines)
        ? `[b]Not to be copied, it cannot be shown in full as it is:[/b]\n${list(block.lines.map(escaped))}`
        : code(block.lines);
    case 'pattern':
      return list(block.lines.map(escaped));
    case 'list':
      return list(block.items.map(inline));
    case 'timeline':
      return timelineText(block);
  }
}

function timelineText({ situations }: TimelineBlock): string {
  return situations
    .map(({ name, rows, isCut }) => {
      const items = rows.map((row) => escaped(attemptText(row)));
      const below = list(isCut ? [...items, escaped(cutWords)] : items);
      return name === null ? below : `${escaped(name)}\n${below}`;
    })
    .join('\n');
}

function list(items: readonly string[]): string {
  return ['[list]', ...items.map((item) => `[*]${item.trim()}`), '[/list]'].join('\n');
}

/** Only its own end ends a code block, and some forums count beginnings inside of it. */
const codeTag = /\[(?=\s*\/?\s*i?code)/gi;

/** Lines are left as they are, but for tags of code. */
function code(lines: readonly string[]): string {
  return `[code]\n${lines.join('\n').replace(codeTag, '［')}\n[/code]`;
}

function isAltered(lines: readonly string[]): boolean {
  return lines.some((line) => line.search(codeTag) !== -1);
}

function inline(words: Words): string {
  return words
    .map(({ text, look }) => (look === 'strong' ? `[b]${escaped(text)}[/b]` : escaped(text)))
    .join('')
    .trim();
}

/**
 * BBCode has no escape, so signs become their wide twins outside of code: brackets, and those of what forums make links and calls
 * of, such as `http://`, `www.` and `joe@`.
 */
function escaped(text: string): string {
  return text
    .replaceAll('[', '［')
    .replaceAll(']', '］')
    .replace(/:(?=\/\/)/g, '：')
    .replace(/(?<=(?:www|ftp)\d{0,3})\.(?=\w)/gi, '．')
    .replace(/@(?=\w)/g, '＠');
}
