import { present, said } from '../../situation/evidence.ts';
import { atTalks } from '../../situation/facts/at.ts';
import { defineRule, found } from '../rule.ts';
import { failedAttempts, isWithin, messagesIn } from './failed-attempts.ts';

/**
 * A command of the dial script got no answer in time. Where it was the first one, the port is silent; a later one is
 * something that the modem chews on. Source: ppp chat.c: `alarm` and `Failed`; OpenWrt comgt 3g.chat waits 10 s.
 */
export const chatTimeout = defineRule({
  id: 'chat-timeout',
  role: 'symptom',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) =>
    failedAttempts(episode).flatMap((attempt) => {
      const talk = atTalks(episode).findLast(
        ({ by, result, span }) => by === 'chat' && result === 'silent' && isWithin(attempt, span),
      );
      const [alarm] = messagesIn(episode, attempt, 'chat.alarm', 'chat.read-timed-out');
      if (talk === undefined || alarm === undefined) return [];
      return [
        found({
          attempt,
          confidence: 'likely',
          title: `the dial script got no answer to ${talk.sent?.replace(/\^M$/, '') ?? 'a command'}`,
          explanation:
            'The script sends a command and waits for words that do not come in time, so the dial ends there. Nothing refused it: the modem said nothing.',
          evidence: [present(talk.span, 'sent'), said(alarm, 'and nothing came')],
        }),
      ];
    }),
});
