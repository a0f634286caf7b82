import type { ChatScript, ChatStep } from '../../grammar/dialogues/dialogue.ts';
import type { Message } from '../../grammar/message.ts';
import type { AtCommand } from '../../grammar/structures/at-command.ts';
import { isDialCommand } from '../../grammar/structures/at-meaning.ts';
import { type Evidence, present, said } from '../../situation/evidence.ts';
import { atTalks } from '../../situation/facts/at.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';
import { attemptAround, isMadeGood } from './standing.ts';

/** How a modem ended a dial script: with words that say no. */
export interface DialAnswer {
  /** `NO CARRIER`, `BUSY`, `ERROR`, `+CME ERROR` */
  readonly words: string;
  /** What it was answered to; null where the text does not show it. */
  readonly command: AtCommand | null;
  readonly attempt: Attempt | null;
  readonly evidence: readonly Evidence[];
}

/**
 * The last answer of one kind that stopped a dial script and that nothing made good: of chat, of wvdial, of a packet dial
 * typed by hand. `abort on (BUSY)` is none, chat says that at each start.
 */
export function lastDialAnswer(
  episode: Episode,
  kind: RegExp,
  ...byWvdial: readonly Message[]
): DialAnswer | null {
  const answers = [
    ...episode.dialogues.flatMap((dialogue) =>
      dialogue.type === 'chat-script' && kind.test(dialogue.abortedBy ?? '') ? [ofChat(dialogue)] : [],
    ),
    ...atTalks(episode).flatMap((talk) => {
      const [command] = talk.commands;
      const isDial = command !== undefined && isDialCommand(command);
      if (talk.by !== 'transcript' || !isDial || talk.resultSpan === null) return [];
      const words = resultWords[talk.result ?? ''] ?? '';
      return kind.test(words)
        ? [
            {
              words,
              command,
              evidence: [present(talk.span), present(talk.resultSpan)],
              order: talk.order,
              span: talk.span,
            },
          ]
        : [];
    }),
    ...byWvdial.map((message) => ({
      words: 'the dialler’s report',
      command: null,
      evidence: [said(message)],
      order: message.origin.order,
      span: message.origin.spans[0],
    })),
  ].sort((one, other) => one.order - other.order);
  const open = answers.findLast((answer) => !isMadeGood(episode, answer));
  if (open === undefined) return null;
  const { words, command, evidence, span } = open;
  return { words, command, evidence, attempt: attemptAround(episode, span) };
}

const resultWords: Readonly<Record<string, string>> = {
  'no-carrier': 'NO CARRIER',
  'no-dialtone': 'NO DIALTONE',
  'no-answer': 'NO ANSWER',
  busy: 'BUSY',
  error: 'ERROR',
  'cme-error': '+CME ERROR',
};

function ofChat(script: ChatScript) {
  const step = script.steps.findLast(({ outcome }) => outcome === 'aborted') ?? null;
  const lines = step === null ? [script.last] : linesOf(step);
  return {
    words: script.abortedBy ?? '',
    command: step?.command ?? null,
    evidence: lines.map((line) => said(line)),
    order: script.last.origin.order,
    span: script.last.origin.spans[0],
  };
}

function linesOf({ sent, answers, outcomeAt }: ChatStep): readonly Message[] {
  return [sent, answers.at(-1) ?? null, outcomeAt].filter((line) => line !== null);
}
