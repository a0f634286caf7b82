import type { ClockTime } from '../../capture/clock.ts';
import { readEnvelope } from '../../capture/envelope.ts';
import { type Span, spanText } from '../../capture/position.ts';
import type { Diagnosis } from '../../rules/finding.ts';
import type { RungState } from '../../situation/situation.ts';
import type { Style } from '../text/palette.ts';
import { stateWords } from '../words.ts';
import { endingWords, timesWords } from './ending.ts';
import type { Try, TryEvent } from './tries.ts';

/** What is told of an event, on one line: `14:02:31 wan: stops at dial – the network does not know the APN “interent”` */
export interface EventLine {
  /** Time of day by the log; null where its lines have none. */
  readonly time: string | null;
  readonly name: string;
  readonly words: string;
  /** A line of the log that shows it; it is not our sentence. */
  readonly quote: string | null;
  readonly style: Style | null;
}

/** @param diagnosis makes that of the situation in which it was seen, where it is needed */
export function eventLine(event: TryEvent, diagnosis: () => Diagnosis): EventLine {
  const { name, attempt } = event.try;
  switch (event.type) {
    case 'began': {
      const parts = [
        attempt.proto === null ? null : `proto ${attempt.proto}`,
        attempt.device === null ? null : `port ${attempt.device}`,
      ].filter((part) => part !== null);
      const words = [`attempt ${event.try.number} begins`, ...parts].join(', ');
      // Of several in a row only the last one is new.
      const began = attempt.times > 1 ? attempt.clock?.last : attempt.clock?.first;
      return { time: timeOfDay(began), name, words, quote: null, style: null };
    }
    case 'rung':
      return { name, style: null, ...rungLine(event.step) };
    case 'ended': {
      const words = `${endingWords(event.try, diagnosis())}${timesWords(event.times)}`;
      return {
        time: timeOfDay(attempt.clock?.last),
        name,
        words,
        quote: null,
        style: endingStyle(event.try),
      };
    }
  }
}

function endingStyle({ attempt: { outcome } }: Try): Style {
  switch (outcome) {
    case 'up':
    case 'claimed':
      return 'good';
    case 'failed':
    case 'lost':
      return 'error';
    case 'unfinished':
      return 'warning';
  }
}

function rungLine({ rung, state, evidence }: RungState): Pick<EventLine, 'time' | 'words' | 'quote'> {
  const words = `${stateWords[state]} ${rung}`;
  const last = evidence.findLast((known) => known.type === 'presence');
  if (last === undefined) return { time: null, words, quote: null };
  return { time: timeOfSpan(last.span), words, quote: spanText(last.span).trim() };
}

function timeOfSpan({ text }: Span): string | null {
  return timeOfDay(readEnvelope(text)?.clock);
}

/** `14:02:31` */
function timeOfDay(clock: ClockTime | null | undefined): string | null {
  if (clock === null || clock === undefined) return null;
  const day = 86_400;
  const seconds = ((clock.seconds % day) + day) % day;
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
