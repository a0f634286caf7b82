import type { Diagnosis } from '../../rules/finding.ts';
import { fileNamesOf, unreadWords } from '../file-names.ts';
import { printable } from '../printable.ts';
import type { Block, Document, TimelineBlock, Words } from './document.ts';
import { documentOf } from './document-of.ts';
import { attemptText, cutWords, ladderText, linesText } from './plain-blocks.ts';
import type { Extent, ShareableReport } from './shareable-report.ts';

/** Reports for forums and issue trackers that read Markdown (CommonMark, https://spec.commonmark.org/0.31.2/). */
export class MarkdownReport implements ShareableReport {
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
    this.#parts.push(`${fileHeading(told.file)}${paragraph(escaped(printable(told.message, true)))}\n`);
  }

  text(): string {
    return this.#parts.join('\n---\n\n');
  }
}

function fileHeading(file: string | null): string {
  return file === null ? '' : `## ${escaped(printable(file, true))}\n\n`;
}

function documentText({ verdict, blocks, foot }: Document): string {
  const parts = [`**${verdict.sign}** ${inline(verdict.words)}`, ...blocks.map(blockText), escaped(foot)];
  return `${parts.join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'heading':
      return `### ${escaped(block.text)}${block.rule === null ? '' : ` (${inlineCode(block.rule)})`}`;
    case 'words':
      return paragraph(inline(block.words));
    case 'facts':
      return list(block.facts.map(([name, words]) => `${escaped(name)}: ${escaped(words)}`));
    case 'ladder':
      return fenced(ladderText(block), 'text');
    case 'lines':
      return fenced(linesText(block), 'text');
    case 'commands':
      return fenced(block.lines, 'sh');
    case 'pattern':
      return list(block.lines.map(inlineCode));
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
      return name === null ? below : `${list([escaped(name)])}\n${below.replace(/^/gm, '  ')}`;
    })
    .join('\n');
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${paragraph(item)}`).join('\n');
}

/** A fence is longer than any run of its sign inside. */
function fenced(lines: readonly string[], language: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return `${fence}${language}\n${lines.join('\n')}\n${fence}`;
}

function inlineCode(line: string): string {
  const fence = '`'.repeat(longestRun(line) + 1);
  // Blanks next to the fence belong to it, and keep a backtick of the line apart from it.
  return `${fence} ${line} ${fence}`;
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0);
}

/** What is strong has no blanks next to its marks. */
function inline(words: Words): string {
  const whole = words.map(({ text, look }) => {
    if (look !== 'strong') return escaped(text);
    const [, before = '', middle = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
    return middle === '' ? text : `${before}**${escaped(middle)}**${after}`;
  });
  return whole.join('');
}

/** At the beginning of a line it begins no list, heading, rule, quotation or definition, and no code by its indent. */
function paragraph(marked: string): string {
  return marked
    .trim()
    .replace(/^(?=[#+=:-])/, '\\')
    .replace(/^(\d{1,9})(?=[.)])/, '$1\\');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Text that shows as it is: nothing in it is mark-up. Dots in names and the signs of addresses are escaped, because forums make
 * links of what looks like one; `@` before a word becomes its wide twin, because trackers call people by it, and know no
 * escape.
 */
function escaped(text: string): string {
  return text
    .replace(/[\\`*_[\]|~$^]/g, '\\$&')
    .replace(/(?<=\w)\.(?=[a-z])|:(?=\/\/)|\/(?=\/)/gi, '\\$&')
    .replace(/[&<>]/g, (sign) => entities[sign] ?? sign)
    .replace(/@(?=\w)/g, '＠');
}
