import type { Span } from '../../capture/position.ts';
import { type Evidence, present, said } from '../../situation/evidence.ts';
import { type AtTalk, atTalks } from '../../situation/facts/at.ts';
import { cellularInterfaces, optionOf } from '../../situation/facts/config.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';
import type { Confidence } from '../finding.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { attemptAround, isMadeGood } from './standing.ts';

/** A telephone number. Packet dials have a star or a hash in them: `*99#`, `*99***1#`, `#777`. */
const telephoneNumber = /^[TP]?\+?\d{3,15};?$/i;

/** The dial string without the letter D: `AT*99#` is no command. */
const withoutDial = /^AT\*9[89][*#]/i;

/**
 * The dial string asks for no packet session: a telephone number, `AT*99#` without its D, or a dial among the init strings
 * of wvdial, which then waits for OK while the modem has said CONNECT. Source: 3GPP TS 27.007 section 10.2.1 (`D*99…`);
 * wvdial.conf(5); OpenWrt 3g.sh (option dialnumber, `*99***1#` without it).
 */
export const wrongDialString = defineRule({
  id: 'wrong-dial-string',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: ['chat-no-carrier', 'chat-error', 'ppp-lcp-timeout'],
  check: ({ episode }) => {
    const mistake = mistakes(episode).at(-1);
    if (mistake === undefined) return [];
    if (isMadeGood(episode, mistake)) return [ruledOut];
    const { attempt, confidence, evidence, title, why } = mistake;
    const name = attempt?.interface ?? mistake.section;
    return [
      found({
        attempt,
        confidence,
        title,
        explanation: `${why} A data session of GSM, UMTS and LTE modems is dialled with ATD*99# or ATD*99***1#, of CDMA modems with ATD#777, once and as the last command.`,
        evidence,
        confirm: {
          text: 'Dial ATD*99***1# on the modem’s data port: CONNECT means that the string was the mistake.',
          command: null,
        },
        fix: {
          summary: 'Dial *99***1#.',
          steps:
            name === null
              ? [
                  {
                    type: 'advice',
                    text: 'Put ATD*99***1# into the script as its last command, then wait for CONNECT.',
                  },
                ]
              : [
                  {
                    type: 'uci-set',
                    config: 'network',
                    section: name,
                    option: 'dialnumber',
                    value: { known: '*99***1#' },
                    before: mistake.before,
                  },
                ],
        },
      }),
    ];
  },
});

interface Mistake {
  readonly attempt: Attempt | null;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
  readonly title: string;
  readonly why: string;
  readonly section: string | null;
  readonly before: string | null;
  readonly span: Span;
  readonly order: number;
}

function mistakes(episode: Episode): readonly Mistake[] {
  return [...configured(episode), ...talked(episode), ...dialledTooSoon(episode)].sort(
    (one, other) => one.order - other.order,
  );
}

function configured(episode: Episode): readonly Mistake[] {
  return cellularInterfaces(episode).flatMap(({ section, proto, name }): readonly Mistake[] => {
    const number = proto === '3g' ? optionOf(section, 'dialnumber') : null;
    if (number === null || !telephoneNumber.test(number.value)) return [];
    return [
      {
        attempt: null,
        confidence: 'possible',
        evidence: [present(number.span)],
        title: `option dialnumber is a telephone number: ${number.value}`,
        why: 'A telephone number starts a call, and no data session.',
        section: name,
        before: number.value,
        span: number.span,
        order: -1,
      },
    ];
  });
}

/** Strings that were sent to the modem by a dialler and that it did not take. */
function talked(episode: Episode): readonly Mistake[] {
  return atTalks(episode).flatMap((talk): readonly Mistake[] => {
    const attempt = attemptAround(episode, talk.span);
    const failed = talk.result === null ? attempt?.broken === 'dial' : isRefusal(talk);
    const [command] = talk.commands;
    const isNumber =
      command?.name === 'D' && telephoneNumber.test(command.parameters[0] ?? '') && talk.by !== 'transcript';
    const isNoDial = withoutDial.test(talk.sent ?? '');
    if (!failed || (!isNumber && !isNoDial)) return [];
    return [
      {
        attempt,
        confidence: 'likely',
        evidence: [present(talk.span), ...(talk.resultSpan === null ? [] : [present(talk.resultSpan)])],
        title: isNumber
          ? 'the dial script calls a telephone number'
          : 'the dial string lacks its D: it is no command',
        why: isNumber
          ? 'A telephone number starts a call, and no data session.'
          : 'Without the D the modem does not know the command.',
        section: null,
        before: null,
        span: talk.span,
        order: talk.order,
      },
    ];
  });
}

function isRefusal({ result }: AtTalk): boolean {
  return result !== 'ok' && result !== 'connect';
}

/** wvdial says `Modem initialized.` before it dials; a dial that it sends before is one of the init strings. */
function dialledTooSoon(episode: Episode): readonly Mistake[] {
  const { messages } = episode;
  const sent = messages.of('wvdial.send');
  const starts = [...messages.of('wvdial.started'), ...messages.of('wvdial.initialized')];
  const isBefore = (order: number) => starts.findLast(({ origin }) => origin.order < order);
  return sent.flatMap((send, at): readonly Mistake[] => {
    const next = sent[at + 1];
    const { order, spans } = send.origin;
    const isDial = /^ATD/i.test(send.fields.command);
    if (!isDial || next === undefined || isBefore(order)?.kind !== 'wvdial.started') return [];
    if (/^ATD/i.test(next.fields.command)) return [];
    return [
      {
        attempt: null,
        confidence: 'likely',
        evidence: [said(send, 'sent as an init string'), said(next, 'sent while the modem is in data mode')],
        title: 'the dial stands among the init strings',
        why: 'wvdial sends it while it sets the modem up and waits for OK; the modem goes into data mode and hears no more commands.',
        section: null,
        before: null,
        span: spans[0],
        order,
      },
    ];
  });
}
