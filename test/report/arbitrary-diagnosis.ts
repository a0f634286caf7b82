import fc from 'fast-check';
import type { Span } from '../../src/capture/position.ts';
import { rungs } from '../../src/knowledge/rung.ts';
import type { CommandTemplate, Diagnosis, Finding, FixStep, Slot, Verdict } from '../../src/rules/finding.ts';
import type { LiveProof } from '../../src/rules/live-proof.ts';
import { placeholderNames } from '../../src/rules/placeholder.ts';
import type { Evidence } from '../../src/situation/evidence.ts';
import type { Attempt, Episode, MissingOutput, Modem, SetAside } from '../../src/situation/situation.ts';
import { attempt, diagnosis, episode, finding, modem } from './diagnosis-builder.ts';

/** What a hostile or broken log may hold. */
const nasty = fc.constantFrom(
  '\u001b[31mred\u001b[0m',
  '\u001b]0;title\u0007',
  '\u009b2J',
  'a\u202eb\u2066c\u2069',
  '\u200b\ufeff\u00ad\u2028\u2029',
  '\ud800',
  '\t\t\u00a0\u3000',
  '漢字かな',
  'e\u0301\u0301',
  '👩‍👩‍👧 🇩🇪 ⚠️',
  '\u{e0041}\u{e0042}',
  "'; reboot; '",
  '$(reboot)`reboot`',
  'x'.repeat(300),
  'word '.repeat(60),
  '\r\n\0\b\f\v\u007f',
);

const text = fc
  .array(fc.oneof(nasty, fc.string({ unit: 'binary' }), fc.string(), fc.constant(' option proto ')), {
    maxLength: 5,
  })
  .map((parts) => parts.join(''));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 2 });
const rung = fc.constantFrom(...rungs);
const confidence = fc.constantFrom('proven', 'likely', 'possible', 'refuted');
const id = fc.integer({ min: 1, max: 3 });

const span: fc.Arbitrary<Span> = fc
  .record({ source: fc.oneof(fc.constant('-'), text), line: fc.integer({ min: 1, max: 2_000_000 }), text })
  .chain(({ source, line, text: words }) =>
    fc
      .record({
        column: fc.integer({ min: 1, max: words.length + 1 }),
        length: fc.nat({ max: words.length + 3 }),
      })
      .map((place) => ({ source, line, text: words, ...place })),
  );
const fact = fc.record({ value: text, span });

const evidence: fc.Arbitrary<Evidence> = fc.oneof(
  fc.record({ type: fc.constant('presence' as const), span, label: maybe(text) }),
  fc.record({ type: fc.constant('absence' as const), absent: text, from: span, to: span }),
);

const slot: fc.Arbitrary<Slot> = fc.oneof(
  fc.record({ known: text }),
  fc.record({ placeholder: fc.constantFrom(...placeholderNames), how: text }),
);
const command: fc.Arbitrary<CommandTemplate> = fc.array(
  fc.oneof(slot, fc.record({ operator: fc.constantFrom('|' as const, '&&' as const, ';' as const) })),
  { maxLength: 6 },
);
const uci = {
  config: fc.oneof(fc.constant('network'), text),
  section: text,
  option: text,
  before: maybe(text),
};
const fixStep: fc.Arbitrary<FixStep> = fc.oneof(
  fc.record({ type: fc.constant('uci-set' as const), ...uci, value: slot }),
  fc.record({ type: fc.constant('uci-delete' as const), ...uci }),
  fc.record({
    type: fc.constantFrom('uci-add-list' as const, 'uci-del-list' as const),
    config: uci.config,
    section: text,
    option: text,
    value: slot,
  }),
  fc.record({ type: fc.constant('zone-add' as const), zone: text, interface: text }),
  fc.record({ type: fc.constant('set-netdev' as const), section: text, value: slot, before: maybe(text) }),
  fc.record({
    type: fc.constant('install' as const),
    packages: fc.array(fc.oneof(text, fc.constant('kmod-usb-net'))),
  }),
  fc.record({ type: fc.constant('command' as const), command }),
  fc.record({ type: fc.constant('advice' as const), text }),
);

const rule = fc.constantFrom('apn-typo', 'sim-pin', 'dhcp-discover-no-offer', 'usb-port-dead');

const someFinding: fc.Arbitrary<Finding> = fc
  .record({
    rule,
    episode: id,
    attempt: maybe(id),
    role: fc.constantFrom('cause' as const, 'symptom' as const, 'note' as const, 'harmless' as const),
    rung: maybe(rung),
    severity: fc.constantFrom('error' as const, 'warning' as const, 'info' as const),
    confidence,
    title: text,
    explanation: text,
    evidence: fc.array(evidence, { maxLength: 9 }),
    consequenceOf: maybe(rule),
    confirm: maybe(fc.record({ text, command: maybe(command) })),
    fix: maybe(fc.record({ summary: text, steps: fc.array(fixStep, { maxLength: 4 }) })),
  })
  .map(finding);

const someVerdict: fc.Arbitrary<Verdict> = fc.record({
  state: fc.constantFrom('working', 'broken', 'mixed', 'undetermined', 'no-modem-data'),
  rung: maybe(rung),
  cause: maybe(rule),
  confidence: maybe(confidence),
  reached: maybe(rung),
});

const someAttempt: fc.Arbitrary<Attempt> = fc
  .record({
    span,
    own: fc.record({
      id,
      method: fc.constantFrom('netifd' as const, 'pppd' as const, 'by-hand' as const),
      interface: maybe(text),
      proto: maybe(text),
      host: maybe(text),
      device: maybe(text),
      apn: maybe(fact),
      address: maybe(fact),
      reached: maybe(rung),
      broken: maybe(rung),
      lost: maybe(fc.record({ rung, evidence: fc.array(evidence, { maxLength: 2 }) })),
      outcome: fc.constantFrom(
        'up' as const,
        'lost' as const,
        'failed' as const,
        'unfinished' as const,
        'claimed' as const,
      ),
      resolvedBy: maybe(id),
      times: fc.integer({ min: 1, max: 99 }),
      ladder: fc.tuple(
        ...rungs.map((name) =>
          fc.record({
            rung: fc.constant(name),
            state: fc.constantFrom(
              'reached' as const,
              'broken' as const,
              'unreached' as const,
              'unknown' as const,
            ),
            implied: fc.boolean(),
            evidence: fc.array(evidence, { maxLength: 2 }),
          }),
        ),
      ),
    }),
  })
  .map(({ span: place, own }) => attempt(place, own));

const someModem: fc.Arbitrary<Modem> = fc
  .record({
    span,
    own: fc.record({
      usbPort: maybe(text),
      vendorId: maybe(fact),
      productId: maybe(fact),
      product: maybe(fact),
      manufacturer: maybe(fact),
      attached: fc.boolean(),
      listing: fc.constant(null),
      functions: fc.array(
        fc.record({
          usbInterface: maybe(text),
          driver: text,
          kind: fc.constant('serial' as const),
          node: maybe(text),
          span,
        }),
        { maxLength: 3 },
      ),
    }),
  })
  .map(({ span: place, own }) => modem(place, own));

/** Answers quote routers, and a saved bundle may be anybody's. */
const phrase = fc.oneof(nasty, fc.string());

const liveProof: fc.Arbitrary<LiveProof> = fc.record({
  madeAt: maybe(fc.constant('2026-02-03T04:05:06.789Z')),
  tests: fc.array(
    fc.record({
      id: phrase,
      rung,
      question: phrase,
      outcome: fc.constantFrom('reached', 'broken', 'inconclusive', 'not-run'),
      answer: phrase,
      sources: fc.array(phrase, { maxLength: 2 }),
    }),
    { maxLength: 2 },
  ),
  judgements: fc.array(
    fc.record({
      rule: fc.constantFrom('apn-typo', 'at-port-silent'),
      title: phrase,
      outcome: fc.constantFrom('proven', 'refuted', 'inconclusive'),
      because: phrase,
      test: phrase,
    }),
    { maxLength: 2 },
  ),
  before: fc.record({
    verdict: fc.record({
      state: fc.constantFrom('working', 'broken', 'mixed', 'undetermined', 'no-modem-data'),
      rung: maybe(rung),
      cause: maybe(phrase),
      confidence: maybe(confidence),
      reached: maybe(rung),
    }),
    findings: fc.array(fc.record({ rule: fc.constant('apn-typo'), title: phrase, confidence }), {
      maxLength: 1,
    }),
  }),
  changes: fc.array(
    fc.record({ what: phrase, state: fc.constantFrom('put-back', 'left'), advice: maybe(phrase) }),
    { maxLength: 1 },
  ),
  endedBecause: maybe(phrase),
});

const someEpisode: fc.Arbitrary<Episode> = fc
  .record({
    sources: fc.array(fc.record({ source: text, firstLine: id, lastLine: id }), {
      minLength: 1,
      maxLength: 2,
    }),
    board: maybe(fact),
    kernel: maybe(fact),
    bootedAt: maybe(fc.double({ min: -2e9, max: 4e9, noNaN: true })),
    host: maybe(fact),
    modems: fc.array(someModem, { maxLength: 2 }),
    attempts: fc.array(someAttempt, { maxLength: 3 }),
    dialoguesLeftOut: fc.nat(),
    bystanders: fc.array(text, { maxLength: 2 }),
  })
  .map(({ sources, board, kernel, bootedAt, host, modems, attempts, dialoguesLeftOut, bystanders }) =>
    episode({
      sources,
      router: { host, board, kernel, bootedAt, software: [] },
      modems,
      attempts,
      dialoguesLeftOut,
      bystanders,
    }),
  );

const someSetAside: fc.Arbitrary<SetAside> = fc.record({
  reason: fc.constantFrom('advice', 'unread'),
  source: fc.constantFrom('-', 'thread.txt'),
  firstLine: id,
  lastLine: id,
  words: text,
});

const someMissingOutput: fc.Arbitrary<MissingOutput> = fc.record({
  what: fc.constantFrom('not-run', 'not-finished'),
  command: maybe(text),
  reason: text,
  source: fc.constantFrom('-', 'thread.txt'),
  line: id,
});

/** Any diagnosis that the types allow, with the words of an enemy in it. */
export const arbitraryDiagnosis: fc.Arbitrary<Diagnosis> = fc
  .record({
    episodes: fc.array(fc.tuple(someEpisode, someVerdict), { maxLength: 3 }),
    verdict: someVerdict,
    findings: fc.array(someFinding, { maxLength: 5 }),
    notChecked: fc.array(fc.record({ rule, episode: id, missing: text, ask: text }), { maxLength: 6 }),
    setAside: fc.array(someSetAside, { maxLength: 8 }),
    missingOutputs: fc.array(someMissingOutput, { maxLength: 8 }),
    live: fc.option(liveProof, { nil: null, freq: 1 }),
  })
  .map(({ episodes, verdict, findings, notChecked, setAside, missingOutputs, live }) =>
    diagnosis(
      episodes.map(([one, own], index) => [{ ...one, id: index + 1 }, own] as const),
      findings,
      { notChecked, setAside, missingOutputs, verdict, ...(live === null ? {} : { live }) },
    ),
  );
