import type { Rung } from '../knowledge/rung.ts';
import type { Evidence } from '../situation/evidence.ts';
import type { Situation } from '../situation/situation.ts';
import type { LiveProof } from './live-proof.ts';
import type { PlaceholderName } from './placeholder.ts';

/** How bad it is for the connection. */
export type Severity = 'error' | 'warning' | 'info';

/**
 * `proven`: these lines admit no other explanation; `likely`: the best explanation, another is possible; `possible`:
 * worth a test; `refuted`: looks like the cause and is shown not to be.
 */
export type Confidence = 'proven' | 'likely' | 'possible' | 'refuted';

/**
 * `cause`: why the connection stops; `symptom`: where it is seen to stop, explained by another finding or by none;
 * `note`: advice, what changed, what is shown and what is not; `harmless`: lines that look like a fault and are none.
 */
export type Role = 'cause' | 'symptom' | 'note' | 'harmless';

/** What a rule found. Ordered in a diagnosis: the root cause of the last episode that has one comes first. */
export interface Finding {
  readonly rule: string;
  /** Id of the episode. */
  readonly episode: number;
  /** Id of the attempt it is about, null where it is about none or all. */
  readonly attempt: number | null;
  readonly role: Role;
  /** The rung that breaks; null for notes that are about no rung. */
  readonly rung: Rung | null;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** One line, no full stop. */
  readonly title: string;
  /** A few sentences for the owner of the router. */
  readonly explanation: string;
  readonly evidence: readonly Evidence[];
  /** Rule id of the finding in the same episode that explains this one. */
  readonly consequenceOf: string | null;
  readonly confirm: Confirmation | null;
  readonly fix: Fix | null;
}

/** What would prove or refute a finding. */
export interface Confirmation {
  /** What to do, or the one question to ask, in a sentence. */
  readonly text: string;
  /** A command that shows it, where there is one. */
  readonly command: CommandTemplate | null;
}

/** A remedy as data. Reports render it; nothing executes these texts. */
export interface Fix {
  /** What the steps achieve, one sentence. */
  readonly summary: string;
  readonly steps: readonly FixStep[];
}

/** One step of a remedy. */
export type FixStep =
  /** Set an option that is no list: `before` is what the input shows, null where it shows none. */
  | {
      readonly type: 'uci-set';
      readonly config: string;
      readonly section: string;
      readonly option: string;
      readonly value: Slot;
      readonly before: string | null;
    }
  | {
      readonly type: 'uci-delete';
      readonly config: string;
      readonly section: string;
      readonly option: string;
      readonly before: string | null;
    }
  /** Put one more value into a list, or take one out; the others stay. */
  | {
      readonly type: 'uci-add-list' | 'uci-del-list';
      readonly config: string;
      readonly section: string;
      readonly option: string;
      readonly value: Slot;
    }
  /** Put an interface into the firewall zone of this name. */
  | { readonly type: 'zone-add'; readonly zone: string; readonly interface: string }
  /** Tell a plain interface (`dhcp`, `static`) its network device: `device`, up to 19.07 `ifname`. */
  | {
      readonly type: 'set-netdev';
      readonly section: string;
      readonly value: Slot;
      readonly before: string | null;
    }
  /** Install packages with whichever of opkg and apk the router has. */
  | { readonly type: 'install'; readonly packages: readonly string[] }
  | { readonly type: 'command'; readonly command: CommandTemplate }
  | { readonly type: 'advice'; readonly text: string };

/** A value that is known, or a typed hole with the words that tell how to fill it. */
export type Slot =
  | { readonly known: string }
  | { readonly placeholder: PlaceholderName; readonly how: string };

/** What joins the calls of a command line, or turns their output. Slots are quoted, operators are not. */
interface ShellOperator {
  readonly operator: '|' | '&&' | '||' | ';' | '>' | '2>&1';
}

/** Words of a command line; a command with a hole is never shown as runnable. */
export type CommandTemplate = readonly (Slot | ShellOperator)[];

/** A rule that was worth asking and for which a fact is missing. */
export interface NotChecked {
  readonly rule: string;
  /** Id of the episode. */
  readonly episode: number;
  /** What the rule needed and the input does not show, in words. */
  readonly missing: string;
  /** The command whose output would tell. */
  readonly ask: string;
}

export type VerdictState = 'working' | 'broken' | 'mixed' | 'undetermined' | 'no-modem-data';

export interface Verdict {
  readonly state: VerdictState;
  /** The rung where it stops. */
  readonly rung: Rung | null;
  /** Rule id of the root cause. */
  readonly cause: string | null;
  readonly confidence: Confidence | null;
  /** The highest rung that lines prove; `working` claims no more than this. */
  readonly reached: Rung | null;
}

export interface EpisodeVerdict extends Verdict {
  /** Id of the episode. */
  readonly episode: number;
  /** Id of the attempt that it follows; null where there is none. */
  readonly decidedBy: number | null;
}

/** The whole answer. */
export interface Diagnosis {
  readonly situation: Situation;
  readonly verdict: Verdict;
  /** One per episode, same order. */
  readonly episodeVerdicts: readonly EpisodeVerdict[];
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
  /** What tests on the router showed; null where only texts were read. */
  readonly live: LiveProof | null;
}
