import type { Message, MessageOf } from '../message.ts';
import { type GrammarSettings, grammarSettings, lazily } from '../parser-settings.ts';
import type { DhcpConversation } from './dialogue.ts';
import { type MessageIn, MessageParser, part } from './message-parser.ts';

const start = part('Start', ['dhcp.started', 'dhcp.restarted']);
const discover = part('Discover', ['dhcp.discover']);
const offer = part('Offer', ['dhcp.offer', 'dhcp.select']);
const lease = part('Lease', ['dhcp.lease']);
const nak = part('Nak', ['dhcp.nak']);
const step = part('Step', [
  'dhcp.address-in-use',
  'dhcp.decline',
  'dhcp.renew',
  'dhcp.renew-unanswered',
  'dhcp.released',
  'dhcp.terminated',
]);
const failure = part('Failure', ['dhcp.no-lease', 'dhcp.no-device', 'dhcp.socket-failed', 'dhcp.lease-lost']);

interface Conversation {
  readonly starts: readonly MessageIn<'dhcp.started' | 'dhcp.restarted'>[];
  readonly discovers: readonly MessageOf<'dhcp.discover'>[];
  readonly offers: readonly MessageIn<'dhcp.offer' | 'dhcp.select'>[];
  readonly lease: MessageOf<'dhcp.lease'> | null;
  readonly naks: readonly Message[];
  readonly failure: Message | null;
}

interface Search {
  readonly discovers: readonly MessageOf<'dhcp.discover'>[];
  readonly offers: readonly MessageIn<'dhcp.offer' | 'dhcp.select'>[];
}

/**
 * ```
 * conversation : ( Start | search | Lease | Nak | Step | Failure )*
 * search       : Discover+ Offer* | Offer+
 * ```
 * Before busybox 1.35 an offer shows only by the select that follows it.
 */
class DhcpConversationParser extends MessageParser {
  constructor({ parser }: GrammarSettings) {
    super([start, discover, offer, lease, nak, step, failure], parser);
    this.performSelfAnalysis();
  }

  read(messages: readonly Message[]): Conversation {
    this.hear(messages);
    return this.conversation();
  }

  private readonly conversation = this.RULE('conversation', (): Conversation => {
    const starts: MessageIn<'dhcp.started' | 'dhcp.restarted'>[] = [];
    const searches: Search[] = [];
    const naks: Message[] = [];
    let obtained: MessageOf<'dhcp.lease'> | null = null;
    let failed: Message | null = null;
    this.MANY(() => {
      this.OR([
        { ALT: () => starts.push(this.take(start)) },
        { ALT: () => searches.push(this.SUBRULE(this.search)) },
        {
          ALT: () => {
            obtained = this.take(lease);
            // What failed before the lease was overcome.
            failed = null;
          },
        },
        { ALT: () => naks.push(this.take(nak)) },
        { ALT: () => this.take(step) },
        {
          ALT: () => {
            failed = this.take(failure);
          },
        },
      ]);
    });
    return {
      starts,
      discovers: searches.flatMap((search) => search?.discovers ?? []),
      offers: searches.flatMap((search) => search?.offers ?? []),
      lease: obtained,
      naks,
      failure: failed,
    };
  });

  private readonly search = this.RULE('search', (): Search => {
    const discovers: MessageOf<'dhcp.discover'>[] = [];
    const offers: MessageIn<'dhcp.offer' | 'dhcp.select'>[] = [];
    this.OR([
      {
        ALT: () => {
          this.AT_LEAST_ONE(() => discovers.push(this.take(discover)));
          this.MANY(() => offers.push(this.take(offer)));
        },
      },
      { ALT: () => this.AT_LEAST_ONE1(() => offers.push(this.take(offer, 1))) },
    ]);
    return { discovers, offers };
  });
}

const grammar = lazily(() => buildDhcpConversationGrammar(grammarSettings));

/** Reads the messages of one udhcpc. Never throws. */
export function readDhcpConversation(messages: readonly [Message, ...Message[]]): DhcpConversation {
  return grammar()(messages);
}

/** For tests, which build the grammar with checked settings. */
export function buildDhcpConversationGrammar(
  settings: GrammarSettings,
): (messages: readonly [Message, ...Message[]]) => DhcpConversation {
  const parser = new DhcpConversationParser(settings);
  return (messages) => {
    const { starts, discovers, offers, lease: obtained, naks, failure: failed } = parser.read(messages);
    const [first] = messages;
    return {
      type: 'dhcp-conversation',
      interface: first.origin.interface,
      pid: first.origin.pid,
      started: starts.find((message) => message.kind === 'dhcp.started') ?? null,
      discovers,
      offered: offers.at(-1) ?? null,
      lease: obtained,
      naks,
      failure: failed,
      section: first.origin.section,
      first,
      last: messages.at(-1) ?? first,
    };
  };
}
