import { apnOf } from '../../situation/facts/config.ts';
import { listedApns } from './listed-apns.ts';
import { defineRefusedSession } from './refused-session.ts';

/**
 * The subscription has no data for this APN. Sources: 3GPP TS 24.008 section 6.1.3.1.3 and TS 24.301 section 6.5.1.4,
 * cause 33 (requested service option not subscribed).
 */
export const simNoDataPlan = defineRefusedSession({
  id: 'sim-no-data-plan',
  since: '0.1.0',
  causes: [33],
  confidence: 'likely',
  title: () => 'the SIM card has no data subscription for this APN',
  explanation:
    'The network itself gives the reason: cause 33, “service option not subscribed”. The card is registered, but its tariff has no data with this APN: no data option, used up, or an APN of another tariff.',
  confirm: { text: 'Does the same SIM card get data in a telephone with the very same APN?', command: null },
  fix: (attempt, episode) => ({
    summary: 'Use the APN of this tariff, or have data enabled for the card.',
    steps: [
      { type: 'advice', text: 'Try the operator’s general APN for the internet.' },
      ...listedApns(episode, attempt === null ? null : apnOf(attempt)),
      {
        type: 'advice',
        text: 'Ask the operator whether data (and LTE or 5G) is part of the tariff and not used up or blocked.',
      },
    ],
  }),
});
