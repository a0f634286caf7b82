import type { DataSession } from '../data-session.ts';

/** The end of an answer (ITU-T V.250, 5.7; 3GPP TS 27.007, 9): a result code, an error with its number, or words. */
export type Final =
  | 'OK'
  | 'ERROR'
  | 'NO CARRIER'
  | 'NO DIALTONE'
  | { readonly cme: number }
  | { readonly words: string };

/** What becomes of a command. */
export type Reply =
  | {
      readonly kind: 'done';
      readonly lines: readonly string[];
      readonly final: Final;
      readonly then?: () => void;
    }
  /** It takes its time. `begin` gets how to end it and returns how to give up. */
  | {
      readonly kind: 'later';
      readonly begin: (finish: (reply: Reply) => void) => () => void;
      /** Whether a character from the router ends it (V.250, 5.6.1), and with what; null: it does not. */
      readonly aborted: Final | null;
    }
  /** CONNECT: from now on bytes are the session's. */
  | { readonly kind: 'connected'; readonly session: DataSession };

export function ok(...lines: readonly string[]): Reply {
  return { kind: 'done', lines, final: 'OK' };
}

/** OK, and afterwards something happens. */
export function okThen(then: () => void): Reply {
  return { kind: 'done', lines: [], final: 'OK', then };
}

export const error: Reply = { kind: 'done', lines: [], final: 'ERROR' };

export function failed(final: Final): Reply {
  return { kind: 'done', lines: [], final };
}

/** `+CME ERROR: n`, in the form that AT+CMEE asks for. */
export function cme(code: number): Reply {
  return failed({ cme: code });
}

/** 27.007, 9.2.1 to 9.2.3, as far as the bench says them. */
const cmeWords: Readonly<Record<number, string>> = {
  3: 'operation not allowed',
  4: 'operation not supported',
  10: 'SIM not inserted',
  11: 'SIM PIN required',
  12: 'SIM PUK required',
  13: 'SIM failure',
  14: 'SIM busy',
  15: 'SIM wrong',
  16: 'incorrect password',
  30: 'no network service',
  32: 'network not allowed - emergency calls only',
  40: 'network personalization PIN required',
  50: 'incorrect parameters',
  100: 'unknown',
  107: 'GPRS services not allowed',
  126: 'insufficient resources',
  127: 'missing or unknown APN',
  128: 'unknown PDP address or PDP type',
  132: 'service option not supported',
  133: 'requested service option not subscribed',
  143: 'unknown PDP context',
  148: 'unspecified GPRS error',
  149: 'PDP authentication failure',
};

export function cmeText(code: number): string {
  return cmeWords[code] ?? 'unknown';
}

/** V.250, table 1. */
const numericCodes: Readonly<Record<string, string>> = {
  OK: '0',
  CONNECT: '1',
  RING: '2',
  'NO CARRIER': '3',
  ERROR: '4',
  'NO DIALTONE': '6',
  BUSY: '7',
  'NO ANSWER': '8',
};

/** The digit in place of the words (ATV0); the words themselves where there is none. */
export function numericCode(words: string): string {
  return numericCodes[words] ?? words;
}
