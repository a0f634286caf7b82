import { nmeaSentence } from '../../capture/nmea.ts';
import portHolders from '../../collect/router/port-holders.sh';
import { heldBy } from '../../grammar/structures/holders.ts';
import { listed } from '../../report/words.ts';
import { mayBeHandler, type PortHolder } from '../../situation/facts/port-holders.ts';
import {
  type PortRole,
  roleWords,
  tabledRole,
  takesCommands,
  takesDials,
} from '../../situation/facts/port-roles.ts';
import { unmistakable } from '../at/at-client.ts';
import { AtFailure } from '../at/at-failure.ts';
import type { Bench, LiveTestKind, Outcome, PortAnswer, TalkTerms } from '../live-test.ts';
import { dialsByAt, isPpp, type Subject } from '../subject.ts';
import stoppedHolders from './stopped-holders.sh';

/** More ports than any modem has. */
const mostPorts = 8;

/** Milliseconds in which a modem answers a bare AT. Source: 3GPP TS 27.007 gives none; modems take well under a second. */
const patience = 3000;

/** Seconds that a look at the router may take: it goes through the files of all processes. */
const lookPatience = 15;

/** As the collection has it for who has ports open. */
const holdersCommand = 'ls -l /proc/[0-9]*/fd';

/** Which ports of the modem answer AT commands, what each of them is for, and whether the configured one answers. */
export const portsTest: LiveTestKind = {
  id: 'ports',
  rung: 'control',
  question: 'Which port of the modem answers AT commands?',
  plan(subject) {
    const ports = portsOf(subject);
    if (subject.path === 'mmcli') return 'ModemManager has the ports of the modem';
    if (ports.length === 0) return 'the modem has no serial port';
    return {
      class: 'reads',
      when: 'always',
      commands: [
        ...ports.map((port) => `AT to ${port}`),
        `${unmistakable.join(', ')} to a port that answers AT with more than OK; AT, and these, also before each later talk`,
        `test -c of a port that cannot be opened; ${holdersCommand} where one is not free`,
      ],
      changes: [],
    };
  },
  async run(bench) {
    const { facts, signal, subject } = bench;
    const roles = rolesOf(subject);
    for (const port of portsOf(subject)) {
      signal.throwIfAborted();
      const role = roles.get(port) ?? null;
      // One that is for something else is silent, as a rule, and that takes the longest to show.
      const isElse = role !== null && !takesCommands(role) && port !== configuredPort(subject);
      const did = await askPort(bench, port, isElse ? { greetings: 1 } : {});
      facts.ports.set(port, { ...did, role, holder: null });
    }
    await findHolders(bench);
    return judgePorts(bench);
  },
};

/** Ports that may be asked, the configured one first: what the handler uses is what matters. */
export function portsOf(subject: Subject): readonly string[] {
  const configured = configuredPort(subject);
  const own = configured !== null && isNode(configured) ? [configured] : [];
  return [...new Set([...own, ...modemsPorts(subject)])].slice(0, mostPorts);
}

/** Ports that the router has shown to be the modem's. */
function modemsPorts({ serialPorts, controlNode }: Subject): readonly string[] {
  // huawei_cdc_ncm takes AT commands on its control node. Source: Linux drivers/net/usb/huawei_cdc_ncm.c.
  const control = controlNode?.driver === 'huawei_cdc_ncm' ? [controlNode.path] : [];
  return [...serialPorts, ...control];
}

function configuredPort({ interface: config }: Subject): string | null {
  return config !== null && dialsByAt(config) ? config.device : null;
}

function isNode(path: string): boolean {
  return /^\/dev\/(?:tty(?:USB|ACM|HS)\d{1,3}|cdc-wdm\d{1,2}|wwan\d{1,2}at\d{1,2})$/.test(path);
}

function rolesOf({ modem }: Subject): ReadonlyMap<string, PortRole> {
  const roles = new Map<string, PortRole>();
  for (const known of modem?.functions ?? []) {
    const role = modem === null ? null : tabledRole(modem, known);
    if (known.node !== null && role !== null) roles.set(known.node, role);
  }
  return roles;
}

type Deed = Pick<PortAnswer, 'how' | 'words'>;

async function askPort(bench: Bench, port: string, terms: TalkTerms): Promise<Deed> {
  // What comes unasked is no part of an answer, nor of a failure.
  let said = '';
  try {
    const answer = await bench.talk(
      port,
      async (client) => {
        try {
          return await client.ask('AT', { patience });
        } finally {
          said = client.transcript.text();
        }
      },
      terms,
    );
    const isOk = answer.final.result === 'ok';
    return { how: 'answers', words: isOk ? 'answers OK' : 'answers, though not OK' };
  } catch (error) {
    if (!(error instanceof AtFailure)) throw error;
    if (error.code === 'port-gone' && (await hasLeft(bench, port)))
      return { how: 'gone', words: 'is gone, though the router had it before' };
    return deedOf(error, nmeaSentence.test(said));
  }
}

/** Whether a port that the router had is there no more. One that is only configured may never have been there. */
async function hasLeft(bench: Bench, port: string): Promise<boolean> {
  if (!modemsPorts(bench.subject).includes(port)) return false;
  const { end } = await bench.run({
    name: `live-${port.replace(/^\/dev\//, '').toLowerCase()}-there`,
    command: `test -c ${port}`,
    patience: lookPatience,
  });
  return end.how === 'exited' && end.code === 1;
}

function deedOf({ code, reason }: AtFailure, givesPositions: boolean): Deed {
  if (givesPositions && (code === 'silent' || code === 'garbage'))
    return { how: 'positions', words: 'gives GPS positions and no answer' };
  switch (code) {
    case 'silent':
      return { how: 'silent', words: 'does not answer' };
    case 'garbage':
      return { how: 'garbage', words: 'sends something else than answers' };
    case 'echo-loop':
      return { how: 'echoes', words: 'sends back what it is sent' };
    case 'busy':
      return { how: 'held', words: `is not free: ${reason}` };
    case 'port-gone':
    case 'no-means':
    case 'refused-by-policy':
      return { how: 'closed', words: `cannot be asked: ${reason}` };
  }
}

/** Who has ports for longer: what asks a modem now and then has let go of it by the time that all ports were asked. */
async function findHolders(bench: Bench): Promise<void> {
  const { ports } = bench.facts;
  const held = [...ports].filter(([, { how }]) => how === 'held');
  if (held.length === 0) return;
  const { output } = await bench.run({
    name: 'live-holders',
    command: holdersCommand,
    script: `${portHolders}\n${stoppedHolders}\nmarked_holders`,
    patience: lookPatience,
  });
  const strangers = holdersIn(new TextDecoder().decode(output)).filter((one) => !mayBeHandler(one));
  for (const [port, answer] of held) {
    const holder = strangers.find(({ node }) => node === port) ?? null;
    ports.set(port, { ...answer, holder });
  }
}

/**
 * What the script prints, but for what was stopped, of a modem or not: a capture that shows no modem has no episode.
 */
function holdersIn(text: string): readonly Omit<PortHolder, 'span'>[] {
  return text.split('\n').flatMap((line) => {
    const { node, program, pid } = heldBy.exec(line)?.groups ?? {};
    return node === undefined || program === undefined ? [] : [{ node, program, pid: Number(pid) }];
  });
}

function judgePorts({ facts, subject }: Bench): Outcome {
  const answering = [...facts.ports].filter(([, { how }]) => how === 'answers').map(([port]) => port);
  facts.atPort = answering[0] ?? null;
  const configured = configuredPort(subject);
  const answer = told(facts.ports, subject);
  const own = configured === null ? undefined : facts.ports.get(configured);
  if (own !== undefined) {
    if (own.how === 'answers') return { outcome: 'reached', answer };
    return { outcome: isUndecided(own) ? 'inconclusive' : 'broken', answer };
  }
  if (configured !== null && isNode(configured)) return { outcome: 'broken', answer };
  if (answering.length > 0) return { outcome: 'reached', answer };
  const undecided = [...facts.ports.values()].some(isUndecided);
  // A modem that is dialled otherwise may have no AT port at all.
  return { outcome: undecided || configured === null ? 'inconclusive' : 'broken', answer };
}

/** Nobody has asked it. */
function isUndecided({ how }: PortAnswer): boolean {
  return how === 'held' || how === 'gone' || how === 'closed';
}

/** What each port did and what it is for. Ports of which the same is to be said, and nothing but that, are told together. */
function told(ports: ReadonlyMap<string, PortAnswer>, subject: Subject): string {
  const configured = configuredPort(subject);
  const clauses: string[] = [];
  const gone: string[] = [];
  const silent: string[] = [];
  const silentByRole: (readonly [port: string, what: string])[] = [];
  for (const [port, answer] of ports) {
    const { how, role } = answer;
    if (how === 'gone') gone.push(port);
    else if (how === 'silent' && role === null) silent.push(port);
    else if (how === 'silent' && role !== null && !takesCommands(role) && port !== configured)
      silentByRole.push([port, roleWords[role]]);
    else clauses.push(clauseOf(port, answer, port === configured));
  }
  const isOne = (some: readonly unknown[]): boolean => some.length === 1;
  if (silentByRole.length > 0) {
    const [[port, what] = ['', '']] = silentByRole;
    clauses.push(
      isOne(silentByRole)
        ? `${port} is for ${what} and says nothing, as it should`
        : `${listed(silentByRole.map(([one, its]) => `${one} (${its})`))} say nothing, as they should`,
    );
  }
  if (silent.length > 0) clauses.push(`${listed(silent)} ${isOne(silent) ? 'does' : 'do'} not answer`);
  if (gone.length > 0)
    clauses.push(
      `${listed(gone)} ${isOne(gone) ? 'is gone, though the router had it' : 'are gone, though the router had them'} before`,
    );
  const dials = dialPort(ports, subject);
  return `${clauses.join('; ')}.${dials === null ? '' : ` The port for dialling is ${dials}.`}`;
}

function clauseOf(port: string, { how, words, role }: PortAnswer, isConfigured: boolean): string {
  if (role === null || how === 'positions') return `${port} ${words}`;
  const what = roleWords[role];
  switch (how) {
    case 'answers':
      return takesCommands(role)
        ? `${port} ${words} (its port for ${what})`
        : `${port} ${words}, though lists call it that for ${what}`;
    case 'silent':
    case 'garbage':
    case 'echoes':
      if (takesCommands(role)) return `${port} ${words}, though it is for ${what}`;
      return isConfigured
        ? `${port} is configured but is for ${what}, and ${words}`
        : `${port} is for ${what} and ${words}`;
    case 'held':
    case 'gone':
    case 'closed':
      return `${port} (for ${what}) ${words}`;
  }
}

/** The port on which PPP ought to be dialled, where tables call another one that than the configured one. */
function dialPort(ports: ReadonlyMap<string, PortAnswer>, subject: Subject): string | null {
  const configured = configuredPort(subject);
  const own = configured === null ? null : (ports.get(configured)?.role ?? null);
  if (!isPpp(subject) || own === null || takesDials(own)) return null;
  return (
    [...ports].find(([, { how, role }]) => how === 'answers' && role !== null && takesDials(role))?.[0] ??
    null
  );
}
