import type { Line } from '../../capture/line.ts';
import { spanOf } from '../../capture/position.ts';
import type { BlockReading, Unplaced } from './block.ts';

/** `/dev/ttyUSB2: ModemManager[1234]` */
export const heldBy = /^\s*(?<node>\/dev\/\S+): (?<program>\S.*)\[(?<pid>\d+)\]\s*$/;

/** `ModemMana 1234 root   12u   CHR …` of lsof, `1234	/usr/sbin/ModemManager	/dev/ttyUSB2` of busybox */
const openFile = /^\s*(?<program>[\w.+-]+)\s+(?<pid>\d+)\s.*\sCHR\s.*\s(?<node>\/dev\/\S+)\s*$/;
const busyboxFile = /^\s*(?<pid>\d+)\s+(?<program>\/\S+)\s+(?<node>\/dev\/\S+)/;

/** `/dev/ttyUSB2:        root       1234 F.... ModemManager` of `fuser -v` */
const user = /^\s*(?:(?<node>\/dev\/\S+):\s+)?\S+\s+(?<pid>\d+)\s+[FfcertmM.]+\s+(?<program>\S+)\s*$/;

/**
 * `/dev/ttyUSB2: 2c7c:0125 interface 02 (ff/00/00), driver option, device 1-1`,
 * `/dev/wwan0at0: 17cb:0308 on PCI, type AT, driver mhi-pci-generic, device 0003:01:00.0`
 */
const portOf = /^\s*(?<port>\/dev\/[\w.-]+): [\da-f]{4}:[\da-f]{4} (?:interface |on PCI,)/;

/**
 * Reads who has a modem's port open, as processes that run; of bare numbers nothing is told. A port whose
 * function is shown is there. Sources: psmisc fuser.c, lsof
 * print.c, busybox procps/lsof.c.
 */
export function readHolders(lines: readonly Line[]): BlockReading {
  const observations = lines.flatMap((line): readonly Unplaced[] => {
    const { text } = line;
    const span = spanOf(line, text.search(/\S/), text.trimEnd().length);
    const path = portOf.exec(text)?.groups?.['port'];
    if (path !== undefined) return [{ kind: 'node', path, missing: false, span }];
    const found = (heldBy.exec(text) ?? busyboxFile.exec(text) ?? openFile.exec(text) ?? user.exec(text))
      ?.groups;
    const command = found?.['program'];
    if (command === undefined) return [];
    const node = found?.['node'] ?? null;
    return [{ kind: 'process', pid: Number(found?.['pid']), command, node, span }];
  });
  return { observations, unread: [] };
}
