// Prints how many lines are understood, per program, and those that are not:
//
//   npm run coverage:messages -- FILE [--seed N] [--rounds N] [--program NAME] [--missed OUT.tsv] [--quiet]
//
// FILE holds lines as people paste them; or a table with the columns program and line, separated by tabs; or a catalogue
// of templates (its first row names the columns tier, program, source, versions, severity, template, meaning), which are
// filled with values first. A line of a table or a catalogue counts when it comes back as a message of its own program
// with every value that was filled in, or, where the program is a bystander (tier 3), when it is set aside as foreign.
// `--program` (a name, or its beginning with `*`) leaves the others out, `--quiet` prints no lines, `--missed` writes them.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { typescriptModule } from './typescript-module.mjs';

/** @typedef {import('../test/grammar/catalogue.ts').Assessment} Assessment */

const usage =
  'usage: npm run coverage:messages -- FILE [--seed N] [--rounds N] [--program NAME] [--missed OUT.tsv] [--quiet]';

const { values: options, positionals } = parseArgs({
  options: {
    seed: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    program: { type: 'string' },
    missed: { type: 'string' },
    quiet: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const [file] = positionals;
if (file === undefined) {
  console.error(usage);
  process.exitCode = 2;
} else {
  const catalogue = await catalogueModule();
  report(assessmentsOf(catalogue, readFileSync(file, 'utf8').replace(/^\uFEFF/, '')));
}

/**
 * The measuring is written in TypeScript, like what it measures.
 *
 * @returns {Promise<typeof import('../test/grammar/catalogue.ts')>}
 */
async function catalogueModule() {
  return await typescriptModule('test/grammar/catalogue.ts');
}

/**
 * @param {typeof import('../test/grammar/catalogue.ts')} catalogue
 * @param {string} text
 * @returns {readonly Assessment[]}
 */
function assessmentsOf(
  { isCatalogue, isTable, samplesOfCatalogue, samplesOfTable, assess, assessText },
  text,
) {
  if (isCatalogue(text)) {
    const seed = options.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(options.seed);
    console.log(`seed ${seed}`);
    return assess(samplesOfCatalogue(text, seed, Number(options.rounds)).filter(isAskedFor));
  }
  if (isTable(text)) return assess(samplesOfTable(text).filter(isAskedFor));
  return assessText(text);
}

/**
 * @param {Assessment['sample']} sample
 * @returns {boolean}
 */
function isAskedFor({ program }) {
  const asked = options.program;
  if (asked === undefined || program === null) return true;
  return asked.endsWith('*') ? program.startsWith(asked.slice(0, -1)) : program === asked;
}

/**
 * @template T
 * @template K
 * @param {readonly T[]} values
 * @param {(value: T) => K} keyOf
 * @returns {Map<K, T[]>} in the order in which the keys come up
 */
function groupBy(values, keyOf) {
  /** @type {Map<K, T[]>} */
  const groups = new Map();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group === undefined) groups.set(keyOf(value), [value]);
    else group.push(value);
  }
  return groups;
}

/** @param {Assessment['outcome']} outcome */
function isGood(outcome) {
  return outcome === 'understood' || outcome === 'foreign';
}

/** @param {readonly Assessment[]} assessments */
function report(assessments) {
  const missed = assessments.filter(({ outcome }) => !isGood(outcome));
  if (!options.quiet) {
    for (const [outcome, ones] of groupBy(missed, (one) => one.outcome)) {
      console.log(`\n${outcome}: ${ones.length} lines`);
      for (const { sample, detail } of ones) {
        console.log(`  ${sample.program === null ? '' : `${sample.program} | `}${sample.line}`);
        if (detail !== '') console.log(`      ${detail}`);
      }
    }
    console.log();
  }
  const byTier = groupBy(assessments, ({ sample }) => sample.tier);
  for (const [tier, ones] of [...byTier].sort(([one], [other]) => compare(one ?? '', other ?? ''))) {
    printShares(ones, tier);
  }
  if (options.missed !== undefined) {
    const head = ['outcome', 'tier', 'program', 'template', 'line', 'detail'];
    const rows = missed.map(({ outcome, sample, detail }) => [
      outcome,
      sample.tier ?? '',
      sample.program ?? '',
      sample.template ?? '',
      sample.line,
      detail,
    ]);
    writeFileSync(options.missed, [head, ...rows].map((row) => `${row.join('\t')}\n`).join(''));
  }
}

/**
 * The share of lines that are understood, and of templates whose every line is.
 *
 * @param {readonly Assessment[]} assessments
 * @param {string | null} tier
 */
function printShares(assessments, tier) {
  const title = tier === null ? 'speaker' : `tier ${tier}`;
  console.log(`${title.padEnd(34)}  lines   good       foreign  inside  value  all  other  text  unknown`);
  const groups = groupBy(assessments, ({ sample, speaker }) => sample.program ?? speaker ?? '?');
  const sorted = [...groups].sort(([one], [other]) => compare(one, other));
  for (const [name, ones] of sorted) console.log(rowOf(name, ones));
  console.log(rowOf('together', assessments));
  const templates = groupBy(assessments, ({ sample }) => `${sample.program}\t${sample.template}`);
  const whole = [...templates.values()].filter((ones) => ones.every(({ outcome }) => isGood(outcome)));
  if (tier !== null) {
    console.log(`${'templates'.padEnd(34)} ${shareOf(whole.length, templates.size)}`);
  }
  console.log();
}

/**
 * @param {string} name
 * @param {readonly Assessment[]} ones
 * @returns {string}
 */
function rowOf(name, ones) {
  /** @param {Assessment['outcome']} outcome */
  const count = (outcome) => ones.filter((one) => one.outcome === outcome).length;
  const good = ones.filter(({ outcome }) => isGood(outcome)).length;
  const counts = /** @type {const} */ ([
    ['foreign', 7],
    ['inside-free-text', 7],
    ['value-missing', 6],
    ['catch-all', 4],
    ['other-program', 6],
    ['no-log-line', 5],
    ['unknown', 8],
  ]).map(([outcome, width]) => String(count(outcome)).padStart(width));
  return `${name.slice(0, 34).padEnd(34)} ${shareOf(good, ones.length)}  ${counts.join(' ')}`;
}

/**
 * @param {number} part
 * @param {number} whole
 * @returns {string} `  120    118  98.3%`
 */
function shareOf(part, whole) {
  const share = whole === 0 ? 0 : (100 * part) / whole;
  return `${String(whole).padStart(6)} ${String(part).padStart(6)} ${share.toFixed(1).padStart(5)}%`;
}

/**
 * @param {string} one
 * @param {string} other
 * @returns {number}
 */
function compare(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}
