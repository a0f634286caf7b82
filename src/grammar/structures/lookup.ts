import type { Line } from '../../capture/line.ts';
import { type Span, spanOf } from '../../capture/position.ts';
import type { Section } from '../../capture/section.ts';
import type { BlockReading, Unplaced } from './block.ts';
import { callsOf } from './printing-calls.ts';
import type { ShellCall } from './shell-line.ts';

/** `Server:		127.0.0.1`, `;; SERVER: 127.0.0.1#53(127.0.0.1)` */
const server = /^\s*(?:;; )?(?:Server|SERVER):\s+(\S{1,255}?)(?:#\d{1,5})?(?:\(.*)?\s*$/;

/** `Name:	openwrt.org` */
const name = /^\s*Name:\s+(\S{1,255})\s*$/;

/** `Address 1: 203.0.113.7 www.example.org`, `Address:	127.0.0.1#53`, `Address: 2001:db8::7` */
const address = /^\s*Address(?:es)?(?: \d{1,3})?:\s+([\da-fA-F.:]{2,45})/;

/** `openwrt.org has address 203.0.113.7`, `openwrt.org	internet address = 203.0.113.7` */
const plainAddress =
  /^\s*\S{1,255}\s+(?:has (?:IPv6 )?address|internet address =|has AAAA address) ([\da-fA-F.:]{2,45})\s*$/;

/** `** server can't find openwrt.org: NXDOMAIN`, `*** Can't find openwrt.org: No answer` */
const notFound = /^\s*\*{2,3} (?:server can't find|Can't find) (\S{1,255}?): (\S.*?)\s*$/;

/** `nslookup: can't resolve 'openwrt.org': Try again`, `nslookup: write to '127.0.0.1': Connection refused` */
const refused = /^\s*nslookup: (\S.*?)\s*$/;

/** `;; connection timed out; no servers could be reached` */
const timedOut = /^\s*;; ((?:connection timed out|communications error).*?)\s*$/;

/** `;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 11` */
const digStatus = /->>HEADER<<-.*\bstatus: ([A-Z]{2,12})/;

/** `;openwrt.org.	IN	A` */
const question = /^\s*;(\S{1,255})\.\s+IN\s+[A-Z]/;

/** `openwrt.org.	300	IN	A	203.0.113.7` */
const record = /^\s*[^\s;]\S{0,254}\.\s+(?:\d{1,9}\s+)?IN\s+A{1,4}\s+([\da-fA-F.:]{2,45})\s*$/;

interface Draft {
  name: string;
  server: string | null;
  readonly addresses: string[];
  failure: string | null;
  /** The line that tells the outcome, the first one before it is told. */
  span: Span;
  /** The line that tells the failure. */
  failedAt: Span | null;
  /** It has got so far that the next address is an answer, not the server's. */
  answering: boolean;
}

/**
 * Reads `nslookup` of busybox, old and new, and of bind, and `dig`: one result per question. Sources: busybox
 * networking/nslookup.c, bind9 bin/dig.
 */
export function readLookups(lines: readonly Line[], section: Section): BlockReading {
  const drafts: Draft[] = [];
  const unread: Line[] = [];
  const calls = callsOf(section, 'nslookup', 'dig', 'host');
  const open = (line: Line): Draft => {
    const draft: Draft = {
      name: nameIn(calls[drafts.length] ?? calls[0]) ?? '',
      server: null,
      addresses: [],
      failure: null,
      span: wordsOf(line),
      failedAt: null,
      answering: false,
    };
    drafts.push(draft);
    return draft;
  };
  const present = (line: Line): Draft => drafts.at(-1) ?? open(line);
  for (const line of lines) {
    const { text } = line;
    const serves = server.exec(text);
    const named = name.exec(text);
    const addressed = address.exec(text);
    const missing = notFound.exec(text);
    const failed = refused.exec(text) ?? timedOut.exec(text);
    const answered = record.exec(text) ?? plainAddress.exec(text);
    const asked = question.exec(text);
    const status = digStatus.exec(text);
    if (serves !== null) {
      // dig names its server behind the answer, nslookup before it.
      const draft = /;; SERVER/.test(text) ? present(line) : open(line);
      draft.server = serves[1] ?? null;
    } else if (named !== null) {
      const draft = present(line);
      draft.name = named[1] ?? '';
      draft.answering = true;
    } else if (addressed !== null) {
      const draft = present(line);
      if (draft.answering) addAddress(draft, addressed[1] ?? '', line);
    } else if (missing !== null) {
      const isOther = present(line).addresses.length > 0 && present(line).name !== missing[1];
      const draft = isOther ? open(line) : present(line);
      draft.name = missing[1] ?? '';
      fail(draft, missing[2] ?? '', line);
    } else if (failed !== null) {
      const draft = present(line);
      const words = failed[1] ?? '';
      draft.name = /can't resolve '([^']+)'/.exec(words)?.[1] ?? draft.name;
      fail(draft, words, line);
    } else if (/<<>> DiG/.test(text)) {
      const draft = open(line);
      draft.name = /<<>> DiG \S+ <<>> (?:[@+-]\S+ )*([^\s@+-]\S*)/.exec(text)?.[1] ?? draft.name;
    } else if (status !== null) {
      const draft = present(line);
      if (status[1] !== 'NOERROR') fail(draft, status[1] ?? '', line);
    } else if (asked !== null) {
      present(line).name = asked[1] ?? '';
    } else if (answered !== null) {
      addAddress(present(line), answered[1] ?? '', line);
    } else if (!/^\s*(?:;|Non-authoritative answer:|\S+\s+canonical name =|\S+\.\s+\d+\s+IN\s)/.test(text)) {
      unread.push(line);
    }
  }
  return {
    observations: drafts.map(resultOf),
    unread,
  };
}

/**
 * A name was resolved, or it was not. Beside a failure, the address of the server itself is no answer; beside an answer, the
 * failure is about the name of the server, or about addresses of another kind. Source: busybox networking/nslookup.c.
 */
function resultOf({ answering: _, failedAt, ...draft }: Draft): Unplaced {
  if (failedAt === null) return { kind: 'lookup', ...draft };
  const isResolved = draft.addresses.some((found) => !isServer(found, draft.server));
  return isResolved
    ? { kind: 'lookup', ...draft, failure: null }
    : { kind: 'lookup', ...draft, addresses: [], span: failedAt };
}

/** `127.0.0.1:53` of the server `127.0.0.1`. */
function isServer(found: string, server: string | null): boolean {
  return server !== null && (found === server || found.replace(/:\d{1,5}$/, '') === server);
}

function addAddress(draft: Draft, found: string, line: Line): void {
  if (draft.addresses.length === 0) draft.span = wordsOf(line);
  draft.addresses.push(found);
}

function fail(draft: Draft, words: string, line: Line): void {
  draft.failure ??= words;
  draft.failedAt ??= wordsOf(line);
  if (draft.addresses.length === 0) draft.span = wordsOf(line);
}

function wordsOf(line: Line): Span {
  return spanOf(line, line.text.search(/\S/), line.text.trimEnd().length);
}

/** The name to look up is the first word that is no option and no server. */
function nameIn(call: ShellCall | undefined): string | null {
  return call?.arguments.find((word) => !/^[-+@]/.test(word)) ?? null;
}
