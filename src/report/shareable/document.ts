import type { Rung } from '../../knowledge/rung.ts';
import type { Severity } from '../../rules/finding.ts';
import type { Evidence } from '../../situation/evidence.ts';
import type { LadderStep } from '../ladder-steps.ts';

/**
 * A report to be handed on, in the order of the text report: what each format writes with its own marks. All of it is
 * redacted, and none of it is marked up yet.
 */
export interface Document {
  readonly verdict: Verdict;
  readonly blocks: readonly Block[];
  /** What was read, and what to know of it before it is handed on. */
  readonly foot: string;
}

/** The answer in one sentence. */
export interface Verdict {
  readonly sign: string;
  readonly tone: Tone;
  readonly words: Words;
}

/** A paragraph without any mark-up. */
export type Words = readonly Phrase[];

/** Printable and on one line. */
export interface Phrase {
  readonly text: string;
  readonly look: 'plain' | 'strong' | 'muted';
}

/** How something stands, for its sign and its colour. */
export type Tone = 'good' | 'error' | 'warning' | 'note';

export type Block =
  /** `rule`: whose lines stand below; null where they are no rule's. */
  | { readonly type: 'heading'; readonly text: string; readonly rule: string | null }
  | { readonly type: 'words'; readonly words: Words }
  | { readonly type: 'facts'; readonly facts: readonly (readonly [name: string, words: string])[] }
  | LadderBlock
  | LinesBlock
  /** One line each; they can be run as they stand, all of them. */
  | { readonly type: 'commands'; readonly lines: readonly string[] }
  /** What is no command before something has been filled in. */
  | { readonly type: 'pattern'; readonly lines: readonly string[] }
  | { readonly type: 'list'; readonly items: readonly Words[] }
  | TimelineBlock;

export interface LadderBlock {
  readonly type: 'ladder';
  readonly steps: readonly LadderStep[];
  /** Where a connection that had come up was lost. */
  readonly lostAt: Rung | null;
}

/** Lines of the input, not yet printable, with what is marked in them; at most `limit` of them are shown. */
export interface LinesBlock {
  readonly type: 'lines';
  readonly evidence: readonly Evidence[];
  readonly severity: Severity | null;
  readonly limit: number;
}

/** The attempts of the whole text, in its order. */
export interface TimelineBlock {
  readonly type: 'timeline';
  readonly situations: readonly TimedSituation[];
}

export interface TimedSituation {
  /** Which one it is; null where the text tells of one only. */
  readonly name: string | null;
  readonly rows: readonly (TimedAttempt | HiddenAttempts)[];
  /** Its log is so long that not all attempts in it were kept. */
  readonly isCut: boolean;
}

export interface TimedAttempt {
  readonly type: 'attempt';
  readonly id: number;
  /** As printed; null where its lines carry no date. */
  readonly time: string | null;
  readonly name: string;
  readonly end: string;
  readonly times: number;
  readonly reached: Rung | null;
  /** Where it stopped, or was lost. */
  readonly broken: Rung | null;
  readonly tone: Tone;
  /** The verdict is about it. */
  readonly isSubject: boolean;
}

export interface HiddenAttempts {
  readonly type: 'hidden';
  readonly count: number;
}
