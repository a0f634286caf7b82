import type { HandlerRun } from '../grammar/dialogues/dialogue.ts';
import { rungOf } from '../grammar/meaning.ts';
import type { Message } from '../grammar/message.ts';
import type { Kind } from '../grammar/speakers/index.ts';
import { isDialCommand } from '../grammar/structures/at-meaning.ts';
import { protoInfo } from '../knowledge/proto.ts';
import { rungIndex } from '../knowledge/rung.ts';
import { type Course, orderOf, teardownsOf } from './courses.ts';

/** When a connection came up, and what ended it. */
export interface Life {
  /** The first line that proves an address; null where none does. */
  readonly up: Message | null;
  /** By which it is taken down on purpose: by the user, or by netifd for a new try. In any order. */
  readonly stops: readonly Message[];
  /** With which what was asked for can no longer come: any teardown, or the next try. In any order. */
  readonly ends: readonly Message[];
}

export function lifeOf(course: Course): Life {
  const { run, ppp, children, dhcp, proto, next } = course;
  const teardowns = teardownsOf(course);
  const following = next === null ? [] : [next];
  const info = proto === null ? undefined : protoInfo(proto);
  const proofs = [
    ppp?.localAddress ?? null,
    ...dhcp.map((conversation) => conversation.lease),
    ...children.map((child) => child.up),
    ...(run?.progress ?? []).filter((message) => rungOf(message, 'reached') === 'address'),
    info?.cellular === true && info.addressOn === 'parent' ? (run?.up ?? null) : null,
  ];
  return {
    up: inOrder(proofs)[0] ?? null,
    stops: inOrder([
      ...teardowns.filter((message) => message.kind === 'interface.down'),
      ...(run?.progress ?? []).filter((message) => message.kind === 'handler.stopping-network'),
      ppp?.stopped ?? null,
      ...following,
    ]),
    ends: [...teardowns, ...following],
  };
}

/** It was up when this was said, and nobody had stopped it. */
export function endsUnasked({ up, stops }: Pick<Life, 'up' | 'stops'>, message: Message): boolean {
  if (up === null || orderOf(message) <= orderOf(up)) return false;
  return !stops.some((stop) => isBetween(stop, up, message));
}

/** What handlers go on reporting of a connection that stands. Source: mrhaav's atc.sh. */
const reports: ReadonlySet<Kind> = new Set([
  'handler.not-registered',
  'handler.searching',
  'handler.registered',
  'handler.roaming',
  'handler.operator',
] as const);

/**
 * What a handler says of a failure that was overcome, or while it takes the connection down: its port may be gone by
 * then. After a new dial its words count again.
 */
export function isMoot(run: HandlerRun, { up }: Life, message: Message): boolean {
  const isStop = ({ kind }: Message): boolean => kind === 'handler.stopping-network';
  if (up !== null && orderOf(message) < orderOf(up)) return true;
  if (isOvercome(run, message) || mayBeEnd(run, message)) return true;
  const before = (known: Message | null): known is Message =>
    known !== null && orderOf(known) < orderOf(message);
  const end = inOrder([up, run.down, ...run.progress.filter(isStop)].filter(before)).at(-1);
  if (end === undefined) return false;
  const dials = run.exchanges.filter(({ command }) => command !== null && isDialCommand(command));
  const restarts = [
    ...run.progress.filter((step) => !isStop(step) && !reports.has(step.kind)),
    ...dials.map(({ sent }) => sent),
  ];
  return !restarts.some((restart) => isBetween(restart, end, message));
}

/**
 * umbim says the same of a session that it has ended. It tells of a refusal where a dial stands before it, or where it is said again:
 * mbim.sh up to 22.03 asks on and on.
 */
function mayBeEnd({ progress, failures }: HandlerRun, message: Message): boolean {
  if (message.kind !== 'umbim.session-inactive') return false;
  const isDialled = progress.some(
    (step) => step.kind === 'handler.connecting' && orderOf(step) < orderOf(message),
  );
  return !isDialled && failures.filter(({ kind }) => kind === message.kind).length < 2;
}

/** The handler got past it in the same run: mbim.sh up to 22.03 asks for the session until it is granted. */
function isOvercome({ progress }: HandlerRun, message: Message): boolean {
  const broken = rungOf(message, 'broken');
  if (broken === null) return false;
  // The last of these is enough, and is found at once.
  const step = progress.findLast((one) => {
    const reached = rungOf(one, 'reached');
    return reached !== null && rungIndex(reached) >= rungIndex(broken);
  });
  return step !== undefined && orderOf(step) > orderOf(message);
}

function isBetween(message: Message, from: Message, to: Message): boolean {
  return orderOf(from) < orderOf(message) && orderOf(message) < orderOf(to);
}

function inOrder(messages: readonly (Message | null)[]): readonly Message[] {
  return messages.filter((message) => message !== null).sort((one, other) => orderOf(one) - orderOf(other));
}
