import type { Line } from '../line.ts';
import { edited, partOf } from './edit.ts';
import type { LineMending } from './mending.ts';
import { QuotesBefore } from './quotes-before.ts';

/** `<br />`, `</pre>`, `<span class="x">`. Programs print other words in angle brackets: `<info>`, `<asyncmap 0x0>`. */
const tag =
  /<(\/?)(br|p|pre|code|div|span|li|ul|ol|tr|td|th|table|tbody|blockquote|b|i|em|u|strong|samp|kbd|tt|font|a|hr|h[1-6])(?:\s+[a-z-]+=[^<>]{0,500}|\s?\/)?>/gi;

const lineTags = /^(?:br|p|pre|div|li|ul|ol|tr|table|tbody|blockquote|hr|h[1-6])$/i;

/** Tags of HTML in text that is no whole page, as the preview of a mail or a feed leaves them. */
export const htmlTags: LineMending = {
  name: 'tags of HTML',
  samples: [
    {
      damaged: ['<pre><code>[    1.640000] usb 1-1: reset<br />[    1.650000] usb 1-1: gone</code></pre>'],
      mended: ['[    1.640000] usb 1-1: reset', '[    1.650000] usb 1-1: gone'],
    },
    {
      damaged: ['<p>option <b>proto</b> <span class="k">\'qmi\'</span></p>'],
      mended: ["option proto 'qmi'"],
    },
    {
      damaged: ["config interface 'wan'<br>", "option proto 'qmi'<br />option apn 'internet'", 'echo "<br>"'],
      mended: ["config interface 'wan'", "option proto 'qmi'", "option apn 'internet'", 'echo "<br>"'],
    },
  ],
  mend(line) {
    if (!line.text.includes('<')) return null;
    const tags = tagsOf(line.text);
    if (tags.length === 0) return null;
    const cuts = tags.flatMap(({ start, endsLine }) => (endsLine ? [start] : []));
    const ends = [...cuts, line.text.length];
    const parts = ends.map((end, index) => withoutTags(partOf(line, ends[index - 1] ?? 0, end)));
    const written = parts.filter((part) => part.text.trim() !== '');
    return written.length > 0 ? written : parts.slice(0, 1);
  },
};

interface Tag {
  readonly start: number;
  readonly end: number;
  readonly endsLine: boolean;
}

function tagsOf(text: string): readonly Tag[] {
  const quotes = new QuotesBefore(text);
  return [...text.matchAll(tag)].flatMap(({ index: start, 0: { length }, 1: slash, 2: name = '' }) => {
    const end = start + length;
    return isPrinted(text, slash === '' ? start - 1 : end, start, quotes)
      ? []
      : [{ start, end, endsLine: lineTags.test(name) }];
  });
}

/** A script prints the tag: `echo "<br>"`, `echo "<b>up</b>"`. In `option proto 'qmi'<br>` the quotes are closed before it. */
function isPrinted(text: string, beside: number, start: number, quotes: QuotesBefore): boolean {
  const mark = text.charAt(beside);
  if (mark === '\\') return true;
  if (mark !== '"' && mark !== "'") return false;
  return beside > start || quotes.isOpen(mark, start);
}

function withoutTags(line: Line): Line {
  return edited(
    line,
    tagsOf(line.text).map(({ start, end }) => ({ start, end, text: '' })),
  );
}
