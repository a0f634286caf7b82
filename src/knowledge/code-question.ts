import {
  type ErrorFamily,
  type ErrorMeaning,
  errorFamilies,
  errorMeaning,
  errorNamed,
} from './error-code.ts';

/** A code as somebody asks for it, with the family that was named; null where none was. */
export interface CodeQuestion {
  /** As the program prints it: `+CME ERROR: 33`. */
  readonly words: string;
  readonly family: ErrorFamily | null;
  readonly code: number | null;
  /** What it means, in each family that may be meant; empty where the tables do not know it. */
  readonly meanings: readonly ErrorMeaning[];
  /**
   * What a number may mean that 3GPP TS 27.007 leaves free: it counts session causes from 100 on, and some modems print
   * the cause as it stands.
   */
  readonly perhaps: ErrorMeaning | null;
}

/** How codes are printed, and the family that counts them. The group `code` is a number, `hex` hexadecimal, `name` words. */
const forms: readonly (readonly [RegExp, ErrorFamily])[] = [
  // +CME ERROR: 33; CME 33; +CME ERROR: SIM not inserted
  [/^\+?CME(?: ERROR)?\s*:?\s*(?:(?<code>\d{1,5})|(?<name>[a-z].*))$/i, 'cme'],
  [/^\+?CMS(?: ERROR)?\s*:?\s*(?:(?<code>\d{1,5})|(?<name>[a-z].*))$/i, 'cms'],
  // ESM cause 33; SM 27; PDP cause #29; session cause: 8
  [/^(?:5G?E?SM|E?SM|PDP|session)(?: cause| reject)*\s*[:#]?\s*#?(?<code>\d{1,3})$/i, 'sm'],
  // EMM cause 15; GMM 7; reject cause 14
  [
    /^(?:5GMM|E?MM|GMM|mobility|attach|registration|reject)(?: cause| reject)*\s*[:#]?\s*#?(?<code>\d{1,3})$/i,
    'emm',
  ],
  // QMI protocol error (14): 'CallFailed'; QMI error 26; qmi 14
  [/^QMI(?: protocol)?(?: error)?\s*:?\s*\(?(?<code>\d{1,5})\)?(?:\s*:.*)?$/i, 'qmi'],
  [/^QMI(?: protocol)?(?: error)?\s*:?\s*(?<name>[a-z][\w -]*)$/i, 'qmi'],
  // call end reason (1013): gsm-wcdma-unknown-apn; call_end_reason is 1013
  [/^(?:bearer )?call[ _]end[ _]reason(?: is)?\s*:?\s*\(?(?<code>\d{1,5})\)?(?:\s*:.*)?$/i, 'qmi-call-end'],
  // pppd exit code 16; pppd 19; exit code = 16
  [/^(?:pppd(?: exit(?: code| status)?)?|exit (?:code|status))\s*[:=]?\s*(?<code>\d{1,3})$/i, 'pppd-exit'],
  [/^chat(?: exit(?: code| status)?)?\s*[:=]?\s*(?<code>\d{1,3})$/i, 'chat-exit'],
  [/^MBIM(?: status)?(?: error)?\s*:?\s*\(?(?<code>\d{1,3})\)?(?:\s*:.*)?$/i, 'mbim-status'],
  // registerstate: 0006 - denied; readystate: 0002
  [/^register ?state\s*:?\s*(?<hex>[\da-f]{1,4})(?:\s*-.*)?$/i, 'mbim-register'],
  [/^(?:subscriber )?ready ?state\s*:?\s*(?<hex>[\da-f]{1,4})(?:\s*-.*)?$/i, 'mbim-ready'],
  [/^nw ?error\s*:?\s*(?<hex>[\da-f]{1,4})(?:\s*-.*)?$/i, 'emm'],
];

/** Reads a question for a code; null where it is none. A bare number or name is asked of all families. */
export function readCodeQuestion(text: string): CodeQuestion | null {
  const words = text.trim().replace(/^["']|["'.]$/g, '');
  for (const [form, family] of forms) {
    const read = form.exec(words)?.groups;
    if (read === undefined) continue;
    const { code, hex, name } = read;
    const number = code !== undefined ? Number(code) : hex !== undefined ? Number.parseInt(hex, 16) : null;
    const meaning = number === null ? errorNamed(family, name ?? '') : errorMeaning(family, number);
    if (number === null && meaning === undefined) continue;
    const isFree = family === 'cme' && meaning === undefined && number !== null;
    return {
      words,
      family,
      code: number ?? meaning?.code ?? null,
      meanings: meaning === undefined ? [] : [meaning],
      perhaps: isFree ? (errorMeaning('sm', number) ?? null) : null,
    };
  }
  if (/^\d{1,5}$/.test(words)) {
    const meanings = errorFamilies.flatMap((family) => errorMeaning(family, Number(words)) ?? []);
    return { words, family: null, code: Number(words), meanings, perhaps: null };
  }
  if (!/^[A-Za-z][\w -]{2,60}$/.test(words)) return null;
  const meanings = errorFamilies.flatMap((family) => errorNamed(family, words) ?? []);
  return meanings.length === 0 ? null : { words, family: null, code: null, meanings, perhaps: null };
}
