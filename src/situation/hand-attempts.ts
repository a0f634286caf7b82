import type { Span } from '../capture/position.ts';
import { spanOfCommand } from '../capture/prompt.ts';
import type { DhcpConversation, Dialogue } from '../grammar/dialogues/dialogue.ts';
import { apnOf } from '../grammar/structures/at-meaning.ts';
import type { ShellCall } from '../grammar/structures/shell-line.ts';
import { type DraftAttempt, outcomeOf } from './attempts.ts';
import { climbDhcp, climbHardware } from './climb.ts';
import { dhcpTarget, isDhcpByHand, isHandDial, isHandRequest, portOf } from './hand-command.ts';
import { LadderBuilder } from './ladder.ts';
import type { LogView } from './log-view.ts';
import type { Fact, HandCommand, Modem } from './situation.ts';

export interface HandScene {
  readonly commands: readonly HandCommand[];
  readonly dialogues: readonly Dialogue[];
  readonly modems: readonly Modem[];
  readonly view: LogView;
}

/** Reads dials and DHCP requests typed at a prompt as attempts, in the order of the input: each dial of a host opens one. */
export function handAttemptsOf(scene: HandScene): readonly DraftAttempt[] {
  const dials = scene.commands.filter((command) =>
    command.typed.shell.calls.some((call) => isHandDial(call) || isHandRequest(call)),
  );
  const groups: HandCommand[][] = [];
  for (const dial of dials) {
    const group = groups.at(-1);
    const sameHost = group?.at(-1)?.typed.command.host === dial.typed.command.host;
    if (group !== undefined && sameHost && !(hasDial(dial) && group.some(hasDial))) group.push(dial);
    else groups.push([dial]);
  }
  return groups.map((group) => draft(group, scene)).filter((attempt) => attempt !== null);
}

/** It tells the modem to dial, other than only asking for an address. */
function hasDial(command: HandCommand): boolean {
  return command.typed.shell.calls.some(isHandDial);
}

function draft(group: readonly HandCommand[], scene: HandScene): DraftAttempt | null {
  const [first] = group;
  const last = group.at(-1);
  if (first === undefined || last === undefined) return null;
  const calls = group.flatMap((command) => command.typed.shell.calls.map((call) => ({ call, command })));
  const dial = calls.find(({ call }) => isHandDial(call)) ?? null;
  const dhcp = calls.filter(({ call }) => isDhcpByHand(call));
  const target = dhcp[0] === undefined ? null : dhcpTarget(dhcp[0].call);
  const netdev = target?.asked ?? target?.misread ?? null;
  const device = dial === null ? null : portOf(dial.call);
  const conversations = scene.dialogues.filter(
    (dialogue): dialogue is DhcpConversation =>
      dialogue.type === 'dhcp-conversation' &&
      dhcp.some(
        ({ call, command }) => dhcpTarget(call).asked !== null && command.typed.section === dialogue.section,
      ),
  );
  const ladder = new LadderBuilder(dial !== null);
  if (isOnRouter(first, scene))
    climbHardware(ladder, scene.modems, { device, netdev, first: commandSpan(first) });
  climbDhcp(ladder, conversations, { stops: [], ends: [] }, scene.view);
  const built = ladder.build();
  const claimed = group.some((command) => command.claim?.works === true);
  return {
    method: 'by-hand',
    interface: null,
    proto: null,
    config: null,
    host: first.typed.command.host,
    device,
    netdev,
    child: null,
    apn: dial === null ? null : apnFact(dial.call, dial.command),
    address: leaseOf(conversations),
    ...built,
    outcome: outcomeOf(built, claimed ? 'claimed' : 'unfinished'),
    times: 1,
    first: commandSpan(first),
    last: commandSpan(last),
    clock: null,
  };
}

/** A prompt without a name beside one that names the router may be another computer; the router's modem is not its. */
function isOnRouter(command: HandCommand, { commands }: HandScene): boolean {
  return command.typed.command.host !== null || commands.every((other) => other.typed.command.host === null);
}

function apnFact(call: ShellCall, command: HandCommand): Fact<string> | null {
  const apn = call.at === null ? null : apnOf(call.at);
  return apn === null ? null : { value: apn, span: commandSpan(command) };
}

function leaseOf(conversations: readonly DhcpConversation[]): Fact<string> | null {
  const lease = conversations.findLast((conversation) => conversation.lease !== null)?.lease ?? null;
  return lease === null ? null : { value: lease.fields.address, span: lease.origin.spans[0] };
}

/** The command's own words, without the prompt. */
export function commandSpan({ typed }: HandCommand): Span {
  return spanOfCommand(typed.command);
}
