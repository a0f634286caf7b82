import { DialogueCollector } from '../../../src/grammar/dialogues/collector.ts';
import type { Dialogue } from '../../../src/grammar/dialogues/dialogue.ts';
import { messagesOf } from '../recorded-reading.ts';

/** The dialogues of these lines, collected at once. */
export function dialoguesOf(...lines: readonly string[]): readonly Dialogue[] {
  const collector = new DialogueCollector();
  for (const message of messagesOf(...lines)) collector.add(message);
  return collector.finish();
}

/** The dialogues of one type. */
export function collect<T extends Dialogue['type']>(
  type: T,
  ...lines: readonly string[]
): readonly Extract<Dialogue, { type: T }>[] {
  return dialoguesOf(...lines).filter(
    (dialogue): dialogue is Extract<Dialogue, { type: T }> => dialogue.type === type,
  );
}

/** The only dialogue of a type. */
export function theOnly<T extends Dialogue['type']>(
  type: T,
  ...lines: readonly string[]
): Extract<Dialogue, { type: T }> {
  const [only, ...others] = collect(type, ...lines);
  if (only === undefined || others.length > 0)
    throw new Error(`${others.length + (only ? 1 : 0)} dialogues of ${type}`);
  return only;
}
