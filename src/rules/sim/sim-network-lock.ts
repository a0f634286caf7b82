import { present } from '../../situation/evidence.ts';
import { standingSim } from '../../situation/facts/standing.ts';
import { askCommand } from '../ask-command.ts';
import { defineRule, found } from '../rule.ts';
import { wordlessRefusals } from '../wordless-refusals.ts';

/**
 * The modem takes cards of one operator only.
 * Sources: 3GPP TS 27.007 sections 8.3 (PH-NET PIN and its kin) and 9.2 (CME 5, 40 to 47); ModemManager MMModemLock.
 */
export const simNetworkLock = defineRule({
  id: 'sim-network-lock',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: wordlessRefusals,
  check: ({ episode }) => {
    const lock = standingSim(episode, 'network-lock');
    if (lock === null) return [];
    return [
      found({
        attempt: lock.attempt,
        confidence: 'proven',
        title: 'the modem is locked to another operator',
        explanation:
          'The modem was sold by an operator and takes only cards that it was locked to. It asks for an unlock code before it uses this card; that code has nothing to do with the PIN of the card, and only a few tries.',
        evidence: [present(lock.last.span)],
        confirm: {
          text: 'Does a card of the operator that sold the modem work in it?',
          command: askCommand(episode, { at: 'AT+CPIN?', mmcli: '-m any' }),
        },
        fix: {
          summary: 'Unlock the modem, or use a card of the operator that it is locked to.',
          steps: [
            {
              type: 'advice',
              text: 'Ask the operator that sold the modem for the unlock code of its IMEI. Do not guess codes: the tries are counted and then it stays locked for good.',
            },
          ],
        },
      }),
    ];
  },
});
