import { describe, expect, it } from 'vitest';
import { Capture } from '../../src/capture/capture.ts';
import type { ClockTime } from '../../src/capture/clock.ts';
import type { Line } from '../../src/capture/line.ts';
import type { CaptureListener, Envelope } from '../../src/capture/section.ts';
import { wordingsOf } from '../../src/grammar/declaration.ts';
import { Filler } from '../../src/grammar/filling.ts';
import type { Message } from '../../src/grammar/message.ts';
import { Reader } from '../../src/grammar/reader.ts';
import { speakers } from '../../src/grammar/speakers/index.ts';
import { lineListener } from './line-listener.ts';

const encoder = new TextEncoder();

/** `Wed Jun 11 19:19:44 2025`, so many seconds after midnight. */
function date(second: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const time = [Math.floor(second / 3600) % 24, Math.floor(second / 60) % 60, second % 60].map(two).join(':');
  return `Wed Jun 11 ${time} 2025`;
}

/** Lines after which a log counts as a long one. */
function beginning(): string[] {
  return Array.from({ length: 4_200 }, (_, at) =>
    at % 2 === 0
      ? `${date(at)} daemon.info dnsmasq[1]: query ${at}`
      : `${date(at)} daemon.notice netifd: wwan (${1000 + at}): udhcpc: sending discover`,
  );
}

interface Outcome {
  readonly messages: readonly Message[];
  readonly foreign: number;
  readonly unknown: readonly number[];
  /** Lines that were read as part of a long log. */
  readonly inRun: number;
  readonly lines: number;
}

/** Reads a text in chunks of so many bytes; `alone` makes every line come on its own. */
function read(text: string | Buffer, chunk: number, alone: boolean): Outcome {
  const messages: Message[] = [];
  const unknown: number[] = [];
  let foreign = 0;
  let inRun = 0;
  const ignore = (): undefined => undefined;
  const reader = new Reader({
    section: ignore,
    message: (message) => messages.push(message),
    copy: (message) => messages.push(message),
    config: ignore,
    observation: ignore,
    command: ignore,
    prose: ignore,
    foreign: () => {
      foreign += 1;
    },
    passedOver: (lines) => {
      foreign += lines;
    },
    unknown: ({ number }) => unknown.push(number),
    unknownOfRun: (number) => unknown.push(number),
    end: ignore,
  });
  const listener: CaptureListener = {
    section: (section) => reader.section(section),
    logLine: (line: Line, envelope: Envelope) => reader.logLine(line, envelope),
    textLine: (line) => reader.textLine(line),
    hears: (program) => alone || reader.hears(program),
    knows: (text) => reader.knows(text),
    runLine: (line) => {
      if (alone) return false;
      const isTaken = reader.runLine(line);
      if (isTaken) inRun += 1;
      return isTaken;
    },
    passedOver: (lines, lastLine) => {
      inRun += lines;
      reader.passedOver(lines, lastLine);
    },
    sectionNote: (line, note, command) => reader.sectionNote(line, note, command),
    end: () => reader.end(),
  };
  const capture = new Capture(listener);
  capture.source('router.log');
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  // One buffer for all chunks, as files are read.
  const buffer = Buffer.alloc(Math.min(chunk, bytes.length));
  for (let at = 0; at < bytes.length; at += chunk) {
    const length = bytes.copy(buffer, 0, at, at + chunk);
    capture.feed(buffer.subarray(0, length));
  }
  const { lines } = capture.endSource();
  capture.end();
  return { messages, foreign, unknown, inRun, lines };
}

/** A message with all that is told of it: what is written out when it is asked for is asked for. */
function plain(message: Message | undefined): unknown {
  if (message === undefined) return undefined;
  const { origin } = message;
  return {
    ...message,
    origin: {
      ...origin,
      clock: origin.clock === null ? null : clockOf(origin.clock),
      spans: origin.spans.map(({ source, line, column, length, text }) => ({
        source,
        line,
        column,
        length,
        text,
      })),
    },
  };
}

function clockOf({ seconds, hasYear, text }: ClockTime): ClockTime {
  return { seconds, hasYear, text };
}

/** Lines of many forms, in the middle of a long log. */
const odd = [
  `${date(5_000)} daemon.notice netifd: Interface 'wwan' is now up`,
  `${date(5_000)} daemon.notice netifd: Interface 'wwan' has link connectivity `,
  `${date(5_001)} daemon.notice netifd: wwan (2347): Command failed: Unknown error`,
  `${date(5_001)} daemon.notice netifd: wwan (02347): udhcpc: no lease, failing`,
  `${date(5_001)} daemon.notice netifd: wwan (2347):`,
  `${date(5_001)} daemon.notice netifd: nobody knows this`,
  `${date(5_002)} local2.info chat[77]:  -- got it`,
  `${date(5_002)} local2.info chat[77]: ^M`,
  `${date(5_002)} local2.info chat[077]: OK`,
  `${date(5_002)} daemon.info pppd[4294967296]: Exit.`,
  `${date(5_003)} kern.info kernel: [   31.402117] usb 1-1: USB disconnect, device number 2`,
  `${date(5_003)} kern.info kernel: [516.330000] 3g-modem: renamed from ppp0`,
  `${date(5_003)} kern.info kernel: [  516.330000] 3g-modem: renamed from ppp0`,
  `${date(5_003)} kern.info kernel: [00516.330000] 3g-modem: renamed from ppp0`,
  `${date(5_003)} kern.info kernel: [12345678.000001] 3g-modem: renamed from ppp12`,
  `${date(5_003)} kern.info kernel: [123456789.000001] 3g-modem: renamed from ppp12`,
  `${date(5_003)} kern.info kernel: [    8.084289][  T123] usb 1-1: USB disconnect, device number 2`,
  `${date(5_003)} kern.info kernel: [    8.0842891] usb 1-1: USB disconnect, device number 2`,
  `${date(5_003)} daemon.notice netifd[812]: wwan (2347): udhcpc: lease of 10.1.2.3 obtained, lease time 7200`,
  `${date(5_003)} daemon.notice netifd[812]: wwan (2347): udhcpc: lease of 10.1.2.7 obtained, lease time 7201`,
  `${date(5_003)} daemon.notice netifd[812]: wwan (2347): udhcpc: lease of 10.1.2.9 obtained, lease time 7202`,
  `${date(5_003)} daemon.notice netifd[812]: wwan (2347): udhcpc: lease of 900.1.2.9 obtained, lease time 72`,
  `${date(5_003)} daemon.notice netifd[812]: nobody knows 77 of these`,
  `${date(5_003)} daemon.notice netifd[812]: nobody knows 78 of these`,
  "Wed Jun 11 23:59:60 2025 daemon.notice netifd: Network device 'wwan0' link is up",
  `${date(5_003)} user.info kernel: [    8.084289] procd: - early -`,
  `${date(5_003)} kern.info kernel: usb 1-1: USB disconnect, device number 2`,
  '',
  'a line of something else',
  `${date(5_004)} daemon.notice netifd: wwan (2347): udhcpc: lease of 10.1.2.3 obtained, lease time 7200\r`,
  `${date(5_004)} daemon.notice netifd: wwän (2347): udhcpc: sending discover`,
  `${date(5_004)} daemon.notice pppd[9]: CHAP authentication succeeded: Grüße`,
  `${date(5_004)} daemon.info dnsmasq[1]: query of ünïcode`,
  `Wed Jun  1 00:00:01 2025 daemon.notice netifd: Interface 'wwan' is now down`,
  `${date(5_005)} [1770447832.008] daemon.notice netifd: Interface 'wwan' is now up`,
  `${date(5_005)}  daemon.notice netifd: Interface 'wwan' is now up`,
  `${date(5_005)} daemon.notice netifd Interface`,
  `${date(5_005)} daemon.notice`,
  `[   99.402117] usb 1-1: USB disconnect, device number 2`,
  `${date(5_006)} daemon.notice netifd: Interface '${'x'.repeat(5_000)}' is now up`,
  `${date(5_006)} user.notice Create Connection 1: Modem 1 Connected`,
];

describe('a long log', () => {
  const text = [...beginning(), ...odd, ...beginning(), ...odd.toReversed(), ...beginning()].join('\n');

  it.each([1_000_000, 65_536, 4_099, 777])('reads as its single lines do, in chunks of %i bytes', (chunk) => {
    const run = read(text, chunk, false);
    const alone = read(text, chunk, true);
    expect(run.inRun).toBeGreaterThan(6_000);
    expect(alone.inRun).toBe(0);
    expect(run.lines).toBe(alone.lines);
    expect(run.foreign).toBe(alone.foreign);
    expect(run.unknown).toEqual(alone.unknown);
    for (const [at, message] of run.messages.entries())
      expect(plain(message)).toEqual(plain(alone.messages[at]));
    expect(run.messages.length).toBe(alone.messages.length);
  });
});

/** Lines that look like those of a run, or that the run must not pass over. */
const misleading = [
  'a line of something else',
  `${date(6_000)} daemon.notice netifd[812]: wwan (02347): udhcpc: no lease, failing`,
  `${date(6_000)} daemon.notice netifd[812]: wwan (1234567890): udhcpc: no lease, failing`,
  `${date(6_000)} daemon.notice netifd[812]: wwan (2347):udhcpc: no lease, failing`,
  `${date(6_000)} daemon.info dnsmasq[12: Can't get file mode flags on stdin: `,
  `${date(6_000)} daemon.info dnsmasq[x]: Exit.`,
  'Wed Jun 31 00:10:00 2025 daemon.info dnsmasq[1]: query',
  'Wed Jun 11 00:1x:00 2025 daemon.info dnsmasq[1]: query',
  `${date(6_001)} daemon.notice netifd: Interface 'wwan' is now up${date(6_002)} local2.info chat[807]: BUSY`,
  `${date(6_001)} daemon.notice netifd: Interface &#x27;wwan&#x27; is now up`,
  `${date(6_001)} daemon.notice netifd: Interface 'wwan' is now up[/code]`,
  `${date(6_001)} daemon.notice netifd: Interface 'wwan' is now up^M`,
];

describe('a line of a long log', () => {
  it.each(misleading)('reads as it does alone: %s', (line) => {
    const text = [...beginning(), line, ...beginning(), line, ...beginning()].join('\n');
    const run = read(text, 1_000_000, false);
    const alone = read(text, 1_000_000, true);
    expect(run.inRun).toBeGreaterThan(6_000);
    expect([run.lines, run.foreign, run.unknown]).toEqual([alone.lines, alone.foreign, alone.unknown]);
    expect(run.messages.map(plain)).toEqual(alone.messages.map(plain));
  });
});

it('tells programs apart whose names differ in a digit', () => {
  const said = Array.from(
    { length: 9 },
    (_, at) => `${date(at)} daemon.notice netifd: wwan (2347): udhcpc${at}: lease obtained, lease time 7200`,
  );
  const text = [...beginning(), ...beginning(), ...said, ...said, ...said, ...beginning()].join('\n');
  const run = read(text, 1_000_000, false);
  const alone = read(text, 1_000_000, true);
  expect(alone.messages.filter(({ kind }) => kind === 'udhcpc6.lease').length).toBe(3);
  expect(run.messages.map(plain)).toEqual(alone.messages.map(plain));
  expect(run.unknown).toEqual(alone.unknown);
});

describe('a long log of Windows-1252', () => {
  it('shows the same characters, whatever a line says that nobody hears', () => {
    const said = [
      `${date(6_000)} daemon.info dnsmasq[1]: a query for f\xc3\xbcr`,
      `${date(6_000)} daemon.notice pppd[9]: CHAP authentication succeeded: caf\xe9`,
      `${date(6_000)} daemon.notice pppd[9]: CHAP authentication succeeded: f\xc3\xbcr caf\xe9`,
    ];
    const lines = [...beginning(), ...said, ...beginning(), ...said, ...beginning()];
    const text = Buffer.from(lines.join('\n'), 'latin1');
    const alone = read(text, 1_000_000, true).messages.map(plain);
    const run = read(text, 1_000_000, false);
    expect(run.inRun).toBeGreaterThan(6_000);
    expect(run.messages.map(plain)).toEqual(alone);
    expect(read(text, 997, false).messages.map(plain)).toEqual(alone);
    const words = run.messages
      .flatMap(({ fields }) => Object.values(fields))
      .filter((one) => /caf/.test(one));
    expect(words).toEqual(['café', 'für café', 'café', 'für café']);
  });
});

describe('what programs say in a long log', () => {
  /** Lines of all speakers with random values, each followed by twins that differ in digits only. */
  function spoken(seed: number): string[] {
    const filler = new Filler(seed);
    const wordings = speakers.flatMap((speaker) => wordingsOf(speaker).map((said) => ({ speaker, said })));
    let state = seed;
    const next = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return (state >>> 8) % below;
    };
    return Array.from({ length: 1_500 }, (_, at) => at).flatMap((at) => {
      const { speaker, said } = wordings[next(wordings.length)] ?? expect.unreachable();
      const body = filler.fill(said.template).text;
      const tag = speaker.tags[0] ?? 'netifd';
      const relay = speaker.relayed ? 'netifd: wwan (2347)' : tag;
      const kernel = `kernel: [${`${at}.000001`.padStart(12)}]`;
      return Array.from({ length: 4 }, () => {
        const twin = body.replace(/\d/g, (digit) => (next(3) === 0 ? String(next(10)) : digit));
        return `${date(5_000 + at)} daemon.notice ${tag === 'kernel' ? kernel : `${relay}:`} ${twin}`;
      });
    });
  }

  it.each([3, 77, 20_261])('is the same as in single lines, with seed %i', (seed) => {
    // Others are read on their own, and some lines have to come on end before a run goes on.
    const lines = spoken(seed).filter((line) => /^[ -~]*$/.test(line));
    const text = [...beginning(), ...lines].join('\n');
    const run = read(text, 65_536, false);
    const alone = read(text, 65_536, true);
    expect(run.inRun).toBeGreaterThan(lines.length / 2);
    expect(run.foreign).toBe(alone.foreign);
    expect(run.unknown).toEqual(alone.unknown);
    for (const [at, message] of run.messages.entries())
      expect(plain(message)).toEqual(plain(alone.messages[at]));
  });
});

describe('a paste', () => {
  it('is read line by line', () => {
    const lines = beginning().slice(0, 4_000).join('\n');
    expect(read(lines, 65_536, false).inRun).toBe(0);
  });
});

/** The programs that a capture asks about, in the middle of a long log. */
function askedAbout(lines: readonly string[]): string[] {
  const asked: string[] = [];
  const capture = new Capture(
    lineListener({
      hears: (program) => {
        asked.push(program);
        return false;
      },
    }),
  );
  capture.source('router.log');
  const bytes = encoder.encode(`${[...beginning(), ...beginning(), ...lines].join('\n')}\n`);
  for (let at = 0; at < bytes.length; at += 65_536) capture.feed(bytes.subarray(at, at + 65_536));
  capture.endSource();
  return asked;
}

it('asks once whether a program is heard', () => {
  expect(askedAbout(beginning()).toSorted()).toEqual(['dnsmasq', 'netifd']);
});

it('asks anew rather than look through many heads that begin alike', () => {
  const lines = Array.from(
    { length: 100 },
    (_, at) => `${date(at)} daemon.notice program-${at}: says something`,
  );
  expect(askedAbout([...lines, ...lines]).length).toBe(2 + 2 * lines.length);
});
