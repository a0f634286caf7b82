import { catalogueEntry, rungOf } from '../knowledge/rule-catalogue.ts';
import { type Rung, rungs } from '../knowledge/rung.ts';
import type { Confidence, Diagnosis, Finding } from '../rules/finding.ts';
import type { LabelledCase } from './labelled-case.ts';

/**
 * The rung that breaks first, of a mistake in the configuration the one that it breaks; `other` for causes that the
 * catalogue does not have.
 */
type Family = Rung | 'other' | 'healthy' | 'near-miss';

const families: readonly Family[] = [...rungs, 'other', 'healthy', 'near-miss'];

/** A case with what the diagnosis said of it. */
export interface CaseResult {
  readonly id: string;
  readonly family: Family;
  readonly scored: boolean;
  /** Cases with one name come from one thread and count once, failures and calm ones apart. */
  readonly thread: string;
  /** The root cause and what is accepted in its place; empty where nothing may be reported. */
  readonly expected: readonly string[];
  /** The cause that the diagnosis names first. */
  readonly first: Named | null;
  /** Causes and symptoms that were found, in the order of the report; what is refuted is not found. */
  readonly all: readonly Named[];
  /** Findings of all roles. */
  readonly findings: number;
  readonly firstIsRight: boolean;
  /** One of the expected causes is among all that was found. */
  readonly isFound: boolean;
  /** Causes reported where none may be. */
  readonly falseAlarms: readonly Named[];
  /** Claims to certainty that the label contradicts. */
  readonly wrongProven: readonly Named[];
}

/** A rule that spoke, and how sure it was. */
export interface Named {
  readonly rule: string;
  readonly confidence: Confidence;
}

/** Counts of one family, or of all. A thread counts once, and as right where all its cases are. */
export interface Tally {
  readonly threads: number;
  /** The first cause named is the expected one or one that is accepted; of calm cases: no cause is named. */
  readonly firstRight: number;
  readonly found: number;
}

/** How well the labelled cases are told. */
export interface Score {
  readonly cases: number;
  readonly scored: number;
  /** Scored failures. */
  readonly failures: Tally;
  /** Healthy cases and near misses. */
  readonly calm: Tally;
  readonly families: readonly (Tally & { readonly family: Family })[];
  /** Findings of all roles on a scored failure, on average; null without one. */
  readonly findingsPerFailure: number | null;
  /** Causes and symptoms alone. */
  readonly causesPerFailure: number | null;
  /** Scored failures whose root cause is not named first. */
  readonly misses: readonly CaseResult[];
  readonly falseAlarms: readonly CaseResult[];
  /** Of cases that are not scored, too. */
  readonly wrongProven: readonly CaseResult[];
}

/** Compares a diagnosis with the label of its text. */
export function judge(label: LabelledCase, { verdict, findings }: Diagnosis): CaseResult {
  const standing = findings.filter(isClaim);
  const all = standing.map(namedOf);
  const first = standing.find(({ rule }) => rule === verdict.cause) ?? standing[0];
  const [root] = label.expect;
  const expected = root === undefined ? [] : [root.cause, ...root.accept];
  const allowed = new Set([
    ...label.expect.flatMap(({ cause, accept }) => [cause, ...accept]),
    ...label.tolerate,
  ]);
  return {
    id: label.id,
    family: familyOf(label),
    scored: label.scored,
    thread: threadOf(label),
    expected,
    first: first === undefined ? null : namedOf(first),
    all,
    findings: findings.length,
    firstIsRight: first === undefined ? label.healthy : expected.includes(first.rule),
    isFound: all.some(({ rule }) => expected.includes(rule)),
    falseAlarms: label.healthy ? all.filter(({ rule }) => !label.tolerate.includes(rule)) : [],
    wrongProven: standing
      .filter((finding) => isRootClaim(finding) && !allowed.has(finding.rule))
      .map(namedOf),
  };
}

/** Adds up what was judged, in the order of the cases. */
export function score(results: readonly CaseResult[]): Score {
  const scored = results.filter((result) => result.scored);
  const calm = scored.filter(isCalm);
  const failures = scored.filter((result) => !isCalm(result));
  return {
    cases: results.length,
    scored: scored.length,
    failures: tallyOf(failures),
    calm: tallyOf(calm),
    families: families.flatMap((family) => {
      const own = scored.filter((result) => result.family === family);
      return own.length === 0 ? [] : [{ family, ...tallyOf(own) }];
    }),
    findingsPerFailure: mean(failures.map(({ findings }) => findings)),
    causesPerFailure: mean(failures.map(({ all }) => all.length)),
    misses: failures.filter(({ firstIsRight }) => !firstIsRight),
    falseAlarms: scored.filter(({ falseAlarms }) => falseAlarms.length > 0),
    wrongProven: results.filter(({ wrongProven }) => wrongProven.length > 0),
  };
}

function isCalm({ family }: CaseResult): boolean {
  return family === 'healthy' || family === 'near-miss';
}

/** A cause or a symptom that is not shown to be none; whatever its role, an entry of the catalogue that is a cause. */
function isClaim({ rule, role, confidence }: Finding): boolean {
  if (confidence === 'refuted') return false;
  return role === 'cause' || role === 'symptom' || catalogueEntry(rule)?.kind === 'cause';
}

/** It claims for certain to be the reason, not to be what follows from another finding. */
function isRootClaim({ confidence, consequenceOf }: Finding): boolean {
  return confidence === 'proven' && consequenceOf === null;
}

function namedOf({ rule, confidence }: Finding): Named {
  return { rule, confidence };
}

function familyOf({ healthy, nearMiss, expect }: LabelledCase): Family {
  if (nearMiss) return 'near-miss';
  if (healthy) return 'healthy';
  const entry = catalogueEntry(expect[0]?.cause ?? '');
  return entry === undefined ? 'other' : (rungOf(entry) ?? 'other');
}

function threadOf({ id, source, healthy }: LabelledCase): string {
  return source !== null && /^https?:\/\/\S+$/.test(source) ? `${healthy} ${source}` : id;
}

function tallyOf(results: readonly CaseResult[]): Tally {
  const threads = new Map<string, CaseResult[]>();
  for (const result of results) {
    const known = threads.get(result.thread);
    if (known === undefined) threads.set(result.thread, [result]);
    else known.push(result);
  }
  const wholly = (isRight: (result: CaseResult) => boolean): number =>
    [...threads.values()].filter((cases) => cases.every(isRight)).length;
  return {
    threads: threads.size,
    firstRight: wholly((result) => (isCalm(result) ? result.falseAlarms.length === 0 : result.firstIsRight)),
    found: wholly((result) => (isCalm(result) ? result.falseAlarms.length === 0 : result.isFound)),
  };
}

function mean(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
