import { type Rung, rungs } from '../knowledge/rung.ts';

/**
 * What a bundle tells of tests that were made on the router, as the report told it then. What is in a bundle is whatever somebody
 * has written there: it is told, and proves nothing by itself.
 */
export interface LiveRecord {
  readonly tests: readonly {
    readonly id: string;
    readonly rung: Rung;
    readonly question: string;
    readonly outcome: (typeof testOutcomes)[number];
    readonly answer: string;
    /** What holds the router's answers: names of sections of a collection, and in a manifest those of their files. */
    readonly sources: readonly string[];
  }[];
  readonly judgements: readonly {
    readonly rule: string;
    readonly title: string;
    readonly outcome: (typeof judgementOutcomes)[number];
    readonly because: string;
    readonly test: string;
  }[];
  /** What the logs alone had said. */
  readonly before: {
    readonly verdict: {
      readonly state: (typeof verdictStates)[number];
      readonly rung: Rung | null;
      readonly cause: string | null;
      readonly confidence: (typeof confidences)[number] | null;
      readonly reached: Rung | null;
    };
    readonly findings: readonly {
      readonly rule: string;
      readonly title: string;
      readonly confidence: (typeof confidences)[number];
    }[];
  };
  readonly changes: readonly {
    readonly what: string;
    readonly state: (typeof changeStates)[number];
    readonly advice: string | null;
  }[];
  readonly endedBecause: string | null;
}

const testOutcomes = ['reached', 'broken', 'inconclusive', 'not-run'] as const;
const judgementOutcomes = ['proven', 'refuted', 'inconclusive'] as const;
const verdictStates = ['working', 'broken', 'mixed', 'undetermined', 'no-modem-data'] as const;
const confidences = ['proven', 'likely', 'possible', 'refuted'] as const;
const changeStates = ['put-back', 'left'] as const;

/** A record with other words and other names of its sources; ids stay. */
export function rewritten(
  { tests, judgements, before, changes, endedBecause }: LiveRecord,
  text: (words: string) => string,
  source: (name: string) => string,
): LiveRecord {
  const textOrNull = (words: string | null) => (words === null ? null : text(words));
  const { state, rung, cause, confidence, reached } = before.verdict;
  return {
    tests: tests.map((one) => ({
      id: one.id,
      rung: one.rung,
      question: text(one.question),
      outcome: one.outcome,
      answer: text(one.answer),
      sources: one.sources.map(source),
    })),
    judgements: judgements.map((one) => ({
      rule: one.rule,
      title: text(one.title),
      outcome: one.outcome,
      because: text(one.because),
      test: one.test,
    })),
    before: {
      verdict: { state, rung, cause, confidence, reached },
      findings: before.findings.map((one) => ({
        rule: one.rule,
        title: text(one.title),
        confidence: one.confidence,
      })),
    },
    changes: changes.map((one) => ({
      what: text(one.what),
      state: one.state,
      advice: textOrNull(one.advice),
    })),
    endedBecause: textOrNull(endedBecause),
  };
}

/** Something is not as hwdiag writes it. */
export class Damaged extends Error {}

/** Entries of a list. There are some ten tests, and some two hundred rules. */
const longestList = 1_000;
/** UTF-16 units of a sentence; the rest is cut off. Those of hwdiag have some hundreds. */
const longestText = 2_000;
/** Names of files. */
const longestName = 200;
/** Of tests and rules. */
const idPattern = /^[a-z0-9][a-z0-9-]{0,99}$/;

/**
 * Reads what a manifest has as `live`. Members that are not known are passed over.
 *
 * @throws {Damaged}
 */
export function readLiveRecord(value: unknown): LiveRecord {
  const { tests, judgements, before, changes, endedBecause } = membersOf(value);
  const { verdict, findings } = membersOf(before);
  const { state, rung, cause, confidence, reached } = membersOf(verdict);
  return {
    tests: listOf(tests, (one) => ({
      id: idOf(one['id']),
      rung: oneOf(one['rung'], rungs),
      question: textOf(one['question']),
      outcome: oneOf(one['outcome'], testOutcomes),
      answer: textOf(one['answer']),
      sources: entriesOf(one['sources']).map(nameOf),
    })),
    judgements: listOf(judgements, (one) => ({
      rule: idOf(one['rule']),
      title: textOf(one['title']),
      outcome: oneOf(one['outcome'], judgementOutcomes),
      because: textOf(one['because']),
      test: idOf(one['test']),
    })),
    before: {
      verdict: {
        state: oneOf(state, verdictStates),
        rung: orNull(rung, (one) => oneOf(one, rungs)),
        cause: orNull(cause, idOf),
        confidence: orNull(confidence, (one) => oneOf(one, confidences)),
        reached: orNull(reached, (one) => oneOf(one, rungs)),
      },
      findings: listOf(findings, (one) => ({
        rule: idOf(one['rule']),
        title: textOf(one['title']),
        confidence: oneOf(one['confidence'], confidences),
      })),
    },
    changes: listOf(changes, (one) => ({
      what: textOf(one['what']),
      state: oneOf(one['state'], changeStates),
      advice: orNull(one['advice'], textOf),
    })),
    endedBecause: orNull(endedBecause, textOf),
  };
}

/** @throws {Damaged} */
export function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Damaged();
  return value as Readonly<Record<string, unknown>>;
}

/** @throws {Damaged} */
export function entriesOf(value: unknown, most = longestList): readonly unknown[] {
  if (!Array.isArray(value) || value.length > most) throw new Damaged();
  return value;
}

function listOf<T>(value: unknown, read: (one: Readonly<Record<string, unknown>>) => T): readonly T[] {
  return entriesOf(value).map((one) => read(membersOf(one)));
}

/** @throws {Damaged} */
export function nameOf(value: unknown): string {
  if (typeof value !== 'string' || value.length > longestName) throw new Damaged();
  return value;
}

function idOf(value: unknown): string {
  if (typeof value !== 'string' || !idPattern.test(value)) throw new Damaged();
  return value;
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new Damaged();
  return value.length > longestText ? `${value.slice(0, longestText)} …` : value;
}

function oneOf<T extends string>(value: unknown, choices: readonly T[]): T {
  const choice = choices.find((one) => one === value);
  if (choice === undefined) throw new Damaged();
  return choice;
}

function orNull<T>(value: unknown, read: (value: unknown) => T): T | null {
  return value === null ? null : read(value);
}
