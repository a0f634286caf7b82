import type { ClockTime } from '../capture/clock.ts';
import type { UciSection } from '../grammar/structures/uci-section.ts';
import { protoInfo } from '../knowledge/proto.ts';
import type { Passage } from './passage.ts';
import type { EpisodeBreak } from './situation.ts';

/** A log that begins this much later than the one before, in seconds, is told as another time. */
const longPause = 6 * 3600;

/** A log that ends this much before the one above it begins, in seconds, is told as another time. */
const stepBack = 600;

/** A passage with the one it continues on the same router. */
export interface Chapter {
  readonly passage: Passage;
  readonly brokenOffBy: EpisodeBreak;
  readonly continues: Chapter | null;
}

/** Options of `config interface` that decide how the connection is made. A different value is a new configuration. */
const decisiveOptions: ReadonlySet<string> = new Set([
  'proto',
  'device',
  'ifname',
  'apn',
  'service',
  'mode',
  'pdptype',
  'auth',
  'dialnumber',
  'modes',
  'delay',
  'disabled',
]);

/** Decisive, too, but people leave them out of one paste and not of the other. */
const credentials: ReadonlySet<string> = new Set(['username', 'password', 'pincode']);

/**
 * Joins passages that tell of the same router, clock, modem and configuration, and breaks where one contradicts what
 * came before.
 */
export class Chapters {
  readonly #chapters: Chapter[] = [];

  add(passage: Passage): void {
    if (passage.isEmpty) return;
    const present = this.#chapters.at(-1);
    if (present === undefined) {
      this.#chapters.push({ passage, brokenOffBy: 'start', continues: null });
      return;
    }
    const contradiction = contradictionBetween(present, passage);
    if (contradiction === null) {
      present.passage.absorb(passage);
      return;
    }
    this.#chapters.push({
      passage,
      brokenOffBy: contradiction,
      continues: this.#continuedBy(passage, present, contradiction),
    });
  }

  /** The chapter whose router and modem the passage is about; among several routers the host name in the prompts tells. */
  #continuedBy(passage: Passage, present: Chapter, contradiction: EpisodeBreak): Chapter | null {
    if (contradiction === 'router')
      return this.#chapters.findLast((chapter) => shares(chapter.passage.hosts, passage.hosts)) ?? null;
    return sameRouter(present.passage, passage, contradiction) ? present : null;
  }

  get all(): readonly Chapter[] {
    return this.#chapters;
  }
}

function contradictionBetween(present: Chapter, next: Passage): EpisodeBreak | null {
  const { passage } = present;
  if ((['hosts', 'boards', 'models'] as const).some((name) => differ(passage[name], next[name])))
    return 'router';
  if (next.startsBecause === 'reboot' || rebootsBetween(passage, next)) return 'reboot';
  if (differ(passage.kernels, next.kernels) || differ(passage.releases, next.releases)) return 'router';
  if (clockJumps(passage, next)) return 'clock';
  if (differ(passage.usbVendors, next.usbVendors)) return 'modem';
  if (isByHand(present) ? next.hasAttempt : next.isHandDial && passage.hasAttempt) return 'by-hand';
  if (next.configs.some((config) => reconfigures(config, present))) return 'config';
  if (contradictsProto(passage, next) || contradictsProto(next, passage)) return 'config';
  if (differ(knownApns(passage), next.apns)) return 'apn';
  return null;
}

/** Somebody dials by commands of their own, and no handler is back at work. */
function isByHand({ brokenOffBy, passage }: Chapter): boolean {
  return brokenOffBy === 'by-hand' && !passage.hasAttempt;
}

/** Both show a value and have none in common. */
function differ(known: ReadonlyMap<string, unknown>, next: ReadonlyMap<string, unknown>): boolean {
  if (known.size === 0 || next.size === 0) return false;
  for (const value of next.keys()) if (known.has(value)) return false;
  return true;
}

/** Time went on and the seconds since boot began anew; a clock that was set meanwhile leaves those alone. */
function rebootsBetween({ lastStamp }: Passage, { firstStamp }: Passage): boolean {
  return (
    lastStamp !== null &&
    firstStamp !== null &&
    secondsBetween(lastStamp.clock, firstStamp.clock) > 0 &&
    firstStamp.uptime < lastStamp.uptime
  );
}

function clockJumps(known: Passage, next: Passage): boolean {
  if (
    known.firstClock === null ||
    known.lastClock === null ||
    next.firstClock === null ||
    next.lastClock === null
  )
    return false;
  return (
    secondsBetween(known.lastClock, next.firstClock) > longPause ||
    secondsBetween(next.lastClock, known.firstClock) > stepBack
  );
}

/** Negative where `to` comes first; NaN, which no comparison holds for, where only one of the two has a year. */
function secondsBetween(from: ClockTime, to: ClockTime): number {
  return from.hasYear === to.hasYear ? to.seconds - from.seconds : Number.NaN;
}

function reconfigures(config: UciSection, present: Chapter): boolean {
  if (!isCellular(config)) return false;
  const own = lastConfig(config, present.passage);
  if (own !== null) return optionsDiffer(own, config);
  if (isByHand(present)) return true;
  const apn = optionValue(config, 'apn');
  return apn !== null && present.passage.apns.size > 0 && !present.passage.apns.has(apn);
}

function lastConfig(config: UciSection, passage: Passage): UciSection | null {
  return (
    passage.configs.findLast((known) => known.type === config.type && known.name === config.name) ?? null
  );
}

function optionsDiffer(one: UciSection, other: UciSection): boolean {
  const values = (name: string): readonly [string | null, string | null] => [
    optionValue(one, name),
    optionValue(other, name),
  ];
  const changed = [...decisiveOptions].map(values).some(([before, after]) => before !== after);
  return (
    changed ||
    [...credentials]
      .map(values)
      .some(([before, after]) => before !== null && after !== null && before !== after)
  );
}

/** The log shows a handler at work that is not the configured one. */
function contradictsProto(configured: Passage, logged: Passage): boolean {
  return configured.configs.some((config) => {
    const proto = optionValue(config, 'proto');
    const shown = config.name === null ? undefined : logged.shownProtos.get(config.name);
    return shown !== undefined && proto !== null && proto !== shown && proto !== 'wwan' && isCellular(config);
  });
}

function knownApns(passage: Passage): ReadonlyMap<string, unknown> {
  if (passage.apns.size > 0) return passage.apns;
  const configured = passage.configs
    .map((config) => optionValue(config, 'apn'))
    .filter((apn) => apn !== null);
  return new Map(configured.map((apn) => [apn, apn]));
}

/** Whether what was known of router and modem still holds after the break. */
function sameRouter(known: Passage, next: Passage, contradiction: EpisodeBreak): boolean {
  switch (contradiction) {
    case 'config':
    case 'by-hand':
    case 'apn':
    case 'reboot':
    case 'modem':
      return true;
    case 'clock':
      return shares(known.apns, next.apns) || shares(known.hosts, next.hosts);
    case 'router':
    case 'start':
      return false;
  }
}

function shares(known: ReadonlyMap<string, unknown>, next: ReadonlyMap<string, unknown>): boolean {
  for (const value of next.keys()) if (known.has(value)) return true;
  return false;
}

export function isCellular(config: UciSection): boolean {
  const proto = optionValue(config, 'proto');
  return config.type === 'interface' && proto !== null && protoInfo(proto)?.cellular === true;
}

/** The value of an option; the last one counts, as in libuci. Null where it is not set. */
export function optionValue(section: UciSection, name: string): string | null {
  return section.options.findLast((option) => option.name === name && !option.list)?.value ?? null;
}
