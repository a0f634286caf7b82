import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runProcess } from './process.ts';

const sample = fileURLToPath(new URL('../../samples/e3372-3g-works.txt', import.meta.url));

let cache = '';

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'hwdiag-cache-'));
});

afterEach(() => {
  chmodSync(cache, 0o700);
  rmSync(cache, { recursive: true, force: true });
});

/** Diagnoses a sample; what it prints is the same with and without the cache. */
async function diagnose(env: Record<string, string> = {}): Promise<string> {
  const outcome = await runProcess([sample], '', { env: { XDG_CACHE_HOME: cache, ...env } });
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  return outcome.stdout;
}

/** Files of compiled code, without what stands for the build. */
function kept(): string[] {
  return readdirSync(join(cache, 'hwdiag')).map((name) => name.replace(/^.*-(\w+\.cjs\.code)$/, '$1'));
}

function pathOf(part: string): string {
  const name = readdirSync(join(cache, 'hwdiag')).find((one) => one.endsWith(`${part}.cjs.code`));
  return join(cache, 'hwdiag', name ?? expect.unreachable(part));
}

// Windows keeps such files in another folder, which has no modes.
describe.skipIf(process.platform !== 'linux')('compiled code', () => {
  it('is kept after a diagnosis, and used', async () => {
    const report = await diagnose();
    expect(kept()).toEqual(expect.arrayContaining(['program.cjs.code', 'diagnosis.cjs.code']));
    expect(statSync(pathOf('diagnosis')).mode & 0o777).toBe(0o600);
    const before = statSync(pathOf('diagnosis'), { bigint: true }).mtimeNs;
    expect(await diagnose()).toBe(report);
    expect(statSync(pathOf('diagnosis'), { bigint: true }).mtimeNs).toBe(before);
  });

  it('is kept by nothing less', async () => {
    const outcome = await runProcess(['--version'], '', { env: { XDG_CACHE_HOME: cache } });
    expect(outcome.code).toBe(0);
    expect(readdirSync(cache)).toEqual([]);
  });

  it.each([
    ['that V8 does not know', (path: string) => writeFileSync(path, 'no code')],
    ['that is cut off', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 5_000))],
    [
      'that a disk has damaged',
      (path: string) => {
        const code = readFileSync(path);
        writeFileSync(path, code.fill(0x5a, code.length / 2, code.length / 2 + 64));
      },
    ],
    ['that anybody could have written', (path: string) => chmodSync(path, 0o666)],
  ])('%s is made anew', async (_, spoil) => {
    const report = await diagnose();
    const whole = statSync(pathOf('diagnosis')).size;
    spoil(pathOf('diagnosis'));
    expect(await diagnose()).toBe(report);
    const { size, mode } = statSync(pathOf('diagnosis'));
    expect([size > whole / 2, mode & 0o777]).toEqual([true, 0o600]);
  });

  it('of other builds stays, but for the oldest of many', async () => {
    await diagnose();
    const own = pathOf('diagnosis');
    const names = Array.from({ length: 20 }, (_, at) => `build${at}-v20.0.0-x64-diagnosis.cjs.code`);
    for (const [at, name] of names.entries()) {
      writeFileSync(join(cache, 'hwdiag', name), '');
      utimesSync(join(cache, 'hwdiag', name), 1_000 + at, 1_000 + at);
    }
    rmSync(own);
    await diagnose();
    const left = readdirSync(join(cache, 'hwdiag')).filter((name) => name.startsWith('build'));
    expect(left.toSorted()).toEqual(names.slice(4).toSorted());
  });

  it('removes no file that is something else', async () => {
    mkdirSync(join(cache, 'hwdiag'), { mode: 0o700 });
    const mine = join(cache, 'hwdiag', 'router.log');
    writeFileSync(mine, 'a log');
    await diagnose();
    expect(readFileSync(mine, 'utf8')).toBe('a log');
  });

  it.each([
    ['that leads elsewhere', (folder: string, other: string) => symlinkSync(other, folder)],
    [
      'that others write to',
      (folder: string) => {
        mkdirSync(folder);
        chmodSync(folder, 0o777);
      },
    ],
  ])('is not kept in a folder %s', async (_, prepare) => {
    const other = join(cache, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'another-v20.0.0-x64-diagnose.cjs.code'), '');
    prepare(join(cache, 'hwdiag'), other);
    await diagnose();
    expect(readdirSync(other)).toEqual(['another-v20.0.0-x64-diagnose.cjs.code']);
    expect(kept().filter((name) => name.startsWith('diagnosis'))).toEqual([]);
  });

  it.skipIf(process.geteuid?.() !== 0)('leaves nothing of root’s in the home of another', async () => {
    const home = join(cache, 'home');
    mkdirSync(home);
    chownSync(home, 1_000, 1_000);
    await diagnose({ XDG_CACHE_HOME: '', HOME: home });
    expect(readdirSync(home)).toEqual([]);
  });

  it('leaves no draft where it cannot be kept', async () => {
    await diagnose();
    const path = pathOf('diagnosis');
    rmSync(path);
    mkdirSync(path);
    await diagnose();
    expect(readdirSync(join(cache, 'hwdiag')).filter((name) => /\.code\.\d+$/.test(name))).toEqual([]);
  });

  it('is not kept where it is not wanted or cannot be', async () => {
    const report = await diagnose({ NODE_DISABLE_COMPILE_CACHE: '1' });
    expect(readdirSync(cache)).toEqual([]);
    expect(await diagnose({ XDG_CACHE_HOME: '/dev/null' })).toBe(report);
    const home = join(cache, 'nonexistent');
    expect(await diagnose({ XDG_CACHE_HOME: 'relative', HOME: home })).toBe(report);
    expect(existsSync(home)).toBe(false);
    expect(await diagnose({ XDG_CACHE_HOME: '/proc/.cache' })).toBe(report);
    writeFileSync(join(cache, 'hwdiag'), 'a file in place of the folder');
    expect(await diagnose()).toBe(report);
  });
});
