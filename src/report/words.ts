import type { Rung } from '../knowledge/rung.ts';
import type { Confidence } from '../rules/finding.ts';
import type { RungState, Stats } from '../situation/situation.ts';

/** What the owner of the router notices where a rung breaks: one clause, no full stop. */
export const rungBrokenMeans: Readonly<Record<Rung, string>> = {
  power: 'the router does not see the modem, or loses it again',
  mode: 'the device does not show itself as a modem',
  driver: 'the driver for the modem is missing or does not do its work',
  control: 'the router cannot talk to the modem',
  sim: 'the SIM card is not ready',
  register: 'the modem does not get into a mobile network',
  dial: 'no data connection comes about',
  address: 'the router gets no IP address',
  route: 'there is no default route or no name server',
  internet: 'no traffic passes',
};

/** How far a connection came, told as the owner sees it: one clause, no full stop. */
export const rungReachedMeans: Readonly<Record<Rung, string>> = {
  power: 'the router saw the modem',
  mode: 'the device showed itself as a modem',
  driver: 'the modem had its drivers',
  control: 'the modem answered commands',
  sim: 'the SIM card was ready',
  register: 'the modem was in a mobile network',
  dial: 'the modem took the dial',
  address: 'the router got an IP address',
  route: 'there was a default route',
  internet: 'packets came back from the internet',
};

/** What is not known yet where a connection is only shown up to the rung below. */
const openQuestions: Readonly<Record<Rung, readonly string[]>> = {
  power: ['the modem on USB'],
  mode: ['its mode'],
  driver: ['drivers'],
  control: ['the control port'],
  sim: ['the SIM card'],
  register: ['registration'],
  dial: ['a data connection'],
  address: ['an IP address'],
  route: ['a default route', 'DNS'],
  internet: ['traffic'],
};

/** `a default route, DNS and traffic are not shown`; empty where no rung is left. */
export function notShown(rungs: readonly Rung[]): string {
  const open = rungs.flatMap((rung) => openQuestions[rung]);
  return open.length === 0 ? '' : `${listed(open)} ${open.length > 1 ? 'are' : 'is'} not shown`;
}

/** How a rung of the ladder stands, before its name. */
export const stateWords: Readonly<Record<RungState['state'], string>> = {
  reached: 'reached',
  broken: 'stops at',
  unreached: 'not reached',
  unknown: 'not shown',
};

/** How sure a finding is, as a remark in brackets. */
export const confidenceWords: Readonly<Record<Confidence, string>> = {
  proven: 'proven',
  likely: 'likely',
  possible: 'possible',
  refuted: 'ruled out',
};

/** What a fix is called, by how sure its finding is. */
export function fixLead(confidence: Confidence): string {
  return confidence === 'proven' ? 'Fix' : 'If that is it';
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length > 1 ? `${items.slice(0, -1).join(', ')} and ${last}` : last;
}

/** A clause as the beginning of a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `1 line`, `2 lines`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** How much of the input was read, and as what. */
export function countWords({ lines, messages, foreign, unknown }: Stats): string {
  return `${counted(lines, 'line')} read: ${messages} understood, ${foreign} of other programs, ${unknown} not known.`;
}
