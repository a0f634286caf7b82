import type { Line } from '../../capture/line.ts';
import { spanOf } from '../../capture/position.ts';
import type { BlockReading, Unplaced } from './block.ts';

/** `qmi_wwan               20480  0`, `cdc_wdm 16384 1 qmi_wwan, Live 0x00000000` */
const row = /^\s*(?<name>\w{2,64})\s+\d{3,9}\s+\d{1,4}(?:\s|$)/;

const head = /^\s*Module\s+Size\s/;

/** Reads `lsmod` and `/proc/modules`. Never throws. */
export function readModuleListing(lines: readonly Line[]): BlockReading {
  const observations: Unplaced[] = [];
  const unread: Line[] = [];
  for (const line of lines) {
    const name = row.exec(line.text)?.groups?.['name'];
    if (name !== undefined) {
      const start = line.text.indexOf(name);
      observations.push({ kind: 'module', name, span: spanOf(line, start, start + name.length) });
    } else if (!head.test(line.text)) unread.push(line);
  }
  return { observations, unread };
}
