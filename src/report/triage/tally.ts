import type { Rung } from '../../knowledge/rung.ts';
import { modemLabel, type TriageNeed, type TriageOutcome, type TriageRecord } from './record.ts';

/** What many verdicts have in common. */
export interface TriageSummary {
  readonly bundles: number;
  /** The folder that they all stand in, with the slash at its end; empty where there is none. */
  readonly folder: string;
  /** All of them, also those that did not come. */
  readonly outcomes: Readonly<Record<TriageOutcome, number>>;
  /** Largest first, like all that follows. */
  readonly causes: readonly CauseGroup[];
  readonly clusters: readonly Cluster[];
  readonly needs: readonly NeedGroup[];
  readonly errors: readonly ErrorGroup[];
}

interface Group {
  readonly count: number;
  /** Paths of some of its bundles, the first ones in the order of the input. */
  readonly examples: readonly string[];
}

/** Bundles that stop for the same reason; without a cause those that stop at the same rung. */
export interface CauseGroup extends Group {
  readonly cause: string | null;
  readonly rung: Rung | null;
}

/** Bundles with the same cause on the same modem, firmware, release and operator; null for what is not known. */
export interface Cluster extends CauseGroup {
  readonly modem: string | null;
  readonly firmware: string | null;
  readonly release: string | null;
  readonly operator: string | null;
}

/** Bundles whose owners are to be asked for the same, all of it in one message. */
export interface NeedGroup extends Group {
  readonly needs: readonly TriageNeed[];
}

/** Bundles that could not be looked at for the same reason. */
export interface ErrorGroup extends Group {
  readonly code: string;
}

const mostExamples = 3;

/** Bundles with something in common, counted. */
class Counted<T extends object> {
  readonly #groups = new Map<string, { readonly head: T; count: number; readonly first: Example[] }>();

  add(key: string, head: T, example: Example): void {
    const group = this.#groups.get(key) ?? { head, count: 0, first: [] };
    this.#groups.set(key, group);
    group.count += 1;
    // They come in any order, and the same ones are to be named in each run.
    group.first.push(example);
    group.first.sort((one, other) => one.index - other.index);
    group.first.splice(mostExamples);
  }

  groups(): readonly (T & Group)[] {
    return [...this.#groups]
      .sort(([key, one], [other, another]) => another.count - one.count || (key < other ? -1 : 1))
      .map(([, { head, count, first }]) => ({ ...head, count, examples: first.map(({ id }) => id) }));
  }
}

interface Example {
  readonly index: number;
  readonly id: string;
}

/** Counts verdicts as they come. It grows with what is different, not with what is told. */
export class Tally {
  #bundles = 0;
  #folder: string | null = null;
  readonly #outcomes: Record<TriageOutcome, number> = {
    broken: 0,
    mixed: 0,
    undetermined: 0,
    working: 0,
    'no-modem-data': 0,
    'not-looked-at': 0,
  };
  readonly #causes = new Counted<Omit<CauseGroup, keyof Group>>();
  readonly #clusters = new Counted<Omit<Cluster, keyof Group>>();
  readonly #needs = new Counted<Omit<NeedGroup, keyof Group>>();
  readonly #errors = new Counted<Omit<ErrorGroup, keyof Group>>();

  /** @param index place of the bundle in the input */
  add(record: TriageRecord, index: number): void {
    const example = { index, id: record.id };
    this.#bundles += 1;
    this.#folder = commonFolder(this.#folder, record.id);
    this.#outcomes[record.outcome] += 1;
    if (record.error !== null) this.#errors.add(record.error.code, { code: record.error.code }, example);
    const { needs } = record;
    if (needs.length > 0) this.#needs.add(JSON.stringify(needs), { needs }, example);
    if (record.outcome === 'working' || (record.cause === null && record.rung === null)) return;
    const { cause, rung, firmware, release, operator } = record;
    const modem = modemLabel(record);
    this.#causes.add(`${cause}\0${rung}`, { cause, rung }, example);
    this.#clusters.add(
      [cause, rung, modem, firmware, release, operator].join('\0'),
      { cause, rung, modem, firmware, release, operator },
      example,
    );
  }

  summary(): TriageSummary {
    return {
      bundles: this.#bundles,
      folder: this.#folder ?? '',
      outcomes: { ...this.#outcomes },
      causes: this.#causes.groups(),
      clusters: this.#clusters.groups(),
      needs: this.#needs.groups(),
      errors: this.#errors.groups(),
    };
  }
}

/** The longest beginning of both that ends with a slash. */
function commonFolder(known: string | null, id: string): string {
  let folder = known ?? id.slice(0, id.lastIndexOf('/') + 1);
  while (!id.startsWith(folder)) folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
  return folder;
}
