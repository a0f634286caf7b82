// Times the message index: how long it takes to load, and what a line costs with half, all and twice the declarations.
import { pathToFileURL } from 'node:url';
import { withBundled } from './bundled-module.mjs';

/** Lines that are timed, each looked up on its own. */
const lines = 20_000;

/** Timings of which the best counts: the machine is slow at times, and never too fast. */
const tries = 5;

/**
 * @param {() => void} work
 * @returns {number} milliseconds
 */
function best(work) {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < tries; round += 1) {
    const start = performance.now();
    work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

/** @returns {Promise<string[][]>} rows of a table, the first its head */
export async function timeIndex() {
  return await withBundled('scripts/bench/index-of-speakers.ts', async (file) => {
    /** @type {typeof import('./index-of-speakers.ts')} */
    const { indexOf, kernelLines } = await import(pathToFileURL(file).href);
    const texts = kernelLines(lines);
    const [first = ''] = texts;
    const rows = [
      ['declarations', 'index made and one kernel line found, ms', 'µs for each, nothing remembered'],
    ];
    for (const share of /** @type {const} */ (['half', 'all', 'twice'])) {
      const { count, make } = indexOf(share);
      const made = best(() => void make().match(first, 'kernel'));
      const index = make();
      const matched = best(() => {
        for (const text of texts) index.match(text, 'kernel');
      });
      rows.push([String(count), made.toFixed(2), ((matched * 1000) / lines).toFixed(2)]);
    }
    return rows;
  });
}
