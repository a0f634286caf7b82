import { WriteStream } from 'node:tty';
import { type Page, type Row, render, rowWidth } from '../../report/text/layout.ts';
import { plainPalette } from '../../report/text/palette.ts';
import { cutRow } from '../../report/watch/live-ladder.ts';
import { terminalPalette } from '../colors.ts';
import type { Io } from '../io.ts';
import type { Output } from '../output.ts';
import type { ReportOptions } from '../report-options.ts';
import { hasColor, hasUnicode, naturalWidth } from '../terminal.ts';

/** Columns of a line for programs: whole lines of a log, and no endless ones. */
const longestPlainLine = 240;
/** Rows of a terminal that does not say how many it has. */
const usualRows = 24;

/**
 * Standard error while somebody watches: lines that stay, and below them, on a terminal, a block that is drawn over. The cursor
 * stays where it is, below the block, and nothing of the terminal is changed, so there is nothing to restore.
 */
export class LiveScreen {
  readonly #stderr: Output;
  readonly #terminal: WriteStream | null;
  readonly #options: ReportOptions;
  readonly #surroundings: Pick<Io, 'env' | 'platform' | 'stdoutIsTerminal'>;
  /** Columns of the rows of the block that stands there. */
  #drawn: readonly number[] = [];
  /** The block as it was drawn last. */
  #block = '';

  constructor(options: ReportOptions, io: Io, stderr: Output) {
    this.#options = options;
    const { env, platform, stderrIsTerminal } = io;
    this.#surroundings = { env, platform, stdoutIsTerminal: stderrIsTerminal };
    this.#stderr = stderr;
    const isAble = stderrIsTerminal && env['TERM'] !== 'dumb';
    this.#terminal = isAble && io.stderr instanceof WriteStream ? io.stderr : null;
  }

  /** Whether there is a block at all. */
  get hasBlock(): boolean {
    return this.#terminal !== null;
  }

  get page(): Page {
    const { width, unicode, verbose } = this.#options;
    const columns = this.#columns;
    // The last column stays free: terminals differ in what they do behind it.
    const room = columns === null ? longestPlainLine : Math.min(columns, naturalWidth(columns)) - 1;
    return {
      width: Math.max(Math.min(width ?? room, room), 1),
      unicode: unicode && hasUnicode(this.#surroundings),
      verbose,
    };
  }

  onResize(draw: () => void): () => void {
    this.#terminal?.on('resize', draw);
    return () => this.#terminal?.off('resize', draw);
  }

  /** Writes lines that stay, and the block below them. */
  write(lines: readonly Row[], block: readonly Row[]): void {
    if (this.#terminal === null) {
      this.#put(this.#rendered(lines));
      return;
    }
    const rows = this.#fitting(block);
    const text = this.#rendered(rows);
    if (lines.length === 0 && text === this.#block && !this.#isRewrapped) return;
    this.#put(`${this.#toTop()}${overwriting(this.#rendered(lines))}${overwriting(text)}\x1b[J`);
    this.#drawn = rows.map(rowWidth);
    this.#block = text;
  }

  /** Takes the block away. */
  clear(): void {
    if (this.#drawn.length === 0) return;
    this.#put(`${this.#toTop()}\x1b[J`);
    this.#drawn = [];
    this.#block = '';
  }

  get #columns(): number | null {
    if (this.#terminal === null) return null;
    const { columns } = this.#terminal;
    return columns > 0 ? columns : 80;
  }

  /** A row became too long for the terminal since it was drawn. */
  get #isRewrapped(): boolean {
    return this.#drawn.some((width) => width > (this.#columns ?? width));
  }

  /** To the beginning of the block. Terminals that became narrower have wrapped its rows meanwhile. */
  #toTop(): string {
    const columns = this.#columns ?? 1;
    const up = this.#drawn.reduce((sum, width) => sum + Math.max(Math.ceil(width / columns), 1), 0);
    return up === 0 ? '\r' : `\r\x1b[${up}A`;
  }

  /** What goes on the screen, with a row for the cursor. The cursor cannot go up beyond the top. */
  #fitting(block: readonly Row[]): readonly Row[] {
    const rows = this.#terminal?.rows ?? 0;
    return block.slice(0, Math.max((rows > 0 ? rows : usualRows) - 1, 1));
  }

  #rendered(rows: readonly Row[]): string {
    const palette = hasColor(this.#options.color, this.#surroundings) ? terminalPalette : plainPalette;
    const { page } = this;
    return render(
      rows.map((row) => cutRow(page, row)),
      palette,
    );
  }

  #put(text: string): void {
    // Nothing is lost where it cannot be shown: the report tells all of it.
    this.#stderr.write(text).catch(() => undefined);
  }
}

/** Lines that take away what stands behind them, so that nothing has to be blank for a moment. */
function overwriting(lines: string): string {
  return lines.replaceAll('\n', '\x1b[K\n');
}
