import type { Line } from '../../capture/line.ts';
import { type Span, spanOf } from '../../capture/position.ts';
import type { Section } from '../../capture/section.ts';
import type { BlockReading, Unplaced } from './block.ts';
import { callsOf } from './printing-calls.ts';

/** `Downloading 'http://openwrt.org/'`, `--2024-05-03 11:02:11--  https://openwrt.org/` */
const begins = /^\s*(?:Downloading '|--\d{4}-\d\d-\d\d [\d:]{8}--\s+)(https?:\/\/[^\s']{1,500})/;

/** `curl: (6) Could not resolve host: openwrt.org`, `wget: download timed out` */
const fails = /^\s*(?:curl: \(\d{1,3}\)|wget:) (\S.*?)\s*$/;

/** `Failed to send request: Operation not permitted`, `Connection error: Connection failed`: uclient-fetch. */
const uclientFails = /^\s*((?:Failed to |Connection error: |Connection reset |HTTP error )\S.*?)\s*$/;

/** `Download completed (12 bytes)`, `HTTP/1.1 204 No Content`, `HTTP request sent, awaiting response... 200 OK` */
const done =
  /^\s*(?:Download completed \(|HTTP\/[\d.]{1,3} \d{3}\b|HTTP request sent, awaiting response\.\.\. \d{3})/;

/** `Connecting to openwrt.org (203.0.113.7:80)`, `Connecting to openwrt.org|203.0.113.7|:443... failed: Network unreachable.` */
const connects = /^\s*(?:Connecting to|Resolving) ([^\s|]{1,255}?)(?::\d{1,5})?(?:[\s|].*)?$/;

interface Draft {
  target: string | null;
  done: boolean | null;
  failure: string | null;
  span: Span;
}

/**
 * Reads what `curl`, `wget` and `uclient-fetch` say of a download. Any answer of a server counts as done: the packets came
 * back. Sources: curl tool_operate.c, busybox networking/wget.c, OpenWrt uclient-fetch.c.
 */
export function readFetches(lines: readonly Line[], section: Section): BlockReading {
  const drafts: Draft[] = [];
  const unread: Line[] = [];
  const targets = callsOf(section, 'curl', 'wget', 'uclient-fetch').flatMap(
    (call) => call.arguments.find(isTarget) ?? [],
  );
  const open = (line: Line, target: string | null): Draft => {
    const draft: Draft = {
      target: target ?? targets[drafts.length] ?? null,
      done: null,
      failure: null,
      span: wordsOf(line),
    };
    drafts.push(draft);
    return draft;
  };
  const present = (line: Line): Draft => {
    const last = drafts.at(-1);
    return last === undefined || last.done !== null ? open(line, null) : last;
  };
  for (const line of lines) {
    const { text } = line;
    const begun = begins.exec(text);
    const failed = fails.exec(text) ?? uclientFails.exec(text);
    const connected = connects.exec(text);
    const inPlace =
      /^\s*(?:Connecting to|Resolving) .*?(?:failed: |: )((?:Network|Connection|No route|Temporary|Name)\b.*?)\.?\s*$/.exec(
        text,
      );
    if (begun !== null) {
      open(line, begun[1] ?? null);
    } else if (failed !== null || inPlace !== null) {
      const draft = present(line);
      draft.failure = (failed ?? inPlace)?.[1] ?? '';
      draft.done = false;
      draft.span = wordsOf(line);
    } else if (done.test(text)) {
      const draft = present(line);
      draft.done = true;
      draft.span = wordsOf(line);
    } else if (connected !== null) {
      const draft = present(line);
      draft.target ??= connected[1] ?? null;
    } else {
      unread.push(line);
    }
  }
  return { observations: drafts.map((draft): Unplaced => ({ kind: 'fetch', ...draft })), unread };
}

/** `https://openwrt.org`, `openwrt.org` */
function isTarget(word: string): boolean {
  return /^(?:https?:\/\/\S+|[\w-]+(?:\.[\w-]+)+(?:\/\S*)?)$/.test(word);
}

function wordsOf(line: Line): Span {
  return spanOf(line, line.text.search(/\S/), line.text.trimEnd().length);
}
