import type { Observation } from '../grammar/observation.ts';
import type { Kind, RemarkKind } from '../grammar/speakers/index.ts';
import { type AtReading, atInformation } from '../situation/facts/at.ts';
import type { Reading } from '../situation/facts/reading.ts';
import { type Registration, registrations } from '../situation/facts/registration.ts';
import { type SimState, simStates } from '../situation/facts/sim.ts';
import { type Release, release } from '../situation/facts/software.ts';
import type { Attempt, ConfiguredInterface, Episode, Modem } from '../situation/situation.ts';
import type { Input } from './rule.ts';

/**
 * Facts that rules declare under `needs`, with the words that say what is missing and the command that would show it.
 * A rule that needs another fact makes its own.
 */
function input<T>(missing: string, ask: Input<T>['ask'], read: Input<T>['read']): Input<T> {
  return { missing, ask, read };
}

export const cellularConfig: Input<readonly ConfiguredInterface[]> = input(
  'the configuration of the modem’s interface',
  'cat /etc/config/network',
  ({ episode }) => orNull(episode.interfaces.filter((known) => known.cellular)),
);

export const modemDrivers: Input<readonly Modem[]> = input(
  'which driver serves which part of the modem',
  "dmesg | grep -iE 'usb|tty|cdc|wwan|qmi|option'",
  ({ episode }) => orNull(episode.modems.filter((modem) => modem.functions.length > 0)),
);

export const attempts: Input<readonly Attempt[]> = input(
  'an attempt to connect',
  ({ episode }) => {
    const names = episode.interfaces.filter((known) => known.cellular && /^\w+$/.test(known.name));
    const [first] = names;
    return first === undefined ? 'logread' : `ifup ${first.name}; sleep 60; logread`;
  },
  ({ episode }) => orNull(episode.attempts),
);

/** The release that the text names. Where versions of programs are enough, ask `release(episode)` instead. */
export const namedRelease: Input<Release> = input(
  'which release runs on the router',
  'ubus call system board',
  ({ episode }) => (release(episode).isNamed ? release(episode) : null),
);

export const simSaid: Input<readonly Reading<SimState>[]> = input(
  'the state of the SIM card',
  ({ episode }) => askModem(episode, { at: 'AT+CPIN?', uqmi: '--get-pin-status', mmcli: '-m any' }),
  ({ episode }) => orNull(simStates(episode)),
);

export const registrationSaid: Input<readonly Registration[]> = input(
  'whether the network lets the modem in',
  ({ episode }) => askModem(episode, { at: 'AT+CEREG?', uqmi: '--get-serving-system', mmcli: '-m any' }),
  ({ episode }) => orNull(registrations(episode)),
);

/** What the modem says with one of these names, asked by `command` or not. */
export function answerTo(
  missing: string,
  command: string,
  ...names: readonly string[]
): Input<readonly AtReading[]> {
  return input(
    missing,
    ({ episode }) => askModem(episode, { at: command }),
    ({ episode }) => orNull(atInformation(episode, ...names)),
  );
}

/** Messages of a kind. */
export function messagesOf<K extends Kind>(kind: K, missing: string, ask: string) {
  return input(missing, ask, ({ episode }) => orNull(episode.messages.of(kind)));
}

/** Remarks of some kinds. */
export function remarksOf(kinds: readonly RemarkKind[], missing: string, ask: string) {
  return input(missing, ask, ({ episode }) => orNull(episode.remarks.of(...kinds)));
}

/** What a listing or an answer shows. */
export function observationsOf<K extends Observation['kind']>(kind: K, missing: string, ask: string) {
  return input(missing, ask, ({ episode }) => orNull(episode.observations.of(kind)));
}

/**
 * The command by which this router asks its modem: the tool that fits the protocol, else an AT command on the port that
 * the text shows. Each is safe to run and changes nothing.
 */
export function askModem(
  episode: Episode,
  by: { readonly at: string; readonly uqmi?: string; readonly mmcli?: string },
): string {
  const config = episode.interfaces.find((known) => known.cellular) ?? null;
  const proto = config?.proto ?? episode.attempts.at(-1)?.proto ?? null;
  const nodes = episode.modems.flatMap(({ functions }) => functions);
  const control = nodes.find((known) => known.kind === 'control')?.node ?? '/dev/cdc-wdm0';
  const tty =
    nodes.findLast((known) => known.kind === 'serial' && known.node !== null)?.node ?? '/dev/ttyUSB2';
  if (proto === 'qmi' && by.uqmi !== undefined && isPlain(control)) return `uqmi -d ${control} ${by.uqmi}`;
  if (proto === 'modemmanager' && by.mmcli !== undefined) return `mmcli ${by.mmcli}`;
  return `sms_tool -d ${isPlain(tty) ? tty : '/dev/ttyUSB2'} at '${by.at}'`;
}

/** A path that no shell takes for anything but a path. */
function isPlain(path: string): boolean {
  return /^\/dev\/[\w./-]+$/.test(path);
}

function orNull<T>(values: readonly T[]): readonly T[] | null {
  return values.length === 0 ? null : values;
}
