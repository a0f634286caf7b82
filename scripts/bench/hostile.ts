import { Diagnoser } from '../../src/diagnosis.ts';
import { redactTexts } from '../../src/report/redacted-text.ts';

/** What is done to the texts of strangers. */
export const works: Readonly<Record<'redacted' | 'diagnosed', (text: string) => unknown>> = {
  redacted: (text) => redactTexts([text]),
  diagnosed: (text) => {
    const diagnoser = new Diagnoser();
    diagnoser.capture.source('-');
    diagnoser.capture.feed(new TextEncoder().encode(text));
    diagnoser.capture.endSource();
    return diagnoser.finish();
  },
};

/** A text of so many characters or a few more in which each line has a secret of its own. */
export function manySecrets(length: number): string {
  const lines: string[] = [];
  for (let left = length; left > 0; left -= lines.at(-1)?.length ?? left) {
    const word = `sesame-${lines.length.toString(36)}-x7`;
    lines.push(`option password '${word}' # for ${word}\n`);
  }
  return lines.join('');
}

/** Scraps that a text made to be slow repeats, on one line and on many. */
export const scraps: readonly string[] = [
  'pw=',
  "x.pw='",
  'ssid: ',
  'option pw ',
  '+CPIN=',
  'pw=^M',
  "pw='&amp;",
  '\r',
  "'<br>",
  '[code]',
  '{"a":',
  '<a><b>',
  'AT+CPIN?\r',
  'root@OpenWrt:~# ',
  '[    1.640000] ',
];
