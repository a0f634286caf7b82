import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { plainPalette } from '../../src/report/text/palette.ts';
import { toText } from '../../src/report/text/to-text.ts';
import { diagnosisOf } from '../diagnosis-of.ts';

test('a connection that came up and hung up is told as lost, with the line that ended it', () => {
  const log = readFileSync('samples/e3372-3g-works.txt', 'utf8');
  const hangUp = 'Sat Jul 21 22:40:41 2018 daemon.notice pppd[10723]: Modem hangup';
  const text = toText(diagnosisOf(`${log}${hangUp}\n`), {
    width: 80,
    unicode: true,
    verbose: false,
    palette: plainPalette,
  });
  expect(text.replaceAll(/\s+/g, ' ')).toContain(
    'It came up and got an IP address (10.146.249.5), then it was lost at dial (the data connection was cut off)',
  );
  expect(text).toMatch(/✔ reached .*\n? *.*address\n/);
  expect(text).toMatch(/✘ lost at +dial\n/);
  expect(text).toMatch(/What speaks for it \[ppp-modem-hangup\]\n[\s\S]*pppd\[10723\]: Modem hangup\n/);
});
