import type { Observation } from '../grammar/observation.ts';

/** How many observations of one kind and subject are kept from the beginning and, beyond them, from the end. */
const keptAtEachEnd = 64;

/** Subjects of one kind that are told apart, at most; further ones are kept together. */
const mostSubjects = 2048;

interface Kept {
  readonly first: Observation[];
  readonly last: Observation[];
}

/**
 * What the listings and answers of an episode show. Memory stays bounded however often they repeat: of each kind and
 * subject the first and the last are kept.
 */
export class ObservationLog {
  readonly #kinds = new Map<Observation['kind'], Map<string, Kept>>();

  add(observation: Observation): void {
    const subjects = this.#kinds.get(observation.kind) ?? new Map<string, Kept>();
    if (subjects.size === 0) this.#kinds.set(observation.kind, subjects);
    const own = subjectOf(observation);
    const subject = subjects.has(own) || subjects.size < mostSubjects ? own : '';
    const kept = subjects.get(subject) ?? { first: [], last: [] };
    if (kept.first.length === 0) subjects.set(subject, kept);
    if (kept.first.length < keptAtEachEnd) kept.first.push(observation);
    else {
      kept.last.push(observation);
      if (kept.last.length > keptAtEachEnd) kept.last.shift();
    }
  }

  /** Takes over the observations of a later stretch. */
  absorb(following: ObservationLog): void {
    for (const subjects of following.#kinds.values()) {
      for (const { first, last } of subjects.values())
        for (const observation of [...first, ...last]) this.add(observation);
    }
  }

  /** Observations of a kind in the order of the input, the middle of a long run left out. */
  of<K extends Observation['kind']>(kind: K): readonly Extract<Observation, { kind: K }>[] {
    const runs = this.#kinds.get(kind);
    if (runs === undefined) return [];
    return [...runs.values()]
      .flatMap(({ first, last }) => [...first, ...last])
      .filter((known): known is Extract<Observation, { kind: K }> => known.kind === kind)
      .sort((one, other) => one.order - other.order);
  }

  get isEmpty(): boolean {
    return this.#kinds.size === 0;
  }
}

/** What an observation is about, so that many of one subject do not push out the others. */
function subjectOf(observation: Observation): string {
  switch (observation.kind) {
    case 'usb-device':
      return `${observation.vendor}:${observation.product}`;
    case 'node':
    case 'attribute':
      return observation.path;
    case 'module':
    case 'package':
      return observation.name;
    case 'process':
      return observation.command;
    case 'modem-fact':
      return `${observation.tool} ${observation.subject} ${observation.key}`;
    case 'at-exchange':
      return observation.command?.name ?? '';
    case 'ping':
      return observation.target;
    case 'lookup':
      return observation.name;
    case 'link':
    case 'counters':
      return observation.device;
    case 'route':
      return observation.target;
    case 'interface-status':
    case 'mwan-interface':
      return observation.interface ?? '';
    default:
      return '';
  }
}
