import type { Span } from '../capture/position.ts';
import type { AtExchange, ChatScript, Dialogue, DhcpConversation, HandlerRun, PppSession } from '../grammar/dialogues/dialogue.ts';
import { rungOf } from '../grammar/meaning.ts';
import type { Message } from '../grammar/message.ts';
import { apnOf } from '../grammar/structures/at-meaning.ts';
import { absent, type Evidence, present } from './evidence.ts';
import { LadderBuilder } from './ladder.ts';
import { shownProto } from './shown-proto.ts';
import type { Attempt, ConfiguredInterface, Fact, Modem } from './situation.ts';

/**
 * Discovers without an offer before DHCP counts as broken. One retry before success is ordinary; udhcpc sends one every
 * three seconds.
 */
const discoversThatProve = 3;

/** An attempt before it has a number. */
export type DraftAttempt = Omit<Attempt, 'id' | 'episode' | 'resolvedBy'>;

export interface AttemptScene {
  readonly dialogues: readonly Dialogue[];
  readonly interfaces: readonly ConfiguredInterface[];
  readonly modems: readonly Modem[];
  /** The last line of the episode's logs. */
  readonly lastMessage: Message | null;
}

/** The dialogues that one run of an interface consists of. */
interface Course {
  /** Logical interface; null where nothing names it. */
  readonly name: string | null;
  /** Null where the log shows only pppd and chat at work. */
  readonly run: HandlerRun | null;
  readonly chats: readonly ChatScript[];
  readonly ppp: PppSession | null;
  readonly children: readonly HandlerRun[];
  readonly dhcp: readonly DhcpConversation[];
}

export interface Attempts {
  readonly attempts: readonly DraftAttempt[];
  /** Names of interfaces that are no part of the modem's connection. */
  readonly bystanders: readonly string[];
}

/** Reads the protocol handler runs of an episode as attempts to get online over the modem. */
export function attemptsOf(scene: AttemptScene): Attempts {
  const runs = scene.dialogues.filter((dialogue): dialogue is HandlerRun => dialogue.type === 'handler-run');
  const names = new Set(runs.map((run) => run.interface));
  const parents = new Map([...names].map((name) => [name, parentOf(name, names, scene)]));
  const cellular = new Set([...names].filter((name) => parents.get(name) === null && isCellular(name, runs, scene)));
  const courses = runs
    .filter((run) => cellular.has(run.interface) && startsAttempt(run))
    .map((run) => courseOf(run, runs, parents, scene));
  const attempts = [...courses, ...coursesWithoutRun(courses, scene)]
    .sort((one, other) => orderOf(firstOf(one)) - orderOf(firstOf(other)))
    .map((course) => draft(course, scene));
  const bystanders = [...names].filter((name) => !cellular.has(name) && !cellular.has(parents.get(name) ?? ''));
  return { attempts: foldRepeats(attempts), bystanders };
}

/** `modem` of `modem_4`: netifd's proto handlers add such children for DHCP and DHCPv6. Null for an interface of its own. */
function parentOf(name: string, names: ReadonlySet<string>, scene: AttemptScene): string | null {
  const parent = /^(.+)_[46](?:_\d+)?$/.exec(name)?.[1];
  if (parent === undefined || scene.interfaces.some((known) => known.name === name)) return null;
  return names.has(parent) || scene.interfaces.some((known) => known.name === parent) ? parent : null;
}

function isCellular(name: string, runs: readonly HandlerRun[], scene: AttemptScene): boolean {
  const config = scene.interfaces.find((known) => known.name === name);
  if (config !== undefined) return config.cellular;
  const own = runs.filter((run) => run.interface === name);
  if (own.some((run) => run.exchanges.length > 0 || messagesOf(run).some((message) => shownProto(message) !== null))) return true;
  return scene.dialogues.some((dialogue) => {
    if (dialogue.type === 'ppp-session') return belongsTo(dialogue, name) && dialogue.link?.fields.device.startsWith('/dev/tty') === true;
    return dialogue.type === 'chat-script' && dialsAModem(dialogue) && startedFor(dialogue, runs)?.interface === name;
  });
}

/** A dial script that speaks AT; pppd runs chat for modems only, never for PPPoE. */
function dialsAModem(chat: ChatScript): boolean {
  return chat.steps.some((step) => step.command !== null);
}

/** The run that was being set up when a dial script began: the nearest one before it that does not dial by itself. */
function startedFor(chat: ChatScript, runs: readonly HandlerRun[]): HandlerRun | null {
  return runs.findLast((run) => run.settingUp !== null && run.exchanges.length === 0 && orderOf(run.settingUp) < orderOf(chat.first)) ?? null;
}

/** Dials of which netifd's side is not in the log: `logread | grep -E 'pppd|chat'`, wvdial, pppd started by hand. */
function coursesWithoutRun(courses: readonly Course[], scene: AttemptScene): readonly Course[] {
  const covered = new Set<Dialogue>(courses.flatMap((course): readonly Dialogue[] => [...course.chats, ...(course.ppp === null ? [] : [course.ppp])]));
  const left = scene.dialogues.filter((dialogue) => !covered.has(dialogue));
  const chats = left.filter((dialogue): dialogue is ChatScript => dialogue.type === 'chat-script' && dialsAModem(dialogue));
  const sessions = left.filter((dialogue): dialogue is PppSession => dialogue.type === 'ppp-session');
  const dials = sessions.flatMap((ppp): readonly Course[] => {
    const own = chats.filter((chat) => orderOf(chat.first) > orderOf(ppp.first) && orderOf(chat.first) < orderOf(ppp.last));
    for (const chat of own) chats.splice(chats.indexOf(chat), 1);
    const isModem = own.length > 0 || ppp.link?.fields.device.startsWith('/dev/tty') === true;
    return isModem ? [{ name: interfaceOf(ppp), run: null, ppp, chats: own, children: [], dhcp: [] }] : [];
  });
  return [...dials, ...chats.map((chat): Course => ({ name: null, run: null, ppp: null, chats: [chat], children: [], dhcp: [] }))];
}

/** `wan` of `3g-wan`, the net device that 3g.sh makes. */
function interfaceOf(ppp: PppSession): string | null {
  return ppp.netdev?.startsWith('3g-') === true ? ppp.netdev.slice('3g-'.length) : null;
}

function firstOf(course: Course): Message {
  const dialogues = [course.run, course.ppp, ...course.chats].filter((dialogue) => dialogue !== null);
  return dialogues.map((dialogue) => dialogue.first).reduce((early, other) => (orderOf(other) < orderOf(early) ? other : early));
}

/** A run that only says `enabled` or `has link connectivity` tries nothing. */
function startsAttempt(run: HandlerRun): boolean {
  return run.settingUp !== null || run.exchanges.length > 0 || run.progress.length > 0 || run.failure !== null;
}

function courseOf(run: HandlerRun, runs: readonly HandlerRun[], parents: ReadonlyMap<string, string | null>, scene: AttemptScene): Course {
  const name = run.interface;
  const from = orderOf(run.first);
  const next = runs.find((other) => other.interface === name && orderOf(other.first) > from && startsAttempt(other));
  const until = next === undefined ? Number.POSITIVE_INFINITY : orderOf(next.first);
  const within = (dialogue: Dialogue): boolean => orderOf(dialogue.first) >= from && orderOf(dialogue.first) < until;
  const dialogues = scene.dialogues.filter(within);
  const children = dialogues.filter((other): other is HandlerRun => other.type === 'handler-run' && parents.get(other.interface) === name);
  const family = new Set([name, ...children.map((child) => child.interface), `${name}_4`]);
  const isPpp = protoOf(run, scene) === '3g' || run.exchanges.length === 0;
  const sessions = dialogues.filter((other): other is PppSession => other.type === 'ppp-session' && (other.netdev === null ? isPpp : belongsTo(other, name)));
  const ppp = sessions[0] ?? null;
  return {
    name,
    run,
    ppp,
    chats: ppp === null && !isPpp ? [] : dialogues.filter((other): other is ChatScript => other.type === 'chat-script'),
    children,
    dhcp: dialogues.filter((other): other is DhcpConversation => other.type === 'dhcp-conversation' && other.interface !== null && family.has(other.interface)),
  };
}

/** proto-3g names its device `3g-` and the interface; other protos take the interface's name after a hyphen. */
function belongsTo(session: PppSession, name: string): boolean {
  return session.netdev === name || session.netdev?.endsWith(`-${name}`) === true;
}

function protoOf(run: HandlerRun, scene: AttemptScene): string | null {
  const configured = scene.interfaces.find((known) => known.name === run.interface)?.proto ?? null;
  if (configured !== null) return configured;
  for (const message of messagesOf(run)) {
    const shown = shownProto(message);
    if (shown !== null) return shown;
  }
  return null;
}

function draft(course: Course, scene: AttemptScene): DraftAttempt {
  const { run, ppp, chats } = course;
  const config = scene.interfaces.find((known) => known.name === course.name) ?? null;
  const proto = (run === null ? null : protoOf(run, scene)) ?? (ppp === null && chats.length === 0 ? null : '3g');
  const device = optionOf(config, 'device') ?? ppp?.link?.fields.device ?? null;
  const netdev = netdevOf(course, config);
  const ladder = new LadderBuilder();
  climbHardware(ladder, scene.modems, device, netdev);
  climbControl(ladder, course);
  climbDeclared(ladder, course);
  climbPpp(ladder, course);
  climbDhcp(ladder, course, scene);
  const built = ladder.build();
  const dialogues = [run, ppp, ...chats, ...course.children, ...course.dhcp].filter((dialogue) => dialogue !== null);
  const first = firstOf(course);
  const last = dialogues.map((dialogue) => dialogue.last).reduce((late, other) => (orderOf(other) > orderOf(late) ? other : late), first);
  return {
    method: run === null && course.name === null ? 'pppd' : 'netifd',
    interface: course.name,
    proto,
    config,
    host: null,
    device,
    netdev,
    child: course.children[0]?.interface ?? null,
    apn: apnSent(course),
    address: addressOf(course),
    ...built,
    outcome: built.broken !== null ? 'failed' : built.reached !== null && ladder.has('address') ? 'up' : 'unfinished',
    times: 1,
    first: spanOf(first),
    last: spanOf(last),
    clock: first.origin.clock === null || last.origin.clock === null ? null : { first: first.origin.clock, last: last.origin.clock },
  };
}

/** Bus, functions and drivers, where the kernel's lines show the device or net device that this attempt uses. */
export function climbHardware(ladder: LadderBuilder, modems: readonly Modem[], device: string | null, netdev: string | null): void {
  for (const modem of modems) {
    const used = modem.functions.filter((known) => known.node === device || (netdev !== null && known.node === netdev));
    if (used.length === 0) continue;
    ladder.reach('power', present(modem.span));
    ladder.reach('mode', ...used.map((known) => present(known.span)));
    ladder.reach('driver', ...used.map((known) => present(known.span)));
    return;
  }
}

function climbControl(ladder: LadderBuilder, course: Course): void {
  for (const chat of course.chats) {
    const answered = chat.steps.find((step) => step.command !== null && step.outcome === 'matched');
    if (answered?.outcomeAt != null) ladder.reach('control', present(spanOf(answered.outcomeAt)));
    const [asked] = chat.steps.filter((step) => step.expected !== null);
    if (answered === undefined && asked?.outcome === 'timed-out') {
      ladder.break('control', ...[asked.sent, asked.outcomeAt].filter((message) => message !== null).map((message) => present(spanOf(message))));
    }
  }
  const { exchanges, progress } = course.run ?? { exchanges: [], progress: [] };
  const answered = exchanges.find((exchange, at) => wasAnswered(exchange, exchanges[at + 1], progress));
  if (answered !== undefined) ladder.reach('control', present(spanOf(answered.sent)));
  const silent = exchanges.find((exchange) => exchange.outcome === 'timed-out');
  if (silent !== undefined && answered === undefined) {
    ladder.break('control', present(spanOf(silent.sent)), ...silent.answers.map((message) => present(spanOf(message))));
  }
}

/** gcom goes on only after the answer it waits for; what follows an exchange is the proof that it was answered. */
function wasAnswered(exchange: AtExchange, next: AtExchange | undefined, progress: readonly Message[]): boolean {
  if (exchange.outcome === 'answered' || exchange.outcome === 'refused') return true;
  if (exchange.outcome === 'timed-out') return false;
  const after = orderOf(exchange.sent);
  return next !== undefined || progress.some((message) => orderOf(message) > after && message.kind !== 'handler.stopping-network');
}

/** Rungs that a handler's own messages prove, as their declarations say. */
function climbDeclared(ladder: LadderBuilder, course: Course): void {
  for (const message of course.run === null ? [] : messagesOf(course.run)) {
    const reached = rungOf(message, 'reached');
    if (reached !== null) ladder.reach(reached, present(spanOf(message)));
    const broken = rungOf(message, 'broken');
    if (broken !== null) ladder.break(broken, present(spanOf(message)));
  }
}

function climbPpp(ladder: LadderBuilder, course: Course): void {
  const { ppp, chats } = course;
  for (const chat of chats) {
    const refused = chat.steps.find((step) => step.outcome === 'aborted' || (step.outcome === 'timed-out' && ladder.has('control')));
    if (refused?.outcomeAt != null) {
      ladder.break('dial', ...[refused.sent, ...refused.answers, refused.outcomeAt].filter((message) => message !== null).map((message) => present(spanOf(message))));
    }
  }
  if (ppp === null) return;
  if (ppp.connected !== null) ladder.reach('dial', present(spanOf(ppp.connected)));
  if (ppp.localAddress !== null) ladder.reach('address', present(spanOf(ppp.localAddress)));
  if (ppp.failure !== null && !ladder.hasBroken) ladder.break(rungOf(ppp.failure, 'broken') ?? 'dial', present(spanOf(ppp.failure)));
  if (ppp.hungUp !== null && ppp.stopped === null && !ladder.hasBroken) ladder.break('dial', present(spanOf(ppp.hungUp)));
}

function climbDhcp(ladder: LadderBuilder, course: Course, scene: AttemptScene): void {
  for (const conversation of course.dhcp) climbConversation(ladder, conversation, scene.lastMessage);
}

/** What a DHCP conversation proves of the `address` rung. */
export function climbConversation(ladder: LadderBuilder, conversation: DhcpConversation, lastMessage: Message | null): void {
  const { lease, discovers, failure } = conversation;
  if (lease !== null) {
    ladder.reach('address', present(spanOf(lease)));
    return;
  }
  const unanswered = unansweredDiscovers(conversation, lastMessage);
  if (failure !== null) ladder.break('address', ...discovers.slice(0, discoversThatProve).map((discover) => present(spanOf(discover))), present(spanOf(failure)));
  else if (unanswered !== null) ladder.break('address', ...unanswered);
}

/** The discovers, and the offer that is missing from the first of them to the end of the log; null where they are too few. */
function unansweredDiscovers(conversation: DhcpConversation, lastMessage: Message | null): readonly Evidence[] | null {
  const { discovers } = conversation;
  const [first] = discovers;
  const last = discovers.at(-1);
  if (first === undefined || last === undefined || discovers.length < discoversThatProve) return null;
  const end = lastMessage !== null && orderOf(lastMessage) > orderOf(last) ? lastMessage : last;
  const where = conversation.interface === null ? '' : ` on ${conversation.interface}`;
  return [...discovers.slice(0, discoversThatProve).map((discover) => present(spanOf(discover))), absent(`a DHCP offer or lease${where}`, spanOf(first), spanOf(end))];
}

function netdevOf(course: Course, config: ConfiguredInterface | null): string | null {
  for (const message of course.run?.progress ?? []) {
    if (message.kind === 'handler.setting-up-device' || message.kind === 'handler.starting-dhcp') return message.fields.netdev;
  }
  return course.ppp?.netdev ?? optionOf(config, 'ifname');
}

function apnSent(course: Course): Fact<string> | null {
  const exchanges = (course.run?.exchanges ?? []).map(({ command, sent }) => ({ command, message: sent }));
  const steps = course.chats.flatMap((chat) => chat.steps).map(({ command, sent }) => ({ command, message: sent }));
  for (const { command, message } of [...exchanges, ...steps]) {
    const apn = command === null ? null : apnOf(command);
    if (apn !== null && message !== null) return { value: apn, span: spanOf(message) };
  }
  return null;
}

function addressOf(course: Course): Fact<string> | null {
  const { localAddress } = course.ppp ?? {};
  if (localAddress != null) return { value: localAddress.fields.address, span: spanOf(localAddress) };
  const lease = course.dhcp.findLast((conversation) => conversation.lease !== null)?.lease ?? null;
  return lease === null ? null : { value: lease.fields.address, span: spanOf(lease) };
}

/** A router that tries for hours does the same again and again: equal neighbours become one attempt with a count. */
function foldRepeats(attempts: readonly DraftAttempt[]): readonly DraftAttempt[] {
  const folded: DraftAttempt[] = [];
  for (const attempt of attempts) {
    const earlier = folded.at(-1);
    if (earlier === undefined || courseSignature(earlier) !== courseSignature(attempt)) folded.push(attempt);
    else {
      const clock = earlier.clock === null || attempt.clock === null ? null : { first: earlier.clock.first, last: attempt.clock.last };
      folded[folded.length - 1] = { ...attempt, first: earlier.first, clock, times: earlier.times + attempt.times };
    }
  }
  return folded;
}

function courseSignature(attempt: DraftAttempt): string {
  const { interface: name, proto, apn, outcome, ladder } = attempt;
  return [name, proto, apn?.value, outcome, ...ladder.map((step) => step.state)].join(' ');
}

function messagesOf(run: HandlerRun): readonly Message[] {
  const exchanged = run.exchanges.flatMap((exchange): readonly Message[] => [exchange.sent, ...exchange.answers]);
  return [...exchanged, ...run.progress, ...(run.failure === null ? [] : [run.failure])].sort((one, other) => orderOf(one) - orderOf(other));
}

function optionOf(config: ConfiguredInterface | null, name: string): string | null {
  return config?.section.options.findLast((option) => option.name === name)?.value ?? null;
}

export function spanOf(message: Message): Span {
  return message.origin.spans[0];
}

function orderOf(message: Message): number {
  return message.origin.order;
}
