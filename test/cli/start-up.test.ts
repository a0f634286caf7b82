import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { exitCode } from '../../src/cli/exit-code.ts';
import { brokenPost } from './inputs.ts';
import { bundle } from './process.ts';

/** What a module of `src/` loads before its first line runs. Sample: `import { Chalk } from 'chalk';` */
const staticImport = /^(?:import|export)\s(?!type\s)[^'";]*?\sfrom '([^']+)'/gm;

/** The modules and packages that are loaded with a module, itself included. */
function loadedWith(module: URL, seen = new Set<string>()): Set<string> {
  if (seen.has(module.href)) return seen;
  seen.add(module.href);
  for (const [, name = ''] of readFileSync(module, 'utf8').matchAll(staticImport)) {
    if (name.startsWith('.')) loadedWith(new URL(name, module), seen);
    else seen.add(name);
  }
  return seen;
}

test('--version and misspelt options are answered without the grammar', () => {
  const loaded = [...loadedWith(new URL('../../src/cli/main.ts', import.meta.url))];
  expect(loaded).toContain('commander');
  expect(
    loaded.filter((name) => /chevrotain|\/src\/(?:capture|grammar|knowledge|situation|rules)\//.test(name)),
  ).toEqual([]);
});

test('the formats for sharing are loaded when one of them is asked for', () => {
  const loaded = [...loadedWith(new URL('../../src/cli/diagnose.ts', import.meta.url))];
  expect(loaded.filter((name) => /shareable|\/redacted\.ts/.test(name))).toEqual([]);
});

test('the diagnosis does load it', () => {
  const loaded = [...loadedWith(new URL('../../src/cli/diagnose.ts', import.meta.url))];
  expect(loaded).toContain('chevrotain');
});

test('ssh2 is loaded when somebody logs in to a router', () => {
  const packages = /^(?:ssh2|ssh-config)$/;
  const loaded = [...loadedWith(new URL('../../src/cli/main.ts', import.meta.url))];
  expect(loaded.filter((name) => packages.test(name))).toEqual([]);
  const diagnosing = [...loadedWith(new URL('../../src/cli/diagnose.ts', import.meta.url))];
  expect(diagnosing.filter((name) => packages.test(name))).toEqual([]);
  const loggingIn = [...loadedWith(new URL('../../src/cli/ssh.ts', import.meta.url))];
  expect(loggingIn.filter((name) => packages.test(name)).sort()).toEqual(['ssh-config', 'ssh2']);
});

test('the bundle prints its version and makes a diagnosis without the files that hold ssh2', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hwdiag-bundle-'));
  try {
    cpSync(dirname(bundle), folder, { recursive: true });
    // One of its algorithms, which nothing else names.
    const holders = readdirSync(folder).filter((name) =>
      readFileSync(join(folder, name), 'utf8').includes('chacha20-poly1305@openssh.com'),
    );
    expect(holders.length).toBeGreaterThan(0);
    for (const name of holders) rmSync(join(folder, name));
    const run = (...argv: readonly string[]) =>
      spawnSync(process.execPath, [join(folder, 'hwdiag.cjs'), ...argv], {
        encoding: 'utf8',
        input: brokenPost,
      });
    expect(run('--version')).toMatchObject({ status: exitCode.nothingFound, stderr: '' });
    expect(run('-')).toMatchObject({ status: exitCode.findings, stderr: '' });
    expect(run('ssh', 'router').status).toBe(exitCode.internalError);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
