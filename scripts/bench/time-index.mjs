// Times the message index: how long it takes to load, and what a line costs with half, all and twice the declarations.
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { repositoryRoot } from '../node-tool.mjs';

/** Lines that are timed, each looked up on its own. */
const lines = 20_000;

/** Timings of which the best counts: the machine is slow at times, and never too fast. */
const tries = 5;

/** @returns {Promise<typeof import('./index-of-speakers.ts')>} */
async function indexModule() {
  const bundle = await rolldown({
    cwd: repositoryRoot,
    input: 'scripts/bench/index-of-speakers.ts',
    platform: 'node',
    logLevel: 'silent',
  });
  const folder = mkdtempSync(join(repositoryRoot, 'node_modules', '.bench-'));
  try {
    await bundle.write({ dir: folder, format: 'esm', entryFileNames: 'index-of-speakers.mjs' });
    return await import(pathToFileURL(join(folder, 'index-of-speakers.mjs')).href);
  } finally {
    await bundle.close();
    rmSync(folder, { recursive: true });
  }
}

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
  const { indexOf, kernelLines } = await indexModule();
  const texts = kernelLines(lines);
  const rows = [['declarations', 'index made, ms', 'µs for each kernel line, nothing remembered']];
  for (const share of /** @type {const} */ (['half', 'all', 'twice'])) {
    const { count, make } = indexOf(share);
    const made = best(() => void make());
    const index = make();
    const matched = best(() => {
      for (const text of texts) index.match(text, 'kernel');
    });
    rows.push([String(count), made.toFixed(2), ((matched * 1000) / lines).toFixed(2)]);
  }
  return rows;
}
