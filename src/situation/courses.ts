import type {
  ChatScript,
  DhcpConversation,
  Dialogue,
  HandlerRun,
  PppSession,
} from '../grammar/dialogues/dialogue.ts';
import type { Message } from '../grammar/message.ts';
import { protoInfo, speaksPpp } from '../knowledge/proto.ts';
import { isOnModemPort } from './modem-words.ts';
import { shownProto } from './shown-proto.ts';
import type { ConfiguredInterface } from './situation.ts';

/** The dialogues that one run of an interface consists of. */
export interface Course {
  /** Logical interface; null where nothing names it. */
  readonly name: string | null;
  /** As configured, or as the wording of the handler shows it; null where neither does. */
  readonly proto: string | null;
  /** Null where the log shows only pppd and chat at work, or only the child interface. */
  readonly run: HandlerRun | null;
  readonly chats: readonly ChatScript[];
  readonly ppp: PppSession | null;
  /** Runs of the interfaces that the handler adds for DHCP and DHCPv6. */
  readonly children: readonly HandlerRun[];
  readonly dhcp: readonly DhcpConversation[];
  readonly first: Message;
  /** With which the next try of the same interface begins; null where this is the last one. */
  readonly next: Message | null;
}

export interface Courses {
  /** In the order of the input. */
  readonly courses: readonly Course[];
  /** Names of interfaces that are no part of the modem's connection. */
  readonly bystanders: readonly string[];
}

/** What courses are made of, sorted once. */
interface Stage {
  /** In the order of their first messages. */
  readonly dialogues: readonly Dialogue[];
  readonly runs: readonly HandlerRun[];
  readonly sessions: readonly PppSession[];
  readonly interfaces: ReadonlyMap<string, ConfiguredInterface>;
  /** Names of interfaces that are configured or seen in the log. */
  readonly names: ReadonlySet<string>;
  readonly protos: ReadonlyMap<string, string>;
  /** Names of interfaces for which udhcpc runs. */
  readonly askingDhcp: ReadonlySet<string>;
  /** Net devices over which pppd speaks to something other than a modem: `pppoe-wan`. */
  readonly otherPpp: ReadonlySet<string>;
}

/** Who runs whom: the parts of a stage that follow from the others. */
interface Cast extends Stage {
  /** By interface. */
  readonly runsOf: ReadonlyMap<string, readonly HandlerRun[]>;
  /** Places of the dialogues in the order of their first messages. */
  readonly places: ReadonlyMap<Dialogue, number>;
  /** The pppd that runs a dial script. */
  readonly sessionOf: ReadonlyMap<ChatScript, PppSession | null>;
  /** The run that a pppd or a dial script works for. */
  readonly ownerOf: ReadonlyMap<Dialogue, HandlerRun | null>;
  /** Interfaces whose handler speaks, or for which a modem is dialled. */
  readonly dialling: ReadonlySet<string>;
}

/**
 * Sorts the dialogues of an episode by the run of the modem's interface that they belong to.
 *
 * @param showsModemNetdev the episode shows a net device that only modems get
 */
export function coursesOf(
  dialogues: readonly Dialogue[],
  interfaces: readonly ConfiguredInterface[],
  showsModemNetdev: boolean,
): Courses {
  const stage = castOf(stageOf(dialogues, interfaces));
  const cellular = cellularAmong(stage, showsModemNetdev);
  const withRun = [...cellular].flatMap((name) => coursesOfInterface(name, stage));
  const courses = [
    ...withRun,
    ...coursesOfChildren(withRun, cellular, stage),
    ...coursesOfDials(withRun, stage),
  ];
  const logged = new Set(stage.runs.map((run) => run.interface));
  return {
    courses: courses.sort((one, other) => orderOf(one.first) - orderOf(other.first)),
    bystanders: [...logged].filter(
      (name) => !cellular.has(name) && !cellular.has(parentOf(name, stage) ?? ''),
    ),
  };
}

function stageOf(dialogues: readonly Dialogue[], interfaces: readonly ConfiguredInterface[]): Stage {
  const runs = dialogues.filter((dialogue) => dialogue.type === 'handler-run');
  const conversations = dialogues.filter((dialogue) => dialogue.type === 'dhcp-conversation');
  const sessions = dialogues.filter((dialogue) => dialogue.type === 'ppp-session');
  return {
    dialogues,
    runs,
    sessions,
    interfaces: new Map(interfaces.map((known) => [known.name, known])),
    names: new Set([...runs.map((run) => run.interface), ...interfaces.map((known) => known.name)]),
    protos: protosOf(runs, interfaces),
    askingDhcp: new Set(
      conversations.map((conversation) => conversation.interface).filter((name) => name !== null),
    ),
    otherPpp: new Set(
      sessions
        .filter((session) => !mayBeOnModem(session))
        .map((session) => session.netdev)
        .filter((netdev) => netdev !== null),
    ),
  };
}

function castOf(stage: Stage): Cast {
  const { dialogues, runs, sessions } = stage;
  const chats = dialogues.filter((dialogue) => dialogue.type === 'chat-script');
  const runsOf = new Map<string, HandlerRun[]>();
  for (const run of runs) {
    const others = runsOf.get(run.interface);
    if (others === undefined) runsOf.set(run.interface, [run]);
    else others.push(run);
  }
  const sessionOf = new Map(chats.map((chat) => [chat, sessionOfChat(chat, stage)]));
  const ownerOf = new Map<Dialogue, HandlerRun | null>();
  for (const session of sessions) ownerOf.set(session, ownerOfSession(session, stage));
  for (const chat of chats) {
    const session = sessionOf.get(chat) ?? null;
    ownerOf.set(chat, session === null ? beingSetUpAt(chat.first, stage) : (ownerOf.get(session) ?? null));
  }
  const dials = [...sessions.filter(isOnModem), ...chats.filter(dialsAModem)];
  const diallers = dials.map((dial) => ownerOf.get(dial)?.interface).filter((name) => name !== undefined);
  const speakers = runs.filter((run) => messagesOf(run).length > 0).map((run) => run.interface);
  return {
    ...stage,
    runsOf,
    places: new Map(dialogues.map((dialogue, place) => [dialogue, place])),
    sessionOf,
    ownerOf,
    dialling: new Set([...speakers, ...diallers]),
  };
}

/** Protocols by interface: as configured, or as the wording of a handler shows them. */
function protosOf(
  runs: readonly HandlerRun[],
  interfaces: readonly ConfiguredInterface[],
): ReadonlyMap<string, string> {
  const protos = new Map<string, string>();
  for (const { name, proto } of interfaces) if (proto !== null) protos.set(name, proto);
  for (const run of runs) {
    if (protos.has(run.interface)) continue;
    const shown = messagesOf(run)
      .map(shownProto)
      .find((proto) => proto !== null);
    if (shown !== undefined) protos.set(run.interface, shown);
  }
  return protos;
}

/** `modem_4` of `modem` carries IPv4, `modem_6` IPv6. Source: OpenWrt's handlers, proto_add_dynamic_interface. */
export function isIpv4Child(name: string): boolean {
  return /_4(?:_\d+)?$/.test(name);
}

/** All dialogues of a course, in no order. */
export function dialoguesOf(course: Course): readonly Dialogue[] {
  return [course.run, course.ppp, ...course.chats, ...course.children, ...course.dhcp].filter(
    (dialogue) => dialogue !== null,
  );
}

/** By which the run and those of its children are taken down, in no order. */
export function teardownsOf({ run, children }: Course): readonly Message[] {
  return [run, ...children].map((known) => known?.down ?? null).filter((down) => down !== null);
}

/** What a handler said, other than netifd about it, in the order of the input. */
export function messagesOf(run: HandlerRun): readonly Message[] {
  const exchanged = run.exchanges.flatMap((exchange): readonly Message[] => [
    exchange.sent,
    ...exchange.answers,
  ]);
  return [...exchanged, ...run.progress, ...run.failures].sort((one, other) => orderOf(one) - orderOf(other));
}

export function orderOf(message: Message): number {
  return message.origin.order;
}

/** The interface that has `name` as its child for DHCP; null for an interface of its own. */
function parentOf(name: string, { names, interfaces }: Stage): string | null {
  const parent = /^(.+)_[46](?:_\d+)?$/.exec(name)?.[1];
  return parent !== undefined && names.has(parent) && !interfaces.has(name) ? parent : null;
}

/**
 * The interfaces that dial. A child that asks for an address betrays a modem's interface only where the modem's net
 * device is shown and nothing else says who dials: people, too, name interfaces `vlan` and `vlan_4`.
 */
function cellularAmong(stage: Cast, showsModemNetdev: boolean): ReadonlySet<string> {
  const own = [...stage.names].filter((name) => parentOf(name, stage) === null);
  const sure = own.filter((name) => isCellular(name, stage));
  if (sure.length > 0 || !showsModemNetdev) return new Set(sure);
  const parents = [...stage.askingDhcp].filter(isIpv4Child).map((child) => parentOf(child, stage));
  return new Set(own.filter((name) => !isConfiguredOtherwise(name, stage) && parents.includes(name)));
}

/** As an interface that dials nothing; a protocol that nobody knows says nothing. */
function isConfiguredOtherwise(name: string, { interfaces }: Stage): boolean {
  const config = interfaces.get(name);
  if (config === undefined || config.cellular || config.proto === null) return false;
  return protoInfo(config.proto) !== undefined;
}

/** As configured; without a known protocol only the words of a modem's handler or a dial script betray a modem. */
function isCellular(name: string, { interfaces, dialling }: Cast): boolean {
  const config = interfaces.get(name);
  if (config?.cellular === true) return true;
  if (config?.proto != null && protoInfo(config.proto) !== undefined) return false;
  return dialling.has(name);
}

/** A dial script that speaks AT; pppd runs chat for modems only, never for PPPoE. */
function dialsAModem(chat: ChatScript): boolean {
  return chat.steps.some((step) => step.command !== null);
}

/** PPPoE runs over a network device, a modem over a port. */
function isOnModem(session: PppSession): boolean {
  if (session.link !== null) return session.link.fields.device.startsWith('/dev/tty');
  return session.failure !== null && isOnModemPort(session.failure);
}

/** Net devices of PPP over Ethernet, ATM or a tunnel: `pppoe-wan`, `l2tp-vpn`. Source: OpenWrt ppp.sh, pptp.sh, l2tp.sh. */
const otherPppDevice = /^(?:pppoe|pppoa|pptp|l2tp)-/;

/** Before the link stands, nothing tells a modem's session from another. */
function mayBeOnModem(session: PppSession): boolean {
  if (session.link !== null) return isOnModem(session);
  return session.netdev === null || !otherPppDevice.test(session.netdev);
}

/** A run that only says `enabled`, `has link connectivity` or `Stopping network` tries nothing. */
function startsAttempt(run: HandlerRun): boolean {
  const goesOn = run.progress.some((message) => message.kind !== 'handler.stopping-network');
  return run.settingUp !== null || run.exchanges.length > 0 || goesOn || run.failures.length > 0;
}

/** One course per try; each reaches down to the next one. */
function coursesOfInterface(name: string, stage: Cast): readonly Course[] {
  const { places } = stage;
  const tries = (stage.runsOf.get(name) ?? []).filter(startsAttempt);
  return tries.map((run, at) => {
    const next = tries[at + 1] ?? null;
    const until = next === null ? undefined : places.get(next);
    return courseOf(run, stage.dialogues.slice(places.get(run), until), next, stage);
  });
}

function courseOf(
  run: HandlerRun,
  dialogues: readonly Dialogue[],
  next: HandlerRun | null,
  stage: Cast,
): Course {
  const name = run.interface;
  const sessions = dialogues
    .filter((other) => other.type === 'ppp-session')
    .filter((session) => mayBeOnModem(session) && stage.ownerOf.get(session) === run);
  const chats = dialogues
    .filter((other) => other.type === 'chat-script')
    .filter((chat) => stage.ownerOf.get(chat) === run);
  const runByPppd = new Set(chats.map((chat) => stage.sessionOf.get(chat)));
  const ppp =
    sessions.find((session) => isOnModem(session) || runByPppd.has(session)) ??
    sessions.find((session) => session.connected !== null || session.failure !== null) ??
    sessions[0] ??
    null;
  return {
    name,
    proto: protoOfRun(run, ppp, chats, stage),
    run,
    ppp,
    chats,
    ...familyOf(name, dialogues, stage),
    first: run.first,
    next: next?.first ?? null,
  };
}

/** Only 3g lets pppd dial; where neither configuration nor handler names a protocol, pppd does. */
function protoOfRun(
  run: HandlerRun,
  ppp: PppSession | null,
  chats: readonly ChatScript[],
  { protos }: Stage,
): string | null {
  return protos.get(run.interface) ?? (ppp === null && chats.length === 0 ? null : '3g');
}

function familyOf(
  name: string,
  dialogues: readonly Dialogue[],
  stage: Stage,
): Pick<Course, 'children' | 'dhcp'> {
  const belongs = (other: string | null): boolean =>
    other !== null && (other === name || parentOf(other, stage) === name);
  return {
    children: dialogues
      .filter((other) => other.type === 'handler-run')
      .filter((other) => parentOf(other.interface, stage) === name),
    dhcp: dialogues
      .filter((other) => other.type === 'dhcp-conversation')
      .filter((other) => belongs(other.interface)),
  };
}

/** The log begins late: the child interface is at work, the run that made it stands before the first line. */
function coursesOfChildren(
  courses: readonly Course[],
  cellular: ReadonlySet<string>,
  stage: Stage,
): readonly Course[] {
  const covered = new Set(courses.flatMap(dialoguesOf));
  const left = stage.dialogues.filter((dialogue) => !covered.has(dialogue));
  return [...cellular].flatMap((name): readonly Course[] => {
    const { children, dhcp } = familyOf(name, left, stage);
    const [conversation] = dhcp;
    if (conversation === undefined) return [];
    return [
      {
        name,
        proto: stage.protos.get(name) ?? null,
        run: null,
        ppp: null,
        chats: [],
        children,
        dhcp,
        first: conversation.first,
        next: courses.find((course) => course.name === name)?.first ?? null,
      },
    ];
  });
}

/** Dials of which netifd's side is not in the log: `logread | grep -E 'pppd|chat'`, wvdial, pppd started by hand. */
function coursesOfDials(courses: readonly Course[], stage: Cast): readonly Course[] {
  const covered = new Set(courses.flatMap(dialoguesOf));
  const left = stage.dialogues.filter((dialogue) => !covered.has(dialogue));
  const chats = left.filter((dialogue) => dialogue.type === 'chat-script').filter(dialsAModem);
  const sessions = left.filter((dialogue) => dialogue.type === 'ppp-session');
  const dials = sessions.flatMap((ppp): readonly Course[] => {
    const own = chats.filter((chat) => stage.sessionOf.get(chat) === ppp);
    return own.length > 0 || isOnModem(ppp) ? [dialOf(ppp.first, interfaceOf(ppp), ppp, own)] : [];
  });
  const dialled = new Set(dials.flatMap((dial) => dial.chats));
  const alone = chats.filter((chat) => !dialled.has(chat));
  return [...dials, ...alone.map((chat) => dialOf(chat.first, null, null, [chat]))];
}

function dialOf(
  first: Message,
  name: string | null,
  ppp: PppSession | null,
  chats: readonly ChatScript[],
): Course {
  return { name, proto: '3g', run: null, ppp, chats, children: [], dhcp: [], first, next: null };
}

/** `wan` of `3g-wan`, the net device that 3g.sh makes. */
function interfaceOf(ppp: PppSession): string | null {
  return ppp.netdev?.startsWith('3g-') === true ? ppp.netdev.slice('3g-'.length) : null;
}

/** The pppd that runs a dial script: the last one started before it that is still without a connection. */
function sessionOfChat(chat: ChatScript, { sessions }: Stage): PppSession | null {
  return sessions.findLast((session) => mayBeOnModem(session) && mayRun(session, chat)) ?? null;
}

function mayRun({ first, last, connected, hungUp }: PppSession, chat: ChatScript): boolean {
  const start = orderOf(chat.first);
  const isOver = last.kind === 'pppd.exit' && orderOf(last) < start;
  const isConnected =
    connected !== null &&
    orderOf(connected) < start &&
    // Told to persist, pppd dials again when the line was dropped.
    !(hungUp !== null && orderOf(hungUp) < start);
  return orderOf(first) < start && !isOver && !isConnected;
}

/** The run that pppd was started for: the one its net device names, or the one that was being set up. */
function ownerOfSession(session: PppSession, stage: Stage): HandlerRun | null {
  if (session.netdev === null) return beingSetUpAt(session.first, stage);
  return (
    stage.runs.findLast(
      (run) =>
        belongsTo(session.netdev, run.interface) &&
        startsAttempt(run) &&
        orderOf(run.first) < orderOf(session.last),
    ) ?? null
  );
}

/** proto-3g names its device `3g-` and the interface; other protos take the interface's name after a hyphen. */
function belongsTo(netdev: string | null, name: string): boolean {
  return netdev === name || netdev?.endsWith(`-${name}`) === true;
}

/**
 * At boot many interfaces are set up at once: the nearest run before a dial that is known to dial by pppd, else the
 * nearest that may.
 */
function beingSetUpAt(dial: Message, stage: Stage): HandlerRun | null {
  const mayBe = (run: HandlerRun): boolean =>
    run.settingUp !== null && orderOf(run.settingUp) < orderOf(dial) && mayRunPppd(run, dial, stage);
  return (
    stage.runs.findLast((run) => stage.protos.has(run.interface) && mayBe(run)) ??
    stage.runs.findLast(mayBe) ??
    null
  );
}

function mayRunPppd(run: HandlerRun, dial: Message, { protos, askingDhcp, otherPpp }: Stage): boolean {
  const isThrough = [run.up, run.down].some((end) => end !== null && orderOf(end) < orderOf(dial));
  const proto = protos.get(run.interface) ?? null;
  return (
    !isThrough &&
    !askingDhcp.has(run.interface) &&
    ![...otherPpp].some((netdev) => belongsTo(netdev, run.interface)) &&
    run.exchanges.length === 0 &&
    (proto === null || maySpeakPpp(proto))
  );
}

/** `3g` and its kin, and the protocols that hand over to whatever the modem wants. */
function maySpeakPpp(proto: string): boolean {
  return speaksPpp(proto) || proto === 'wwan' || proto === 'modemmanager';
}
