import type { Span } from '../../capture/position.ts';
import type { UciSection } from '../../grammar/structures/uci-section.ts';
import type { Attempt, ConfiguredInterface, Episode } from '../situation.ts';
import { perEpisode } from './per-episode.ts';

/** A value of an option, and where it stands. */
export interface OptionShown {
  readonly value: string;
  readonly span: Span;
}

/** Value of an option of a section, null where it is not set. The last one counts, as in libuci. */
export function optionOf(section: UciSection, name: string): OptionShown | null {
  const own = section.options.findLast((known) => known.name === name && !known.list);
  return own === undefined ? null : { value: own.value, span: own.span };
}

/** The APN that was dialled, else the one that is configured; null where the text shows neither. */
export function apnOf({ apn, config }: Pick<Attempt, 'apn' | 'config'>): string | null {
  return apn?.value ?? configuredApn(config);
}

export function configuredApn(config: ConfiguredInterface | null): string | null {
  return config === null ? null : (optionOf(config.section, 'apn')?.value ?? null);
}

/** Values of a list, also where they stand as one option with blanks between (`option network 'lan wan'`). */
export function optionsOf(section: UciSection, name: string): readonly OptionShown[] {
  return section.options
    .filter((known) => known.name === name)
    .flatMap(({ value, list, span }) =>
      list
        ? [{ value, span }]
        : value.split(/\s+/).flatMap((part) => (part === '' ? [] : [{ value: part, span }])),
    );
}

/** Sections of a type, of a name that comes twice the last one: `zone`, `device`, `forwarding`, `interface` of mwan3. */
export function sectionsOf(episode: Episode, type: string): readonly UciSection[] {
  const own = episode.configs.filter((section) => section.type === type);
  const last = new Map(own.map((section) => [section.name, section]));
  return own.filter((section) => section.name === null || last.get(section.name) === section);
}

/** Interfaces of modems by which somebody means to connect. */
export const cellularInterfaces = perEpisode((episode): readonly ConfiguredInterface[] =>
  episode.interfaces.filter((config) => config.cellular && !isSwitchedOff(config, episode)),
);

const truths: ReadonlySet<string> = new Set(['1', 'on', 'true', 'yes', 'enabled']);
const falsehoods: ReadonlySet<string> = new Set(['0', 'off', 'false', 'no', 'disabled']);

/** What libuci takes for a boolean; null for anything else. */
export function truthOf(value: string): boolean | null {
  if (truths.has(value)) return true;
  return falsehoods.has(value) ? false : null;
}

/**
 * Nobody means this interface to be up: it is disabled, or not started at boot and not tried either. What is wrong with
 * it keeps nothing from working. Source: netifd config.c, options `disabled` and `auto`; libuci's words for booleans.
 */
export function isSwitchedOff({ section, name }: ConfiguredInterface, { attempts }: Episode): boolean {
  if (truthOf(optionOf(section, 'disabled')?.value ?? '') === true) return true;
  const isManual = truthOf(optionOf(section, 'auto')?.value ?? '') === false;
  return isManual && !attempts.some((attempt) => attempt.interface === name);
}

/** The firewall zones that an interface belongs to; null where no zone is shown at all. */
export function zonesOf(episode: Episode, name: string): readonly UciSection[] | null {
  const zones = sectionsOf(episode, 'zone');
  if (zones.length === 0) return null;
  return zones.filter((zone) => optionsOf(zone, 'network').some(({ value }) => value === name));
}
