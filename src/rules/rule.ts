import { catalogueEntry, rungOf } from '../knowledge/rule-catalogue.ts';
import type { Rung } from '../knowledge/rung.ts';
import type { Evidence } from '../situation/evidence.ts';
import type { Attempt, Episode } from '../situation/situation.ts';
import type { Confidence, Confirmation, Finding, Fix, NotChecked, Role, Severity } from './finding.ts';

/** What a rule looks at: one episode, with those before and after it on the same router. */
export interface Scene {
  readonly episode: Episode;
  /** Nearest first. */
  readonly earlier: readonly Episode[];
  /** In the order of the input. */
  readonly later: readonly Episode[];
}

/** Something a rule needs. Where it is missing, the engine says so instead of letting the rule guess. */
export interface Input<T> {
  /** The fact, null where the episode does not show it. */
  readonly read: (scene: Scene) => T | null;
  /** What is missing, in words. */
  readonly missing: string;
  /** The command whose output would show it, as it can be typed on this router. */
  readonly ask: string | ((scene: Scene) => string);
}

/** Inputs by the names that a rule gives them. */
export type Inputs = Readonly<Record<string, Input<unknown>>>;

/** What the inputs of a rule show; every one of them is there. */
type Facts<N extends Inputs> = { readonly [K in keyof N]: NonNullable<ReturnType<N[K]['read']>> };

/** What a rule says of one episode. No verdict at all means that there was nothing to look at. */
export type RuleVerdict =
  | ({ readonly type: 'found' } & Found)
  /** It was looked for, everything needed was there, and it is not so. */
  | { readonly type: 'ruled-out' }
  | { readonly type: 'not-checked'; readonly missing: string; readonly ask: string };

/** A finding without what the engine adds. */
export interface Found {
  /** The attempt it is about; none where it is about none or all. */
  readonly attempt?: Attempt | null;
  readonly confidence: Confidence;
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
  readonly title: string;
  readonly explanation: string;
  readonly evidence: readonly Evidence[];
  readonly confirm?: Confirmation;
  readonly fix?: Fix;
}

/** One cause, symptom, note or harmless line, and how it is recognised. */
export interface Rule<N extends Inputs = Inputs> {
  /** Id of the cause in the catalogue; it gives the rung and the most that logs may claim. */
  readonly id: string;
  readonly role: Role;
  readonly severity: Severity;
  /** First version of hwdiag that has it. */
  readonly since: string;
  /** Facts without which the rule cannot be checked, by the names under which `check` gets them. */
  readonly needs?: N;
  /** Rule ids of the symptoms that this cause accounts for in the same attempt. */
  readonly explains?: readonly string[];
  /**
   * Whether the episode gives reason to look at all. A missing fact is asked for only where this says yes; a rule
   * without it is always looked at, and asks for nothing.
   */
  readonly concerns?: (scene: Scene) => boolean;
  readonly check: (scene: Scene, facts: Facts<N>) => readonly RuleVerdict[];
}

/** Declares a rule; gives types, does nothing else. */
export function defineRule<const N extends Inputs = Readonly<Record<never, never>>>(rule: Rule<N>): Rule<N> {
  return rule;
}

/** The lines show it. */
export function found(finding: Found): RuleVerdict {
  return { type: 'found', ...finding };
}

/** The lines show that it is not so. */
export const ruledOut: RuleVerdict = { type: 'ruled-out' };

/** A fact is missing, described by `missing` in words; the output of the command `ask` would tell. */
export function notChecked(missing: string, ask: string): RuleVerdict {
  return { type: 'not-checked', missing, ask };
}

/** What one rule gives for one episode. */
export interface RuleResult {
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
}

/** Runs a rule whose inputs may be missing. The type of its inputs is known only inside. */
export function runRule<N extends Inputs>(rule: Rule<N>, scene: Scene): RuleResult {
  if (rule.concerns?.(scene) === false) return { findings: [], notChecked: [] };
  const episode = scene.episode.id;
  const read = Object.entries<Input<unknown>>(rule.needs ?? {}).map(
    ([name, input]) => [name, input, input.read(scene)] as const,
  );
  const missing = read.filter(([, , fact]) => fact === null);
  if (missing.length > 0) {
    const asked = rule.concerns === undefined ? [] : missing;
    return {
      findings: [],
      notChecked: asked.map(([, { missing: words, ask }]) => ({
        rule: rule.id,
        episode,
        missing: words,
        ask: typeof ask === 'string' ? ask : ask(scene),
      })),
    };
  }
  // Every needed input was read just above and is not null.
  const facts = Object.fromEntries(read.map(([name, , fact]) => [name, fact])) as Facts<N>;
  const verdicts = rule.check(scene, facts);
  return {
    findings: verdicts
      .filter((verdict) => verdict.type === 'found')
      .map((verdict) => findingOf(rule, verdict, episode)),
    notChecked: verdicts
      .filter((verdict) => verdict.type === 'not-checked')
      .map((verdict) => ({ rule: rule.id, episode, missing: verdict.missing, ask: verdict.ask })),
  };
}

function findingOf(rule: Pick<Rule, 'id' | 'role' | 'severity'>, verdict: Found, episode: number): Finding {
  return {
    rule: rule.id,
    episode,
    attempt: verdict.attempt?.id ?? null,
    role: rule.role,
    rung: rungOfRule(rule.id),
    severity: verdict.severity ?? rule.severity,
    confidence: verdict.confidence,
    title: verdict.title,
    explanation: verdict.explanation,
    evidence: verdict.evidence,
    consequenceOf: null,
    confirm: verdict.confirm ?? null,
    fix: verdict.fix ?? null,
  };
}

/** The rung that a rule is about; null for what is no cause. */
export function rungOfRule(id: string): Rung | null {
  const entry = catalogueEntry(id);
  return entry === undefined || entry.kind !== 'cause' ? null : rungOf(entry);
}
