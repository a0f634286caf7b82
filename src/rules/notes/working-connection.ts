import { rungIndex } from '../../knowledge/rung.ts';
import { type Evidence, present } from '../../situation/evidence.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';
import { defineRule, found } from '../rule.ts';

/** A connection that came up: what is shown of it, and what is not. */
export const workingConnection = defineRule({
  id: 'working-connection',
  role: 'note',
  severity: 'info',
  needs: ['attempts'],
  concerns: ({ episode }) => episode.attempts.some((attempt) => attempt.outcome === 'up'),
  check: ({ attempts }, { episode }) => {
    const attempt = attempts.findLast((known) => known.outcome === 'up');
    if (attempt === undefined || attempt.address === null) return [];
    const chap = chapOf(attempt, episode);
    const how = attempt.proto === '3g' ? 'over PPP' : `on ${attempt.child ?? attempt.netdev ?? 'the modem’s device'}`;
    const beyond = attempt.reached !== null && rungIndex(attempt.reached) > rungIndex('address') ? '' : ' Name servers and traffic are not shown.';
    return [
      found({
        attempt,
        confidence: 'proven',
        title: `it got the address ${attempt.address.value} ${how}`,
        explanation: `The connection came as far as an address.${beyond}${
          chap.length === 0 ? '' : ' “CHAP authentication succeeded” proves no credentials: on a mobile dial the modem gives this answer by itself.'
        }`,
        evidence: [present(attempt.address.span), ...chap],
      }),
    ];
  },
});

function chapOf(attempt: Attempt, episode: Episode): readonly Evidence[] {
  if (attempt.proto !== '3g') return [];
  return episode.messages.of('pppd.chap-succeeded').slice(-1).map((message) => present(message.origin.spans[0]));
}
