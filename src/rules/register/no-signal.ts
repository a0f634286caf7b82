import { present } from '../../situation/evidence.ts';
import { atInformation } from '../../situation/facts/at.ts';
import { radioStates } from '../../situation/facts/radio.ts';
import type { Reading } from '../../situation/facts/reading.ts';
import { isRegistered, registrations } from '../../situation/facts/registration.ts';
import { hasNoSignal, signals } from '../../situation/facts/signal.ts';
import { lastSim } from '../../situation/facts/sim.ts';
import { standing } from '../../situation/facts/standing.ts';
import type { Episode } from '../../situation/situation.ts';
import { askCommand } from '../ask-command.ts';
import { defineRule, found } from '../rule.ts';
import { wordlessRefusals } from '../wordless-refusals.ts';

/**
 * The modem hears no network, or one that is too weak. `+CSQ: 99,99` alone is weak: a modem registered on LTE or 5G may
 * answer so while data flows, and so does each whose radio is off or that has no card.
 * Sources: 3GPP TS 27.007 section 8.5; Quectel's +QNWINFO and +QENG; Huawei's ^HCSQ and ^SYSINFOEX; 3GPP TS 36.133 (RSRP
 * below -120 dBm is at the edge of what a receiver must hear).
 */
export const noSignal = defineRule({
  id: 'no-signal',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: wordlessRefusals,
  check: ({ episode }) => {
    if (hasAnotherReason(episode)) return [];
    const deaf = deafness(episode);
    const reading = standing(episode, deaf.length > 0 ? deaf : faintness(episode));
    if (reading === null) return [];
    const isDeaf = deaf.length > 0;
    const isNamed = deaf.some(({ value }) => value === 'named');
    const idle = registrations(episode).findLast(({ value }) => value === 'idle' || value === 'searching');
    return [
      found({
        attempt: reading.attempt,
        confidence: isNamed || idle !== undefined ? 'likely' : 'possible',
        title: isDeaf ? 'the modem hears no network' : 'the signal is too weak',
        explanation:
          (isDeaf
            ? 'The modem measures no signal and has no service. '
            : 'The signal is so weak that a modem can hardly register. ') +
          'Look at antenna and place first: the antenna belongs on the connector marked MAIN. A modem made for another region, or locked to other bands, hears nothing either.',
        evidence: [
          ...(reading.readings.length > 1
            ? reading.readings.slice(0, 1).map(({ span }) => present(span))
            : []),
          present(reading.last.span),
          ...(idle === undefined ? [] : [present(idle.span, 'not registered')]),
        ],
        confirm: {
          text: 'Put the router at a window or outdoors and ask for the signal again. Does a telephone with the same operator have service there?',
          command: askCommand(episode, { at: 'AT+CSQ', uqmi: '--get-signal-info', mmcli: '-m any' }),
        },
        fix: {
          summary: 'Give the modem a signal.',
          steps: [
            {
              type: 'advice',
              text: 'Check that the antennas sit on MAIN and DIV (AUX) and that their plugs fit (U.FL and MHF4 differ), try another place, and see that no band or network type is locked.',
            },
          ],
        },
      }),
    ];
  },
});

/** The modem is or was on a network, has no card, or its radio is off. */
function hasAnotherReason(episode: Episode): boolean {
  const radio = radioStates(episode).at(-1)?.value ?? 'on';
  const sim = lastSim(episode)?.value ?? 'ready';
  return (
    radio !== 'on' ||
    (sim !== 'ready' && sim !== 'starting') ||
    registrations(episode).some(({ value }) => isRegistered(value) || value === 'denied')
  );
}

/** Answers in which the modem says that it hears nothing; `named` where it says so in words. */
function deafness(episode: Episode): readonly Reading<'named' | 'number'>[] {
  const last = [
    ...lastOf(episode, '+QNWINFO', (values) => values[0] === 'No Service'),
    ...lastOf(episode, '^HCSQ', (values) => values[0] === 'NOSERVICE'),
    ...lastOf(episode, '^SYSINFOEX', (values) => values[0] === '0' && values[3] === '1'),
    ...lastOf(episode, '+QENG', (values) => values[0] === 'servingcell' && values[1] === 'SEARCH'),
  ].map((reading) => ({ ...reading, value: 'named' as const }));
  const silent = hasNoSignal(episode);
  return [...last, ...(silent === null ? [] : [{ ...silent, value: 'number' as const }])].sort(
    (one, other) => one.order - other.order,
  );
}

function lastOf(
  episode: Episode,
  name: string,
  isDeaf: (values: readonly unknown[]) => boolean,
): readonly Reading<unknown>[] {
  const last = atInformation(episode, name).at(-1);
  return last !== undefined && isDeaf(last.value.values) ? [last] : [];
}

/** The last measure of each kind is beyond what a modem can use. */
function faintness(episode: Episode): readonly Reading<'number'>[] {
  const measures = signals(episode);
  const rsrp = measures.findLast(({ measure }) => measure === 'rsrp');
  const rssi = measures.findLast(({ measure }) => measure === 'rssi');
  const faint = rsrp === undefined ? rssi !== undefined && rssi.value <= -109 : rsrp.value < -120;
  const shown = rsrp ?? rssi;
  return faint && shown !== undefined ? [{ ...shown, value: 'number' }] : [];
}
