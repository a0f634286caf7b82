import type { Message } from '../../grammar/message.ts';
import { present } from '../../situation/evidence.ts';
import { optionOf } from '../../situation/facts/config.ts';
import { modemFacts, tellsOfSeveralModems } from '../../situation/facts/modem-facts.ts';
import { type Reading, readingOf } from '../../situation/facts/reading.ts';
import { simStates } from '../../situation/facts/sim.ts';
import { activeSimPath, standing } from '../../situation/facts/standing.ts';
import type { Episode } from '../../situation/situation.ts';
import { defineRule, found } from '../rule.ts';

/**
 * The modem has the card and its SIM service gives no state of it. qmi.sh waits `timeout` rounds of a second for it (10 by
 * default) and blocks the interface then, so one such end says only that the card was slow; see sim-not-ready-yet.
 * Sources: ModemManager mm-iface-modem.c (six tries to read the lock status), mm-broadband-modem-qmi.c; libqmi
 * QmiWdsVerboseCallEndReasonCm INVALID_SIM_STATE (2504); OpenWrt qmi.sh.
 */
export const simStateStuck = defineRule({
  id: 'sim-state-stuck',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) => {
    const stuck = standing(episode, stuckReadings(episode));
    if (stuck === null) return [];
    const isReadable = simStates(episode).some(
      ({ value, order }) => value === 'ready' && order > stuck.last.order,
    );
    if (isReadable) return [];
    return [
      found({
        attempt: stuck.attempt,
        confidence: 'likely',
        title: 'the modem’s SIM service is stuck',
        explanation: `${stuck.last.value} The card is there, or was never said to be missing. Such a state lasts until the modem itself is restarted; a restart of the interface changes nothing. It is common after a card was activated, exchanged or switched while the modem ran.`,
        evidence: [present(stuck.last.span)],
        confirm: {
          text: 'Restart the modem itself (AT+CFUN=1,1, or mmcli with --reset), wait half a minute and ask for the card again. If that cures it, this was the cause.',
          command: null,
        },
        fix: {
          summary: 'Restart the modem, then the interface.',
          steps: [
            {
              type: 'advice',
              text: 'AT+CFUN=1,1 on the AT port, mmcli -m any --reset, or take the modem’s power away for ten seconds. If it happens at every boot, do it once from a boot script before ifup, and look for newer modem firmware.',
            },
          ],
        },
      }),
    ];
  },
});

/** In words what is stuck, in the order of events. */
function stuckReadings(episode: Episode): readonly Reading<string>[] {
  return [
    ...lockUnread(episode),
    ...invalidState(episode),
    ...missingBesideSlot(episode),
    ...neverReady(episode),
  ].sort((one, other) => one.order - other.order);
}

function lockUnread({ messages }: Episode): readonly Reading<string>[] {
  return messages
    .of('modem.init-failed')
    .filter(({ fields }) => /\bget SIM lock status after \d+ retries$/.test(fields.reason))
    .map((message) =>
      readingOf(message, 'ModemManager asked six times for the lock of the card and got none.'),
    );
}

function invalidState(episode: Episode): readonly Reading<string>[] {
  const words = 'The modem ends the call by itself because the state of the card is invalid.';
  return [
    ...episode.messages
      .of('call.verbose-end-reason')
      .filter(({ fields }) => fields.reason === 'invalid-sim-state')
      .map((message: Message) => readingOf(message, words)),
    ...modemFacts(episode, 'verbose-call-end-reason')
      .filter(({ value }) => value.includes('invalid-sim-state'))
      .map((fact) => ({ ...fact, value: words })),
  ];
}

/** mmcli lists a card in the slot in use and has the modem failed for want of one. Of several modems the card may be another's. */
function missingBesideSlot(episode: Episode): readonly Reading<string>[] {
  if (tellsOfSeveralModems(episode)) return [];
  const reason = modemFacts(episode, 'modem.generic.state-failed-reason').at(-1);
  if (reason?.value !== 'sim-missing' || activeSimPath(episode) === null) return [];
  return [{ ...reason, value: 'ModemManager finds no usable card, yet lists one in the slot.' }];
}

/** The handler's wait ended without a card three times, or after a minute. */
function neverReady(episode: Episode): readonly Reading<string>[] {
  const ends = episode.messages.of('handler.sim-not-initialized');
  const waits = episode.interfaces.flatMap(({ section }) => Number(optionOf(section, 'timeout')?.value ?? 0));
  const isLong = waits.some((seconds) => seconds >= 60);
  if (ends.length < (isLong ? 1 : 3)) return [];
  return ends.map((message) =>
    readingOf(message, 'The card was never ready, however long the handler waited for it.'),
  );
}
