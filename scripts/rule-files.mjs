// What is written from the rules themselves: the list of all rules, and the heads of their pages.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
