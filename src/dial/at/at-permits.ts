/** What a client may send. Whatever is in none of these is refused, and what is dangerous is refused in any case. */
export interface AtPermits {
  /** Kinds of commands that change nothing. */
  readonly kinds: ReadonlySet<'read-only' | 'slow'>;
  /** Commands whose answers hold numbers of the card, of the modem or credentials. */
  readonly isPrivateAllowed: boolean;
  /** Commands that change something, cost something, or are only sent when asked for: by their exact text. */
  readonly texts: ReadonlySet<string>;
}

/** The modem at hand, for commands that some cannot bear. */
export interface AtDevice {
  /** `12d1:1506`; null where it is not known. */
  readonly usbId: string | null;
  /** As it names itself: `MU609`; null where it is not known. */
  readonly model: string | null;
}

/** To read what a modem says of itself and its network, and nothing else. */
export const readOnly: AtPermits = {
  kinds: new Set(['read-only']),
  isPrivateAllowed: false,
  texts: new Set(),
};
