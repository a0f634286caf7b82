import { type Evidence, present, said } from '../../situation/evidence.ts';
import { runningProcess } from '../../situation/facts/software.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';
import type { Confidence } from '../finding.ts';
import { messagesIn, messagesOfKinds, standingAttempts } from './failed-attempts.ts';

/** ModemManager holds the modem while a handler of another protocol tries to use it. */
interface TwoManagers {
  readonly attempt: Attempt;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
}

/** Words of ModemManager that it says of a modem it holds. */
const holds = [
  'modem-device.modem-created',
  'modem-device.modem-creating',
  'modem.state-changed',
  'modem.power-state',
  'modem-port.timed-out',
  'modem-port.given-up',
] as const;

/** What a handler hears where another program takes the answers away. */
const disturbed = [
  'uqmi.timeout',
  'uqmi.service-unreachable',
  'uqmi.command-error',
  'uqmi.unopened',
  'umbim.timeout',
  'umbim.unopened',
  'handler.sim-illegal',
  'handler.capabilities-failed',
  'handler.no-client-id',
  'handler.no-modem-information',
  'gcom.timeout',
  'gcom.device-unopened',
] as const;

/** Null where one manager alone talks to the modem, or where the other's trouble is not to be seen. */
export function managedTwice(episode: Episode): TwoManagers | null {
  const holding = messagesOfKinds(episode, ...holds);
  const [owner] = holding;
  const process = runningProcess(episode, 'ModemManager');
  const started = messagesOfKinds(episode, 'modem-manager.started').at(0);
  for (const attempt of standingAttempts(episode)) {
    if (attempt.proto === 'modemmanager' || attempt.proto === null) continue;
    const lines = [
      ...messagesIn(episode, attempt, ...disturbed),
      ...messagesIn(episode, attempt, 'uqmi.error').filter(({ fields }) =>
        /connect to service/i.test(fields.reason),
      ),
    ];
    const [first] = lines;
    const last = lines.at(-1);
    if (first === undefined || last === undefined) continue;
    const trouble = first === last ? [said(first)] : [said(first), said(last)];
    if (owner !== undefined) {
      return {
        attempt,
        confidence: 'likely',
        evidence: [said(owner, 'ModemManager works with the modem'), ...trouble],
      };
    }
    if (process !== null) {
      return {
        attempt,
        confidence: 'likely',
        evidence: [present(process.span, 'ModemManager runs'), ...trouble],
      };
    }
    if (started !== undefined) {
      return { attempt, confidence: 'possible', evidence: [said(started, 'ModemManager runs'), ...trouble] };
    }
  }
  return null;
}
