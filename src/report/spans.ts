import type { Span } from '../capture/position.ts';
import { spanOfCommand } from '../capture/prompt.ts';
import type { Diagnosis } from '../rules/finding.ts';
import type { Evidence } from '../situation/evidence.ts';
import type { Attempt, Episode, Fact } from '../situation/situation.ts';

/** Every line of the input that a diagnosis points to, in the order of its episodes; lines may come twice. */
export function* linesOf(diagnosis: Diagnosis): Generator<string> {
  for (const episode of diagnosis.situation.episodes) {
    for (const span of spansOfEpisode(episode)) yield span.text;
  }
  for (const { evidence } of diagnosis.findings) {
    for (const span of spansOfEvidence(evidence)) yield span.text;
  }
}

function* spansOfEpisode(episode: Episode): Generator<Span> {
  const { router } = episode;
  yield* spansOfFacts([router.host, router.board, router.kernel, ...router.software]);
  for (const modem of episode.modems) {
    yield modem.span;
    yield* spansOfFacts([modem.vendorId, modem.productId, modem.product, modem.manufacturer]);
    for (const { span } of modem.functions) yield span;
  }
  for (const { section } of episode.interfaces) {
    yield section.span;
    for (const { span } of section.options) yield span;
  }
  for (const { typed, claim } of episode.commands) {
    yield spanOfCommand(typed.command);
    if (claim !== null) yield claim.span;
  }
  for (const attempt of episode.attempts) yield* spansOfAttempt(attempt);
}

function* spansOfAttempt(attempt: Attempt): Generator<Span> {
  yield attempt.first;
  yield attempt.last;
  yield* spansOfFacts([attempt.apn, attempt.address]);
  for (const { evidence } of attempt.ladder) yield* spansOfEvidence(evidence);
  if (attempt.lost !== null) yield* spansOfEvidence(attempt.lost.evidence);
}

function* spansOfEvidence(evidence: readonly Evidence[]): Generator<Span> {
  for (const item of evidence) {
    switch (item.type) {
      case 'presence':
        yield item.span;
        break;
      case 'absence':
        yield item.from;
        yield item.to;
        break;
    }
  }
}

function* spansOfFacts(facts: readonly (Fact<string> | null)[]): Generator<Span> {
  for (const fact of facts) {
    if (fact !== null) yield fact.span;
  }
}
