import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rungs } from '../../src/knowledge/rung.ts';
import { toJson, toJsonText } from '../../src/report/json.ts';
import type { Diagnosis, Finding, Verdict } from '../../src/rules/finding.ts';
import type { Attempt, Episode, MissingOutput, RungState, SetAside } from '../../src/situation/situation.ts';
import { arbitraryDiagnosis } from './arbitrary-diagnosis.ts';
import { diagnosis, episode, finding, sourceOf, verdict } from './diagnosis-builder.ts';
import { dialByHand, noOffer, pppUpToAddress, qmiOnHuaweiNcm, wholeThread } from './seed-situations.ts';

const schema: unknown = JSON.parse(
  readFileSync(new URL('../../schema/report.v1.json', import.meta.url), 'utf8'),
);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
if (!isObject(schema)) throw new Error('the schema is no object');
const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);

/** The words of a literal union, complete by the compiler's word. */
function keys<Word extends string>(words: Readonly<Record<Word, 0>>): readonly string[] {
  return Object.keys(words);
}

function errorsOf(value: unknown): unknown[] {
  validate(value);
  return validate.errors ?? [];
}

const told: readonly (readonly [string, () => Diagnosis])[] = [
  ['a wrong protocol', qmiOnHuaweiNcm],
  ['a connection that works', pppUpToAddress],
  ['a dial by hand', dialByHand],
  ['a likely cause', noOffer],
  ['several situations', wholeThread],
  ['no modem at all', () => diagnosis([], [])],
];

describe('the JSON report', () => {
  test.each(told)('of %s fits the schema, also as text', (_, build) => {
    expect(errorsOf(toJson(build()))).toEqual([]);
    expect(errorsOf(JSON.parse(toJsonText(build())))).toEqual([]);
  });

  test('fits the schema whatever the words', () => {
    fc.assert(
      fc.property(arbitraryDiagnosis, (any) => {
        expect(errorsOf(toJson(any))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('takes every word of the types, and no other', () => {
    const words: Readonly<Record<string, readonly string[]>> = {
      '/$defs/attempt/properties/method': keys<Attempt['method']>({ netifd: 0, pppd: 0, 'by-hand': 0 }),
      '/$defs/attempt/properties/outcome': keys<Attempt['outcome']>({
        up: 0,
        lost: 0,
        failed: 0,
        unfinished: 0,
        claimed: 0,
      }),
      '/$defs/episode/properties/brokenOffBy': keys<Episode['brokenOffBy']>({
        start: 0,
        router: 0,
        reboot: 0,
        clock: 0,
        modem: 0,
        config: 0,
        apn: 0,
        'by-hand': 0,
      }),
      '/$defs/ladderRung/properties/state': keys<RungState['state']>({
        reached: 0,
        broken: 0,
        unreached: 0,
        unknown: 0,
      }),
      '/$defs/finding/properties/role': keys<Finding['role']>({ cause: 0, symptom: 0, note: 0, harmless: 0 }),
      '/$defs/finding/properties/severity': keys<Finding['severity']>({ error: 0, warning: 0, info: 0 }),
      '/$defs/confidence': keys<Finding['confidence']>({ proven: 0, likely: 0, possible: 0, refuted: 0 }),
      '/$defs/verdict/properties/state': keys<Verdict['state']>({
        working: 0,
        broken: 0,
        mixed: 0,
        undetermined: 0,
        'no-modem-data': 0,
      }),
      '/$defs/missingOutput/properties/what': keys<MissingOutput['what']>({
        'not-run': 0,
        'not-finished': 0,
      }),
      '/$defs/setAside/properties/reason': keys<SetAside['reason']>({ advice: 0, unread: 0 }),
      '/$defs/rung': rungs,
    };
    for (const [path, expected] of Object.entries(words)) {
      const place = path
        .split('/')
        .slice(1)
        .reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), schema);
      expect(place, path).toHaveProperty('enum', expected);
    }
  });

  test('refuses a field that the contract does not name', () => {
    const report = toJson(noOffer());
    expect(errorsOf({ ...report, extra: 1 })).not.toEqual([]);
    expect(errorsOf({ ...report, schemaVersion: 2 })).not.toEqual([]);
    expect(errorsOf({ ...report, verdict: { ...report.verdict, rung: 'dns' } })).not.toEqual([]);
  });

  test('has the contract of a finding with presence and absence', () => {
    const { verdict: answer, findings } = toJson(noOffer());
    expect(answer).toEqual({
      state: 'broken',
      rung: 'address',
      cause: 'apn-typo',
      confidence: 'likely',
      reached: 'dial',
    });
    expect(findings[1]).toMatchObject({
      rule: 'dhcp-discover-no-offer',
      episode: 5,
      rung: 'address',
      consequenceOf: 'apn-typo',
      evidence: [
        { source: 'thread.txt', line: 35, column: 64, text: 'udhcpc: sending discover' },
        {
          absent: 'a DHCP offer on modem_4',
          from: { source: 'thread.txt', line: 34 },
          to: { source: 'thread.txt', line: 38 },
        },
      ],
      confirm: null,
      fix: null,
    });
  });

  test('names what was left out, and the interfaces that are not the modem, without secrets', () => {
    const log = sourceOf('log', "option password 'opensesame9'");
    const told = diagnosis(
      [[episode({ bystanders: ['wwan'] }), verdict({ state: 'broken', rung: 'dial' })]],
      [finding({ rule: 'a', title: 'A', evidence: [log.seen("'opensesame9'")] })],
      {
        setAside: [
          { reason: 'advice', source: 'log', firstLine: 2, lastLine: 9, words: 'Use opensesame9 instead:' },
          { reason: 'unread', source: 'log', firstLine: 12, lastLine: 13, words: 'ping' },
        ],
      },
    );
    const { setAside, episodes } = toJson(told);
    expect(setAside).toEqual([
      { reason: 'advice', source: 'log', firstLine: 2, lastLine: 9, words: 'Use <password-1> instead:' },
      { reason: 'unread', source: 'log', firstLine: 12, lastLine: 13, words: 'ping' },
    ]);
    expect(episodes[0]?.bystanders).toEqual(['wwan']);
    expect(errorsOf({ ...toJson(told), setAside: [{ ...setAside[0], extra: 1 }] })).not.toEqual([]);
  });

  test('names an earlier episode by its id', () => {
    expect(toJson(wholeThread()).episodes.map(({ continues }) => continues)).toEqual([null, 1, 1, null]);
  });

  test('shows no secret, in whatever field it would stand', () => {
    const log = sourceOf(
      'log',
      [
        "option password 'opensesame9'",
        'sending -> AT^NDISDUP=1,1,"internet","joe","opensesame9"',
        'AT+CPIN="4711"',
        'IMEI: 867223021234567',
        'lan MAC 00:1e:10:ab:cd:ef',
        'address 203.0.113.77',
      ].join('\n'),
    );
    const report = toJsonText(
      diagnosis(
        [[episode({}), verdict({ state: 'broken', rung: 'dial', cause: 'bad-login' })]],
        [
          finding({
            rule: 'bad-login',
            title: "The password opensesame9 is refused, the PIN '4711' is not",
            explanation: 'The card in 867223021234567 at 203.0.113.77 (00:1e:10:ab:cd:ef).',
            evidence: [
              "'opensesame9'",
              '"opensesame9"',
              '"4711"',
              '867223021234567',
              '00:1e:10:ab:cd:ef',
              '203.0.113.77',
            ].map((words) => log.seen(words, `label with ${words}`)),
            confirm: {
              text: 'Try opensesame9',
              command: ['uqmi', '--password', 'opensesame9', '--verify-pin1', '4711'].map((known) => ({
                known,
              })),
            },
            fix: {
              summary: 'put opensesame9 in',
              steps: [
                {
                  type: 'uci-set',
                  config: 'network',
                  section: 'wan',
                  option: 'password',
                  value: { known: 'short' },
                  before: 'old',
                },
                {
                  type: 'uci-set',
                  config: 'network',
                  section: 'wan',
                  option: 'pincode',
                  value: { known: '4711' },
                  before: null,
                },
                { type: 'advice', text: 'Write opensesame9 down.' },
              ],
            },
          }),
        ],
        { notChecked: [{ rule: 'x', episode: 1, missing: 'opensesame9', ask: 'ping 203.0.113.77' }] },
      ),
    );
    expect(report).not.toMatch(/opensesame9|4711|1234567|ab:cd:ef|203\.0\.113|"short"|"old"/);
    expect(report).toContain('86722302<imei-1>');
    expect(report).toContain('00:1e:10:<mac-1>');
    expect(errorsOf(JSON.parse(report))).toEqual([]);
  });
});
