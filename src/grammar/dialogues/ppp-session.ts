import type { Message, MessageOf } from '../message.ts';
import type { PppSession } from './dialogue.ts';
import { MessageParser } from './message-parser.ts';

interface Link {
  netdev: string | null;
  connected: MessageOf<'pppd.serial-established'> | null;
  connect: MessageOf<'pppd.connect'> | null;
}

interface Negotiated {
  localAddress: MessageOf<'pppd.local-address'> | null;
  failure: Message | null;
  stopped: Message | null;
  hungUp: Message | null;
}

/**
 * ```
 * session     : started? link? negotiation* exit?
 * link        : ( serial-established | using-interface | connect | connect-script-failed | … )+
 * negotiation : authentication | address | remark | trouble | closing
 * ```
 */
class PppSessionParser extends MessageParser {
  constructor() {
    super([
      'pppd.started',
      'pppd.serial-established',
      'pppd.using-interface',
      'pppd.connect',
      'pppd.chap-succeeded',
      'pppd.pap-succeeded',
      'pppd.local-address',
      'pppd.remote-address',
      'pppd.remote-address-default',
      'pppd.chap-failed',
      'pppd.pap-failed',
      'pppd.connect-script-failed',
      'pppd.device-unopened',
      'pppd.no-kernel-support',
      'pppd.lcp-timeout',
      'pppd.ipcp-timeout',
      'pppd.looped-back',
      'pppd.no-local-address',
      'pppd.address-refused',
      'pppd.modem-hangup',
      'pppd.terminated-by-peer',
      'pppd.link-disconnected',
      'pppd.hangup-signal',
      'pppd.terminating-on-signal',
      'pppd.exit',
    ]);
    this.performSelfAnalysis();
  }

  read(messages: readonly Message[]) {
    this.hear(messages);
    return this.session();
  }

  private readonly session = this.RULE('session', () => {
    const link: Link = { netdev: null, connected: null, connect: null };
    const negotiated: Negotiated = { localAddress: null, failure: null, stopped: null, hungUp: null };
    const started = this.OPTION1(() => this.take(1, 'pppd.started'));
    this.MANY(() => {
      this.OR([
        { ALT: () => this.SUBRULE(this.linking, { ARGS: [link] }) },
        { ALT: () => this.SUBRULE(this.agreeing, { ARGS: [negotiated] }) },
        {
          ALT: () => {
            const failure = this.SUBRULE(this.trouble);
            negotiated.failure ??= failure;
          },
        },
        { ALT: () => this.SUBRULE(this.closing, { ARGS: [negotiated] }) },
      ]);
    });
    this.OPTION2(() => this.take(1, 'pppd.exit'));
    return { started: started ?? null, link, negotiated };
  });

  private readonly linking = this.RULE('linking', (link: Link) => {
    this.OR([
      {
        ALT: () => {
          const message = this.take(1, 'pppd.serial-established');
          this.ACTION(() => {
            link.connected = message;
          });
        },
      },
      {
        ALT: () => {
          const message = this.take(1, 'pppd.using-interface');
          this.ACTION(() => {
            link.netdev = message.fields.netdev;
          });
        },
      },
      {
        ALT: () => {
          const message = this.take(1, 'pppd.connect');
          this.ACTION(() => {
            link.connect = message;
            link.netdev = message.fields.netdev;
          });
        },
      },
    ]);
  });

  private readonly agreeing = this.RULE('agreeing', (negotiated: Negotiated) => {
    this.OR([
      { ALT: () => this.take(1, 'pppd.chap-succeeded') },
      { ALT: () => this.take(1, 'pppd.pap-succeeded') },
      { ALT: () => this.take(1, 'pppd.remote-address-default') },
      { ALT: () => this.take(1, 'pppd.remote-address') },
      {
        ALT: () => {
          const message = this.take(1, 'pppd.local-address');
          this.ACTION(() => {
            negotiated.localAddress = message;
          });
        },
      },
    ]);
  });

  private readonly trouble = this.RULE('trouble', (): Message =>
    this.takeAnyOf([
      'pppd.chap-failed',
      'pppd.pap-failed',
      'pppd.connect-script-failed',
      'pppd.device-unopened',
      'pppd.no-kernel-support',
      'pppd.lcp-timeout',
      'pppd.ipcp-timeout',
      'pppd.looped-back',
      'pppd.no-local-address',
      'pppd.address-refused',
    ]),
  );

  private readonly closing = this.RULE('closing', (negotiated: Negotiated) => {
    this.OR([
      {
        ALT: () => {
          const message = this.take(1, 'pppd.terminating-on-signal');
          this.ACTION(() => {
            negotiated.stopped = message;
          });
        },
      },
      {
        ALT: () => {
          const message = this.OR1<Message>([
            { ALT: () => this.take(1, 'pppd.modem-hangup') },
            { ALT: () => this.take(1, 'pppd.terminated-by-peer') },
            { ALT: () => this.take(1, 'pppd.link-disconnected') },
            { ALT: () => this.take(1, 'pppd.hangup-signal') },
          ]);
          this.ACTION(() => {
            negotiated.hungUp ??= message;
          });
        },
      },
    ]);
  });
}

let parser: PppSessionParser | undefined;

export function readPppSession(messages: readonly [Message, ...Message[]]): PppSession {
  parser ??= new PppSessionParser();
  const { started, link, negotiated } = parser.read(messages);
  const first = messages[0];
  return {
    type: 'ppp-session',
    pid: first.origin.pid,
    started,
    connected: link.connected,
    link: link.connect,
    netdev: link.netdev,
    ...negotiated,
    first,
    last: messages.at(-1) ?? first,
  };
}
