import type { Message } from '../../grammar/message.ts';
import type { Fact } from '../situation.ts';

/**
 * A value that some line shows, whoever printed it. Readings of one kind are given in the order of events, so that the
 * last one is how it stood at the end.
 */
export interface Reading<T> extends Fact<T> {
  /** 0-based position among all readings of the capture; of a log that stands newest first, in the order of events. */
  readonly order: number;
  /** The program or tool that printed it: `at`, `uqmi`, `mmcli`, `netifd`, `modem-manager`, … */
  readonly teller: string;
}

/** A message of any kind. */
export type Said = Pick<Message, 'origin'>;

export function readingOf<T>({ origin }: Said, value: T): Reading<T> {
  const { spans, order, speaker } = origin;
  return { value, span: spans[0], order, teller: speaker };
}

/** In the order of events; a line that is told twice (as part of a talk and by itself) counts once. */
export function inOrder<T extends Reading<unknown>>(readings: readonly T[]): readonly T[] {
  const byPlace = new Map<string, T>();
  for (const reading of readings) {
    const { source, line, column } = reading.span;
    const place = `${line}:${column} ${JSON.stringify(reading.value)} ${source}`;
    if (!byPlace.has(place)) byPlace.set(place, reading);
  }
  return [...byPlace.values()].sort((one, other) => one.order - other.order);
}
