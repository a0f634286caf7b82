import type { Redactor } from '../redact/redactor.ts';
import type { Judgement, LiveChange, LiveProof, LiveTest } from '../rules/live-proof.ts';
import { confidenceWords } from './words.ts';

/** Headings of what tests on the router showed. */
export function liveTitle({ madeAt }: LiveProof): string {
  return `Tested on the router${madeAt === null ? '' : ` ${instantWords(madeAt)}`}`;
}

export function judgedTitle({ madeAt }: LiveProof): string {
  return `What the tests ${madeAt === null ? 'say' : 'said'} of the logs`;
}

export function leftTitle({ madeAt }: LiveProof): string {
  return `Not put back${madeAt === null ? '' : ' then'}`;
}

/** A sample: on 2026-02-03 at 04:05 UTC, not since */
function instantWords(instant: string): string {
  const [day, time = ''] = instant.split('T');
  return `on ${day} at ${time.slice(0, 'HH:MM'.length)} UTC, not since`;
}

/** What a test found, before its question. */
export const outcomeWords: Readonly<Record<LiveTest['outcome'], string>> = {
  reached: 'yes',
  broken: 'no',
  inconclusive: 'not clear',
  'not-run': 'not run',
};

/** A test in a sentence or two. */
export function testWords({ question, answer }: LiveTest): string {
  return `${question} ${answer}`;
}

/** `The port is wrong: was likely, is proven. /dev/ttyUSB0 does not answer, …` */
export function judgementWords({ rule, title, outcome, because }: Judgement, { before }: LiveProof): string {
  const known = before.findings.find((finding) => finding.rule === rule);
  // What only the tests have brought to light was nothing before.
  const is = known === undefined ? '' : `was ${confidenceWords[known.confidence]}, is `;
  switch (outcome) {
    case 'proven':
      return `${title}: ${is}proven. ${because}`;
    case 'refuted':
      return `${title}: ${is}ruled out. ${because}`;
    case 'inconclusive':
      return known === undefined
        ? `${title}: the test did not decide. ${because}`
        : `${title}: was ${confidenceWords[known.confidence]}, stays so; the test did not decide. ${because}`;
  }
}

/** Whether all is as it was found. */
export function changesWords({ changes }: LiveProof): string | null {
  if (changes.length === 0) return 'Nothing was changed for the tests.';
  return changes.every(({ state }) => state !== 'left')
    ? 'What was changed for the tests is as it was before.'
    : null;
}

/** What could not be put back, with what to do. */
export function leftChanges({ changes }: LiveProof): readonly LiveChange[] {
  return changes.filter(({ state }) => state === 'left');
}

/** The proof with tokens in place of secrets. */
export function redactedProof(redactor: Redactor, proof: LiveProof): LiveProof {
  const text = (words: string) => redactor.text(words);
  return {
    madeAt: proof.madeAt,
    tests: proof.tests.map((test) => ({ ...test, question: text(test.question), answer: text(test.answer) })),
    judgements: proof.judgements.map((one) => ({
      ...one,
      title: text(one.title),
      because: text(one.because),
    })),
    before: {
      ...proof.before,
      findings: proof.before.findings.map((one) => ({ ...one, title: text(one.title) })),
    },
    changes: proof.changes.map((one) => ({
      ...one,
      what: text(one.what),
      advice: one.advice === null ? null : text(one.advice),
    })),
    endedBecause: proof.endedBecause === null ? null : text(proof.endedBecause),
  };
}
