import type { Message, MessageOf } from '../message.ts';
import type { DhcpConversation } from './dialogue.ts';
import { MessageParser } from './message-parser.ts';

/**
 * ```
 * conversation : started? asking* ( failure | ended )*
 * asking       : discover | offer | select | nak | lease | renewal
 * ```
 */
class DhcpConversationParser extends MessageParser {
  constructor() {
    super([
      'dhcp.started',
      'dhcp.discover',
      'dhcp.offer',
      'dhcp.select',
      'dhcp.lease',
      'dhcp.nak',
      'dhcp.renew',
      'dhcp.no-lease',
      'dhcp.no-device',
      'dhcp.socket-failed',
      'dhcp.lease-lost',
      'dhcp.released',
      'dhcp.terminated',
    ]);
    this.performSelfAnalysis();
  }

  read(messages: readonly Message[]) {
    this.hear(messages);
    return this.conversation();
  }

  private readonly conversation = this.RULE('conversation', () => {
    const discovers: MessageOf<'dhcp.discover'>[] = [];
    const leases: MessageOf<'dhcp.lease'>[] = [];
    const naks: Message[] = [];
    const failures: Message[] = [];
    const started = this.OPTION(() => this.take(1, 'dhcp.started'));
    this.MANY(() => {
      this.OR([
        { ALT: () => discovers.push(this.take(1, 'dhcp.discover')) },
        { ALT: () => leases.push(this.take(1, 'dhcp.lease')) },
        { ALT: () => naks.push(this.take(1, 'dhcp.nak')) },
        { ALT: () => failures.push(this.SUBRULE(this.failure)) },
        { ALT: () => this.SUBRULE(this.step) },
      ]);
    });
    return { started: started ?? null, discovers, leases, naks, failures };
  });

  private readonly failure = this.RULE('failure', (): Message =>
    this.takeAnyOf([
      'dhcp.no-lease',
      'dhcp.no-device',
      'dhcp.socket-failed',
      'dhcp.lease-lost',
    ]),
  );

  private readonly step = this.RULE('step', () =>
    this.takeAnyOf([
      'dhcp.offer',
      'dhcp.select',
      'dhcp.renew',
      'dhcp.released',
      'dhcp.terminated',
    ]),
  );
}

let parser: DhcpConversationParser | undefined;

export function readDhcpConversation(messages: readonly [Message, ...Message[]]): DhcpConversation {
  parser ??= new DhcpConversationParser();
  const { started, discovers, leases, naks, failures } = parser.read(messages);
  const first = messages[0];
  return {
    type: 'dhcp-conversation',
    interface: first.origin.interface,
    pid: first.origin.pid,
    started,
    discovers,
    lease: leases.at(-1) ?? null,
    naks,
    failure: failures.at(-1) ?? null,
    section: first.origin.section,
    first,
    last: messages.at(-1) ?? first,
  };
}
