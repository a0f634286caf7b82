import { present } from '../../situation/evidence.ts';
import { atTalks } from '../../situation/facts/at.ts';
import { optionOf } from '../../situation/facts/config.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';
import { slot } from '../placeholder.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
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
      const { device, config, interface: name } = attempt;
      if (device === null || (attempt.broken !== 'control' && attempt.broken !== 'dial')) return [];
      const other = portRole(episode, device);
      if (other === null || answersIn(episode, attempt)) return [ruledOut];
      const option = config === null ? null : optionOf(config.section, 'device');
      return [
        found({
          attempt,
          confidence: 'likely',
          title: `${device} is not the modem’s port for commands`,
          explanation: `A modem has several serial ports, each for something else. ${device} is for ${other.role}, so AT commands sent there get no answer.`,
          evidence: [
            ...(option === null ? [] : [present(option.span, 'what is configured')]),
            ...other.evidence,
            ...(attempt.ladder.find((step) => step.state === 'broken')?.evidence.slice(0, 1) ?? []),
          ],
          confirm: {
            text: 'Ask the other serial ports of the modem; the one that says OK is for AT commands.',
            command: null,
          },
          ...(name === null || config === null
            ? {}
            : {
                fix: {
                  summary: 'Use the modem’s port for commands or for dialling.',
                  steps: [
                    {
                      type: 'uci-set',
                      config: 'network',
                      section: name,
                      option: 'device',
                      value: slot('TTY', null, 'the port of the modem that answers OK to AT'),
                      before: option?.value ?? null,
                    } as const,
                  ],
                },
              }),
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
