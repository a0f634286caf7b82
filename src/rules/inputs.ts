import type { Attempt, ConfiguredInterface, Modem } from '../situation/situation.ts';
import type { Input } from './rule.ts';

/**
 * Facts that rules declare under `needs`, with the words that say what is missing and the command that would show it.
 * A rule that needs another fact makes its own with `input` or one of the makers below.
 */
export function input<T>(missing: string, ask: Input<T>['ask'], read: Input<T>['read']): Input<T> {
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

function orNull<T>(values: readonly T[]): readonly T[] | null {
  return values.length === 0 ? null : values;
}
