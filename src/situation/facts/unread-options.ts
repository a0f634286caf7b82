import type { UciOption } from '../../grammar/structures/uci-section.ts';
import { misreadOption, optionReading } from '../../knowledge/proto.ts';
import { seriesAtLeast, seriesNamed } from '../../knowledge/release.ts';
import type { ConfiguredInterface, Episode } from '../situation.ts';
import { cellularInterfaces } from './config.ts';
import { perEpisode } from './per-episode.ts';
import { release } from './software.ts';

/** An option of a modem's interface that its handler does not read, and of which the tables can say more than that. */
export interface UnreadOption {
  readonly config: ConfiguredInterface;
  readonly option: UciOption;
  /**
   * `misspelt`: a slip away from the option that is meant; `other-name`: the handler has another name for it, or another
   * handler reads it; `too-old`: newer releases read it; `too-new`: older ones did.
   */
  readonly why: 'misspelt' | 'other-name' | 'too-old' | 'too-new';
  /** The option that the handler reads; null where there is none. */
  readonly meant: string | null;
  /** The first or the last release that reads it, where that is why. */
  readonly series: string | null;
}

/**
 * Options that nobody reads. What a vendor's or LuCI's pages write, and what no table knows, is left out: firmwares put
 * their own options into these sections, and they are no mistakes.
 */
export const unreadOptions = perEpisode((episode): readonly UnreadOption[] =>
  cellularInterfaces(episode).flatMap((config) => {
    const last = new Map(config.section.options.map((option) => [option.name, option]));
    return [...last.values()].flatMap((option) => {
      const unread = unreadIn(config, option, episode);
      return unread === null ? [] : [unread];
    });
  }),
);

function unreadIn(config: ConfiguredInterface, option: UciOption, episode: Episode): UnreadOption | null {
  const { proto } = config;
  if (proto === null) return null;
  const reading = optionReading(proto, option.name);
  if (reading.by === 'handler') {
    const { readSince, readUntil } = reading.option;
    const { series } = release(episode);
    const since = seriesNamed(readSince);
    if (since !== null && series.every((known) => !seriesAtLeast(known, since)))
      return { config, option, why: 'too-old', meant: null, series: readSince };
    const until = readUntil === null ? null : seriesNamed(readUntil);
    if (until !== null && series.every((known) => known !== until && seriesAtLeast(known, until)))
      return { config, option, why: 'too-new', meant: null, series: until };
    return null;
  }
  if (reading.by !== 'nobody' || reading.writtenBy !== null) return null;
  const misread = misreadOption(proto, option.name);
  // Both are there: the right one counts, the other may be anybody's.
  if (misread === null || config.section.options.some(({ name }) => name === misread.meant)) return null;
  return { config, option, why: misread.why, meant: misread.meant, series: null };
}
