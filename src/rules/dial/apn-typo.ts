import type { Span } from '../../capture/position.ts';
import { type ApnTypo, apnTypoOf } from '../../knowledge/apn.ts';
import { type Evidence, present } from '../../situation/evidence.ts';
import { apnOf, configuredApn, isSwitchedOff, optionOf } from '../../situation/facts/config.ts';
import { homeCodes } from '../../situation/facts/home-operator.ts';
import type { Reading } from '../../situation/facts/reading.ts';
import type { Attempt, Claim, ConfiguredInterface, Episode } from '../../situation/situation.ts';
import type { Severity } from '../finding.ts';
import { defineRule, type Found, found, type RuleVerdict, ruledOut } from '../rule.ts';

/**
 * The APN is one slip away from the only APN it can have been meant to be. A name alone is weak evidence: operators run
 * private APNs, and many networks accept any name. Source of the names: mobile-broadband-provider-info.
 */
export const apnTypo = defineRule({
  id: 'apn-typo',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: ['dhcp-discover-no-offer', 'qmi-call-failed', 'chat-no-carrier'],
  concerns: ({ episode }) => uses(episode).length > 0,
  check: ({ episode, earlier, later }) => {
    const clearing = worksAnyway([...later, ...earlier, episode]);
    return mostTelling(uses(episode)).map((use): RuleVerdict => {
      const { typo, home } = misspelt(use.apn, episode);
      if (typo === null) return ruledOut;
      const proof = clearing.get(use.apn);
      return found(proof === undefined ? suspicion(use, typo, home, episode) : clearance(use, typo, proof));
    });
  },
});

/** What it was meant to be; a name that many operators have is told where the text shows whose SIM card it is. */
function misspelt(apn: string, episode: Episode): { typo: ApnTypo | null; home: Reading<string> | null } {
  const typo = apnTypoOf(apn);
  if (typo !== null) return { typo, home: null };
  for (const home of homeCodes(episode)) {
    const ofSim = apnTypoOf(apn, home.value);
    if (ofSim !== null) return { typo: ofSim, home };
  }
  return { typo: null, home: null };
}

/** An APN in use: dialled by an attempt, or set for an interface that nobody is seen to dial. */
interface Use {
  readonly apn: string;
  readonly span: Span;
  readonly attempt: Attempt | null;
  readonly config: ConfiguredInterface | null;
}

function uses(episode: Episode): readonly Use[] {
  const dialled = episode.attempts.flatMap((attempt): readonly Use[] =>
    attempt.apn === null
      ? []
      : [{ apn: attempt.apn.value, span: attempt.apn.span, attempt, config: attempt.config }],
  );
  const configured = episode.interfaces.flatMap((config): readonly Use[] => {
    const apn = config.cellular && !isSwitchedOff(config, episode) ? optionOf(config.section, 'apn') : null;
    const isDialled = apn !== null && dialled.some((use) => use.apn === apn.value);
    return apn === null || apn.value === '' || isDialled
      ? []
      : [{ apn: apn.value, span: apn.span, attempt: attemptOf(config, episode), config }];
  });
  return [...dialled, ...configured];
}

/** One use of each APN: the latest that broke where an APN can be the reason, or the latest of all. */
function mostTelling(all: readonly Use[]): readonly Use[] {
  const byApn = new Map<string, Use>();
  for (const use of all) {
    const known = byApn.get(use.apn);
    if (known === undefined || brokeByApn(use.attempt) || !brokeByApn(known.attempt)) byApn.set(use.apn, use);
  }
  return [...byApn.values()];
}

/** The network refuses a wrong APN by giving no session, or a session without an address. */
function brokeByApn(attempt: Attempt | null): boolean {
  return attempt?.address === null && (attempt.broken === 'dial' || attempt.broken === 'address');
}

function attemptOf(config: ConfiguredInterface, episode: Episode): Attempt | null {
  return episode.attempts.findLast((attempt) => attempt.interface === config.name) ?? null;
}

/** What shows that an APN is taken. */
interface Proof {
  readonly span: Span;
  /** Only the writer says so. */
  readonly said: boolean;
}

/** APNs with which a connection of this router is shown, or said, to work; the last episode given counts most. */
function worksAnyway(episodes: readonly Episode[]): ReadonlyMap<string, Proof> {
  const proofs = new Map<string, Proof>();
  for (const episode of episodes) {
    for (const attempt of episode.attempts) {
      const apn = apnOf(attempt);
      const proof = proofOf(attempt, episode);
      if (apn !== null && proof !== null) proofs.set(apn, proof);
    }
  }
  return proofs;
}

function proofOf(attempt: Attempt, episode: Episode): Proof | null {
  if (attempt.address !== null) return { span: attempt.address.span, said: false };
  const claim = attempt.outcome === 'claimed' ? claimFor(attempt, episode) : null;
  return claim === null ? null : { span: claim.span, said: true };
}

function claimFor(attempt: Attempt, episode: Episode): Claim | null {
  const own = episode.commands.find(
    (command) => command.claim?.works === true && command.typed.command.host === attempt.host,
  );
  return own?.claim ?? null;
}

function suspicion(use: Use, typo: ApnTypo, home: Reading<string> | null, episode: Episode): Found {
  const { attempt } = use;
  const broke = brokeByApn(attempt);
  const silence: readonly Evidence[] = broke
    ? (attempt?.ladder.find((step) => step.state === 'broken')?.evidence ?? [])
    : [];
  const operators = typo.operators.map((operator) => operator.name).join(', ');
  const section = use.config?.name ?? attempt?.interface ?? null;
  return {
    attempt,
    confidence: broke ? 'likely' : 'possible',
    severity: severityOf(attempt, broke),
    title: `the APN ${use.apn} looks misspelt: ${operators} uses ${typo.apn}`,
    explanation:
      `${use.apn} is in no list of known APNs; ${typo.apn} is one slip away and belongs to ${operators}. ` +
      (broke
        ? `${howItBroke(attempt)} Only the operator’s answer, or a dial with the right name, would prove it.`
        : 'Nothing in the text shows that it fails; some networks accept any name.'),
    evidence: [
      present(use.span, `known: ${typo.apn}`),
      ...(home === null ? [] : [present(home.span, 'the operator of the SIM card')]),
      ...silence.slice(0, 2),
      ...silence.slice(-1).filter((evidence) => evidence.type === 'absence'),
    ],
    confirm: {
      text: `Does this SIM work anywhere with ${use.apn}, for example in the setup by another protocol that connects? If that one uses the very same APN, the spelling is not the cause.`,
      command: null,
    },
    ...(section === null
      ? {}
      : {
          fix: {
            summary: `Set the APN to ${typo.apn} and dial again.`,
            steps: [
              {
                type: 'uci-set',
                config: 'network',
                section,
                option: 'apn',
                value: { known: typo.apn },
                before:
                  configuredApn(episode.interfaces.find((known) => known.name === section) ?? null) ??
                  use.apn,
              },
            ],
          },
        }),
  };
}

function howItBroke(attempt: Attempt | null): string {
  return attempt?.broken === 'dial'
    ? 'The dial with it was refused, which is what a network does with a wrong APN, among other reasons.'
    : 'The modem accepts a wrong APN without complaint and the network then gives no session, which is what the log shows.';
}

function severityOf(attempt: Attempt | null, broke: boolean): Severity {
  if (attempt !== null && attempt.resolvedBy !== null) return 'info';
  return broke ? 'error' : 'warning';
}

function clearance(use: Use, typo: ApnTypo, proof: Proof): Found {
  return {
    attempt: use.attempt,
    confidence: 'refuted',
    severity: 'info',
    title: `the odd spelling ${use.apn} is not the cause`,
    explanation:
      `${use.apn} differs from the known ${typo.apn} by a slip, yet ` +
      (proof.said ? 'the writer says that the dial with it worked' : 'the connection came up with it') +
      ', so this network takes it and it must not be blamed.',
    evidence: [
      present(use.span),
      present(proof.span, proof.said ? 'the writer’s own words' : 'it got an address'),
    ],
  };
}
