import type { Severity } from '../../rules/finding.ts';
import { type FramedLine, framedLines, gapsIn } from '../framed-lines.ts';
import { printable, printableWords } from '../printable.ts';
import { type Block, documentOf, type Extent, type Phrase, type Tone } from './document.ts';
import { ladderDrawing, timeline } from './drawings.ts';
import { style, styleHash } from './html-style.ts';
import { escaped } from './html-text.ts';
import type { ShareableFormat } from './shareable-format.ts';

/** Nothing is loaded, nothing runs, nothing is sent; the one style is known by its hash. */
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;

/** Reports as one file to be opened, printed or sent. */
export function htmlFormat(extent: Extent): ShareableFormat {
  return {
    part: (file, diagnosis) => article(file, blocksHtml(documentOf(diagnosis, extent))),
    failedPart: (file, message) => article(file, `<p>${escaped(printable(message, true))}</p>`),
    whole: page,
  };
}

function page(parts: readonly string[]): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>hwdiag report</title>
<style>${style}</style>
</head>
<body>
<main>
${parts.join('\n')}
</main>
</body>
</html>
`;
}

function article(file: string | null, content: string): string {
  const name = file === null ? '' : `: ${escaped(printable(file, true))}`;
  return `<article>\n<h1>hwdiag report${name}</h1>\n${content}\n</article>`;
}

/** Facts and ladder stand side by side where there is room. */
function blocksHtml(blocks: readonly Block[]): string {
  const ladder = blocks.find((block) => block.type === 'ladder');
  return blocks
    .map((block) => {
      if (block.type === 'facts' && ladder !== undefined)
        return `<div class="overview">\n${blockHtml(block)}\n${ladderDrawing(ladder)}\n</div>`;
      if (block === ladder && blocks.some(({ type }) => type === 'facts')) return '';
      return blockHtml(block);
    })
    .filter((html) => html !== '')
    .join('\n');
}

function blockHtml(block: Block): string {
  switch (block.type) {
    case 'verdict':
      return `<div class="verdict ${block.tone}"><span class="sign">${escaped(block.sign)}</span><p>${phrases(block.words)}</p></div>`;
    case 'heading':
      return `<h2>${escaped(block.text)}</h2>`;
    case 'words':
      return `<p>${phrases(block.words)}</p>`;
    case 'facts': {
      const rows = block.facts.map(([name, words]) => `<dt>${escaped(name)}</dt><dd>${escaped(words)}</dd>`);
      return `<dl>${rows.join('')}</dl>`;
    }
    case 'ladder':
      return ladderDrawing(block);
    case 'lines':
      return framesHtml(block);
    case 'commands':
      return `<pre>${block.lines.map(escaped).join('\n')}</pre>`;
    case 'pattern':
      return list(block.lines.map((line) => `<code>${escaped(line)}</code>`));
    case 'list':
      return list(block.items.map(phrases));
    case 'timeline':
      return timeline(block);
  }
}

function list(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}

function phrases(words: readonly Phrase[]): string {
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

const tones: Readonly<Record<Severity, Tone>> = { error: 'error', warning: 'warning', info: 'note' };

/** Lines of the input, a figure for each source. */
function framesHtml({ evidence, severity, limit }: Extract<Block, { type: 'lines' }>): string {
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
    const place = printable(first.span.source, true);
    figures.push(
      `<figure class="lines ${tone}"><figcaption>${escaped(place)}</figcaption>${rows.join('')}</figure>`,
    );
  }
  const hidden = total - limit;
  if (hidden > 0) figures.push(`<p><span class="muted">and ${hidden} more, shown with --verbose</span></p>`);
  return figures.join('\n');
}

/** Of a long line only this much is shown on both sides of what is marked. UTF-16 units. */
const context = 300;

function lineHtml({ span, marks }: FramedLine, tone: Tone): string {
  const { text } = span;
  const ranges = marks.map((mark) => ({
    start: Math.min(mark.span.column - 1, text.length),
    end: Math.min(mark.span.column - 1 + mark.span.length, text.length),
  }));
  const from = Math.max(0, Math.min(...ranges.map(({ start }) => start), text.length) - context);
  const to = Math.min(text.length, Math.max(...ranges.map(({ end }) => end), from) + context);
  let html = from > 0 ? '…' : '';
  let at = from;
  for (const { start, end } of ranges.sort((one, other) => one.start - other.start)) {
    if (end <= at || start >= to) continue;
    const begin = Math.max(start, at);
    html += `${shown(text.slice(at, begin))}<mark>${shown(text.slice(begin, end))}</mark>`;
    at = end;
  }
  html += shown(text.slice(at, to)) + (to < text.length ? '…' : '');
  const labels = marks.flatMap(({ label }) => (label === null ? [] : [remark(`↑ ${label}`, tone)]));
  return `<div class="line"><span class="number">${span.line}</span><code>${html}</code></div>${labels.join('')}`;
}

function shown(text: string): string {
  return escaped(printable(text, true));
}

function remark(words: string, tone: Tone): string {
  return `<div class="line"><span class="number"></span><span class="remark ${tone}">${escaped(printableWords(words, true))}</span></div>`;
}
