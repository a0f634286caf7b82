import type { Span } from '../capture/position.ts';
import type { Message } from '../grammar/message.ts';

/** What a statement rests on: words that stand in the input, or words that ought to and do not. */
export type Evidence = Presence | Absence;

export interface Presence {
  readonly type: 'presence';
  readonly span: Span;
  /** Short remark for the code frame, in our words; null where the line speaks for itself. */
  readonly label: string | null;
}

/** Something was looked for between two places of the input, both included, and is not there. */
export interface Absence {
  readonly type: 'absence';
  /** What is missing, as a person would look for it: `a DHCP offer on modem_4`. */
  readonly absent: string;
  readonly from: Span;
  readonly to: Span;
}

export function present(span: Span, label: string | null = null): Presence {
  return { type: 'presence', span, label };
}

/** The line that a message was read from. */
export function said(message: Pick<Message, 'origin'>, label: string | null = null): Presence {
  return present(message.origin.spans[0], label);
}

export function absent(what: string, from: Span, to: Span): Absence {
  return { type: 'absence', absent: what, from, to };
}
