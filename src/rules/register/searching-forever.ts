import { present } from '../../situation/evidence.ts';
import { netifdErrors } from '../../situation/facts/netifd-errors.ts';
import { radioStates } from '../../situation/facts/radio.ts';
import { type Reading, readingOf } from '../../situation/facts/reading.ts';
import { registrations, wasRegistered } from '../../situation/facts/registration.ts';
import { sessionStates } from '../../situation/facts/session.ts';
import { lastSim } from '../../situation/facts/sim.ts';
import { standing } from '../../situation/facts/standing.ts';
import type { Episode } from '../../situation/situation.ts';
import { askCommand, modemSection } from '../ask-command.ts';
import type { FixStep } from '../finding.ts';
import { defineRule, found, type Scene } from '../rule.ts';
import { wordlessRefusals } from '../wordless-refusals.ts';
import { noSignal } from './no-signal.ts';

/**
 * The modem looks for a network and does not get into one before the handler gives up. qmi.sh waits `timeout` seconds (10
 * by default, from 18.06.2 on), which is less than a modem may need after power-on.
 * Sources: OpenWrt qmi.sh, mbim.sh, modemmanager.sh; ModemManager mm-iface-modem-3gpp.c; 3GPP TS 27.007 section 7.2;
 * quectel-CM requestRegistrationState2.
 */
export const searchingForever = defineRule({
  id: 'searching-forever',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: wordlessRefusals,
  check: (scene) => {
    const { episode } = scene;
    if (hasAnotherReason(scene)) return [];
    const gaveUp = endings(episode);
    const looking = searches(episode);
    const search = standing(episode, gaveUp.length > 0 ? gaveUp : looking);
    if (search === null) return [];
    const section = modemSection(episode, search.attempt);
    const proto =
      search.attempt?.proto ?? episode.interfaces.find(({ name }) => name === section)?.proto ?? null;
    const isSure =
      gaveUp.length > 0 || looking.length >= 3 || (looking.length > 0 && search.attempt?.broken != null);
    return [
      found({
        attempt: search.attempt,
        confidence: isSure ? 'likely' : 'possible',
        title: 'the modem does not get into a network',
        explanation:
          'The modem is not registered, and the network has not refused it either: it is still searching, or has stopped. Weak signal, bands or a network type that the operator does not use here, an operator chosen by hand, or too short a wait are the usual reasons.',
        evidence: [
          ...(search.readings.length > 1 ? search.readings.slice(0, 1).map(({ span }) => present(span)) : []),
          present(search.last.span),
        ],
        confirm: {
          text: 'Ask for signal and registration again two minutes after the start. Registered by then: the wait is too short. No signal: antenna or bands.',
          command: askCommand(episode, {
            at: 'AT+CEREG?',
            uqmi: '--get-serving-system',
            mmcli: '-m any',
          }),
        },
        fix: {
          summary: 'Give the modem more time, and look at what keeps it from registering.',
          steps: [
            ...(proto === 'qmi' && section !== null
              ? [
                  {
                    type: 'uci-set',
                    config: 'network',
                    section,
                    option: 'timeout',
                    value: { known: '60' },
                    before: null,
                  } satisfies FixStep,
                ]
              : []),
            {
              type: 'advice',
              text: 'See the signal (AT+CSQ), whether an operator is chosen by hand (AT+COPS? begins with 1; AT+COPS=0 undoes it), and which network types and bands are allowed. Try the card in a telephone at the same place.',
            },
          ],
        },
      }),
    ];
  },
});

/** Something lower or plainer keeps it from the network, or it was in one. */
function hasAnotherReason(scene: Scene): boolean {
  const { episode } = scene;
  const radio = radioStates(episode).at(-1)?.value ?? 'on';
  const sim = lastSim(episode)?.value ?? 'ready';
  return (
    radio !== 'on' ||
    (sim !== 'ready' && sim !== 'starting') ||
    registrations(episode).some(({ value }) => value === 'denied') ||
    noSignal.check(scene, {}).length > 0
  );
}

/** Lines by which a program gives up waiting for the registration. */
function endings(episode: Episode): readonly Reading<null>[] {
  const { messages } = episode;
  const failures = messages.of('handler.register-failed').filter(({ fields }) => {
    if ('code' in fields) return fields.code < 3;
    return !('reason' in fields) || unregistered.has(fields.reason);
  });
  return [
    ...[
      ...messages.of('handler.register-timeout'),
      ...messages.of('handler.register-restart'),
      ...messages.of('registration.failed'),
      ...failures,
    ].map((message) => readingOf(message, null)),
    ...netifdErrors(episode)
      .filter(({ value }) => value === 'NETWORK_REGISTRATION_FAILED' || value === 'NO_REGISTRATION')
      .map((error) => ({ ...error, value: null })),
  ].sort((one, other) => one.order - other.order);
}

/** uqmi's words that qmi.sh gives as the reason; a refusal is another matter. */
const unregistered: ReadonlySet<string> = new Set(['searching', 'not_registered', 'unknown']);

/** States that say so, of a modem that was never on a network. */
function searches(episode: Episode): readonly Reading<unknown>[] {
  const isOnline =
    wasRegistered(episode) !== null || sessionStates(episode).some(({ value }) => value === 'connected');
  if (isOnline) return [];
  const all = registrations(episode);
  const last = all.findLast(({ domain }) => domain !== 'cs') ?? all.at(-1);
  return last !== undefined && (last.value === 'searching' || last.value === 'idle')
    ? all.filter(({ value }) => value === 'searching' || value === 'idle')
    : [];
}
