import { type Rung, rungIndex, rungs } from '../knowledge/rung.ts';
import { internetTests } from '../situation/facts/internet-tests.ts';
import { shownLadder } from '../situation/facts/shown-ladder.ts';
import type { Attempt, Episode } from '../situation/situation.ts';
import type { EpisodeVerdict, Finding, Verdict } from './finding.ts';
import type { LiveTest } from './live-proof.ts';

const nothingKnown: Verdict = {
  state: 'no-modem-data',
  rung: null,
  cause: null,
  confidence: null,
  reached: null,
};

/** Tests on the router, and the episode that they are of. */
interface Tested {
  readonly episode: Episode;
  readonly tests: readonly LiveTest[];
}

/** One verdict per episode. `findings` are those of each episode, the root cause first. */
export function episodeVerdicts(
  episodes: readonly Episode[],
  findings: readonly (readonly Finding[])[],
  tested: Tested | null = null,
): readonly EpisodeVerdict[] {
  return episodes.map((episode, at) => {
    const found = findings[at] ?? [];
    const verdict = verdictOf(episode, found);
    return {
      episode: episode.id,
      ...(tested?.episode === episode ? withTests(verdict, tested.tests, found) : verdict),
    };
  });
}

/** What a log calls working, or leaves open, does not work where a test has found it broken, be it that no rule knows why. */
function withTests(
  verdict: Omit<EpisodeVerdict, 'episode'>,
  tests: readonly LiveTest[],
  findings: readonly Finding[],
): Omit<EpisodeVerdict, 'episode'> {
  if (verdict.state === 'broken' || verdict.state === 'mixed') return verdict;
  const broken = tests
    .filter(({ outcome }) => outcome === 'broken')
    .map(({ rung }) => rung)
    .reduce<Rung | null>((lowest, rung) => (lowest === null ? rung : lower(lowest, rung)), null);
  if (broken === null) return verdict;
  const root = findings.find(
    (finding) =>
      isFault(finding) &&
      isSure(finding) &&
      finding.consequenceOf === null &&
      (finding.rung === null || rungIndex(finding.rung) <= rungIndex(broken)),
  );
  return {
    ...verdict,
    state: 'broken',
    rung: broken,
    cause: root?.rule ?? null,
    confidence: root?.confidence ?? null,
    reached: below(verdict.reached, broken),
  };
}

/** The verdict over the whole input, and the episode that decides its cause: the last one with an attempt or a fault. */
export function overallVerdict(
  episodes: readonly Episode[],
  verdicts: readonly EpisodeVerdict[],
): { verdict: Verdict; deciding: EpisodeVerdict | null } {
  const telling = verdicts.filter(
    (verdict, at) =>
      verdict.cause !== null || verdict.state === 'broken' || (episodes[at]?.attempts.length ?? 0) > 0,
  );
  const deciding = telling.at(-1) ?? null;
  if (deciding === null) {
    return {
      verdict:
        verdicts.length === 0
          ? nothingKnown
          : { ...nothingKnown, state: 'undetermined', reached: verdicts.at(-1)?.reached ?? null },
      deciding,
    };
  }
  const states = new Set(telling.map((verdict) => verdict.state));
  const mixed = states.has('mixed') || (states.has('broken') && states.has('working'));
  const { rung, cause, confidence, reached } = deciding;
  return { verdict: { state: mixed ? 'mixed' : deciding.state, rung, cause, confidence, reached }, deciding };
}

function verdictOf(episode: Episode, findings: readonly Finding[]): Omit<EpisodeVerdict, 'episode'> {
  const decisive = decisiveAttempts(episode);
  const attempt =
    decisive.findLast((known) => known.outcome === 'failed' || known.outcome === 'lost') ??
    decisive.findLast((known) => known.outcome === 'up') ??
    decisive.at(-1) ??
    null;
  const decidedBy = attempt?.id ?? null;
  const shown = shownLadder(episode).findLast(({ state }) => state === 'reached')?.rung ?? null;
  const beyond = attempt?.outcome === 'up' ? faultBeyond(attempt, episode, findings) : null;
  if (beyond !== null)
    return {
      state: 'broken',
      rung: beyond.rung,
      cause: beyond.rule,
      confidence: beyond.confidence,
      reached: below(attempt?.reached ?? null, beyond.rung),
      decidedBy,
    };
  if (attempt?.outcome === 'up')
    return {
      state: 'working',
      rung: null,
      cause: null,
      confidence: null,
      reached: attempt.reached,
      decidedBy,
    };
  const root =
    findings.find(
      (finding) => isFault(finding) && finding.consequenceOf === null && accountsFor(finding, attempt),
    ) ?? null;
  const cause = { cause: root?.rule ?? null, confidence: root?.confidence ?? null };
  if (attempt?.lost != null) {
    const state = decisive.some((known) => known.outcome === 'up') ? 'mixed' : 'broken';
    return { state, rung: attempt.lost.rung, ...cause, reached: attempt.reached, decidedBy };
  }
  if (attempt?.broken != null) {
    // Where the lines show it to stop; a cause that is no more than likely does not move that.
    const rung = root?.confidence === 'proven' ? lower(root.rung, attempt.broken) : attempt.broken;
    const state = decisive.some((known) => known.outcome === 'up') ? 'mixed' : 'broken';
    return { state, rung, ...cause, reached: reachedUnder(attempt, rung), decidedBy };
  }
  const blamesConnection = root !== null && !(root.attempt !== null && attempt?.method === 'by-hand');
  if (root !== null && blamesConnection && isSure(root)) {
    return {
      state: 'broken',
      rung: root.rung,
      ...cause,
      reached: attempt === null ? below(shown, root.rung) : reachedUnder(attempt, root.rung),
      decidedBy,
    };
  }
  return { state: 'undetermined', rung: null, ...cause, reached: attempt?.reached ?? shown, decidedBy };
}

/**
 * Why nothing comes back though the connection is up: a sure fault of what lies above the address, where the last test that
 * the routes decided over failed. Where nobody tested, a cause that is an error will do: to call that working would be to
 * hide it.
 */
function faultBeyond(attempt: Attempt, episode: Episode, findings: readonly Finding[]): Finding | null {
  const tests = internetTests(episode).filter(({ device }) => device === null);
  const test = tests.at(-1);
  // What answers by its address does not make names found.
  const byName = tests.findLast((known) => known.byName);
  if (test?.value === 'answered' && byName?.value !== 'no-name') return null;
  return (
    findings.find(
      (finding) =>
        isFault(finding) &&
        isSure(finding) &&
        (test !== undefined || (finding.role === 'cause' && finding.severity === 'error')) &&
        finding.consequenceOf === null &&
        (finding.attempt === null || finding.attempt === attempt.id) &&
        finding.rung !== null &&
        rungIndex(finding.rung) > rungIndex('address'),
    ) ?? null
  );
}

/** A cause lies at or under the rung that breaks; what would break a higher one is not why this one does. */
function accountsFor(finding: Finding, attempt: Attempt | null): boolean {
  if (attempt?.broken == null || finding.rung === null) return true;
  return rungIndex(finding.rung) <= rungIndex(attempt.broken);
}

function isSure({ confidence }: Finding): boolean {
  return confidence === 'proven' || confidence === 'likely';
}

/** The lower of two rungs. */
function lower(one: Rung | null, other: Rung): Rung {
  return one !== null && rungIndex(one) < rungIndex(other) ? one : other;
}

/**
 * The attempts that tell how it stands: the last of each configured interface, or the last by hand where there is none.
 * A log often ends in the middle of one more try; then the tries that failed before it tell.
 */
function decisiveAttempts(episode: Episode): readonly Attempt[] {
  const configured = episode.attempts.filter((attempt) => attempt.method !== 'by-hand');
  if (configured.length === 0) return episode.attempts.slice(-1);
  const byInterface = new Map<string | null, Attempt>();
  for (const attempt of configured) {
    const known = byInterface.get(attempt.interface);
    const isOneMoreTry = attempt.outcome === 'unfinished' && known?.outcome === 'failed';
    if (!isOneMoreTry) byInterface.set(attempt.interface, attempt);
  }
  return [...byInterface.values()].sort((one, other) => one.id - other.id);
}

function isFault(finding: Finding): boolean {
  return (
    (finding.role === 'cause' || finding.role === 'symptom') &&
    finding.confidence !== 'refuted' &&
    finding.severity !== 'info'
  );
}

/** The highest rung under the broken one that lines of the attempt prove. */
function reachedUnder({ ladder }: Attempt, broken: Rung | null): Rung | null {
  const under = ladder.filter(({ rung }) => broken === null || rungIndex(rung) < rungIndex(broken));
  return under.findLast(({ state }) => state === 'reached')?.rung ?? null;
}

/** Not beyond the rung under the broken one. */
function below(reached: Rung | null, broken: Rung | null): Rung | null {
  if (reached === null || broken === null || rungIndex(reached) < rungIndex(broken)) return reached;
  return rungs[rungIndex(broken) - 1] ?? null;
}
