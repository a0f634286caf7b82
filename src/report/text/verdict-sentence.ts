import { type Rung, rungIndex, rungs } from '../../knowledge/rung.ts';
import type { Finding, VerdictState } from '../../rules/finding.ts';
import { takenDown } from '../../situation/facts/taken-down.ts';
import type { Attempt } from '../../situation/situation.ts';
import type { EpisodeView } from '../overview.ts';
import { pingWords, standingOf } from '../standing.ts';
import { notShown, rungBrokenMeans, rungReachedMeans } from '../words.ts';
import type { Glyphs } from './glyphs.ts';
import type { Page, Run } from './layout.ts';
import { run } from './layout.ts';
import type { Style } from './palette.ts';

/** Sign and style of a verdict. */
export function verdictSign(
  state: VerdictState,
  glyphs: Glyphs,
): { readonly sign: string; readonly style: Style } {
  switch (state) {
    case 'working':
      return { sign: glyphs.reached, style: 'good' };
    case 'broken':
      return { sign: glyphs.broken, style: 'error' };
    case 'mixed':
      return { sign: glyphs.undetermined, style: 'warning' };
    case 'undetermined':
    case 'no-modem-data':
      return { sign: glyphs.undetermined, style: 'warning' };
  }
}

/** The verdict on an episode in one sentence, for the owner of the router. */
export function verdictSentence(page: Page, view: EpisodeView): Run[] {
  const { verdict, main, attempt, episode } = view;
  const plain = (text: string) => run(page, text);
  const strong = (text: string) => run(page, text, 'strong');
  switch (verdict.state) {
    case 'working':
      return [strong(workingWords(view))];
    case 'broken':
      return [...stopWords(view, plain, strong), ...causeWords(main, plain, strong), plain('.')];
    case 'mixed': {
      const all = episode.attempts.reduce((sum, { times }) => sum + times, 0);
      const up = episode.attempts.reduce(
        (sum, { outcome, times }) => sum + (outcome === 'up' ? times : 0),
        0,
      );
      const head = `Sometimes it connects, sometimes not (${up} of ${all} attempts came up).`;
      return [
        plain(`${head} `),
        ...stopWords(view, plain, strong),
        ...causeWords(main, plain, strong),
        plain('.'),
      ];
    }
    case 'undetermined': {
      const seen = main?.confidence === 'proven' ? ' Proven is this: ' : ' What hints at a cause: ';
      const hint = main === null ? [] : [plain(seen), strong(main.title), plain('.')];
      const isSound = attempt === null && standingOf(view).isSound;
      const head = isSound ? 'No fault shows in this text' : 'Cannot tell where the connection stops';
      return [strong(head), plain(`: ${unknownBecause(view)}.`), ...hint];
    }
    case 'no-modem-data':
      return [strong('Nothing in this part is about a modem.')];
  }
}

type Word = (text: string) => Run;

/** What ended a connection that had come up: one clause, no full stop. */
export const lossMeans: Partial<Record<Rung, string>> = {
  power: 'the modem left the USB bus',
  dial: 'the data connection was cut off',
  address: 'the IP address was lost',
};

function stopWords({ verdict, attempt }: EpisodeView, plain: Word, strong: Word): Run[] {
  if (verdict.rung === null) return [strong('The connection fails')];
  if (attempt?.outcome === 'lost') {
    const address = attempt.address === null ? '' : ` and got an IP address (${attempt.address.value})`;
    return [
      plain(`It came up${address}, then it was lost at `),
      strong(verdict.rung),
      plain(` (${lossMeans[verdict.rung] ?? rungBrokenMeans[verdict.rung]})`),
    ];
  }
  return [
    plain('The connection stops at '),
    strong(verdict.rung),
    plain(` (${rungBrokenMeans[verdict.rung]})`),
  ];
}

function causeWords(main: Finding | null, plain: Word, strong: Word): Run[] {
  if (main === null) return [plain('; the text does not show why')];
  if (main.role === 'symptom')
    return [plain(': '), strong(main.title), plain('; the text does not show why')];
  switch (main.confidence) {
    case 'proven':
      return [plain(': '), strong(main.title)];
    case 'likely':
      return [plain('; the most likely cause: '), strong(main.title)];
    case 'possible':
    case 'refuted':
      return [plain('; a possible cause: '), strong(main.title)];
  }
}

function workingWords({ verdict: { reached }, attempt, episode }: EpisodeView): string {
  if (reached === 'internet') return 'It works: packets come back from the internet.';
  if (reached === null) return 'It works as far as this text shows.';
  const pings = pingWords(episode);
  const open = `${notShown(rungs.slice(rungIndex(reached) + 1))}${pings === null ? '' : `; ${pings.words}`}`;
  return `It works as far as this text shows: ${gotWords(reached, attempt)}; ${open}.`;
}

function gotWords(reached: Rung, attempt: Attempt | null): string {
  const address = attempt?.address == null ? '' : ` (${attempt.address.value})`;
  if (reached === 'address') return `it got an IP address${address}`;
  if (reached === 'route') return `it got an IP address${address} and a default route`;
  return rungReachedMeans[reached];
}

/** Why nobody can tell where it stops: one clause, no full stop. */
export function unknownBecause(view: EpisodeView): string {
  const { attempt, episode } = view;
  if (attempt === null) return standingOf(view).words;
  const far = attempt.reached === null ? '' : `${rungReachedMeans[attempt.reached]}, then `;
  switch (attempt.outcome) {
    case 'claimed':
      return `only the writer's words say that it worked`;
    case 'unfinished':
      return attempt.method === 'by-hand'
        ? `${far}nothing shows what the modem or the network answered`
        : takenDown(attempt, episode) === null
          ? `${far}the text ends before it comes up or fails`
          : `${far}it is taken down again before it comes up, and no line that is understood says why`;
    case 'lost':
      return `${far}the connection was lost`;
    case 'up':
    case 'failed':
      return `${far}the lines at hand allow more than one explanation`;
  }
}
