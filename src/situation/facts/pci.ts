import type { Span } from '../../capture/position.ts';
import { readShellLine } from '../../grammar/structures/shell-words.ts';
import { type PciModemDriver, pciModemDriver } from '../../knowledge/pci.ts';
import { letsThrough } from '../log-filter.ts';
import type { Episode } from '../situation.ts';
import { isWholeOutput } from './outputs.ts';
import { perEpisode } from './per-episode.ts';

/** A modem on PCIe, as sysfs shows it. */
export interface PciModem {
  /** `0003:01:00.0` */
  readonly slot: string;
  /** `17cb:0308` */
  readonly id: string;
  readonly known: PciModemDriver;
  /** The driver that has it; null: none has; undefined: not shown. */
  readonly driver: string | null | undefined;
  /** Where its id stands. */
  readonly span: Span;
}

/** `/sys/bus/pci/devices/0003:01:00.0/uevent` */
const ueventFile = /^\/sys\/bus\/pci\/devices\/(?<slot>[\da-f]{4}:[\da-f]{2}:[\da-f]{2}\.\d)\/uevent$/i;

/**
 * Modems on PCIe, each as it was shown last. The kernel writes the driver into the first line of `uevent`, and leaves the line out
 * where there is none (linux drivers/base/core.c, `dev_uevent`): what prints only some of the lines, and not that, is no whole list.
 */
export const pciModems = perEpisode((episode): readonly PciModem[] => {
  const modems = new Map<string, PciModem>();
  const lines = episode.observations.of('attribute').flatMap((attribute) => {
    const slot = ueventFile.exec(attribute.path)?.groups?.['slot'];
    return slot === undefined ? [] : [{ ...attribute, slot }];
  });
  for (const { slot, value, span, section } of lines) {
    const id = /^PCI_ID=([\da-f]{4}:[\da-f]{4})$/i.exec(value)?.[1]?.toLowerCase();
    const known = id === undefined ? null : pciModemDriver(id);
    if (id === undefined || known === null) continue;
    const own = lines.filter((line) => line.slot === slot && line.section === section);
    const driver = own
      .find((line) => line.value.startsWith('DRIVER='))
      ?.value.slice('DRIVER='.length)
      .trim();
    const isWhole = showsDrivers(episode, section);
    modems.set(slot, { slot, id, known, span, driver: driver ?? (isWhole ? null : undefined) });
  }
  return [...modems.values()];
});

/** A line with the driver would stand in the output of the command that printed the list. */
function showsDrivers(episode: Episode, section: number): boolean {
  const command = episode.printedBy.get(section);
  if (command === undefined || !isWholeOutput(episode, section)) return false;
  return readShellLine(command.text).calls.every((call) => letsThrough(call, 'DRIVER=mhi-pci-generic'));
}
