import { present } from '../../situation/evidence.ts';
import { atTalks } from '../../situation/facts/at.ts';
import { optionOf } from '../../situation/facts/config.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';
import type { Fix } from '../finding.ts';
import { slot } from '../placeholder.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { answeringPort } from './answering-port.ts';
import { failedAttempts, isWithin } from './failed-attempts.ts';
import { portRole } from './port-role.ts';

/**
 * The configured port is the modem's for GPS, diagnosis or voice; such a port opens and never answers AT commands.
 * Sources: ModemManager's port types (mm-port-probe.c, udev rules ID_MM_PORT_TYPE_*); NMEA 0183.
 */
export const atPortWrongRole = defineRule({
  id: 'at-port-wrong-role',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: ['chat-timeout'],
  check: ({ episode }) =>
    failedAttempts(episode).flatMap((attempt) => {
      const { device, config } = attempt;
      if (device === null || (attempt.broken !== 'control' && attempt.broken !== 'dial')) return [];
      const other = portRole(episode, device);
      if (other === null || answersIn(episode, attempt)) return [ruledOut];
      const answering = answeringPort(episode, attempt);
      const option = config === null ? null : optionOf(config.section, 'device');
      const fix = fixFor(attempt, answering?.port ?? null);
      return [
        found({
          attempt,
          confidence: 'likely',
          title: `${device} is not the modem’s port for commands`,
          explanation: `A modem has several serial ports, each for something else. ${device} is for ${other.role}, so AT commands sent there get no answer${answering === null ? '' : `; ${answering.port} answers`}.`,
          evidence: [
            ...(option === null ? [] : [present(option.span, 'what is configured')]),
            ...other.evidence,
            ...(attempt.ladder.find((step) => step.state === 'broken')?.evidence.slice(0, 1) ?? []),
            ...(answering === null ? [] : [answering.evidence]),
          ],
          confirm: {
            text:
              answering === null
                ? 'Ask the other serial ports of the modem; the one that says OK is for AT commands.'
                : 'Stop the interface, and ask both ports: the one that says OK is for AT commands.',
            command: null,
          },
          ...(fix === null ? {} : { fix }),
        }),
      ];
    }),
});

/** Whatever a table says of a port: one that answers commands is right. */
function answersIn(episode: Episode, attempt: Attempt): boolean {
  return atTalks(episode).some(
    ({ by, result, span }) =>
      by !== 'transcript' && result !== null && result !== 'silent' && isWithin(attempt, span),
  );
}

/** Null where it is known neither what is configured nor which port answers. */
function fixFor({ interface: name, config }: Attempt, answering: string | null): Fix | null {
  const summary =
    answering === null ? 'Use the modem’s port for commands or for dialling.' : 'Use the port that answers.';
  if (name === null || config === null)
    return answering === null
      ? null
      : { summary, steps: [{ type: 'advice', text: `Dial through ${answering}.` }] };
  return {
    summary,
    steps: [
      {
        type: 'uci-set',
        config: 'network',
        section: name,
        option: 'device',
        value: slot('TTY', answering, 'the port of the modem that answers OK to AT'),
        before: optionOf(config.section, 'device')?.value ?? null,
      },
    ],
  };
}
