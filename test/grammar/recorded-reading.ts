import { Capture } from '../../src/capture/capture.ts';
import type { Line } from '../../src/capture/line.ts';
import type { Section } from '../../src/capture/section.ts';
import type { Message } from '../../src/grammar/message.ts';
import type { Observation } from '../../src/grammar/observation.ts';
import { Reader } from '../../src/grammar/reader.ts';
import type { TypedCommand } from '../../src/grammar/reading.ts';
import type { UciSection } from '../../src/grammar/structures/uci-section.ts';

/** Everything that the grammar told of a capture. */
export interface RecordedReading {
  readonly sections: readonly Section[];
  readonly messages: readonly Message[];
  readonly copies: readonly Message[];
  readonly configs: readonly UciSection[];
  readonly observations: readonly Observation[];
  readonly commands: readonly TypedCommand[];
  readonly prose: readonly Line[];
  readonly foreign: readonly Line[];
  /** Foreign lines of long logs, which are only counted. */
  readonly passedOver: number;
  readonly unknown: readonly Line[];
  /** Numbers of such lines of long logs. */
  readonly unknownOfRun: readonly number[];
  readonly ends: number;
}

/** Reads whole sources. */
export function readBytes(sources: Readonly<Record<string, Uint8Array>>): RecordedReading {
  const sections: Section[] = [];
  const messages: Message[] = [];
  const copies: Message[] = [];
  const configs: UciSection[] = [];
  const observations: Observation[] = [];
  const commands: TypedCommand[] = [];
  const prose: Line[] = [];
  const foreign: Line[] = [];
  const unknown: Line[] = [];
  let passedOver = 0;
  const unknownOfRun: number[] = [];
  let ends = 0;
  const capture = new Capture(
    new Reader({
      section: (section) => sections.push(section),
      message: (message) => messages.push(message),
      copy: (message) => copies.push(message),
      config: (section) => configs.push(section),
      observation: (observation) => observations.push(observation),
      command: (command) => commands.push(command),
      prose: (line) => prose.push(line),
      foreign: (line) => foreign.push(line),
      passedOver: (lines) => {
        passedOver += lines;
      },
      unknownOfRun: (line) => unknownOfRun.push(line),
      unknown: (line) => unknown.push(line),
      end: () => {
        ends += 1;
      },
    }),
  );
  for (const [name, bytes] of Object.entries(sources)) {
    capture.source(name);
    capture.feed(bytes);
    capture.endSource();
  }
  capture.end();
  return {
    sections,
    messages,
    copies,
    configs,
    observations,
    commands,
    prose,
    foreign,
    passedOver,
    unknown,
    unknownOfRun,
    ends,
  };
}

/** Reads lines as one source. */
export function readLines(...lines: readonly string[]): RecordedReading {
  return readBytes({ 'post.txt': new TextEncoder().encode(lines.join('\n')) });
}

/** The messages of lines that are all understood; what is not is a mistake of the test. */
export function messagesOf(...lines: readonly string[]): readonly [Message, ...Message[]] {
  const { messages, unknown, foreign } = readLines(...lines);
  const missed = [...unknown, ...foreign].map(({ text }) => text);
  if (missed.length > 0) throw new Error(`not understood: ${missed.join(' | ')}`);
  const [first, ...others] = messages;
  if (first === undefined) throw new Error('no message');
  return [first, ...others];
}
