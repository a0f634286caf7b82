import { present } from '../../situation/evidence.ts';
import { standingSim } from '../../situation/facts/standing.ts';
import { askCommand } from '../ask-command.ts';
import { defineRule, found } from '../rule.ts';
import { wordlessRefusals } from '../wordless-refusals.ts';

/**
 * Three wrong PINs: the card wants its PUK, or is blocked for good.
 * Sources: 3GPP TS 27.007 sections 8.3 and 9.2 (CME 12); OpenWrt qmi.sh (`PUK_NEEDED`), modemmanager.sh.
 */
export const simPuk = defineRule({
  id: 'sim-puk',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: wordlessRefusals,
  check: ({ episode }) => {
    const demand = standingSim(episode, 'puk', 'blocked');
    if (demand === null) return [];
    const { last, attempt } = demand;
    const forGood = last.value === 'blocked';
    return [
      found({
        attempt,
        confidence: 'proven',
        title: forGood ? 'the SIM card is blocked for good' : 'the SIM card is blocked and asks for its PUK',
        explanation: forGood
          ? 'The card takes neither PIN nor PUK any more. Only the operator can help, with a new card.'
          : 'The PIN was given wrongly three times. The card now wants the PUK, a number of eight digits that the operator gave with the card; after ten wrong ones it is blocked for good.',
        evidence: [present(last.span)],
        confirm: {
          text: 'Ask the modem what the card waits for; this does not use up a try.',
          command: askCommand(episode, { at: 'AT+CPIN?', uqmi: '--get-pin-status', mmcli: '-m any' }),
        },
        fix: {
          summary: forGood ? 'Get a new card.' : 'Unblock the card in a telephone.',
          steps: [
            {
              type: 'advice',
              text: forGood
                ? 'Ask the operator for a replacement of the card.'
                : 'Put the card into a telephone, give the PUK and a new PIN, and configure that PIN here. Take out a wrong pincode before, or it blocks the card again.',
            },
          ],
        },
      }),
    ];
  },
});
