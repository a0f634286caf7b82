import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGzip, gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exitCode } from '../../src/cli/exit-code.ts';
import { runHere } from './harness.ts';
import { brokenPost, workingLog } from './inputs.ts';
import { tarGzOf, tarOf, writeAll, zipOf } from './triage/bundles.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hwdiag-inputs-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const [driver = '', config = ''] = brokenPost.split('\nThe network is defined as,\n');
const parts = { 'dmesg.txt': driver, 'etc/config/network': config };

function saved(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

interface JsonReport {
  readonly verdict: { readonly cause: string | null; readonly state: string };
  readonly findings: readonly { readonly evidence: readonly { readonly source?: string }[] }[];
}

async function report(...args: readonly string[]): Promise<JsonReport> {
  return JSON.parse((await runHere(['--format', 'json', ...args])).stdout);
}

describe('an archive or a folder', () => {
  test('is one capture, in every form that a diagnosis takes a file in', async () => {
    writeAll(join(folder, 'capture'), parts);
    const paths = [
      saved('a.tar', await tarOf(parts)),
      saved('a.tar.gz', await tarGzOf(parts)),
      saved('a.zip', zipOf(parts)),
      saved('b.zip.gz', gzipSync(zipOf(parts))),
      join(folder, 'capture'),
      `${join(folder, 'capture')}/`,
    ];
    for (const path of paths) {
      const { code, stderr } = await runHere([path]);
      expect([path, stderr]).toEqual([path, '']);
      expect(code).toBe(exitCode.findings);
      expect((await report(path)).verdict.cause).toBe('proto-qmi-on-huawei-ncm');
      const asked = await runHere(['ask', path]);
      expect(asked.stdout).not.toContain('cat /etc/config/network');
    }
    const { findings } = await report(paths[2] ?? '');
    expect(findings[0]?.evidence.map(({ source }) => source)).toContain(`${paths[2]}!/etc/config/network`);
  });

  test('may come on standard input', async () => {
    for (const stdin of [await tarGzOf(parts), await tarOf(parts), zipOf(parts)]) {
      const { stdout } = await runHere(['--format', 'json', '-'], { stdin });
      expect(JSON.parse(stdout).verdict.cause).toBe('proto-qmi-on-huawei-ncm');
    }
  });

  test('--each counts it as one, and tells its error', async () => {
    const good = saved('good.zip', zipOf(parts));
    const bad = saved('bad.zip', zipOf({ 'x.bin': Buffer.alloc(64) }));
    const { stdout, code } = await runHere(['--each', '--format', 'json', good, bad]);
    const reports: readonly { report: unknown; error: { code: string } | null }[] = JSON.parse(stdout);
    expect(reports.map(({ error }) => error?.code ?? null)).toEqual([null, 'binary']);
    expect(code).toBe(exitCode.findings);
  });

  test('can be compared with a text, and redacted', async () => {
    const secret = `${config}        option password 'sesame99'\n`;
    const archive = saved('a.tgz', await tarGzOf({ ...parts, 'etc/config/network': secret }));
    const { stdout, code } = await runHere(['compare', archive, '-'], {
      stdin: `${driver}\n${secret}`,
    });
    expect(stdout).toContain('Nothing that matters has changed.');
    expect(code).toBe(exitCode.nothingFound);
    const redacted = await runHere(['redact', archive]);
    expect(redacted.stdout.split('\n')[0]).toBe(driver.split('\n')[0]);
    expect(redacted.stdout).toContain("option password '<password-1a>'");
    expect(redacted.stdout).not.toContain('sesame99');
  });

  test('with what is no text: told once, and the rest is read', async () => {
    const path = saved(
      'a.zip',
      zipOf({
        ...parts,
        'a.bin': Buffer.alloc(64),
        'b.png': Uint8Array.of(0x89, 0x50, 0x4e, 0x47),
        'c.txt': { content: 'x', flags: 1 },
        '.DS_Store': Buffer.alloc(64),
        '__MACOSX/._dmesg.txt': Buffer.alloc(64),
      }),
    );
    const { stderr, code } = await runHere([path]);
    expect(stderr).toBe(
      `hwdiag: Passed over 3 files: ${path}!/a.bin and ${path}!/b.png (no text); ${path}!/c.txt (encrypted).\n`,
    );
    expect(code).toBe(exitCode.findings);
  });

  test('that is cut off or changed: what came whole is read, and the rest is told', async () => {
    const tar = await tarOf({ ...parts, 'later.txt': `${driver}\n`.repeat(50) });
    const packed = Buffer.from(zipOf({ ...parts, 'later.txt': 'Bad.\n' }));
    // The directory's own copy of a checksum: 16 bytes into the entry, whose name stands 46 bytes into it.
    packed.writeUInt32LE(1, packed.lastIndexOf('later.txt') - 46 + 16);
    for (const [path, unread] of [
      [saved('cut.tar', tar.subarray(0, tar.length - 2_000)), ['cut.tar!/later.txt', 'cut.tar']],
      [
        saved('cut.tar.gz', gzipSync(tar.subarray(0, tar.length - 2_000))),
        ['cut.tar.gz!/later.txt', 'cut.tar.gz'],
      ],
      [saved('changed.zip', packed), ['changed.zip!/later.txt']],
    ] as const) {
      expect([path, (await report(path)).verdict.cause]).toEqual([path, 'proto-qmi-on-huawei-ncm']);
      const { stderr } = await runHere([path]);
      const names = unread.map((name) => join(folder, name)).join(' and ');
      expect(stderr).toMatch(/^hwdiag: Passed over \d files?: /);
      expect(stderr).toContain(`: ${names} (damaged or cut off).\n`);
    }
  });

  test('without any text is an error that says why', async () => {
    for (const [content, words] of [
      [zipOf({ 'c.txt': { content: 'x', flags: 1 } }), /is encrypted\. Unpack it with its password/],
      [zipOf({ '.DS_Store': 'x' }), /holds no file that can be read/],
      [await tarGzOf({ 'etc/shadow': 'root:x:0:0' }), /no diagnosis needs/],
      [(await tarOf(parts)).subarray(0, 700), /damaged or cut off/],
      [zipOf(parts).subarray(0, 300), /damaged or cut off/],
    ] as const) {
      const { code, stderr, stdout } = await runHere([saved('x', content)]);
      expect(stdout).toBe('');
      expect(stderr).toMatch(words);
      expect(code).toBe(exitCode.couldNotLook);
    }
    mkdirSync(join(folder, 'empty'));
    expect((await runHere([join(folder, 'empty')])).stderr).toMatch(/is a folder without files/);
  });
});

/** By Info-ZIP's zip 3.0: `zip -X -P sesame e.zip log.txt`. */
const encrypted = Buffer.from(
  'UEsDBAoACQAAAAAAIVyGtKjWEgAAAAYAAAAHAAAAbG9nLnR4dEBi8OxMtrJEtZNZxqa3lR0mY1BLBwiGtKjWEgAAAAYAAABQ' +
    'SwECHgMKAAkAAAAAACFchrSo1hIAAAAGAAAABwAAAAAAAAABAAAApIEAAAAAbG9nLnR4dFBLBQYAAAAAAQABADUAAABHAAAA' +
    'AAA=',
  'base64',
);

/** Likewise: `zip -X -fz z64.zip log.txt`, whose sizes stand in fields of zip64. */
const zip64 = Buffer.from(
  'UEsDBC0AAAAAAAAAIVyGtKjW//////////8HABQAbG9nLnR4dAEAEAAGAAAAAAAAAAYAAAAAAAAAd29yZHMKUEsBAh4DLQAA' +
    'AAAAAAAhXIa0qNYGAAAA/////wcADAAAAAAAAQAAAKSBAAAAAGxvZy50eHQBAAgABgAAAAAAAABQSwYGLAAAAAAAAAAeAy0A' +
    'AAAAAAAAAAABAAAAAAAAAAEAAAAAAAAAQQAAAAAAAAA/AAAAAAAAAFBLBgcAAAAAgAAAAAAAAAABAAAAUEsFBgAAAAABAAEA' +
    'QQAAAP////8AAA==',
  'base64',
);

test('zip archives of a real zip: one with a password, one of zip64', async () => {
  const { code, stderr } = await runHere([saved('e.zip', encrypted)]);
  expect(stderr).toMatch(/^hwdiag: \S*e\.zip!\/log\.txt is encrypted\. Unpack it with its password/);
  expect(code).toBe(exitCode.couldNotLook);
  expect((await runHere(['redact', saved('z64.zip', zip64)])).stdout).toBe('words\n');
});

describe('a hostile archive', () => {
  test('names that lead elsewhere are names; links and devices are passed over; of two of one name both are read', async () => {
    const body = new TextEncoder().encode(driver);
    const file = (name: string, text: Uint8Array) => ({
      header: { name, size: text.length, type: 'file' as const },
      body: new Uint8Array(text),
    });
    const tar = await packTar([
      { header: { name: 'a', size: 0, type: 'symlink', linkname: '/etc/passwd' } },
      { header: { name: 'b', size: 0, type: 'link', linkname: '../../etc/passwd' } },
      { header: { name: 'c', size: 0, type: 'character-device' } },
      { header: { name: 'd', size: 0, type: 'fifo' } },
      file('/tmp/../../../dmesg.txt', body),
      file('same.txt', new TextEncoder().encode(config)),
      file('same.txt', new TextEncoder().encode('something else\n')),
    ]);
    const path = saved('a.tar', tar);
    const { stdout, stderr } = await runHere(['--format', 'json', path]);
    expect(stderr).toBe(
      `hwdiag: Passed over 4 files: ${path}!/a and ${path}!/b (links); ${path}!/c and ${path}!/d (devices or pipes).\n`,
    );
    const { verdict, findings }: JsonReport = JSON.parse(stdout);
    expect(verdict.cause).toBe('proto-qmi-on-huawei-ncm');
    const sources = findings[0]?.evidence.map(({ source }) => source);
    expect(sources).toContain(`${path}!/tmp/../../../dmesg.txt`);
    expect(sources).toContain(`${path}!/same.txt`);
    expect((await runHere(['redact', path])).stdout).toContain('something else\n');
  });

  test('one that unpacks to ten gigabytes ends early', async () => {
    // A member of 10 GiB of zeros behind a head of tar; gzip makes some megabytes of it, of which only the first are read.
    const size = 10 * 1024 ** 3;
    const head = Buffer.from((await tarOf({ 'log.txt': 'x' })).subarray(0, 512));
    head.write(
      `\x80\0\0\0${size
        .toString(16)
        .padStart(16, '0')
        .replace(/../g, (byte) => String.fromCharCode(Number.parseInt(byte, 16)))}`,
      124,
      12,
      'latin1',
    );
    head.write('        ', 148, 'latin1');
    const sum = head.reduce((total, byte) => total + byte, 0);
    head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    const line = Buffer.from(`${'a'.repeat(1_023)}\n`.repeat(1_024));
    let made = 0;
    const bytes = Readable.from(
      (function* () {
        yield head;
        for (; made < size; made += line.length) yield line;
      })(),
    ).pipe(createGzip({ level: 1 }));
    const { code, stderr } = await runHere(['-'], { stdin: bytes });
    expect(stderr).toMatch(/^hwdiag: - unpacks to more than 512 MiB\./);
    expect(code).toBe(exitCode.couldNotLook);
    expect(made).toBeLessThan(2 * 1024 ** 3);
  }, 120_000);

  test('one whose text packs far better than any log ends early, as a zip and by itself', async () => {
    const lines = Buffer.alloc(24 * 1024 ** 2, '\n');
    for (const path of [saved('a.gz', gzipSync(lines)), saved('a.zip', zipOf({ 'log.txt': lines }))]) {
      const { code, stderr, stdout } = await runHere([path]);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/^hwdiag: \S* unpacks to more than 300 times its size, as no log does\./);
      expect(code).toBe(exitCode.couldNotLook);
    }
  }, 120_000);

  test('names with control characters are printed clean', async () => {
    const path = saved('a.zip', zipOf({ ...parts, '\x1b[31mred\x07.bin': Buffer.alloc(64) }));
    const { stderr, stdout } = await runHere([path]);
    expect(stderr + stdout).not.toMatch(/[\x1b\x07]/);
    expect(stderr).toContain('red');
  });

  test.skipIf(process.platform === 'win32')('a folder with links to itself is read once', async () => {
    writeAll(join(folder, 'capture'), parts);
    symlinkSync('.', join(folder, 'capture', 'again'));
    symlinkSync('..', join(folder, 'capture', 'up'));
    const { stderr, code } = await runHere([join(folder, 'capture')]);
    expect(stderr).toMatch(/^hwdiag: Passed over 2 files: \S*again and \S*up \(links\)\.\n$/);
    expect(code).toBe(exitCode.findings);
    symlinkSync('../capture', join(folder, 'capture', 'self'));
    expect((await runHere([join(folder, 'capture', 'self')])).stderr).toMatch(/leads back to a folder/);
  });
});

describe("other people's bundles", () => {
  test('a backup of sysupgrade: its configuration is read, its keys and passwords are not', async () => {
    const backup = {
      'etc/config/network': config,
      'etc/config/wireless':
        "config wifi-iface 'default'\n\toption ssid 'Joes Net'\n\toption key 'geheim-99-x'\n",
      'etc/config/network-opkg': config.replace('qmi', 'ncm'),
      'etc/dropbear/dropbear_rsa_host_key': Buffer.from([0, 0, 0, 7, 0x73, 0x73, 0x68, 0]),
      'etc/dropbear/authorized_keys': 'ssh-rsa AAAAB3NzaC1yc2E joe@desk\n',
      'etc/passwd': 'root:x:0:0:root:/root:/bin/ash\n',
      'etc/rc.local': '# uqmi -d /dev/cdc-wdm0 --start-network\nexit 0\n',
      'etc/shadow': 'root:$1$abcdefgh$0123456789abcdefghijkl:19000:0:99999:7:::\n',
      'etc/uhttpd.key': '-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----\n',
      'dmesg.txt': driver,
    };
    const path = saved('backup-OpenWrt-2024-05-01.tar.gz', await tarGzOf(backup));
    expect((await report(path)).verdict.cause).toBe('proto-qmi-on-huawei-ncm');
    const { stdout, stderr } = await runHere(['redact', path]);
    expect(stderr).toContain('Passed over 7 files:');
    expect(stderr).toContain('of no use here');
    for (const secret of ['$1$abcdefgh', 'MIIEvQ', 'AAAAB3', 'geheim-99-x', 'Joes Net', 'exit 0'])
      expect(stdout).not.toContain(secret);
    expect(stdout).toContain("config wifi-iface 'default'");
  });

  test('an export of GL.iNet: its logs are read together', async () => {
    const lines = workingLog.split('\n');
    const path = saved(
      'logread.tar',
      await tarOf({
        'tmp/logread/kernel.log': driver,
        'tmp/logread/system.log': lines.join('\n'),
        'tmp/logread/nginx.txt': '',
      }),
    );
    const { stderr } = await runHere([path]);
    expect(stderr).toBe(`hwdiag: Passed over 1 file: ${path}!/tmp/logread/nginx.txt (empty).\n`);
    expect((await report(path)).verdict.state).toBe('working');
  });
});
