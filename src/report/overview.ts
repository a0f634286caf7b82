import type { Diagnosis, EpisodeVerdict, Finding } from '../rules/finding.ts';
import type { Attempt, Episode } from '../situation/situation.ts';

/** An episode with all that was found out about it. */
export interface EpisodeView {
  readonly episode: Episode;
  readonly verdict: EpisodeVerdict;
  /** Causes and symptoms that stand, in the order of the diagnosis. */
  readonly faults: readonly Finding[];
  /** Advice, and what else is worth knowing, in the order of the diagnosis. */
  readonly notes: readonly Finding[];
  /** The fault that the verdict is about; null where none stands, and where it works all the same. */
  readonly main: Finding | null;
  /** The attempt that the verdict is about: that of the main fault, else the one that decides, else the last. */
  readonly attempt: Attempt | null;
}

/** The episodes of a diagnosis, the one its verdict is about told apart. */
export interface Overview {
  /** Null where there is no episode. */
  readonly subject: EpisodeView | null;
  /** All others, in the order of the input. */
  readonly others: readonly EpisodeView[];
}

/** Puts a diagnosis in the order in which it is told: the last episode with an attempt or a fault comes first. */
export function overviewOf(diagnosis: Diagnosis): Overview {
  const views = diagnosis.situation.episodes.map((episode) => viewOf(diagnosis, episode));
  const subject =
    views.findLast(({ episode, faults }) => episode.attempts.length > 0 || faults.length > 0) ??
    views.at(-1) ??
    null;
  return { subject, others: views.filter((view) => view !== subject) };
}

/** A cause or symptom that is not shown to be none. */
function isFault({ role, confidence }: Finding): boolean {
  return (role === 'cause' || role === 'symptom') && confidence !== 'refuted';
}

function viewOf(diagnosis: Diagnosis, episode: Episode): EpisodeView {
  const faults = diagnosis.findings.filter((finding) => finding.episode === episode.id && isFault(finding));
  const notes = diagnosis.findings.filter(({ episode: id, role }) => id === episode.id && role === 'note');
  const verdict = diagnosis.episodeVerdicts.find((one) => one.episode === episode.id) ?? {
    episode: episode.id,
    decidedBy: null,
    state: 'undetermined',
    rung: null,
    cause: null,
    confidence: null,
    reached: null,
  };
  const main =
    verdict.state === 'working' ? null : (faults.find(({ rule }) => rule === verdict.cause) ?? null);
  const { attempts } = episode;
  const attempt =
    attempts.find(({ id }) => id === main?.attempt) ??
    attempts.find(({ id }) => id === verdict.decidedBy) ??
    attempts.at(-1) ??
    null;
  return { episode, verdict, faults, notes, main, attempt };
}

/** The only interface that may be started anew; null where there is none, or a choice. */
export function interfaceToStart({ episode, attempt }: EpisodeView): string | null {
  if (attempt?.interface != null) return attempt.interface;
  const [only, another] = episode.interfaces.filter(({ cellular }) => cellular);
  return only === undefined || another !== undefined ? null : only.name;
}
