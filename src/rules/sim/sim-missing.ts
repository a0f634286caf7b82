import { present } from '../../situation/evidence.ts';
import { atTalks } from '../../situation/facts/at.ts';
import { radioStates } from '../../situation/facts/radio.ts';
import type { Reading } from '../../situation/facts/reading.ts';
import { type SimState, simStates } from '../../situation/facts/sim.ts';
import { activeSimPath, standingSim } from '../../situation/facts/standing.ts';
import type { Episode } from '../../situation/situation.ts';
import { askCommand } from '../ask-command.ts';
import { defineRule, found } from '../rule.ts';
import { wordlessRefusals } from '../wordless-refusals.ts';

/**
 * The modem sees no card. ModemManager says “sim-missing” also of a card that it cannot read, and while the radio is held
 * off by the maker's lock; a single “not inserted” in a log may come from a modem that has just started.
 * Sources: 3GPP TS 27.007 section 9.2 (CME 10); MBIM 1.0 section 10.5.2; libqmi QmiUimCardState; ModemManager
 * MM_MODEM_STATE_FAILED_REASON_SIM_MISSING.
 */
export const simMissing = defineRule({
  id: 'sim-missing',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: wordlessRefusals,
  check: ({ episode }) => {
    const lack = standingSim(episode, 'absent');
    if (lack === null || cameBack(episode, lack.last) || isHeldOff(episode)) return [];
    const { readings, last, attempt } = lack;
    const bySight = modemsOwn.has(last.teller);
    const isSure = bySight && (readings.length > 1 || wasAsked(episode, last));
    return [
      found({
        attempt,
        confidence: isSure ? 'proven' : 'likely',
        title: 'the modem sees no SIM card',
        explanation:
          'The modem reports that no card is in the slot that it looks at. The card may sit badly or the wrong way round, be in the other slot, have been put in while the modem ran, or the holder’s switch may be read the wrong way.' +
          (bySight
            ? ''
            : ' ModemManager and handlers say the same of a card that is there and cannot be read.'),
        evidence: [
          ...(readings.length > 1 ? readings.slice(0, 1).map(({ span }) => present(span)) : []),
          present(last.span),
        ],
        confirm: {
          text: 'Switch the router off, put the card in again, start, and ask the modem itself.',
          command: askCommand(episode, { at: 'AT+CPIN?', uqmi: '--get-pin-status', mmcli: '-m any' }),
        },
        fix: {
          summary: 'Bring card, slot and modem together.',
          steps: [
            {
              type: 'advice',
              text: 'Power off, take the card out, clean its contacts and put it back; look at which corner is cut. Try another card.',
            },
            {
              type: 'advice',
              text: 'With two slots, see which one the modem uses (AT+QUIMSLOT? on Quectel, the slots in mmcli -m any). With a card holder of an adapter, its detection may be inverted (AT+QSIMDET on Quectel).',
            },
          ],
        },
      }),
    ];
  },
});

/** Tellers that pass on the modem's own view of its slot. */
const modemsOwn: ReadonlySet<string> = new Set(['at', 'umbim', 'mbimcli', 'qmicli', 'quectel-CM']);

/** Somebody asked the modem at that time, so it had time to start. */
function wasAsked(episode: Episode, { span, teller }: Reading<SimState>): boolean {
  if (teller !== 'at') return true;
  return atTalks(episode).some(
    ({ by, answers, resultSpan }) =>
      by === 'transcript' &&
      [resultSpan, ...answers.map((answer) => answer.span)].some(
        (place) => place !== null && place.source === span.source && place.line === span.line,
      ),
  );
}

/** The card is there after all: the modem reads it, or it was put in. */
function cameBack(episode: Episode, last: Reading<SimState>): boolean {
  return (
    simStates(episode).some(
      ({ value, order, teller }) => value === 'starting' && teller === 'at' && order > last.order,
    ) || episode.messages.of('sim.inserted').some(({ origin }) => origin.order > last.order)
  );
}

/** Something else makes ModemManager say so: the maker's lock, or a card whose object exists. */
function isHeldOff(episode: Episode): boolean {
  return radioStates(episode).some(({ value }) => value === 'locked') || activeSimPath(episode) !== null;
}
