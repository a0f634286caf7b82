import { readEnvelope } from '../../capture/envelope.ts';
import type { EpisodeVerdict } from '../../rules/finding.ts';
import type { Attempt, RungState } from '../../situation/situation.ts';
import type { EpisodeView } from '../overview.ts';
import { printable } from '../printable.ts';
import { glyphsFor } from '../text/glyphs.ts';
import { ladderRows } from '../text/ladder.ts';
import { type Page, type Row, type Run, rowWidth, run } from '../text/layout.ts';
import type { Style } from '../text/palette.ts';
import { displayWidth, fitting } from '../text/width.ts';
import type { EventLine } from './event-line.ts';
import type { Try } from './tries.ts';

/** What is shown while somebody watches. */
export interface LiveState {
  /** Who is watched: `root@192.168.1.1`. */
  readonly target: string;
  /** Null where there was no try yet. */
  readonly current: Try | null;
  /** Seconds since the present try began, or since the start. */
  readonly seconds: number;
  /** What makes the router dial; null where that is not known. */
  readonly hint: string | null;
}

/** The block that is drawn over and over: who, the ladder, and the last line that told something. */
export function liveRows(page: Page, state: LiveState): Row[] {
  const { current } = state;
  const rows = [[], headRow(page, state), ...(current === null ? [] : ladderRows(page, viewOf(current)))];
  const last = lastRow(page, state);
  return [...rows, ...(last === null ? [] : [last])].map((row) => cutRow(page, row));
}

/** An event as a line that stays. */
export function eventRow(page: Page, { time, name, words, quote, style }: EventLine, now: string): Row {
  const said = quote === null ? [] : [run(page, ': '), quoted(page, quote)];
  return [
    run(page, `${time ?? now} `, 'muted'),
    run(page, `${name}: `, 'strong'),
    run(page, words, style),
    ...said,
  ];
}

/** A row that is no wider than the page. */
export function cutRow(page: Page, row: Row): Row {
  if (rowWidth(row) <= page.width) return row;
  const { ellipsis } = glyphsFor(page.unicode);
  let left = page.width - displayWidth(ellipsis);
  const kept: Run[] = [];
  for (const { text, style } of row) {
    const start = fitting(text, Math.max(left, 0));
    if (start !== '') kept.push({ text: start, style });
    left -= displayWidth(start);
    if (start.length < text.length) break;
  }
  return [...kept, { text: ellipsis, style: 'muted' }];
}

function headRow(page: Page, { target, current, seconds }: LiveState): Row {
  const who: Row = [run(page, target, 'strong')];
  if (current === null) return [...who, run(page, `  nothing has dialled yet, ${durationWords(seconds)}`)];
  const { name, number, attempt } = current;
  const what = attempt.proto === null ? name : `${name}, proto ${attempt.proto}`;
  const apn = attempt.apn === null ? '' : `, APN ${attempt.apn.value}`;
  const { words, style } = standing(current);
  const count = number === 0 ? 'before the start' : `attempt ${number}`;
  const time = number === 0 ? '' : `, ${durationWords(seconds)}`;
  return [
    ...who,
    run(page, `  ${what}${apn}  `),
    run(page, `${count}: `),
    run(page, words, style),
    run(page, time),
  ];
}

function standing({ attempt: { outcome }, isWaiting }: Try): {
  readonly words: string;
  readonly style: Style | null;
} {
  if (isWaiting) return { words: 'no answer yet', style: 'warning' };
  switch (outcome) {
    case 'up':
    case 'claimed':
      return { words: 'up', style: 'good' };
    case 'failed':
      return { words: 'failed', style: 'error' };
    case 'lost':
      return { words: 'lost', style: 'error' };
    case 'unfinished':
      return { words: 'under way', style: null };
  }
}

/** The last line of the try; where there is none, how to make one. */
function lastRow(page: Page, { current, hint }: LiveState): Row | null {
  if (current !== null) {
    const { text } = current.attempt.last;
    const said = text.slice(readEnvelope(text)?.bodyAt ?? 0).trim();
    return [run(page, '  '), { ...quoted(page, said), style: 'muted' }];
  }
  return hint === null ? null : [run(page, `  ${hint}`, 'muted')];
}

/** Words of a log: their quotation marks stay as they are. */
function quoted(page: Page, text: string): Run {
  return { text: printable(text, page.unicode), style: null };
}

/** `45 s`, `2 min 5 s`, `3 h 20 min` */
export function durationWords(seconds: number): string {
  const whole = Math.max(Math.floor(seconds), 0);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${whole % 60} s` : `${whole} s`;
}

/** The ladder of the try itself, whatever the episode's verdict follows. */
function viewOf({ episode, attempt: seen, isWaiting }: Try): EpisodeView {
  const attempt = isWaiting ? withoutBreak(seen) : seen;
  const { outcome, lost, broken, reached } = attempt;
  const verdict: EpisodeVerdict = {
    episode: episode.id,
    decidedBy: attempt.id,
    state: outcome === 'up' ? 'working' : outcome === 'unfinished' ? 'undetermined' : 'broken',
    rung: lost?.rung ?? broken,
    cause: null,
    confidence: null,
    reached,
  };
  return { episode, verdict, faults: [], notes: [], main: null, attempt };
}

/** An attempt that is only waiting has not stopped anywhere. */
function withoutBreak(attempt: Attempt): Attempt {
  const ladder = attempt.ladder.map(
    (step): RungState => (step.state === 'reached' ? step : { ...step, state: 'unknown', evidence: [] }),
  );
  return { ...attempt, ladder, broken: null, outcome: 'unfinished' };
}
