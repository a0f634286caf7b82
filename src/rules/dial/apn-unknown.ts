import { apnOf } from '../../situation/facts/config.ts';
import { slot } from '../placeholder.ts';
import { listedApns } from './listed-apns.ts';
import { defineRefusedSession } from './refused-session.ts';

/**
 * The network knows no such APN for this SIM card. Sources: 3GPP TS 24.008 section 6.1.3.1.3 and TS 24.301 section
 * 6.5.1.4, cause 27 (missing or unknown APN).
 */
export const apnUnknown = defineRefusedSession({
  id: 'apn-unknown',
  since: '0.1.0',
  causes: [27],
  confidence: 'proven',
  title: () => 'the network does not know this APN for this SIM card',
  explanation:
    'The network itself gives the reason: cause 27, “missing or unknown APN”. The APN that was sent is empty, misspelt, or belongs to another operator or tariff.',
  confirm: {
    text: 'Ask the operator for the APN of this very SIM card and tariff, or read it off a telephone that gets data with it.',
    command: null,
  },
  fix: (attempt, episode) => ({
    summary: 'Set the APN that the operator gives for this SIM card.',
    steps: [
      attempt?.interface == null
        ? { type: 'advice', text: 'Dial with the operator’s APN.' }
        : {
            type: 'uci-set',
            config: 'network',
            section: attempt.interface,
            option: 'apn',
            value: slot('APN', null, 'the APN of the operator for this SIM card'),
            before: attempt.apn?.value ?? null,
          },
      ...listedApns(episode, attempt === null ? null : apnOf(attempt)),
    ],
  }),
});
