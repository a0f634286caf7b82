import type { Span } from '../capture/position.ts';
import type { Dialogue } from '../grammar/dialogues/dialogue.ts';
import type { Message } from '../grammar/message.ts';
import { apnOf } from '../grammar/structures/at-meaning.ts';
import { protoInfo } from '../knowledge/proto.ts';
import { climb, climbHardware } from './climb.ts';
import { type Course, coursesOf, dialoguesOf, isIpv4Child, orderOf } from './courses.ts';
import { departuresOf } from './departures.ts';
import { optionValue } from './episodes.ts';
import { isModemNetdev } from './hand-command.ts';
import { LadderBuilder } from './ladder.ts';
import type { LogView } from './log-view.ts';
import type { Attempt, AttemptOutcome, ConfiguredInterface, Fact, Modem } from './situation.ts';

/** An attempt before it has a number. */
export type DraftAttempt = Omit<Attempt, 'id' | 'episode' | 'resolvedBy'>;

export interface AttemptScene {
  readonly dialogues: readonly Dialogue[];
  readonly interfaces: readonly ConfiguredInterface[];
  readonly modems: readonly Modem[];
  readonly view: LogView;
}

export interface Attempts {
  readonly attempts: readonly DraftAttempt[];
  /** Names of interfaces that are no part of the modem's connection. */
  readonly bystanders: readonly string[];
}

/** Reads the protocol handler runs of an episode as attempts to get online over the modem. */
export function attemptsOf(scene: AttemptScene): Attempts {
  const { courses, bystanders } = coursesOf(scene.dialogues, scene.interfaces, showsModemNetdev(scene));
  return { attempts: foldRepeats(courses.map((course) => draft(course, scene))), bystanders };
}

/** The kernel or netifd names a net device that only modems get. */
function showsModemNetdev({ modems, view }: AttemptScene): boolean {
  return (
    modems.some((modem) => modem.functions.some(({ kind, node }) => kind === 'network' && node !== null)) ||
    view.of('device.link-up').some((message) => isModemNetdev(message.fields.device))
  );
}

function draft(course: Course, scene: AttemptScene): DraftAttempt {
  const { name, proto, run, ppp, first } = course;
  const config = scene.interfaces.find((known) => known.name === name) ?? null;
  const device = optionOf(config, 'device') ?? ppp?.link?.fields.device ?? chosenOf(course)?.device ?? null;
  const netdev = netdevOf(course, config);
  const ladder = new LadderBuilder(proto === null || protoInfo(proto)?.cellular !== false);
  climbHardware(ladder, scene.modems, { device, netdev, first: spanOf(first) });
  climb(ladder, course, departuresOf({ device, netdev }, scene), scene.view);
  const built = ladder.build();
  const last = dialoguesOf(course)
    .map((dialogue) => dialogue.last)
    .reduce((late, other) => (orderOf(other) > orderOf(late) ? other : late), first);
  return {
    method: run === null && name === null ? 'pppd' : 'netifd',
    interface: name,
    proto,
    config,
    host: null,
    device,
    netdev,
    child: childOf(course),
    apn: apnSent(course),
    address: addressOf(course),
    ...built,
    outcome: outcomeOf(built, 'unfinished'),
    times: 1,
    first: spanOf(first),
    last: spanOf(last),
    clock:
      first.origin.clock === null || last.origin.clock === null
        ? null
        : { first: first.origin.clock, last: last.origin.clock },
  };
}

/** How an attempt ended; `otherwise` where no line shows that. */
export function outcomeOf(
  { ladder, broken, lost }: Pick<Attempt, 'ladder' | 'broken' | 'lost'>,
  otherwise: 'unfinished' | 'claimed',
): AttemptOutcome {
  if (lost !== null) return 'lost';
  if (broken !== null) return 'failed';
  return ladder.some((step) => step.rung === 'address' && step.state === 'reached') ? 'up' : otherwise;
}

/** The child that carries IPv4. */
function childOf({ name, children, dhcp }: Course): string | null {
  const names = [...children, ...dhcp].map((dialogue) => dialogue.interface);
  return names.find((child) => child !== null && child !== name && isIpv4Child(child)) ?? null;
}

function netdevOf(course: Course, config: ConfiguredInterface | null): string | null {
  for (const message of course.run?.progress ?? []) {
    if (message.kind === 'handler.setting-up-device' || message.kind === 'handler.starting-dhcp')
      return message.fields.netdev;
  }
  return course.ppp?.netdev ?? optionOf(config, 'ifname') ?? chosenOf(course)?.netdev ?? null;
}

/** The port and the net device that the handler of `wwan` found. */
function chosenOf({ run }: Course): { readonly device: string; readonly netdev: string } | null {
  const chosen = run?.progress.find((message) => message.kind === 'handler.proto-chosen');
  return chosen === undefined ? null : chosen.fields;
}

function apnSent(course: Course): Fact<string> | null {
  const exchanges = (course.run?.exchanges ?? []).map(({ command, sent }) => ({ command, message: sent }));
  const steps = course.chats
    .flatMap((chat) => chat.steps)
    .map(({ command, sent }) => ({ command, message: sent }));
  for (const { command, message } of [...exchanges, ...steps]) {
    const apn = command === null ? null : apnOf(command);
    if (apn !== null && message !== null) return { value: apn, span: spanOf(message) };
  }
  const asked = course.run?.progress.find((message) => message.kind === 'handler.connecting-apn');
  return asked === undefined ? null : { value: asked.fields.apn, span: spanOf(asked) };
}

function addressOf(course: Course): Fact<string> | null {
  const { localAddress } = course.ppp ?? {};
  if (localAddress != null) return { value: localAddress.fields.address, span: spanOf(localAddress) };
  const lease = course.dhcp.findLast((conversation) => conversation.lease !== null)?.lease ?? null;
  const given =
    lease ??
    course.run?.progress.findLast(
      (message) => message.kind === 'handler.adding-address' || message.kind === 'handler.address-set',
    );
  return given === undefined ? null : { value: given.fields.address, span: spanOf(given) };
}

/** A router that tries for hours does the same again and again: equal neighbours become one attempt with a count. */
function foldRepeats(attempts: readonly DraftAttempt[]): readonly DraftAttempt[] {
  const folded: DraftAttempt[] = [];
  for (const attempt of attempts) {
    const earlier = folded.at(-1);
    if (earlier === undefined || courseSignature(earlier) !== courseSignature(attempt)) folded.push(attempt);
    else {
      const clock =
        earlier.clock === null || attempt.clock === null
          ? null
          : { first: earlier.clock.first, last: attempt.clock.last };
      folded[folded.length - 1] = {
        ...attempt,
        first: earlier.first,
        clock,
        times: earlier.times + attempt.times,
      };
    }
  }
  return folded;
}

function courseSignature(attempt: DraftAttempt): string {
  const { interface: name, proto, apn, outcome, lost, ladder } = attempt;
  return [name, proto, apn?.value, outcome, lost?.rung, ...ladder.map((step) => step.state)].join(' ');
}

function optionOf(config: ConfiguredInterface | null, name: string): string | null {
  return config === null ? null : optionValue(config.section, name);
}

function spanOf(message: Message): Span {
  return message.origin.spans[0];
}
