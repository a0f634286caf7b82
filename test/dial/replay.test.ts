import { describe, expect, test } from 'vitest';
import { Replay } from '../../src/dial/replay.ts';
import type { Finding } from '../../src/rules/finding.ts';
import type { Judgement, LiveProof } from '../../src/rules/live-proof.ts';
import { present } from '../../src/situation/evidence.ts';
import { finding } from '../report/diagnosis-builder.ts';
import { PretendedRouter } from './tests/pretended-router.ts';

function judgement(rule: string, title: string, outcome: Judgement['outcome'] = 'proven'): Judgement {
  return { rule, title, outcome, because: 'It was tried.', test: 'ports' };
}

/** Tests that were saved with the sources a and b. */
function replayOf(...judgements: readonly Judgement[]): Replay {
  const proof: LiveProof = {
    madeAt: '2026-02-03T04:05:06Z',
    tests: [{ id: 'ports', rung: 'control', question: '?', outcome: 'broken', answer: 'None.', sources: [] }],
    judgements,
    before: {
      verdict: { state: 'broken', rung: 'control', cause: null, confidence: null, reached: null },
      findings: [],
    },
    changes: [],
    endedBecause: null,
  };
  return new Replay(proof, { rules: new Set(['chat-timeout']), sources: new Set(['a', 'b']) });
}

function found(title: string, ...sources: readonly string[]): Finding {
  const evidence = sources.map((source) => present({ source, line: 1, column: 1, length: 1, text: 'x' }));
  return finding({ rule: 'chat-timeout', title, evidence });
}

test('a live run judges what was found before by its rule, and each thing that came to light by itself', async () => {
  const router = new PretendedRouter({ driver: 'huawei_cdc_ncm', proto: 'ncm', up: true, programs: [] });
  try {
    const run = await router.test('lease');
    const judgements = ['no answer to AT', 'no answer to ATZ', 'no answer to AT'].map((title) =>
      judgement('chat-timeout', title),
    );
    expect(run.proofWith(judgements)).toEqual({
      ...run.proof,
      judgements: [...run.proof.judgements, judgements[2], judgements[1]],
    });
  } finally {
    router.remove();
  }
});

describe('what tests of another time said of a finding', () => {
  test('counts for one that the texts saved with them show, also where others show it, too', () => {
    const said = judgement('chat-timeout', 'no answer to AT');
    const replay = replayOf(said);
    expect(replay.judge(found('no answer to AT', 'a'))).toBe(said);
    expect(replay.judge(found('no answer to AT', 'later', 'b'))).toBe(said);
    expect(replay.judge(found('no answer to AT', 'later'))).toBeNull();
    expect(replay.judge({ ...found('no answer to AT', 'a'), rule: 'at-port-silent' })).toBeNull();
  });

  test('is told apart by the title where there are several of one rule', () => {
    const [one, other] = [
      judgement('chat-timeout', 'no answer to AT', 'refuted'),
      judgement('chat-timeout', 'no answer to ATD*99#', 'inconclusive'),
    ];
    const replay = replayOf(one, other);
    expect(replay.judge(found('no answer to ATD*99#', 'a'))).toBe(other);
    expect(replay.judge(found('no answer to AT', 'a'))).toBe(one);
    expect(replay.judge(found('no answer to ATZ', 'a'))).toBeNull();
    expect(replay.proofWith([one, other]).judgements).toEqual([one, other]);
    expect(replay.leftOut).toBe(0);
  });
});
