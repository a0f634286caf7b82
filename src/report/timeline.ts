import type { Span } from '../capture/position.ts';
import { spanText } from '../capture/position.ts';
import { rungOf } from '../grammar/meaning.ts';
import type { Message } from '../grammar/message.ts';
import type { Rung } from '../knowledge/rung.ts';
import type { Attempt } from '../situation/situation.ts';
import type { EpisodeView } from './overview.ts';

/** Something that was said in the course of an attempt, or that nobody said anything for long. */
export type TimelineEntry =
  | {
      readonly type: 'event';
      /** `14:49:27`, or seconds since boot; null where the log shows no time. */
      readonly time: string | null;
      /** Who spoke. */
      readonly speaker: string;
      readonly words: string;
      /** The rung that it proves reached or broken; null where it proves nothing. */
      readonly rung: Rung | null;
      readonly state: 'reached' | 'broken' | null;
      /** How often it was said on end. */
      readonly times: number;
    }
  | { readonly type: 'silence'; readonly seconds: number };

/** So long a silence is worth a row. Seconds. */
const longSilence = 10;

/** What was said in the course of the attempt that the verdict is about, in the order of events. */
export function timelineOf({ episode, attempt }: EpisodeView): readonly TimelineEntry[] {
  if (attempt === null) return [];
  const entries: TimelineEntry[] = [];
  let before: Message | null = null;
  for (const message of episode.messages.all()) {
    if (!isAbout(message, attempt)) continue;
    if (!message.origin.spans.some((span) => isPartOf(span, attempt))) continue;
    const seconds = before === null ? 0 : secondsBetween(before, message);
    before = message;
    if (seconds >= longSilence) entries.push({ type: 'silence', seconds });
    const event = eventOf(message, attempt);
    const last = entries.at(-1);
    if (last?.type === 'event' && last.speaker === event.speaker && last.words === event.words)
      entries[entries.length - 1] = { ...last, times: last.times + 1 };
    else entries.push(event);
  }
  return entries;
}

/** What chat prints of each step beside what it sends and hears. Source: ppp, chat.c. */
const chatter = /^(?:\^M|abort on \(|report \(|timeout set to |-- got it)/;

/** `Network device 'eth0' link is up`, `bridge 'br-lan' link is up`, `br-lan: port 1(eth0) entered blocking state` */
const deviceLine = /^(?:(?:bridge|VLAN|Network (?:device|alias)) '([^']+)'|(br-[\w-]+): )/;

/** Lines of other interfaces, and remarks that belong to no rung, stand between the lines of the attempt. */
function isAbout({ origin, kind, fields }: Message, attempt: Attempt): boolean {
  const own = [attempt.interface, attempt.child].filter((name) => name !== null);
  const named = 'interface' in fields && typeof fields.interface === 'string' ? fields.interface : null;
  const isOfOther = [origin.interface, named].some((name) => name !== null && !own.includes(name));
  if (own.length > 0 && isOfOther) return false;
  if (kind === 'remark' && fields.about === null) return false;
  const words = spanText(origin.spans[0]).trim();
  const [, linked, bridge] = deviceLine.exec(words) ?? [];
  const device = linked ?? bridge;
  if (device !== undefined && device !== attempt.netdev) return false;
  return origin.speaker !== 'procd' && !chatter.test(words);
}

/** Between its first line and its last; a log that stands newest first has them the other way round. */
function isPartOf({ source, line }: Span, { first, last }: Attempt): boolean {
  if (first.source === last.source) {
    const [from, to] = [Math.min(first.line, last.line), Math.max(first.line, last.line)];
    return source === first.source && line >= from && line <= to;
  }
  return (source === first.source && line >= first.line) || (source === last.source && line <= last.line);
}

/** By the kernel's clock where both lines have it: the wall clock is often set in the middle of a log. */
function secondsBetween({ origin: one }: Message, { origin: other }: Message): number {
  if (one.uptime !== null && other.uptime !== null) return Math.round(other.uptime - one.uptime);
  if (one.clock === null || other.clock === null || one.clock.hasYear !== other.clock.hasYear) return 0;
  return other.clock.seconds - one.clock.seconds;
}

function eventOf(message: Message, { proto }: Attempt): Extract<TimelineEntry, { type: 'event' }> {
  const { clock, uptime, speaker, spans } = message.origin;
  const broken = rungOf(message, 'broken');
  const reached = rungOf(message, 'reached');
  return {
    type: 'event',
    time: clock === null ? (uptime === null ? null : `${uptime.toFixed(1)} s`) : timeOfDay(clock.seconds),
    // Handlers share wordings: which one it is, the attempt tells.
    speaker: speaker.replace(/^proto-(.+)$/, (_, name: string) => `${proto ?? name} handler`),
    words: spanText(spans[0]).trim(),
    rung: broken ?? reached,
    state: broken !== null ? 'broken' : reached === null ? null : 'reached',
    times: 1,
  };
}

/** `seconds` as in `ClockTime`: local time as if it were UTC. */
function timeOfDay(seconds: number): string {
  const day = ((seconds % 86_400) + 86_400) % 86_400;
  const parts = [Math.floor(day / 3600), Math.floor(day / 60) % 60, day % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** `42 s`, `3 min 20 s`, `2 h 5 min` */
export function durationWords(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (hours > 0) return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
  if (seconds < 120) return `${seconds} s`;
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}
