import { speaksPpp } from '../../knowledge/proto.ts';
import { type Evidence, present } from '../../situation/evidence.ts';
import { atTalks } from '../../situation/facts/at.ts';
import { tabledRole, takesDials } from '../../situation/facts/port-roles.ts';
import { ownerOf } from '../../situation/facts/usb.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';

/** Another port of the same modem on which somebody got an answer. */
export interface AnsweringPort {
  readonly port: string;
  readonly evidence: Evidence;
}

/**
 * The port that an attempt might use instead of its own, by what the capture shows: for PPP the one for dialling, where a table
 * tells it and it answered, else the first one that did; null where none did, or the modem is not known.
 */
export function answeringPort(episode: Episode, attempt: Attempt): AnsweringPort | null {
  const { device } = attempt;
  const modem = device === null ? undefined : ownerOf(episode, device)?.modem;
  if (modem === undefined) return null;
  const answers = atTalks(episode).flatMap(({ by, port, result, resultSpan }) => {
    const own = modem.functions.find(({ node }) => node !== null && node === port);
    if (by !== 'transcript' || result !== 'ok' || port === null || port === device) return [];
    if (own === undefined || resultSpan === null) return [];
    return [{ port, span: resultSpan, role: tabledRole(modem, own) }];
  });
  const dialled = dialsByPpp(attempt)
    ? answers.find(({ role }) => role !== null && takesDials(role))
    : undefined;
  const best = dialled ?? answers[0];
  return best === undefined
    ? null
    : { port: best.port, evidence: present(best.span, `an answer, on ${best.port}`) };
}

function dialsByPpp({ method, proto }: Attempt): boolean {
  return proto === null ? method === 'pppd' : speaksPpp(proto);
}
