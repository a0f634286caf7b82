import type { Rung } from '../../knowledge/rung.ts';
import type { Confidence, Role, Severity, VerdictState } from '../../rules/finding.ts';

/**
 * The verdict on one bundle, a line of what `hwdiag triage` prints; secrets are replaced. `schema/triage.v1.json` describes
 * it field by field.
 */
export interface TriageRecord extends TriageVerdict {
  readonly schemaVersion: 1;
  /** The path of the bundle as the command line and its folder spell it. */
  readonly id: string;
  /** The version of hwdiag that says so. */
  readonly version: string;
  /** Null where the bundle could not be looked through. */
  readonly content: TriageContent | null;
  readonly outcome: TriageOutcome;
  /** What `hwdiag` would have ended with, had it been given this bundle alone. */
  readonly exitCode: number;
  /** Files that were not read, or not wholly; the first of them. */
  readonly notRead: readonly { readonly name: string; readonly code: string }[];
  readonly error: { readonly code: string; readonly message: string } | null;
}

export type TriageOutcome = VerdictState | 'not-looked-at';

interface TriageContent {
  readonly files: number;
  /** On the disk. */
  readonly bytes: number;
  /** It changes where a name, a size or a time of change does. */
  readonly stamp: string;
}

/** What a diagnosis says of its bundle. */
export interface TriageVerdict {
  /** The rung where it stops. */
  readonly rung: Rung | null;
  /** The highest rung that lines prove. */
  readonly reached: Rung | null;
  /** Rule id of the root cause. */
  readonly cause: string | null;
  readonly confidence: Confidence | null;
  /** The worst of the findings that stand. */
  readonly severity: Severity | null;
  /** What the finding behind the verdict says, in one line. */
  readonly title: string | null;
  /** The router. */
  readonly board: string | null;
  readonly modem: { readonly name: string | null; readonly usbId: string | null } | null;
  /** Of the modem. */
  readonly firmware: string | null;
  /** Of the router's system; `like 19.07` where only versions of its programs tell. */
  readonly release: string | null;
  readonly operator: string | null;
  /** Where to look first. */
  readonly evidence: readonly { readonly source: string; readonly line: number }[];
  /** Causes and symptoms that stand. */
  readonly findings: readonly {
    readonly rule: string;
    readonly role: Role;
    readonly confidence: Confidence;
  }[];
  /** What is missing for an answer, with the command whose output shows it; empty where there is one. */
  readonly needs: readonly TriageNeed[];
}

export interface TriageNeed {
  readonly missing: string;
  /** Null for what no command shows: then `missing` says in a sentence what to find out. */
  readonly ask: string | null;
}

/** What is said of a bundle that nobody could look at. */
export const nothingSaid: TriageVerdict = {
  rung: null,
  reached: null,
  cause: null,
  confidence: null,
  severity: null,
  title: null,
  board: null,
  modem: null,
  firmware: null,
  release: null,
  operator: null,
  evidence: [],
  findings: [],
  needs: [],
};

/** The modem in few words; null where nothing is known of it. */
export function modemLabel({ modem }: Pick<TriageRecord, 'modem'>): string | null {
  if (modem === null) return null;
  return [modem.name, modem.usbId].filter((part) => part !== null).join(' ') || null;
}
