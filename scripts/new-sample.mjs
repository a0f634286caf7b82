// Adds a sample, or tells anew what is expected of one:
//
//   npm run new:sample -- NAME [FILE]
//
// The text is FILE's, else standard input's, else, for a sample that exists, its own. Beside samples/NAME.txt go
// NAME.json, NAME.out.txt and NAME.reply: what the program says of it today, for you to read before you commit it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryRoot, runNodeScript } from './node-tool.mjs';
import { runScaffold, ScaffoldError } from './source-file.mjs';

runScaffold(() => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [name, file] = positionals;
  if (name === undefined || !/^[a-z0-9][a-z0-9-]*$/.test(name)) {
    throw new ScaffoldError('usage: npm run new:sample -- NAME [FILE], with a NAME like e3372-ncm-no-offer');
  }
  const input = `samples/${name}.txt`;
  const bytes = textOf(input, file);
  if (runNodeScript('scripts/build.mjs', []) !== 0)
    throw new ScaffoldError('The program does not build; see above.');
  mkdirSync(join(repositoryRoot, 'samples'), { recursive: true });
  if (bytes !== null) writeFileSync(join(repositoryRoot, input), bytes);
  writeFileSync(join(repositoryRoot, `samples/${name}.json`), told(['--format', 'json', input]));
  writeFileSync(join(repositoryRoot, `samples/${name}.out.txt`), told([input]));
  writeFileSync(join(repositoryRoot, `samples/${name}.reply`), told(['--reply', input]));
  console.log(readFileSync(join(repositoryRoot, `samples/${name}.out.txt`), 'utf8'));
});

/**
 * @param {string} input the sample, relative to the repository's root
 * @param {string | undefined} file
 * @returns {Uint8Array | null} byte for byte; null when the sample keeps its text
 */
function textOf(input, file) {
  if (file !== undefined) {
    if (!existsSync(file)) throw new ScaffoldError(`${file} does not exist.`);
    return readFileSync(file);
  }
  if (!process.stdin.isTTY) {
    const piped = readFileSync(0);
    if (piped.length > 0) return piped;
  }
  if (existsSync(join(repositoryRoot, input))) return null;
  throw new ScaffoldError(`${input} does not exist: give a FILE, or its text on standard input.`);
}

/**
 * @param {readonly string[]} args
 * @returns {string} what the program prints into a pipe: 80 columns, no colour
 */
function told(args) {
  const { NO_COLOR, FORCE_COLOR, ...env } = process.env;
  const run = spawnSync(process.execPath, ['dist/hwdiag.cjs', ...args], {
    cwd: repositoryRoot,
    encoding: 'utf8',
    env: { ...env, LC_ALL: 'C.UTF-8' },
    maxBuffer: 64 * 1024 * 1024,
  });
  // 2 and above 4 are the program's own failures; the rest are answers.
  if (run.status === null || run.status === 2 || run.status > 4) {
    throw new ScaffoldError(`hwdiag ${args.join(' ')} ended with ${run.status}: ${run.stderr}`);
  }
  return run.stdout;
}
