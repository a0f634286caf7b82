import type { Observation } from '../../../src/grammar/observation.ts';
import { readLines } from '../recorded-reading.ts';

type Kind = Observation['kind'];

/** What a paste shows of one kind. Its lines may begin with a prompt. */
export function shownOf<K extends Kind>(kind: K, text: string): readonly Extract<Observation, { kind: K }>[] {
  const { observations } = readLines(...text.split('\n'));
  return observations.filter((known): known is Extract<Observation, { kind: K }> => known.kind === kind);
}

/** The values that modem tools print, by key; a key that stands twice is a mistake of the test. */
export function factsOf(text: string): Readonly<Record<string, string>> {
  const facts: Record<string, string> = {};
  for (const { key, value } of shownOf('modem-fact', text)) {
    if (key in facts) throw new Error(`${key} stands twice`);
    facts[key] = value;
  }
  return facts;
}

/** Lines that nothing understood, outside prose. */
export function leftOver(text: string): readonly string[] {
  return readLines(...text.split('\n')).unknown.map((line) => line.text);
}

/** What a text of sentences shows: nothing. */
export function kindsShown(text: string): readonly string[] {
  return readLines(...text.split('\n')).observations.map(({ kind }) => kind);
}
