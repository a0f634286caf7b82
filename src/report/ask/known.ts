import { atTalks } from '../../situation/facts/at.ts';
import { modemFacts } from '../../situation/facts/modem-facts.ts';
import { runningProcess } from '../../situation/facts/software.ts';
import type { Episode } from '../../situation/situation.ts';

/** What a text shows of one router, over all its episodes, as far as it decides what may be asked there. */
export interface Known {
  /** The newest first; empty where there is no text yet. */
  readonly episodes: readonly Episode[];
  /** Protocols by which the modem's interfaces are meant to connect; empty where none is shown. */
  readonly protos: ReadonlySet<string>;
  /** Names of the modem's interfaces. */
  readonly interfaces: readonly string[];
  /** A serial port that answered AT commands and that no pppd dials through. */
  readonly atPort: string | null;
  /** The control node of QMI or MBIM. */
  readonly controlNode: string | null;
  /** ModemManager is at work: it owns the ports. */
  readonly isManaged: boolean;
}

/** A path that no shell takes for anything but a path. */
const plainPath = /^\/dev\/[\w.-]+(?:\/[\w.-]+)*$/;
/** A name that no shell and no program takes for anything but a name. */
const plainName = /^[A-Za-z0-9_][\w-]{0,31}$/;

export function knownOf(episode: Episode | null): Known {
  const episodes: Episode[] = [];
  for (let one = episode; one !== null; one = one.continues) episodes.push(one);
  const cellular = episodes.flatMap((one) => one.interfaces.filter((known) => known.cellular));
  const attempts = episodes.flatMap((one) => one.attempts);
  const protos = [...cellular, ...attempts].flatMap(({ proto }) => (proto === null ? [] : [proto]));
  const names = [...cellular.map(({ name }) => name), ...attempts.flatMap((one) => one.interface ?? [])];
  return {
    episodes,
    protos: new Set(protos),
    interfaces: [...new Set(names)].filter((name) => plainName.test(name)),
    atPort: atPortOf(episodes),
    controlNode: controlNodeOf(episodes),
    isManaged:
      protos.includes('modemmanager') ||
      episodes.some(
        (one) =>
          runningProcess(one, 'ModemManager') !== null ||
          modemFacts(one, /^modem\.generic\./).length > 0 ||
          one.messages.of('modem.state-changed').length > 0,
      ),
  };
}

/** Protocols that dial by pppd over a serial port: whoever else talks there ends the connection. */
const pppProtos: ReadonlySet<string> = new Set(['3g', 'ppp', 'directip']);

/**
 * A command sent to a port that carries data, or to one of a diagnostic function, does harm. So only a port is asked that has
 * answered in this very text.
 */
function atPortOf(episodes: readonly Episode[]): string | null {
  const dialled = new Set(
    episodes.flatMap(({ interfaces, attempts, observations, messages }) => [
      ...interfaces
        .filter(({ proto }) => proto !== null && pppProtos.has(proto))
        .flatMap(({ section }) =>
          section.options.filter(({ name }) => name === 'device').map(({ value }) => value),
        ),
      ...attempts
        .filter(({ proto, method }) => method === 'pppd' || (proto !== null && pppProtos.has(proto)))
        .map(({ device }) => device),
      ...observations
        .of('process')
        .filter(({ command }) => /(?:^|[/\s])(?:pppd|chat)\s/.test(command))
        .flatMap(({ command }) => command.match(/\/dev\/tty\w+/g) ?? []),
      ...messages.of('pppd.connect').map(({ fields }) => fields.device),
    ]),
  );
  for (const episode of episodes) {
    const answered = atTalks(episode).findLast(
      ({ port, result, answers, by }) =>
        by === 'transcript' && port !== null && (result === 'ok' || answers.length > 0),
    );
    const dialler = episode.attempts.findLast(
      ({ proto, device, ladder }) =>
        proto === 'ncm' &&
        device !== null &&
        ladder.some(({ rung, state, implied }) => rung === 'control' && state === 'reached' && !implied),
    );
    const port = answered?.port ?? dialler?.device ?? null;
    // sms_tool sets the line up as a serial port, which a cdc-wdm node is not.
    if (port?.startsWith('/dev/tty') === true && plainPath.test(port) && !dialled.has(port)) return port;
  }
  return null;
}

function controlNodeOf(episodes: readonly Episode[]): string | null {
  for (const { modems, interfaces } of episodes) {
    const shown = modems.flatMap(({ functions }) => functions).findLast(({ kind }) => kind === 'control');
    const configured = interfaces
      .filter(({ cellular }) => cellular)
      .flatMap(({ section }) => section.options.filter(({ name }) => name === 'device'))
      .find(({ value }) => value.startsWith('/dev/cdc-wdm'));
    const node = shown?.node ?? configured?.value ?? null;
    if (node !== null && plainPath.test(node)) return node;
  }
  return null;
}
