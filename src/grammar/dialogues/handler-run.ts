import { declarationsWithMeaning } from '../meaning.ts';
import type { Message, MessageOf } from '../message.ts';
import type { Kind } from '../speakers/index.ts';
import { readAtCommand } from '../structures/at-command-line.ts';
import type { AtExchange, HandlerRun } from './dialogue.ts';
import { MessageParser } from './message-parser.ts';

/** What handlers say of their progress; a failure is whatever a declaration says breaks a rung. */
const progressKinds = [
  'gcom.setting-mode',
  'gcom.sim-ready',
  'gcom.setting-pin',
  'gcom.pin-accepted',
  'handler.configuring-modem',
  'handler.setting-mode',
  'handler.starting-network',
  'handler.connecting',
  'handler.setting-up-device',
  'handler.starting-dhcp',
  'handler.setting-mtu',
  'handler.waiting-for-sim',
  'handler.waiting-for-network',
  'handler.register-restarted',
  'handler.raw-ip-only',
  'handler.setting-plmn',
  'handler.pin-disabled',
  'handler.pin-already-verified',
  'handler.stopping-network',
] as const satisfies readonly Kind[];

/** A refusal that the handler itself goes on from: it names no rung. */
const answerKinds = ['gcom.answer-ok', 'gcom.answer-error', 'gcom.cme-error'] as const satisfies readonly Kind[];

const failureKinds = declarationsWithMeaning('broken', ['gcom', 'proto-ncm', 'proto-qmi']);

/**
 * ```
 * run      : setting-up? ( exchange | progress | failure | remark )* 
 * exchange : sending answer* ( timeout | refused | unsupported )?
 * ```
 * gcom prints what it sends and nothing when the answer is right, so the next step is the proof of the one before.
 */
class HandlerRunParser extends MessageParser {
  constructor() {
    super([
      'interface.setting-up',
      'interface.up',
      'interface.down',
      'interface.connection-lost',
      'gcom.sending',
      'gcom.timeout',
      'gcom.refused',
      'gcom.unsupported',
      'gcom.mode-refused',
      'handler.mode-failed',
      'handler.plmn-failed',
      'handler.ipv6-connect-failed',
      'handler.disconnect-failed',
      ...answerKinds,
      ...progressKinds,
      ...failureKinds,
    ]);
    this.performSelfAnalysis();
  }

  read(messages: readonly Message[]) {
    this.hear(messages);
    return this.run();
  }

  private readonly run = this.RULE('run', () => {
    const exchanges: AtExchange[] = [];
    const progress: Message[] = [];
    const failures: Message[] = [];
    const ups: MessageOf<'interface.up'>[] = [];
    const downs: Message[] = [];
    const settingUp = this.OPTION(() => this.take(1, 'interface.setting-up'));
    this.MANY(() => {
      this.OR([
        { ALT: () => exchanges.push(this.SUBRULE(this.exchange)) },
        { ALT: () => progress.push(this.SUBRULE(this.progress)) },
        { ALT: () => failures.push(this.SUBRULE(this.failure)) },
        { ALT: () => ups.push(this.take(1, 'interface.up')) },
        { ALT: () => downs.push(this.take(1, 'interface.down')) },
        { ALT: () => downs.push(this.take(1, 'interface.connection-lost')) },
        { ALT: () => this.SUBRULE(this.remark) },
      ]);
    });
    return { settingUp: settingUp ?? null, exchanges, progress, failures, ups, downs };
  });

  private readonly exchange = this.RULE('exchange', (): AtExchange => {
    const sent = this.take(1, 'gcom.sending');
    const answers: Message[] = [];
    let outcome: AtExchange['outcome'] = 'silent';
    this.MANY(() => {
      answers.push(this.SUBRULE(this.answer));
      outcome = 'answered';
    });
    this.OPTION(() => {
      this.OR([
        {
          ALT: () => {
            answers.push(this.take(1, 'gcom.timeout'));
            outcome = 'timed-out';
          },
        },
        {
          ALT: () => {
            answers.push(this.take(1, 'gcom.refused'));
            outcome = 'refused';
          },
        },
        {
          ALT: () => {
            answers.push(this.take(1, 'gcom.unsupported'));
            outcome = 'refused';
          },
        },
      ]);
    });
    return this.ACTION(() => ({ sent, command: readAtCommand(sent.fields.command), answers, outcome }));
  });

  private readonly answer = this.RULE('answer', (): Message => this.takeAnyOf(answerKinds));

  private readonly progress = this.RULE('progress', (): Message => this.takeAnyOf(progressKinds));

  private readonly failure = this.RULE('failure', (): Message => this.takeAnyOf(failureKinds));

  private readonly remark = this.RULE('remark', () => {
    this.OR([
      { ALT: () => this.take(1, 'gcom.mode-refused') },
      { ALT: () => this.take(1, 'handler.mode-failed') },
      { ALT: () => this.take(1, 'handler.plmn-failed') },
      { ALT: () => this.take(1, 'handler.ipv6-connect-failed') },
      { ALT: () => this.take(1, 'handler.disconnect-failed') },
      // Answers and time-outs whose command stands before the log begins.
      { ALT: () => this.SUBRULE(this.answer) },
      { ALT: () => this.take(1, 'gcom.timeout') },
      { ALT: () => this.take(1, 'gcom.refused') },
      { ALT: () => this.take(1, 'gcom.unsupported') },
    ]);
  });
}

let parser: HandlerRunParser | undefined;

export function readHandlerRun(name: string, messages: readonly [Message, ...Message[]]): HandlerRun {
  parser ??= new HandlerRunParser();
  const { settingUp, exchanges, progress, failures, ups, downs } = parser.read(messages);
  const first = messages[0];
  return {
    type: 'handler-run',
    interface: name,
    settingUp,
    exchanges,
    progress,
    failure: failures[0] ?? null,
    up: ups[0] ?? null,
    down: downs[0] ?? null,
    first,
    last: messages.at(-1) ?? first,
  };
}
