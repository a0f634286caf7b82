import { kindsOfFailure } from '../meaning.ts';
import type { Message, MessageOf } from '../message.ts';
import { type GrammarSettings, grammarSettings, lazily } from '../parser-settings.ts';
import { pppd } from '../speakers/pppd.ts';
import type { PppSession } from './dialogue.ts';
import { MessageParser, part } from './message-parser.ts';

const start = part('Start', ['pppd.started']);
const connected = part('Connected', ['pppd.serial-established']);
const device = part('Device', ['pppd.using-interface']);
const link = part('Link', ['pppd.connect']);
const agreement = part('Agreement', [
  'pppd.chap-succeeded',
  'pppd.pap-succeeded',
  'pppd.remote-address',
  'pppd.remote-address-default',
]);
const address = part('Address', ['pppd.local-address']);
const trouble = part('Trouble', kindsOfFailure(pppd));
const stop = part('Stop', ['pppd.terminating-on-signal', 'pppd.idle', 'pppd.time-expired']);
const hangUp = part('HangUp', ['pppd.modem-hangup', 'pppd.terminated-by-peer', 'pppd.link-disconnected']);
/**
 * pppd was sent SIGHUP: by the tty whose carrier is gone, then `Modem hangup` follows, or by somebody who ends the
 * connection (`poff`). Source: ppp pppd/main.c, handle_events, get_input.
 */
const signal = part('Signal', ['pppd.hangup-signal']);
const exit = part('Exit', ['pppd.exit']);

/** What pppd tells of one call; it makes several where it is to persist. */
type Call = Pick<
  PppSession,
  'connected' | 'link' | 'netdev' | 'localAddress' | 'failure' | 'stopped' | 'hungUp'
>;

const noCall: Call = {
  connected: null,
  link: null,
  netdev: null,
  localAddress: null,
  failure: null,
  stopped: null,
  hungUp: null,
};

interface Session {
  readonly started: MessageOf<'pppd.started'> | null;
  readonly calls: readonly Call[];
}

/**
 * ```
 * session : ( Start | call | Exit )*
 * call    : progress ending? | ending
 * progress: ( Connected | Device | Link | Agreement | Address | Trouble )+
 * ending  : ( Stop | HangUp | Signal )+
 * ```
 */
class PppSessionParser extends MessageParser {
  constructor({ parser }: GrammarSettings) {
    super([start, connected, device, link, agreement, address, trouble, stop, hangUp, signal, exit], parser);
    this.performSelfAnalysis();
  }

  read(messages: readonly Message[]): Session {
    this.hear(messages);
    return this.session();
  }

  private readonly session = this.RULE('session', (): Session => {
    const starts: MessageOf<'pppd.started'>[] = [];
    const calls: Call[] = [];
    this.MANY(() => {
      this.OR([
        { ALT: () => starts.push(this.take(start)) },
        { ALT: () => calls.push(this.SUBRULE(this.call)) },
        { ALT: () => this.take(exit) },
      ]);
    });
    return { started: starts[0] ?? null, calls };
  });

  private readonly call = this.RULE('call', (): Call => {
    return this.OR<Call>([
      {
        ALT: () => {
          const progress = this.SUBRULE(this.progress);
          const ending = this.OPTION(() => this.SUBRULE(this.ending));
          return { ...progress, ...ending };
        },
      },
      { ALT: () => ({ ...noCall, ...this.SUBRULE1(this.ending) }) },
    ]);
  });

  private readonly progress = this.RULE('progress', (): Call => {
    const connections: MessageOf<'pppd.serial-established'>[] = [];
    const devices: MessageOf<'pppd.using-interface'>[] = [];
    const links: MessageOf<'pppd.connect'>[] = [];
    const addresses: MessageOf<'pppd.local-address'>[] = [];
    const troubles: Message[] = [];
    this.AT_LEAST_ONE(() => {
      this.OR([
        { ALT: () => connections.push(this.take(connected)) },
        { ALT: () => devices.push(this.take(device)) },
        { ALT: () => links.push(this.take(link)) },
        { ALT: () => this.take(agreement) },
        { ALT: () => addresses.push(this.take(address)) },
        { ALT: () => troubles.push(this.take(trouble)) },
      ]);
    });
    return this.ACTION(() => ({
      ...noCall,
      connected: connections.at(-1) ?? null,
      link: links.at(-1) ?? null,
      netdev: links.at(-1)?.fields.netdev ?? devices.at(-1)?.fields.netdev ?? null,
      localAddress: addresses.at(-1) ?? null,
      failure: troubles[0] ?? null,
    }));
  });

  private readonly ending = this.RULE('ending', (): Pick<Call, 'stopped' | 'hungUp'> => {
    const stops: Message[] = [];
    const hangUps: Message[] = [];
    const signals: Message[] = [];
    this.AT_LEAST_ONE(() => {
      this.OR([
        { ALT: () => stops.push(this.take(stop)) },
        { ALT: () => hangUps.push(this.take(hangUp)) },
        { ALT: () => signals.push(this.take(signal)) },
      ]);
    });
    const [sent = null] = hangUps.length === 0 ? signals : [];
    return { stopped: stops[0] ?? sent, hungUp: hangUps[0] ?? null };
  });
}

const grammar = lazily(() => buildPppSessionGrammar(grammarSettings));

/** Reads the messages of one pppd. Never throws. */
export function readPppSession(messages: readonly [Message, ...Message[]]): PppSession {
  return grammar()(messages);
}

/** For tests, which build the grammar with checked settings. */
export function buildPppSessionGrammar(
  settings: GrammarSettings,
): (messages: readonly [Message, ...Message[]]) => PppSession {
  const parser = new PppSessionParser(settings);
  return (messages) => {
    const { started, calls } = parser.read(messages);
    const [first] = messages;
    return {
      type: 'ppp-session',
      pid: first.origin.pid,
      started,
      ...(calls.at(-1) ?? noCall),
      // A redial that fails early names neither.
      link: calls.findLast((call) => call.link !== null)?.link ?? null,
      netdev: calls.findLast((call) => call.netdev !== null)?.netdev ?? null,
      first,
      last: messages.at(-1) ?? first,
    };
  };
}
