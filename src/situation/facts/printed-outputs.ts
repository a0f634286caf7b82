import { readShellLine } from '../../grammar/structures/shell-words.ts';
import type { Episode } from '../situation.ts';

/** Programs that only leave lines out of what another one prints. */
const filters: ReadonlySet<string> = new Set(['grep', 'egrep', 'fgrep', 'head', 'tail', 'sed', 'sort']);

/** Programs that print the same, whatever their arguments; a narrower call is in what the plain one printed. */
const plainPrinters: ReadonlySet<string> = new Set(['dmesg', 'lsmod', 'ps']);

/** Asks for the devices on USB, each in its own way. Source: usbutils usb-devices. */
const usbListings: ReadonlySet<string> = new Set(['/sys/kernel/debug/usb/devices', '/proc/bus/usb/devices']);

/**
 * Whether the text holds all that this command would print: somebody ran the same without a filter, and it came to its end.
 * Then it is of no use to ask for it, whatever was hoped to stand in it.
 */
export function hasPrinted(episodes: readonly Episode[], ask: string): boolean {
  const wanted = outputsOf(ask, true);
  if (wanted.length === 0) return false;
  const printed = new Set(
    episodes.flatMap((episode) =>
      [...episode.printedBy.values()]
        .filter((command) => !episode.unfinished.has(command))
        .flatMap(({ text }) => outputsOf(text, false)),
    ),
  );
  return wanted.every((output) => printed.has(output));
}

/** What a command prints, by names that are the same for the same; none where it does more than to print one thing. */
function outputsOf(text: string, filtered: boolean): readonly string[] {
  const [call, ...rest] = readShellLine(text).calls;
  if (call === undefined || call.writesTo !== null) return [];
  if (!(filtered ? rest.every(({ program }) => filters.has(program)) : rest.length === 0)) return [];
  const { program, arguments: words } = call;
  if (program === 'usb-devices') return ['usb-devices'];
  if (plainPrinters.has(program)) return filtered || program === 'ps' || words.length === 0 ? [program] : [];
  if (program === 'cat') return words.map((file) => (usbListings.has(file) ? 'usb-devices' : file));
  return [];
}
