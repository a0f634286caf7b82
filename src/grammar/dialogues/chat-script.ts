import type { Message, MessageOf } from '../message.ts';
import { readAtCommand } from '../structures/at-command-line.ts';
import type { ChatScript, ChatStep } from './dialogue.ts';
import { MessageParser } from './message-parser.ts';

interface Outcome {
  readonly outcome: ChatStep['outcome'];
  readonly at: Message | null;
}

/**
 * ```
 * script   : ( setting | exchange | ending )*
 * exchange : send setting* ( expect answer* outcome? )? | expect answer* outcome?
 * outcome  : got-it | alarm | read-timed-out | failed
 * ending   : aborted | script-failed | …
 * ```
 * chat says `timeout set to` between `send` and `expect` when the script changes the time limit there.
 */
class ChatScriptParser extends MessageParser {
  constructor() {
    super([
      'chat.abort-on',
      'chat.clear-abort-on',
      'chat.report',
      'chat.clear-report',
      'chat.timeout',
      'chat.send',
      'chat.expect',
      'chat.answer',
      'chat.got-it',
      'chat.alarm',
      'chat.read-timed-out',
      'chat.write-timed-out',
      'chat.failed',
      'chat.read-failed',
      'chat.write-failed',
      'chat.read-nothing',
      'chat.aborted',
      'chat.script-failed',
    ]);
    this.performSelfAnalysis();
  }

  read(messages: readonly Message[]): { steps: ChatStep[]; endings: Message[] } {
    this.hear(messages);
    return this.script();
  }

  private readonly script = this.RULE('script', () => {
    const steps: ChatStep[] = [];
    const endings: Message[] = [];
    this.MANY(() => {
      this.OR([
        { ALT: () => this.SUBRULE1(this.setting) },
        { ALT: () => steps.push(this.SUBRULE2(this.sending)) },
        { ALT: () => steps.push(this.SUBRULE3(this.listening)) },
        { ALT: () => endings.push(this.SUBRULE4(this.ending)) },
        // An answer with no `expect` before it: the log begins late.
        { ALT: () => this.take(1, 'chat.answer') },
        { ALT: () => this.SUBRULE5(this.result) },
      ]);
    });
    return { steps, endings };
  });

  private readonly setting = this.RULE('setting', () =>
    this.takeAnyOf([
      'chat.abort-on',
      'chat.clear-abort-on',
      'chat.report',
      'chat.clear-report',
      'chat.timeout',
    ]),
  );

  private readonly sending = this.RULE('sending', (): ChatStep => {
    const sent = this.take(1, 'chat.send');
    this.MANY(() => this.SUBRULE(this.setting));
    const heard = this.OPTION(() => this.SUBRULE(this.listening));
    return this.ACTION(() => ({
      ...(heard ?? { expected: null, answers: [], outcome: 'open' as const, outcomeAt: null }),
      sent,
      command: readAtCommand(sent.fields.words),
    }));
  });

  private readonly listening = this.RULE('listening', (): ChatStep => {
    const expected = this.take(1, 'chat.expect');
    const answers: MessageOf<'chat.answer'>[] = [];
    this.MANY(() => answers.push(this.take(1, 'chat.answer')));
    const result = this.OPTION(() => this.SUBRULE(this.result));
    return { sent: null, command: null, expected, answers, outcome: result?.outcome ?? 'open', outcomeAt: result?.at ?? null };
  });

  private readonly result = this.RULE('result', (): Outcome =>
    this.OR<Outcome>([
      { ALT: () => ({ at: this.take(1, 'chat.got-it'), outcome: 'matched' }) },
      { ALT: () => ({ at: this.take(1, 'chat.alarm'), outcome: 'timed-out' }) },
      { ALT: () => ({ at: this.take(1, 'chat.read-timed-out'), outcome: 'timed-out' }) },
      { ALT: () => ({ at: this.take(1, 'chat.failed'), outcome: 'aborted' }) },
    ]),
  );

  private readonly ending = this.RULE('ending', (): Message =>
    this.takeAnyOf([
      'chat.aborted',
      'chat.script-failed',
      'chat.write-timed-out',
      'chat.read-failed',
      'chat.write-failed',
      'chat.read-nothing',
    ]),
  );
}

let parser: ChatScriptParser | undefined;

export function readChatScript(messages: readonly [Message, ...Message[]]): ChatScript {
  parser ??= new ChatScriptParser();
  const { steps, endings } = parser.read(messages);
  const first = messages[0];
  const last = messages.at(-1) ?? first;
  const aborted = endings.find((message): message is MessageOf<'chat.aborted'> & Message => message.kind === 'chat.aborted');
  return {
    type: 'chat-script',
    pid: first.origin.pid,
    steps,
    outcome: outcomeOf(steps, endings),
    abortedBy: aborted?.fields.words ?? null,
    first,
    last,
  };
}

function outcomeOf(steps: readonly ChatStep[], endings: readonly Message[]): ChatScript['outcome'] {
  if (steps.some((step) => step.outcome === 'timed-out')) return 'timed-out';
  if (endings.length > 0 || steps.some((step) => step.outcome === 'aborted')) return 'aborted';
  const waits = steps.filter((step) => step.expected !== null);
  return waits.length > 0 && waits.every((step) => step.outcome === 'matched') ? 'finished' : 'unfinished';
}
