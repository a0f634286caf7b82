import type { Knowledge } from '../section.ts';
import type { WrapJudge } from './mending.ts';

/**
 * A judge of wrapped lines by somebody who knows what programs say.
 *
 * @param knows what is known of a text; null where nobody says it
 */
export function wrapJudge(knows: (text: string) => Knowledge | null): WrapJudge {
  // There are several wholes to one line.
  let present: string | null = null;
  let alone: Knowledge | null = null;
  return (line, whole) => {
    if (line !== present) {
      present = line;
      alone = knows(line);
    }
    const together = knows(whole);
    if (together === null) return alone === null ? null : 'two';
    if (alone === null) return 'one';
    if (alone.lacksValue || together.literal > alone.literal) return 'likely-one';
    // A catch-all takes what is too much for the wording of the line alone.
    return together.literal < alone.literal ? 'two' : 'either';
  };
}
