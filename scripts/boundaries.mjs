import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { cruise } from 'dependency-cruiser';
import ts from 'typescript';
import { repositoryRoot } from './node-tool.mjs';

/**
 * @typedef {object} Room
 * @property {boolean} core pure and synchronous, able to run in a browser page
 * @property {readonly string[]} rooms the other rooms it may import from
 * @property {readonly string[]} libraries the npm packages it may import
 */

const stages = ['capture', 'knowledge', 'grammar', 'situation', 'rules'];
const core = [...stages, 'redact', 'report', 'evaluation', 'diagnosis.ts'];

/**
 * The rooms of `src/`, in the direction of flow: a room imports only from rooms above it. Each is a folder, but for
 * `diagnosis.ts`, which joins the core's stages into one.
 *
 * @type {Readonly<Record<string, Room>>}
 */
const rooms = {
  capture: { core: true, rooms: [], libraries: [] },
  knowledge: { core: true, rooms: [], libraries: [] },
  grammar: { core: true, rooms: ['capture', 'knowledge'], libraries: ['chevrotain'] },
  situation: { core: true, rooms: ['capture', 'knowledge', 'grammar'], libraries: [] },
  rules: { core: true, rooms: ['capture', 'knowledge', 'grammar', 'situation'], libraries: [] },
  redact: { core: true, rooms: stages, libraries: [] },
  report: { core: true, rooms: [...stages, 'redact'], libraries: [] },
  evaluation: { core: true, rooms: stages, libraries: [] },
  'diagnosis.ts': { core: true, rooms: stages, libraries: [] },
  collect: {
    core: false,
    rooms: ['capture', 'knowledge', 'grammar', 'redact'],
    libraries: ['modern-tar', 'parse5', 'ssh-config', 'ssh2', 'yauzl'],
  },
  dial: { core: false, rooms: [...core, 'collect'], libraries: [] },
  cli: { core: false, rooms: [...core, 'collect', 'dial'], libraries: ['chalk', 'commander', 'workerpool'] },
};

/**
 * One place where a source file reaches for something its room may not have.
 *
 * @typedef {object} BoundaryViolation
 * @property {string} file relative to the root, with `/`
 * @property {string} reason a sentence
 */

/**
 * Checks every file under `src/`: which rooms, libraries and Node modules it imports, types included, and, in
 * the core, which globals it uses.
 *
 * @param {string} root the folder that holds `src/`
 * @returns {Promise<BoundaryViolation[]>} ordered by file
 */
export async function findBoundaryViolations(root) {
  const files = sourceFilesOf(root);
  const violations = [
    ...strayFiles(files),
    ...(await forbiddenImports(root)),
    ...impureNames(
      root,
      files.filter((file) => rooms[roomOf(file)]?.core),
    ),
  ];
  return violations.sort((a, b) => compare(a.file, b.file) || compare(a.reason, b.reason));
}

/**
 * @param {string} root
 * @returns {string[]} the TypeScript files under `src/`, relative to the root, with `/`
 */
function sourceFilesOf(root) {
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `src/${name.split(sep).join('/')}`);
}

/**
 * @param {string} file
 * @returns {string} the folder below `src/`, or the file's own name when it stands in none
 */
function roomOf(file) {
  return file.split('/')[1] ?? '';
}

/**
 * @param {readonly string[]} files
 * @returns {BoundaryViolation[]}
 */
function strayFiles(files) {
  return files
    .filter((file) => rooms[roomOf(file)] === undefined)
    .map((file) => ({ file, reason: 'It stands in no room; scripts/boundaries.mjs lists them.' }));
}

/**
 * @param {string} root
 * @returns {Promise<BoundaryViolation[]>}
 */
async function forbiddenImports(root) {
  const { output } = await cruise(
    ['src'],
    {
      baseDir: root,
      validate: true,
      ruleSet: {
        forbidden: [...Object.entries(rooms).flatMap(([name, room]) => importRules(name, room)), noCycle],
      },
      tsPreCompilationDeps: true,
      doNotFollow: { path: '(^|/)node_modules/' },
    },
    {
      extensions: ['.ts', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types'],
    },
  );
  if (typeof output === 'string') throw new Error(`dependency-cruiser gave text, not a result: ${output}`);
  return output.summary.violations.map(({ from, to, rule }) => ({
    file: from,
    reason: `It imports ${to}: ${rule.name}`,
  }));
}

/**
 * The rules of one room for dependency-cruiser. It hands back a broken rule's name alone, so that is the sentence.
 *
 * @param {string} name
 * @param {Room} room
 * @returns {import('dependency-cruiser').IRegularForbiddenRuleType[]}
 */
function importRules(name, room) {
  const from = { path: pathOf([name]) };
  // A relative path means that the file does not exist: the type check tells it better.
  const ours = ['^src/', '^\\.{1,2}/', ...(room.core ? [] : ['^package\\.json$'])];
  const libraries = room.libraries.map((library) => `^(node_modules/)?${library}(/|$)`);
  return [
    {
      name: `${name} may import from ${listed(room.rooms)}.`,
      severity: 'error',
      from,
      to: { path: '^src/', pathNot: pathOf([name, ...room.rooms]) },
    },
    {
      name: `${name} may use ${listed([...room.libraries, ...(room.core ? [] : ['Node'])])}.`,
      severity: 'error',
      from,
      to: { pathNot: [...ours, ...libraries], dependencyTypesNot: room.core ? [] : ['core'] },
    },
  ];
}

/**
 * @param {readonly string[]} names of rooms
 * @returns {string} the regular expression of all files in them
 */
function pathOf(names) {
  const paths = names.map((name) => (name.endsWith('.ts') ? `${name.replaceAll('.', '\\.')}$` : `${name}/`));
  return `^src/(${paths.join('|')})`;
}

/**
 * Types may refer to each other in a circle; modules that need each other to run may not.
 *
 * @type {import('dependency-cruiser').IRegularForbiddenRuleType}
 */
const noCycle = {
  name: 'modules do not import each other in a circle.',
  severity: 'error',
  from: { path: '^src/' },
  to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
};

/**
 * The compiler's complaints about a name it does not know. With no types of Node or of a browser at hand,
 * that is what `process`, `Buffer`, `console`, `setTimeout` and `globalThis.process` are.
 */
const unknownNameCodes = new Set([2304, 2503, 2552, 2580, 2584, 2591, 7017]);

/** Members of the ECMAScript library whose answer depends on when or where they are asked. */
const impureMembers = new Map([
  ['DateConstructor.now', 'the clock'],
  ['DateConstructor.parse', 'the time zone'],
  ['Date.getDate', 'the time zone'],
  ['Date.getDay', 'the time zone'],
  ['Date.getFullYear', 'the time zone'],
  ['Date.getHours', 'the time zone'],
  ['Date.getMinutes', 'the time zone'],
  ['Date.getMonth', 'the time zone'],
  ['Date.getTimezoneOffset', 'the time zone'],
  ['Date.toDateString', 'the time zone'],
  ['Date.toString', 'the time zone'],
  ['Date.toTimeString', 'the time zone'],
  ['Math.random', 'randomness'],
]);

/** Members of any type that follow the locale: `toLocaleString`, `localeCompare`, `toLocaleLowerCase`, … */
const localeMember = /^(?:toLocale[A-Z]\w*|localeCompare)$/;

/**
 * @param {string} root
 * @param {readonly string[]} coreFiles
 * @returns {BoundaryViolation[]}
 */
function impureNames(root, coreFiles) {
  const program = ts.createProgram({
    rootNames: [
      ...coreFiles.map((file) => join(root, file)),
      join(repositoryRoot, 'scripts', 'core-globals.d.ts'),
    ],
    options: {
      target: ts.ScriptTarget.ES2023,
      lib: ['lib.es2023.d.ts'],
      types: [],
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      allowImportingTsExtensions: true,
      resolveJsonModule: true,
      strict: true,
      noEmit: true,
      skipLibCheck: true,
    },
  });
  const judged = new Set(coreFiles);
  return program.getSourceFiles().flatMap((sourceFile) => {
    const file = relative(root, sourceFile.fileName).split(sep).join('/');
    if (!judged.has(file)) return [];
    /** @type {(position: number, what: string) => BoundaryViolation} */
    const violation = (position, what) => {
      const line = sourceFile.getLineAndCharacterOfPosition(position).line + 1;
      return { file, reason: `Line ${line} uses ${what}, which the core may not.` };
    };
    const unknownNames = program
      .getSemanticDiagnostics(sourceFile)
      .filter(({ code, start }) => unknownNameCodes.has(code) && !isQuoted(sourceFile.text, start))
      .map(({ start = 0, length }) => violation(start, sourceFile.text.slice(start, start + (length ?? 0))));
    /** @type {BoundaryViolation[]} */
    const impure = [];
    /** @param {ts.Node} node */
    const visit = (node) => {
      const source = impuritySource(node, program);
      if (source !== undefined) impure.push(violation(node.getStart(sourceFile), source));
      ts.forEachChild(node, visit);
    };
    visit(sourceFile);
    return [...unknownNames, ...impure];
  });
}

/**
 * Whether a complaint is about a module's name, as it is for `import type … from 'node:fs'`: those are the
 * import check's.
 *
 * @param {string} text
 * @param {number | undefined} start
 * @returns {boolean}
 */
function isQuoted(text, start) {
  return start !== undefined && /['"]/.test(text.charAt(start));
}

/**
 * @param {ts.Node} node
 * @param {ts.Program} program
 * @returns {string | undefined} what the node reads besides its input; undefined when nothing
 */
function impuritySource(node, program) {
  if (ts.isMetaProperty(node)) return node.getText();
  if (ts.isIdentifier(node) && node.text === 'Intl' && isLibraryName(node, program))
    return 'the locale (Intl)';
  if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
    const called = node.expression;
    if (!ts.isIdentifier(called) || called.text !== 'Date' || !isLibraryName(called, program))
      return undefined;
    const count = node.arguments?.length ?? 0;
    if (count === 0) return 'the clock (Date)';
    return count === 1 ? undefined : 'the time zone (Date of parts; Date.UTC is free of it)';
  }
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const member = node.name.text;
  if (localeMember.test(member)) return `the locale (${member})`;
  const owner = program.getTypeChecker().getTypeAtLocation(node.expression).getSymbol()?.name;
  const source = impureMembers.get(`${owner}.${member}`);
  return source === undefined ? undefined : `${source} (${member})`;
}

/**
 * @param {ts.Identifier} name
 * @param {ts.Program} program
 * @returns {boolean} whether it is the ECMAScript library's, not one of ours of the same name
 */
function isLibraryName(name, program) {
  const declarations = program.getTypeChecker().getSymbolAtLocation(name)?.declarations ?? [];
  return declarations.some((declaration) => program.isSourceFileDefaultLibrary(declaration.getSourceFile()));
}

/**
 * @param {readonly string[]} names
 * @returns {string}
 */
function listed(names) {
  return names.length === 0 ? 'nothing' : names.join(', ');
}

/**
 * @param {string} a
 * @param {string} b
 * @returns {number}
 */
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
