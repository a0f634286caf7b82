import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bbcode } from '../../../src/capture/mending/bbcode.ts';
import { htmlTags } from '../../../src/capture/mending/html-tags.ts';
import { QuotesBefore } from '../../../src/capture/mending/quotes-before.ts';

test('tells at each place, asked about from left to right, whether a quote of a kind is open', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...`'"ab`), maxLength: 40 }),
      fc.array(fc.tuple(fc.constantFrom("'", '"'), fc.nat(40))),
      (text, asked) => {
        const quotes = new QuotesBefore(text);
        for (const [quote, at] of asked.sort(([, one], [, other]) => one - other))
          expect(quotes.isOpen(quote, at)).toBe(text.slice(0, at).split(quote).length % 2 === 0);
      },
    ),
  );
});

test.each([
  [htmlTags, `echo "<br>" 'a'<br>b`, ['echo "<br>" \'a\'', 'b']],
  [bbcode, 'echo "[code]" root@OpenWrt:~# logread[code]', ['echo "[code]" root@OpenWrt:~# logread']],
] as const)(
  'a tag that a script prints stays, one behind words in quotes is taken off',
  (mending, text, lines) => {
    const made = mending.mend({ source: '', number: 2, text, truncated: false });
    expect(made?.map((line) => line.text)).toEqual(lines);
  },
);
