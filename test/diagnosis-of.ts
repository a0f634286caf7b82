import { spanText } from '../src/capture/position.ts';
import { Diagnoser } from '../src/diagnosis.ts';
import type { Rung } from '../src/knowledge/rung.ts';
import type { Diagnosis } from '../src/rules/finding.ts';
import type { Evidence } from '../src/situation/evidence.ts';
import type { Attempt, Episode, RungState } from '../src/situation/situation.ts';

/** A text, or its lines. */
type Text = string | readonly string[];

/** A paste, or several files by their names. */
export type Input = Text | { readonly [name: string]: Text };

export function diagnosisOf(input: Input): Diagnosis {
  const sources = typeof input === 'string' || isLines(input) ? { 'post.txt': input } : input;
  const diagnoser = new Diagnoser();
  for (const [name, text] of Object.entries(sources)) {
    diagnoser.capture.source(name);
    diagnoser.capture.feed(
      new TextEncoder().encode(typeof text === 'string' ? text : `${text.join('\n')}\n`),
    );
    diagnoser.capture.endSource();
  }
  return diagnoser.finish();
}

function isLines(input: object): input is readonly string[] {
  return Array.isArray(input);
}

export function episodesOf(input: Input): readonly Episode[] {
  return diagnosisOf(input).situation.episodes;
}

/** All attempts of a text, in order. */
export function attemptsOf(input: Input): readonly Attempt[] {
  return episodesOf(input).flatMap((episode) => episode.attempts);
}

/** The only attempt of a text; fails where there are more or none. */
export function attemptOf(input: Input): Attempt {
  const [attempt, another] = attemptsOf(input);
  if (attempt === undefined || another !== undefined)
    throw new Error(`the text has ${attempt === undefined ? 'no' : 'more than one'} attempt`);
  return attempt;
}

/** The rungs by their state; empty states are left out. */
export function rungsOf({ ladder }: Pick<Attempt, 'ladder'>): { readonly [state: string]: readonly Rung[] } {
  const rungs: { [state: string]: Rung[] } = {};
  for (const step of ladder) {
    const state = stateOf(step);
    rungs[state] = [...(rungs[state] ?? []), step.rung];
  }
  return rungs;
}

function stateOf({ state, implied }: RungState): string {
  return implied ? 'implied' : state;
}

/** Evidence as a person would note it: `14: sending discover`, `no a DHCP offer on modem_4 in 14-20`. */
export function notesOf(evidence: readonly Evidence[]): readonly string[] {
  return evidence.map((known) =>
    known.type === 'presence'
      ? `${known.span.line}: ${spanText(known.span).trim()}`
      : `no ${known.absent} in ${known.from.line}-${known.to.line}`,
  );
}
