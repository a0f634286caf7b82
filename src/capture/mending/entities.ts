import { edited, editsOf } from './edit.ts';
import type { LineMending } from './mending.ts';

/** `&gt;`, `&#39;`, `&#x27;`, and what was encoded twice: `&amp;gt;`. */
const entity = /&(?:amp;){0,3}(?:#(\d{2,6})|#[xX]([\da-fA-F]{2,5})|([a-zA-Z]{2,6}));/g;

/** Names of HTML that pasted logs have. */
const named: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['ensp', ' '],
  ['emsp', ' '],
  ['thinsp', ' '],
  ['lsquo', "'"],
  ['rsquo', "'"],
  ['sbquo', "'"],
  ['ldquo', '"'],
  ['rdquo', '"'],
  ['bdquo', '"'],
  ['laquo', '"'],
  ['raquo', '"'],
  ['ndash', '-'],
  ['mdash', '--'],
  ['hellip', '...'],
  ['shy', ''],
]);

/** Characters that a web page wrote as entities, in text that is no web page. */
export const entities: LineMending = {
  name: 'entities of HTML',
  samples: [
    {
      damaged: ['Connect: 3g-wan &lt;--&gt; /dev/ttyUSB0'],
      mended: ['Connect: 3g-wan <--> /dev/ttyUSB0'],
    },
    {
      damaged: ['AT+CGDCONT=1,&quot;IP&quot;,&quot;internet&quot;'],
      mended: ['AT+CGDCONT=1,"IP","internet"'],
    },
    { damaged: ['option apn &#39;a&amp;amp;b&#x27;'], mended: ["option apn 'a&b'"] },
  ],
  mend(line) {
    if (!line.text.includes('&')) return null;
    const edits = editsOf(line.text, entity, ([, decimal, hex, name = '']) => {
      if (decimal !== undefined) return characterOf(Number.parseInt(decimal, 10));
      if (hex !== undefined) return characterOf(Number.parseInt(hex, 16));
      return named.get(name) ?? null;
    });
    return edits === null ? null : [edited(line, edits)];
  },
};

/** Null for what is no character, or one that a line cannot hold. */
function characterOf(code: number): string | null {
  if (code === 0xa0) return ' ';
  const printable = code >= 0x20 && code !== 0x7f && code <= 0x10_ff_ff && (code < 0xd800 || code > 0xdfff);
  return printable ? String.fromCodePoint(code) : null;
}
