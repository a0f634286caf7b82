// Times texts that are made to be slow against an ordinary log of the same length, and against twice as much of themselves.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { withBundled } from './bundled-module.mjs';
import { writeLog } from './log-generator.mjs';

/** Characters of a text. */
const length = 32_768;

/** Timings of which the best counts: the machine is slow at times, and never too fast. */
const tries = 3;

/**
 * @param {(text: string) => unknown} work
 * @param {string} text
 * @returns {number} milliseconds
 */
function best(work, text) {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < tries; round += 1) {
    const start = performance.now();
    work(text);
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

/** @returns {string} */
function ordinaryLog() {
  const folder = mkdtempSync(join(tmpdir(), 'hwdiag-bench-'));
  const path = join(folder, 'log');
  writeLog(path, 'varied', length / 1_000_000, 7);
  const text = readFileSync(path, 'utf8').slice(0, length);
  rmSync(folder, { recursive: true });
  return text;
}

/** @returns {Promise<string[][]>} rows of a table, the first its head */
export async function timeHostile() {
  return await withBundled('scripts/bench/hostile.ts', async (file) => {
    /** @type {typeof import('./hostile.ts')} */
    const { manySecrets, scraps, works } = await import(pathToFileURL(file).href);
    const log = ordinaryLog();
    const rows = [['', 'what repeats itself', 'times an ordinary log', 'twice as much of it, times it']];
    for (const [name, work] of Object.entries(works)) {
      const usual = best(work, log);
      /** @type {(what: string, text: string, double: string) => void} */
      const tell = (what, text, double) => {
        const once = best(work, text);
        rows.push([name, what, (once / usual).toFixed(1), (best(work, double) / once).toFixed(1)]);
      };
      for (const scrap of scraps) {
        for (const unit of [scrap, `${scrap}\n`]) {
          const text = unit.repeat(Math.ceil(length / unit.length));
          tell(JSON.stringify(unit), text, text + text);
        }
      }
      tell('a secret on each line', manySecrets(length), manySecrets(2 * length));
    }
    return rows;
  });
}
