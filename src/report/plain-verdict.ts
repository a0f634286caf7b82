import { rungIndex, rungs } from '../knowledge/rung.ts';
import type { Finding } from '../rules/finding.ts';
import type { EpisodeView } from './overview.ts';
import { pingWords, standingOf } from './standing.ts';
import { lossMeans, unknownBecause } from './text/verdict-sentence.ts';
import { capital, notShown, rungBrokenMeans } from './words.ts';

/** The verdict on an episode in sentences without names of rungs, for people who do not know the ladder. */
export function plainVerdict(view: EpisodeView): readonly string[] {
  const { verdict, main, attempt, episode } = view;
  const { state, rung, reached } = verdict;
  switch (state) {
    case 'working': {
      if (reached === 'internet')
        return ['The connection works in your text: packets come back from the internet.'];
      const open = reached === null ? '' : notShown(rungs.slice(rungIndex(reached) + 1));
      const address = attempt?.address == null ? '' : ` and gets an IP address (${attempt.address.value})`;
      const works = `Nothing is wrong in your text as far as it goes: the modem connects${address}.`;
      const pings = pingWords(episode);
      return [
        works,
        ...(open === '' ? [] : [`${capital(open)} in it.`]),
        ...(pings === null ? [] : [`${capital(pings.words)}.`]),
      ];
    }
    case 'broken':
    case 'mixed': {
      const head = state === 'mixed' ? ['Sometimes it connects, sometimes not.'] : [];
      if (rung === null) return [...head, 'The connection fails.', ...causeWords(main)];
      const stop =
        attempt?.outcome === 'lost'
          ? `The connection came up, and then ${lossMeans[rung] ?? rungBrokenMeans[rung]}.`
          : `${capital(rungBrokenMeans[rung])}.`;
      return [...head, stop, ...causeWords(main)];
    }
    case 'undetermined':
    case 'no-modem-data': {
      if (attempt === null && standingOf(view).isSound)
        return [`Your text shows no fault: ${unknownBecause(view)}.`];
      const unknown = `I can't tell where it stops because ${unknownBecause(view)}.`;
      if (main === null) return [unknown];
      return [unknown, `${main.confidence === 'proven' ? 'This much is certain' : 'A hint'}: ${main.title}.`];
    }
  }
}

function causeWords(main: Finding | null): readonly string[] {
  if (main === null) return ["I can't tell why because no line in your text shows the cause."];
  if (main.role === 'symptom')
    return [`I can't tell why because your text shows no more than this: ${main.title}.`];
  switch (main.confidence) {
    case 'proven':
      return [`The reason: ${main.title}.`];
    case 'likely':
      return [`The most likely reason: ${main.title}.`];
    case 'possible':
    case 'refuted':
      return [`A possible reason: ${main.title}.`];
  }
}
