import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import schema from '../../schema/bundle.v1.json' with { type: 'json' };
import { begun } from '../../src/collect/files.ts';
import type { LiveRecord } from '../../src/collect/live-record.ts';
import { manifestText } from '../../src/collect/manifest.ts';
import { savedTests } from '../../src/collect/saved-tests.ts';
import { arbitraryLiveRecord } from './arbitrary-live-record.ts';

const fits = new Ajv2020({ strictTuples: false }).compile(schema);

function textWith(live: LiveRecord | null): string {
  return manifestText({
    hwdiag: '9.9.9',
    collectedAt: '2026-02-03T04:05:06.789Z',
    target: null,
    redacted: true,
    incomplete: null,
    sections: [
      {
        file: '01-log.txt',
        command: 'logread',
        startedAt: 0,
        seconds: 1,
        end: 'exited',
        exitStatus: 0,
        failed: null,
      },
    ],
    live,
  });
}

/** Reads bytes that come in pieces. */
async function read(text: string | Uint8Array, piece = 1_000) {
  const bytes = Buffer.from(text);
  return await savedTests(
    await begun(
      (async function* () {
        for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
      })(),
    ),
  );
}

const record: LiveRecord = {
  tests: [
    {
      id: 'lease',
      rung: 'address',
      question: 'Does the network device get an address?',
      outcome: 'broken',
      answer: 'Nobody answers DHCP.',
      sources: ['01-log.txt'],
    },
  ],
  judgements: [
    { rule: 'huawei-ndp-end', title: 'framing', outcome: 'proven', because: 'It came.', test: 'framing' },
  ],
  before: {
    verdict: { state: 'broken', rung: 'address', cause: 'x', confidence: 'likely', reached: 'dial' },
    findings: [{ rule: 'huawei-ndp-end', title: 'framing', confidence: 'possible' }],
  },
  changes: [{ what: 'wan was started anew', state: 'left', advice: 'Run ifup wan.' }],
  endedBecause: 'it was interrupted',
};

describe('tests that a manifest tells of', () => {
  test('are read as they were written, and fit the schema', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryLiveRecord, fc.integer({ min: 1, max: 5_000 }), async (live, piece) => {
        const text = textWith(live);
        // Half a character has no bytes in a file.
        const written = JSON.parse(Buffer.from(text).toString());
        expect(fits(written), JSON.stringify(fits.errors)).toBe(true);
        const { version, ...rest } = written.live;
        expect(version).toBe(1);
        expect(await read(text, piece)).toEqual({
          madeAt: '2026-02-03T04:05:06.789Z',
          record: rest,
          files: ['01-log.txt'],
        });
      }),
      { numRuns: 200 },
    );
  });

  test('are none in a manifest without them, whatever else is in it', async () => {
    expect(await read(textWith(null))).toBeNull();
    expect(await read('{ "format": "hwdiag-bundle", "formatVersion": 7 }')).toBeNull();
  });

  test('with anything in the place of any part: a fault, or what fits the schema', async () => {
    const paths = [...pathsIn(JSON.parse(textWith(record)))];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 3 }), async (path, value) => {
        const manifest = JSON.parse(textWith(record));
        put(manifest, path, value);
        const answer = await read(JSON.stringify(manifest));
        if (answer === null || typeof answer === 'string') return;
        const { record: live, madeAt } = answer;
        const whole = { ...JSON.parse(textWith(live)), collectedAt: madeAt };
        expect(fits(whole), JSON.stringify(fits.errors)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test('of any bytes: nothing is thrown', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string(), fc.uint8Array()), async (bytes) => {
        expect([null, 'damaged', 'newer']).toContain(await read(bytes));
      }),
    );
  });

  const changed = (change: (manifest: ReturnType<typeof JSON.parse>) => void): string => {
    const manifest = JSON.parse(textWith(record));
    change(manifest);
    return JSON.stringify(manifest);
  };
  const whole = textWith(record);

  test.each([
    ['cut off', whole.slice(0, -40), 'damaged'],
    ['nested without end', `{"format":"hwdiag-bundle","live":${'['.repeat(200_000)}`, 'damaged'],
    ['null for it', changed((it) => Object.assign(it, { live: null })), 'damaged'],
    ['a list for it', changed((it) => Object.assign(it, { live: [] })), 'damaged'],
    ['no version', changed((it) => delete it.live.version), 'damaged'],
    ['a version before the first', changed((it) => Object.assign(it.live, { version: 0 })), 'damaged'],
    ['a newer version', changed((it) => Object.assign(it.live, { version: 2 })), 'newer'],
    ['a newer manifest', changed((it) => Object.assign(it, { formatVersion: 2 })), 'newer'],
    ['no date', changed((it) => delete it.collectedAt), 'damaged'],
    [
      'a date that is none',
      changed((it) => Object.assign(it, { collectedAt: '2026-13-99T04:05:06Z' })),
      'damaged',
    ],
    ['no texts', changed((it) => delete it.sections), 'damaged'],
    ['an unknown outcome', changed((it) => Object.assign(it.live.tests[0], { outcome: 'fine' })), 'damaged'],
    ['an unknown rung', changed((it) => Object.assign(it.live.tests[0], { rung: 'roof' })), 'damaged'],
    [
      'an id that is none',
      changed((it) => Object.assign(it.live.judgements[0], { rule: 'a b\n' })),
      'damaged',
    ],
    ['a number for words', changed((it) => Object.assign(it.live.tests[0], { answer: 7 })), 'damaged'],
    [
      'more tests than there are',
      changed((it) => (it.live.tests = Array(1_001).fill(it.live.tests[0]))),
      'damaged',
    ],
    ['more than a manifest has', changed((it) => (it.more = 'x'.repeat(4 * 1024 ** 2))), 'too-large'],
  ])('%s', async (_, text, fault) => {
    expect(await read(text, 65_536)).toBe(fault);
  });

  test.each(['2026-02-31T04:05:06Z', '2026-02-03T24:00:00Z', '2025-02-29T04:05:06.5Z'])(
    '%s never is',
    async (at) => {
      expect(await read(changed((it) => Object.assign(it, { collectedAt: at })))).toBe('damaged');
    },
  );

  test.each(['good.tar.gz!/01-log.txt', '../01-log.txt', 'a\\01-log.txt', 'good.tar.gz!'])(
    '%s is no text beside it',
    async (file) => {
      expect(await read(changed((it) => Object.assign(it.sections[0], { file })))).toBe('damaged');
    },
  );

  test.each(['2024-02-29T23:59:59Z', '2026-12-31T00:00:00.123456789Z'])('%s is an instant', async (at) => {
    expect(await read(changed((it) => Object.assign(it, { collectedAt: at })))).toMatchObject({ madeAt: at });
  });

  test('what is not known of a later hwdiag is passed over, and a sentence without end is cut', async () => {
    const answer = await read(
      changed((it) => {
        it.live.later = { any: 'thing' };
        it.live.tests[0].later = 1;
        it.live.tests[0].answer = 'word '.repeat(100_000);
      }),
    );
    if (answer === null || typeof answer === 'string') throw new Error(String(answer));
    const [first] = answer.record.tests;
    expect(first?.answer.length).toBeLessThan(2_010);
    expect({ ...answer.record, tests: [{ ...first, answer: 'Nobody answers DHCP.' }] }).toEqual(record);
  });
});

/** Ways to everything in a value. */
function* pathsIn(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (path.length > 0) yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) yield* pathsIn(inner, [...path, key]);
}

function put(value: Record<string, unknown>, [first = '', ...rest]: readonly string[], what: unknown): void {
  if (rest.length === 0) value[first] = what;
  else put(value[first] as Record<string, unknown>, rest, what);
}
