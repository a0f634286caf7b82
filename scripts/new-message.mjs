// Adds a wording to a speaker and a printed line of it to the speaker's test:
//
//   npm run new:message -- SPEAKER KIND TEMPLATE LINE [--reached RUNG] [--broken RUNG] [--shared]
//
// LINE is what the program prints, without date, tag and pid: the proof that the template is right.
import { parseArgs } from 'node:util';
import {
  quoted,
  readSource,
  runScaffold,
  ScaffoldError,
  sourceExists,
  withLineBelowLast,
  writeSources,
} from './source-file.mjs';

const usage =
  'usage: npm run new:message -- SPEAKER KIND TEMPLATE LINE [--reached RUNG] [--broken RUNG] [--shared]';

runScaffold(() => {
  const { values: meaning, positionals } = parseArgs({
    options: { reached: { type: 'string' }, broken: { type: 'string' }, shared: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [speaker, kind, template, line] = positionals;
  if (speaker === undefined || kind === undefined || template === undefined || line === undefined) {
    throw new ScaffoldError(usage);
  }
  const speakerPath = `src/grammar/speakers/${speaker}.ts`;
  if (!/^[a-z0-9-]+$/.test(speaker) || speaker === 'index' || !sourceExists(speakerPath)) {
    throw new ScaffoldError(
      `There is no speaker ${speaker}. A new one is a file in src/grammar/speakers/ and a line in index.ts there.`,
    );
  }
  if (!/^[a-z0-9-]+\.[a-z0-9-]+$/.test(kind)) {
    throw new ScaffoldError(`A kind is a subject and an event, like interface.up; ${kind} is not.`);
  }
  const testPath = `test/grammar/speakers/${speaker}.test.ts`;
  writeSources({
    [speakerPath]: withWording(readSource(speakerPath), kind, declarationOf(kind, template, meaning)),
    [testPath]: withLineBelowLast(
      sourceExists(testPath) ? readSource(testPath) : testOf(speaker),
      /^ {2}(?:\/\/ kind, line|\[')/,
      `  [${quoted(kind)}, ${quoted(line)}],`,
    ),
  });
});

/**
 * Wordings of one kind stay together; a new kind goes to the end of the list.
 *
 * @param {string} text
 * @param {string} kind
 * @param {string} declaration
 * @returns {string}
 */
function withWording(text, kind, declaration) {
  const sameKind = new RegExp(`^ *say\\('${kind.replace('.', '\\.')}',.*\\),$`);
  const anyKind = /^ *(?:say\(.*\),|\),)$/;
  const place = text.split('\n').some((line) => sameKind.test(line)) ? sameKind : anyKind;
  return withLineBelowLast(text, place, declaration);
}

/**
 * @param {string} kind
 * @param {string} template
 * @param {{ readonly reached?: string | undefined, readonly broken?: string | undefined, readonly shared?: boolean | undefined }} meaning
 * @returns {string}
 */
function declarationOf(kind, template, { reached, broken, shared }) {
  const fields = [
    ...(reached === undefined ? [] : [`reached: ${quoted(reached)}`]),
    ...(broken === undefined ? [] : [`broken: ${quoted(broken)}`]),
    ...(shared === true ? ['shared: true'] : []),
  ];
  const words = [
    quoted(kind),
    quoted(template),
    ...(fields.length === 0 ? [] : [`{ ${fields.join(', ')} }`]),
  ];
  return `    say(${words.join(', ')}),`;
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
