import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spanOf, spanText } from '../../src/capture/position.ts';
import { pageLines } from '../../src/collect/page.ts';

function shown(page: string): readonly string[] {
  return pageLines('page.html', page).map(({ text }) => text);
}

/** `LINE:COLUMN WORD` as the saved file has it. */
function places(page: string): readonly string[] {
  return pageLines('page.html', page).flatMap((line) =>
    [...line.text.matchAll(/\S+/g)].map(({ index, 0: { length } }) => {
      const span = spanOf(line, index, index + length);
      expect(span.text).toBe(page.split('\n')[span.line - 1]);
      return `${span.line}:${span.column} ${spanText(span)}`;
    }),
  );
}

describe('a saved page', () => {
  it('gives the lines that it shows', () => {
    expect(
      shown(
        [
          '<!DOCTYPE html><html><head><title>x</title><style>a{}</style></head><body>',
          '<nav><li>Home</li></nav><script>var a = "<p>no</p>";</script>',
          '<div>Hello,',
          '   it is   broken:<br/>see below</div>',
          '<pre><code class="lang-auto">one &lt;info&gt;',
          '  two',
          '</code></pre><p>after</p>',
          '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>',
          '<ul><li>x</li><li>y</li></ul>',
          '</body></html>',
        ].join('\n'),
      ),
    ).toEqual([
      'Hello, it is broken:',
      'see below',
      '',
      'one <info>',
      '  two',
      '',
      'after',
      '',
      'a b',
      'c',
      '',
      'x',
      'y',
    ]);
  });

  it('shows what LuCI has in its text area', () => {
    expect(shown('<html><textarea readonly>\n[    1.000000] usb\n[    2.000000] x</textarea>')).toEqual([
      '[    1.000000] usb',
      '[    2.000000] x',
    ]);
  });

  it('points to line and column of the saved file', () => {
    expect(
      places('<html><p>a &amp; <b>b&quot;c</b>\n  d&nbsp;e &#x41;1 &ltx</p>\n<pre>\n f\n😀g</pre>'),
    ).toEqual([
      '1:10 a',
      '1:12 &amp;',
      '1:21 b&quot;c',
      '2:3 d',
      '2:10 e',
      '2:12 &#x41;1',
      '2:20 &ltx',
      '4:2 f',
      '5:1 😀g',
    ]);
  });

  it('of any kind is read to its end, and points into itself', () => {
    const part = fc.oneof(
      fc.constantFrom(
        '<p>',
        '</p>',
        '<table>',
        '<td>',
        '<pre>\n',
        '</pre>',
        '<br>',
        '&amp;',
        '&lt',
        '&notit;',
        '\n',
      ),
      fc.constantFrom(
        '<!--',
        '-->',
        '<script>',
        '</script>',
        '<a href="',
        '"',
        '>',
        '</foo>',
        '\0',
        ' ',
        'text',
        '😀',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const page = parts.join('').replace(/\r/g, '');
        for (const line of pageLines('-', page)) {
          for (let at = 0; at < line.text.length; at += 1) {
            const span = spanOf(line, at, at + 1);
            if (line.pieces !== undefined) expect(span.text).toBe(page.split('\n')[span.line - 1]);
            if (/\w/.test(line.text.charAt(at)) && span.length === 1)
              expect(spanText(span)).toBe(line.text[at]);
          }
        }
      }),
    );
  });

  it('may nest as deep as it likes', () => {
    expect(shown(`<html>${'<div>'.repeat(20_000)}x`)).toEqual(['x']);
  });
});
