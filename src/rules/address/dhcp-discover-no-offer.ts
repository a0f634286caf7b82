import type { Evidence } from '../../situation/evidence.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';
import { command } from '../command.ts';
import { registeredLine } from '../dial/standing.ts';
import type { Confirmation, Severity } from '../finding.ts';
import { attempts } from '../inputs.ts';
import { defineRule, found, ruledOut } from '../rule.ts';

/**
 * The modem took the dial, and nobody answers DHCP behind it. On modems dialled by AT commands the usual reason is that
 * the session never came up: ncm.sh waits for the modem's OK only, not for the network's answer.
 * Sources: OpenWrt comgt-ncm ncm.sh; busybox udhcpc (a discover every three seconds).
 */
export const dhcpDiscoverNoOffer = defineRule({
  id: 'dhcp-discover-no-offer',
  role: 'symptom',
  severity: 'error',
  since: '0.1.0',
  needs: { attempts },
  concerns: ({ episode }) =>
    episode.messages.count('dhcp.discover') > 0 &&
    episode.attempts.some((attempt) => attempt.netdev !== null || attempt.child !== null),
  check: ({ episode }, { attempts }) => {
    const silent = attempts.filter(isWithoutOffer);
    if (silent.length === 0) return [ruledOut];
    return silent.map((attempt) => {
      const where = attempt.child ?? attempt.netdev ?? attempt.interface ?? 'the modem’s device';
      return found({
        attempt,
        confidence: 'proven',
        severity: severityOf(attempt, episode),
        title: `no DHCP offer on ${where}`,
        explanation:
          `${wasDialled(attempt) ? 'The modem accepted the dial command, then ' : ''}DHCP asked on ${where} again and again and got no offer${howLong(attempt, episode)}. ` +
          `A modem’s OK to a dial does not mean that the network let the session up: a wrong APN${registeredLine(episode) === null ? ', refused credentials or missing registration' : ' or refused credentials'} look just like this.`,
        evidence: silence(attempt),
        confirm: sessionQuestion(attempt, episode),
      });
    });
  },
});

/** How long nobody answered, where the log ends in the waiting. */
function howLong(attempt: Attempt, { attempts, messages, clock }: Episode): string {
  const first = messages
    .of('dhcp.discover')
    .find(
      ({ origin }) => origin.interface !== null && origin.interface === (attempt.child ?? attempt.interface),
    );
  if (attempts.length > 1 || clock === null || first?.origin.clock == null) return '';
  const seconds = clock.last.seconds - first.origin.clock.seconds;
  return seconds > 0 ? `; the log ends ${seconds} s after the first of these questions` : '';
}

/** DHCP asked and no offer came. A client that found no device, or an offer that led to nothing, is another matter. */
function isWithoutOffer(attempt: Attempt): boolean {
  return (
    attempt.broken === 'address' &&
    attempt.address === null &&
    silence(attempt).some(({ type }) => type === 'absence')
  );
}

function silence({ ladder }: Attempt): readonly Evidence[] {
  return ladder.find((step) => step.state === 'broken')?.evidence ?? [];
}

function wasDialled({ ladder }: Attempt): boolean {
  return ladder.some((step) => step.rung === 'dial' && step.state === 'reached');
}

/** A try that is made good later, or a test by hand beside a connection that is up, stops nothing. */
function severityOf(attempt: Attempt, { attempts }: Episode): Severity {
  const isBesideTheSession = attempt.method === 'by-hand' && attempts.some((other) => other.outcome === 'up');
  if (attempt.resolvedBy !== null || isBesideTheSession) return 'info';
  return attempt.method === 'by-hand' && attempt.apn === null ? 'warning' : 'error';
}

/** What tells whether the network let the session up. Source: Huawei AT command reference, ^NDISSTATQRY. */
function sessionQuestion({ proto, device }: Attempt, { messages }: Episode): Confirmation {
  const byNdisdup = messages.of('gcom.sending').some(({ fields }) => /\^NDISDUP=/i.test(fields.command));
  if (proto !== 'ncm' || device === null || !byNdisdup) {
    return {
      text: 'Ask the modem, right after a dial, whether its data session is up and which APN it used.',
      command: null,
    };
  }
  return {
    text: 'Ask the modem right after a dial whether its session is up: “^NDISSTATQRY: 1” means yes, 0 means that the network refused or dropped it (sms_tool is in the package sms-tool; picocom does it by hand).',
    command: command('sms_tool', '-d', device, 'at', 'AT^NDISSTATQRY?'),
  };
}
