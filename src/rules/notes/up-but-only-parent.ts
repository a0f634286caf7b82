import { said } from '../../situation/evidence.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';
import { defineRule, found } from '../rule.ts';

/** `Interface 'modem' is now up` comes when the dial command is through; the address is asked for on `modem_4`. Source: OpenWrt ncm.sh, qmi.sh, mbim.sh; netifd proto-shell. */
export const upButOnlyParent = defineRule({
  id: 'up-but-only-parent',
  role: 'harmless',
  severity: 'info',
  since: '0.1.0',
  concerns: ({ episode }) => episode.attempts.some((attempt) => parentUp(attempt, episode) !== null),
  check: ({ episode }) =>
    episode.attempts.flatMap((attempt) => {
      const up = parentUp(attempt, episode);
      if (up === null || attempt.child === null) return [];
      return [
        found({
          attempt,
          confidence: 'proven',
          title: `“Interface '${attempt.interface}' is now up” does not mean that data flows`,
          explanation: `The parent counts as up as soon as the dial command is through. The address belongs on ${attempt.child}, and no line shows that one coming up.`,
          evidence: [said(up)],
        }),
      ];
    }),
});

function parentUp(attempt: Attempt, episode: Episode) {
  if (attempt.child === null || attempt.address !== null || attempt.outcome === 'up') return null;
  return (
    episode.messages
      .of('interface.up')
      .findLast((message) => message.fields.interface === attempt.interface) ?? null
  );
}
