import type { Line } from '../line.ts';
import { edited } from './edit.ts';
import type { LineStage, RunMending } from './mending.ts';
import { isBlockLine, isRecord } from './recognised.ts';

/** `>` or `>>` with the text right behind it. */
const marks = /^\s{0,3}>+(?=[^>])/;

/**
 * Quotations whose marks have no blank behind them, as old mail programs write them: `>{`. Such a mark may be a part of
 * the text, so it is believed from the first line on that says something no sentence says, as long as they run on.
 */
export const tightQuotes: RunMending = {
  name: 'marks of a quotation without a blank',
  samples: [
    {
      damaged: ['>root@OpenWrt:~# ifstatus wan', '>{', '>"up": false,', '>}', 'I see', '>so'],
      mended: ['root@OpenWrt:~# ifstatus wan', '{', '"up": false,', '}', 'I see', '>so'],
    },
    {
      damaged: ['>>1: lo: <LOOPBACK,UP> mtu 65536', '>>inet 127.0.0.1/8'],
      mended: ['1: lo: <LOOPBACK,UP> mtu 65536', 'inet 127.0.0.1/8'],
    },
    { damaged: ['>I think so'], mended: ['>I think so'] },
  ],
  begin: (sink) => new TightQuotes(sink),
};

class TightQuotes implements LineStage {
  readonly passesPlainLines = true;
  readonly #sink: (line: Line) => void;
  #isOpen = false;

  constructor(sink: (line: Line) => void) {
    this.#sink = sink;
  }

  /** A line without marks ends the run. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  line(line: Line): void {
    const length = marks.exec(line.text)?.[0].length;
    if (length === undefined) {
      if (line.text.trim() !== '') this.#isOpen = hadMarks(line);
      this.#sink(line);
      return;
    }
    const rest = line.text.slice(length);
    this.#isOpen ||= isRecord(rest) || isBlockLine(rest);
    this.#sink(this.#isOpen ? edited(line, [{ start: 0, end: length, text: '' }]) : line);
  }

  end(): void {
    this.#isOpen = false;
  }
}

/** Such marks were taken off already, because the line is a record. */
function hadMarks({ pieces }: Line): boolean {
  const first = pieces?.[0];
  return first !== undefined && first.from > 0 && marks.test(first.original);
}
