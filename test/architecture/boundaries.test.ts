import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBoundaryViolations } from '../../scripts/boundaries.mjs';

/** Sources that break one rule each, by file, and what the check must say of them. */
const forbidden: readonly (readonly [file: string, source: string, reason: RegExp])[] = [
  ['capture/imports-node.ts', "import 'node:fs';", /imports fs: capture may use nothing/],
  [
    'grammar/imports-node-type.ts',
    "import type { Stats } from 'node:fs';\nexport type S = Stats;",
    /imports fs/,
  ],
  ['situation/imports-ssh2.ts', "import 'ssh2';", /imports node_modules\/ssh2\/index\.js/],
  ['rules/imports-chalk.ts', "import 'chalk';", /imports node_modules\/chalk\/index\.js/],
  ['report/imports-commander.ts', "import 'commander';", /imports node_modules\/commander\/index\.js/],
  ['redact/loads-later.ts', "export const later = () => import('chalk');", /imports node_modules\/chalk/],
  [
    'collect/imports-chalk.ts',
    "import 'chalk';",
    /collect may use modern-tar, parse5, ssh-config, ssh2, yauzl, Node/,
  ],
  ['cli/imports-ssh2.ts', "import 'ssh2';", /cli may use chalk, commander, workerpool, Node/],
  ['rules/imports-missing.ts', "import 'not-installed';", /imports not-installed/],

  ['capture/imports-grammar.ts', "import '../grammar/words.ts';", /capture may import from nothing/],
  ['capture/imports-knowledge.ts', "import '../knowledge/drivers.ts';", /capture may import from nothing/],
  [
    'grammar/imports-situation-type.ts',
    "import type { Attempt } from '../situation/attempt.ts';\nexport type A = Attempt;",
    /imports src\/situation\/attempt\.ts/,
  ],
  ['situation/imports-rules.ts', "import '../rules/rule.ts';", /imports src\/rules\/rule\.ts/],
  ['rules/imports-report.ts', "import '../report/words.ts';", /imports src\/report\/words\.ts/],
  ['rules/imports-redact.ts', "import '../redact/token.ts';", /imports src\/redact\/token\.ts/],
  ['knowledge/imports-grammar.ts', "import '../grammar/words.ts';", /knowledge may import from nothing/],
  ['report/imports-cli.ts', "import '../cli/main.ts';", /imports src\/cli\/main\.ts/],
  ['rules/imports-the-whole.ts', "import '../diagnosis.ts';", /imports src\/diagnosis\.ts/],
  ['collect/imports-cli.ts', "import '../cli/main.ts';", /imports src\/cli\/main\.ts/],
  ['rules/imports-outside.ts', "import '../../outside.ts';", /imports outside\.ts/],
  [
    'report/imports-manifest.ts',
    "import manifest from '../../package.json' with { type: 'json' };\nexport { manifest };",
    /imports package\.json/,
  ],
  ['grammar/circle-one.ts', "import './circle-two.ts';", /circle/],

  ['capture/uses-process.ts', 'export const x = process.argv;', /Line 1 uses process/],
  ['grammar/uses-buffer.ts', "export const x = Buffer.from('');", /uses Buffer/],
  ['grammar/uses-buffer-type.ts', 'export type X = Buffer;', /uses Buffer/],
  ['situation/uses-console.ts', '\nconsole.log(1);\nexport {};', /Line 2 uses console/],
  ['rules/uses-global-this.ts', 'export const x = globalThis.process;', /uses process/],
  ['report/uses-timer.ts', 'setTimeout(() => undefined, 1);\nexport {};', /uses setTimeout/],
  ['report/uses-import-meta.ts', 'export const x = import.meta;', /uses import\.meta/],
  ['situation/uses-clock.ts', 'export const x = Date.now();', /uses the clock \(now\)/],
  ['situation/uses-new-date.ts', 'export const x = new Date();', /uses the clock \(Date\)/],
  ['situation/uses-local-hours.ts', 'export const x = new Date(0).getHours();', /time zone \(getHours\)/],
  ['situation/uses-local-parts.ts', 'export const x = new Date(2026, 1, 1);', /time zone \(Date of parts/],
  ['rules/uses-random.ts', 'export const x = Math.random();', /uses randomness \(random\)/],
  ['report/uses-intl.ts', 'export const x = new Intl.NumberFormat();', /uses the locale \(Intl\)/],
  ['report/uses-locale.ts', "export const x = 'a'.localeCompare('b');", /uses the locale \(localeCompare\)/],

  ['stray.ts', 'export {};', /stands in no room/],
  ['utils/stray.ts', 'export {};', /stands in no room/],
];

/** Sources that keep to the rules, some of them close to the edge. */
const allowed: Readonly<Record<string, string>> = {
  // A circle is told once, at the first of its modules.
  'src/grammar/circle-two.ts': "import './circle-one.ts';",
  'src/capture/text.ts':
    "export const text = new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array());",
  'src/knowledge/drivers.ts': 'export const drivers = [];',
  'src/grammar/words.ts':
    "import 'chevrotain';\nimport '../capture/text.ts';\nimport '../knowledge/drivers.ts';",
  'src/situation/attempt.ts':
    "import '../grammar/words.ts';\nexport interface Attempt { readonly at: number }",
  'src/situation/time.ts': [
    'export const day = new Date(Date.UTC(2026, 0, 1)).getUTCDay();',
    'export const own = { process: 1, now: () => 0, getHours: () => 0 };',
    'export const used = own.process + own.now() + own.getHours();',
  ].join('\n'),
  'src/situation/tree.ts': "import type { Leaf } from './leaf.ts';\nexport interface Tree { leaf: Leaf }",
  'src/situation/leaf.ts': "import type { Tree } from './tree.ts';\nexport interface Leaf { tree: Tree }",
  'src/rules/rule.ts': "import type { Attempt } from '../situation/attempt.ts';\nexport type A = Attempt;",
  'src/redact/token.ts': "import '../knowledge/drivers.ts';",
  'src/report/words.ts': "import '../rules/rule.ts';\nimport '../redact/token.ts';",
  'src/diagnosis.ts': "import './rules/rule.ts';",
  'src/collect/files.ts':
    "import { readFileSync } from 'node:fs';\nexport const x = [readFileSync, Buffer, Date.now()];",
  'src/collect/ssh/session.ts': "import 'ssh2';",
  'src/cli/main.ts': [
    "import 'chalk';",
    "import 'commander';",
    "import '../diagnosis.ts';",
    "import 'node:process';",
    "import manifest from '../../package.json' with { type: 'json' };",
    'console.log(process.argv, manifest);',
  ].join('\n'),
  'outside.ts': 'export {};',
  'package.json': '{ "type": "module" }',
  ...Object.fromEntries(
    ['chalk', 'chevrotain', 'commander', 'ssh2'].flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, type: 'module', exports: './index.js' })],
      [`node_modules/${name}/index.js`, 'export {};'],
    ]),
  ),
};

describe('the boundary check', () => {
  let root: string;
  let reasons: ReadonlyMap<string, readonly string[]>;

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'hwdiag-boundaries-'));
    const files = {
      ...allowed,
      ...Object.fromEntries(forbidden.map(([file, source]) => [`src/${file}`, source])),
    };
    for (const [file, source] of Object.entries(files)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), `${source}\n`);
    }
    const violations = await findBoundaryViolations(root);
    const told = new Map<string, string[]>();
    for (const { file, reason } of violations) told.set(file, [...(told.get(file) ?? []), reason]);
    reasons = told;
  });

  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it.each(forbidden)('refuses %s', (file, _source, reason) => {
    expect(reasons.get(`src/${file}`)).toEqual([expect.stringMatching(reason)]);
  });

  it.each(Object.keys(allowed).filter((file) => file.startsWith('src/')))('accepts %s', (file) => {
    expect(reasons.get(file)).toBeUndefined();
  });
});
