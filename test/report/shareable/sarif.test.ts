import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SarifReport } from '../../../src/report/shareable/to-sarif.ts';
import type { Diagnosis } from '../../../src/rules/finding.ts';
import { brokenPost, workingLog } from '../../cli/inputs.ts';
import { diagnosisOf } from '../../diagnosis-of.ts';
import { arbitraryDiagnosis } from '../arbitrary-diagnosis.ts';
import { diagnosis } from '../diagnosis-builder.ts';
import { wholeThread } from '../seed-situations.ts';
import { hostileDiagnosis, written } from './reports.ts';

/** The schema of OASIS is one of draft 4; all that Ajv minds of that are the names of draft and schema. */
const known: unknown = JSON.parse(
  JSON.stringify(schema, (key, value: unknown) =>
    (key === '$schema' || key === 'id') && typeof value === 'string' ? undefined : value,
  ),
);
if (typeof known !== 'object' || known === null) throw new Error('the schema is no object');
const ajv = new Ajv({
  allErrors: true,
  unicodeRegExp: false,
  strict: false,
  formats: { uri: isUri, 'uri-reference': isReference, 'date-time': true },
});
const fits = ajv.compile(known);

function isUri(text: string): boolean {
  return URL.canParse(text);
}

/** RFC 3986: no blank, no bracket, no quote, no character beyond ASCII. */
function isReference(text: string): boolean {
  return /^(?:[\w.~:/?#@!$&'()*+,;=-]|%[\da-f]{2})*$/i.test(text) && URL.canParse(text, 'file:///base/');
}

interface Location {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string };
    readonly region: {
      readonly startLine: number;
      readonly startColumn: number;
      readonly endColumn?: number;
      readonly snippet?: { readonly text: string };
    };
  };
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly Location[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

interface Run {
  readonly tool: {
    readonly driver: { readonly rules: readonly { readonly id: string; readonly helpUri: string }[] };
  };
  readonly automationDetails?: { readonly id: string };
  readonly invocations: readonly { readonly executionSuccessful: boolean }[];
  readonly results: readonly Result[];
}

function runsOf(text: string): readonly Run[] {
  const log: { readonly runs: readonly Run[] } = JSON.parse(text);
  fits(log);
  expect(fits.errors ?? []).toEqual([]);
  return log.runs;
}

function resultsOf(told: Diagnosis): readonly Result[] {
  return runsOf(written('sarif', told)).flatMap(({ results }) => results);
}

function prints(told: Diagnosis): readonly string[] {
  return resultsOf(told).map(({ partialFingerprints }) => partialFingerprints['hwdiagFinding/v1'] ?? '');
}

describe('the SARIF report', () => {
  test('the schema is strict enough to refuse what is none', () => {
    expect(fits({ version: '2.1.0', runs: [{ tool: {}, results: [] }] })).toBe(false);
    expect(
      fits({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x', informationUri: 'a b' } } }] }),
    ).toBe(false);
  });

  test.each<[string, () => Diagnosis]>([
    ['a proven fault', () => diagnosisOf(brokenPost)],
    ['a connection that works', () => diagnosisOf(workingLog)],
    ['several situations', wholeThread],
    ['hostile lines', hostileDiagnosis],
    ['nothing', () => diagnosis([], [])],
  ])('fits the schema: %s', (_, build) => {
    for (const { ruleId, ruleIndex, locations, partialFingerprints } of resultsOf(build())) {
      expect(ruleId).toMatch(/^[a-z0-9-]+$/);
      expect(ruleIndex).toBeGreaterThanOrEqual(0);
      expect(locations).toHaveLength(1);
      expect(partialFingerprints['hwdiagFinding/v1']).toMatch(/^[0-9a-f]{16}(?::\d+)?$/);
    }
  });

  test('fits the schema and places each result, whatever the diagnosis', () => {
    fc.assert(
      fc.property(arbitraryDiagnosis, (any) => {
        const text = written('sarif', any);
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        const [run] = runsOf(text);
        expect(run?.results).toHaveLength(any.findings.length + any.notChecked.length);
        for (const { ruleId, ruleIndex, locations } of run?.results ?? []) {
          expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
          const region = locations[0]?.physicalLocation.region;
          expect(region?.startLine).toBeGreaterThan(0);
          expect(region?.startColumn).toBeGreaterThan(0);
        }
        expect(written('sarif', any)).toBe(text);
      }),
      { numRuns: 50 },
    );
  });

  test('says what failed, where in the file, and where the page of its rule is', () => {
    const [run] = runsOf(written('sarif', diagnosisOf({ 'my logs/a b.txt': brokenPost })));
    const result = run?.results.find(({ ruleId }) => ruleId === 'proto-qmi-on-huawei-ncm');
    expect(result).toMatchObject({ kind: 'fail', level: 'error' });
    expect(result?.message.text).toMatch(/^proto qmi is set, but .* \(proven\)\. /);
    const { artifactLocation, region } = result?.locations[0]?.physicalLocation ?? {};
    expect(artifactLocation?.uri).toBe('my%20logs/a%20b.txt');
    const line = brokenPost.split('\n')[(region?.startLine ?? 0) - 1] ?? '';
    expect(line.slice((region?.startColumn ?? 1) - 1, (region?.endColumn ?? 1) - 1)).toBe(
      region?.snippet?.text,
    );
    expect(run?.tool.driver.rules[result?.ruleIndex ?? -1]).toMatchObject({
      id: 'proto-qmi-on-huawei-ncm',
      helpUri: 'https://unpkg.com/hwdiag@1.2.3/docs/rules/proto-qmi-on-huawei-ncm.md',
    });
  });

  test('lets what is harmless or ruled out not fail', () => {
    for (const { level, kind } of resultsOf(diagnosisOf(workingLog))) {
      expect(level).toBe('none');
      expect(kind).not.toBe('fail');
    }
  });

  test('gives a finding the same fingerprint on another day, and others another', () => {
    const later = brokenPost.replaceAll('[  127.', '[ 9901.');
    expect(prints(diagnosisOf(`a line before\n${later}`))).toEqual(prints(diagnosisOf(brokenPost)));
    const nextDay = workingLog.replaceAll('Sun Jul 22 02:', 'Mon Aug  6 11:').replaceAll('(2347)', '(88)');
    expect(prints(diagnosisOf(nextDay))).toEqual(prints(diagnosisOf(workingLog)));
    const all = [...prints(wholeThread())];
    expect(new Set(all).size).toBe(all.length);
  });

  test('keeps a run for each of several files, and says which could not be looked at', () => {
    const report = new SarifReport('1.2.3');
    report.diagnosed('a.txt', diagnosisOf(brokenPost));
    report.failed('b.txt', 'There is no file b.txt.');
    report.diagnosed('c.txt', diagnosisOf(workingLog));
    const runs = runsOf(report.text());
    expect(runs.map(({ automationDetails }) => automationDetails?.id)).toEqual(['a.txt', 'b.txt', 'c.txt']);
    expect(runs.map(({ invocations }) => invocations[0]?.executionSuccessful)).toEqual([true, false, true]);
  });

  test.each([
    ['/var/log/a b.txt', 'file:///var/log/a%20b.txt'],
    ['C:\\logs\\ä.txt', 'file:///C:/logs/%C3%A4.txt'],
    ['../x#1?.log', '../x%231%3F.log'],
    ['-', '-'],
    ['\ud800', '%EF%BF%BD'],
  ])('writes the path %s as the URI %s', (path, uri) => {
    const [result] = resultsOf(diagnosisOf({ [path]: brokenPost }));
    expect(result?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(uri);
  });
});
