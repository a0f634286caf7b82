import { present } from '../../situation/evidence.ts';
import { sessionCausesOf } from '../../situation/facts/session-causes.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';
import type { Confidence, Confirmation, Fix } from '../finding.ts';
import { defineRule, found, type Rule, ruledOut } from '../rule.ts';
import { wordlessRefusals } from '../wordless-refusals.ts';
import { attemptAround, lastStanding } from './standing.ts';

/** A reason that the network gives for refusing a session. */
interface RefusedSession {
  readonly id: string;
  readonly since: string;
  /** Numbers of session management. */
  readonly causes: readonly number[];
  readonly confidence: Confidence;
  readonly title: (cause: number) => string;
  readonly explanation: string;
  readonly confirm: Confirmation;
  readonly fix: (attempt: Attempt | null, episode: Episode) => Fix;
}

/**
 * Declares a cause that the network itself names. Without its number nothing is claimed: that a dial failed does not say
 * why. Silent where the session stands later on.
 */
export function defineRefusedSession(refusal: RefusedSession): Rule {
  const { id, since, causes, confidence, title, explanation, confirm, fix } = refusal;
  return defineRule({
    id,
    role: 'cause',
    severity: 'error',
    since,
    explains: wordlessRefusals,
    concerns: ({ episode }) => sessionCausesOf(episode, ...causes).length > 0,
    check: ({ episode }) => {
      const told = lastStanding(episode, sessionCausesOf(episode, ...causes));
      if (told === null) return [ruledOut];
      const attempt = attemptAround(episode, told.span);
      return [
        found({
          attempt,
          confidence,
          title: title(told.value),
          explanation,
          evidence: [present(told.span, `the network’s reason: cause ${told.value}`)],
          confirm,
          fix: fix(attempt, episode),
        }),
      ];
    },
  });
}
