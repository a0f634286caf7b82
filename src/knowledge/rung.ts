/**
 * The ladder every cellular connection climbs, lowest rung first. A diagnosis is the first rung that breaks; what lies
 * above it is consequence.
 */
export const rungs = [
  'power',
  'mode',
  'driver',
  'control',
  'sim',
  'register',
  'dial',
  'address',
  'route',
  'internet',
] as const;

export type Rung = (typeof rungs)[number];

/** Place on the ladder, 0 for `power`. Compare two rungs by it. */
export function rungIndex(rung: Rung): number {
  return rungs.indexOf(rung);
}

/** What has to be true for a rung to count as reached: one clause, no full stop. */
export const rungReachedWhen: Readonly<Record<Rung, string>> = {
  power: 'the modem is on the bus and stays there',
  mode: 'it shows the functions of a modem, not a drive with drivers on it',
  driver: 'each of those functions has its driver',
  control: 'the control port answers commands',
  sim: 'the SIM card is read and unlocked',
  register: 'the modem is registered, at home or roaming',
  dial: 'the network has accepted the data session',
  address: 'the network device has its IP settings',
  route: 'a default route and a name server lead through it',
  internet: 'packets come back from the internet',
};
