import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Span } from '../../src/capture/position.ts';
import type { Diagnosis } from '../../src/rules/finding.ts';
import type { Evidence } from '../../src/situation/evidence.ts';
import { diagnosisOf } from '../diagnosis-of.ts';

const lines = readdirSync('samples')
  .filter((name) => name.endsWith('.txt') && !name.endsWith('.out.txt'))
  .flatMap((name) => readFileSync(`samples/${name}`, 'utf8').split(/\r?\n/));

/** Pieces of the samples, cut and put together anew. */
const pieces = fc
  .array(fc.tuple(fc.nat(lines.length - 1), fc.integer({ min: 1, max: 40 })), { maxLength: 12 })
  .map((cuts) => cuts.flatMap(([from, length]) => lines.slice(from, from + length)));

/** Single lines of the samples in any order. */
const shuffled = fc.shuffledSubarray(lines, { maxLength: 120 });

/** Lines that lost characters at either end. */
const frayed = fc.array(
  fc.tuple(fc.nat(lines.length - 1), fc.nat(20), fc.nat(20)).map(([at, front, back]) => {
    const line = lines[at] ?? '';
    return line.slice(front, Math.max(front, line.length - back));
  }),
  { maxLength: 80 },
);

const anyText = fc.oneof(pieces, shuffled, frayed);

function spansOf(evidence: Evidence): readonly Span[] {
  return evidence.type === 'presence' ? [evidence.span] : [evidence.from, evidence.to];
}

function allEvidence({ findings, situation }: Diagnosis): readonly Evidence[] {
  const steps = situation.episodes
    .flatMap((episode) => episode.attempts)
    .flatMap((attempt) => attempt.ladder);
  return [...findings, ...steps].flatMap(({ evidence }) => evidence);
}

describe('any mixture of log lines', () => {
  it('is diagnosed without a throw, and every piece of evidence is a line of the input', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const span of allEvidence(diagnosisOf(text)).flatMap(spansOf)) {
          expect(span.text).toBe(text[span.line - 1]);
          expect(span.column).toBeGreaterThan(0);
          expect(span.column - 1 + span.length).toBeLessThanOrEqual(Math.max(span.text.length, span.column));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('proves nothing without showing it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { findings, verdict } = diagnosisOf(text);
        for (const { evidence } of findings)
          expect(evidence.some(({ type }) => type === 'presence')).toBe(true);
        if (verdict.cause !== null) expect(findings[0]?.rule).toBe(verdict.cause);
      }),
      { numRuns: 300 },
    );
  });

  it('has ladders without gaps in their logic', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { ladder, outcome, broken, address } of diagnosisOf(text).situation.episodes.flatMap(
          ({ attempts }) => attempts,
        )) {
          const states = ladder.map(({ state }) => state).join(' ');
          expect(states).toMatch(/^(?:(?:reached|unknown) ?)*(?:broken(?: unreached)*)?$/);
          expect(broken !== null).toBe(outcome === 'failed');
          if (outcome === 'up') expect(ladder.find(({ rung }) => rung === 'address')?.state).toBe('reached');
          for (const step of ladder)
            expect(step.evidence.length > 0).toBe(step.state === 'reached' || step.state === 'broken');
          if (outcome === 'unfinished') expect(address).toBeNull();
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is diagnosed the same twice', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(diagnosisOf(text)).toEqual(diagnosisOf(text));
      }),
      { numRuns: 50 },
    );
  });

  it('does not depend on the ends of its lines', () => {
    fc.assert(
      fc.property(pieces, (text) => {
        expect(diagnosisOf(text.join('\r\n'))).toEqual(diagnosisOf(text.join('\n')));
      }),
      { numRuns: 50 },
    );
  });
});
