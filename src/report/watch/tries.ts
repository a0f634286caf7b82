import type { Rung } from '../../knowledge/rung.ts';
import type { Evidence } from '../../situation/evidence.ts';
import { takenDown } from '../../situation/facts/taken-down.ts';
import type { Attempt, Episode, RungState, Situation } from '../../situation/situation.ts';

/** The source that holds what came in since the start; what is proven by others was so before. */
export const liveSource = 'live';

/** One try to connect, as far as it has come. */
export interface Try {
  /** Of the interface; `pppd` where only pppd is shown. */
  readonly name: string;
  /** Counts the tries of this name since the start; 0 for one that had ended by then. */
  readonly number: number;
  /** When it began, in milliseconds of the caller's clock. */
  readonly since: number;
  readonly episode: Episode;
  readonly attempt: Attempt;
  /** It counts as failed because nobody has answered yet: the next line may be the answer. */
  readonly isWaiting: boolean;
}

/** What changed from one look at the log to the next. */
export type TryEvent =
  | { readonly type: 'began'; readonly try: Try }
  /** A line shows that a rung is reached, or that it breaks. */
  | { readonly type: 'rung'; readonly try: Try; readonly step: RungState }
  /** It came up, failed, was lost, or another one began before anything of that was seen. */
  | {
      readonly type: 'ended';
      readonly try: Try;
      /** So many in a row ended like this. */
      readonly times: number;
    };

/** Milliseconds that an end must stand before it is told: what failed may still turn out otherwise with the next line. */
const settling = 1_500;
/** The same where it is only that nobody has answered. Networks take their time with an address. */
const patience = 30_000;

/** What is remembered of the tries of one name. */
interface Known {
  /** How many of them the last look showed. */
  shown: number;
  number: number;
  current: Try | null;
  states: ReadonlyMap<Rung, RungState['state']>;
  /** How the present one stands, and since when. */
  standing: string;
  standingSince: number;
  /** The end that was told of it; null where none was. */
  told: string | null;
  /** Tries whose end has not been told. */
  untold: number;
}

/** Neighbours that are one attempt with a count, and the numbers of the first and the last of them. */
interface Group {
  readonly episode: Episode;
  readonly attempt: Attempt;
  readonly first: number;
  readonly last: number;
}

/**
 * Tells what happens between looks at a log that grows. The same lines make the same attempts over and over, so tries are told
 * apart by counting them; who takes lines away at the front says so with `rebase`.
 */
export class TryWatcher {
  readonly #known = new Map<string, Known>();
  #latest: string | null = null;

  /** The try of which a line came last; null where there was none yet. */
  get latest(): Try | null {
    return this.#latest === null ? null : (this.#known.get(this.#latest)?.current ?? null);
  }

  /** @param now milliseconds of any clock, the same for all calls */
  look(situation: Situation, now: number): readonly TryEvent[] {
    const events: TryEvent[] = [];
    const groups = groupsIn(situation);
    for (const [name, group] of groups) events.push(...this.#follow(name, group, now));
    this.#latest = latestOf(groups) ?? this.#latest;
    return events;
  }

  /** Takes the situation for what is known, without telling it: at the start, and after lines were taken away. */
  rebase(situation: Situation, now: number): void {
    const groups = groupsIn(situation);
    for (const known of this.#known.values()) known.shown = 0;
    for (const [name, group] of groups) {
      const last = group.at(-1);
      if (last === undefined) continue;
      const { attempt } = last;
      const before = this.#known.get(name);
      const number = before?.number ?? (attempt.outcome === 'unfinished' ? 1 : 0);
      const since = before?.current?.since ?? beginningOf(last, now);
      const current = tryOf(name, number, since, last);
      const standing = standingOf(current);
      this.#known.set(name, {
        shown: last.last,
        number,
        current,
        states: statesOf(attempt),
        standing,
        standingSince: before?.standing === standing ? before.standingSince : now,
        told: before === undefined ? endOf(attempt) : before.told,
        untold: before?.untold ?? (attempt.outcome === 'unfinished' ? 1 : 0),
      });
    }
    this.#latest = latestOf(groups) ?? this.#latest;
  }

  /** Tells the ends that have stood long enough; all of them where nothing more will come. */
  settle(now: number | 'over'): readonly TryEvent[] {
    return [...this.#known.values()].flatMap((known) =>
      isOpen(known) && (now === 'over' || dueOf(known) <= now) ? ended(known) : [],
    );
  }

  /** When the next end is to be told; null where none waits for that. */
  get nextEnd(): number | null {
    const open = [...this.#known.values()].filter(isOpen).map(dueOf);
    return open.length === 0 ? null : Math.min(...open);
  }

  #follow(name: string, groups: readonly Group[], now: number): readonly TryEvent[] {
    const total = groups.at(-1)?.last ?? 0;
    const known = this.#known.get(name) ?? newcomer(now);
    this.#known.set(name, known);
    // With more lines the same ones may be read as fewer tries.
    known.shown = Math.min(known.shown, total);
    const events: TryEvent[] = [];
    for (const group of groups) {
      if (group.last < known.shown) continue;
      const fresh = group.last - Math.max(known.shown, group.first - 1);
      if (fresh > 0) {
        const goesOn = group.first <= known.shown;
        if (!goesOn) events.push(...superseded(known));
        known.untold = (goesOn && known.told === null ? known.untold : 0) + fresh;
        known.told = null;
        known.number += fresh;
        known.states = new Map();
        known.standing = '';
        known.current = tryOf(name, known.number, beginningOf(group, now), group);
        events.push({ type: 'began', try: known.current });
      } else {
        known.current = tryOf(name, known.number, known.current?.since ?? now, group);
        if (endOf(group.attempt) === known.told) known.current = { ...known.current, isWaiting: false };
      }
      known.shown = group.last;
      events.push(...climbed(known.current, known.states));
      known.states = statesOf(group.attempt);
      const standing = standingOf(known.current);
      if (standing !== known.standing) known.standingSince = now;
      known.standing = standing;
    }
    return events;
  }
}

function newcomer(now: number): Known {
  return {
    shown: 0,
    number: 0,
    current: null,
    states: new Map(),
    standing: '',
    standingSince: now,
    told: null,
    untold: 0,
  };
}

function tryOf(name: string, number: number, since: number, { episode, attempt }: Group): Try {
  return { name, number, since, episode, attempt, isWaiting: restsOnSilence(attempt, episode) };
}

/** The tries that live lines tell of, by their names, in the order of the log. What somebody typed at a prompt is none. */
function groupsIn({ episodes }: Situation): ReadonlyMap<string, readonly Group[]> {
  const byName = new Map<string, Group[]>();
  for (const episode of episodes) {
    for (const attempt of episode.attempts) {
      if (attempt.last.source !== liveSource || attempt.method === 'by-hand') continue;
      const name = attempt.interface ?? 'pppd';
      const groups = byName.get(name) ?? [];
      const before = groups.at(-1)?.last ?? 0;
      groups.push({ episode, attempt, first: before + 1, last: before + attempt.times });
      byName.set(name, groups);
    }
  }
  return byName;
}

function latestOf(groups: ReadonlyMap<string, readonly Group[]>): string | null {
  let latest: { readonly name: string; readonly line: number } | null = null;
  for (const [name, group] of groups) {
    const line = group.at(-1)?.attempt.last.line ?? 0;
    if (latest === null || line > latest.line) latest = { name, line };
  }
  return latest?.name ?? null;
}

/** Longer ago than this, the clock of the router was set meanwhile. */
const longestAge = 86_400;

/** When a try began that is seen now: so long ago as the log's own clock says. */
function beginningOf({ episode, attempt }: Group, now: number): number {
  const age = (episode.clock?.last.seconds ?? 0) - (attempt.clock?.first.seconds ?? 0);
  const isSane = attempt.clock !== null && attempt.times === 1 && age >= 0 && age <= longestAge;
  return isSane ? now - age * 1000 : now;
}

/** How it ended; null where it has not. */
function endOf({ outcome, broken, lost }: Attempt): string | null {
  return outcome === 'unfinished' ? null : [outcome, broken, lost?.rung].join(' ');
}

function standingOf({ attempt, isWaiting }: Try): string {
  return `${endOf(attempt) ?? 'unfinished'}${isWaiting ? ', so far' : ''}`;
}

/** Whether nothing but silence says that it failed: no client gave up, and nobody took the interface down. */
function restsOnSilence(attempt: Attempt, episode: Episode): boolean {
  const evidence = attempt.ladder.find(({ state }) => state === 'broken')?.evidence ?? [];
  if (!evidence.some(({ type }) => type === 'absence')) return false;
  const hasGivenUp = episode.dialogues.some(
    (dialogue) =>
      dialogue.type === 'dhcp-conversation' &&
      evidence.some((known) => known.type === 'presence' && known.span === dialogue.failure?.origin.spans[0]),
  );
  return !hasGivenUp && takenDown(attempt, episode) === null;
}

function dueOf({ current, standingSince }: Known): number {
  return standingSince + (current?.isWaiting === true ? patience : settling);
}

function isOpen({ current, told }: Known): boolean {
  const end = current === null ? null : endOf(current.attempt);
  return end !== null && end !== told;
}

function ended(known: Known): readonly TryEvent[] {
  if (known.current === null) return [];
  const times = Math.max(known.untold, 1);
  known.told = endOf(known.current.attempt) ?? 'unfinished';
  known.untold = 0;
  known.current = { ...known.current, isWaiting: false };
  return [{ type: 'ended', try: known.current, times }];
}

/** The end of a try after which another one has begun: nothing more comes of it. */
function superseded(known: Known): readonly TryEvent[] {
  if (known.current === null || known.told === (endOf(known.current.attempt) ?? 'unfinished')) return [];
  return ended(known);
}

function statesOf({ ladder }: Attempt): ReadonlyMap<Rung, RungState['state']> {
  return new Map(ladder.map((step) => [step.rung, step.implied ? 'unknown' : step.state]));
}

function climbed(one: Try, states: ReadonlyMap<Rung, RungState['state']>): readonly TryEvent[] {
  return one.attempt.ladder.flatMap((step) => {
    const isNews = (step.state === 'broken' && !one.isWaiting) || (step.state === 'reached' && !step.implied);
    if (!isNews || states.get(step.rung) === step.state || !step.evidence.some(isLive)) return [];
    return [{ type: 'rung', try: one, step }];
  });
}

function isLive(evidence: Evidence): boolean {
  return (evidence.type === 'presence' ? evidence.span : evidence.to).source === liveSource;
}
