import type { Span } from '../../capture/position.ts';
import type { MessageOf } from '../../grammar/message.ts';
import type { Kind } from '../../grammar/speakers/index.ts';
import { rungIndex } from '../../knowledge/rung.ts';
import { netifdErrors } from '../../situation/facts/netifd-errors.ts';
import type { Reading } from '../../situation/facts/reading.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';

/** The last failed try of each interface that nothing later makes good. */
export function failedAttempts({ attempts }: Episode): readonly Attempt[] {
  return attempts.filter(
    (attempt) =>
      attempt.outcome === 'failed' &&
      attempt.resolvedBy === null &&
      !attempts.some(
        (later) =>
          later.id > attempt.id &&
          later.interface === attempt.interface &&
          (later.outcome !== 'unfinished' || isFurther(later, attempt)),
      ),
  );
}

/** The same, and a try that the log leaves in the middle where it is the last one. */
export function standingAttempts(episode: Episode): readonly Attempt[] {
  const failed = failedAttempts(episode);
  return [
    ...failed,
    ...episode.attempts.filter(
      (attempt) =>
        attempt.outcome === 'unfinished' &&
        !failed.some((known) => known.interface === attempt.interface) &&
        !episode.attempts.some((later) => later.id > attempt.id && later.interface === attempt.interface),
    ),
  ];
}

/** Messages of these kinds that belong to an attempt, in the order of events. */
export function messagesIn<K extends Kind>(
  episode: Episode,
  attempt: Attempt,
  ...kinds: readonly K[]
): readonly MessageOf<K>[] {
  return messagesOfKinds(episode, ...kinds).filter(
    ({ origin }) =>
      (origin.interface === null || attempt.interface === null || origin.interface === attempt.interface) &&
      isWithin(attempt, origin.spans[0]),
  );
}

/** Messages of several kinds in the order of events. */
export function messagesOfKinds<K extends Kind>(
  episode: Episode,
  ...kinds: readonly K[]
): readonly MessageOf<K>[] {
  return kinds
    .flatMap((kind): readonly MessageOf<K>[] => episode.messages.of(kind))
    .sort((one, other) => one.origin.order - other.origin.order);
}

/** Errors of an interface in `ifstatus` that belong to an attempt. */
export function errorsIn(
  episode: Episode,
  attempt: Attempt,
  ...codes: readonly string[]
): readonly Reading<string>[] {
  return netifdErrors(episode).filter(({ value, span }) => codes.includes(value) && isWithin(attempt, span));
}

/** Whether a line stands in the stretch of an attempt; a log may stand newest first. */
export function isWithin({ first, last }: Attempt, { source, line }: Span): boolean {
  return (
    source === first.source &&
    line >= Math.min(first.line, last.line) &&
    line <= Math.max(first.line, last.line)
  );
}

/** Whether its own lines lead beyond where the other broke: what the modem says on another port meanwhile is not its doing. */
function isFurther(later: Attempt, { broken }: Attempt): boolean {
  if (broken === null) return false;
  return later.ladder.some(
    ({ rung, state, evidence }) =>
      state === 'reached' &&
      rungIndex(rung) >= rungIndex(broken) &&
      evidence.some((one) => isWithin(later, one.type === 'presence' ? one.span : one.to)),
  );
}
