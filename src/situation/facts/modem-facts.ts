import type { Episode } from '../situation.ts';
import { perEpisode } from './per-episode.ts';
import type { Reading } from './reading.ts';

/**
 * Values of these keys that modem tools print (`uqmi`, `umbim`, `mmcli`, `qmicli`, `mbimcli`), in the order of the
 * input. The keys are those of `modem-fact` observations: `modem.generic.state`, `data-status`; a pattern is taken from
 * the whole key. An event and its state are told apart by `teller`.
 */
export function modemFacts(episode: Episode, key: string | RegExp, tool?: string): readonly ModemReading[] {
  return episode.observations
    .of('modem-fact')
    .filter(
      (fact) =>
        (tool === undefined || fact.tool === tool) &&
        (typeof key === 'string' ? fact.key === key : key.test(fact.key)),
    )
    .map(({ key: name, subject, value, span, order, tool: teller }) => ({
      key: name,
      subject,
      value,
      span,
      order,
      teller,
    }));
}

export interface ModemReading extends Reading<string> {
  readonly key: string;
  /** `modem0`, `/dev/cdc-wdm0`; null where the tool does not say. */
  readonly subject: string | null;
}

/** One tool asks about more than one modem, or more than one is there: what is said may be about any of them. */
export const tellsOfSeveralModems = perEpisode((episode): boolean => {
  const byTool = new Map<string, string>();
  const isAnother = (tool: string, modem: string | null): boolean => {
    if (modem === null) return false;
    const known = byTool.get(tool) ?? modem;
    byTool.set(tool, known);
    return known !== modem;
  };
  return (
    episode.modems.filter(({ attached, functions }) => attached && functions.length > 0).length > 1 ||
    episode.messages.of('registration.changed').some(({ origin }) => isAnother('log', origin.object)) ||
    modemFacts(episode, /./).some(
      ({ key, subject, teller }) =>
        (teller !== 'mmcli' || key.startsWith('modem.')) && isAnother(teller, subject),
    )
  );
});
