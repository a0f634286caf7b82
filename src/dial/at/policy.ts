import { type AtCommandInfo, atCommandInfo } from '../../knowledge/at-command.ts';
import { AtFailure } from './at-failure.ts';
import type { AtDevice, AtPermits } from './at-permits.ts';

/** What has been asked on a port before, for commands that want their undoing known. */
export interface Asked {
  has(command: string): boolean;
}

/**
 * Whether a command may be sent. What the table does not have is refused, whoever permits it.
 *
 * @throws {AtFailure} `refused-by-policy`
 */
export function permit(command: string, permits: AtPermits, device: AtDevice, asked: Asked): AtCommandInfo {
  const info = atCommandInfo(command);
  if (info === null) throw refusal(command, 'hwdiag does not know what it does');
  const reason = reasonAgainst(info, command, permits, device, asked);
  if (reason !== null) throw refusal(command, reason);
  return info;
}

function refusal(command: string, why: string): AtFailure {
  const shown = printable(command);
  return new AtFailure(
    'refused-by-policy',
    `The command ${shown} is not sent: ${why}.`,
    `${shown} is not sent: ${why}`,
    { command },
  );
}

function reasonAgainst(
  info: AtCommandInfo,
  command: string,
  permits: AtPermits,
  { usbId, model }: AtDevice,
  asked: Asked,
): string | null {
  if (info.kind === 'dangerous') return 'it can lock the SIM card or the modem, or cannot be undone';
  const [unbearable] = info.unbearableFor;
  if (unbearable !== undefined) {
    if (usbId === null)
      return `there are modems that it crashes (${unbearable}), and which one this is is not known`;
    if (info.unbearableFor.some((one) => one === usbId || model?.includes(one) === true))
      return `it crashes this modem (${usbId})`;
  }
  const isNamed = permits.texts.has(command);
  if (info.kind === 'state-changing' && !isNamed)
    return 'it changes something, and nobody has agreed to exactly this';
  if (info.isNeverAutomatic && !isNamed) return 'it is only sent where somebody asks for exactly this';
  if (info.costsMoney && !isNamed) return 'it may cost money, and nobody has agreed to exactly this';
  if (info.isPrivate && !permits.isPrivateAllowed && !isNamed) return 'its answer is private';
  if (info.kind !== 'state-changing' && !permits.kinds.has(info.kind) && !isNamed)
    return info.kind === 'slow' ? 'it keeps the modem busy for minutes' : 'nothing may be asked here';
  const unknown = info.snapshot.find((query) => !asked.has(query));
  if (unknown !== undefined)
    return `the modem keeps what it sets, and ${unknown} has not been asked before, which tells how to undo it`;
  return null;
}

function printable(command: string): string {
  return command.replace(/[^ -~]/g, '?').slice(0, 80);
}
