import type { Diagnosis, Severity } from '../../rules/finding.ts';
import { fileNamesOf, unreadWords } from '../file-names.ts';
import { type FramedLine, framedLines, gapsIn } from '../framed-lines.ts';
import { printable, printableWords } from '../printable.ts';
import { counted } from '../words.ts';
import type {
  Block,
  Document,
  LinesBlock,
  Phrase,
  TimedAttempt,
  TimedSituation,
  TimelineBlock,
  Tone,
  Verdict,
  Words,
} from './document.ts';
import { documentOf } from './document-of.ts';
import { htmlPage } from './html-page.ts';
import { escaped } from './html-text.ts';
import { ladderDrawing } from './ladder-drawing.ts';
import { cutWords } from './plain-blocks.ts';
import type { Extent, ShareableReport } from './shareable-report.ts';
import { timelineDrawing } from './timeline-drawing.ts';

/** A capture of several on one page. */
interface Part {
  readonly file: string;
  /** What the list of contents says of it, and what the part itself begins with, as HTML. */
  readonly verdict: string;
  readonly content: string;
}

/** A report as one file to be opened, printed or sent. */
export class HtmlReport implements ShareableReport {
  readonly #extent: Extent;
  #alone: Document | null = null;
  readonly #parts: Part[] = [];

  constructor(extent: Extent) {
    this.#extent = extent;
  }

  diagnosed(file: string | null, diagnosis: Diagnosis): void {
    const document = documentOf(diagnosis, this.#extent);
    if (file === null) this.#alone = document;
    else {
      const content = contentHtml(document, 3);
      this.#parts.push({
        file: fileNamesOf(diagnosis)(file),
        verdict: verdictHtml(document.verdict),
        content,
      });
    }
  }

  failed(file: string, message: string): void {
    const told = unreadWords(file, message);
    const words = [{ text: printable(told.message, true), look: 'plain' as const }];
    this.#parts.push({
      file: told.file,
      verdict: verdictHtml({ sign: '!', tone: 'warning', words }),
      content: '',
    });
  }

  text(): string {
    if (this.#alone !== null) {
      const { verdict } = this.#alone;
      return htmlPage(
        `hwdiag: ${verdict.words.map(({ text }) => text).join('')}`,
        `<article>\n<h1 class="verdict">${verdictHtml(verdict)}</h1>\n${contentHtml(this.#alone, 2)}\n</article>`,
      );
    }
    const title = `hwdiag: ${counted(this.#parts.length, 'file')}`;
    return htmlPage(
      title,
      `<h1>${title}</h1>\n${contents(this.#parts)}\n${this.#parts.map(partHtml).join('\n')}`,
    );
  }
}

function contents(parts: readonly Part[]): string {
  const items = parts.map(({ file, verdict }, index) => {
    const name = escaped(printable(file, true));
    return `<li><a href="#file-${index + 1}">${name}</a><div>${verdict}</div></li>`;
  });
  return `<nav aria-label="Files"><ol>${items.join('')}</ol></nav>`;
}

function partHtml({ file, verdict, content }: Part, index: number): string {
  const name = escaped(printable(file, true));
  return `<article id="file-${index + 1}">\n<h2>${name}</h2>\n<p class="verdict">${verdict}</p>\n${content}\n</article>`;
}

function verdictHtml({ sign, tone, words }: Verdict): string {
  // The sentence says what the sign says.
  return `<span class="sign ${tone}" aria-hidden="true">${escaped(sign)}</span>${phrases(words)}`;
}

/** Facts and ladder stand side by side where there is room. */
function contentHtml({ blocks, foot }: Document, level: number): string {
  const facts = blocks.find((block) => block.type === 'facts');
  const parts = blocks.flatMap((block) => {
    if (block === facts) return [];
    if (block.type !== 'ladder') return [blockHtml(block, level)];
    const beside = facts === undefined ? '' : `${blockHtml(facts, level)}\n`;
    return [`<div class="overview">\n${beside}${ladderDrawing(block)}\n</div>`];
  });
  return [...parts, `<footer>${escaped(foot)}</footer>`].join('\n');
}

function blockHtml(block: Block, level: number): string {
  switch (block.type) {
    case 'heading':
      return `<h${level}>${escaped(block.text)}${ruleHtml(block.rule)}</h${level}>`;
    case 'words':
      return `<p>${phrases(block.words)}</p>`;
    case 'facts': {
      const rows = block.facts.map(([name, words]) => `<dt>${escaped(name)}</dt><dd>${escaped(words)}</dd>`);
      return `<dl>${rows.join('')}</dl>`;
    }
    case 'ladder':
      return ladderDrawing(block);
    case 'lines':
      return linesHtml(block);
    case 'commands':
      return `<pre><code>${block.lines.map(escaped).join('\n')}</code></pre>`;
    case 'pattern':
      return `<ol class="pattern">${block.lines.map((line) => `<li><code>${escaped(line)}</code></li>`).join('')}</ol>`;
    case 'list':
      return list(block.items.map(phrases));
    case 'timeline':
      return timelineHtml(block);
  }
}

function ruleHtml(rule: string | null): string {
  return rule === null ? '' : ` <code>${escaped(rule)}</code>`;
}

function list(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}

function phrases(words: Words): string {
  return words.map(phraseHtml).join('');
}

function phraseHtml({ text, look }: Phrase): string {
  switch (look) {
    case 'plain':
      return escaped(text);
    case 'strong':
      return `<strong>${escaped(text)}</strong>`;
    case 'muted':
      return `<span class="muted">${escaped(text)}</span>`;
  }
}

function timelineHtml(block: TimelineBlock): string {
  return `${timelineDrawing(block)}\n${block.situations.map(situationHtml).join('\n')}`;
}

function situationHtml({ name, rows, isCut }: TimedSituation): string {
  const items = rows.map((row) =>
    row.type === 'hidden' ? `<li class="more">and ${row.count} more between</li>` : attemptHtml(row),
  );
  const head = name === null ? '' : `<p class="situation muted">${escaped(name)}</p>\n`;
  const cut = isCut ? `\n<p class="muted">${escaped(cutWords)}</p>` : '';
  return `${head}<ol>${items.join('')}</ol>${cut}`;
}

function attemptHtml({ id, time, name, end, times, tone, isSubject }: TimedAttempt): string {
  const often = times > 1 ? `, ${times} times with the same end` : '';
  const subject = isSubject ? ' (the ladder above)' : '';
  const what = [time ?? '', name].filter((part) => part !== '').join(', ');
  const below = what === '' ? '' : `<span class="times muted">${escaped(what)}</span>`;
  return `<li value="${id}"><span class="${tone}">${escaped(end)}</span>${often}${subject}${below}</li>`;
}

const tones: Readonly<Record<Severity, Tone>> = { error: 'error', warning: 'warning', info: 'note' };

/** Lines of the input, a figure for each source. */
function linesHtml({ evidence, severity, limit }: LinesBlock): string {
  const tone = severity === null ? 'note' : tones[severity];
  const sources = framedLines(evidence);
  const total = sources.reduce((sum, lines) => sum + lines.length, 0);
  let left = limit;
  const figures: string[] = [];
  for (const all of sources) {
    const lines = all.slice(0, Math.max(left, 0));
    left -= lines.length;
    const [first] = lines;
    if (first === undefined) continue;
    const gaps = gapsIn(lines);
    const rows = lines.map((line) => {
      const below = gaps.filter(({ after }) => after === line).map(({ words }) => remark(words, tone));
      return lineHtml(line, tone) + below.join('');
    });
    const place = escaped(printable(first.span.source, true));
    figures.push(
      `<figure><figcaption>${place}</figcaption><div class="lines">${rows.join('\n')}</div></figure>`,
    );
  }
  const hidden = total - limit;
  if (hidden > 0) figures.push(`<p class="muted">and ${counted(hidden, 'more line')}</p>`);
  return figures.join('\n');
}

/** Of a long line only this much is shown of what is marked, and on both sides of it. UTF-16 units. */
const longestMarked = 1000;
const context = 300;

function lineHtml({ span, marks }: FramedLine, tone: Tone): string {
  const { text } = span;
  const ranges = marks
    .map(({ span: { column, length } }) => ({
      start: Math.min(column - 1, text.length),
      end: Math.min(column - 1 + length, text.length),
    }))
    .sort((one, other) => one.start - other.start);
  const [first = { start: 0, end: 0 }] = ranges;
  const from = Math.max(0, first.start - context);
  const last = Math.max(...ranges.map(({ end }) => end), first.start);
  const to = Math.min(text.length, Math.min(last, first.start + longestMarked) + context);
  let html = from > 0 ? '…' : '';
  let at = from;
  for (const { start, end } of ranges) {
    const [begin, close] = [Math.max(start, at), Math.min(end, to)];
    if (close <= begin) continue;
    html += `${shown(text.slice(at, begin))}<mark>${shown(text.slice(begin, close))}</mark>`;
    at = close;
  }
  html += shown(text.slice(at, to)) + (to < text.length ? '…' : '');
  const labels = marks.flatMap(({ label }) => (label === null ? [] : [remark(`↑ ${label}`, tone)]));
  return `<span class="number">${span.line}</span><code>${html}</code>${labels.join('')}`;
}

function shown(text: string): string {
  return escaped(printable(text, true));
}

function remark(words: string, tone: Tone): string {
  return `<span class="remark ${tone}">${escaped(printableWords(words, true))}</span>`;
}
