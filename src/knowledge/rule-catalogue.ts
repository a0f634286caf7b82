import { ruleRows } from './data/rule-rows.ts';
import { optionCauseRows } from './option-causes.ts';
import { fieldsOf, onFirstUse } from './record-text.ts';
import { type Rung, rungs } from './rung.ts';

/** One entry of the catalogue of causes: what a rule may be about and how sure it may become. */
export interface CatalogueEntry {
  /** Stable slug; rules carry it as their id. */
  readonly id: string;
  readonly title: string;
  /** `cause`: a root cause; `noise`: looks like a fault and is none; `meta`: a state, a consequence or advice, never a verdict. */
  readonly kind: 'cause' | 'noise' | 'meta';
  /** First rung that breaks; `config`: a pure mistake of configuration; `meta`: about no rung. */
  readonly rung: Rung | 'config' | 'meta';
  /** For `config` the rung that the mistake breaks, else null. */
  readonly breaks: Rung | null;
  /** The most that logs and state may claim without a live test; null for entries that are no cause. */
  readonly maxConfidence: 'proven' | 'likely' | 'possible' | null;
  /** Subject the entries are sorted by: `apn`, `driver`, `power-usb`, … */
  readonly group: string;
}

const byId = onFirstUse(() => {
  const entries = new Map<string, CatalogueEntry>();
  for (const line of `${ruleRows}\n${optionCauseRows}`.split('\n')) {
    const [id = '', kind, rung, breaks, maxConfidence, group = '', title = ''] = fieldsOf(line);
    entries.set(id, {
      id,
      title,
      kind: kind === 'noise' || kind === 'meta' ? kind : 'cause',
      rung: rung === 'config' ? rung : (rungNamed(rung) ?? 'meta'),
      breaks: rungNamed(breaks) ?? null,
      maxConfidence:
        maxConfidence === 'proven' || maxConfidence === 'likely' || maxConfidence === 'possible'
          ? maxConfidence
          : null,
      group,
    });
  }
  return entries;
});

function rungNamed(name: string | undefined): Rung | undefined {
  return rungs.find((rung) => rung === name);
}

/** The entry with this id, undefined where the catalogue has none. */
export function catalogueEntry(id: string): CatalogueEntry | undefined {
  return byId().get(id);
}

/** All entries, in the order of the catalogue. */
export function catalogue(): readonly CatalogueEntry[] {
  return [...byId().values()];
}

/** The rung an entry is about: the one that breaks, also for mistakes of configuration; null where it is about none. */
export function rungOf(entry: CatalogueEntry): Rung | null {
  if (entry.rung === 'meta') return null;
  return entry.rung === 'config' ? entry.breaks : entry.rung;
}
