import fc from 'fast-check';
import type { LiveRecord } from '../../src/collect/live-record.ts';
import { rungs } from '../../src/knowledge/rung.ts';

const id = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
const rule = fc.oneof(
  fc.constantFrom(
    'huawei-ndp-end',
    'dhcp-discover-no-offer',
    'sim-pin-required',
    'apn-typo',
    'apn-well-known',
  ),
  id,
);
const test = fc.oneof(fc.constantFrom('framing', 'lease', 'sim', 'dial'), id);
const words = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constant('\u001b[31m\n'),
);
const rung = fc.constantFrom(...rungs);
const confidence = fc.constantFrom('proven', 'likely', 'possible', 'refuted');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

/** Whatever a record can tell. */
export const arbitraryLiveRecord: fc.Arbitrary<LiveRecord> = fc.record({
  tests: fc.array(
    fc.record({
      id: test,
      rung,
      question: words,
      outcome: fc.constantFrom('reached', 'broken', 'inconclusive', 'not-run'),
      answer: words,
      sources: fc.array(fc.oneof(fc.constantFrom('01-log.txt', '02-live.txt'), fc.string()), {
        maxLength: 3,
      }),
    }),
    { maxLength: 4 },
  ),
  judgements: fc.array(
    fc.record({
      rule,
      title: words,
      outcome: fc.constantFrom('proven', 'refuted', 'inconclusive'),
      because: words,
      test,
    }),
    { maxLength: 4 },
  ),
  before: fc.record({
    verdict: fc.record({
      state: fc.constantFrom('working', 'broken', 'mixed', 'undetermined', 'no-modem-data'),
      rung: maybe(rung),
      cause: maybe(rule),
      confidence: maybe(confidence),
      reached: maybe(rung),
    }),
    findings: fc.array(fc.record({ rule, title: words, confidence }), { maxLength: 3 }),
  }),
  changes: fc.array(
    fc.record({ what: words, state: fc.constantFrom('put-back', 'left'), advice: maybe(words) }),
    { maxLength: 2 },
  ),
  endedBecause: maybe(words),
});
