import { fstatSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Writable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { type Bundle, bundlesIn } from '../../collect/bundle.ts';
import { printableJson } from '../../report/printable.ts';
import { plainPalette } from '../../report/text/palette.ts';
import { csvHead, csvRow } from '../../report/triage/csv.ts';
import { htmlCells, htmlHead, htmlRow, htmlTail } from '../../report/triage/html.ts';
import type { TriageRecord } from '../../report/triage/record.ts';
import { summaryToText } from '../../report/triage/summary-text.ts';
import { Tally, type TriageSummary } from '../../report/triage/tally.ts';
import { terminalPalette } from '../colors.ts';
import type { TriageOptions } from '../command-line.ts';
import { type ExitCode, exitCode, joinExitCodes } from '../exit-code.ts';
import { Failure, failureText } from '../failure.ts';
import type { Io } from '../io.ts';
import type { Output } from '../output.ts';
import { hasColor, hasUnicode, naturalWidth } from '../terminal.ts';
import { InOrder } from './in-order.ts';
import { Journal } from './journal.ts';
import { BundlePool } from './pool.ts';
import { Progress } from './progress.ts';
import { recordCode } from './record-code.ts';

interface Outputs {
  readonly stdout: Output;
  readonly stderr: Output;
}

/**
 * `hwdiag triage DIR|FILE…`: a verdict on each bundle as soon as it is there, and what they have in common at the end.
 *
 * @returns joined over all bundles as with `--each`; 130 where it was interrupted, after what was done is told
 * @throws {Failure} `usage` for a file to resume from that is none, `output-not-writable`
 */
export async function triage(options: TriageOptions, io: Io, outputs: Outputs): Promise<ExitCode> {
  // What is done with a bundle is soon let go of, but V8 would look at what has grown old only after some thousand of them.
  // This process has little, so that to look at all of it each time costs nothing.
  setFlagsFromString('--gc-global');
  const { bundles, empty } = await bundlesOf(options.inputs);
  const unicode = hasUnicode(io);
  for (const input of empty) {
    await outputs.stderr.write(failureText(`${input} is a folder without bundles.`, unicode));
  }
  const journal = options.resume === null ? null : await Journal.open(options.resume);
  try {
    if (journal !== null && (await isWrittenTo(journal, io.stdout))) {
      throw new Failure(
        'usage',
        `The verdicts are added to ${options.resume} already. Send standard output elsewhere.`,
      );
    }
    const run = new TriageRun(options, io, outputs, bundles, journal);
    return await run.run(empty.length > 0);
  } finally {
    await journal?.close();
  }
}

/** The bundles of all arguments, each once, and the folders that hold none. */
async function bundlesOf(
  inputs: readonly string[],
): Promise<{ readonly bundles: readonly Bundle[]; readonly empty: readonly string[] }> {
  const bundles = new Map<string, Bundle>();
  const empty: string[] = [];
  for (const input of inputs) {
    const found = await bundlesIn(input);
    if (found.length === 0) empty.push(input);
    for (const bundle of found) if (!bundles.has(bundle.path)) bundles.set(bundle.path, bundle);
  }
  return { bundles: [...bundles.values()], empty };
}

async function isWrittenTo(journal: Journal, stdout: Writable): Promise<boolean> {
  if (!('fd' in stdout) || typeof stdout.fd !== 'number') return false;
  try {
    return await journal.isSameAs(fstatSync(stdout.fd));
  } catch {
    return false;
  }
}

/** One run over all bundles. */
class TriageRun {
  readonly #options: TriageOptions;
  readonly #io: Io;
  readonly #stdout: Output;
  readonly #stderr: Output;
  readonly #bundles: readonly Bundle[];
  readonly #journal: Journal | null;
  readonly #tally = new Tally();
  readonly #codes = new Set<ExitCode>();
  readonly #progress: Progress;
  readonly #pool: BundlePool;
  readonly #workers: number;
  readonly #order: InOrder | null;
  /** The page begins with what all have in common: its rows wait. */
  readonly #rows: { readonly id: string; readonly cells: string }[] = [];
  #next = 0;
  #done = 0;
  /** Nothing more is begun. */
  #isStopped = false;

  constructor(
    options: TriageOptions,
    io: Io,
    { stdout, stderr }: Outputs,
    bundles: readonly Bundle[],
    journal: Journal | null,
  ) {
    this.#options = options;
    this.#io = io;
    this.#stdout = stdout;
    this.#stderr = stderr;
    this.#bundles = bundles;
    this.#journal = journal;
    this.#workers = Math.max(1, Math.min(options.jobs ?? availableParallelism(), bundles.length));
    this.#pool = new BundlePool(this.#workers, options.timeout);
    this.#progress = new Progress(stderr, io, bundles.length, options.progress);
    this.#order = options.ordered ? new InOrder(this.#workers) : null;
  }

  async run(lacksBundles: boolean): Promise<ExitCode> {
    const { interruption } = this.#io;
    const interrupt = () => {
      this.#isStopped = true;
      this.#order?.release();
      void this.#pool.close(true);
    };
    if (interruption.aborted) interrupt();
    else interruption.addEventListener('abort', interrupt, { once: true });
    try {
      if (this.#options.format === 'csv') await this.#stdout.write(csvHead());
      await this.#progress.show();
      await Promise.all(Array.from({ length: this.#workers }, () => this.#lane()));
    } catch (error) {
      this.#isStopped = true;
      this.#order?.release();
      await this.#pool.close(true);
      throw error;
    } finally {
      interruption.removeEventListener('abort', interrupt);
      await this.#progress.clear();
    }
    await this.#pool.close(interruption.aborted);
    await this.#tellSummary();
    if (interruption.aborted) {
      const more = this.#options.resume === null ? '' : ' The same command goes on from there.';
      const text = `Interrupted after ${this.#done} of ${this.#bundles.length} bundles.${more}`;
      await this.#stderr.write(failureText(text, hasUnicode(this.#io)));
      return exitCode.interrupted;
    }
    if (lacksBundles) this.#codes.add(exitCode.couldNotLook);
    return joinExitCodes([...this.#codes]);
  }

  /** One bundle after the other, as long as there are some. */
  async #lane(): Promise<void> {
    for (;;) {
      await this.#order?.room(this.#next);
      const index = this.#next;
      const bundle = this.#bundles[index];
      if (this.#isStopped || bundle === undefined) return;
      this.#next += 1;
      const answer = await this.#answerOf(bundle);
      if (answer === null) return;
      if (this.#order === null) await this.#deliver(answer, index);
      else await this.#order.add(index, () => this.#deliver(answer, index));
      // Nobody reads any more: `hwdiag triage … | head -1`. A file to resume from is filled all the same.
      if (this.#stdout.isClosed && this.#journal === null) this.#isStopped = true;
    }
  }

  /** Null where it was interrupted. */
  async #answerOf(bundle: Bundle): Promise<Answer | null> {
    const { failOn } = this.#options;
    const known = this.#journal?.stampOf(bundle.id) ?? null;
    try {
      const record = await this.#pool.diagnose({ bundle, known, failOn });
      if (record !== null) return { record, isNew: true };
    } catch (error) {
      if (this.#isStopped) return null;
      throw error;
    }
    if (this.#journal === null) throw new Error('a verdict was held for known, and there is none');
    const kept = await this.#journal.recordOf(bundle.id);
    return { record: { ...kept, exitCode: recordCode(kept, failOn) }, isNew: false };
  }

  async #deliver({ record, isNew }: Answer, index: number): Promise<void> {
    const { format } = this.#options;
    if (this.#io.stdoutIsTerminal) await this.#progress.clear();
    if (isNew) await this.#journal?.add(lineOf(record));
    if (format === 'html') this.#rows[index] = { id: record.id, cells: htmlCells(record) };
    else if (format === 'csv') await this.#stdout.write(csvRow(record));
    else if (this.#journal === null) await this.#stdout.write(lineOf(record));
    this.#tally.add(record, index);
    this.#codes.add(recordCode(record, this.#options.failOn));
    this.#done += 1;
    await this.#progress.count(record.outcome === 'broken' || record.outcome === 'mixed');
  }

  async #tellSummary(): Promise<void> {
    if (this.#done === 0) return;
    const summary = this.#tally.summary();
    if (this.#options.format === 'html') await this.#writePage(summary);
    // Standard output is free where the verdicts go to a file.
    const isFree = this.#options.format === 'ndjson' && this.#journal !== null;
    const io = isFree ? this.#io : { ...this.#io, stdoutIsTerminal: this.#io.stderrIsTerminal };
    const page = { width: naturalWidth(io.columns), unicode: hasUnicode(io), verbose: false };
    const palette = hasColor('auto', io) ? terminalPalette : plainPalette;
    const text = summaryToText(summary, page, palette);
    await (isFree ? this.#stdout : this.#stderr).write(text);
  }

  async #writePage(summary: TriageSummary): Promise<void> {
    await this.#stdout.write(htmlHead(summary));
    // Where it was interrupted there are holes.
    for (const row of this.#rows.filter(() => true)) {
      await this.#stdout.write(htmlRow(summary, row.id, row.cells));
    }
    await this.#stdout.write(htmlTail);
  }
}

interface Answer {
  readonly record: TriageRecord;
  /** It stands in no file yet. */
  readonly isNew: boolean;
}

function lineOf(record: TriageRecord): string {
  return `${printableJson(JSON.stringify(record))}\n`;
}
