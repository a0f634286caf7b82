import type { AtInformation, AtValue } from './at-answer.ts';

/** The user name and the password that a modem keeps for a context. */
export interface AtLogin {
  /** Null where the answer does not name the context. */
  readonly context: number | null;
  /** How it logs in; null where that is not told. */
  readonly method: 'none' | 'pap' | 'chap' | 'either' | null;
  /** The user name and the password as far as they are told. Makers differ in which one comes first. */
  readonly words: readonly string[];
}

/** Whether a command asks for logins. `AT+QICSGP=1` asks, with more parameters it sets one. */
export function asksForLogin(command: string): boolean {
  return /^AT(?:\+CGAUTH\?|\^AUTHDATA\?|\+QICSGP(?:\?|=\d+))$/.test(command);
}

const methods: readonly AtLogin['method'][] = ['none', 'pap', 'chap', 'either'];

/** MCC and MNC. */
const operator = /^\d{5,6}$/;

/**
 * Reads a line that tells a login; null for all others:
 *
 * - `+CGAUTH: <cid>,<method>[,<user>,<password>]`: 3GPP TS 27.007 section 10.1.31; SIMCom's older modems turn the two round
 * - `^AUTHDATA: <cid>,<method>,<password>,<user>[,<operator>]`: Huawei's AT manuals; on some the operator stands in front
 * - `+QICSGP: [<cid>,]<type>,<apn>,<user>,<password>,<method>`: Quectel's TCP/IP application notes
 */
export function readAtLogin({ name, values }: AtInformation): AtLogin | null {
  const [first, second] = values;
  switch (name) {
    case '+CGAUTH':
      return { context: numberOf(first), method: methodOf(second), words: told(values.slice(2, 4)) };
    case '^AUTHDATA': {
      const words = told(values.slice(2, 5));
      const place = words.length < 3 ? -1 : [0, 2].find((at) => operator.test(words[at] ?? ''));
      return {
        context: numberOf(first),
        method: methodOf(second),
        words: words.filter((_, at) => at !== place),
      };
    }
    case '+QICSGP': {
      const hasContext = values.length > 5;
      const [, , user, password, method] = hasContext ? values.slice(1) : values;
      return {
        context: hasContext ? numberOf(first) : null,
        method: methodOf(method),
        words: told([user, password]),
      };
    }
    default:
      return null;
  }
}

function numberOf(value: AtValue | undefined): number | null {
  return typeof value === 'string' && /^\d{1,2}$/.test(value) ? Number(value) : null;
}

function methodOf(value: AtValue | undefined): AtLogin['method'] {
  return methods[numberOf(value) ?? -1] ?? null;
}

function told(values: readonly (AtValue | undefined)[]): readonly string[] {
  return values.filter((value): value is string => typeof value === 'string' && value !== '');
}
