import type { SimState } from '../situation/facts/sim.ts';

/** How the card stands, a sentence. */
export const simWords: Readonly<Record<SimState, string>> = {
  ready: 'The SIM card is ready.',
  absent: 'The modem sees no SIM card.',
  pin: 'The SIM card wants its PIN. None was sent.',
  'pin-wrong': 'A wrong PIN was sent to the SIM card.',
  puk: 'The SIM card is blocked and wants its PUK.',
  blocked: 'The SIM card is blocked for good.',
  'network-lock': 'The modem is locked to another operator.',
  starting: 'The SIM card is not ready yet.',
  illegal: 'The modem calls the SIM card illegal.',
  'no-profile': 'The eSIM holds no profile.',
  failed: 'The SIM card cannot be read.',
};
