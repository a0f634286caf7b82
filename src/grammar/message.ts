import type { ClockTime } from '../capture/clock.ts';
import type { Span } from '../capture/position.ts';
import type { FieldsOf, Kind } from './speakers/index.ts';

/**
 * One line (or small block) that a declaration recognised. A discriminated union on `kind`: narrowing gives the typed
 * fields that the declaration names.
 */
export type Message = { readonly [K in Kind]: MessageOf<K> }[Kind];

/** A message of one kind. */
export interface MessageOf<K extends Kind> {
  readonly kind: K;
  readonly fields: FieldsOf<K>;
  readonly origin: Origin;
}

/** Where and when a message was said, and by whom. */
interface Origin {
  /** The program whose wording it is, as the declarations name it: `netifd`, `kernel`, `pppd`, `proto-ncm`, … */
  readonly speaker: string;
  /** The message's words in the input, without the envelope. Several when the input shows the same line more than once. */
  readonly spans: readonly [Span, ...Span[]];
  /** Id of the capture section it stands in. */
  readonly section: number;
  /** 0-based position among all messages of the capture. */
  readonly order: number;
  readonly clock: ClockTime | null;
  /** Seconds since boot, where the kernel stamped it. */
  readonly uptime: number | null;
  readonly host: string | null;
  /** Process id of the speaker, or of the helper that netifd relays. */
  readonly pid: number | null;
  /** Interface for which netifd relays the line (`modem` of `netifd: modem (2347): …`). */
  readonly interface: string | null;
  /** What the speaker's prefix says that it is about (`modem0` of ModemManager's `<warn>  [modem0] …`). */
  readonly object: string | null;
}
