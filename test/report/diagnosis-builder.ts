import type { Span } from '../../src/capture/position.ts';
import type { Rung } from '../../src/knowledge/rung.ts';
import { rungIndex, rungs } from '../../src/knowledge/rung.ts';
import type { Diagnosis, EpisodeVerdict, Finding, NotChecked, Verdict } from '../../src/rules/finding.ts';
import type { LiveProof } from '../../src/rules/live-proof.ts';
import type { Presence } from '../../src/situation/evidence.ts';
import { present } from '../../src/situation/evidence.ts';
import { LogView } from '../../src/situation/log-view.ts';
import { MessageLog } from '../../src/situation/message-log.ts';
import { ObservationLog } from '../../src/situation/observation-log.ts';
import { RemarkLog } from '../../src/situation/remark-log.ts';
import type {
  Attempt,
  Episode,
  Fact,
  MissingOutput,
  Modem,
  RungState,
  SetAside,
  Stats,
} from '../../src/situation/situation.ts';

/** A text in which spans are found by their words. */
export interface Source {
  /** The span of the words; the first line that holds them, from line `from` on. */
  span(words: string, from?: number): Span;
  fact(words: string, from?: number): Fact<string>;
  seen(words: string, label?: string, from?: number): Presence;
}

export function sourceOf(name: string, text: string): Source {
  const lines = text.split('\n');
  const span = (words: string, from = 1): Span => {
    const index = lines.findIndex((line, at) => at >= from - 1 && line.includes(words));
    const line = lines[index];
    if (line === undefined) throw new Error(`${name} has no line with ${words}`);
    return {
      source: name,
      line: index + 1,
      column: line.indexOf(words) + 1,
      length: words.length,
      text: line,
    };
  };
  return {
    span,
    fact: (words, from) => ({ value: words, span: span(words, from) }),
    seen: (words, label, from) => present(span(words, from), label ?? null),
  };
}

/** A ladder that is reached up to a rung, and broken at another. */
export function ladder(
  reached: Rung | null,
  broken: Rung | null,
  implied: readonly Rung[] = [],
): RungState[] {
  return rungs.map((rung) => {
    const isReached = reached !== null && rungIndex(rung) <= rungIndex(reached) && rung !== broken;
    const isAbove = broken !== null && rungIndex(rung) > rungIndex(broken);
    const state = rung === broken ? 'broken' : isReached ? 'reached' : isAbove ? 'unreached' : 'unknown';
    return { rung, state, implied: implied.includes(rung), evidence: [] };
  });
}

export function attempt(span: Span, own: Partial<Attempt>): Attempt {
  return {
    id: 1,
    episode: 1,
    method: 'netifd',
    interface: 'modem',
    proto: null,
    config: null,
    host: null,
    device: null,
    netdev: null,
    child: null,
    apn: null,
    address: null,
    ladder: ladder(null, null),
    reached: null,
    broken: null,
    lost: null,
    outcome: 'unfinished',
    resolvedBy: null,
    times: 1,
    first: span,
    last: span,
    clock: null,
    ...own,
  };
}

export function modem(span: Span, own: Partial<Modem>): Modem {
  return {
    usbPort: null,
    vendorId: null,
    productId: null,
    product: null,
    manufacturer: null,
    listing: null,
    functions: [],
    attached: true,
    span,
    inherited: false,
    ...own,
  };
}

export function episode(own: Partial<Episode>): Episode {
  return {
    id: 1,
    brokenOffBy: 'start',
    continues: null,
    sources: [{ source: 'thread.txt', firstLine: 1, lastLine: 1 }],
    router: { host: null, board: null, kernel: null, bootedAt: null, software: [] },
    modems: [],
    interfaces: [],
    attempts: [],
    dialoguesLeftOut: 0,
    commands: [],
    printedBy: new Map(),
    unfinished: new Set(),
    bystanders: [],
    configs: [],
    messages: new MessageLog(),
    remarks: new RemarkLog(),
    dialogues: [],
    view: new LogView([], { messages: new MessageLog(), printedBy: new Map() }),
    observations: new ObservationLog(),
    clock: null,
    ...own,
  };
}

export function finding(own: Partial<Finding> & Pick<Finding, 'rule' | 'title'>): Finding {
  return {
    episode: 1,
    attempt: null,
    role: 'cause',
    rung: null,
    severity: 'error',
    confidence: 'proven',
    explanation: '',
    evidence: [],
    consequenceOf: null,
    confirm: null,
    fix: null,
    ...own,
  };
}

export function verdict(own: Partial<Verdict>): Verdict {
  return { state: 'undetermined', rung: null, cause: null, confidence: null, reached: null, ...own };
}

/** A diagnosis of episodes with their verdicts; the verdict on the whole is that on the last episode. */
export function diagnosis(
  told: readonly (readonly [Episode, Verdict])[],
  findings: readonly Finding[],
  rest: {
    readonly notChecked?: readonly NotChecked[];
    readonly setAside?: readonly SetAside[];
    readonly missingOutputs?: readonly MissingOutput[];
    readonly stats?: Stats;
    readonly verdict?: Verdict;
    readonly live?: LiveProof;
  } = {},
): Diagnosis {
  const episodeVerdicts: EpisodeVerdict[] = told.map(([{ id }, own]) => ({
    ...own,
    episode: id,
    decidedBy: null,
  }));
  return {
    situation: {
      episodes: told.map(([one]) => one),
      withoutModem: null,
      setAside: rest.setAside ?? [],
      missingOutputs: rest.missingOutputs ?? [],
      stats: rest.stats ?? { lines: 100, messages: 60, foreign: 30, unknown: 2 },
    },
    verdict: rest.verdict ?? told.at(-1)?.[1] ?? verdict({ state: 'no-modem-data' }),
    episodeVerdicts,
    findings,
    notChecked: rest.notChecked ?? [],
    live: rest.live ?? null,
  };
}
