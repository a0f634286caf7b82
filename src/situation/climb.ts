import { type Span, spanText } from '../capture/position.ts';
import type { AtExchange, ChatStep, DhcpConversation, HandlerRun } from '../grammar/dialogues/dialogue.ts';
import { rungOf } from '../grammar/meaning.ts';
import type { Message } from '../grammar/message.ts';
import { isDialCommand } from '../grammar/structures/at-meaning.ts';
import { protoInfo } from '../knowledge/proto.ts';
import { type Rung, rungIndex } from '../knowledge/rung.ts';
import { type Course, isIpv4Child, messagesOf, orderOf } from './courses.ts';
import { isLater } from './departures.ts';
import { absent, type Evidence, type Presence, present } from './evidence.ts';
import type { LadderBuilder } from './ladder.ts';
import { endsUnasked, isMoot, type Life, lifeOf } from './life.ts';
import type { LogView } from './log-view.ts';
import { hasDrivers } from './modems.ts';
import type { Modem, ModemFunction } from './situation.ts';

/**
 * Discovers without an offer before DHCP counts as broken. One retry before success is ordinary; udhcpc sends one every
 * three seconds.
 */
const discoversThatProve = 3;

/**
 * Takes an attempt up its ladder, as far as the dialogues of its course prove.
 *
 * @param departures lines with which the modem that it uses leaves the bus
 */
export function climb(
  ladder: LadderBuilder,
  course: Course,
  departures: readonly Message[],
  view: LogView,
): void {
  const life = lifeOf(course);
  climbChats(ladder, course, life);
  if (course.run !== null) climbHandler(ladder, course.run, course.chats, life, view);
  climbModemManager(ladder, course, life, view);
  climbPpp(ladder, course, life);
  // Over IPv6 the session stands, whether DHCP for IPv4 gets an answer or not.
  if (ipv6Up(course) !== null) ladder.hold('address');
  climbDhcp(ladder, course.dhcp, life, view);
  climbNetifd(ladder, course);
  for (const message of departures)
    if (life.up !== null && isLater(message, life.up)) loseUnlessStopped(ladder, 'power', life, [message]);
}

/** @param lines what shows the end of the connection, in order */
function loseUnlessStopped(
  ladder: LadderBuilder,
  rung: Rung,
  life: Pick<Life, 'up' | 'stops'>,
  lines: readonly Message[],
): void {
  const [first] = lines;
  if (first !== undefined && life.up !== null && endsUnasked(life, first))
    ladder.lose(rung, at(life.up), ...lines.map(at));
}

/** What an attempt uses of a modem, and where its lines begin. */
export interface Use {
  readonly device: string | null;
  readonly netdev: string | null;
  readonly first: Span;
}

/**
 * Bus, functions and drivers, where the kernel's lines show the device or net device that this attempt uses. Where the
 * attempt names neither, the only modem that was there is the one.
 */
export function climbHardware(ladder: LadderBuilder, modems: readonly Modem[], use: Use): void {
  const isUsed = ({ node }: ModemFunction): boolean =>
    node !== null && (node === use.device || node === use.netdev);
  const named = modems.find((modem) => modem.functions.some(isUsed));
  const modem = named ?? onlyModem(modems, use);
  if (modem === null) return;
  const functions = (named === undefined ? modem.functions : modem.functions.filter(isUsed)).map((known) =>
    present(known.span),
  );
  ladder.reach('power', present(modem.span));
  ladder.reach('mode', ...functions);
  if (hasDrivers(modem)) ladder.reach('driver', ...functions);
}

/**
 * Null where several are shown, where the only one arrives after the attempt began, or where the attempt names what is
 * not the modem's. A listing names no nodes: the kind of function has to fit.
 */
function onlyModem(modems: readonly Modem[], { device, netdev, first }: Use): Modem | null {
  const [only, another] = modems.filter((modem) => modem.attached && modem.functions.length > 0);
  if (only === undefined || another !== undefined) return null;
  if (device !== null || netdev !== null) {
    const kind = device === null ? 'network' : device.startsWith('/dev/tty') ? 'serial' : 'control';
    const fits = only.functions.some((known) => known.kind === kind);
    return fits && only.functions.every(({ node }) => node === null) ? only : null;
  }
  return only.span.source === first.source && only.span.line > first.line ? null : only;
}

/** The dial script: an answer, also a refusal, shows that the port is a modem's; silence from the start, that it is not. */
function climbChats(ladder: LadderBuilder, { chats }: Course, life: Life): void {
  const steps = chats.flatMap((chat) => chat.steps);
  const answered = steps.find(isAnswer);
  if (answered?.outcomeAt != null) ladder.reach('control', at(answered.outcomeAt));
  const failed = steps.filter((step) => step.outcome === 'aborted' || step.outcome === 'timed-out');
  if (life.up === null) {
    const [first] = failed.map(linesOfStep);
    if (first !== undefined) ladder.break(answered === undefined ? 'control' : 'dial', ...first.map(at));
  }
  // pppd dials again where it is to persist: the call before has ended.
  for (const step of failed) loseUnlessStopped(ladder, 'dial', life, linesOfStep(step));
}

/** The handler of 3G goes on to dial where setting a mode failed, and then the modem answers the script. */
function isAnsweredLater(chats: Course['chats'], message: Message): boolean {
  const broken = rungOf(message, 'broken');
  return (
    broken !== null &&
    rungIndex(broken) <= rungIndex('control') &&
    chats
      .flatMap(({ steps }) => steps)
      .some((step) => isAnswer(step) && step.outcomeAt !== null && isLater(step.outcomeAt, message))
  );
}

function isAnswer({ outcome, command }: ChatStep): boolean {
  return outcome === 'aborted' || (command !== null && outcome === 'matched');
}

function linesOfStep({ sent, answers, outcomeAt }: ChatStep): readonly Message[] {
  return [sent, ...answers, outcomeAt].filter((message) => message !== null);
}

function climbHandler(
  ladder: LadderBuilder,
  run: HandlerRun,
  chats: Course['chats'],
  life: Life,
  view: LogView,
): void {
  const { exchanges, progress, down } = run;
  const answered = exchanges.find(
    (exchange, place) =>
      wasAnswered(exchange, exchanges[place + 1], progress) &&
      (exchange.outcome !== 'silent' || view.wouldShow('Timeout running AT-command', exchange.sent)),
  );
  if (answered !== undefined) ladder.reach('control', at(answered.sent));
  const telling = exchanges.filter(({ sent }) => !isMoot(run, life, sent));
  const silent = telling.find((exchange) => exchange.outcome === 'timed-out');
  if (silent !== undefined && answered === undefined) ladder.break('control', ...exchangeEvidence(silent));
  const refused = telling.find((exchange) => isRefusedDial(exchange));
  if (refused !== undefined && answered !== undefined) ladder.break('dial', ...exchangeEvidence(refused));
  const failure = run.failures.find(
    (message) => !isMoot(run, life, message) && !isAnsweredLater(chats, message),
  );
  const others = new Set(run.failures.filter((message) => message !== failure));
  for (const message of messagesOf(run)) {
    // What comes behind it is its consequence.
    if (others.has(message)) continue;
    const reached = rungOf(message, 'reached');
    if (reached !== null) ladder.reach(reached, at(message));
    const broken = rungOf(message, 'broken');
    if (broken === null || isMoot(run, life, message)) continue;
    ladder.break(broken, at(message));
    if (comesFromTheModem(message, broken)) ladder.answered(at(message));
  }
  if (down !== null && down.kind !== 'interface.down') loseUnlessStopped(ladder, 'dial', life, [down]);
}

/**
 * What ModemManager's own log says of the modem while its handler is at work. Its states name the modem, not the
 * interface: they count where one modem only has any. A denial counts where it is the last word. Source: ModemManager
 * mm-iface-modem.c, mm-iface-modem-3gpp.c.
 */
function climbModemManager(ladder: LadderBuilder, course: Course, life: Life, view: LogView): void {
  const { proto, first, next } = course;
  if (proto !== 'modemmanager') return;
  const isWithin = (message: Message): boolean =>
    orderOf(message) > orderOf(first) && (next === null || orderOf(message) < orderOf(next));
  const states = view.of('modem.state-changed').filter(isWithin);
  const registrations = view.of('registration.changed').filter(isWithin);
  if (new Set([...states, ...registrations].map(({ origin }) => origin.object)).size > 1) return;
  const connected = states.find(({ fields }) => fields.now === 'connected');
  if (connected !== undefined) ladder.reach('dial', at(connected));
  const registered = registrations.find(({ fields }) => fields.now === 'home' || fields.now === 'roaming');
  if (registered !== undefined) ladder.reach('register', at(registered));
  const last = registrations.at(-1);
  if (
    registered === undefined &&
    connected === undefined &&
    life.up === null &&
    last?.fields.now === 'denied'
  ) {
    ladder.break('register', at(last));
    ladder.answered(at(last));
  }
}

/**
 * What a handler reports from registration on, it has from a modem that answers; before it asks, it only looks for an
 * APN in the configuration. `SIM not initialized` may as well come from a silent port. Source: OpenWrt qmi.sh, ncm.sh.
 */
function comesFromTheModem(message: Message, broken: Rung): boolean {
  return rungIndex(broken) >= rungIndex('register') && message.kind !== 'handler.no-apn';
}

/** gcom goes on only after the answer it waits for; what follows an exchange is the proof that it was answered. */
function wasAnswered(
  exchange: AtExchange,
  next: AtExchange | undefined,
  progress: readonly Message[],
): boolean {
  if (exchange.outcome === 'answered' || exchange.outcome === 'refused') return true;
  if (exchange.outcome === 'timed-out') return false;
  const after = orderOf(exchange.sent);
  return (
    next !== undefined ||
    progress.some(
      (message) =>
        orderOf(message) > after &&
        message.kind !== 'handler.stopping-network' &&
        message.kind !== 'handler.modem-not-ready',
    )
  );
}

function isRefusedDial({ command, outcome }: AtExchange): boolean {
  return command !== null && isDialCommand(command) && (outcome === 'refused' || outcome === 'timed-out');
}

function exchangeEvidence({ sent, answers }: AtExchange): readonly Presence[] {
  return [sent, ...answers].map(at);
}

function climbPpp(ladder: LadderBuilder, { ppp }: Course, life: Life): void {
  if (ppp === null) return;
  const { connected, localAddress, failure, hungUp, stopped } = ppp;
  if (connected !== null) ladder.reach('dial', at(connected));
  if (localAddress !== null) ladder.reach('address', at(localAddress));
  if (life.up !== null) {
    for (const end of [failure, hungUp]) if (end !== null) loseUnlessStopped(ladder, 'dial', life, [end]);
    return;
  }
  if (failure !== null && !ladder.hasBroken) ladder.break(rungOf(failure, 'broken') ?? 'dial', at(failure));
  if (hungUp !== null && stopped === null && !ladder.hasBroken) ladder.break('dial', at(hungUp));
}

/**
 * What the DHCP conversations of one connection prove of the `address` rung: the last lease and what follows it count.
 */
export function climbDhcp(
  ladder: LadderBuilder,
  conversations: readonly DhcpConversation[],
  life: Pick<Life, 'stops' | 'ends'>,
  view: LogView,
): void {
  const telling = conversations.slice(
    Math.max(
      conversations.findLastIndex((conversation) => conversation.lease !== null),
      0,
    ),
  );
  const limits = [...life.ends, ...conversations.map((conversation) => conversation.first)];
  for (const conversation of telling) {
    const lines = linesWithoutLease(conversation, view);
    const { lease } = conversation;
    if (lease !== null) {
      ladder.reach('address', at(lease));
      loseUnlessStopped(ladder, 'address', { up: lease, stops: life.stops }, lines);
    } else if (lines.length > 0) {
      ladder.break('address', ...lines.map(at), ...missingOffer(conversation, limits, view));
    }
  }
}

/** Discovers that nobody answered since the last lease, and the failure they led to; none where they prove nothing. */
function linesWithoutLease(conversation: DhcpConversation, view: LogView): readonly Message[] {
  const { lease, failure } = conversation;
  const asked = provablyUnanswered(conversation, view).slice(0, discoversThatProve);
  // A socket that fails for a moment takes no lease away.
  const isTelling = lease === null || failure?.kind !== 'dhcp.socket-failed';
  const failed = failure !== null && isTelling && (lease === null || orderOf(failure) > orderOf(lease));
  if (!failed && asked.length < discoversThatProve) return [];
  return [...asked, ...(failed ? [failure] : [])].sort((one, other) => orderOf(one) - orderOf(other));
}

/** Discovers without an answer; none where the log is filtered and would not show a lease either. */
function provablyUnanswered(conversation: DhcpConversation, view: LogView): readonly Message[] {
  const unanswered = unansweredOf(conversation);
  const ends = [unanswered[0], unanswered.at(-1)].filter((message) => message !== undefined);
  const isProof = ends.every((discover) =>
    leaseWords(discover).every((words) => view.wouldShow(words, discover)),
  );
  return isProof ? unanswered : [];
}

/** How the busybox that words its discover like this would word a lease. Source: busybox networking/udhcp/dhcpc.c. */
function leaseWords(discover: Message): readonly string[] {
  const isOld = /^[A-Z]/.test(spanText(discover.origin.spans[0]));
  return isOld
    ? ['Lease of 10.0.0.1 obtained, lease time 7200']
    : [
        'lease of 10.0.0.1 obtained, lease time 7200',
        'lease of 10.0.0.1 obtained from 10.0.0.2, lease time 7200',
      ];
}

function unansweredOf({ lease, offered, discovers }: DhcpConversation): readonly Message[] {
  const answers = [lease, offered].filter((message) => message !== null).map(orderOf);
  return discovers.filter((discover) => answers.every((answer) => orderOf(discover) > answer));
}

/** The offer that is missing from the first unanswered discover on; none where nothing was asked. */
function missingOffer(
  conversation: DhcpConversation,
  limits: readonly Message[],
  view: LogView,
): readonly Evidence[] {
  const { interface: name } = conversation;
  const unanswered = provablyUnanswered(conversation, view);
  const [first] = unanswered;
  const last = unanswered.at(-1);
  if (first === undefined || last === undefined) return [];
  const place = orderOf(last);
  const [end = view.lastOfSection(last)] = limits
    .filter((limit) => orderOf(limit) > place && limit.origin.section === last.origin.section)
    .sort((one, other) => orderOf(one) - orderOf(other));
  // A log that stands newest line first has its end above.
  const [from, to] = [first, end]
    .map((message) => message.origin.spans[0])
    .sort((one, other) => (one.source === other.source ? one.line - other.line : 0));
  if (from === undefined || to === undefined) return [];
  return [absent(`a DHCP offer or lease${name === null ? '' : ` on ${name}`}`, from, to)];
}

/**
 * `is now up` of netifd, where nothing more telling stands in the log: of the interface that carries the address it
 * proves the address, of a parent only that its handler is through with the dial.
 */
function climbNetifd(ladder: LadderBuilder, course: Course): void {
  const { run, children, proto } = course;
  const info = proto === null ? undefined : protoInfo(proto);
  const child = children.find((known) => isIpv4Child(known.interface) && known.up !== null)?.up ?? null;
  const own = run?.up ?? null;
  const carrier =
    child ?? ipv6Up(course) ?? (info?.cellular === true && info.addressOn === 'parent' ? own : null);
  if (carrier !== null && !ladder.has('address')) ladder.reach('address', at(carrier));
  const isParent = info?.createsChild === true || children.length > 0;
  if (own !== null && isParent && !ladder.has('dial')) ladder.reach('dial', at(own));
}

/**
 * `is now up` of the child for IPv6, which waits for an answer of the network, too. Null where it went down before the
 * last DHCP request.
 */
function ipv6Up({ children, dhcp }: Course): Message | null {
  const lastRequest = Math.max(...dhcp.map((conversation) => orderOf(conversation.last)));
  const child = children.find(
    ({ interface: name, up, down }) =>
      !isIpv4Child(name) && up !== null && (down === null || orderOf(down) > lastRequest),
  );
  return child?.up ?? null;
}

function at(message: Message): Presence {
  return present(message.origin.spans[0]);
}
