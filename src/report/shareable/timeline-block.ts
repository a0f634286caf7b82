import type { Attempt, Episode } from '../../situation/situation.ts';
import type { EpisodeView } from '../overview.ts';
import { printableWords } from '../printable.ts';
import { endWords, episodeWords } from '../text/episodes.ts';
import type { Places } from '../text/places.ts';
import { attemptWords } from '../text/subject.ts';
import type { TimedAttempt, TimedSituation, TimelineBlock, Tone } from './document.ts';

/** So many attempts are told from the beginning and from the end without `verbose`. */
const attemptsAtEachEnd = 6;

/** The attempts of all episodes; null where they tell no more than the ladder does. */
export function timelineBlock(
  places: Places,
  subject: EpisodeView,
  views: readonly EpisodeView[],
  verbose: boolean,
): TimelineBlock | null {
  const attempts = views.flatMap(({ episode }) => episode.attempts);
  const [only] = attempts;
  if (only === undefined || (attempts.length === 1 && only.times === 1)) return null;
  const hiddenFrom = verbose ? Number.POSITIVE_INFINITY : attemptsAtEachEnd;
  const isShown = (attempt: Attempt): boolean => {
    const index = attempts.indexOf(attempt);
    return index < hiddenFrom || index >= attempts.length - attemptsAtEachEnd || attempt === subject.attempt;
  };
  const situations = views.flatMap((view): TimedSituation[] => {
    const { episode } = view;
    if (episode.attempts.length === 0) return [];
    const name =
      views.length === 1 ? null : printableWords(episodeWords(places, { ...view, attempt: null }), true);
    return [
      {
        name,
        rows: rowsOf(episode, isShown, subject.attempt),
        isCut: episode.dialoguesLeftOut > 0,
      },
    ];
  });
  return { type: 'timeline', situations };
}

function rowsOf(
  episode: Episode,
  isShown: (attempt: Attempt) => boolean,
  subject: Attempt | null,
): TimedSituation['rows'] {
  const rows: TimedSituation['rows'][number][] = [];
  for (const attempt of episode.attempts) {
    const last = rows.at(-1);
    if (isShown(attempt)) rows.push(timed(attempt, episode, attempt === subject));
    else if (last?.type === 'hidden') rows.splice(-1, 1, { type: 'hidden', count: last.count + 1 });
    else rows.push({ type: 'hidden', count: 1 });
  }
  return rows;
}

function timed(attempt: Attempt, episode: Episode, isSubject: boolean): TimedAttempt {
  const { id, clock, times, reached, broken, outcome, lost, resolvedBy } = attempt;
  const name = attemptWords({ ...attempt, clock: null }, episode);
  const later = resolvedBy === null ? '' : `; came up later (attempt ${resolvedBy})`;
  return {
    type: 'attempt',
    id,
    time: clock === null ? null : printableWords(clock.first.text, true),
    name: printableWords(name, true),
    end: printableWords(`${endWords(attempt)}${later}`, true),
    times,
    reached,
    broken: lost?.rung ?? broken,
    tone: toneOfOutcome(outcome),
    isSubject,
  };
}

function toneOfOutcome(outcome: Attempt['outcome']): Tone {
  switch (outcome) {
    case 'up':
      return 'good';
    case 'failed':
    case 'lost':
      return 'error';
    case 'unfinished':
    case 'claimed':
      return 'warning';
  }
}
