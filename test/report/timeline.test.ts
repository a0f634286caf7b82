import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { overviewOf } from '../../src/report/overview.ts';
import { plainPalette } from '../../src/report/text/palette.ts';
import { toText } from '../../src/report/text/to-text.ts';
import { durationWords, timelineOf } from '../../src/report/timeline.ts';
import { diagnosisOf, type Input } from '../diagnosis-of.ts';

function timeline(input: Input) {
  const { subject } = overviewOf(diagnosisOf(input));
  return subject === null
    ? []
    : timelineOf(subject).map((entry) =>
        entry.type === 'silence'
          ? `silence ${entry.seconds}`
          : [entry.time, entry.speaker, entry.words, entry.state, entry.rung, entry.times].join(' | '),
      );
}

const at = (time: string, words: string) => `Sun Nov 22 ${time} 2026 daemon.notice netifd: ${words}`;
const log = [
  at('14:49:27', "Interface 'wwan' is setting up now"),
  at('14:49:28', "Network device 'eth0' link is up"),
  at('14:49:28', "Interface 'lan' is now up"),
  at('14:49:30', 'wwan (646): Waiting for SIM initialization'),
  at('14:50:12', 'wwan (646): SIM not initialized'),
  at('14:50:12', 'wwan (646): SIM not initialized'),
  at('14:50:13', "Interface 'wwan' is now down"),
];

describe('the timeline of an attempt', () => {
  test('has its events in order, with time, speaker and rung, and no lines of other interfaces', () => {
    expect(timeline(log)).toEqual([
      "14:49:27 | netifd | Interface 'wwan' is setting up now |  |  | 1",
      expect.stringMatching(/^14:49:30 \| \w+ handler \| Waiting for SIM initialization/),
      'silence 42',
      expect.stringMatching(/^14:50:12 \| \w+ handler \| SIM not initialized \| broken \| sim \| 2$/),
      "14:50:13 | netifd | Interface 'wwan' is now down |  |  | 1",
    ]);
  });

  test('is told with --verbose only, at any width', () => {
    const diagnosis = diagnosisOf(log);
    const page = { unicode: true, palette: plainPalette };
    expect(toText(diagnosis, { ...page, width: 80, verbose: false })).not.toContain('What happened');
    const text = toText(diagnosis, { ...page, width: 80, verbose: true });
    expect(text).toContain('           ┆ 42 s of silence\n');
    expect(text).toMatch(/\n {2}14:50:12 ✘ \w+ handler: SIM not initialized \(2 times\) \(breaks sim\)\n/);
    const narrow = toText(diagnosis, { ...page, width: 40, unicode: false, verbose: true });
    for (const line of narrow.split('\n')) expect(line.length).toBeLessThanOrEqual(40);
  });

  test('every sample has one that begins with the first line of its attempt', () => {
    const text = readFileSync('samples/e3372-ncm-works.txt', 'utf8');
    const [first] = timeline(text);
    expect(first).toMatch(/^02:23:12 \| netifd \| Interface 'modem' is setting up now/);
  });
});

test.each([
  [42, '42 s'],
  [120, '2 min'],
  [200, '3 min 20 s'],
  [7500, '2 h 5 min'],
])('%i seconds are %s', (seconds, words) => {
  expect(durationWords(seconds)).toBe(words);
});
