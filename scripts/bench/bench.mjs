// Times hwdiag against the tools that people search logs with, in turn, in one run:
//
//   npm run bench -- [--megabytes 100,1000] [--rounds 3] [--seed 7] [--kinds mixed,varied,worst]
//
// Every tool but hwdiag answers an easier question: how many lines match one of 31 patterns. What counts is the ratio:
// the speed of hwdiag against the median of each. Tools that are not installed are left out and named.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryRoot } from '../node-tool.mjs';
import { writeLog } from './log-generator.mjs';
import { timeGrammars } from './time-grammars.mjs';
import { timeHostile } from './time-hostile.mjs';
import { timeIndex } from './time-index.mjs';

const { values } = parseArgs({
  options: {
    megabytes: { type: 'string', default: '100' },
    rounds: { type: 'string', default: '3' },
    seed: { type: 'string', default: '7' },
    kinds: { type: 'string', default: 'mixed,varied,worst' },
  },
});

const folder = join(tmpdir(), 'hwdiag-bench');
const patterns = join(repositoryRoot, 'scripts/bench/patterns.txt');
const program = join(repositoryRoot, 'dist/hwdiag.cjs');
const baselines = join(repositoryRoot, 'scripts/bench/baselines');

/**
 * @typedef {object} Tool
 * @property {string} name
 * @property {readonly [string, ...string[]]} command without the log
 */

/** @type {readonly Tool[]} */
const tools = [
  { name: 'hwdiag', command: [process.execPath, program] },
  { name: 'grep -cE', command: ['grep', '-cE', '-f', patterns] },
  { name: 'ripgrep -c', command: ['rg', '--no-mmap', '-c', '-f', patterns] },
  { name: 'mawk', command: ['mawk', '-f', join(baselines, 'count.awk')] },
  { name: 'Node readline', command: [process.execPath, join(baselines, 'count.mjs'), patterns] },
  { name: 'Python re', command: ['python3', join(baselines, 'count.py'), patterns] },
];

/**
 * @typedef {object} Run
 * @property {number} seconds of wall time
 * @property {number} megabytes of memory at most
 */

/**
 * Runs a command on a log under GNU time, which knows how much memory it took.
 *
 * @param {Tool} tool
 * @param {string} log
 * @returns {Run}
 */
function run({ name, command }, log) {
  const report = join(folder, 'time.txt');
  const { status, error } = spawnSync('time', ['-f', '%e %M', '-o', report, ...command, log], {
    env: { ...process.env, LC_ALL: 'C', NO_COLOR: '1' },
    // Into a pipe: grep looks no further than the first match when its output goes nowhere.
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 20,
  });
  if (error !== undefined)
    throw new Error(`GNU time cannot be run (${error.message}); Debian's package is "time".`);
  if (status === null || status > 4) throw new Error(`${name} ended with ${status}`);
  // Of a command that failed, GNU time says so in a line before.
  const [seconds = '', kilobytes = ''] = (
    readFileSync(report, 'utf8').trimEnd().split('\n').at(-1) ?? ''
  ).split(' ');
  return { seconds: Number(seconds), megabytes: Number(kilobytes) / 1_000 };
}

/**
 * How long Node runs with these arguments, more exactly than GNU time tells.
 *
 * @param {...string} args
 * @returns {number} seconds
 */
function startTime(...args) {
  const start = performance.now();
  const { status, error } = spawnSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  if (error !== undefined || status === null)
    throw new Error(`Node could not be run with ${args.join(' ')}.`);
  return (performance.now() - start) / 1_000;
}

/**
 * @param {readonly number[]} numbers
 * @returns {number}
 */
function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/**
 * @param {string} command
 * @returns {boolean}
 */
function isInstalled(command) {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', command]).status === 0;
}

/**
 * @param {readonly (readonly string[])[]} rows
 */
function printTable(rows) {
  for (const [at, row] of rows.entries()) {
    console.log(`| ${row.join(' | ')} |`);
    if (at === 0) console.log(`|${row.map(() => '---').join('|')}|`);
  }
  console.log('');
}

mkdirSync(folder, { recursive: true });
const present = tools.filter(({ command }) => isInstalled(command[0]));
const missing = tools.filter((tool) => !present.includes(tool)).map(({ name }) => name);
if (missing.length > 0) console.log(`Not installed, left out: ${missing.join(', ')}.\n`);

for (const size of values.megabytes.split(',').map(Number)) {
  for (const kind of /** @type {import('./log-generator.mjs').LogKind[]} */ (values.kinds.split(','))) {
    const log = join(folder, `${kind}-${size}-${values.seed}.log`);
    if (!existsSync(log) || statSync(log).size < size * 1_000_000)
      writeLog(log, kind, size, Number(values.seed));
    /** @type {Map<string, Run[]>} */
    const runs = new Map(present.map(({ name }) => [name, []]));
    for (let round = 0; round < Number(values.rounds); round += 1) {
      for (const tool of present) runs.get(tool.name)?.push(run(tool, log));
    }
    const own = median((runs.get('hwdiag') ?? []).map(({ seconds }) => seconds));
    console.log(`### ${kind}, ${size} MB, ${values.rounds} rounds in turn\n`);
    printTable([
      ['tool', 'median s', 'peak MB', 'speed of hwdiag against it'],
      ...[...runs].map(([name, list]) => {
        const seconds = median(list.map((one) => one.seconds));
        const memory = Math.max(...list.map((one) => one.megabytes));
        return [name, seconds.toFixed(2), memory.toFixed(0), (seconds / own).toFixed(2)];
      }),
    ]);
  }
}

const small = join(folder, 'small.log');
writeLog(small, 'mixed', 0.02, Number(values.seed));
/** @type {number[]} */
const starts = [];
/** @type {number[]} */
const floors = [];
startTime(program, small);
for (let round = 0; round < 21; round += 1) {
  starts.push(startTime(program, small));
  floors.push(startTime('-e', '0'));
}
console.log('### A log of 200 lines\n');
printTable([
  ['', 'median s', 'times node -e 0'],
  ['node -e 0', median(floors).toFixed(3), '1.00'],
  ['hwdiag', median(starts).toFixed(3), (median(starts) / median(floors)).toFixed(2)],
]);

console.log('### What is built at the start\n');
printTable(await timeIndex());
printTable(await timeGrammars());

console.log('### Texts made to be slow\n');
printTable(await timeHostile());
