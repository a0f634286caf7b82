import type { Message, MessageOf } from '../message.ts';
import { type GrammarSettings, grammarSettings, lazily } from '../parser-settings.ts';
import { readAtCommand } from '../structures/at-command-line.ts';
import { trimLineEnds } from '../structures/at-line-end.ts';
import type { ChatScript, ChatStep } from './dialogue.ts';
import { MessageParser, part } from './message-parser.ts';

const setting = part('Setting', [
  'chat.abort-on',
  'chat.clear-abort-on',
  'chat.report',
  'chat.clear-report',
  'chat.timeout',
]);
const send = part('Send', ['chat.send']);
const expect = part('Expect', ['chat.expect']);
const answer = part('Answer', ['chat.answer']);
const match = part('Match', ['chat.got-it']);
const timeOut = part('TimeOut', ['chat.alarm', 'chat.read-timed-out']);
const abort = part('Abort', ['chat.failed']);
const ending = part('Ending', [
  'chat.aborted',
  'chat.script-failed',
  'chat.answer-too-long',
  'chat.write-timed-out',
  'chat.read-failed',
  'chat.write-failed',
  'chat.read-nothing',
  'chat.write-nothing',
  'chat.terminal-unread',
  'chat.terminal-unset',
  'chat.interrupted',
]);

/** How a wait ended. */
type Result = Pick<ChatStep, 'outcome' | 'outcomeAt'>;

/** What followed what was sent. */
type Wait = Result & Pick<ChatStep, 'expected' | 'answers'>;

const noWait: Wait = { expected: null, answers: [], outcome: 'open', outcomeAt: null };

interface Script {
  readonly steps: readonly ChatStep[];
  readonly endings: readonly Message[];
}

/**
 * ```
 * script : ( Setting | step | Ending )*
 * step   : Send Setting* wait? | wait
 * wait   : Expect Answer* result? | Answer+ result? | result
 * result : Match | TimeOut+ | Abort
 * ```
 * chat says `timeout set to` between `send` and `expect` where the script changes the time limit there, and both `alarm`
 * and `read timed out` where a beginning of an answer came.
 */
class ChatScriptParser extends MessageParser {
  constructor({ parser }: GrammarSettings) {
    super([setting, send, expect, answer, match, timeOut, abort, ending], parser);
    this.performSelfAnalysis();
  }

  read(messages: readonly Message[]): Script {
    this.hear(messages);
    return this.script();
  }

  private readonly script = this.RULE('script', (): Script => {
    const steps: ChatStep[] = [];
    const endings: Message[] = [];
    this.MANY(() => {
      this.OR([
        { ALT: () => this.take(setting) },
        { ALT: () => steps.push(this.SUBRULE(this.step)) },
        { ALT: () => endings.push(this.take(ending)) },
      ]);
    });
    return { steps, endings };
  });

  private readonly step = this.RULE(
    'step',
    (): ChatStep =>
      this.OR([
        {
          ALT: () => {
            const sent = this.take(send);
            this.MANY(() => this.take(setting));
            const wait = this.OPTION(() => this.SUBRULE(this.wait)) ?? noWait;
            return this.ACTION(() => ({
              ...wait,
              sent,
              command: readAtCommand(sent.fields.words),
              answers: withoutEcho(wait.answers, sent),
            }));
          },
        },
        { ALT: () => ({ ...this.SUBRULE1(this.wait), sent: null, command: null }) },
      ]),
  );

  private readonly wait = this.RULE('wait', (): Wait => {
    const answers: MessageOf<'chat.answer'>[] = [];
    const hear = (said: MessageOf<'chat.answer'>): void => {
      // A `^M` alone is an empty line.
      this.ACTION(() => trimLineEnds(said.fields.words) !== '' && answers.push(said));
    };
    return this.OR<Wait>([
      {
        ALT: () => {
          const expected = this.take(expect);
          this.MANY(() => hear(this.take(answer)));
          const result = this.OPTION(() => this.SUBRULE(this.result));
          return { ...noWait, ...result, expected, answers };
        },
      },
      {
        ALT: () => {
          this.AT_LEAST_ONE(() => hear(this.take(answer, 1)));
          const result = this.OPTION1(() => this.SUBRULE1(this.result));
          return { ...noWait, ...result, answers };
        },
      },
      { ALT: () => ({ ...noWait, ...this.SUBRULE2(this.result) }) },
    ]);
  });

  private readonly result = this.RULE(
    'result',
    (): Result =>
      this.OR<Result>([
        { ALT: () => ({ outcomeAt: this.take(match), outcome: 'matched' }) },
        {
          ALT: () => {
            const signs: Message[] = [];
            this.AT_LEAST_ONE(() => signs.push(this.take(timeOut)));
            return { outcomeAt: signs[0] ?? null, outcome: 'timed-out' };
          },
        },
        { ALT: () => ({ outcomeAt: this.take(abort), outcome: 'aborted' }) },
      ]),
  );
}

const grammar = lazily(() => buildChatScriptGrammar(grammarSettings));

/** Reads the messages of one chat process. Never throws. */
export function readChatScript(messages: readonly [Message, ...Message[]]): ChatScript {
  return grammar()(messages);
}

/** For tests, which build the grammar with checked settings. */
export function buildChatScriptGrammar(
  settings: GrammarSettings,
): (messages: readonly [Message, ...Message[]]) => ChatScript {
  const parser = new ChatScriptParser(settings);
  return (messages) => {
    const script = parser.read(messages);
    const [first] = messages;
    return {
      type: 'chat-script',
      pid: first.origin.pid,
      steps: script.steps,
      outcome: outcomeOf(script),
      abortedBy: abortedBy(script),
      first,
      last: messages.at(-1) ?? first,
    };
  };
}

/** With echo on (`ATE1`) the modem repeats the command before it answers. */
function withoutEcho(
  answers: readonly MessageOf<'chat.answer'>[],
  sent: MessageOf<'chat.send'>,
): readonly MessageOf<'chat.answer'>[] {
  const command = trimLineEnds(sent.fields.words);
  return answers.filter((said) => trimLineEnds(said.fields.words) !== command);
}

/** A script may try again after a time-out, so its last wait counts. */
function outcomeOf({ steps, endings }: Script): ChatScript['outcome'] {
  const last = steps.findLast((step) => step.expected !== null || step.outcome !== 'open');
  if (endings.some(({ kind }) => kind === 'chat.write-timed-out')) return 'timed-out';
  const failed = endings.some(({ kind }) => kind !== 'chat.interrupted');
  switch (last?.outcome) {
    case 'timed-out':
      return 'timed-out';
    case 'aborted':
      return 'aborted';
    case 'matched':
      return failed ? 'aborted' : endings.length > 0 ? 'unfinished' : 'finished';
    default:
      return failed ? 'aborted' : 'unfinished';
  }
}

/** `Failed (NO CARRIER)`; where that line is lost, what the modem said last before ` -- failed`. */
function abortedBy({ steps, endings }: Script): string | null {
  for (const message of endings) if (message.kind === 'chat.aborted') return message.fields.words;
  const words = steps.findLast((step) => step.outcome === 'aborted')?.answers.at(-1)?.fields.words;
  return words === undefined ? null : trimLineEnds(words);
}
