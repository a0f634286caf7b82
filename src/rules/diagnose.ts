import { catalogueEntry } from '../knowledge/rule-catalogue.ts';
import { rungIndex } from '../knowledge/rung.ts';
import type { Episode, Situation } from '../situation/situation.ts';
import type { Confidence, Diagnosis, Finding, Severity } from './finding.ts';
import { rules as allRules } from './list.ts';
import type { ListedRule } from './listed-rule.ts';
import { type Judgement, judged, type TestedLive } from './live-proof.ts';
import type { RuleResult, Scene } from './rule.ts';
import { episodeVerdicts, overallVerdict } from './verdict.ts';

const confidenceOrder: readonly Confidence[] = ['proven', 'likely', 'possible', 'refuted'];
const severityOrder: readonly Severity[] = ['error', 'warning', 'info'];

/**
 * Puts the situation before every rule and orders what they find. Same situation, same answer.
 *
 * @param live what tests on the router showed of how it stands: of one episode, therefore
 */
export function diagnose(
  situation: Situation,
  rules: readonly ListedRule[] = allRules,
  live: TestedLive | null = null,
): Diagnosis {
  const followers = followersOf(situation.episodes);
  const tested = live === null ? undefined : situation.episodes.findLast((episode) => live.isOf(episode));
  const results = situation.episodes.map((episode) =>
    examine(new EpisodeScene(episode, followers), rules, episode === tested ? live : null),
  );
  const proof = live?.proofWith(results.flatMap((result) => result.judgements)) ?? null;
  const verdicts = episodeVerdicts(
    situation.episodes,
    results.map((result) => result.findings),
    tested === undefined || proof === null ? null : { episode: tested, tests: proof.tests },
  );
  const verdict = overallVerdict(situation.episodes, verdicts);
  const first = verdict.deciding?.episode ?? null;
  const ordered = [...results.flatMap((result) => result.findings)].sort((one, other) => {
    if (one.episode === other.episode) return 0;
    if (one.episode === first) return -1;
    return other.episode === first ? 1 : one.episode - other.episode;
  });
  return {
    situation,
    verdict: verdict.verdict,
    episodeVerdicts: verdicts,
    findings: ordered,
    notChecked: results.flatMap((result) => result.notChecked),
    live: proof,
  };
}

/** The other episodes of a router are looked up only for the rules that ask: a boot loop makes thousands of episodes. */
class EpisodeScene implements Scene {
  readonly episode: Episode;
  readonly #followers: ReadonlyMap<Episode, readonly Episode[]>;

  constructor(episode: Episode, followers: ReadonlyMap<Episode, readonly Episode[]>) {
    this.episode = episode;
    this.#followers = followers;
  }

  get earlier(): readonly Episode[] {
    const earlier: Episode[] = [];
    for (let before = this.episode.continues; before !== null; before = before.continues)
      earlier.push(before);
    return earlier;
  }

  get later(): readonly Episode[] {
    const later: Episode[] = [];
    const open = [this.episode];
    for (let known = open.pop(); known !== undefined; known = open.pop()) {
      const next = this.#followers.get(known) ?? [];
      later.push(...next);
      open.push(...next);
    }
    return later.sort((one, other) => one.id - other.id);
  }
}

/** The episodes that continue each episode. */
function followersOf(episodes: readonly Episode[]): ReadonlyMap<Episode, readonly Episode[]> {
  const followers = new Map<Episode, Episode[]>();
  for (const episode of episodes) {
    if (episode.continues === null) continue;
    const known = followers.get(episode.continues);
    if (known === undefined) followers.set(episode.continues, [episode]);
    else known.push(episode);
  }
  return followers;
}

interface Examined extends RuleResult {
  readonly judgements: readonly Judgement[];
}

/** All findings of one episode, the root cause first. */
function examine(scene: Scene, rules: readonly ListedRule[], live: TestedLive | null): Examined {
  const results = rules.map((rule) => rule.run(scene));
  const judgements: Judgement[] = [];
  const claimed = explain(
    results.flatMap((result) => result.findings),
    rules,
  ).map(keepCeiling);
  // What a test has proven accounts for more than what was possible, and what it has ruled out for nothing.
  const findings =
    live === null
      ? claimed
      : explain(
          claimed.map((finding) => {
            const judgement = live.judge(finding);
            if (judgement !== null) judgements.push(judgement);
            return judged(finding, judgement);
          }),
          rules,
        );
  findings.sort(byWeight);
  return { findings, notChecked: results.flatMap((result) => result.notChecked), judgements };
}

/**
 * Ties each symptom to the surest cause that accounts for it: one of the same attempt, or one that was seen outside of any, when
 * somebody asked the modem. A mere possibility explains nothing.
 */
function explain(findings: readonly Finding[], rules: readonly ListedRule[]): Finding[] {
  const explained = new Map(rules.map((rule) => [rule.id, rule.explains ?? []]));
  return findings.map((symptom) => {
    const causes = findings.filter(
      (cause) =>
        explained.get(cause.rule)?.includes(symptom.rule) === true &&
        (cause.attempt === symptom.attempt || cause.attempt === null) &&
        (cause.confidence === 'proven' || cause.confidence === 'likely'),
    );
    const [surest] = [...causes].sort(byWeight);
    return { ...symptom, consequenceOf: surest?.rule ?? null };
  });
}

/**
 * The catalogue's ceiling holds for claims about the root cause. A symptom that another finding explains claims no more
 * than that it was seen, and that its lines prove.
 */
function keepCeiling(finding: Finding): Finding {
  const ceiling = catalogueEntry(finding.rule)?.maxConfidence ?? null;
  const claimsCause =
    finding.role === 'cause' || (finding.role === 'symptom' && finding.consequenceOf === null);
  if (
    ceiling === null ||
    !claimsCause ||
    confidenceOrder.indexOf(finding.confidence) >= confidenceOrder.indexOf(ceiling)
  )
    return finding;
  return { ...finding, confidence: ceiling };
}

/** Causes before symptoms before notes before harmless lines; what is refuted last; then the surer, the graver, the lower rung. */
function byWeight(one: Finding, other: Finding): number {
  return (
    standing(one) - standing(other) ||
    confidenceOrder.indexOf(one.confidence) - confidenceOrder.indexOf(other.confidence) ||
    severityOrder.indexOf(one.severity) - severityOrder.indexOf(other.severity) ||
    rungOrder(one) - rungOrder(other) ||
    compareText(one.rule, other.rule)
  );
}

function standing(finding: Finding): number {
  if (finding.role === 'note') return 3;
  if (finding.role === 'harmless') return 4;
  if (finding.confidence === 'refuted') return 5;
  if (finding.consequenceOf !== null) return 1;
  return finding.confidence === 'possible' ? 2 : 0;
}

function rungOrder(finding: Finding): number {
  return finding.rung === null ? Number.POSITIVE_INFINITY : rungIndex(finding.rung);
}

/** By code units: the same on every machine. */
function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
