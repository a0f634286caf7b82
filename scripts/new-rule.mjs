// Adds a rule: its source, its page with two examples, its test, and its place in the list.
//
//   npm run new:rule -- ID [--rung RUNG]
//
// ID is a cause of the catalogue (src/knowledge/data/rule-rows.ts and option-causes.ts beside it). The rung is the catalogue's; given, it is checked.
// The new tests, its own and those of its page, fail until the rule and the page are written.
import { parseArgs } from 'node:util';
import { runNodeScript } from './node-tool.mjs';
import {
  quoted,
  readSource,
  runScaffold,
  ScaffoldError,
  sourceExists,
  writeSources,
} from './source-file.mjs';

const cataloguePaths = ['src/knowledge/data/rule-rows.ts', 'src/knowledge/option-causes.ts'];
/** Folder of the rules that are about no rung. */
const notes = 'notes';

/**
 * @typedef {object} Cause
 * @property {string} id
 * @property {string} title
 * @property {boolean} isNote
 * @property {string} folder the rung it breaks, or `notes`
 * @property {string} maxConfidence
 */

runScaffold(() => {
  const { values, positionals } = parseArgs({
    options: { rung: { type: 'string' } },
    allowPositionals: true,
  });
  const [id] = positionals;
  if (id === undefined) throw new ScaffoldError('usage: npm run new:rule -- ID [--rung RUNG]');
  const cause = causeNamed(id);
  if (values.rung !== undefined && values.rung !== cause.folder) {
    throw new ScaffoldError(`The catalogue files ${id} under ${cause.folder}, not ${values.rung}.`);
  }
  const source = `src/rules/${cause.folder}/${id}.ts`;
  if (sourceExists(source)) throw new ScaffoldError(`${source} exists.`);
  writeSources({
    [source]: ruleSource(cause),
    [`docs/rules/${id}.md`]: rulePage(cause),
    [`test/rules/${cause.folder}/${id}.test.ts`]: ruleTest(cause),
  });
  if (runNodeScript('scripts/generate-rules.mjs', []) !== 0)
    throw new ScaffoldError('The list of rules and the head of the page could not be written; see above.');
});

/**
 * @param {string} id
 * @returns {Cause}
 */
function causeNamed(id) {
  const row = cataloguePaths
    .flatMap((path) => readSource(path).split(/[\n`]/))
    .find((line) => line.startsWith(`${id}|`));
  if (row === undefined)
    throw new ScaffoldError(`The catalogue of causes has no ${id}; see ${cataloguePaths.join(' and ')}.`);
  const [, kind, rung = '', breaks = '', maxConfidence = '', , title = ''] = row.split('|');
  const broken = rung === 'config' ? breaks : rung;
  const isNote = kind !== 'cause' || broken === '' || broken === 'meta';
  return { id, title, isNote, folder: isNote ? notes : broken, maxConfidence: maxConfidence || 'proven' };
}

/**
 * @param {Cause} cause
 * @returns {string}
 */
function ruleSource({ id, title, isNote, folder }) {
  const { version } = JSON.parse(readSource('package.json'));
  const about = isNote ? { role: 'note', severity: 'info' } : { role: 'cause', severity: 'error' };
  return `import { defineRule } from '../rule.ts';

/**
 * ${capitalised(title)}.
 * Source:
 */
export const ${identifierOf(id)} = defineRule({
  id: ${quoted(id)},
  role: '${about.role}',
  severity: '${about.severity}',
  since: '${version}',
  check: ({ episode }) =>
    episode.attempts
      .filter((attempt) => attempt.broken === '${folder === notes ? 'dial' : folder}')
      .map(() => ruledOut),
});
`.replace('defineRule }', 'defineRule, ruledOut }');
}

/**
 * @param {Cause} cause
 * @returns {string}
 */
function rulePage({ title }) {
  return `<!-- What stands above is written by npm run generate:rules. -->

## What it means

${capitalised(title)}.

## How you see it

The rule speaks here:

\`\`\`log speaks
\`\`\`

and is silent here:

\`\`\`log silent
\`\`\`

## How to fix it

## When it is wrong

## Sources
`;
}

/**
 * @param {Cause} cause
 * @returns {string}
 */
function ruleTest({ id }) {
  return `import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = '${id}';

describe(rule, () => {
  it('is found where its lines stand', () => {
    expect(findingsIn('', rule)).toMatchObject([{ confidence: 'proven' }]);
  });

  it('is silent on a connection that works', () => {
    expect(findingsIn('', rule)).toEqual([]);
  });
});
`;
}

/**
 * @param {string} id a slug, \`udhcpc-wrong-interface\`
 * @returns {string} \`udhcpcWrongInterface\`
 */
function identifierOf(id) {
  return id.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}

/**
 * @param {string} text
 * @returns {string}
 */
function capitalised(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
