import type { Line } from '../line.ts';
import { isNamedPrompt } from '../prompt.ts';
import { edited } from './edit.ts';
import type { LineStage, RunMending } from './mending.ts';

/** `- `, `* `, `• `, `| `, and such a mark on a line of its own. */
const marked = /^\s{0,3}(?<mark>[-*•·|│])(?: |$)/;

/**
 * A session of which each line became a point of a list, or stands behind a bar. People write lists, too, so the mark is believed
 * from a prompt on, as long as it runs on. Log lines lose it by themselves.
 */
export const listMargin: RunMending = {
  name: 'marks of a list before a session',
  samples: [
    {
      damaged: [
        '- root@OpenWrt:~# uci export network',
        "- config interface 'wan'",
        "- \toption proto 'qmi'",
        '-',
        '* option apn',
      ],
      mended: [
        'root@OpenWrt:~# uci export network',
        "config interface 'wan'",
        "\toption proto 'qmi'",
        '',
        '* option apn',
      ],
    },
    {
      damaged: [
        '| root@OpenWrt:~# dmesg',
        '| [    1.640000] usb 1-1: reset',
        '| any words',
        'so',
        '| any words',
      ],
      mended: ['root@OpenWrt:~# dmesg', '[    1.640000] usb 1-1: reset', 'any words', 'so', '| any words'],
    },
    {
      damaged: ["- option proto 'qmi'", '- then reboot'],
      mended: ["- option proto 'qmi'", '- then reboot'],
    },
  ],
  begin: (sink) => new ListedLines(sink),
};

class ListedLines implements LineStage {
  readonly passesPlainLines = true;
  readonly #sink: (line: Line) => void;
  /** The mark that runs on; empty where none does. */
  #mark = '';

  constructor(sink: (line: Line) => void) {
    this.#sink = sink;
  }

  /** A line without the mark ends the run. */
  get isOpen(): boolean {
    return this.#mark !== '';
  }

  line(line: Line): void {
    const found = marked.exec(line.text);
    const mark = found?.groups?.['mark'] ?? '';
    const length = found?.[0].length ?? 0;
    if (mark !== '' && mark !== this.#mark && isNamedPrompt(line.text.slice(length))) this.#mark = mark;
    if (mark !== '' && mark === this.#mark) {
      this.#sink(edited(line, [{ start: 0, end: length, text: '' }]));
      return;
    }
    if (line.text.trim() !== '' && !this.#lostMark(line)) this.#mark = '';
    this.#sink(line);
  }

  end(): void {
    this.#mark = '';
  }

  /** The mark was taken off already, because the line is one of a log. */
  #lostMark({ pieces }: Line): boolean {
    const first = pieces?.[0];
    return (
      first !== undefined && first.from > 0 && marked.exec(first.original)?.groups?.['mark'] === this.#mark
    );
  }
}
