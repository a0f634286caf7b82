// Bundles the program and its libraries into a few files, so that the installed package has no dependencies of its own:
//   dist/hwdiag.cjs   what is started: loads the program, compiled already where it can be
//   dist/program.cjs  the program; what few inputs need stands in further files beside it
//   dist/triage-worker.cjs  what a worker of `triage` is started with; its program stands in triage-work.cjs
// Rolldown does it: vitest brings it along, and it has no install script.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, relative, sep } from 'node:path';
import { rolldown } from 'rolldown';
import { shellScriptsAsText, withoutBinaries } from './bundling.mjs';
import { repositoryRoot } from './node-tool.mjs';

const outputFolder = join(repositoryRoot, 'dist');

const parts = await bundled({ program: 'src/cli/main.ts', 'triage-work': 'src/cli/triage/worker.ts' });
const digest = createHash('sha256');
for (const { code } of parts) digest.update(code);
const build = digest.digest('hex').slice(0, 16);
const launchers = [await launcherOf('program', 'hwdiag'), await launcherOf('triage-work', 'triage-worker')];

mkdirSync(outputFolder, { recursive: true });
replaceFile('third-party-licenses.txt', licencesOf(parts.flatMap((part) => part.moduleIds)));
for (const part of parts) replaceFile(part.fileName, asFunction(part.code));
for (const launcher of launchers) replaceFile(launcher.fileName, launcher.code);
const present = ['third-party-licenses.txt', ...[...launchers, ...parts].map((part) => part.fileName)];
for (const name of readdirSync(outputFolder)) if (!present.includes(name)) rmSync(join(outputFolder, name));

/**
 * @typedef {object} Part
 * @property {string} fileName
 * @property {string} code
 * @property {readonly string[]} moduleIds absolute paths of the modules in it
 */

/**
 * @param {string} program the name of the bundled file that it starts
 * @param {string} name of the file it becomes
 * @returns {Promise<Part>}
 */
async function launcherOf(program, name) {
  if (!parts.some(({ fileName }) => fileName === `${program}.cjs`))
    throw new Error(`There is no ${program}.`);
  const [launcher, ...more] = await bundled({ [name]: 'src/cli/launch.ts' }, '#!/usr/bin/env node', {
    'bundle.file': JSON.stringify(`${program}.cjs`),
    'bundle.build': JSON.stringify(build),
  });
  if (launcher === undefined || more.length > 0) throw new Error('The launcher is not one file.');
  return launcher;
}

/**
 * @param {Record<string, string>} input modules by the names of the files they become; the first one is the program's
 * @param {string} [banner]
 * @param {Record<string, string>} [define]
 * @returns {Promise<Part[]>} the files of the inputs first, then what they load when they need it
 */
async function bundled(input, banner = '', define = {}) {
  const [name = ''] = Object.keys(input);
  const bundle = await rolldown({
    cwd: repositoryRoot,
    input,
    platform: 'node',
    transform: { define },
    moduleTypes: shellScriptsAsText,
    plugins: [withoutBinaries],
  });
  const { output } = await bundle.generate({
    // Not ESM: only scripts can be started from compiled code.
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    // Every file costs time at the start. So there is one for what always runs, and one for all that a diagnosis takes.
    codeSplitting: {
      groups: [
        { name: `${name}-start`, tags: ['$initial'], test: isNoWorker, priority: 2 },
        { name: 'diagnosis', test: isOfDiagnosis, priority: 1 },
      ],
    },
    banner,
    // Names of functions are kept: the stack that --debug prints must be readable in a report without a source map.
    minify: { compress: true, mangle: { keepNames: true }, codegen: { removeWhitespace: true } },
  });
  await bundle.close();
  const chunks = output.filter((file) => file.type === 'chunk');
  const missing = chunks
    .flatMap((chunk) => [...chunk.imports, ...chunk.dynamicImports])
    .filter((imported) => !isBuiltin(imported) && !chunks.some((chunk) => chunk.fileName === imported));
  // Rolldown leaves what it cannot resolve to run time, which is the user's.
  if (missing.length > 0) throw new Error(`The bundle would need ${missing.join(', ')}.`);
  return chunks
    .sort((one, other) => Number(other.isEntry) - Number(one.isEntry))
    .map(({ fileName, code, moduleIds }) => ({ fileName, code: inAscii(code), moduleIds }));
}

/**
 * @param {string} id of a module
 * @returns {boolean} false for what only some commands and few inputs need
 */
function isOfDiagnosis(id) {
  const path = relative(repositoryRoot, id).split(sep).join('/');
  const isLibrary = /^node_modules\/(?:@?chevrotain|lodash-es|chalk)\//.test(path);
  const isCore =
    /^src\/(?!cli\/|collect\/page\.ts)/.test(path) &&
    !isAside(path) &&
    !isForTriage(path) &&
    !isForRouters(path);
  return (
    isLibrary ||
    isCore ||
    /^src\/cli\/(?:colors|config|diagnose|told|input-capture|inputs|invitation)\.ts/.test(path)
  );
}

/**
 * @param {string} path of a module
 * @returns {boolean} true for what only some commands, `--reply` or a format for sharing needs
 */
function isAside(path) {
  return /^src\/(?:redact\/written-text\.ts|report\/(?:(?:redacted|redacted-text|explain-line|plain-verdict|reply)\.ts|(?:shareable|ask|compare|watch)\/)|rules\/kinds-read\.ts)/.test(
    path,
  );
}

/**
 * @param {string} path of a module
 * @returns {boolean} true for what only `triage`, archives and folders need
 */
function isForTriage(path) {
  return /^src\/(?:report\/triage\/|collect\/(?:archive|bundle|live-record|saved-tests|wanted)|situation\/facts\/(?:modem-identity|operator)\.ts)/.test(
    path,
  );
}

/**
 * @param {string} path of a module
 * @returns {boolean} true for what only a login on a router and a script for one need
 */
function isForRouters(path) {
  return /^src\/collect\/(?:router|ssh)\//.test(path);
}

/**
 * @param {string} id of a module
 * @returns {boolean} false for what a worker of `triage` is started with
 */
function isNoWorker(id) {
  return !id.endsWith(join('triage', 'worker.ts'));
}

/**
 * As the launcher runs it. To put this around a source at every start would be to copy it.
 *
 * @param {string} code of a CommonJS module
 * @returns {string}
 */
function asFunction(code) {
  return `(function (exports, require, module, __filename, __dirname) {${code}\n})`;
}

/**
 * One character outside ASCII makes every character of a source take two bytes in memory, and time.
 *
 * @param {string} code whose other characters stand in strings, templates and regular expressions only
 * @returns {string}
 */
function inAscii(code) {
  return code.replace(
    /[^\0-\x7f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * Puts a file in place in one step: a program that runs meanwhile sees the old one or the new one, never a half.
 *
 * @param {string} name in the output folder
 * @param {string} text
 */
function replaceFile(name, text) {
  const file = join(outputFolder, name);
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o755 });
  renameSync(draft, file);
}

/**
 * The licence texts of the libraries in the bundle: theirs ask that the text travels with every copy.
 *
 * @param {readonly string[]} moduleIds absolute paths of the bundled modules
 * @returns {string}
 */
function licencesOf(moduleIds) {
  const folders = new Set(moduleIds.map(packageFolderOf).filter((folder) => folder !== undefined));
  const texts = [...folders].sort().map((folder) => {
    /** @type {{ name: string, version: string, license: string }} */
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((name) => /^licen[cs]e(\.\w+)?$/i.test(name));
    if (file === undefined) throw new Error(`The package ${manifest.name} has no licence file to ship.`);
    const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
    return `${manifest.name} ${manifest.version} (${manifest.license})\n\n${text}\n`;
  });
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

/**
 * @param {string} moduleId
 * @returns {string | undefined} the folder of the npm package the module belongs to; undefined for our own
 */
function packageFolderOf(moduleId) {
  const match = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+(?=[\\/])/.exec(moduleId);
  return match === null ? undefined : match[0];
}
