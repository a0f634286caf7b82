import { present } from '../../situation/evidence.ts';
import { readingOf } from '../../situation/facts/reading.ts';
import { simStates } from '../../situation/facts/sim.ts';
import { standing, standingSim } from '../../situation/facts/standing.ts';
import type { Episode } from '../../situation/situation.ts';
import { askCommand, modemSection, setByOwner } from '../ask-command.ts';
import { defineRule, found } from '../rule.ts';
import { wordlessRefusals } from '../wordless-refusals.ts';

/**
 * The PIN that was given is not the card's. `Unable to verify PIN` of a handler comes for any failure of that step (a card
 * that is not ready, a modem that does not answer), and mbim.sh leaves PIN_FAILED also where it cannot read the modem's
 * capabilities, so these alone are likely.
 * Sources: 3GPP TS 27.007 section 9.2 (CME 16); OpenWrt qmi.sh, mbim.sh, ncm.sh, 3g.sh, modemmanager.sh.
 */
export const simPinWrong = defineRule({
  id: 'sim-pin-wrong',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: wordlessRefusals,
  check: ({ episode }) => {
    const refused = standingSim(episode, 'pin-wrong') ?? unverified(episode);
    if (refused === null) return [];
    const { last, attempt } = refused;
    const isSaid = last.value === 'pin-wrong' && last.teller !== 'netifd';
    const section = modemSection(episode, attempt);
    return [
      found({
        attempt,
        confidence: isSaid ? 'proven' : 'likely',
        title: 'the SIM card refuses the PIN',
        explanation:
          (isSaid
            ? 'The card says that the PIN is wrong. '
            : 'The step in which the PIN is given failed; most often the PIN is wrong. ') +
          'Each try counts, and after the third the card asks for its PUK. Do not let anything try again before the PIN is certain.',
        evidence: [present(last.span)],
        confirm: {
          text: 'How many tries are left? Asking uses up none.',
          command: askCommand(episode, { at: 'AT+CPINR', uqmi: '--get-pin-status', mmcli: '-m any' }),
        },
        fix: {
          summary:
            'Correct the PIN, then start the interface by hand; the handler does not try again by itself.',
          steps: [
            setByOwner(section, 'pincode', 'PIN', 'the right PIN of this SIM card, from its owner'),
            {
              type: 'advice',
              text: 'If only one try is left, give the PIN in a telephone: that sets the counter back to three.',
            },
          ],
        },
      }),
    ];
  },
});

/** A handler could not verify the PIN, and the card was not shown in any other trouble. */
function unverified(episode: Episode) {
  const failures = episode.messages
    .of('handler.pin-unverified')
    .map((message) => readingOf(message, 'unverified' as const));
  const [first] = failures;
  const isOtherwise = simStates(episode).some(
    ({ value, order }) => (first === undefined || order > first.order) && value !== 'starting',
  );
  return isOtherwise ? null : standing(episode, failures);
}
