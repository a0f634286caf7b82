import { describe, expect, it } from 'vitest';
import { Capture } from '../../src/capture/capture.ts';
import type { Line } from '../../src/capture/line.ts';
import type { CaptureListener, Envelope } from '../../src/capture/section.ts';
import type { Message } from '../../src/grammar/message.ts';
import { Reader } from '../../src/grammar/reader.ts';
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
function read(text: string, chunk: number, alone: boolean): Outcome {
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
    end: () => reader.end(),
  };
  const capture = new Capture(listener);
  capture.source('router.log');
  const bytes = encoder.encode(text);
  for (let at = 0; at < bytes.length; at += chunk) capture.feed(bytes.subarray(at, at + chunk));
  const { lines } = capture.endSource();
  capture.end();
  return { messages, foreign, unknown, inRun, lines };
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
    for (const [at, message] of run.messages.entries()) expect(message).toEqual(alone.messages[at]);
    expect(run.messages.length).toBe(alone.messages.length);
  });
});

describe('a paste', () => {
  it('is read line by line', () => {
    const lines = beginning().slice(0, 4_000).join('\n');
    expect(read(lines, 65_536, false).inRun).toBe(0);
  });
});

it('asks once whether a program is heard', () => {
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
  const bytes = encoder.encode(`${[...beginning(), ...beginning(), ...beginning()].join('\n')}\n`);
  for (let at = 0; at < bytes.length; at += 65_536) capture.feed(bytes.subarray(at, at + 65_536));
  capture.endSource();
  expect(asked.toSorted()).toEqual(['dnsmasq', 'netifd']);
});
