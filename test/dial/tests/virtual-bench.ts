import type { CollectedSection } from '../../../src/collect/router/collected-section.ts';
import { sectionText } from '../../../src/collect/router/section-text.ts';
import { Diagnoser } from '../../../src/diagnosis.ts';
import { AtClient } from '../../../src/dial/at/at-client.ts';
import { readOnly } from '../../../src/dial/at/at-permits.ts';
import { type Bench, type LiveFacts, nothingFound } from '../../../src/dial/live-test.ts';
import { surveyOf } from '../../../src/dial/router/survey.ts';
import type { Subject } from '../../../src/dial/subject.ts';
import type { VirtualPort } from '../at/virtual-port.ts';

export interface VirtualBench extends Bench {
  /** What every port was sent, in order. */
  readonly sent: readonly string[];
  /** All that the tests heard, as it becomes part of the capture. */
  captured(): string;
}

export interface VirtualBenchOptions {
  readonly subject: Subject;
  /** Opens the AT port; null where the modem has none that answers. */
  readonly open: (() => VirtualPort) | null;
  /** What tools of the router print, by their command. */
  readonly prints?: (command: string) => string;
}

/** A router with a virtual modem: a test without a connection between. */
export function virtualBench({ subject, open, prints = () => '' }: VirtualBenchOptions): VirtualBench {
  const sections: CollectedSection[] = [];
  const sent: string[] = [];
  const facts: LiveFacts = { ...nothingFound(), atPort: open === null ? null : '/dev/ttyUSB2' };
  const texts = () => sections.map((section) => sectionText(section, 'router'));
  return {
    subject,
    survey: surveyOf('over'),
    signal: new AbortController().signal,
    facts,
    sent,
    captured: () =>
      texts()
        .map((text) => Buffer.from(text).toString('utf8'))
        .join('\n'),
    run({ name, command }) {
      const output = Buffer.from(prints(command));
      const end = { how: 'exited', code: 0 } as const;
      const section: CollectedSection = { name, command, startedAt: 0, seconds: 0, end, output };
      sections.push(section);
      return Promise.resolve(section);
    },
    async talk(_, work, { texts: named = [], ...terms } = {}) {
      if (open === null) throw new Error('There is no port.');
      const port = open();
      const client = new AtClient(port, {
        permits: { ...readOnly, texts: new Set(named) },
        device: { usbId: subject.usbId, model: null },
        ...terms,
      });
      try {
        return await work(client);
      } finally {
        await client.close();
        sent.push(...port.sent);
        sections.push(client.transcript.section(`live-at-${sections.length}`, 0, Date.now()));
      }
    },
    change: () => Promise.reject(new Error('Nothing is changed.')),
    seen() {
      const diagnoser = new Diagnoser();
      for (const [at, text] of texts().entries()) {
        diagnoser.capture.source(`${at}`);
        diagnoser.capture.feed(text);
        diagnoser.capture.endSource();
      }
      return diagnoser.finish().situation.episodes.at(-1) ?? null;
    },
  };
}
