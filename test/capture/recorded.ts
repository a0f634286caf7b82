import { Capture, type SourceSummary } from '../../src/capture/capture.ts';
import type { Line } from '../../src/capture/line.ts';
import type { CaptureListener, Envelope, Section } from '../../src/capture/section.ts';
import { lineListener } from './line-listener.ts';

/** A section with what the listener was told of it. */
export interface RecordedSection {
  readonly section: Section;
  readonly lines: { readonly line: Line; readonly envelope: Envelope | null }[];
}

export interface Recorded {
  readonly sections: readonly RecordedSection[];
  readonly summaries: readonly SourceSummary[];
  readonly ends: number;
}

/**
 * Runs whole sources through a capture, each in the given chunks, and writes down what comes out.
 *
 * @param knows what is known of a text; nothing where it is left out
 */
export function record(
  sources: Readonly<Record<string, readonly Uint8Array[]>>,
  knows: CaptureListener['knows'] = () => null,
): Recorded {
  const sections: RecordedSection[] = [];
  let ends = 0;
  const add = (line: Line, envelope: Envelope | null): void => {
    const current = sections.at(-1);
    if (current === undefined) throw new Error('a line before the first section');
    current.lines.push({ line, envelope });
  };
  const capture = new Capture(
    lineListener({
      section: (section) => sections.push({ section, lines: [] }),
      logLine: add,
      textLine: (line) => add(line, null),
      knows,
      end: () => {
        ends += 1;
      },
    }),
  );
  const summaries = Object.entries(sources).map(([name, chunks]) => {
    capture.source(name);
    for (const chunk of chunks) capture.feed(chunk);
    return capture.endSource();
  });
  capture.end();
  return { sections, summaries, ends };
}

export function recordText(text: string, knows?: CaptureListener['knows']): readonly RecordedSection[] {
  return record({ 'post.txt': [new TextEncoder().encode(text)] }, knows).sections;
}

/** One line per section: kind, first line, number of lines, and the command in front of `<-`. */
export function outline(sections: readonly RecordedSection[]): readonly string[] {
  return sections.map(({ section, lines }) => {
    const head = `${section.kind} @${section.firstLine} +${lines.length}`;
    return section.command === null ? head : `${head} <- ${section.command.text}`;
  });
}
