// Bundles the program and its libraries into one file, dist/hwdiag.js, so that the installed package has no
// dependencies of its own. Rolldown does it: vitest brings it along, and it has no install script.
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { repositoryRoot } from './node-tool.mjs';

const outputFolder = join(repositoryRoot, 'dist');

const bundle = await rolldown({
  cwd: repositoryRoot,
  input: 'src/cli/main.ts',
  platform: 'node',
});
const { output } = await bundle.generate({
  format: 'esm',
  codeSplitting: false,
  banner: '#!/usr/bin/env node',
  // Names are kept: the stack that --debug prints must be readable in a report without a source map.
  minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
});
await bundle.close();

const chunks = output.filter((file) => file.type === 'chunk');
const missing = chunks
  .flatMap((chunk) => [...chunk.imports, ...chunk.dynamicImports])
  .filter((name) => !isBuiltin(name) && !chunks.some((chunk) => chunk.fileName === name));
// Rolldown leaves what it cannot resolve to run time, which is the user's.
if (missing.length > 0) throw new Error(`The bundle would need ${missing.join(', ')}.`);
const [program] = chunks;
if (program === undefined || chunks.length > 1) {
  throw new Error(`The bundle is ${chunks.length} files, not one.`);
}

mkdirSync(outputFolder, { recursive: true });
replaceFile('third-party-licenses.txt', licencesOf(program.moduleIds));
replaceFile('hwdiag.js', program.code);

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
