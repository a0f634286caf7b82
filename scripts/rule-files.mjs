// What is written from the rules themselves: the list of all rules, and the heads of their pages.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { repositoryRoot } from './node-tool.mjs';

/** Folders of rules, in the order of the list: the rungs of the ladder, then what is about none. */
export const ruleFolders = [
  'power',
  'mode',
  'driver',
  'control',
  'sim',
  'register',
  'dial',
  'address',
  'route',
  'internet',
  'notes',
];

export const listPath = 'src/rules/list.ts';
export const kindsPath = 'src/rules/kinds-read.ts';

/** A sample: `export const apnTypo = defineRule({`, `export const keventDropped = defineHarmlessLine({` */
const declared = /^export const (\w+)(?::[^=]+)? = define\w+\(/m;

/**
 * The rules by their files: what is no rule declares none.
 *
 * @param {string} root the repository's root
 * @returns {{ folder: string, id: string, name: string }[]} lowest rung first, then by id
 */
export function ruleFiles(root = repositoryRoot) {
  return ruleFolders.flatMap((folder) =>
    filesIn(join(root, 'src', 'rules', folder))
      .filter((file) => file.endsWith('.ts'))
      .sort()
      .flatMap((file) => {
        const name = declared.exec(readFileSync(join(root, 'src', 'rules', folder, file), 'utf8'))?.[1];
        return name === undefined ? [] : [{ folder, id: file.slice(0, -'.ts'.length), name }];
      }),
  );
}

/**
 * @param {string} root the repository's root
 * @returns {string} the source of `src/rules/list.ts`
 */
export function ruleListSource(root = repositoryRoot) {
  const files = ruleFiles(root);
  const imports = files.map(({ folder, id, name }) => `import { ${name} } from './${folder}/${id}.ts';`);
  // Biome's order of imports: by path.
  const paths = [...imports, "import { type ListedRule, listed } from './listed-rule.ts';"].sort((a, b) =>
    pathOf(a) < pathOf(b) ? -1 : 1,
  );
  return `// Written by npm run generate:rules. Do not edit.
${paths.join('\n')}

/** Every rule, lowest rung first, notes last. */
export const rules: readonly ListedRule[] = [
${files.map(({ name }) => `  listed(${name}),`).join('\n')}
];
`;
}

/** Kinds of observations; TypeScript has them in a type only. Sample: `  readonly kind: 'usb-device';` */
const observationKind = /^ {2}readonly kind: '([a-z-]+)';$/gm;

/** A sample: `import { simStates } from '../../situation/facts/sim.ts';` */
const imported = /from '(\.[^']+)'/g;

/**
 * What each rule looks at: the kinds of messages, remarks and observations that its source names, or that of the facts
 * and helpers it asks.
 *
 * @param {readonly { readonly declarations: readonly { kind: string }[], readonly remarks?: readonly (() => readonly { kind: string }[])[] }[]} speakers
 * @param {string} root the repository's root
 * @returns {string} the source of `src/rules/kinds-read.ts`
 */
export function kindsReadSource(speakers, root = repositoryRoot) {
  const observations = readFileSync(join(root, 'src', 'grammar', 'observation.ts'), 'utf8');
  const kinds = new Set([
    ...speakers.flatMap(({ declarations, remarks = [] }) =>
      [...declarations, ...remarks.flatMap((list) => list())].map(({ kind }) => kind),
    ),
    ...[...observations.matchAll(observationKind)].map((match) => match[1] ?? ''),
  ]);
  const lines = ruleFiles(root).map(({ folder, id }) => {
    const read = [...sourcesOf(join(root, 'src', 'rules', folder, `${id}.ts`), root)].flatMap((source) =>
      [...source.matchAll(/'([a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)?)'/g)].map((match) => match[1] ?? ''),
    );
    const own = [...new Set(read)].filter((kind) => kinds.has(kind)).sort();
    return `  '${id}':\n    '${own.join(' ')}',`;
  });
  return `// Written by npm run generate:rules. Do not edit.

/** What each rule looks at: kinds of messages, remarks and observations, itself or by the facts that it asks for. */
export const kindsRead: Readonly<Record<string, string>> = {
${lines.join('\n')}
};
`;
}

/**
 * The text of a rule and of what it imports from the rooms of rules and facts.
 *
 * @param {string} file
 * @param {string} root
 * @param {Set<string>} seen
 * @returns {Set<string>}
 */
function sourcesOf(file, root, seen = new Set()) {
  const texts = new Set();
  if (seen.has(file)) return texts;
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  texts.add(text);
  for (const [, path = ''] of text.matchAll(imported)) {
    const target = join(dirname(file), path);
    const room = relative(root, target).split(sep).join('/');
    const isHelper = /^src\/(?:rules\/(?!inputs\.ts|list)|situation\/facts\/)/.test(room);
    if (isHelper) for (const other of sourcesOf(target, root, seen)) texts.add(other);
  }
  return texts;
}

/**
 * @param {string} statement
 * @returns {string}
 */
function pathOf(statement) {
  return statement.slice(statement.indexOf("'"));
}

/**
 * @param {string} folder
 * @returns {string[]} empty where there is no such folder
 */
function filesIn(folder) {
  try {
    return readdirSync(folder);
  } catch {
    // A rung without rules has no folder yet.
    return [];
  }
}
