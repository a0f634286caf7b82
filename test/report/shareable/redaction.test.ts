import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Diagnosis } from '../../../src/rules/finding.ts';
import { present } from '../../../src/situation/evidence.ts';
import { brokenPost, workingLog } from '../../cli/inputs.ts';
import { diagnosisOf } from '../../diagnosis-of.ts';
import { damages, numberPlaces, places, tail, word } from '../../redact/planted.ts';
import { attempt, diagnosis, episode, finding, verdict } from '../diagnosis-builder.ts';
import { formatNames, written } from './reports.ts';

/** The shortest part of a secret that must not be found anywhere. UTF-16 units. */
const tellingPart = 6;

/** Fingerprints of SARIF's results, which are hashes of what is shown, and colours: their digits can be a number's by chance. */
const chance = /(?<="hwdiagFinding\/v1": ")[\da-f]{16}|<style>.*?<\/style>/gs;

/** What somebody can read off a report: tags that only mark stand between no letters. */
function visible(written: string): string {
  const text = written.replaceAll(chance, '');
  return `${text}\n${text.replaceAll(/<\/?mark>/g, '')}\n${text.replaceAll('\\', '')}`;
}

function expectHidden(told: Diagnosis, secret: string): void {
  for (const format of formatNames) {
    const shown = visible(written(format, told, true));
    for (let at = 0; at + tellingPart <= secret.length; at += 1)
      expect(shown.includes(secret.slice(at, at + tellingPart)), `${secret} in ${format}`).toBe(false);
  }
}

/** A diagnosis in which a line stands wherever a report quotes one, marked from `start` to `end` of its length. */
function tellingOf(line: string, words: string, start: number, end: number): Diagnosis {
  const [from, to] = [start, end]
    .sort((one, other) => one - other)
    .map((part) => Math.floor(part * line.length));
  const column = (from ?? 0) + 1;
  const span = { source: 'log', line: 7, column, length: (to ?? 0) - column + 1, text: line };
  const evidence = [present(span, `label: ${words}`), present({ ...span, column: 1, length: line.length })];
  const fault = finding({
    rule: 'apn-typo',
    title: `${words} is refused`,
    explanation: `It is '${words}'.`,
    evidence,
    confirm: {
      text: `Try ${words}`,
      command: [{ known: 'uqmi' }, { known: '--password' }, { known: words }],
    },
    fix: {
      summary: `Put ${words} in`,
      steps: [
        { type: 'advice', text: `Write ${words} down.` },
        {
          type: 'uci-set',
          config: 'network',
          section: 'wan',
          option: 'password',
          value: { known: words },
          before: words,
        },
      ],
    },
  });
  const one = attempt(span, { apn: { value: 'internet', span }, lost: { rung: 'dial', evidence }, times: 3 });
  return diagnosis(
    [
      [
        episode({ attempts: [one] }),
        verdict({ state: 'broken', rung: 'dial', cause: 'apn-typo', confidence: 'likely' }),
      ],
      [episode({ id: 2, attempts: [{ ...one, id: 2, episode: 2 }] }), verdict({ state: 'undetermined' })],
    ],
    [fault, { ...fault, rule: 'sim-pin' }, { ...fault, role: 'harmless' }, { ...fault, episode: 2 }],
    {
      notChecked: [{ rule: 'sim-pin', episode: 1, missing: words, ask: `echo '${words}'` }],
      setAside: [{ reason: 'advice', source: 'log', firstLine: 7, lastLine: 7, words: line }],
    },
  );
}

describe('a planted secret is in no format', () => {
  const part = fc.double({ min: 0, max: 1, noNaN: true });

  test.each(places.map((place) => [place('…'), place] as const))('%s', (_, place) => {
    fc.assert(
      fc.property(
        word,
        fc.constantFrom(...damages),
        fc.integer({ min: 1, max: 9 }),
        part,
        part,
        (secret, damage, at, start, end) => {
          // Of other places a program tells a part of the value, which a rule does not quote.
          const words = place('').endsWith("''") && !place('').includes('\\') ? secret : 'it';
          expectHidden(tellingOf(damage(place(secret), secret, at), words, start, end), secret);
        },
      ),
      { numRuns: 8 },
    );
  });

  test.each(numberPlaces)('%s%s', (before, behind) => {
    fc.assert(
      fc.property(tail, part, part, (digits, start, end) => {
        expectHidden(tellingOf(before + behind.replace('#', digits), 'it', start, end), digits);
      }),
      { numRuns: 8 },
    );
  });

  test('when a text is diagnosed that holds it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, fc.constantFrom(...places)), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(brokenPost, workingLog),
        (planted, text) => {
          const lines = planted.map(([secret, place]) => `        ${place(secret)}`).join('\n');
          const told = diagnosisOf(`${text}        option password '${planted[0]?.[0]}'\n${lines}\n`);
          for (const [secret] of planted) expectHidden(told, secret);
        },
      ),
      { numRuns: 15 },
    );
  });

  test('nor is the name of the host, in the prompt and in the log', () => {
    const log = workingLog.replaceAll('2018 daemon', '2018 joes-flat-7 daemon');
    const told = diagnosisOf(`root@joes-flat-7:~# logread\n${log}root@joes-flat-7:~# ifup modem\n`);
    expectHidden(told, 'joes-flat-7');
  });
});

test('a long log, of which lines are kept as bytes, is redacted, too', () => {
  const secret = 'Qbhfjkqv29xw7z';
  const dial = `Mon Mar  4 06:00:02 2024 daemon.notice netifd: wan (2000): sending -> AT^NDISDUP=1,1,"internet","u","${secret}"`;
  const refusal = 'Mon Mar  4 06:00:04 2024 daemon.notice netifd: wan (2000): +CME ERROR: 30';
  const start = "Mon Mar  4 06:00:00 2024 daemon.notice netifd: Interface 'wan' is setting up now";
  const told = diagnosisOf(Array.from({ length: 2000 }, () => [start, dial, refusal]).flat());
  expect(told.situation.stats.lines).toBe(6000);
  expect(told.findings).not.toEqual([]);
  expectHidden(told, secret);
});
