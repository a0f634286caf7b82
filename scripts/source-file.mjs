import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryRoot, runNodeTool } from './node-tool.mjs';

/** What the person at the keyboard got wrong, in a sentence. */
export class ScaffoldError extends Error {}

/**
 * Runs a scaffolding command; a mistake of its user is told without a stack.
 *
 * @param {() => void} command
 */
export function runScaffold(command) {
  try {
    command();
  } catch (error) {
    if (!(error instanceof ScaffoldError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}

/**
 * @param {string} path relative to the repository's root, with `/`
 * @returns {boolean}
 */
export function sourceExists(path) {
  return existsSync(join(repositoryRoot, path));
}

/**
 * @param {string} path relative to the repository's root, with `/`
 * @returns {string}
 */
export function readSource(path) {
  return readFileSync(join(repositoryRoot, path), 'utf8');
}

/**
 * Writes files, makes their folders, and formats what Biome formats.
 *
 * @param {Readonly<Record<string, string>>} files texts by path, relative to the repository's root, with `/`
 */
export function writeSources(files) {
  for (const [path, text] of Object.entries(files)) {
    const file = join(repositoryRoot, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(path);
  }
  const sources = Object.keys(files).filter((path) => path.endsWith('.ts'));
  if (sources.length === 0) return;
  const status = runNodeTool('@biomejs/biome', 'biome', [
    'check',
    '--write',
    '--log-level=error',
    ...sources,
  ]);
  if (status !== 0) throw new ScaffoldError('Biome cannot format what was written; see above.');
}

/**
 * A text with a line added below the last line that a pattern matches.
 *
 * @param {string} text
 * @param {RegExp} pattern for one line, without the flag `g`
 * @param {string} line
 * @returns {string}
 */
export function withLineBelowLast(text, pattern, line) {
  const lines = text.split('\n');
  const at = lines.findLastIndex((candidate) => pattern.test(candidate));
  if (at < 0) throw new ScaffoldError(`There is no line like ${pattern} to put the new one below.`);
  return lines.toSpliced(at + 1, 0, line).join('\n');
}

/**
 * A text as the source of a string.
 *
 * @param {string} text
 * @returns {string}
 */
export function quoted(text) {
  const plain = text.replaceAll('\\', '\\\\');
  return text.includes("'") && !text.includes('"') ? `"${plain}"` : `'${plain.replaceAll("'", "\\'")}'`;
}
