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
