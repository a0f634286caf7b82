import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failedRecord } from '../../../src/cli/triage/failed-record.ts';
import { plainPalette } from '../../../src/report/text/palette.ts';
import { displayWidth } from '../../../src/report/text/width.ts';
import { csvHead, csvRow } from '../../../src/report/triage/csv.ts';
import { htmlCells, htmlHead, htmlRow, htmlTail } from '../../../src/report/triage/html.ts';
import { nothingSaid, type TriageRecord } from '../../../src/report/triage/record.ts';
import { summaryToText } from '../../../src/report/triage/summary-text.ts';
import { Tally } from '../../../src/report/triage/tally.ts';
import { triageVerdict } from '../../../src/report/triage/verdict.ts';
import { brokenPost, undeterminedLog } from '../../cli/inputs.ts';
import { diagnosisOf } from '../../diagnosis-of.ts';
import { damages, places, word } from '../../redact/planted.ts';

function recordWith(part: Partial<TriageRecord>): TriageRecord {
  return {
    schemaVersion: 1,
    id: 'tickets/1.txt',
    version: '0.1.0',
    content: { files: 1, bytes: 1, stamp: '0123456789abcdef' },
    outcome: 'broken',
    exitCode: 1,
    ...nothingSaid,
    notRead: [],
    error: null,
    ...part,
  };
}

function summaryOf(records: readonly TriageRecord[]): ReturnType<Tally['summary']> {
  const tally = new Tally();
  for (const [index, record] of records.entries()) tally.add(record, index);
  return tally.summary();
}

function pageOf(records: readonly TriageRecord[]): string {
  const summary = summaryOf(records);
  return [
    htmlHead(summary),
    ...records.map((record) => htmlRow(summary, record.id, htmlCells(record))),
    htmlTail,
  ].join('');
}

/** Everything that is made of verdicts. */
function allTextsOf(records: readonly TriageRecord[]): readonly string[] {
  return [
    JSON.stringify(records),
    records.map(csvRow).join(''),
    pageOf(records),
    ...[true, false].map((unicode) =>
      summaryToText(summaryOf(records), { width: 80, unicode, verbose: false }, plainPalette),
    ),
  ];
}

describe('the tally', () => {
  const records = [
    recordWith({ id: 'tickets/1.txt', cause: 'apn-typo', operator: 'A', release: 'OpenWrt 23.05.2' }),
    recordWith({ id: 'tickets/2.txt', cause: 'sim-puk', rung: 'sim' }),
    recordWith({ id: 'tickets/a/3.txt', cause: 'apn-typo', operator: 'A', release: 'OpenWrt 23.05.2' }),
    recordWith({ id: 'tickets/4.txt', cause: 'apn-typo', operator: 'B', release: 'OpenWrt 23.05.2' }),
    recordWith({ id: 'tickets/5.txt', rung: 'dial', needs: [{ missing: 'the log', ask: 'logread' }] }),
    recordWith({ id: 'tickets/6.txt', outcome: 'working', rung: null }),
    failedRecord('tickets/7.txt', 'timeout', 'It took too long.'),
  ];

  test('puts together what has all in common, the largest first', () => {
    const { bundles, folder, outcomes, causes, clusters, needs, errors } = summaryOf(records);
    expect({ bundles, folder }).toEqual({ bundles: 7, folder: 'tickets/' });
    expect(outcomes).toMatchObject({ broken: 5, working: 1, 'not-looked-at': 1 });
    expect(causes.map(({ cause, rung, count }) => [cause, rung, count])).toEqual([
      ['apn-typo', null, 3],
      [null, 'dial', 1],
      ['sim-puk', 'sim', 1],
    ]);
    expect(clusters[0]).toEqual({
      cause: 'apn-typo',
      rung: null,
      modem: null,
      firmware: null,
      release: 'OpenWrt 23.05.2',
      operator: 'A',
      count: 2,
      examples: ['tickets/1.txt', 'tickets/a/3.txt'],
    });
    expect(clusters).toHaveLength(4);
    expect(needs).toEqual([
      { needs: [{ missing: 'the log', ask: 'logread' }], count: 1, examples: ['tickets/5.txt'] },
    ]);
    expect(errors).toEqual([{ code: 'timeout', count: 1, examples: ['tickets/7.txt'] }]);
  });

  test('says the same in whatever order they come', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...records.keys()], { minLength: records.length }), (order) => {
        const tally = new Tally();
        for (const index of order) {
          const record = records[index];
          if (record !== undefined) tally.add(record, index);
        }
        expect(tally.summary()).toEqual(summaryOf(records));
      }),
    );
  });
});

describe('a table', () => {
  test('keeps its cells apart, and starts no formula', () => {
    const row = csvRow(recordWith({ id: '=1+1', title: 'says "no", then\u001b[31m stops', modem: null }));
    expect(row).toBe(`'=1+1,broken,1,,,,"says ""no"", then␛[31m stops",,,,,,,,,\r\n`);
    expect(csvHead().split(',')).toHaveLength(row.replace(/"[^"]*"/g, '').split(',').length);
  });
});

describe('a page', () => {
  test('holds nothing of a name or a title as a tag', () => {
    const html = pageOf([
      recordWith({
        id: '<script>alert(1)</script>',
        title: '"><img src=x onerror=alert(1)>',
        operator: "'&",
      }),
    ]);
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain('&lt;script&gt;');
    expect(html).toContain('&#39;&amp;');
    expect(html).not.toMatch(/(?:src|href|url)\s*[=(]\s*["']?(?:https?:)?\/\//);
  });
});

describe('a summary', () => {
  test('fits 80 columns, and ASCII where nothing else can be shown', () => {
    const records = Array.from({ length: 30 }, (_, index) =>
      recordWith({
        id: `tickets/${'long-name-'.repeat(index % 12)}${index}.txt`,
        cause: index % 2 === 0 ? 'apn-typo' : 'sim-puk',
        operator: 'Ürün – A',
        needs: [{ missing: 'the log', ask: 'logread | tail -n 300' }],
      }),
    );
    for (const unicode of [true, false]) {
      const text = summaryToText(summaryOf(records), { width: 80, unicode, verbose: false }, plainPalette);
      for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(80);
      if (!unicode) expect(text).toMatch(/^[\n -~]*$/);
    }
  });
});

describe('a planted secret', () => {
  test('comes out of no verdict, table, page or summary', () => {
    const place = fc.constantFrom(...places);
    fc.assert(
      fc.property(
        word,
        place,
        fc.constantFrom(...damages),
        fc.boolean(),
        (secret, where, damage, isBroken) => {
          const text = `${isBroken ? brokenPost : undeterminedLog}\n${damage(where(secret), secret, 3)}\n`;
          const diagnosis = diagnosisOf(text);
          const record = recordWith({
            ...triageVerdict(diagnosis, 'tickets/1.txt'),
            outcome: diagnosis.verdict.state,
          });
          for (const made of allTextsOf([record])) expect(made).not.toContain(secret);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('goes from what a modem says of itself, too', () => {
    const record = recordWith(
      triageVerdict(
        diagnosisOf(`root@OpenWrt:~# mmcli -m 0
  Hardware |         manufacturer: Quectel
           |                model: EP06 490154203237518
           |    firmware revision: EP06ELAR03A08M4G
  3GPP     |        operator name: joe@example.org
${brokenPost}`),
        'tickets/1.txt',
      ),
    );
    expect(record.firmware).toBe('EP06ELAR03A08M4G');
    for (const made of allTextsOf([record])) expect(made).not.toMatch(/203237518|joe@example/);
  });
});
