import type { Line } from '../../capture/line.ts';
import { spanOf } from '../../capture/position.ts';
import type { BlockReading, Unplaced } from './block.ts';

/** `<ConnectionStatus>901</ConnectionStatus>` */
const element = /<([A-Za-z]\w{0,40})>([^<>]{0,200})<\/\1>/g;

/** Lines with nothing but the frame around the elements. */
const frame = /^\s*(?:<\?xml[^>]*>\s*)?(?:<\/?[A-Za-z]\w{0,40}\s*\/?>\s*)?$/;

/**
 * Reads the status pages of Huawei's HiLink sticks: one value per element of the answer to `/api/monitoring/status` and
 * its neighbours. Keys are the names of the elements; empty ones are no facts.
 */
export function readHilinkStatus(lines: readonly Line[]): BlockReading {
  const observations: Unplaced[] = [];
  const unread: Line[] = [];
  for (const line of lines) {
    let found = false;
    for (const { 0: whole, 1: key = '', 2: value = '', index } of line.text.matchAll(element)) {
      found = true;
      if (value.trim() === '') continue;
      observations.push({
        kind: 'modem-fact',
        tool: 'hilink',
        subject: null,
        key,
        value: value.trim(),
        span: spanOf(line, index, index + whole.length),
      });
    }
    if (!found && !frame.test(line.text)) unread.push(line);
  }
  return { observations, unread };
}
