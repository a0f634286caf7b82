import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import schema from '../../../schema/triage.v1.json' with { type: 'json' };
import { exitCode } from '../../../src/cli/exit-code.ts';
import { brokenPost, otherLog, undeterminedLog, workingLog } from '../inputs.ts';
import { bundle, ended, type ProcessOutcome, runProcess, said, start } from '../process.ts';
import { recordOf, recordsIn, tarGzOf, tarOf, writeAll, zipOf } from './bundles.ts';

// Each run starts workers, and some are made to be slow.
vi.setConfig({ testTimeout: 300_000 });

const fits = new Ajv2020({ strictTuples: false }).compile(schema);

let scratch = '';
let folder = '';

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'hwdiag-triage-'));
  // A reader without privileges must get as far as the folder.
  chmodSync(scratch, 0o755);
});

let count = 0;
beforeEach(() => {
  count += 1;
  folder = join(scratch, `bundles-${count}`);
  mkdirSync(folder);
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function triage(...argv: readonly string[]): Promise<ProcessOutcome> {
  return await runProcess(['triage', ...argv]);
}

function pidsOfWorkers(parent: number | undefined): readonly number[] {
  return readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number);
}

/** A packed file may have several parts: so many of the same. */
function packedTimes(part: Uint8Array, times: number): Buffer {
  return Buffer.concat(Array.from({ length: times }, () => part));
}

const isLinux = process.platform === 'linux';

describe('verdicts', () => {
  test('one line for each entry, which obeys the schema', async () => {
    writeAll(folder, {
      'broken.txt': brokenPost,
      'working.log': workingLog,
      'undetermined.log': undeterminedLog,
      'other.log': otherLog,
      'ticket-7/config/network': brokenPost.slice(brokenPost.indexOf('config interface')),
      'ticket-7/dmesg.txt': brokenPost.slice(0, brokenPost.indexOf('\n\n')),
      'packed.log.gz': gzipSync(brokenPost),
      'bundle.tar.gz': await tarGzOf({
        './logs/syslog': workingLog,
        'etc/config/network': 'config interface lan\n',
      }),
      'bundle.tar': await tarOf({ 'logs/post.txt': brokenPost }),
      'bundle.zip': zipOf({ 'logs/post.txt': brokenPost, 'logs/': '' }),
      '.hidden': brokenPost,
    });
    const { code, stdout, stderr } = await triage(folder);
    const records = recordsIn(stdout);
    for (const record of records) expect(fits(record), JSON.stringify(fits.errors)).toBe(true);
    expect(records).toHaveLength(9);
    expect(code).toBe(exitCode.findings);
    const cause = 'proto-qmi-on-huawei-ncm';
    for (const name of ['/broken.txt', '/ticket-7', '/packed.log.gz', '/bundle.tar', '/bundle.zip']) {
      expect(recordOf(records, name)).toMatchObject({
        outcome: 'broken',
        exitCode: 1,
        rung: 'control',
        cause,
      });
    }
    expect(recordOf(records, '/working.log')).toMatchObject({ outcome: 'working', exitCode: 0, needs: [] });
    expect(recordOf(records, '/bundle.tar.gz')).toMatchObject({ outcome: 'working', exitCode: 0 });
    expect(recordOf(records, '/undetermined.log')).toMatchObject({ outcome: 'undetermined', exitCode: 4 });
    expect(recordOf(records, '/undetermined.log').needs).not.toEqual([]);
    expect(recordOf(records, '/other.log')).toMatchObject({ outcome: 'no-modem-data', exitCode: 3 });
    expect(recordOf(records, '/other.log').needs).not.toEqual([]);
    const zip = recordOf(records, '/bundle.zip');
    expect(zip.evidence).toContainEqual({ source: `${zip.id}!/logs/post.txt`, line: 2 });
    const seven = recordOf(records, '/ticket-7');
    expect(seven.evidence.map(({ source }) => source)).toContain(`${seven.id}/config/network`);
    expect(seven.content?.files).toBe(2);
    expect(stderr).toContain('9 bundles in');
    expect(stderr).toMatch(/^ +5 {2}proto-qmi-on-huawei-ncm/m);
  });

  test('a backup of OpenWrt is read', async () => {
    writeAll(folder, {
      'backup-OpenWrt-2024-05-01.tar.gz': await tarGzOf({
        'etc/config/network':
          "config interface 'wwan'\n\toption proto 'qmi'\n\toption device '/dev/cdc-wdm0'\n\toption apn 'internet'\n",
        'etc/shadow': 'root:$1$abcdefgh$ABCDEFGHIJKLMNOPQRSTU.:19000:0:99999:7:::\n',
        'etc/dropbear/dropbear_rsa_host_key': Buffer.alloc(800, 1),
        'core.bin': Buffer.alloc(800, 1),
      }),
    });
    const [record] = recordsIn((await triage(folder)).stdout);
    expect(record).toMatchObject({
      error: null,
      content: { files: 1 },
      // Files of the system that no diagnosis uses are not told.
      notRead: [{ name: `${record?.id}!/core.bin`, code: 'binary' }],
    });
  });

  test('the modem, its firmware, the release and the operator are told', async () => {
    writeAll(folder, {
      'a.txt': `root@OpenWrt:~# mmcli -m 0
  Hardware |         manufacturer: Quectel
           |                model: EP06
           |    firmware revision: EP06ELAR03A08M4G
  3GPP     |        operator name: Vodafone.de
root@OpenWrt:~# ubus call system board
{
	"kernel": "5.15.134",
	"hostname": "OpenWrt",
	"model": "GL.iNet GL-MT1300",
	"board_name": "glinet,gl-mt1300",
	"release": { "distribution": "OpenWrt", "version": "23.05.2", "revision": "r23630-842932a63d" }
}
${brokenPost}`,
    });
    const [record] = recordsIn((await triage(folder)).stdout);
    expect(record).toMatchObject({
      modem: { name: 'Quectel EP06' },
      firmware: 'EP06ELAR03A08M4G',
      release: 'OpenWrt 23.05.2',
      operator: 'Vodafone.de',
    });
  });

  test('--fail-on decides as it does for one capture', async () => {
    writeAll(folder, { 'broken.txt': brokenPost, 'working.log': workingLog });
    const { code, stdout } = await triage(folder, '--fail-on', 'never');
    expect(code).toBe(exitCode.nothingFound);
    expect(recordOf(recordsIn(stdout), 'broken.txt').exitCode).toBe(0);
  });

  test('--ordered: in the order of the names, whatever takes longer', async () => {
    for (let index = 10; index < 40; index += 1) {
      writeAll(folder, { [`${index}.txt`]: index % 10 === 0 ? brokenPost.repeat(200) : otherLog });
    }
    const first = await triage(folder, '--ordered', '--jobs', '3');
    const ids = recordsIn(first.stdout).map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    expect(ids).toHaveLength(30);
    expect(await triage(folder, '--ordered', '--jobs', '2')).toEqual(first);
  });

  test('the summary does not depend on the order in which they are done', async () => {
    for (let index = 0; index < 40; index += 1) writeAll(folder, { [`${index}.txt`]: brokenPost });
    const outcomes = [await triage(folder, '--jobs', '1'), await triage(folder, '--jobs', '4')];
    expect(outcomes[0]?.stderr).toBe(outcomes[1]?.stderr);
    const sorted = outcomes.map(({ stdout }) => stdout.split('\n').sort());
    expect(sorted[0]).toEqual(sorted[1]);
  });
});

describe('what is no bundle, or a bad one', () => {
  test('each has a verdict with the reason, and the others are diagnosed', async () => {
    const endless = packedTimes(gzipSync(Buffer.alloc(16 * 1024 ** 2, 'x')), 40);
    writeAll(folder, {
      'good.txt': brokenPost,
      'empty.txt': '',
      'binary.bin': Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256),
      'picture.png': Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(100)]),
      'cut.gz': gzipSync(brokenPost.repeat(100)).subarray(0, 300),
      'cut.zip': zipOf({ 'a.txt': brokenPost }).subarray(0, 200),
      'cut.tar': (await tarOf({ 'a.txt': brokenPost.repeat(20) })).subarray(0, 2000),
      'locked.zip': zipOf({ 'a.txt': { content: brokenPost, flags: 1 } }),
      'partly.zip': zipOf({ 'a.txt': { content: otherLog, flags: 1 }, '../../b.txt': brokenPost }),
      'bomb.gz': endless,
      'bomb.zip': zipOf({ 'a.txt': endless }),
      'many.tar.gz': await tarGzOf(
        Object.fromEntries(Array.from({ length: 10_050 }, (_, index) => [`${index}.txt`, 'x'])),
      ),
      'packed.gz': gzipSync(gzipSync(gzipSync(gzipSync(gzipSync(gzipSync(brokenPost)))))),
    });
    mkdirSync(join(folder, 'nothing'));
    symlinkSync('loop', join(folder, 'loop'));
    symlinkSync('nowhere', join(folder, 'dangling'));
    symlinkSync('..', join(folder, 'up'));
    symlinkSync('good.txt', join(folder, 'link'));
    if (process.platform !== 'win32') execFileSync('mkfifo', [join(folder, 'pipe')]);
    writeAll(folder, { 'mixed/a.txt': brokenPost, 'mixed/b.bin': Buffer.alloc(100) });
    symlinkSync('/etc/passwd', join(folder, 'mixed', 'passwd'));
    symlinkSync('..', join(folder, 'mixed', 'up'));
    if (process.platform !== 'win32') execFileSync('mkfifo', [join(folder, 'mixed', 'pipe')]);

    const { code, stdout } = await triage(folder, join(folder, 'not-there'));
    const records = recordsIn(stdout);
    for (const record of records) expect(fits(record), JSON.stringify(fits.errors)).toBe(true);
    const codes = Object.fromEntries(
      records.map(({ id, error }) => [basename(id), error === null ? null : error.code]),
    );
    expect(codes).toEqual({
      'good.txt': null,
      link: null,
      mixed: null,
      'partly.zip': null,
      'empty.txt': 'empty',
      'binary.bin': 'binary',
      'picture.png': 'binary',
      'cut.gz': 'unreadable',
      'cut.zip': 'unreadable',
      'cut.tar': 'unreadable',
      'locked.zip': 'encrypted',
      'bomb.gz': 'too-large',
      'bomb.zip': 'too-large',
      'many.tar.gz': 'too-large',
      'packed.gz': 'too-large',
      nothing: 'empty',
      loop: 'unreadable',
      dangling: 'not-found',
      up: 'unreadable',
      pipe: 'device',
      'not-there': 'not-found',
    });
    expect(code).toBe(exitCode.findings);
    for (const { error, exitCode: own } of records.filter((record) => record.error !== null)) {
      expect(own).toBe(3);
      expect(error?.message).toMatch(/^\S.*\.$/);
    }
    const mixed = recordOf(records, '/mixed');
    expect(mixed.outcome).toBe('broken');
    expect(Object.fromEntries(mixed.notRead.map((file) => [basename(file.name), file.code]))).toEqual({
      'b.bin': 'binary',
      passwd: 'link',
      pipe: 'device',
      up: 'link',
    });
    const partly = recordOf(records, '/partly.zip');
    expect(partly.evidence[0]?.source).toBe(`${partly.id}!/../../b.txt`);
  });

  test('a folder without bundles, and none at all', async () => {
    const { code, stdout, stderr } = await triage(folder);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^hwdiag: .* is a folder without bundles\.\n$/);
    expect(code).toBe(exitCode.couldNotLook);
    expect((await triage()).code).toBe(exitCode.usage);
    expect((await triage('-')).code).toBe(exitCode.usage);
  });

  test('without permission', async (context) => {
    const user = process.getuid?.() ?? context.skip('this system has no permissions to take away');
    writeAll(folder, {
      'secret.txt': brokenPost,
      'good.txt': brokenPost,
      'half/secret.txt': brokenPost,
      'half/good.txt': brokenPost,
      'closed/a.txt': brokenPost,
    });
    for (const name of ['secret.txt', 'half/secret.txt', 'closed']) chmodSync(join(folder, name), 0);
    try {
      // Root reads everything, so somebody else does it, with a copy of the program that is theirs to read.
      const copy = join(scratch, 'program');
      cpSync(dirname(bundle), copy, { recursive: true });
      const other = {
        uid: 65534,
        gid: 65534,
        command: [process.execPath, join(copy, basename(bundle))],
        cwd: scratch,
      };
      const { stdout } = await runProcess(['triage', folder], '', user === 0 ? other : {});
      const records = recordsIn(stdout);
      for (const name of ['/bundles-/secret.txt', '/closed']) {
        const ending = name.replace('/bundles-', basename(folder));
        expect(recordOf(records, ending).error?.code).toBe('no-permission');
      }
      expect(recordOf(records, `${basename(folder)}/good.txt`).outcome).toBe('broken');
      expect(recordOf(records, '/half')).toMatchObject({
        outcome: 'broken',
        notRead: [{ name: join(folder, 'half', 'secret.txt'), code: 'no-permission' }],
      });
    } finally {
      for (const name of ['secret.txt', 'half/secret.txt', 'closed']) chmodSync(join(folder, name), 0o700);
    }
  });

  test.runIf(isLinux)('names with line ends, control characters and bytes that are no text', async () => {
    writeAll(folder, {
      'two\nlines.txt': brokenPost,
      'red\u001b[31m\u202e.txt': brokenPost,
      '=cmd|x.txt': brokenPost,
    });
    writeFileSync(
      Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0x6d, 0xfc, 0x6c, 0x6c])]),
      brokenPost,
    );
    for (const format of ['ndjson', 'csv', 'html']) {
      const { stdout, stderr, code } = await triage(folder, '--format', format);
      expect(code).toBe(exitCode.findings);
      for (const text of [stdout.replaceAll('\r\n', '\n'), stderr])
        expect(text).not.toMatch(/[^\n\P{Cc}]|\u202e/u);
    }
    const records = recordsIn((await triage(folder)).stdout);
    expect(records.map(({ id, outcome }) => [id.slice(folder.length + 1), outcome]).sort()).toEqual([
      ['=cmd|x.txt', 'broken'],
      ['m\u00fcll', 'broken'],
      ['red\u001b[31m\u202e.txt', 'broken'],
      ['two\nlines.txt', 'broken'],
    ]);
  });

  test('one that takes too long', async () => {
    // Sentences take longer than lines of a log.
    // The numbers keep it from being as small as only a trap is.
    const said = Array.from(
      { length: 60_000 },
      (_, line) => `${'It does not work.\n'.repeat(16)}${line}\n`,
    ).join('');
    const long = packedTimes(gzipSync(said), 31);
    writeAll(folder, { 'long.log.gz': long, 'good.txt': brokenPost });
    const { stdout, stderr } = await triage(folder, '--timeout', '5', '--jobs', '1');
    const records = recordsIn(stdout);
    expect(recordOf(records, 'long.log.gz').error?.code).toBe('timeout');
    expect(recordOf(records, 'good.txt').outcome).toBe('broken');
    expect(stderr).toContain('timeout: took longer than the time limit');
  });

  test('one that takes all memory', async () => {
    const page = `<!DOCTYPE html><html><body>${'<br>'.repeat(6_000_000)}`;
    writeAll(folder, { 'page.html': page, 'good.txt': brokenPost, 'other.log': otherLog });
    const { stdout, stderr } = await triage(folder, '--jobs', '1');
    const records = recordsIn(stdout);
    expect(recordOf(records, 'page.html').error?.code).toBe('out-of-memory');
    expect(recordOf(records, 'good.txt').outcome).toBe('broken');
    expect(records).toHaveLength(3);
    expect(stderr).not.toMatch(/FATAL|Native stack|^ +at /m);
  });
});

describe('many bundles', () => {
  function fill(size: number): void {
    for (let index = 0; index < size; index += 1) {
      const content = [brokenPost, workingLog, otherLog][index % 3] ?? '';
      writeAll(folder, { [`ticket-${String(index).padStart(4, '0')}.txt`]: content });
    }
  }

  test('300, each once', async () => {
    fill(300);
    const { stdout, stderr, code } = await triage(folder, '--progress');
    const records = recordsIn(stdout);
    expect(new Set(records.map(({ id }) => id)).size).toBe(300);
    expect(records).toHaveLength(300);
    expect(code).toBe(exitCode.findings);
    expect(stderr).toMatch(/^hwdiag: 0 of 300 \(0%\)/);
    expect(stderr).toMatch(/^ +100 {2}proto-qmi-on-huawei-ncm/m);
  });

  test.runIf(isLinux)('a worker that is killed loses one bundle at most', async () => {
    fill(120);
    const child = start(['triage', folder, '--jobs', '1']);
    const outcome = ended(child);
    await said(child.stdout, 'ticket-0003');
    const [worker] = pidsOfWorkers(child.pid);
    if (worker === undefined) throw new Error('there is no worker');
    // It stands still with a bundle in its hands, and is then taken away as the system does when memory is short.
    process.kill(worker, 'SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, 200));
    process.kill(worker, 'SIGKILL');
    const { stdout, code } = await outcome;
    const records = recordsIn(stdout);
    expect(records).toHaveLength(120);
    expect(records.filter(({ error }) => error !== null).map(({ error }) => error?.code)).toEqual([
      'crashed',
    ]);
    expect(code).toBe(exitCode.findings);
  });

  test.runIf(isLinux)('killed in the middle and resumed: each once, and what was done stays', async () => {
    fill(200);
    const file = join(scratch, `verdicts-${count}.ndjson`);
    const child = start(['triage', folder, '--resume', file, '--jobs', '2']);
    const outcome = ended(child);
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (readdirSync(scratch).includes(basename(file)) && readFileSync(file, 'utf8').split('\n').length > 20)
        break;
    }
    child.kill('SIGKILL');
    await outcome;
    const before = readFileSync(file, 'utf8');
    // As a kill in the middle of a write leaves it.
    appendFileSync(file, '{"schemaVersion":1,"id":"');
    const { stdout, code } = await triage(folder, '--resume', file);
    const after = readFileSync(file, 'utf8');
    expect(after.startsWith(before.slice(0, before.lastIndexOf('\n') + 1))).toBe(true);
    const records = recordsIn(after);
    expect(records).toHaveLength(200);
    expect(new Set(records.map(({ id }) => id)).size).toBe(200);
    expect(stdout).toContain('200 bundles in');
    expect(code).toBe(exitCode.findings);
  });

  test.skipIf(process.platform === 'win32')('Ctrl-C: what was done is told', async () => {
    fill(300);
    const child = start(['triage', folder]);
    const outcome = ended(child);
    await said(child.stdout, 'ticket-0010');
    child.kill('SIGINT');
    const { stdout, stderr, code } = await outcome;
    expect(code).toBe(exitCode.interrupted);
    const records = recordsIn(stdout);
    expect(records.length).toBeGreaterThan(5);
    expect(records.length).toBeLessThan(300);
    expect(stderr).toContain(`${records.length} bundles in`);
    expect(stderr).toMatch(/^hwdiag: Interrupted after \d+ of 300 bundles\.$/m);
  });

  test.skipIf(process.platform === 'win32')('a reader that has seen enough ends it', async () => {
    fill(300);
    const child = start(['triage', folder, '--progress']);
    const outcome = ended(child);
    await said(child.stdout, 'ticket');
    child.stdout.destroy();
    const { stderr } = await outcome;
    const [, all = ''] = /^(\d+) bundles? in/m.exec(stderr) ?? [];
    expect(Number(all)).toBeLessThan(300);
  });
});

describe('--resume', () => {
  test('only what is new or changed is diagnosed', async () => {
    const file = join(scratch, 'resume.ndjson');
    writeAll(folder, { 'a.txt': brokenPost, 'b.txt': otherLog, 'c/d.txt': workingLog });
    const first = await triage(folder, '--resume', file);
    const lines = readFileSync(file, 'utf8');
    expect(recordsIn(lines)).toHaveLength(3);
    expect(await triage(folder, '--resume', file)).toEqual(first);
    expect(readFileSync(file, 'utf8')).toBe(lines);
    writeAll(folder, { 'b.txt': brokenPost, 'e.txt': workingLog });
    utimesSync(join(folder, 'c/d.txt'), new Date(), new Date(1_700_000_000_000));
    const second = await triage(folder, '--resume', file);
    const added = recordsIn(readFileSync(file, 'utf8').slice(lines.length));
    expect(added.map(({ id }) => basename(id)).sort()).toEqual(['b.txt', 'c', 'e.txt']);
    expect(second.stdout).toContain('4 bundles in');
    expect(second.stdout).toMatch(/^ +2 {2}broken/m);
  });

  test('a last line without its end is done again, or kept where it is whole', async () => {
    const file = join(scratch, 'cut.ndjson');
    writeAll(folder, { 'a.txt': brokenPost, 'b.txt': otherLog });
    await triage(folder, '--resume', file, '--ordered');
    const whole = readFileSync(file, 'utf8');
    for (const left of [whole.length - 1, whole.length - 30, whole.indexOf('\n') + 8, 5]) {
      truncateSync(file, left);
      await triage(folder, '--resume', file, '--ordered');
      expect(readFileSync(file, 'utf8')).toBe(whole);
    }
  });

  test('a file that holds anything else is left as it is', async () => {
    writeAll(folder, { 'a.txt': brokenPost });
    for (const [name, text] of [
      ['notes.txt', 'my notes'],
      ['lines.txt', 'my notes\n'],
      ['list.json', '[1,2]\n'],
    ] as const) {
      const file = join(scratch, name);
      writeFileSync(file, text);
      const { code, stdout, stderr } = await triage(folder, '--resume', file);
      expect(code).toBe(exitCode.usage);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/holds no verdicts/);
      expect(readFileSync(file, 'utf8')).toBe(text);
    }
  });

  test('what was killed, took too long or could not be read is tried again', async () => {
    const file = join(scratch, 'again.ndjson');
    writeAll(folder, { 'a.txt': brokenPost });
    await triage(folder, '--resume', file);
    const [record] = recordsIn(readFileSync(file, 'utf8'));
    const failed = { ...record, outcome: 'not-looked-at', error: { code: 'crashed', message: 'x' } };
    writeFileSync(file, `${JSON.stringify(failed)}\n`);
    await triage(folder, '--resume', file);
    expect(recordsIn(readFileSync(file, 'utf8')).map(({ outcome }) => outcome)).toEqual([
      'not-looked-at',
      'broken',
    ]);
  });

  test.runIf(isLinux)('a summary is not written among the verdicts', async () => {
    const file = join(scratch, 'same.ndjson');
    writeAll(folder, { 'a.txt': brokenPost });
    const command = ['sh', '-c', 'exec "$0" "$@" >>"$FILE"', process.execPath, bundle];
    const { code, stderr } = await runProcess(['triage', folder, '--resume', file], '', {
      command,
      env: { FILE: file },
    });
    expect(code).toBe(exitCode.usage);
    expect(stderr).toMatch(/elsewhere/);
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  test('other forms tell all, those of earlier runs, too', async () => {
    const file = join(scratch, 'forms.ndjson');
    writeAll(folder, { 'a.txt': brokenPost });
    await triage(folder, '--resume', file);
    writeAll(folder, { 'b.txt': workingLog });
    const csv = await triage(folder, '--resume', file, '--format', 'csv', '--ordered');
    expect(csv.stdout.split('\r\n').map((line) => line.split(',')[1])).toEqual([
      'outcome',
      'broken',
      'working',
      undefined,
    ]);
    const html = await triage(folder, '--resume', file, '--format', 'html');
    expect(html.stdout).toMatch(/a\.txt[\s\S]*b\.txt/);
    expect(recordsIn(readFileSync(file, 'utf8'))).toHaveLength(2);
  });
});
