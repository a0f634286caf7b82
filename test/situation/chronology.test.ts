import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diagnosisOf } from '../diagnosis-of.ts';

/** The log lines of a sample. */
function logOf(sample: string): string[] {
  return readFileSync(`samples/${sample}.txt`, 'utf8')
    .split('\n')
    .filter((line) => /^\w{3} \w{3} [ \d]\d [\d:]{8} \d{4} /.test(line));
}

/** What a verdict rests on, without the places. */
function story(lines: readonly string[]) {
  const { verdict, situation } = diagnosisOf(lines.join('\n'));
  const attempts = situation.episodes.flatMap((episode) => episode.attempts);
  return {
    verdict,
    attempts: attempts.map(({ apn, address, outcome, ladder }) => [
      apn?.value,
      address?.value,
      outcome,
      ladder.map(({ state }) => state),
    ]),
  };
}

describe('a log pasted newest line first', () => {
  it.each(['e3372-ncm-works', 'e3372-3g-works', 'ms2372h-no-lease'])('tells the same: %s', (sample) => {
    const lines = logOf(sample);
    const forward = story(lines);
    expect(forward.attempts).toHaveLength(1);
    expect(story([...lines].reverse())).toEqual(forward);
  });

  it('is not made of a clock that is set back once', () => {
    const [first = '', ...rest] = logOf('e3372-ncm-works');
    const early = first
      .replace(/\d{4} daemon/, '2019 daemon')
      .replace(/'modem' is setting up now/, "'lan' is enabled");
    expect(story([early, first, ...rest]).attempts).toEqual(story([first, ...rest]).attempts);
  });

  it('may begin with a line whose date is cut off', () => {
    const lines = logOf('e3372-ncm-works').reverse();
    const cut = '[  127.090000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB0';
    expect(story([`kern.info kernel: ${cut}`, ...lines]).attempts).toEqual(story(lines).attempts);
  });
});
