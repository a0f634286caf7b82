import type { Line } from '../../capture/line.ts';
import { spanOf } from '../../capture/position.ts';
import type { BlockReading, Unplaced } from './block.ts';

/** `  PID USER       VSZ STAT COMMAND` */
const head = /^\s*(?:[\w%+]+\s+){0,14}(?:COMMAND|CMD|Command)\s*$/;

/** What top prints above its table. */
const summary = /^\s*(?:Mem:|CPU:|Load average:|top - |Tasks:|%Cpu|[KM]iB )/;

/**
 * Rows where no head tells the columns, in this order: busybox ps (` 1234 root      1496 S    udhcpc -p …`), busybox top
 * (` 1234     1 root     S     1496   2%   0% udhcpc -p …`), `ps aux`, `ps -ef`, plain `ps` of procps.
 */
const rows: readonly RegExp[] = [
  /^\s*(?<pid>\d{1,7})\s+\D\S*\s+\d+(?:\.\d+)?[mgk]?\s+[DIRSTtWXZ][<NLsl+W]{0,3}(?:\s+[<N])?\s+(?<command>\S.*)$/,
  /^\s*(?<pid>\d{1,7})\s+\d{1,7}\s+\D\S*\s+[DIRSTtWXZ][<NLsl+W]{0,3}(?:\s+[<N])?\s+\d+[mgk]?\s+[\d.]+%?\s+(?:\d\s+)?[\d.]+%?\s+(?<command>\S.*)$/,
  /^\s*\S+\s+(?<pid>\d{1,7})\s+[\d.]+\s+[\d.]+\s+\d+\s+\d+\s+\S+\s+[DIRSTtWXZ]\S*\s+\S+\s+\d+:\d\d\s+(?<command>\S.*)$/,
  /^\s*\S+\s+(?<pid>\d{1,7})\s+\d{1,7}\s+\d+\s+\S+\s+\S+\s+[\d:-]+\s+(?<command>\S.*)$/,
  /^\s*(?<pid>\d{1,7})\s+(?:pts\/\d+|tty\w*|\?)\s+(?:[DIRSTtWXZ]\S*\s+)?[\d:-]+\s+(?<command>\S.*)$/,
];

/** Reads `ps` of busybox and procps, and one screen of `top`. Never throws. */
export function readProcessListing(lines: readonly Line[]): BlockReading {
  const observations: Unplaced[] = [];
  const unread: Line[] = [];
  for (const line of lines) {
    const { text } = line;
    if (head.test(text) || summary.test(text)) continue;
    const groups = rows.map((row) => row.exec(text)?.groups).find((found) => found !== undefined);
    const command = groups?.['command']?.trimEnd();
    if (command === undefined) {
      unread.push(line);
      continue;
    }
    const end = text.trimEnd().length;
    observations.push({
      kind: 'process',
      pid: Number(groups?.['pid']),
      command,
      node: null,
      span: spanOf(line, end - command.length, end),
    });
  }
  return { observations, unread };
}
