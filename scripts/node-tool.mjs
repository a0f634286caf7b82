import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const repositoryRoot = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs the command of an installed development tool with the Node binary this process runs on, its output
 * going straight to ours. The tool's script is started directly, not through `node_modules/.bin`: those are
 * shell wrappers on Windows, and they would take whatever Node stands first in PATH.
 *
 * @param {string} packageName the npm package, for example `typescript`
 * @param {string} command the name in the package's `bin`, for example `tsc`
 * @param {readonly string[]} args
 * @returns {number} the tool's exit status, 1 when it was ended by a signal
 */
export function runNodeTool(packageName, command, args) {
  const packageFolder = join(repositoryRoot, 'node_modules', packageName);
  /** @type {{ bin: string | Record<string, string> }} */
  const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  const script = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[command];
  if (script === undefined) throw new Error(`The package ${packageName} has no command ${command}.`);
  return runNodeScript(join(packageFolder, script), args);
}

/**
 * Runs a script of ours the same way.
 *
 * @param {string} script its path, absolute or relative to the repository's root
 * @param {readonly string[]} args
 * @returns {number} the exit status, 1 when it was ended by a signal
 */
export function runNodeScript(script, args) {
  const run = spawnSync(process.execPath, [script, ...args], { cwd: repositoryRoot, stdio: 'inherit' });
  if (run.error !== undefined) throw run.error;
  return run.status ?? 1;
}

/**
 * The script of npm itself, to be started with Node: `npm` is a shell wrapper on Windows. Run by npm, the
 * scripts are told where it is; run by hand, it stands beside the Node binary.
 *
 * @returns {string}
 */
export function npmScript() {
  const told = process.env['npm_execpath'];
  if (told?.endsWith('npm-cli.js')) return told;
  const inside = join('node_modules', 'npm', 'bin', 'npm-cli.js');
  const folder = dirname(process.execPath);
  return process.platform === 'win32' ? join(folder, inside) : join(folder, '..', 'lib', inside);
}
