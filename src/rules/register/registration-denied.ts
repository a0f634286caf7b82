import { present } from '../../situation/evidence.ts';
import { codesOf } from '../../situation/facts/codes.ts';
import { readingOf } from '../../situation/facts/reading.ts';
import { isRegistered, registrations, wasRegistered } from '../../situation/facts/registration.ts';
import { lastSim } from '../../situation/facts/sim.ts';
import { standing } from '../../situation/facts/standing.ts';
import type { Episode } from '../../situation/situation.ts';
import { askCommand } from '../ask-command.ts';
import { defineRule, found, type RuleVerdict } from '../rule.ts';
import { wordlessRefusals } from '../wordless-refusals.ts';

/**
 * The network refuses the modem or the card. `+CREG: 0,3` alone is about calls and SMS; while CGREG, CEREG or C5GREG is
 * registered it means nothing for data.
 * Sources: 3GPP TS 27.007 sections 7.2, 10.1.20 and 10.1.22; OpenWrt qmi.sh; MBIM 1.0 section 10.5.10 (register state 6);
 * ModemManager MMModem3gppRegistrationState.
 */
export const registrationDenied = defineRule({
  id: 'registration-denied',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: wordlessRefusals,
  check: ({ episode }): readonly RuleVerdict[] => {
    const all = registrations(episode);
    const data = all.filter(({ domain }) => domain !== 'cs');
    const denied = data.filter(({ value }) => value === 'denied');
    const forCalls = all.findLast(({ domain, value }) => domain === 'cs' && value === 'denied');
    if (denied.length === 0 && forCalls !== undefined) return callsOnly(episode, forCalls);
    const rejected = episode.messages
      .of('network.rejected')
      .map((message) => readingOf(message, 'denied' as const));
    const refusal = standing(episode, denied.length > 0 ? denied : rejected);
    if (refusal === null || hasAnotherReason(episode)) return [];
    // CGREG and CEREG stand side by side: one of them registered is enough.
    const beside = data.findLast(({ value }) => isRegistered(value));
    if (beside !== undefined && beside.teller === 'at' && refusal.last.teller === 'at') return [];
    const end = data.at(-1);
    const isLast = end === undefined || end.value === 'denied';
    if (!isLast && !isSearch(end.value)) return [];
    const cause = codesOf(episode, 'emm').at(-1);
    return [
      found({
        attempt: refusal.attempt,
        confidence: denied.length > 0 && isLast ? 'proven' : 'likely',
        title: 'the network refuses the modem',
        explanation:
          'The modem found a network, asked to be let in, and was refused. Signal and antenna are not the trouble. The usual reasons are a card that is not activated or not paid for, one that may not roam here or may not use this network type, or a modem that the operator does not admit. The cause number, where shown, tells which.',
        evidence: [
          ...(refusal.readings.length > 1
            ? refusal.readings.slice(0, 1).map(({ span }) => present(span))
            : []),
          present(refusal.last.span),
          ...(cause === undefined ? [] : [present(cause.span)]),
        ],
        confirm: {
          text: 'Does the card get data in a telephone at the same place? The cause tells more: AT+CEREG=3, then AT+CEREG? (the last two numbers).',
          command: askCommand(episode, {
            at: 'AT+CEREG?',
            uqmi: '--get-serving-system',
            mmcli: '-m any',
          }),
        },
        fix: {
          summary: 'Settle it with the operator, or use another network.',
          steps: [
            {
              type: 'advice',
              text: 'Try the card in a telephone. If it fails there, too, ask the operator to activate it. If it works there, let the modem choose the operator by itself (AT+COPS=0), allow all network types, and ask the operator whether it admits this modem (IMEI).',
            },
          ],
        },
      }),
    ];
  },
});

/** The network refuses calls; whether it refuses data, this does not say. */
function callsOnly(
  episode: Episode,
  forCalls: ReturnType<typeof registrations>[number],
): readonly RuleVerdict[] {
  const data = wasRegistered(episode);
  if (data !== null) {
    return [
      found({
        attempt: null,
        confidence: 'refuted',
        severity: 'info',
        title: 'only calls are refused, data is registered',
        explanation:
          '+CREG is about calls and SMS. The modem is registered for data, which is all that a connection needs.',
        evidence: [present(forCalls.span), present(data.span, 'registered for data')],
      }),
    ];
  }
  const alone = standing(episode, [forCalls]);
  if (alone === null || registrations(episode).some(({ domain }) => domain !== 'cs')) return [];
  if (hasAnotherReason(episode)) return [];
  return [
    found({
      attempt: alone.attempt,
      confidence: 'possible',
      title: 'the network refuses the modem, at least for calls',
      explanation:
        '+CREG is about calls and SMS. Where it is refused, data often is, too, but only +CGREG and +CEREG tell.',
      evidence: [present(forCalls.span)],
      confirm: {
        text: 'Ask for the registration for data: 1 and 5 are registered, 3 is refused.',
        command: askCommand(episode, { at: 'AT+CEREG?' }),
      },
    }),
  ];
}

function hasAnotherReason(episode: Episode): boolean {
  const sim = lastSim(episode)?.value ?? 'ready';
  return sim !== 'ready' && sim !== 'starting';
}

/** A refused modem goes on looking for another network. */
function isSearch(state: string): boolean {
  return state === 'searching' || state === 'idle' || state === 'limited';
}
