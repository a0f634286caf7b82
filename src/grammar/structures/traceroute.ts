import type { Line } from '../../capture/line.ts';
import { type Span, spanOf } from '../../capture/position.ts';
import type { BlockReading, Unplaced } from './block.ts';

/** `traceroute to openwrt.org (203.0.113.7), 30 hops max, 46 byte packets` */
const head = /^\s*traceroute6? to (\S{1,255}) \(\S{1,60}\)/;

/** ` 1  gateway (192.168.8.1)  0.598 ms …`, ` 1  192.168.8.1  0.598 ms`, ` 2  * * *` */
const hop = /^\s*\d{1,2}\s+(?:\*\s+){0,4}(?:(\S{1,255}?)(?: \((\S{1,60})\))?\s+[\d.]+ ms|\*)/;

/** `traceroute: bad address 'openwrt.org'` */
const failure = /^\s*traceroute6?: (\S.*?)\s*$/;

interface Draft {
  readonly target: string;
  readonly hops: (string | null)[];
  failure: string | null;
  readonly span: Span;
}

/** Reads `traceroute`, also where only its first lines were copied. Source: busybox networking/traceroute.c. */
export function readTraces(lines: readonly Line[]): BlockReading {
  const drafts: Draft[] = [];
  const unread: Line[] = [];
  for (const line of lines) {
    const begun = head.exec(line.text);
    const next = hop.exec(line.text);
    const failed = failure.exec(line.text);
    const draft = drafts.at(-1);
    const span = spanOf(line, line.text.search(/\S/), line.text.trimEnd().length);
    if (begun !== null) {
      drafts.push({ target: begun[1] ?? '', hops: [], failure: null, span });
    } else if (next !== null && draft !== undefined) {
      draft.hops.push(next[2] ?? next[1] ?? null);
    } else if (failed !== null) {
      const words = failed[1] ?? '';
      if (draft === undefined)
        drafts.push({ target: /'([^']+)'/.exec(words)?.[1] ?? '', hops: [], failure: words, span });
      else draft.failure ??= words;
    } else {
      unread.push(line);
    }
  }
  return { observations: drafts.map((draft): Unplaced => ({ kind: 'trace', ...draft })), unread };
}
