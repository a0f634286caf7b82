import { present, said } from '../../situation/evidence.ts';
import { cellularInterfaces, optionOf } from '../../situation/facts/config.ts';
import { netifdErrors } from '../../situation/facts/netifd-errors.ts';
import { slot } from '../placeholder.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { attemptAround, isMadeGood } from './standing.ts';

/**
 * The handler found no APN and did not dial. mbim.sh always needs one, qmi.sh and ncm.sh needed one in old releases.
 * Source: OpenWrt mbim.sh, qmi.sh (up to 21.02), ncm.sh (up to 19.07): “No APN specified”, NO_APN.
 */
export const apnMissing = defineRule({
  id: 'apn-missing',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  concerns: ({ episode }) =>
    episode.messages.count('handler.no-apn') > 0 ||
    netifdErrors(episode).some(({ value }) => value === 'NO_APN'),
  check: ({ episode }) => {
    const line = episode.messages
      .of('handler.no-apn')
      .findLast(({ origin }) => !isMadeGood(episode, { span: origin.spans[0], order: origin.order }));
    const code = netifdErrors(episode).findLast(({ value }) => value === 'NO_APN');
    if (line === undefined && (code === undefined || isMadeGood(episode, code))) return [ruledOut];
    const attempt = line === undefined ? null : attemptAround(episode, line.origin.spans[0]);
    const name = attempt?.interface ?? line?.origin.interface ?? code?.interface ?? null;
    const config = cellularInterfaces(episode).find((known) => known.name === name);
    const empty = config === undefined ? null : optionOf(config.section, 'apn');
    return [
      found({
        attempt,
        confidence: 'proven',
        title: 'no APN is set, and the handler does not dial without one',
        explanation:
          'The handler stopped before it dialled because the interface has no option apn, or an empty one. The modem and the network were not asked.',
        evidence: [
          ...(line === undefined ? [] : [said(line)]),
          ...(line === undefined && code !== undefined ? [present(code.span)] : []),
          ...(empty?.value === '' ? [present(empty.span, 'empty')] : []),
        ],
        confirm: { text: 'uci show network shows no option apn for the interface.', command: null },
        fix: {
          summary: 'Set the operator’s APN.',
          steps:
            name === null
              ? [{ type: 'advice', text: 'Set option apn of the modem’s interface to the operator’s APN.' }]
              : [
                  {
                    type: 'uci-set',
                    config: 'network',
                    section: name,
                    option: 'apn',
                    value: slot('APN', null, 'the APN of the operator for this SIM card'),
                    before: empty?.value ?? null,
                  },
                ],
        },
      }),
    ];
  },
});
