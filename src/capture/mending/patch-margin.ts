import type { Line } from '../line.ts';
import { edited } from './edit.ts';
import type { LineStage, RunMending } from './mending.ts';
import { isLogLine } from './recognised.ts';

/** `@@ -1,7 +1,8 @@`: how many lines of the old and of the new text follow. */
const hunkHead = /^@@ -\d{1,7}(?:,(?<before>\d{1,5}))? \+\d{1,7}(?:,(?<after>\d{1,5}))? @@/;

/**
 * The margin of a patch. What it takes away is not there any more: such a line becomes blank, unless it is one of a log,
 * for then two logs are compared.
 */
export const patchMargin: RunMending = {
  name: 'margin of a patch',
  samples: [
    {
      damaged: [
        '@@ -1,2 +1,2 @@',
        " config interface 'wan'",
        "-\toption proto 'ncm'",
        "+\toption proto 'qmi'",
        '- end',
      ],
      mended: ['@@ -1,2 +1,2 @@', "config interface 'wan'", '', "\toption proto 'qmi'", '- end'],
    },
    {
      damaged: ['@@ -1 +1 @@', '-[    1.640000] usb 1-1: reset', '+[    1.640000] usb 1-1: gone'],
      mended: ['@@ -1 +1 @@', '[    1.640000] usb 1-1: reset', '[    1.640000] usb 1-1: gone'],
    },
  ],
  begin: (sink) => new PatchLines(sink),
};

class PatchLines implements LineStage {
  readonly passesPlainLines = true;
  readonly #sink: (line: Line) => void;
  /** Lines of the old and of the new text that the hunk still has. */
  #before = 0;
  #after = 0;

  constructor(sink: (line: Line) => void) {
    this.#sink = sink;
  }

  get isOpen(): boolean {
    return this.#before > 0 || this.#after > 0;
  }

  line(line: Line): void {
    const { text } = line;
    if (this.isOpen) {
      this.#sink(this.#inside(line));
      return;
    }
    const head = text.charCodeAt(0) === 0x40 ? hunkHead.exec(text)?.groups : undefined;
    if (head !== undefined) {
      this.#before = Number(head['before'] ?? 1);
      this.#after = Number(head['after'] ?? 1);
    }
    this.#sink(line);
  }

  end(): void {
    this.#before = 0;
    this.#after = 0;
  }

  #inside(line: Line): Line {
    switch (line.text.charAt(0)) {
      case '+':
        this.#after -= 1;
        break;
      case '-':
        this.#before -= 1;
        if (!isLogLine(line.text.slice(1))) return without(line, line.text.length);
        break;
      case ' ':
        this.#before -= 1;
        this.#after -= 1;
        break;
      case '':
        this.#before -= 1;
        this.#after -= 1;
        return line;
      case '\\':
        // "\ No newline at end of file"
        return without(line, line.text.length);
      default:
        this.end();
        return line;
    }
    return without(line, 1);
  }
}

function without(line: Line, length: number): Line {
  return edited(line, [{ start: 0, end: length, text: '' }]);
}
