import type { Rung } from '../knowledge/rung.ts';
import type { Confidence } from '../rules/finding.ts';
import type { RungState } from '../situation/situation.ts';

/** What the owner of the router notices where a rung breaks: one clause, no full stop. */
export const rungBrokenMeans: Readonly<Record<Rung, string>> = {
  power: 'the modem does not show up on USB, or does not stay there',
  mode: 'the device does not show itself as a modem',
  driver: 'the router has no fitting driver for the modem',
  control: 'the router cannot talk to the modem',
  sim: 'the SIM card is not ready',
  register: 'the mobile network does not let the modem in',
  dial: 'the data connection is not accepted',
  address: 'the router gets no IP address',
  route: 'there is no default route or no name server',
  internet: 'no traffic passes',
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

/** `1 line`, `2 lines`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
