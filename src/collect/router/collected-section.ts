/**
 * How one command of a collection ended. `cut`: it printed more than its section may hold; `timed-out`: it took longer than it
 * was given; `skipped`: it was not run, and why is told; `unfinished`: the connection or the router ended before it did.
 */
export type SectionEnd =
  | { readonly how: 'exited'; readonly code: number }
  | { readonly how: 'timed-out'; readonly afterSeconds: number }
  | { readonly how: 'cut'; readonly afterBytes: number }
  | { readonly how: 'skipped'; readonly reason: string }
  | { readonly how: 'unfinished' };

/** What one command of a collection printed on the router. */
export interface CollectedSection {
  /** Names its file in a bundle: `uci-network`. Lower-case letters, digits and hyphens. Unique in a collection. */
  readonly name: string;
  /** As a person would type it: `uci export network`. It is printed behind the prompt. */
  readonly command: string;
  /** Seconds between the start of the script and that of the command, by the router's uptime. */
  readonly startedAt: number;
  /** Seconds that it took. */
  readonly seconds: number;
  readonly end: SectionEnd;
  /** What it printed on both outputs, as it came. */
  readonly output: Uint8Array;
}
