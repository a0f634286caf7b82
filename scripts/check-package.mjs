// Smoke test of the package as users get it: packs it, installs the tarball into an empty folder without the
// network, and runs the program there. `--node PATH` runs it on that Node; packing and installing stay on ours.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { npmScript, repositoryRoot } from './node-tool.mjs';

const { values: options } = parseArgs({ options: { node: { type: 'string', default: process.execPath } } });
const node = resolve(options.node);
/** @type {{ name: string, version: string }} */
const manifest = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8'));
const scratch = mkdtempSync(join(tmpdir(), 'hwdiag-package-'));
let failures = 0;

try {
  npm(repositoryRoot, ['pack', '--pack-destination', scratch]);
  const tarball = `${manifest.name}-${manifest.version}.tgz`;
  // Offline: a dependency that was not bundled would have to be fetched, and would be missed here.
  npm(scratch, ['install', '--offline', '--no-audit', '--no-fund', join(scratch, tarball)]);
  const installed = join(scratch, 'node_modules', manifest.name);
  check(
    'the package holds the program, the schema, the rules’ pages and the papers, and nothing else',
    listProblems(installed),
  );
  const version = run([program(), '--version']);
  check('--version prints the version', problems(version, 0, `${manifest.version}\n`));
  const help = run([program(), '--help']);
  check('--help prints the usage', [
    ...problems(help, 0),
    ...(help.stdout.startsWith('Usage: hwdiag ') ? [] : ['the output does not begin with the usage']),
  ]);
  check('an option that does not exist ends with 2', problems(run([program(), '--no-such-option']), 2, ''));
  if (process.platform !== 'win32')
    check('the installed command runs', problems(runCommand(), 0, version.stdout));

  cpSync(join(repositoryRoot, 'samples'), join(scratch, 'samples'), { recursive: true });
  for (const { input, report, status } of samples()) {
    check(`${input} is told as expected`, problems(run([program(), input]), status, report));
  }
  check('a rule is explained', [
    ...problems(run([program(), 'explain', 'apn-typo']), 0),
    ...(run([program(), 'explain', 'apn-typo']).stdout.startsWith('apn-typo\n')
      ? []
      : ['its page is not shown']),
  ]);
  check('a folder is sorted by workers', triageProblems());
  check('the schemas are exported', ['report.v1', 'triage.v1'].flatMap(exportProblems));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = failures === 0 ? 0 : 1;

/**
 * @param {string} what
 * @param {readonly string[]} found what is wrong; nothing when all is well
 */
function check(what, found) {
  console.log(`${found.length === 0 ? 'ok    ' : 'FAILED'} ${what}`);
  for (const problem of found) console.log(`       ${problem}`);
  if (found.length > 0) failures += 1;
}

/**
 * @param {string} installed the folder of the installed package
 * @returns {string[]}
 */
function listProblems(installed) {
  const paths = readdirSync(installed, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(installed, join(entry.parentPath, entry.name)).split(sep).join('/'));
  const wanted = [
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    ...readdirSync(join(repositoryRoot, 'dist')).map((part) => `dist/${part}`),
    'package.json',
    'schema/ask.v1.json',
    'schema/bundle.v1.json',
    'schema/compare.v1.json',
    'schema/report.v1.json',
    'schema/triage.v1.json',
    ...readdirSync(join(repositoryRoot, 'docs', 'rules')).map((page) => `docs/rules/${page}`),
  ];
  return [
    ...wanted.filter((path) => !paths.includes(path)).map((path) => `${path} is missing`),
    ...paths.filter((path) => !wanted.includes(path)).map((path) => `${path} does not belong there`),
  ];
}

/** @returns {string[]} */
function triageProblems() {
  const inputs = samples().map(({ input }) => input);
  const outcome = run([program(), 'triage', ...inputs, '--jobs', '2']);
  const verdicts = outcome.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => /** @type {{ error: unknown }} */ (JSON.parse(line)));
  return [
    ...problems(outcome, 1),
    ...(verdicts.length === inputs.length
      ? []
      : [`it gave ${verdicts.length} verdicts on ${inputs.length} bundles`]),
    ...verdicts.flatMap(({ error }) => (error === null ? [] : [JSON.stringify(error)])),
  ];
}

/** @returns {string} the installed program */
function program() {
  return join(scratch, 'node_modules', manifest.name, 'dist', 'hwdiag.cjs');
}

/**
 * @param {string} schema
 * @returns {string[]}
 */
function exportProblems(schema) {
  const read = `import schema from '${manifest.name}/${schema}.json' with { type: 'json' };
    console.log(schema.$schema !== undefined);`;
  return problems(run(['--no-warnings', '--input-type=module', '--eval', read]), 0, 'true\n');
}

/**
 * The samples with what must be said of them. The exit code follows from the findings, `--fail-on error`.
 *
 * @returns {{ input: string, report: string, status: number }[]}
 */
function samples() {
  const folder = join(scratch, 'samples');
  const names = readdirSync(folder).flatMap((file) => /^(.+)\.out\.txt$/.exec(file)?.[1] ?? []);
  return names.map((name) => {
    const base = join(folder, name);
    return {
      input: `samples/${name}.txt`,
      report: readFileSync(`${base}.out.txt`, 'utf8'),
      status: statusOf(JSON.parse(readFileSync(`${base}.json`, 'utf8'))),
    };
  });
}

/**
 * @param {{ verdict: { state: string }, findings: { severity: string, confidence: string }[] }} report
 * @returns {number}
 */
function statusOf({ verdict, findings }) {
  if (findings.some(({ severity, confidence }) => severity === 'error' && confidence !== 'refuted')) return 1;
  if (verdict.state === 'no-modem-data') return 3;
  return verdict.state === 'undetermined' ? 4 : 0;
}

/**
 * @param {{ status: number | null, stdout: string, stderr: string }} outcome
 * @param {number} status
 * @param {string} [stdout]
 * @returns {string[]}
 */
function problems(outcome, status, stdout) {
  return [
    ...(outcome.status === status
      ? []
      : [`it ended with ${outcome.status}, not ${status}: ${outcome.stderr.trim()}`]),
    ...(stdout === undefined || outcome.stdout === stdout
      ? []
      : [`it printed: ${JSON.stringify(outcome.stdout)}`]),
  ];
}

/**
 * @param {readonly string[]} args
 * @returns {import('node:child_process').SpawnSyncReturns<string>}
 */
function run(args) {
  const { NO_COLOR, FORCE_COLOR, ...env } = process.env;
  // The output is a pipe: 80 columns and no colour. Unicode is the reader's locale.
  return spawnSync(node, args, { cwd: scratch, encoding: 'utf8', env: { ...env, LC_ALL: 'C.UTF-8' } });
}

/** Runs the link that npm makes in `node_modules/.bin`, so that the file's mode and first line are tested too. */
function runCommand() {
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env['PATH']}` };
  return spawnSync(join(scratch, 'node_modules', '.bin', 'hwdiag'), ['--version'], {
    cwd: scratch,
    encoding: 'utf8',
    env,
  });
}

/**
 * @param {string} cwd
 * @param {readonly string[]} args
 * @returns {import('node:child_process').SpawnSyncReturns<string>}
 */
function npm(cwd, args) {
  const outcome = spawnSync(process.execPath, [npmScript(), ...args], { cwd, encoding: 'utf8' });
  if (outcome.status !== 0)
    throw new Error(`npm ${args[0]} failed: ${outcome.stderr}`, { cause: outcome.error });
  return outcome;
}
