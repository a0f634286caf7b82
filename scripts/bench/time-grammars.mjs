// Times how long each Chevrotain grammar takes to build, each in a Node of its own: as the first one of a run, which has all
// of Chevrotain's code to compile, too.
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { withBundled } from './bundled-module.mjs';

/** Builds of each, of which the best counts: the machine is slow at times, and never too fast. */
const tries = 5;

/** @returns {Promise<string[][]>} rows of a table, the first its head */
export async function timeGrammars() {
  return await withBundled('scripts/bench/grammars.ts', async (file) => {
    const url = pathToFileURL(file).href;
    /** @type {typeof import('./grammars.ts')} */
    const { grammars } = await import(url);
    const rows = Object.keys(grammars).map((name) => {
      const times = Array.from({ length: tries }, () => builtIn(url, name));
      return [name, Math.min(...times).toFixed(1)];
    });
    return [['grammar', 'built as the first of a run, ms'], ...rows];
  });
}

/**
 * @param {string} url of the bundle
 * @param {string} name of the grammar
 * @returns {number} milliseconds
 */
function builtIn(url, name) {
  const script = `
    const { grammars } = await import(${JSON.stringify(url)});
    const build = grammars[${JSON.stringify(name)}];
    const start = performance.now();
    build();
    console.log(performance.now() - start);`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  return Number(stdout);
}
