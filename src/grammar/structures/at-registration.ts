import type { AtInformation } from './at-answer.ts';

/** What a modem says with `+CREG`, `+CGREG`, `+CEREG` or `+C5GREG`. */
export interface AtRegistration {
  /** `answer`: it was asked, `+CEREG: <n>,<stat>[,…]`; `report`: it comes unasked, `+CEREG: <stat>[,"tac",…]`. */
  readonly as: 'answer' | 'report';
  /** The number of the state, as 3GPP TS 27.007 section 7.2 counts them; null where it is none. */
  readonly state: number | null;
}

export const registrationNames: ReadonlySet<string> = new Set(['+CREG', '+CGREG', '+CEREG', '+C5GREG']);

/** Reads such a line. Two values that are numbers are an answer: an area code has four digits. */
export function readAtRegistration({ values }: AtInformation): AtRegistration {
  const [first, second] = values;
  const isAnswer =
    typeof second === 'string' &&
    /^\d{1,2}$/.test(second) &&
    typeof first === 'string' &&
    /^[0-5]$/.test(first);
  const state = isAnswer ? second : first;
  return {
    as: isAnswer ? 'answer' : 'report',
    state: typeof state === 'string' && /^\d{1,2}$/.test(state) ? Number(state) : null,
  };
}
