import { spanText } from '../../capture/position.ts';
import type { Episode } from '../situation.ts';
import { atInformation } from './at.ts';
import { codesOf } from './codes.ts';
import { modemFacts } from './modem-facts.ts';
import { perEpisode } from './per-episode.ts';
import { inOrder, type Reading, readingOf } from './reading.ts';

/**
 * Why the network refused or ended a data session, as the number that it gave: a cause of session management (3GPP TS
 * 24.008 table 10.5.157, TS 24.301 table 9.9.4.4.1: the numbers are the same), whoever passes it on:
 *
 * - `+CME ERROR: 126` to `137` are these causes plus 100, 149 is a refused login, 192 to 194 the IP types
 *   (3GPP TS 27.007 section 9.2.2.2); in words, too, as ModemManager prints them
 * - the verbose call end reason of QMI counts them as type 6 (libqmi, QmiWdsVerboseCallEndReasonType)
 * - QMI call ends named `gsm-wcdma-…` (libqmi, QmiWdsCallEndReason)
 * - the network error of MBIM (MBIM 1.0 section 10.5.12), `#33` of `+CEER`, `^NDISEND:1,27` of Huawei
 */
export const sessionCauses = perEpisode((episode): readonly Reading<number>[] =>
  inOrder([
    ...codesOf(episode, 'sm').map((reading) => ({ ...reading, value: reading.value.code })),
    ...codesOf(episode, 'cme').flatMap((reading) => told(reading, causeOfCme(reading.value.code))),
    ...codesOf(episode, 'qmi-call-end').flatMap((reading) =>
      told(reading, callEnds.get(reading.value.name) ?? null),
    ),
    ...episode.messages
      .of('call.verbose-end-reason')
      .flatMap((message) =>
        message.fields.type === networkType ? [readingOf(message, message.fields.code)] : [],
      ),
    ...modemFacts(episode, /verbose-call-end-reason\.code$/).flatMap((fact) =>
      told(fact, causeOf(/^6,(\d{1,3})$/, fact.value)),
    ),
    ...modemFacts(episode, /(?:^|\.)nwerror\.code$/, 'umbim').flatMap((fact) => {
      const code = Number.parseInt(fact.value, 16);
      return told(fact, code >= firstOfSessions ? code : null);
    }),
    ...modemFacts(episode, /(?:^|\.)error$/, 'uqmi').flatMap((fact) => told(fact, causeInWords(fact.value))),
    ...episode.messages
      .of('uqmi.error')
      .flatMap((message) => told(readingOf(message, 0), causeInWords(message.fields.reason))),
    ...atInformation(episode, '+CEER').flatMap((reading) =>
      told(reading, causeOf(/#(\d{1,3})\b/, spanText(reading.span)) ?? causeInWords(spanText(reading.span))),
    ),
    ...atInformation(episode, '^NDISEND').flatMap((reading) => {
      const [, cause] = reading.value.values;
      return told(reading, typeof cause === 'string' ? causeOf(/^(\d{1,3})$/, cause) : null);
    }),
  ]),
);

/** Readings of some causes. */
export function sessionCausesOf(episode: Episode, ...causes: readonly number[]): readonly Reading<number>[] {
  return sessionCauses(episode).filter(({ value }) => causes.includes(value));
}

const networkType = 6;

/** Up to here an MBIM network error is a cause of mobility management. */
const firstOfSessions = 24;

function causeOfCme(code: number): number | null {
  if (code >= 126 && code <= 137) return code - 100;
  return (
    new Map([
      [149, 29],
      [192, 50],
      [193, 51],
      [194, 52],
    ]).get(code) ?? null
  );
}

/** Names of libqmi's call ends. Source: libqmi qmi-enums-wds.h. */
const callEnds: ReadonlyMap<string, number> = new Map([
  ['gsm-wcdma-unknown-apn', 27],
  ['gsm-wcdma-unknown-pdp', 28],
  ['gsm-wcdma-authentication-failed', 29],
  ['gsm-wcdma-requested-service-option-not-subscribed', 33],
  ['gsm-wcdma-option-unsubscribed', 33],
]);

/** The words of the standard for some causes, as `+CEER` and uqmi print them. Case does not count. */
const words: readonly (readonly [words: RegExp, cause: number])[] = [
  [/\b(?:missing or unknown|unknown or missing) APN\b/i, 27],
  [/\bunknown PDP (?:address|type)/i, 28],
  [/\b(?:user|PDP) authentication fail/i, 29],
  [/\b(?:requested )?service option not subscribed\b/i, 33],
];

function causeInWords(text: string): number | null {
  return words.find(([known]) => known.test(text))?.[1] ?? null;
}

function causeOf(pattern: RegExp, text: string): number | null {
  const digits = pattern.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
}

function told(
  { span, order, teller }: Omit<Reading<unknown>, 'value'>,
  cause: number | null,
): readonly Reading<number>[] {
  return cause === null ? [] : [{ value: cause, span, order, teller }];
}
