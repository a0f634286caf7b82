import type { Line } from '../../capture/line.ts';
import { type Span, spanOf } from '../../capture/position.ts';
import type { Section } from '../../capture/section.ts';
import type { BlockReading, Unplaced } from './block.ts';
import { callsOf, optionOf } from './printing-calls.ts';
import type { ShellCall } from './shell-line.ts';

/** `PING 1.1.1.1 (1.1.1.1) from 10.64.0.2 wwan0: 56(84) bytes of data.` */
const head =
  /^\s*PING (\S{1,255}?)(?: ?\([\da-f.:%\w-]{1,60}\))?(?: from (\S{1,60}?)(?: (\S{1,32}?))?)?:? \d{1,5}(?:\(\d{1,5}\))? (?:data bytes|bytes of data)/;

/** `64 bytes from one.one.one.one (1.1.1.1): icmp_seq=1 ttl=55 time=41.2 ms` */
const answer = /^\s*\d{1,5} bytes from (\S{1,255}?)(?: \((\S{1,60})\))?:? (?:icmp_)?(?:seq|req)=\d/;

/** `--- 1.1.1.1 ping statistics ---` */
const end = /^\s*(?:\^C)?-{2,3} ?(\S{1,255}) ping6? statistics ?-{2,3}\s*$/;

/** `4 packets transmitted, 0 packets received, 100% packet loss`, `4 packets transmitted, 4 received, 0% packet loss` */
const statistics = /^\s*(\d{1,9}) packets transmitted, (\d{1,9}) (?:packets )?received\b/;

/** `ping: sendto: Network unreachable`, `connect: Network is unreachable` */
const failure = /^\s*(?:ping6?: )?(\S.*?)\s*$/;

/** `bad address 'openwrt.org'`, `unknown host openwrt.org`, `openwrt.org: Name or service not known` */
const failedName =
  /^(?:bad address '([^']{1,255})'|unknown host (\S{1,255})|(?!(?:sendto|sendmsg|connect|socket)\b)(\S{1,255}): )/;

/** `From 10.64.0.2 icmp_seq=1 Destination Host Unreachable` */
const unreachable = /^\s*From \S{1,255}(?: \(\S{1,60}\))?:? icmp_seq=\d{1,9} (\S.*?)\s*$/;

/** Lines that add nothing: the times, `^C`, answers that are late. */
const idle = /^\s*(?:(?:round-trip|rtt) min\/avg\/max|\^C\s*$|no answer yet)/;

/** One run of ping while its lines are read. */
interface Draft {
  target: string;
  sent: number | null;
  received: number | null;
  answers: number;
  readonly device: string | null;
  failure: string | null;
  /** The most telling line so far: the statistics, then a failure, then an answer, then the head. */
  span: Span;
  ended: boolean;
}

/** Reads what `ping` of busybox and of iputils prints: one result per run. */
export function readPings(lines: readonly Line[], section: Section): BlockReading {
  const drafts: Draft[] = [];
  const unread: Line[] = [];
  const calls = callsOf(section, 'ping', 'ping6');
  const open = (line: Line, target: string | null, device: string | null): Draft => {
    const call = calls[drafts.length] ?? calls[0];
    const draft: Draft = {
      target: target ?? targetOf(call) ?? '',
      sent: null,
      received: null,
      answers: 0,
      device: device ?? optionOf(call, '-I'),
      failure: null,
      span: wordsOf(line),
      ended: false,
    };
    drafts.push(draft);
    return draft;
  };
  const present = (): Draft | null => {
    const last = drafts.at(-1);
    return last === undefined || last.ended ? null : last;
  };
  for (const line of lines) {
    const { text } = line;
    const begun = head.exec(text);
    const answered = answer.exec(text);
    const ended = end.exec(text);
    const counted = statistics.exec(text);
    const refused = unreachable.exec(text);
    if (begun !== null) {
      open(line, begun[1] ?? null, begun[3] ?? begun[2] ?? null);
    } else if (answered !== null) {
      const draft = present() ?? open(line, answered[2] ?? answered[1] ?? null, null);
      draft.answers += 1;
      if (draft.answers === 1) draft.span = wordsOf(line);
    } else if (ended !== null) {
      const draft = present() ?? open(line, ended[1] ?? null, null);
      if (draft.target === '') draft.target = ended[1] ?? '';
    } else if (counted !== null) {
      const draft = present() ?? open(line, null, null);
      draft.sent = Number(counted[1]);
      draft.received = Number(counted[2]);
      draft.span = wordsOf(line);
      draft.ended = true;
    } else if (refused !== null) {
      const draft = present() ?? open(line, null, null);
      draft.failure ??= refused[1] ?? null;
    } else if (idle.test(text)) {
      // Times and breaks say nothing that the statistics do not.
    } else if (/^\s*(?:ping6?|connect): \S/.test(text)) {
      const words = failure.exec(text)?.[1] ?? '';
      const [, address, host, name] = failedName.exec(words) ?? [];
      const draft = present() ?? open(line, address ?? host ?? name ?? null, null);
      draft.failure ??= words;
      if (draft.answers === 0) draft.span = wordsOf(line);
    } else {
      unread.push(line);
    }
  }
  return {
    observations: drafts.map(
      ({ target, sent, received, answers, device, failure: complaint, span }): Unplaced => ({
        kind: 'ping',
        target,
        sent,
        received: received ?? (answers > 0 ? answers : null),
        device,
        failure: complaint,
        span,
      }),
    ),
    unread,
  };
}

function wordsOf(line: Line): Span {
  return spanOf(line, line.text.search(/\S/), line.text.trimEnd().length);
}

/** Options of ping with a value behind them. Source: busybox ping usage, ping(8) of iputils. */
const valued = /^-[cisIWwtpQmMSlFN]$/;

function targetOf(call: ShellCall | undefined): string | null {
  const words = call?.arguments ?? [];
  return words.find((word, place) => !word.startsWith('-') && !valued.test(words[place - 1] ?? '')) ?? null;
}
