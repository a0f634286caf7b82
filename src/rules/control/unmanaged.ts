import { type Evidence, present, said } from '../../situation/evidence.ts';
import type { Said } from '../../situation/facts/reading.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';
import { errorsIn, failedAttempts, isWithin, messagesOfKinds } from './failed-attempts.ts';

/** The handler for ModemManager found no modem. */
interface ManagerMissed {
  readonly attempt: Attempt | null;
  readonly name: string | null;
  readonly evidence: Evidence;
  /** Line by which ModemManager made the modem afterwards; null where none is shown. */
  readonly later: Said | null;
}

/** What the handler says, or mmcli for it. Source: OpenWrt packages modemmanager.proto and modemmanager.sh. */
const complaints = ['handler.device-unmanaged', 'handler.device-missing', 'mmcli.modem-missing'] as const;

/** Null where no handler complains, where a later run found the modem, or where the modem was known and got lost. */
export function managerMissed(episode: Episode): ManagerMissed | null {
  const complaintsSaid = messagesOfKinds(episode, ...complaints).filter(
    ({ kind, origin }) =>
      origin.interface !== null &&
      (kind !== 'handler.device-missing' || origin.speaker === 'proto-modemmanager'),
  );
  const last = complaintsSaid.at(-1);
  if (last === undefined) {
    for (const attempt of failedAttempts(episode)) {
      const [code] = errorsIn(episode, attempt, 'DEVICE_NOT_MANAGED');
      if (code !== undefined)
        return { attempt, name: attempt.interface, evidence: present(code.span), later: null };
    }
    return null;
  }
  const found = messagesOfKinds(episode, 'handler.modem-found', 'mmcli.connected', 'mmcli.registered').some(
    ({ origin }) => origin.order > last.origin.order,
  );
  const attempt = episode.attempts.find((known) => isWithin(known, last.origin.spans[0])) ?? null;
  if (found || attempt?.outcome === 'up' || attempt?.outcome === 'lost' || attempt?.resolvedBy != null)
    return null;
  if (episode.attempts.some((known) => known.outcome === 'up' && known.interface === last.origin.interface))
    return null;
  const made = messagesOfKinds(episode, 'modem-device.modem-creating', 'modem-device.modem-created');
  const later = made.find(({ origin }) => origin.order > last.origin.order) ?? null;
  // It was there and got lost: that is another story.
  if (later === null && made.length > 0) return null;
  return { attempt, name: last.origin.interface, evidence: said(last), later };
}
