import { type Span, spanText } from '../../capture/position.ts';
import type { AtExchange } from '../../grammar/dialogues/dialogue.ts';
import type { AtExchangeShown } from '../../grammar/observation.ts';
import type { Kind } from '../../grammar/speakers/index.ts';
import { type AtFinal, type AtInformation, readAtAnswer } from '../../grammar/structures/at-answer.ts';
import type { AtCommand } from '../../grammar/structures/at-command.ts';
import type { Episode } from '../situation.ts';
import { perEpisode } from './per-episode.ts';
import { inOrder, type Reading, readingOf, type Said } from './reading.ts';

/** An AT command with its answer, whoever sent it: a person, gcom for a handler, chat for pppd. */
export interface AtTalk {
  /** `transcript`: typed or by a tool; `gcom` and `chat`: by scripts, as the log shows them. */
  readonly by: 'transcript' | 'gcom' | 'chat';
  /** The port, where the text shows it. */
  readonly port: string | null;
  /** As sent; null for answers whose command is not shown. */
  readonly sent: string | null;
  /** All commands of the line, the first one first; empty where it is none that is understood. */
  readonly commands: readonly AtCommand[];
  readonly answers: readonly AtSaid[];
  /** How it ended; `silent`: nothing came in time; null where the text shows no end. */
  readonly result: AtFinal['result'] | 'silent' | null;
  /** Number of a CME or CMS error; null for words and for other ends. */
  readonly code: number | null;
  /** The line that ended it. */
  readonly resultSpan: Span | null;
  readonly span: Span;
  readonly order: number;
}

/** A line that a modem answered. */
interface AtSaid {
  readonly text: string;
  readonly span: Span;
  /** A line with a name, `+CSQ: 17,99`; null for other words. */
  readonly information: AtInformation | null;
}

/** All talks with modems on AT ports, in the order of events. */
export const atTalks = perEpisode((episode): readonly AtTalk[] =>
  [
    ...episode.observations.of('at-exchange').map(talkShown),
    ...episode.dialogues.flatMap((dialogue): readonly AtTalk[] => {
      switch (dialogue.type) {
        case 'handler-run':
          return dialogue.exchanges.map((exchange) =>
            talkLogged('gcom', exchange.sent, exchange.sent.fields.command, {
              command: exchange.command,
              answers: exchange.answers,
              ended: endOfExchange[exchange.outcome],
            }),
          );
        case 'chat-script':
          return dialogue.steps.flatMap((step) =>
            step.sent === null
              ? []
              : [
                  talkLogged('chat', step.sent, step.sent.fields.words, {
                    command: step.command,
                    answers: step.answers,
                    ended: step.outcome === 'timed-out' ? 'silent' : null,
                  }),
                ],
          );
        default:
          return [];
      }
    }),
  ].sort((one, other) => one.order - other.order),
);

/** Talks in which one of these commands was sent: `atTalksOf(episode, '+CPIN')`, `'D'` for dials. Names are in upper case. */
export function atTalksOf(episode: Episode, ...names: readonly string[]): readonly AtTalk[] {
  return atTalks(episode).filter(({ commands }) => commands.some(({ name }) => names.includes(name)));
}

/** What the modem said with one of these names, asked or not: `+CEREG`, `^NDISSTAT`, in the order of events. */
export function atInformation(episode: Episode, ...names: readonly string[]): readonly AtReading[] {
  return said(episode).filter(({ value }) => names.includes(value.name));
}

export type AtReading = Reading<AtInformation>;

/** Kinds of messages that are words of a modem on its AT port. */
const unasked = [
  'urc.cs-registration',
  'urc.ps-registration',
  'urc.eps-registration',
  'urc.5gs-registration',
  'urc.attachment',
  'urc.detached',
  'urc.service',
  'urc.functionality',
  'urc.sim-ready',
  'urc.sim-locked',
  'urc.sim-not-ready',
  'urc.sim-absent',
  'urc.sim-state',
  'urc.context-activated',
  'urc.context-deactivated',
  'urc.data-link',
  'urc.address',
  'urc.operator',
  'urc.signal',
] as const satisfies readonly Kind[];

const said = perEpisode((episode): readonly AtReading[] => {
  const answered = atTalks(episode).flatMap(({ answers, order }) =>
    answers.flatMap(({ information, span }): readonly AtReading[] =>
      information === null ? [] : [{ value: information, span, order, teller: 'at' }],
    ),
  );
  const relayed = unasked
    .flatMap((kind) => episode.messages.of(kind))
    .flatMap((message: Said): readonly AtReading[] => {
      const answer = readAtAnswer(spanText(message.origin.spans[0]));
      return answer?.kind === 'information' ? [{ ...readingOf(message, answer), teller: 'at' }] : [];
    });
  return inOrder([...answered, ...relayed]);
});

/** gcom words a refusal of its own, and prints no `OK`. */
const endOfExchange = {
  answered: 'ok',
  refused: 'error',
  'timed-out': 'silent',
  silent: null,
} as const satisfies Record<AtExchange['outcome'], AtTalk['result']>;

function talkShown({ port, sent, command, chained, answers, result, span, order }: AtExchangeShown): AtTalk {
  const final = result === null ? null : finalOf(result.text);
  return {
    by: 'transcript',
    port,
    sent,
    commands: command === null ? [] : [command, ...chained],
    answers: answers.map(({ text, span: place }) => saidOf(text, place)),
    result: final?.result ?? null,
    code: codeOf(final),
    resultSpan: result?.span ?? null,
    span,
    order,
  };
}

function talkLogged(
  by: 'gcom' | 'chat',
  sent: Said,
  words: string,
  heard: {
    readonly command: AtCommand | null;
    readonly answers: readonly Said[];
    readonly ended: AtTalk['result'];
  },
): AtTalk {
  const lines = heard.answers.map(({ origin }) => saidOf(spanText(origin.spans[0]), origin.spans[0]));
  const ends = lines.flatMap(({ text, span }) => {
    const final = finalOf(text);
    return final === null ? [] : [{ final, span }];
  });
  const end = ends.at(-1) ?? null;
  return {
    by,
    port: null,
    sent: words,
    commands: heard.command === null ? [] : [heard.command],
    answers: lines.filter(({ text }) => finalOf(text) === null),
    result: end?.final.result ?? heard.ended,
    code: codeOf(end?.final ?? null),
    resultSpan: end?.span ?? null,
    span: sent.origin.spans[0],
    order: sent.origin.order,
  };
}

function saidOf(text: string, span: Span): AtSaid {
  const answer = readAtAnswer(text);
  return { text, span, information: answer?.kind === 'information' ? answer : null };
}

/** gcom cuts the number off `+CME ERROR`; what is left is still the same end. */
function finalOf(text: string): AtFinal | null {
  const answer = readAtAnswer(text);
  if (answer?.kind === 'final') return answer;
  return /^\+CM[ES] ERROR\W*$/.test(text.trim())
    ? { kind: 'final', result: text.includes('CMS') ? 'cms-error' : 'cme-error', code: null, text: '' }
    : null;
}

function codeOf(final: AtFinal | null): number | null {
  return final !== null && 'code' in final ? final.code : null;
}
