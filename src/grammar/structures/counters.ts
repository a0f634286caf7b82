import type { Line } from '../../capture/line.ts';
import { spanOf } from '../../capture/position.ts';
import type { BlockReading, Unplaced } from './block.ts';

/** ` wwan0:       0       0    0    0    0     0          0         0     4321      22 …`; large numbers touch the name. */
const row =
  /^\s*(?<device>[\w.@-]{1,32}):\s*(?<rx>\d{1,20})(?:\s+\d{1,20}){7}\s+(?<tx>\d{1,20})(?:\s+\d{1,20}){7}\s*$/;

/** Reads `/proc/net/dev`: bytes received and sent. Source: linux net/core/net-procfs.c. Never throws. */
export function readCounters(lines: readonly Line[]): BlockReading {
  const observations = lines.flatMap((line): readonly Unplaced[] => {
    const found = row.exec(line.text)?.groups;
    if (found === undefined) return [];
    return [
      {
        kind: 'counters',
        device: found['device'] ?? '',
        rxBytes: Number(found['rx']),
        txBytes: Number(found['tx']),
        span: spanOf(line, line.text.search(/\S/), line.text.trimEnd().length),
      },
    ];
  });
  return { observations, unread: [] };
}
