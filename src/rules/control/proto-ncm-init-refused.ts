import { present, said } from '../../situation/evidence.ts';
import { atTalks } from '../../situation/facts/at.ts';
import { defineRule, found } from '../rule.ts';
import { errorsIn, failedAttempts, isWithin, messagesIn } from './failed-attempts.ts';

/**
 * The modem refuses one of the commands that ncm.json sends before dialling.
 * Sources: OpenWrt comgt-ncm ncm.sh (`Failed to initialize modem`, INITIALIZE_FAILED; `Failed to set operating mode`,
 * SETMODE_FAILED), runcommand.gcom (`sending -> …`, `Error running AT-command`); E3372h-320 refuses ATQ0 (forum.openwrt.org
 * 126018); LEDE of 2016 escaped the quotation marks of AT^SYSCFGEX.
 */
export const protoNcmInitRefused = defineRule({
  id: 'proto-ncm-init-refused',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) =>
    failedAttempts(episode).flatMap((attempt) => {
      const [words] = messagesIn(episode, attempt, 'handler.initialize-failed', 'handler.mode-failed');
      const [code] = errorsIn(episode, attempt, 'INITIALIZE_FAILED', 'SETMODE_FAILED');
      if (words === undefined && code === undefined) return [];
      const isMode = words?.kind === 'handler.mode-failed' || code?.value === 'SETMODE_FAILED';
      const talk = atTalks(episode).findLast(
        ({ by, span, order }) =>
          by === 'gcom' && isWithin(attempt, span) && (words === undefined || order < words.origin.order),
      );
      // Without an answer it is the port that is silent, and no refusal.
      if (talk?.result === 'silent') return [];
      const isEscaped = talk?.sent?.includes('\\"') === true;
      const [refusal] = messagesIn(episode, attempt, 'gcom.refused', 'gcom.unsupported');
      return [
        found({
          attempt,
          confidence: 'likely',
          title: isMode
            ? 'the modem refuses the command for the operating mode'
            : 'the modem refuses a command that prepares it',
          explanation: `Before it dials, the handler sends the commands that ncm.json has for this manufacturer.${
            talk === undefined ? ' This modem' : ` The last one, “${talk.sent ?? ''}”, is where this modem`
          } says no, and the handler stops. ${
            isEscaped
              ? 'The quotation marks of the command are escaped, which is a fault of the release.'
              : isMode
                ? 'Without option mode the command is not sent at all.'
                : 'Firmwares of one manufacturer differ in what they take.'
          }`,
          evidence: [
            ...(talk === undefined ? [] : [present(talk.span, 'the command')]),
            ...(refusal === undefined ? [] : [said(refusal)]),
            ...(words === undefined ? [] : [said(words)]),
            ...(words === undefined && code !== undefined ? [present(code.span)] : []),
          ],
          confirm: {
            text: 'Send the commands of the manufacturer’s block in /etc/gcom/ncm.json one by one; the one that brings ERROR is the one.',
            command: null,
          },
          fix: {
            summary: isMode ? 'Leave the mode to the modem.' : 'Take the command out of the list.',
            steps: [
              ...(isMode && attempt.interface !== null
                ? [
                    {
                      type: 'uci-delete',
                      config: 'network',
                      section: attempt.interface,
                      option: 'mode',
                      before: null,
                    } as const,
                  ]
                : []),
              {
                type: 'advice',
                text: 'Or take the refused command out of the manufacturer’s block in /etc/gcom/ncm.json.',
              },
            ],
          },
        }),
      ];
    }),
});
