import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { unpackTar } from 'modern-tar';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import schema from '../../schema/bundle.v1.json' with { type: 'json' };
import { Failure } from '../../src/cli/failure.ts';
import { type SaveOptions, saveBundle } from '../../src/cli/save.ts';
import type { BundleContents } from '../../src/collect/bundle-writer.ts';
import { bundleBytes } from '../../src/collect/bundle-writer.ts';
import { redactTexts } from '../../src/report/redacted-text.ts';
import { bundleContents } from './bundle-contents.ts';
import { runHere } from './harness.ts';
import { brokenPost, workingLog } from './inputs.ts';

const fits = new Ajv2020({ strictTuples: false }).compile(schema);

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hwdiag-save-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const [driver = '', config = ''] = brokenPost.split('\nThe network is defined as,\n');

const collected = bundleContents({
  dmesg: ['dmesg', driver],
  'uci-network': [
    'uci export network',
    `${config}        option password 'sesame99'\n        option pincode '4711'\n`,
  ],
});

const shared: SaveOptions = { redact: true, overwrite: false };

/** The files of a bundle. */
async function filesIn(path: string): Promise<Readonly<Record<string, string>>> {
  const entries = await unpackTar(gunzipSync(readFileSync(path)));
  return Object.fromEntries(
    entries.map(({ header, data }) => [header.name, Buffer.from(data ?? []).toString()]),
  );
}

/** Reports with the names of sources taken off. */
function named(report: string, ...names: readonly string[]): string {
  return names.reduce((text, name) => text.replaceAll(name, ''), report);
}

describe('a bundle', () => {
  test('is a file for each command, in the order of reading, and a manifest', async () => {
    const path = join(folder, 'router.tar.gz');
    await saveBundle(path, collected, shared);
    const files = await filesIn(path);
    expect(Object.keys(files)).toEqual(['manifest.json', '01-dmesg.txt', '02-uci-network.txt']);
    const manifest: unknown = JSON.parse(files['manifest.json'] ?? '');
    expect(fits(manifest), JSON.stringify(fits.errors)).toBe(true);
    expect(manifest).toMatchObject({
      hwdiag: '9.9.9',
      collectedAt: '2026-02-03T04:05:06.000Z',
      target: '192.168.1.1',
      redacted: true,
      incomplete: null,
    });
    expect(files['02-uci-network.txt']).toContain("option password '<password-1a>'");
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['router.tar.gz']);
  });

  test('says what failed, and why', async () => {
    const contents: BundleContents = {
      ...collected,
      incomplete: 'the connection was lost',
      sections: [
        {
          section: {
            name: 'AT port',
            command: 'sms_tool -d /dev/ttyUSB2 at ATI',
            startedAt: 1,
            seconds: 0,
            end: { how: 'skipped', reason: '/dev/ttyUSB2 is held by pppd[1234]' },
            output: Buffer.of(),
          },
          text: 'root@OpenWrt:~# sms_tool -d /dev/ttyUSB2 at ATI\n# hwdiag: not run: /dev/ttyUSB2 is held by pppd[1234]\n',
        },
      ],
    };
    const path = join(folder, 'router.tar.gz');
    await saveBundle(path, contents, shared);
    const manifest = JSON.parse((await filesIn(path))['manifest.json'] ?? '');
    expect(manifest).toMatchObject({
      incomplete: 'the connection was lost',
      sections: [
        {
          file: '01-at-port.txt',
          command: 'sms_tool -d /dev/ttyUSB2 at ATI',
          end: 'skipped',
          exitStatus: null,
          failed: '/dev/ttyUSB2 is held by pppd[1234]',
        },
      ],
    });
  });

  test('has the same bytes for the same contents', async () => {
    const first = await bundleBytes(collected, { redact: redactTexts });
    expect(Buffer.from(await bundleBytes(collected, { redact: redactTexts })).equals(first)).toBe(true);
    const later = { ...collected, collectedAt: new Date('2026-02-03T04:05:07Z') };
    expect(Buffer.from(await bundleBytes(later, { redact: redactTexts })).equals(first)).toBe(false);
  });

  test.each(['text', 'json', 'markdown'])('gives the report of its texts: %s', async (format) => {
    const log = bundleContents({ logread: ['logread', workingLog] });
    for (const [index, contents] of [collected, log].entries()) {
      for (const redact of [true, false]) {
        const path = join(folder, `${index}-${redact}.tar.gz`);
        await saveBundle(path, contents, { redact, overwrite: false });
        const { 'manifest.json': manifest, ...texts } = await filesIn(path);
        expect(manifest).toBeDefined();
        const unpacked = join(folder, `${index}-${redact}`);
        mkdirSync(unpacked);
        for (const [name, text] of Object.entries(texts)) writeFileSync(join(unpacked, name), text);
        const given = await runHere([
          '--format',
          format,
          ...Object.keys(texts).map((name) => join(unpacked, name)),
        ]);
        const replayed = await runHere(['--format', format, path]);
        expect(replayed.stderr).toBe('');
        expect(named(replayed.stdout, `${path}!/`)).toBe(named(given.stdout, `${unpacked}/`));
        expect(replayed.code).toBe(given.code);
        // As somebody unpacks it, manifest and all.
        writeFileSync(join(unpacked, 'manifest.json'), manifest ?? '');
        const folderRead = await runHere(['--format', format, unpacked]);
        expect(named(folderRead.stdout, `${unpacked}/`)).toBe(named(given.stdout, `${unpacked}/`));
        const allNamed = [...Object.keys(texts), 'manifest.json'].map((name) => join(unpacked, name));
        expect((await runHere(['--format', format, ...allNamed])).stdout).toBe(given.stdout);
      }
    }
  });

  test('holds no secret, in no file and no name', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.stringMatching(/^[a-z]{5}[0-9][A-Z]{3}[0-9]{2}$/),
        fc.stringMatching(/^4901542[0-9]{7}$/),
        async (password, digits) => {
          const imei = `${digits}${luhn(digits)}`;
          const host = `${password.slice(0, 5)}s-attic`;
          const contents = bundleContents(
            {
              logread: [
                'logread',
                `Sun Jul 22 02:23:12 2018 daemon.notice pppd[812]: sent [PAP AuthReq id=0x1 user="joe" password="${password}"]\n`,
              ],
              [`at-${imei}`]: [`echo ${imei}`, `AT+CGSN\n${imei}\nOK\n`],
              uci: [
                'uci export network',
                `config interface 'wan'\n\toption proto 'qmi'\n\toption password '${password}'\n`,
              ],
              cut: [
                `wget http://joe:${password}@192.168.8.1/api`,
                `# hwdiag: not finished: ${password} took longer than 10 s\n`,
              ],
            },
            { host },
          );
          const target = `ssh://joe:${password}@${host}:22`;
          const incomplete = `the connection to ${host} was lost`;
          const bytes = await bundleBytes({ ...contents, target, incomplete }, { redact: redactTexts });
          const tar = gunzipSync(bytes).toString();
          for (const secret of [password, imei, host])
            expect(tar.toLowerCase()).not.toContain(secret.toLowerCase());
        },
      ),
      { numRuns: 30 },
    );
  });
});

/** The last digit of an IMEI (3GPP TS 23.003, annex B). */
function luhn(digits: string): number {
  let sum = 0;
  for (const [index, digit] of [...digits].entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return (10 - (sum % 10)) % 10;
}

describe('a bundle that cannot be written', () => {
  const refusal = async (path: string, options = shared): Promise<string> => {
    const error: unknown = await saveBundle(path, collected, options).catch((reason: unknown) => reason);
    if (!(error instanceof Failure)) throw new Error(`written: ${String(error)}`);
    expect(error.code).toBe('output-not-writable');
    expect(error.message).toContain(path);
    return error.message;
  };

  test('a file that is there stays as it is, unless it is to be replaced', async () => {
    const path = join(folder, 'mine.tar.gz');
    writeFileSync(path, 'mine');
    expect(await refusal(path)).toMatch(/is there already/);
    expect(readFileSync(path, 'utf8')).toBe('mine');
    await saveBundle(path, collected, { redact: true, overwrite: true });
    expect(Object.keys(await filesIn(path))).toHaveLength(3);
    expect(readdirSync(folder)).toEqual(['mine.tar.gz']);
  });

  test('a folder that is missing, a folder of that name, a file for a folder', async () => {
    expect(await refusal(join(folder, 'gone', 'x.tar.gz'))).toMatch(/there is no folder .*gone\. /);
    writeFileSync(join(folder, 'file'), '');
    expect(await refusal(join(folder, 'file', 'x.tar.gz'))).toMatch(/there is no folder/);
    expect(await refusal(folder, { redact: true, overwrite: true })).toMatch(/is no file/);
    expect(readdirSync(folder)).toEqual(['file']);
  });

  test.runIf(process.platform === 'linux')('a device is not replaced', async () => {
    expect(await refusal('/dev/full', { redact: true, overwrite: true })).toMatch(/is no file/);
    expect(statSync('/dev/full').isCharacterDevice()).toBe(true);
  });

  test('a folder that may not be written to', async (context) => {
    if (process.geteuid?.() !== 0) context.skip('only root can take on another user here');
    chmodSync(folder, 0o755);
    process.seteuid?.(65534);
    try {
      expect(await refusal(join(folder, 'x.tar.gz'))).toMatch(/you may not write to that folder/);
    } finally {
      process.seteuid?.(0);
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a full disk leaves nothing behind', async (context) => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', disk]);
    if (mounted.status !== 0) context.skip('no small disk can be mounted here: that takes root and Linux');
    try {
      const noise = randomBytes(20_000).toString('base64');
      const large = bundleContents({ logread: ['logread', `${noise}\n`] });
      const options = { redact: false, overwrite: false };
      const error: unknown = await saveBundle(join(disk, 'x.tar.gz'), large, options).catch(
        (reason: unknown) => reason,
      );
      expect(String(error)).toMatch(/there is no space left\. Make room/);
      expect(readdirSync(disk)).toEqual([]);
    } finally {
      spawnSync('umount', [disk]);
    }
  });
});
