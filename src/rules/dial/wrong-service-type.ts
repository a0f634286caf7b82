import type { Span } from '../../capture/position.ts';
import { type Evidence, present, said } from '../../situation/evidence.ts';
import { type AtTalk, atTalks, atTalksOf } from '../../situation/facts/at.ts';
import { cellularInterfaces, optionOf } from '../../situation/facts/config.ts';
import type { Episode } from '../../situation/situation.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { attemptAround, isMadeGood } from './standing.ts';

const cdmaNumber = /^[TP]?#777/i;
const gsmNumber = /^[TP]?\*9[89][*#]/i;

/**
 * A script for GSM modems on a CDMA modem, or the reverse. CDMA knows no APN: it answers ERROR to AT+CGDCONT, and dials
 * #777. Sources: OpenWrt comgt 3g.sh (service cdma and evdo take evdo.chat, all others 3g.chat); TIA-707 (#777); V.250
 * section 6.1.9 (+GCAP: +CIS707 is CDMA, +CGSM is GSM).
 */
export const wrongServiceType = defineRule({
  id: 'wrong-service-type',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: ['chat-error', 'chat-no-carrier'],
  check: ({ episode }) => {
    const shown = mixedScript(episode) ?? contextOnCdma(episode);
    if (shown === null) return [];
    const { span, order, evidence } = shown;
    if (isMadeGood(episode, { span, order })) return [ruledOut];
    const attempt = attemptAround(episode, span);
    const own = cellularInterfaces(episode).find(
      ({ proto, name }) => proto === '3g' && (attempt?.interface ?? name) === name,
    );
    return [
      found({
        attempt,
        confidence: 'likely',
        title: 'a script for GSM modems runs on a CDMA modem',
        explanation:
          'The script sets an APN with AT+CGDCONT, as GSM, UMTS and LTE modems want it, and dials #777 as CDMA modems do. A CDMA (EVDO) modem knows no APN and answers ERROR, so the dial is never sent.',
        evidence,
        confirm: {
          text: 'Ask the modem what it is: AT+GCAP with +CIS707 in the answer means CDMA, +CGSM means GSM.',
          command: null,
        },
        fix: {
          summary: 'Tell the handler that it is a CDMA modem, and set no APN.',
          steps:
            own === undefined
              ? [
                  {
                    type: 'advice',
                    text: 'Set option service to evdo (or cdma) for the interface of the modem and leave the APN out.',
                  },
                ]
              : [
                  {
                    type: 'uci-set',
                    config: 'network',
                    section: own.name,
                    option: 'service',
                    value: { known: 'evdo' },
                    before: optionOf(own.section, 'service')?.value ?? null,
                  },
                ],
        },
      }),
    ];
  },
});

interface Shown {
  readonly span: Span;
  readonly order: number;
  readonly evidence: readonly Evidence[];
}

/** `AT+CGDCONT` that was not taken, and a script or number for #777 beside it. */
function mixedScript(episode: Episode): Shown | null {
  const context = refusedContext(episode);
  if (context === undefined) return null;
  const number = [
    ...episode.remarks.of('pppd.dial-script').flatMap((remark) => {
      const dialled = String(remark.fields.values['number'] ?? '');
      return cdmaNumber.test(dialled) ? [said(remark, 'the number of CDMA modems')] : [];
    }),
    ...atTalksOf(episode, 'D').flatMap(({ commands, span }) =>
      commands.some(({ parameters }) => cdmaNumber.test(parameters[0] ?? ''))
        ? [present(span, 'the number of CDMA modems')]
        : [],
    ),
    ...cellularInterfaces(episode).flatMap(({ section }) => {
      const option = optionOf(section, 'dialnumber');
      return option !== null && cdmaNumber.test(option.value)
        ? [present(option.span, 'the number of CDMA modems')]
        : [];
    }),
  ];
  const [first] = number;
  return first === undefined
    ? null
    : { span: context.span, order: context.order, evidence: [present(context.span, 'sets an APN'), first] };
}

/** `AT+CGDCONT` refused by a modem that says of itself that it is CDMA and not GSM. */
function contextOnCdma(episode: Episode): Shown | null {
  const context = refusedContext(episode);
  const capable = atTalksOf(episode, '+GCAP').flatMap(({ answers }) => answers);
  const cdma = capable.find(({ text }) => text.includes('+CIS707'));
  if (context === undefined || cdma === undefined || capable.some(({ text }) => text.includes('+CGSM')))
    return null;
  return {
    span: context.span,
    order: context.order,
    evidence: [present(context.span, 'sets an APN'), present(cdma.span)],
  };
}

function refusedContext(episode: Episode): AtTalk | undefined {
  const dialledAsGsm = atTalks(episode).some(
    ({ commands, result }) =>
      result === 'connect' &&
      commands.some(({ name, parameters }) => name === 'D' && gsmNumber.test(parameters[0] ?? '')),
  );
  return dialledAsGsm
    ? undefined
    : atTalksOf(episode, '+CGDCONT').findLast(
        ({ commands, result }) =>
          commands.some(({ form }) => form === 'set') &&
          (result === null || result === 'error' || result === 'cme-error'),
      );
}
