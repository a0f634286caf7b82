import { isMasked, secretKindOf } from '../../redact/credentials.ts';
import { identifierKindOf } from '../../redact/identifiers.ts';
import { type Redactor, redactorOf } from '../../redact/redactor.ts';
import type { Diagnosis, Finding, Verdict } from '../../rules/finding.ts';
import type { Episode } from '../../situation/situation.ts';
import { namedValuesOf, namesOf } from '../named-values.ts';
import { type EpisodeView, overviewOf } from '../overview.ts';
import { plainVerdict } from '../plain-verdict.ts';
import { linesOf } from '../spans.ts';
import { type Area, areas, factsOf, type ShownFact } from './facts.ts';

/** What differs between two captures, without secrets. `schema/compare.v1.json` describes it field by field. */
export interface Comparison {
  readonly schemaVersion: 1;
  readonly before: ComparedVerdict;
  readonly after: ComparedVerdict;
  /** The most telling first. */
  readonly differences: readonly Difference[];
  /** What only one of the two shows, so that nobody can tell whether it changed. */
  readonly incomparable: readonly Incomparable[];
}

export interface ComparedVerdict {
  readonly verdict: Verdict;
  /** For people. */
  readonly sentence: string;
}

/**
 * `changed`: both show it, and not alike; `only-before`, `only-after`: both show the list in which it would stand, and one of
 * them without it; `gone`, `new`: a finding that only one of them has.
 */
export interface Difference {
  readonly area: Area;
  readonly what: 'changed' | 'only-before' | 'only-after' | 'gone' | 'new';
  readonly name: string;
  /** Null where it is not there, and where it is a secret. */
  readonly before: string | null;
  readonly after: string | null;
  /** The values are not shown. */
  readonly secret: boolean;
}

interface Incomparable {
  readonly area: Area;
  readonly name: string;
  readonly shownIn: 'before' | 'after';
}

/** Compares two captures of, as a rule, the same router. */
export function compare(before: Diagnosis, after: Diagnosis): Comparison {
  const names = [namesOf(before), namesOf(after)];
  const redactor = redactorOf(
    [...linesOf(before), ...linesOf(after), ...linesOfConfigs(before), ...linesOfConfigs(after)],
    [...namedValuesOf(before), ...namedValuesOf(after)],
    (line) => names.flatMap((known) => known.hitsIn(line)),
  );
  const views = [overviewOf(before).subject, overviewOf(after).subject] as const;
  const facts = comparedFacts(redactor, routerEpisodes(before, views[0]), routerEpisodes(after, views[1]));
  const findings = comparedFindings(redactor, views, [before, after]);
  const verdicts = [verdictOf(redactor, before, views[0]), verdictOf(redactor, after, views[1])] as const;
  const differences = [...verdictDifference(...verdicts), ...findings.differences, ...facts.differences];
  return {
    schemaVersion: 1,
    before: verdicts[0],
    after: verdicts[1],
    differences: differences.sort(byWeight),
    incomparable: [...findings.incomparable, ...facts.incomparable].sort(
      (one, other) => areas.indexOf(one.area) - areas.indexOf(other.area),
    ),
  };
}

const kinds: readonly Difference['what'][] = ['gone', 'new', 'changed', 'only-after', 'only-before'];

function byWeight(one: Difference, other: Difference): number {
  return (
    areas.indexOf(one.area) - areas.indexOf(other.area) || kinds.indexOf(one.what) - kinds.indexOf(other.what)
  );
}

function* linesOfConfigs({ situation }: Diagnosis): Generator<string> {
  for (const { configs } of situation.episodes) {
    for (const { options } of configs) for (const { span } of options) yield span.text;
  }
}

/** All episodes of the router that the verdict is about, in the order of the input. */
function routerEpisodes({ situation }: Diagnosis, subject: EpisodeView | null): readonly Episode[] {
  if (subject === null) return [];
  const first = (episode: Episode): Episode => {
    let one = episode;
    while (one.continues !== null) one = one.continues;
    return one;
  };
  return situation.episodes.filter((episode) => first(episode) === first(subject.episode));
}

function verdictOf(redactor: Redactor, { verdict }: Diagnosis, view: EpisodeView | null): ComparedVerdict {
  const sentence = view === null ? 'Nothing in it is about a modem.' : plainVerdict(view).join(' ');
  const { state, rung, cause, confidence, reached } = verdict;
  return { verdict: { state, rung, cause, confidence, reached }, sentence: redactor.text(sentence) };
}

/** Addresses and numbers in the sentences change by themselves: only where it stops, and why, counts. */
function verdictDifference(before: ComparedVerdict, after: ComparedVerdict): readonly Difference[] {
  const key = ({ verdict: { state, rung, cause, reached } }: ComparedVerdict): string =>
    [state, rung, cause, rung === null ? reached : null].join(' ');
  if (key(before) === key(after)) return [];
  const words = ({ sentence }: ComparedVerdict): string => sentence;
  return [
    {
      area: 'verdict',
      what: 'changed',
      name: 'the verdict',
      before: words(before),
      after: words(after),
      secret: false,
    },
  ];
}

interface Compared {
  readonly differences: readonly Difference[];
  readonly incomparable: readonly Incomparable[];
}

function comparedFindings(
  redactor: Redactor,
  [before, after]: readonly [EpisodeView | null, EpisodeView | null],
  [first, second]: readonly [Diagnosis, Diagnosis],
): Compared {
  const own = faultsByRule(before);
  const others = faultsByRule(after);
  const differences: Difference[] = [];
  const incomparable: Incomparable[] = [];
  for (const [rule, { title }] of own) {
    if (others.has(rule)) continue;
    const name = redactor.text(title);
    if (isUnchecked(second, after, rule)) incomparable.push({ area: 'finding', name, shownIn: 'before' });
    else differences.push({ area: 'finding', what: 'gone', name, before: name, after: null, secret: false });
  }
  for (const [rule, { title }] of others) {
    if (own.has(rule)) continue;
    const name = redactor.text(title);
    if (isUnchecked(first, before, rule)) incomparable.push({ area: 'finding', name, shownIn: 'after' });
    else differences.push({ area: 'finding', what: 'new', name, before: null, after: name, secret: false });
  }
  return { differences, incomparable };
}

function faultsByRule(view: EpisodeView | null): ReadonlyMap<string, Finding> {
  const faults = view === null || view.verdict.state === 'working' ? [] : view.faults;
  return new Map([...faults].reverse().map((finding) => [finding.rule, finding]));
}

function isUnchecked({ notChecked }: Diagnosis, view: EpisodeView | null, rule: string): boolean {
  return notChecked.some((one) => one.rule === rule && one.episode === view?.episode.id);
}

function comparedFacts(redactor: Redactor, before: readonly Episode[], after: readonly Episode[]): Compared {
  const own = factsOf(before);
  const others = factsOf(after);
  const groups = groupsOf(own);
  const otherGroups = groupsOf(others);
  const differences: Difference[] = [];
  const incomparable: Incomparable[] = [];
  for (const [key, one] of own) {
    const other = others.get(key);
    if (other !== undefined) differences.push(...changed(redactor, one, other));
    else if (otherGroups.has(groupOf(one))) differences.push(onlyIn('only-before', redactor, one));
    else incomparable.push(unshown(redactor, one, 'before'));
  }
  for (const [key, other] of others) {
    if (own.has(key)) continue;
    if (groups.has(groupOf(other))) differences.push(onlyIn('only-after', redactor, other));
    else incomparable.push(unshown(redactor, other, 'after'));
  }
  const told = new Set<string>();
  return {
    differences,
    incomparable: incomparable.filter(({ name, shownIn }) => {
      const once = `${shownIn} ${name}`;
      return !told.has(once) && told.add(once);
    }),
  };
}

function groupOf({ area, group }: ShownFact): string {
  return `${area}\n${group}`;
}

function groupsOf(facts: ReadonlyMap<string, ShownFact>): ReadonlySet<string> {
  return new Set([...facts.values()].map(groupOf));
}

function changed(redactor: Redactor, one: ShownFact, other: ShownFact): readonly Difference[] {
  if (one.compared === other.compared) return [];
  // What stands for a secret tells nothing of another capture's.
  if (isSecret(one) && (isHidden(one.value) || isHidden(other.value))) return [];
  const secret = isSecret(one) && (isReplaced(redactor, one) || isReplaced(redactor, other));
  return [
    {
      area: one.area,
      what: 'changed',
      name: nameOf(redactor, one),
      before: secret ? null : shown(redactor, one),
      after: secret ? null : shown(redactor, other),
      secret,
    },
  ];
}

function onlyIn(what: 'only-before' | 'only-after', redactor: Redactor, fact: ShownFact): Difference {
  const secret = isSecret(fact) && (isReplaced(redactor, fact) || isHidden(fact.value));
  const value = secret ? null : shown(redactor, fact);
  return {
    area: fact.area,
    what,
    name: nameOf(redactor, fact),
    before: what === 'only-before' ? value : null,
    after: what === 'only-after' ? value : null,
    secret,
  };
}

/** A section, or a list, as a whole; else the fact by its own name. */
function unshown(redactor: Redactor, { area, group }: ShownFact, shownIn: 'before' | 'after'): Incomparable {
  return { area, name: redactor.text(group), shownIn };
}

/** The name of an option is none of the words that say what the next one is. */
function nameOf(redactor: Redactor, { area, field, group, name }: ShownFact): string {
  return area === 'configuration' ? `option ${field} of ${redactor.text(group)}` : redactor.text(name);
}

function isSecret({ field }: ShownFact): boolean {
  return secretKindOf(field) !== null || identifierKindOf(field) !== null;
}

/** A password of stars, or a token, also in the middle of a number of which the rest is kept. */
function isHidden(value: string): boolean {
  return isMasked(value) || /<[a-z]{2,9}-\d+[a-z]*>|[x*]{3,}/i.test(value);
}

function isReplaced(redactor: Redactor, fact: ShownFact): boolean {
  return identifierKindOf(fact.field) !== null || shown(redactor, fact) !== fact.value;
}

function shown(redactor: Redactor, { field, value }: ShownFact): string {
  return redactor.option(field, value);
}
