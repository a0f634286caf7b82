import { readAtAnswer } from '../../grammar/structures/at-answer.ts';
import { atCommandInfo, atPatience } from '../../knowledge/at-command.ts';
import type { Finding } from '../../rules/finding.ts';
import { sessionCauses } from '../../situation/facts/session-causes.ts';
import type { AtAnswer, AtClient } from '../at/at-client.ts';
import { AtFailure } from '../at/at-failure.ts';
import { forgetContextScript } from '../at/forget-script.ts';
import { longestTalk } from '../at/with-at-client.ts';
import type { Bench, LiveTestKind, Outcome } from '../live-test.ts';
import { contextsOf } from './contexts.ts';

/** Contexts that a modem may keep. The highest are the least likely to be in use. Source: 3GPP TS 27.007 section 10.1.1. */
const spareContexts = [11, 10, 9, 8, 7, 6, 5, 4] as const;

/** Milliseconds: a network takes up to this long to say yes or no. Source: timer T3380 and its repetitions, 3GPP TS 24.008. */
const activationPatience = 60_000;

/** Milliseconds for what frees the context again. What takes longer is left to the way back, which tries again. */
const endPatience = 15_000;

/**
 * Where the network refuses the dial: asks it for the APN that a finding proposes, on a context that nobody uses. One try for one
 * explanation: a network that refuses may throttle.
 */
export function apnTest(findings: readonly Finding[]): LiveTestKind {
  const proposal = proposedApn(findings);
  return {
    id: 'apn',
    rung: 'dial',
    question: 'Does the network take another APN?',
    isOfOneExplanation: true,
    plan(subject) {
      if (proposal === null) return 'nothing found proposes another APN';
      if (subject.path !== 'at' && subject.serialPorts.length === 0) return 'the modem has no AT port';
      const { contexts, define, activate, address, why, end, remove } = commandsFor('N', proposal.apn);
      return {
        class: costs(commandsFor(spareContexts[0], proposal.apn)) ? 'costs' : 'dials',
        when: 'if-broken',
        commands: [
          contexts,
          define,
          activate,
          `${address}, or ${why} where the session is not taken`,
          end,
          remove,
        ],
        changes: [
          `defines a context N that the modem does not use, the first that is free from ${spareContexts[0]} down to ${spareContexts.at(-1)}, and deletes it again`,
        ],
      };
    },
    async run(bench): Promise<Outcome> {
      const port = bench.facts.atPort;
      if (proposal === null || port === null)
        return { outcome: 'inconclusive', answer: 'No port of the modem could be asked.' };
      try {
        return await tryApn(bench, port, proposal);
      } catch (error) {
        if (!(error instanceof AtFailure)) throw error;
        return unasked(proposal, error.reason);
      }
    },
  };
}

interface Proposal {
  readonly rule: string;
  readonly apn: string;
}

/** The first APN that the fix of a finding knows. */
function proposedApn(findings: readonly Finding[]): Proposal | null {
  for (const { rule, fix, confidence } of findings) {
    if (confidence === 'refuted') continue;
    for (const step of fix?.steps ?? []) {
      if (step.type !== 'uci-set' || step.option !== 'apn' || !('known' in step.value)) continue;
      // It goes to the modem in quotes.
      if (/^[\w.-]{1,100}$/.test(step.value.known)) return { rule, apn: step.value.known };
    }
  }
  return null;
}

const contextsQuery = 'AT+CGDCONT?';

/** What is sent, in order. */
interface Commands {
  /** Asked before: which contexts are in use. */
  readonly contexts: string;
  readonly define: string;
  readonly activate: string;
  /** Asked of a session that was taken. */
  readonly address: string;
  /** Asked of one that was not. */
  readonly why: string;
  readonly end: string;
  readonly remove: string;
}

/** @param context `N` where it is not known yet */
function commandsFor(context: number | 'N', apn: string): Commands {
  return {
    contexts: contextsQuery,
    define: `AT+CGDCONT=${context},"IP","${apn}"`,
    activate: `AT+CGACT=1,${context}`,
    address: `AT+CGPADDR=${context}`,
    why: 'AT+CEER',
    end: `AT+CGACT=0,${context}`,
    remove: `AT+CGDCONT=${context}`,
  };
}

function costs(commands: Commands): boolean {
  return Object.values(commands).some((command) => atCommandInfo(command)?.costsMoney === true);
}

/** Milliseconds that a command may take. */
function patienceOf(command: string, { activate, end, remove }: Commands): number {
  if (command === activate) return activationPatience;
  return command === end || command === remove ? endPatience : atPatience(command) * 1_000;
}

async function tryApn(bench: Bench, port: string, proposal: Proposal): Promise<Outcome> {
  const { rule, apn } = proposal;
  const used = await usedContexts(bench, port);
  const context = spareContexts.find((id) => !used.has(id));
  // What the modem holds has to be known, or a context of somebody would be overwritten.
  if (used.size === 0 || context === undefined)
    return unasked(proposal, 'the modem does not tell which of its contexts are free');
  const commands = commandsFor(context, apn);
  const all = Object.values(commands);
  await bench.change(
    {
      title: `deletes context ${context} of the modem`,
      script: forgetContextScript(port, context, bench.survey),
      byHand: `The modem keeps it over a restart: by hand ${commands.remove} to ${port}.`,
    },
    longestTalk(all.map((command) => patienceOf(command, commands))) / 1_000,
    `context ${context} of the modem was defined`,
  );
  const causesBefore = causesSeen(bench).length;
  const result = await bench.talk(port, (client) => tryOn(client, context, commands), {
    texts: all,
  });
  switch (result.how) {
    case 'works':
      bench.facts.tried.set(rule, 'works');
      return { outcome: 'reached', answer: `With the APN ${apn} the network accepts the session.` };
    case 'no-address':
      return {
        outcome: 'inconclusive',
        answer: `The modem says OK to the APN ${apn}, but tells no address that the network gave.`,
      };
    case 'not-taken': {
      const cause = causesSeen(bench).slice(causesBefore).at(-1);
      if (cause === undefined) {
        return {
          outcome: 'inconclusive',
          answer: `The APN ${apn} was not taken, and it is not told whether by the network or the modem.`,
        };
      }
      bench.facts.tried.set(rule, 'fails');
      return {
        outcome: 'broken',
        answer: `The network refuses the APN ${apn}, too, with the cause ${cause.value}.`,
      };
    }
    case 'unasked':
      return unasked(proposal, result.why);
  }
}

/** @param why a clause in which “it” is the port */
function unasked({ apn }: Proposal, why: string): Outcome {
  return {
    outcome: 'inconclusive',
    answer: `Whether the network takes the APN ${apn} could not be asked: ${why}.`,
  };
}

/** `no-address`: the modem says that the session is there, but no address; `not-taken`: by the network or by the modem. */
type Result =
  | { readonly how: 'works' | 'no-address' | 'not-taken' }
  | { readonly how: 'unasked'; readonly why: string };

async function tryOn(client: AtClient, context: number, commands: Commands): Promise<Result> {
  const ask = (command: string) => client.ask(command, { patience: patienceOf(command, commands) });
  let how: 'works' | 'no-address' | 'not-taken';
  await ask(commands.contexts);
  if (!isOk(await ask(commands.define))) return { how: 'unasked', why: 'the modem does not keep it' };
  if (isOk(await ask(commands.activate)))
    how = hasAddress(await ask(commands.address), context) ? 'works' : 'no-address';
  else {
    await ask(commands.why);
    how = 'not-taken';
  }
  try {
    await ask(commands.end);
    await ask(commands.remove);
  } catch (error) {
    // The way back does it.
    if (!(error instanceof AtFailure)) throw error;
  }
  return { how };
}

function isOk({ final }: AtAnswer): boolean {
  return final.result === 'ok';
}

/** Whether the network has given a context an address. Source: 3GPP TS 27.007 section 10.1.14. */
function hasAddress({ lines }: AtAnswer, context: number): boolean {
  return lines.some((line) => {
    const said = readAtAnswer(line);
    if (said?.kind !== 'information' || said.name !== '+CGPADDR') return false;
    const [id, ...addresses] = said.values;
    return id === String(context) && addresses.some((one) => typeof one === 'string' && !/^[0.]*$/.test(one));
  });
}

function causesSeen(bench: Bench): ReturnType<typeof sessionCauses> {
  const episode = bench.seen();
  return episode === null ? [] : sessionCauses(episode);
}

/** The contexts that the modem holds. */
async function usedContexts(bench: Bench, port: string): Promise<ReadonlySet<number>> {
  await bench.talk(port, (client) => client.ask(contextsQuery));
  const episode = bench.seen();
  return new Set(episode === null ? [] : contextsOf(episode).map(({ id }) => id));
}
