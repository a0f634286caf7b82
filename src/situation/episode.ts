import type { UsbArrival } from '../grammar/dialogues/dialogue.ts';
import type { UciSection } from '../grammar/structures/uci-section.ts';
import { rungIndex } from '../knowledge/rung.ts';
import { withShownStates } from './attempt-states.ts';
import { attemptsOf, type DraftAttempt } from './attempts.ts';
import { type Chapter, isCellular, optionValue } from './episodes.ts';
import { handAttemptsOf } from './hand-attempts.ts';
import { LogView } from './log-view.ts';
import { inheritModems, modemsOf } from './modems.ts';
import type { Passage } from './passage.ts';
import type {
  Attempt,
  ConfiguredInterface,
  Episode,
  Fact,
  Router,
  Situation,
  SourceRange,
} from './situation.ts';
import { statusAttemptsOf } from './status-attempts.ts';

/** Turns chapters into episodes, and tells those that say nothing about a modem apart. */
export function buildEpisodes(chapters: readonly Chapter[]): Pick<Situation, 'episodes' | 'withoutModem'> {
  const episodes: Episode[] = [];
  let withoutModem: Episode | null = null;
  const byChapter = new Map<Chapter, Episode>();
  const nextAttempt = { id: 1 };
  for (const chapter of chapters) {
    const episode = buildEpisode(
      chapter,
      episodes.length + 1,
      earlierEpisode(chapter, byChapter),
      nextAttempt,
    );
    if (isAboutModem(episode, chapter)) {
      byChapter.set(chapter, episode);
      episodes.push(episode);
    } else {
      withoutModem = episode;
    }
  }
  return { episodes, withoutModem };
}

/** The nearest earlier episode on the same router, over chapters that became none. */
function earlierEpisode(chapter: Chapter, byChapter: ReadonlyMap<Chapter, Episode>): Episode | null {
  for (let earlier = chapter.continues; earlier !== null; earlier = earlier.continues) {
    const episode = byChapter.get(earlier);
    if (episode !== undefined) return episode;
  }
  return null;
}

function buildEpisode(
  chapter: Chapter,
  id: number,
  continues: Episode | null,
  nextAttempt: { id: number },
): Episode {
  const { passage, brokenOffBy } = chapter;
  const dialogues = passage.dialogues.finish();
  const arrivals = dialogues.filter((dialogue): dialogue is UsbArrival => dialogue.type === 'usb-arrival');
  const inherited = brokenOffBy === 'modem' ? [] : (continues?.modems ?? []);
  const modems = inheritModems(modemsOf(arrivals, passage.observations.of('usb-device')), inherited);
  const interfaces = interfacesOf(
    passage.configs,
    modems
      .flatMap((modem) => modem.functions)
      .map((known) => known.node)
      .filter((node) => node !== null),
  );
  const view = new LogView(dialogues, passage);
  const { attempts, bystanders } = attemptsOf({ dialogues, interfaces, modems, view });
  const byHand = handAttemptsOf({ commands: passage.commands, dialogues, modems, view });
  const shown = statusAttemptsOf({
    statuses: passage.observations.of('interface-status'),
    pings: passage.observations.of('ping'),
    interfaces,
    modems,
    attempts: [...attempts, ...byHand],
  });
  const episode: Episode = {
    id,
    brokenOffBy: id === 1 ? 'start' : brokenOffBy,
    continues,
    sources: joinRanges(passage.sources),
    router: routerOf(chapter, continues),
    modems,
    interfaces,
    attempts: number([...attempts, ...byHand, ...shown], id, nextAttempt),
    dialoguesLeftOut: passage.dialogues.leftOut,
    commands: passage.commands,
    printedBy: passage.printedBy,
    unfinished: passage.unfinished,
    bystanders,
    configs: passage.configs,
    messages: passage.messages,
    remarks: passage.remarks,
    dialogues,
    view,
    observations: passage.observations,
    clock:
      passage.firstClock === null || passage.lastClock === null
        ? null
        : { first: passage.firstClock, last: passage.lastClock },
  };
  return { ...episode, attempts: withShownStates(episode) };
}

function isAboutModem(episode: Episode, { passage }: Chapter): boolean {
  const showsModem = episode.modems.some((modem) => !modem.inherited);
  return (
    showsModem ||
    passage.isOfModem ||
    passage.usbVendors.size > 0 ||
    episode.attempts.length > 0 ||
    episode.interfaces.some((known) => known.cellular)
  );
}

/** Later sections of one name replace earlier ones. */
function interfacesOf(
  configs: readonly UciSection[],
  modemNodes: readonly string[],
): readonly ConfiguredInterface[] {
  const byName = new Map<string, ConfiguredInterface>();
  for (const section of configs) {
    if (section.type !== 'interface' || section.name === null) continue;
    const onModem = ['device', 'ifname'].some((option) =>
      modemNodes.includes(optionValue(section, option) ?? ''),
    );
    byName.set(section.name, {
      name: section.name,
      proto: optionValue(section, 'proto'),
      cellular: isCellular(section) || onModem || asksModemsDevice(section),
      section,
    });
  }
  return [...byName.values()];
}

/**
 * By DHCP on a device that the kernel names `wwan0` or `usb0`: modems, sticks and phones. Source: linux usbnet.c, which gives
 * other adapters the name `eth0`.
 */
function asksModemsDevice(section: UciSection): boolean {
  const isNamed = ['device', 'ifname'].some((option) =>
    /^(?:wwan|usb)\d+$/.test(optionValue(section, option) ?? ''),
  );
  return isNamed && optionValue(section, 'proto') === 'dhcp';
}

/** Gives attempts their numbers, in the order of the input, and says which later one settled an earlier failure. */
function number(drafts: readonly DraftAttempt[], episode: number, next: { id: number }): readonly Attempt[] {
  const numbered = drafts.map((draft): Attempt => ({ ...draft, id: next.id++, episode, resolvedBy: null }));
  return numbered.map((attempt, at) => {
    if (attempt.outcome === 'up') return attempt;
    const later = numbered
      .slice(at + 1)
      .find(
        (other) =>
          other.interface === attempt.interface &&
          other.outcome === 'up' &&
          (attempt.outcome === 'lost' || climbedHigher(other, attempt)),
      );
    return later === undefined ? attempt : { ...attempt, resolvedBy: later.id };
  });
}

function climbedHigher(one: Attempt, other: Attempt): boolean {
  return (
    one.reached !== null && (other.reached === null || rungIndex(one.reached) > rungIndex(other.reached))
  );
}

function routerOf({ passage, brokenOffBy }: Chapter, continues: Episode | null): Router {
  const earlier = continues?.router ?? null;
  const { firstStamp } = passage;
  const mayBeNewFirmware = brokenOffBy === 'reboot' || hasOtherSoftware(passage, continues);
  return {
    host: passage.hasHostsInTurns ? null : (lastFact(passage.hosts) ?? earlier?.host ?? null),
    board: lastFact(passage.boards) ?? lastFact(passage.models) ?? earlier?.board ?? null,
    kernel: lastFact(passage.kernels) ?? (mayBeNewFirmware ? null : (earlier?.kernel ?? null)),
    bootedAt: firstStamp?.clock.hasYear ? firstStamp.clock.seconds - firstStamp.uptime : null,
    software: [...passage.software.values()],
  };
}

/** A program tells another version of itself than earlier on this router: the firmware is another one. */
function hasOtherSoftware({ software }: Passage, continues: Episode | null): boolean {
  for (let before = continues; before !== null; before = before.continues) {
    if (before.router.software.some(({ name, value }) => (software.get(name)?.value ?? value) !== value))
      return true;
  }
  return false;
}

function lastFact(facts: ReadonlyMap<string, Fact<string>>): Fact<string> | null {
  return [...facts.values()].at(-1) ?? null;
}

/** Sections that stand in one source become one range. */
function joinRanges(sources: readonly SourceRange[]): readonly SourceRange[] {
  const joined: SourceRange[] = [];
  for (const range of sources) {
    const previous = joined.at(-1);
    if (previous === undefined || previous.source !== range.source) joined.push(range);
    else joined[joined.length - 1] = { ...previous, lastLine: Math.max(previous.lastLine, range.lastLine) };
  }
  return joined;
}
