// Adds a wording to a speaker and a printed line of it to the speaker's test:
//
//   npm run new:message -- SPEAKER KIND TEMPLATE LINE [--reached RUNG] [--broken RUNG] [--shared]
//   npm run new:message -- SPEAKER KIND TEMPLATE LINE --remark [--severity SEVERITY] [--about RUNG] [--noise] [--shared]
//
// LINE is what the program prints, without date, tag, pid and prefix: the proof that the template is right. A remark joins
// the remarks of its kind; one of a new kind needs a severity, and a rung where it belongs to one.
import { parseArgs } from 'node:util';
import ts from 'typescript';
import {
  quoted,
  readSource,
  runScaffold,
  ScaffoldError,
  sourceExists,
  withLineBelowLast,
  writeSources,
} from './source-file.mjs';

const usage = `usage: npm run new:message -- SPEAKER KIND TEMPLATE LINE [--reached RUNG] [--broken RUNG] [--shared]
       npm run new:message -- SPEAKER KIND TEMPLATE LINE --remark [--severity SEVERITY] [--about RUNG] [--noise] [--shared]`;

/**
 * @typedef {object} Wording
 * @property {string} kind
 * @property {string} template
 */

/**
 * What is known of a wording beside its text; undefined is not given.
 *
 * @typedef {object} Meaning
 * @property {string | undefined} reached
 * @property {string | undefined} broken
 * @property {string | undefined} severity
 * @property {string | undefined} about
 * @property {boolean} noise
 * @property {boolean} shared
 */

/**
 * Text to be put into a source at an offset.
 *
 * @typedef {readonly [number, string]} Insertion
 */

/**
 * One call of `remarks`.
 *
 * @typedef {object} Group
 * @property {string} path of the file that it stands in
 * @property {string | null} about
 * @property {string} severity
 * @property {boolean} noise
 * @property {boolean} shared
 * @property {ts.ObjectLiteralExpression} wordings
 */

runScaffold(() => {
  const { values: options, positionals } = parseArgs({
    options: {
      remark: { type: 'boolean', default: false },
      reached: { type: 'string' },
      broken: { type: 'string' },
      severity: { type: 'string' },
      about: { type: 'string' },
      noise: { type: 'boolean', default: false },
      shared: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const [speaker, kind, template, line] = positionals;
  if (speaker === undefined || kind === undefined || template === undefined || line === undefined) {
    throw new ScaffoldError(usage);
  }
  const { remark, reached, broken, severity, about, noise, shared } = options;
  if (remark ? reached !== undefined || broken !== undefined : noise || (severity ?? about) !== undefined) {
    throw new ScaffoldError(usage);
  }
  if (!/^[a-z0-9-]+$/.test(speaker) || speaker === 'index' || !sourceExists(pathOfSpeaker(speaker))) {
    throw new ScaffoldError(
      `There is no speaker ${speaker}. A new one is a file in src/grammar/speakers/ and a line in index.ts there.`,
    );
  }
  if (!/^[a-z0-9-]+\.[a-z0-9-]+$/.test(kind)) {
    throw new ScaffoldError(`A kind is a subject and an event, like interface.up; ${kind} is not.`);
  }
  const meaning = { reached, broken, severity, about, noise, shared };
  const testPath = `test/grammar/printed-lines/${speaker}.test.ts`;
  writeSources({
    ...(remark
      ? withRemark(speaker, { kind, template }, meaning)
      : withDeclaration(speaker, { kind, template }, meaning)),
    [testPath]: withLineBelowLast(
      sourceExists(testPath) ? readSource(testPath) : testOf(speaker),
      /^ {2}(?:\/\/ kind, line|\[['"])/,
      `  [${quoted(kind)}, ${quoted(line)}],`,
    ),
  });
});

/** @param {string} speaker */
function pathOfSpeaker(speaker) {
  return `src/grammar/speakers/${speaker}.ts`;
}

/**
 * Wordings of one kind stay together; a new kind goes to the end of the list.
 *
 * @param {string} speaker
 * @param {Wording} wording
 * @param {Meaning} meaning
 * @returns {Record<string, string>} the texts of the files that change, by path
 */
function withDeclaration(speaker, { kind, template }, { reached, broken, shared }) {
  const path = pathOfSpeaker(speaker);
  const source = parsed(path);
  const declarations = speakerCallOf(source).arguments[2];
  if (declarations === undefined || !ts.isArrayLiteralExpression(declarations)) {
    throw new ScaffoldError(`${path} has no list of declarations to add to.`);
  }
  const { elements } = declarations;
  const above = elements.findLast((one) => ts.isCallExpression(one) && textOf(one.arguments[0]) === kind);
  const words = [quoted(kind), quoted(template), ...membersOf({ reached, broken, shared })];
  return { [path]: edited(source, [behind(elements, `say(${words.join(', ')})`, above)]) };
}

/**
 * @param {string} speaker
 * @param {Wording} wording
 * @param {Meaning} meaning
 * @returns {Record<string, string>} the texts of the files that change, by path
 */
function withRemark(speaker, { kind, template }, meaning) {
  const { severity, about, noise, shared } = meaning;
  const sources = remarkSourcesOf(speaker);
  const groups = sources
    .flatMap(groupsOf)
    .filter((group) => group.noise === noise && group.shared === shared)
    .filter((group) => severity === undefined || group.severity === severity);
  for (const group of groups) {
    if (about !== undefined && group.about !== about) continue;
    const templates = templatesOf(group, kind);
    if (templates === null) continue;
    const source = group.wordings.getSourceFile();
    return { [group.path]: edited(source, [behind(templates.elements, quoted(template))]) };
  }
  if (severity === undefined) {
    throw new ScaffoldError(
      `${kind} is a new kind of remark of ${speaker}: --severity says how the program rates it, --about to which rung it belongs.`,
    );
  }
  const entry = `${quoted(kind)}: [${quoted(template)}]`;
  const group = mostAlike(
    groups.filter((one) => one.about === (about ?? null)),
    kind,
  );
  if (group !== undefined) {
    const source = group.wordings.getSourceFile();
    return { [group.path]: edited(source, [behind(group.wordings.properties, entry)]) };
  }
  const place = about === undefined ? 'null' : quoted(about);
  const words = [place, quoted(severity), `{ ${entry} }`, ...membersOf({ noise, shared })];
  return withGroup(speaker, sources, `remarks(${words.join(', ')})`, kind);
}

/**
 * Adds a call of `remarks`, where need be in a new file that is given to the speaker.
 *
 * @param {string} speaker
 * @param {readonly ts.SourceFile[]} sources
 * @param {string} call
 * @param {string} kind
 * @returns {Record<string, string>}
 */
function withGroup(speaker, sources, call, kind) {
  const path = mostAlike(sources.flatMap(groupsOf), kind)?.path;
  const source = sources.find(({ fileName }) => fileName === path) ?? sources[0];
  if (source !== undefined) {
    const list = exportedValueOf(source);
    const insertions = ts.isArrayLiteralExpression(list)
      ? [behind(list.elements, `...${call}`)]
      : [at(list.getStart(source), '[...'), at(list.getEnd(), `, ...${call}]`)];
    return { [source.fileName]: edited(source, insertions) };
  }
  const name = `${speaker.replace(/-(.)/g, (_, letter) => letter.toUpperCase())}Remarks`;
  const own = parsed(pathOfSpeaker(speaker));
  const imported = own.statements.findLast(ts.isImportDeclaration);
  const { arguments: given } = speakerCallOf(own);
  const habits = given[3];
  const told =
    habits !== undefined && ts.isObjectLiteralExpression(habits)
      ? behind(habits.properties, `remarks: [${name}]`)
      : behind(given, `{ remarks: [${name}] }`);
  return {
    [`src/grammar/remarks/${speaker}.ts`]: `import { remarks } from '../declaration.ts';

/** What else ${speaker} says. */
export const ${name} = () => [...${call}];
`,
    [own.fileName]: edited(own, [
      at(imported?.getEnd() ?? 0, `\nimport { ${name} } from '../remarks/${speaker}.ts';`),
      told,
    ]),
  };
}

/**
 * The files of remarks that a speaker imports.
 *
 * @param {string} speaker
 * @returns {readonly ts.SourceFile[]}
 */
function remarkSourcesOf(speaker) {
  return parsed(pathOfSpeaker(speaker))
    .statements.filter(ts.isImportDeclaration)
    .map(({ moduleSpecifier }) => /^\.\.\/remarks\/(.*)$/.exec(textOf(moduleSpecifier) ?? '')?.[1])
    .filter((name) => name !== undefined)
    .map((name) => parsed(`src/grammar/remarks/${name}`));
}

/**
 * @param {ts.SourceFile} source
 * @returns {readonly Group[]} those whose wordings stand in the call itself
 */
function groupsOf(source) {
  return callsOf(source, 'remarks').flatMap((call) => {
    const [about, severity, wordings, more] = call.arguments;
    if (wordings === undefined || !ts.isObjectLiteralExpression(wordings)) return [];
    const members = more?.getText(source) ?? '';
    return {
      path: source.fileName,
      about: textOf(about),
      severity: textOf(severity) ?? '',
      noise: members.includes('noise:'),
      shared: members.includes('shared:'),
      wordings,
    };
  });
}

/**
 * The group that has the most kinds of the same subject.
 *
 * @param {readonly Group[]} groups
 * @param {string} kind
 * @returns {Group | undefined}
 */
function mostAlike(groups, kind) {
  const subject = kind.slice(0, kind.indexOf('.') + 1);
  /** @param {Group} group */
  const alike = ({ wordings: { properties } }) =>
    properties.filter(({ name }) => textOf(name)?.startsWith(subject)).length;
  return [...groups].sort((one, other) => alike(other) - alike(one))[0];
}

/**
 * @param {Group} group
 * @param {string} kind
 * @returns {ts.ArrayLiteralExpression | null}
 */
function templatesOf({ wordings }, kind) {
  for (const property of wordings.properties) {
    if (!ts.isPropertyAssignment(property) || textOf(property.name) !== kind) continue;
    if (ts.isArrayLiteralExpression(property.initializer)) return property.initializer;
  }
  return null;
}

/**
 * @param {string} path
 * @returns {ts.SourceFile}
 */
function parsed(path) {
  return ts.createSourceFile(path, readSource(path), ts.ScriptTarget.Latest, true);
}

/**
 * @param {ts.SourceFile} source
 * @returns {ts.CallExpression} of `speaker`
 */
function speakerCallOf(source) {
  const [call] = callsOf(source, 'speaker');
  if (call === undefined) throw new ScaffoldError(`${source.fileName} declares no speaker.`);
  return call;
}

/**
 * @param {ts.SourceFile} source
 * @param {string} name of the function
 * @returns {readonly ts.CallExpression[]} in the order of the source
 */
function callsOf(source, name) {
  /** @type {ts.CallExpression[]} */
  const calls = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === name) calls.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return calls;
}

/**
 * @param {ts.SourceFile} source
 * @returns {ts.ConciseBody} what the function that it exports last makes
 */
function exportedValueOf(source) {
  const statement = source.statements.findLast(ts.isVariableStatement);
  const value = statement?.declarationList.declarations[0]?.initializer;
  if (value === undefined || !ts.isArrowFunction(value)) {
    throw new ScaffoldError(`${source.fileName} has no list to add to.`);
  }
  return value.body;
}

/**
 * @param {ts.Node | undefined} node
 * @returns {string | null} the value of a literal text
 */
function textOf(node) {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : null;
}

/**
 * @param {Readonly<Record<string, string | boolean | undefined>>} members
 * @returns {readonly string[]} the source of an object with those that are given; none where none is
 */
function membersOf(members) {
  const given = Object.entries(members)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? quoted(value) : value}`);
  return given.length === 0 ? [] : [`{ ${given.join(', ')} }`];
}

/**
 * Text behind an element of a list, or behind the last one.
 *
 * @param {ts.NodeArray<ts.Node>} elements
 * @param {string} text
 * @param {ts.Node | undefined} element
 * @returns {Insertion}
 */
function behind(elements, text, element = elements.at(-1)) {
  return element === undefined ? at(elements.pos, text) : at(element.getEnd(), `,\n${text}`);
}

/**
 * @param {number} offset
 * @param {string} text
 * @returns {Insertion}
 */
function at(offset, text) {
  return [offset, text];
}

/**
 * @param {ts.SourceFile} source
 * @param {readonly Insertion[]} insertions
 * @returns {string} the text of the source with the insertions
 */
function edited(source, insertions) {
  return [...insertions]
    .sort(([one], [other]) => other - one)
    .reduce(
      (text, [offset, added]) => text.slice(0, offset) + added + text.slice(offset),
      source.getFullText(),
    );
}

/**
 * @param {string} speaker
 * @returns {string}
 */
function testOf(speaker) {
  return `import { expect, it } from 'vitest';
import { MessageIndex } from '../../../src/grammar/message-index.ts';
import { speakers } from '../../../src/grammar/speakers/index.ts';

const index = new MessageIndex(speakers);

/** What ${speaker} prints, and the kind each line is read as. */
const lines: readonly (readonly [string, string])[] = [
  // kind, line
];

it.each(lines)('reads %s: %s', (kind, line) => {
  expect(index.match(line, '${speaker}')?.declaration.kind).toBe(kind);
});
`;
}
