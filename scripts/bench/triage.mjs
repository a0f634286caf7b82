// Times `hwdiag triage` on many small bundles, and shows whether its memory grows with their number:
//
//   npm run bench:triage -- [--bundles 1000,10000] [--jobs 1,2] [--rounds 1] [--seed 7]
//
// Memory is the most that the process that prints, and the largest of its workers, had at any time (VmHWM of /proc, so only
// Linux tells it).
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryRoot } from '../node-tool.mjs';
import { writeBundles } from './bundle-generator.mjs';

const { values } = parseArgs({
  options: {
    bundles: { type: 'string', default: '1000,10000' },
    jobs: { type: 'string', default: '1,2' },
    rounds: { type: 'string', default: '1' },
    seed: { type: 'string', default: '7' },
  },
});

const program = join(repositoryRoot, 'dist/hwdiag.cjs');
const pause = 50;

/**
 * @typedef {object} Run
 * @property {number} seconds of wall time
 * @property {number} lines
 * @property {number} main megabytes at most
 * @property {number} worker megabytes at most, of the largest one
 */

/**
 * @param {string} folder
 * @param {string} jobs
 * @returns {Promise<Run>}
 */
async function run(folder, jobs) {
  const start = performance.now();
  const child = spawn(process.execPath, [program, 'triage', folder, '--jobs', jobs], {
    env: { ...process.env, LC_ALL: 'C', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let lines = 0;
  child.stdout.on('data', (/** @type {Buffer} */ bytes) => {
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines += 1;
  });
  let main = 0;
  let worker = 0;
  const timer = setInterval(() => {
    main = Math.max(main, peakOf(child.pid));
    for (const pid of childrenOf(child.pid)) worker = Math.max(worker, peakOf(pid));
  }, pause);
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  clearInterval(timer);
  if (code !== 1) throw new Error(`triage ended with ${code}`);
  return { seconds: (performance.now() - start) / 1000, lines, main, worker };
}

/**
 * @param {number | undefined} pid
 * @returns {number} megabytes
 */
function peakOf(pid) {
  const status = textOf(`/proc/${pid}/status`);
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1000;
}

/**
 * @param {number | undefined} pid
 * @returns {number[]}
 */
function childrenOf(pid) {
  return textOf(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean).map(Number);
}

/**
 * @param {string} path
 * @returns {string} empty where it has gone
 */
function textOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

console.log(
  '| bundles | workers | seconds | bundles/s | peak MB of the main process | of the largest worker |',
);
console.log('|---|---|---|---|---|---|');
for (const size of values.bundles.split(',').map(Number)) {
  const folder = join(tmpdir(), 'hwdiag-bench', `bundles-${size}-${values.seed}`);
  if (!existsSync(folder)) await writeBundles(folder, size, Number(values.seed));
  for (const jobs of values.jobs.split(',')) {
    for (let round = 0; round < Number(values.rounds); round += 1) {
      const { seconds, lines, main, worker } = await run(folder, jobs);
      if (lines !== size) throw new Error(`${lines} verdicts on ${size} bundles`);
      console.log(
        `| ${[size, jobs, seconds.toFixed(1), (size / seconds).toFixed(0), main.toFixed(0), worker.toFixed(0)].join(' | ')} |`,
      );
    }
  }
}
