import { describe, expect, it } from 'vitest';
import type { LabelledCase } from '../../src/evaluation/labelled-case.ts';
import { judge, score } from '../../src/evaluation/score.ts';
import { scoreToText } from '../../src/evaluation/score-text.ts';
import type { Diagnosis, Finding } from '../../src/rules/finding.ts';
import { diagnosisOf } from '../diagnosis-of.ts';

function label(given: Partial<LabelledCase> & { readonly id: string }): LabelledCase {
  return { source: null, healthy: false, nearMiss: false, expect: [], tolerate: [], scored: true, ...given };
}

const nothing = diagnosisOf('');

function finding(rule: string, more: Partial<Finding> = {}): Finding {
  return {
    rule,
    episode: 1,
    attempt: null,
    role: 'cause',
    rung: null,
    severity: 'error',
    confidence: 'likely',
    title: rule,
    explanation: '',
    evidence: [],
    consequenceOf: null,
    confirm: null,
    fix: null,
    ...more,
  };
}

function saying(cause: string | null, ...findings: readonly Finding[]): Diagnosis {
  return { ...nothing, verdict: { ...nothing.verdict, cause }, findings };
}

const apn = [{ cause: 'apn-typo', accept: ['apn-unknown'] }];

describe('a failure', () => {
  it('is right by its cause, or by one that is accepted, where the verdict names it', () => {
    const both = [finding('no-signal'), finding('apn-unknown')];
    expect(judge(label({ id: 'a', expect: apn }), saying('apn-unknown', ...both))).toMatchObject({
      family: 'dial',
      first: { rule: 'apn-unknown' },
      firstIsRight: true,
      isFound: true,
    });
    expect(judge(label({ id: 'a', expect: apn }), saying('no-signal', ...both))).toMatchObject({
      firstIsRight: false,
      isFound: true,
    });
  });

  it('goes by the first finding where the verdict names none; a note, or what is refuted, is none', () => {
    const findings = [
      finding('apn-typo', { confidence: 'refuted' }),
      finding('working-connection', { role: 'note' }),
      finding('no-signal'),
    ];
    expect(judge(label({ id: 'a', expect: apn }), saying(null, ...findings))).toMatchObject({
      first: { rule: 'no-signal' },
      all: [{ rule: 'no-signal' }],
      findings: 3,
      isFound: false,
    });
  });

  it('is not wrongly proven by a further expected cause, nor by what follows from another finding', () => {
    const expected = [...apn, { cause: 'no-signal', accept: [] }];
    const proven = { confidence: 'proven' } as const;
    const findings = [
      finding('no-signal', proven),
      finding('dhcp-discover-no-offer', { ...proven, role: 'symptom', consequenceOf: 'no-signal' }),
      finding('sim-puk', proven),
    ];
    expect(judge(label({ id: 'a', expect: expected }), saying('no-signal', ...findings)).wrongProven).toEqual(
      [{ rule: 'sim-puk', confidence: 'proven' }],
    );
  });
});

describe('a calm case', () => {
  it('is wrong where any cause is named that is not tolerated', () => {
    const calm = label({ id: 'a', healthy: true, tolerate: ['no-signal'] });
    const notes = [finding('no-signal'), finding('up-but-only-parent', { role: 'harmless' })];
    expect(judge(calm, saying('no-signal', ...notes)).falseAlarms).toEqual([]);
    expect(judge(calm, saying('sim-puk', finding('sim-puk'))).falseAlarms).toMatchObject([
      { rule: 'sim-puk' },
    ]);
  });
});

describe('the count', () => {
  const thread = 'https://forum.example/7';
  const results = [
    judge(label({ id: 'right', expect: apn, source: thread }), saying('apn-typo', finding('apn-typo'))),
    judge(label({ id: 'missed', expect: apn, source: thread }), saying(null)),
    judge(label({ id: 'calm', healthy: true, source: thread }), saying(null)),
    judge(label({ id: 'own', expect: apn, source: 'a lab' }), saying('apn-typo', finding('apn-typo'))),
    judge(label({ id: 'lab', expect: apn, source: 'a lab' }), saying('apn-typo', finding('apn-typo'))),
    judge(
      label({ id: 'doubtful', expect: apn, scored: false }),
      saying('sim-puk', finding('sim-puk', { confidence: 'proven' })),
    ),
  ];
  const total = score(results);

  it('takes a thread once, as right where all its cases are, failures and calm cases apart', () => {
    expect(total).toMatchObject({
      cases: 6,
      scored: 5,
      failures: { threads: 3, firstRight: 2, found: 2 },
      calm: { threads: 1, firstRight: 1 },
      findingsPerFailure: 0.75,
    });
    expect(total.families.map(({ family }) => family)).toEqual(['dial', 'healthy']);
  });

  it('holds only a wrong certainty against what is not scored', () => {
    expect(total.misses.map(({ id }) => id)).toEqual(['missed']);
    expect(total.wrongProven.map(({ id }) => id)).toEqual(['doubtful']);
  });

  it('is told with the misses', () => {
    const text = scoreToText(total);
    expect(text).toContain('root cause first      2 of 3 (66.7%)\n');
    expect(text).toContain(
      '\nRoot cause not named first\n  missed [dial]\n    expected  apn-typo or apn-unknown\n',
    );
    expect(text).toContain('\nWrong proven\n  doubtful (not scored) [dial]\n    sim-puk (proven)\n');
  });

  it('has no average of nothing', () => {
    expect(score([])).toMatchObject({ findingsPerFailure: null });
    expect(scoreToText(score([]))).toContain('root cause first      no case\n');
  });
});
