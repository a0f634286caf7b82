import { kindsOfFailure } from '../meaning.ts';
import type { Message, MessageOf } from '../message.ts';
import { type GrammarSettings, grammarSettings, lazily } from '../parser-settings.ts';
import { gcom } from '../speakers/gcom.ts';
import { mmcli } from '../speakers/mmcli.ts';
import { protoAtc } from '../speakers/proto-atc.ts';
import { protoMbim } from '../speakers/proto-mbim.ts';
import { protoModemmanager } from '../speakers/proto-modemmanager.ts';
import { protoNcm } from '../speakers/proto-ncm.ts';
import { protoQmi } from '../speakers/proto-qmi.ts';
import { protoWwan } from '../speakers/proto-wwan.ts';
import { protoXmm } from '../speakers/proto-xmm.ts';
import { umbim } from '../speakers/umbim.ts';
import { readAtCommand } from '../structures/at-command-line.ts';
import type { AtExchange, HandlerRun } from './dialogue.ts';
import { type MessageIn, MessageParser, part } from './message-parser.ts';

const settingUp = part('SettingUp', ['interface.setting-up']);
const up = part('Up', ['interface.up']);
const down = part('Down', ['interface.down', 'interface.connection-lost', 'handler.connection-lost']);
const sending = part('Sending', ['gcom.sending']);
const answer = part('Answer', ['gcom.answer-ok', 'gcom.answer-error', 'gcom.cme-error', 'gcom.cms-error']);
const timeOut = part('TimeOut', ['gcom.timeout']);
const refusal = part('Refusal', ['gcom.refused', 'gcom.unsupported']);
const progress = part('Progress', [
  'gcom.setting-mode',
  'gcom.sim-ready',
  'gcom.setting-pin',
  'gcom.pin-accepted',
  'handler.configuring-modem',
  'handler.setting-mode',
  'handler.starting-network',
  'handler.connecting',
  'handler.connected',
  'handler.setting-up-device',
  'handler.starting-dhcp',
  'handler.setting-mtu',
  'handler.waiting-for-sim',
  'handler.sim-illegal',
  'handler.waiting-for-network',
  'handler.register-restarted',
  'handler.raw-ip-only',
  'handler.setting-plmn',
  'handler.pin-disabled',
  'handler.pin-already-verified',
  'handler.stopping-network',
  'handler.modem-found',
  'handler.proto-chosen',
  'handler.modem-not-ready',
  'handler.reading-capabilities',
  'handler.sending-pin',
  'handler.checking-pin',
  'handler.pin-verified',
  'handler.checking-subscriber',
  'handler.sim-ready',
  'handler.registering',
  'handler.searching',
  'handler.not-registered',
  'handler.registered',
  'handler.roaming',
  'handler.operator',
  'handler.bearer-operator',
  'handler.attaching',
  'handler.connecting-apn',
  'handler.setting-up-connection',
  'handler.adding-address',
  'handler.address-set',
  'handler.adding-route',
  'umbim.session-active',
]);
const failure = part(
  'Failure',
  kindsOfFailure(
    gcom,
    mmcli,
    protoAtc,
    protoMbim,
    protoModemmanager,
    protoNcm,
    protoQmi,
    protoWwan,
    protoXmm,
    umbim,
  ),
);

interface Run {
  readonly settingUp: MessageOf<'interface.setting-up'> | null;
  readonly exchanges: readonly AtExchange[];
  readonly progress: readonly Message[];
  readonly failures: readonly Message[];
  readonly up: MessageOf<'interface.up'> | null;
  readonly down: Message | null;
}

/**
 * ```
 * run      : ( SettingUp | exchange | Progress | Failure | Up | Down | answer )*
 * exchange : Sending answer*
 * answer   : Answer | TimeOut | Refusal
 * ```
 * gcom says what it sends and nothing when the answer is right, so the next step is the proof of the one before. An
 * answer on its own belongs to a command before the log begins.
 */
class HandlerRunParser extends MessageParser {
  constructor({ parser }: GrammarSettings) {
    super([settingUp, up, down, sending, answer, timeOut, refusal, progress, failure], parser);
    this.performSelfAnalysis();
  }

  read(messages: readonly Message[]): Run {
    this.hear(messages);
    return this.run();
  }

  private readonly run = this.RULE('run', (): Run => {
    const begins: MessageOf<'interface.setting-up'>[] = [];
    const exchanges: AtExchange[] = [];
    const steps: Message[] = [];
    const failures: Message[] = [];
    const ups: MessageOf<'interface.up'>[] = [];
    const downs: Message[] = [];
    this.MANY(() => {
      this.OR([
        { ALT: () => begins.push(this.take(settingUp)) },
        { ALT: () => exchanges.push(this.SUBRULE(this.exchange)) },
        { ALT: () => steps.push(this.take(progress)) },
        { ALT: () => failures.push(this.take(failure)) },
        { ALT: () => ups.push(this.take(up)) },
        { ALT: () => downs.push(this.take(down)) },
        { ALT: () => this.SUBRULE(this.answer) },
      ]);
    });
    return {
      settingUp: begins[0] ?? null,
      exchanges,
      progress: steps,
      failures,
      up: ups[0] ?? null,
      down: downs[0] ?? null,
    };
  });

  private readonly exchange = this.RULE('exchange', (): AtExchange => {
    const answers: Answer[] = [];
    const sent = this.take(sending);
    this.MANY(() => answers.push(this.SUBRULE(this.answer)));
    return this.ACTION(() => ({
      sent,
      command: readAtCommand(sent.fields.command),
      answers,
      outcome: outcomeOf(answers),
    }));
  });

  private readonly answer = this.RULE(
    'answer',
    (): Answer =>
      this.OR<Answer>([
        { ALT: () => this.take(answer) },
        { ALT: () => this.take(timeOut) },
        { ALT: () => this.take(refusal) },
      ]),
  );
}

type Answer = MessageIn<
  | 'gcom.answer-ok'
  | 'gcom.answer-error'
  | 'gcom.cme-error'
  | 'gcom.cms-error'
  | 'gcom.timeout'
  | 'gcom.refused'
  | 'gcom.unsupported'
>;

/** The last word counts: a modem may report something else before it answers. */
function outcomeOf(answers: readonly Answer[]): AtExchange['outcome'] {
  switch (answers.at(-1)?.kind) {
    case undefined:
      return 'silent';
    case 'gcom.answer-ok':
      return 'answered';
    case 'gcom.timeout':
      return 'timed-out';
    case 'gcom.answer-error':
    case 'gcom.cme-error':
    case 'gcom.cms-error':
    case 'gcom.refused':
    case 'gcom.unsupported':
      return 'refused';
  }
}

const grammar = lazily(() => buildHandlerRunGrammar(grammarSettings));

/** Reads what netifd and the protocol handler say in one run of the named interface. Never throws. */
export function readHandlerRun(name: string, messages: readonly [Message, ...Message[]]): HandlerRun {
  return grammar()(name, messages);
}

/** For tests, which build the grammar with checked settings. */
export function buildHandlerRunGrammar(
  settings: GrammarSettings,
): (name: string, messages: readonly [Message, ...Message[]]) => HandlerRun {
  const parser = new HandlerRunParser(settings);
  return (name, messages) => {
    const [first] = messages;
    return {
      type: 'handler-run',
      interface: name,
      ...parser.read(messages),
      first,
      last: messages.at(-1) ?? first,
    };
  };
}
