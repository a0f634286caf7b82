import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { unpackTar } from 'modern-tar';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import bundleSchema from '../../schema/bundle.v1.json' with { type: 'json' };
import reportSchema from '../../schema/report.v1.json' with { type: 'json' };
import { saveBundle } from '../../src/cli/save.ts';
import { diagnoseBundle } from '../../src/cli/triage/bundle-task.ts';
import type { BundleContents } from '../../src/collect/bundle-writer.ts';
import type { LiveRecord } from '../../src/collect/live-record.ts';
import { rules } from '../../src/rules/list.ts';
import { arbitraryLiveRecord } from '../collect/arbitrary-live-record.ts';
import { dhcp, dmesg, kernelVersion, logread, ncmDial, stickArrives } from '../situation/log-lines.ts';
import { bundleContents, type Outputs } from './bundle-contents.ts';
import { runHere } from './harness.ts';
import { tarGzOf, writeAll } from './triage/bundles.ts';

const fits = new Ajv2020({ strictTuples: false }).compile(bundleSchema);
const fitsReport = new Ajv2020({ strictTuples: false, allowUnionTypes: true }).compile(reportSchema);

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hwdiag-saved-tests-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const kernel = [...dmesg(0, kernelVersion('3.18.27')), ...dmesg(126, stickArrives())].join('\n');
const noLease = logread('Sun Jul 22 02:23:12 2018', ncmDial(), dhcp('modem_4', 3)).join('\n');

/** The lease fails; that it is the framing is only possible, until a test has tried it. */
const live: LiveRecord = {
  tests: [
    {
      id: 'lease',
      rung: 'address',
      question: 'Does the network device get an address?',
      outcome: 'broken',
      answer: 'Nobody answers DHCP on wwan0.',
      sources: ['live-lease-1'],
    },
    {
      id: 'framing',
      rung: 'address',
      question: 'Does a lease come when packets are framed the other way?',
      outcome: 'reached',
      answer: 'With the other framing a lease comes.',
      sources: ['live-framing-2', 'never-read'],
    },
    {
      id: 'internet',
      rung: 'internet',
      question: 'Do packets come back?',
      outcome: 'not-run',
      answer: 'Not run: it stops at “address” already.',
      sources: [],
    },
  ],
  judgements: [
    {
      rule: 'huawei-ndp-end',
      title: 'the modem expects its packets framed another way',
      outcome: 'proven',
      because: 'With the other framing a lease comes.',
      test: 'framing',
    },
  ],
  before: {
    verdict: { state: 'broken', rung: 'address', cause: null, confidence: null, reached: 'dial' },
    findings: [{ rule: 'huawei-ndp-end', title: 'the framing', confidence: 'possible' }],
  },
  changes: [
    { what: 'ndp_to_end of wwan0 was set to Y', state: 'put-back', advice: null },
    { what: 'the interface modem was taken down', state: 'left', advice: 'Start it with: ifup modem' },
  ],
  endedBecause: 'the connection to the router was lost',
};

function contentsOf(told: LiveRecord | null, outputs: Outputs = {}): BundleContents {
  const all: Outputs = {
    dmesg: ['dmesg', `${kernel}\n`],
    log: ['logread', `${noLease}\n`],
    ...outputs,
    'live-lease-1': ['udhcpc -n -q -i wwan0 -s /bin/true', 'udhcpc: no lease, failing\n'],
    'live-framing-2': ['cat /sys/class/net/wwan0/cdc_ncm/ndp_to_end', 'Y\n'],
  };
  return bundleContents(all, { live: told });
}

async function bundle(name: string, ...contents: Parameters<typeof contentsOf>): Promise<string> {
  const path = join(folder, name);
  await saveBundle(path, contentsOf(...contents), { redact: true, overwrite: false });
  return path;
}

async function filesIn(path: string): Promise<Record<string, string>> {
  const entries = await unpackTar(gunzipSync(readFileSync(path)));
  return Object.fromEntries(
    entries.map(({ header, data }) => [header.name, Buffer.from(data ?? []).toString()]),
  );
}

/** The bundle with another manifest. */
async function forged(change: (manifest: ReturnType<typeof JSON.parse>) => unknown): Promise<string> {
  const { 'manifest.json': text = '', ...files } = await filesIn(await bundle('real.tar.gz', live));
  const manifest = JSON.parse(text);
  const instead = change(manifest);
  const path = join(folder, 'forged.tar.gz');
  const written = typeof instead === 'string' ? instead : JSON.stringify(manifest);
  writeFileSync(path, await tarGzOf({ 'manifest.json': written, ...files }));
  return path;
}

async function reportOn(...argv: readonly string[]) {
  const { stdout, stderr, code } = await runHere(['--format', 'json', ...argv]);
  const report = JSON.parse(stdout);
  expect(fitsReport(report), JSON.stringify(fitsReport.errors)).toBe(true);
  const confidences = (rule: string): readonly string[] =>
    report.findings
      .filter((one: { rule: string }) => one.rule === rule)
      .map((one: { confidence: string }) => one.confidence);
  return { report, stderr, code, confidences };
}

describe('tests on the router that a bundle tells of', () => {
  test('are in its manifest, which fits the schema, with the names of files', async () => {
    const manifest = JSON.parse((await filesIn(await bundle('a.tar.gz', live)))['manifest.json'] ?? '');
    expect(fits(manifest), JSON.stringify(fits.errors)).toBe(true);
    expect(manifest.live).toMatchObject({ version: 1, before: live.before, changes: live.changes });
    expect(manifest.live.tests[0].sources).toEqual(['03-live-lease-1.txt']);
    const without = JSON.parse((await filesIn(await bundle('b.tar.gz', null)))['manifest.json'] ?? '');
    expect(without).not.toHaveProperty('live');
  });

  test('have each its own file where sections of two of them have one name', async () => {
    const card = (number: number) => [`ls /sys/class/net # ${number}`, `wwan${number}\n`] as const;
    const [test] = live.tests;
    if (test === undefined) throw new Error('no test');
    const told: LiveRecord = {
      ...live,
      // In another order than they were run in.
      tests: [
        { ...test, id: 'internet', sources: ['live-card', 'live-routes'] },
        { ...test, id: 'mtu', sources: ['live-card'] },
        { ...test, id: 'lease', sources: ['live-card', 'live-address'] },
      ],
    };
    const outputs = { one: card(1), address: card(2), two: card(3), routes: card(4), three: card(5) };
    const names = { one: 'live-card', two: 'live-card', three: 'live-card' } as Record<string, string>;
    const contents = contentsOf(told, outputs);
    const path = join(folder, 'twice.tar.gz');
    const sections = contents.sections.map((one) => ({
      ...one,
      section: { ...one.section, name: names[one.section.name] ?? `live-${one.section.name}` },
    }));
    await saveBundle(path, { ...contents, sections }, { redact: true, overwrite: false });
    const manifest = JSON.parse((await filesIn(path))['manifest.json'] ?? '');
    expect(manifest.live.tests.map(({ sources }: { sources: unknown }) => sources)).toEqual([
      ['05-live-card.txt', '06-live-routes.txt'],
      ['07-live-card.txt'],
      ['03-live-card.txt', '04-live-address.txt'],
    ]);
  });

  test('are told again with the date, and count for the findings of its texts', async () => {
    const path = await bundle('a.tar.gz', live);
    const { report, stderr, confidences } = await reportOn(path);
    expect(stderr).toBe('');
    expect(report.live).toEqual({
      madeAt: '2026-02-03T04:05:06.000Z',
      ...live,
      tests: live.tests.map((one) => ({
        ...one,
        sources: one.sources.flatMap((name) =>
          name === 'never-read' ? [] : [`${path}!/${name.includes('lease') ? '03' : '04'}-${name}.txt`],
        ),
      })),
    });
    expect(report.verdict).toMatchObject({ cause: 'huawei-ndp-end', confidence: 'proven' });
    expect(confidences('huawei-ndp-end')).toEqual(['proven']);
    const without = await reportOn(await bundle('b.tar.gz', null));
    expect(without.report).not.toHaveProperty('live');
    expect(without.confidences('huawei-ndp-end')).toEqual(['possible']);
  });

  test.each(['text', 'markdown', 'bbcode', 'html'])('are told in the report as %s', async (format) => {
    const { stdout } = await runHere(['--format', format, await bundle('a.tar.gz', live)]);
    const words = stdout.replace(/\s+/g, ' ');
    expect(words).toContain('Tested on the router on 2026-02-03 at 04:05 UTC, not since');
    expect(words).toContain('What the tests said of the logs');
    expect(words).toMatch(/was possible, is proven\. With the other framing a lease comes\./i);
    expect(words).toMatch(/Not put back then.*ifup modem/);
  });

  test('count for triage, compare, --each, an unpacked bundle and one on standard input', async () => {
    const path = await bundle('a.tar.gz', live);
    const proven = { cause: 'huawei-ndp-end', confidence: 'proven' };
    const record = await diagnoseBundle({ bundle: { id: path, path }, known: null, failOn: 'error' });
    expect(record).toMatchObject({ ...proven, notRead: [] });
    const each = await runHere(['--each', '--format', 'json', path]);
    expect(JSON.parse(each.stdout)[0].report.verdict).toMatchObject(proven);
    const compared = await runHere(['compare', '--format', 'json', await bundle('b.tar.gz', null), path]);
    expect(compared.stdout).toContain('proven');
    const unpacked = join(folder, 'unpacked');
    mkdirSync(unpacked);
    const files = await filesIn(path);
    writeAll(unpacked, files);
    expect((await reportOn(unpacked)).report.verdict).toMatchObject(proven);
    const named = Object.keys(files).map((name) => join(unpacked, name));
    expect((await reportOn(...named.reverse())).report.verdict).toMatchObject(proven);
    const piped = await runHere(['--format', 'json', '-'], { stdin: readFileSync(path) });
    expect(JSON.parse(piped.stdout).verdict).toMatchObject(proven);
  });

  test('have the same tokens in place of secrets as its texts, and none of the secrets', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.stringMatching(/^[a-z]{5}[0-9][A-Z]{3}[0-9]{2}$/),
        fc.stringMatching(/^[a-z][0-9][a-z]$/),
        async (password, short) => {
          const uci = `config interface 'wan'\n\toption proto 'qmi'\n\toption password '${password}'\n\toption pincode '4711'\n\toption key '${short}'\n`;
          const imei = '490154203237518';
          const words = `It said ${password}, '${short}', ${imei} and 80.187.3.4 of OpenWrt.`;
          const path = join(folder, `${password}${short}.tar.gz`);
          const told: LiveRecord = {
            tests: live.tests.map((one) => ({ ...one, question: words, answer: words })),
            judgements: live.judgements.map((one) => ({ ...one, title: words, because: words })),
            before: {
              ...live.before,
              findings: live.before.findings.map((one) => ({ ...one, title: words })),
            },
            changes: [{ what: words, state: 'left', advice: words }],
            endedBecause: words,
          };
          const contents = contentsOf(told, {
            uci: ['uci export network', uci],
            at: ['AT+CGSN', `${imei}\nOK\n`],
          });
          await saveBundle(path, contents, { redact: true, overwrite: true });
          const files = await filesIn(path);
          const manifest = files['manifest.json'] ?? '';
          for (const secret of [password, `'${short}'`, imei, '80.187.3.4'])
            expect(manifest).not.toContain(secret);
          const [token] = /<password-\w+>/.exec(files['03-uci.txt'] ?? '') ?? [];
          const said: readonly string[] = JSON.parse(manifest).live.tests.map(
            ({ answer }: { answer: string }) => answer,
          );
          expect(token).toBeDefined();
          for (const answer of said) expect(answer).toContain(token);
        },
      ),
      { numRuns: 15 },
    );
  });

  test('stay as they are where secrets do', async () => {
    const path = join(folder, 'plain.tar.gz');
    await saveBundle(path, contentsOf(live), { redact: false, overwrite: false });
    const { report } = await reportOn(path);
    expect(report.live.tests.map(({ answer }: { answer: string }) => answer)).toEqual(
      live.tests.map(({ answer }) => answer),
    );
  });
});

describe('tests that a bundle tells of and its texts do not bear out', () => {
  const judgement = live.judgements[0];

  test.each([
    ['of a rule that does not exist', { rule: 'no-such-rule' }],
    ['of a finding that the texts do not raise', { rule: 'apn-typo', test: 'apn' }],
    ['of a test that cannot decide it', { test: 'lease-of-life' }],
    ['of a test that was not run', { test: 'internet' }],
  ])('prove nothing: a judgement %s', async (_, part) => {
    const path = await forged(({ live: it }) => {
      it.judgements = [{ ...judgement, ...part }];
      it.tests.push({ ...it.tests[2], id: 'apn', outcome: 'reached' });
    });
    const { report, stderr, confidences } = await reportOn(path);
    expect(stderr).toBe(
      `hwdiag: What tests said of 1 finding is not told (${path}!/manifest.json): the texts do not show as much, or this hwdiag knows no such test.\n`,
    );
    expect(report.live.judgements).toEqual([]);
    expect(confidences('huawei-ndp-end')).toEqual(['possible']);
    const ids = new Set(rules.map(({ id }) => id));
    expect(report.findings.every(({ rule }: { rule: string }) => ids.has(rule))).toBe(true);
  });

  test('what they ruled out need not be there any more', async () => {
    const path = await forged(({ live: it }) => {
      it.judgements.push({ ...judgement, rule: 'apn-typo', outcome: 'refuted', test: 'framing' });
      it.judgements.push({ ...judgement, rule: 'sim-missing', outcome: 'refuted', test: 'sim' });
      it.tests.push({ ...it.tests[0], id: 'sim' });
      it.before.findings.push({ rule: 'sim-missing', title: 'no card', confidence: 'possible' });
    });
    const { report } = await reportOn(path);
    expect(report.live.judgements.map(({ rule }: { rule: string }) => rule)).toEqual([
      'huawei-ndp-end',
      'sim-missing',
    ]);
  });

  test('what is not asked is not missed', async () => {
    const { stderr, report } = await reportOn('--ignore', 'huawei-ndp-end', await bundle('a.tar.gz', live));
    expect(stderr).toBe('');
    expect(report.live.judgements).toEqual([]);
  });

  test('say nothing of another situation in which the same was found', async () => {
    const other = join(folder, 'other.txt');
    const at = 'root@attic:~#';
    writeFileSync(other, `${at} dmesg\n${kernel}\n${at} logread\n${noLease.replaceAll('2018', '2017')}\n`);
    const path = await bundle('a.tar.gz', live);
    for (const inputs of [
      [path, other],
      [other, path],
    ]) {
      const { report } = await reportOn(...inputs);
      const found = report.findings.filter(({ rule }: { rule: string }) => rule === 'huawei-ndp-end');
      expect(found).toHaveLength(2);
      for (const { evidence, confidence } of found) {
        const isOfBundle = JSON.stringify(evidence).includes('a.tar.gz!/');
        expect(confidence).toBe(isOfBundle ? 'proven' : 'possible');
      }
    }
  });

  test('of several bundles those of the last one are told', async () => {
    const [first, last] = [await bundle('a.tar.gz', live), await bundle('b.tar.gz', live)];
    const { stderr, report } = await reportOn(first, last);
    expect(stderr).toBe(
      `hwdiag: What ${first}!/manifest.json says of tests on the router is not told: another one that tells of tests was read after it.\n`,
    );
    expect(JSON.stringify(report.live.tests)).toContain(last);
  });

  test.each([
    ['cut off', (_: unknown) => `{"format": "hwdiag-bundle", "formatVersion": 1, "live": {`, 'it is damaged'],
    [
      'of a newer version',
      (it: { live: { version: number } }) => {
        it.live.version = 2;
      },
      'a newer hwdiag wrote it',
    ],
    [
      'too large',
      (it: { live: { more?: string } }) => {
        // What packs too well is taken for a bomb, and nothing of it is read.
        it.live.more = Array.from({ length: 700_000 }, (_, number) => (number * 7919) % 999_983).join(' ');
      },
      'it is larger than any that hwdiag writes',
    ],
    [
      'of other texts',
      (it: { sections: readonly { file: string }[] }) => {
        for (const one of it.sections) one.file = `other-${one.file}`;
      },
      'none of the texts that it belongs to was read',
    ],
  ])('a manifest that is %s: the texts are read, and a note says why', async (_, change, why) => {
    const path = await forged(change);
    const { report, stderr, confidences } = await reportOn(path);
    expect(stderr).toBe(
      `hwdiag: What ${path}!/manifest.json says of tests on the router is not told: ${why}.\n`,
    );
    expect(report).not.toHaveProperty('live');
    expect(confidences('huawei-ndp-end')).toEqual(['possible']);
    const record = await diagnoseBundle({ bundle: { id: path, path }, known: null, failOn: 'error' });
    expect(record).toMatchObject({
      outcome: 'broken',
      notRead: [{ name: `${path}!/manifest.json`, code: 'unreadable' }],
    });
  });

  test('a manifest claims no texts of an archive beside it', async () => {
    const { 'manifest.json': text = '' } = await filesIn(await bundle('real.tar.gz', live));
    const manifest = JSON.parse(text);
    const beside = join(folder, 'beside');
    mkdirSync(beside);
    writeFileSync(join(beside, 'good.tar.gz'), readFileSync(await bundle('good.tar.gz', null)));
    for (const one of manifest.sections) one.file = `good.tar.gz!/${one.file}`;
    writeFileSync(join(beside, 'zz.json'), JSON.stringify(manifest));
    const { report, stderr, confidences } = await reportOn(beside);
    expect(stderr).toContain(
      `What ${beside}/zz.json says of tests on the router is not told: it is damaged.`,
    );
    expect(report).not.toHaveProperty('live');
    expect(confidences('huawei-ndp-end')).toEqual(['possible']);
  });

  test('a manifest on standard input has no texts, and standard input is no text of a manifest', async () => {
    const { 'manifest.json': text = '', ...files } = await filesIn(await bundle('real.tar.gz', live));
    const before = process.cwd();
    process.chdir(folder);
    try {
      writeAll(folder, files);
      const piped = await runHere(['--format', 'json', ...Object.keys(files), '-'], { stdin: text });
      expect(piped.stderr).toContain('none of the texts that it belongs to was read');
      expect(JSON.parse(piped.stdout)).not.toHaveProperty('live');
      const manifest = JSON.parse(text);
      manifest.sections = [{ ...manifest.sections[0], file: '-' }];
      writeFileSync('manifest.json', JSON.stringify(manifest));
      const stdin = Object.values(files).join('');
      const claimed = await runHere(['--format', 'json', 'manifest.json', '-'], { stdin });
      expect(claimed.stderr).toContain('none of the texts that it belongs to was read');
      expect(JSON.parse(claimed.stdout)).not.toHaveProperty('live');
    } finally {
      process.chdir(before);
    }
  });

  test('whatever they are: a report that fits its schema, and proves of them only what was found', async () => {
    const { 'manifest.json': text = '', ...files } = await filesIn(await bundle('real.tar.gz', null));
    const manifest = JSON.parse(text);
    const plain = await reportOn(join(folder, 'real.tar.gz'));
    const found = plain.report.findings.map(({ rule }: { rule: string }) => rule).sort();
    let count = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryLiveRecord, async (any) => {
        count += 1;
        const path = join(folder, `any-${count}.tar.gz`);
        const written = JSON.stringify({ ...manifest, live: { version: 1, ...any } });
        writeFileSync(path, await tarGzOf({ 'manifest.json': written, ...files }));
        const { report } = await reportOn(path);
        expect(report.findings.map(({ rule }: { rule: string }) => rule).sort()).toEqual(found);
        for (const { rule, outcome } of report.live.judgements) {
          if (outcome === 'proven') expect(found).toContain(rule);
        }
        rmSync(path);
      }),
      { numRuns: 40 },
    );
  });
});
