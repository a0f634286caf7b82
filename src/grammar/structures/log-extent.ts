import type { Line } from '../../capture/line.ts';
import { spanOf } from '../../capture/position.ts';
import type { BlockReading } from './block.ts';

/** `lines of the log: 612` */
const row =
  /^\s*(?<name>number of its last line|lines of the log|the log begins|the log goes back to the start of the router): (?<value>\S.*)$/;

/** Reads how far back the log goes, as the collection of this program tells it. */
export function readLogExtent(lines: readonly Line[]): BlockReading {
  const told = new Map<string, { readonly value: string; readonly line: Line }>();
  for (const line of lines) {
    const { name, value } = row.exec(line.text)?.groups ?? {};
    if (name !== undefined && value !== undefined) told.set(name, { value: value.trim(), line });
  }
  const count = told.get('lines of the log');
  if (count === undefined) return { observations: [], unread: lines };
  const { line, value } = told.get('the log begins') ?? count;
  const last = told.get('number of its last line')?.value;
  const boot = told.get('the log goes back to the start of the router')?.value;
  return {
    observations: [
      {
        kind: 'log-extent',
        lines: Number(count.value),
        last: last === undefined ? null : Number(last),
        begins: told.has('the log begins') ? value : null,
        hasBoot: boot === undefined ? null : boot === 'yes',
        span: spanOf(line, line.text.search(/\S/), line.text.trimEnd().length),
      },
    ],
    unread: [],
  };
}
