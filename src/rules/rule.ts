import type { Span } from '../capture/position.ts';
import { catalogueEntry, rungOf } from '../knowledge/rule-catalogue.ts';
import type { Rung } from '../knowledge/rung.ts';
import type { Evidence } from '../situation/evidence.ts';
import type { Attempt, ConfiguredInterface, Episode, Modem } from '../situation/situation.ts';
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
interface Input<T> {
  /** The fact, null where the episode does not show it. */
  readonly read: (scene: Scene) => T | null;
  /** What is missing, in words. */
  readonly missing: string;
  /** The command whose output would show it. */
  readonly ask: string;
}

function input<T>(missing: string, ask: string, read: (scene: Scene) => T | null): Input<T> {
  return { missing, ask, read };
}

/** Facts that rules declare as inputs. */
const inputs = {
  cellularConfig: input(
    'the configuration of the modem’s interface',
    'cat /etc/config/network',
    ({ episode }): readonly ConfiguredInterface[] | null =>
      orNull(episode.interfaces.filter((known) => known.cellular)),
  ),
  modemDrivers: input(
    'which driver serves which part of the modem',
    "dmesg | grep -iE 'usb|tty|cdc|wwan|qmi|option'",
    ({ episode }): readonly Modem[] | null =>
      orNull(episode.modems.filter((modem) => modem.functions.length > 0)),
  ),
  kernelVersion: input(
    'the kernel version',
    'dmesg | grep "Linux version"',
    ({ episode }): string | null => episode.router.kernel?.value ?? null,
  ),
  attempts: input(
    'an attempt to connect',
    'ifup <IFACE>; sleep 60; logread',
    ({ episode }): readonly Attempt[] | null => orNull(episode.attempts),
  ),
} as const;

/** A fact of an episode that rules may need. */
export type InputName = keyof typeof inputs;
type Facts<N extends InputName> = {
  readonly [K in N]: NonNullable<ReturnType<(typeof inputs)[K]['read']>>;
};

/** What a rule says of one episode. No verdict at all means that there was nothing to look at. */
export type RuleVerdict =
  | ({ readonly type: 'found' } & Found)
  /** It was looked for, everything needed was there, and it is not so. */
  | { readonly type: 'ruled-out' }
  | { readonly type: 'not-checked'; readonly missing: string; readonly ask: string };

/** A finding without what the engine adds. */
export interface Found {
  readonly attempt: Attempt | null;
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
export interface Rule<N extends InputName = InputName> {
  /** Id of the cause in the catalogue; it gives the rung and the most that logs may claim. */
  readonly id: string;
  readonly role: Role;
  readonly severity: Severity;
  /** Facts without which the rule cannot be checked. */
  readonly needs: readonly N[];
  /** Rule ids of the symptoms that this cause accounts for in the same attempt. */
  readonly explains?: readonly string[];
  /** Whether the episode gives reason to look at all; without it missing facts are not worth a question. */
  readonly concerns: (scene: Scene) => boolean;
  readonly check: (facts: Facts<N>, scene: Scene) => readonly RuleVerdict[];
}

/** Declares a rule; gives types, does nothing else. */
export function defineRule<const N extends InputName = never>(rule: Rule<N>): Rule<N> {
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
export function runRule<N extends InputName>(rule: Rule<N>, scene: Scene): RuleResult {
  if (!rule.concerns(scene)) return { findings: [], notChecked: [] };
  const episode = scene.episode.id;
  const missing = rule.needs.filter((name) => inputs[name].read(scene) === null);
  if (missing.length > 0) {
    return {
      findings: [],
      notChecked: missing.map((name) => ({
        rule: rule.id,
        episode,
        missing: inputs[name].missing,
        ask: inputs[name].ask,
      })),
    };
  }
  // Every needed input was read just above and is not null.
  const facts = Object.fromEntries(rule.needs.map((name) => [name, inputs[name].read(scene)])) as Facts<N>;
  const verdicts = rule.check(facts, scene);
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

function rungOfRule(id: string): Rung | null {
  const entry = catalogueEntry(id);
  return entry === undefined || entry.kind !== 'cause' ? null : rungOf(entry);
}

function orNull<T>(values: readonly T[]): readonly T[] | null {
  return values.length === 0 ? null : values;
}

/** Value of an option of a configured interface, null where it is not set. */
export function optionOf(
  config: ConfiguredInterface,
  name: string,
): { readonly value: string; readonly span: Span } | null {
  const option = config.section.options.findLast((known) => known.name === name && !known.list);
  return option === undefined ? null : { value: option.value, span: option.span };
}
