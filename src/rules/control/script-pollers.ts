import { present } from '../../situation/evidence.ts';
import { runningProcess } from '../../situation/facts/software.ts';
import type { Episode } from '../../situation/situation.ts';
import { command } from '../command.ts';
import { defineRule, found } from '../rule.ts';
import { failedAttempts, messagesIn } from './failed-attempts.ts';

/** Programs that ask for signal and messages again and again. Sources: packages 3ginfo-lite, modemband, sms-tool, smstools3, modemdata. */
const pollers = [
  '3ginfo.sh',
  '3ginfo',
  'modemband.sh',
  'modemdata.sh',
  'sms_tool',
  'smsd',
  'signal.sh',
  'atinout',
  'modem_info',
];

/**
 * A program that shows signal or messages asks on the same AT port on which the handler dials; each reads the other's answers.
 * Sources: a serial port gives each byte to one reader only; OpenWrt comgt (gcom waits for the answer to its own command).
 */
export const scriptPollers = defineRule({
  id: 'script-pollers',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) => {
    const poller = running(episode);
    if (poller === null) return [];
    return failedAttempts(episode)
      .filter(
        ({ broken, proto }) =>
          broken === 'control' && (proto === '3g' || proto === 'ncm' || proto === 'directip'),
      )
      .map((attempt) => {
        const [silence] = messagesIn(episode, attempt, 'gcom.timeout', 'gcom.device-unopened');
        return found({
          attempt,
          confidence: 'possible',
          title: `${poller.name} asks the modem while the handler dials`,
          explanation:
            'A serial port gives each answer to one reader only. A program that asks for signal or messages may take the answer for which the handler waits, and the handler then takes the modem for silent.',
          evidence: [
            present(poller.span, 'it talks to the modem, too'),
            ...(silence === undefined ? [] : [present(silence.origin.spans[0])]),
          ],
          confirm: {
            text: 'Stop the program and bring the interface up again: does it come up?',
            command: command('ps', 'w'),
          },
          fix: {
            summary: 'Keep the program away from the port that dials.',
            steps: [
              {
                type: 'advice',
                text: `Stop ${poller.name}, or give it the modem’s second AT port in its own settings.`,
              },
            ],
          },
        });
      });
  },
});

function running(episode: Episode) {
  for (const name of pollers) {
    const process = runningProcess(episode, name.replace('.sh', '')) ?? scriptNamed(episode, name);
    if (process !== null) return { name, span: process.span };
  }
  return null;
}

/** `/bin/sh /usr/share/3ginfo-lite/3ginfo.sh` */
function scriptNamed(episode: Episode, name: string) {
  return (
    episode.observations.of('process').findLast(({ command: line }) => line.split(/[\s/]/).includes(name)) ??
    null
  );
}
