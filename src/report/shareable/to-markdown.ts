import type { Diagnosis } from '../../rules/finding.ts';
import { printable } from '../printable.ts';
import { attemptLine, codeBlock, ladderTable } from './code-block.ts';
import { type Block, documentOf, type Extent, type Phrase } from './document.ts';
import type { ShareableFormat } from './shareable-format.ts';

/** Reports for forums and issue trackers that read Markdown (CommonMark, with tables as GitHub writes them). */
export function markdownFormat(extent: Extent): ShareableFormat {
  return {
    part: (file, diagnosis) => `${fileHeading(file)}${toMarkdown(diagnosis, extent)}`,
    failedPart: (file, message) => `${fileHeading(file)}${escaped(printable(message, true))}\n`,
    whole: (parts) => parts.join('\n---\n\n'),
  };
}

function toMarkdown(diagnosis: Diagnosis, extent: Extent): string {
  return `${documentOf(diagnosis, extent).map(blockText).join('\n\n')}\n`;
}

function fileHeading(file: string | null): string {
  return file === null ? '' : `## ${escaped(printable(file, true))}\n\n`;
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'verdict':
      return `**${block.sign}** ${phrases(block.words)}`;
    case 'heading':
      return `### ${escaped(block.text)}`;
    case 'words':
      return phrases(block.words);
    case 'facts':
      return block.facts.map(([name, words]) => `- ${escaped(name)}: ${escaped(words)}`).join('\n');
    case 'ladder': {
      const rows = ladderTable(block).map(([state, rungs]) => `| ${escaped(state)} | ${escaped(rungs)} |`);
      return ['| ladder | |', '|---|---|', ...rows].join('\n');
    }
    case 'lines':
      return fenced(codeBlock(block), 'text');
    case 'commands':
      return fenced(block.lines, 'sh');
    case 'pattern':
      return block.lines.map((line) => `- ${inlineCode(line)}`).join('\n');
    case 'list':
      return block.items.map((item) => `- ${phrases(item)}`).join('\n');
    case 'timeline':
      return block.attempts.map((attempt) => `- ${escaped(attemptLine(attempt))}`).join('\n');
  }
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
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
}

/** Phrases as one paragraph; what is strong is one piece, without blanks next to its marks. */
function phrases(words: readonly Phrase[]): string {
  const whole = words.map(({ text, look }) => {
    if (look !== 'strong') return escaped(text);
    const [, before = '', middle = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
    return middle === '' ? text : `${before}**${escaped(middle)}**${after}`;
  });
  return atStart(whole.join('').trim());
}

/** Where it stands at the beginning of a line, it begins no list, heading, rule, quotation or definition. */
function atStart(text: string): string {
  return text.replace(/^(?=[#+=~:-])/, '\\').replace(/^(\d{1,9})(?=[.)])/, '$1\\');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Text that shows as it is: nothing in it is mark-up. `@` before a word becomes its wide twin, because trackers call people by
 * it, and know no escape.
 */
function escaped(text: string): string {
  return atStart(
    text
      .replace(/[\\`*_[\]|~$]/g, '\\$&')
      .replace(/[&<>]/g, (sign) => entities[sign] ?? sign)
      .replace(/(?<!\w)@(?=\w)/g, '＠'),
  );
}
