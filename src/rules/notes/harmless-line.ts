import type { Message } from '../../grammar/message.ts';
import { said } from '../../situation/evidence.ts';
import { defineRule, found, type Rule, type Scene } from '../rule.ts';

/** A line that frightens people and means nothing. */
interface HarmlessLine {
  readonly id: string;
  readonly since: string;
  readonly title: string;
  readonly explanation: string;
  /** The lines it is about; none where they do not stand in the episode. */
  readonly lines: (scene: Scene) => readonly Message[];
}

/** Declares a note about harmless lines: it shows the first of them and says why they are none of the trouble. */
export function defineHarmlessLine({ id, since, title, explanation, lines }: HarmlessLine): Rule {
  return defineRule({
    id,
    role: 'harmless',
    severity: 'info',
    since,
    concerns: (scene) => lines(scene).length > 0,
    check: (scene) => {
      const [first] = lines(scene);
      return first === undefined
        ? []
        : [
            found({
              attempt: null,
              confidence: 'proven',
              title,
              explanation,
              evidence: [said(first)],
            }),
          ];
    },
  });
}
