import { atWords, splitAtLine } from '../../capture/blocks/at.ts';
import type { Line } from '../../capture/line.ts';
import { type Span, spanOf } from '../../capture/position.ts';
import { spanOfCommand } from '../../capture/prompt.ts';
import type { Section } from '../../capture/section.ts';
import type { AtAnswerLine } from '../observation.ts';
import { readAtAnswer } from './at-answer.ts';
import type { AtCommand } from './at-command.ts';
import { readAtCommands } from './at-command-line.ts';
import type { BlockReading, Unplaced } from './block.ts';
import { type GcomTablePart, gcomTableLine } from './gcom-table.ts';
import { readShellLine } from './shell-words.ts';

/**
 * Reads a talk with a modem. A command begins an exchange, a final result ends it; what comes without a command is an
 * exchange of answers alone. Never throws.
 */
export function readAtTranscript(lines: readonly Line[], section: Section): BlockReading {
  const transcript = new Transcript(section, lines[0]?.number ?? 0);
  const unread = lines.filter((line) => !transcript.read(line));
  return { observations: transcript.finish(), unread: [...unread, ...transcript.unread] };
}

type Exchange = Extract<Unplaced, { kind: 'at-exchange' }>;

interface Draft {
  readonly port: string | null;
  readonly sent: string | null;
  readonly commands: readonly AtCommand[];
  readonly answers: AtAnswerLine[];
  result: AtAnswerLine | null;
  readonly span: Span;
  /** The line that it was read from, where nothing else may be in it. */
  readonly line: Line | null;
}

/** A range of a line. */
interface Words {
  readonly line: Line;
  readonly start: number;
  readonly end: number;
}

/** The port as terminal programs name it: `port is        : /dev/ttyUSB2`, `connected to /dev/ttyUSB2`, `Port /dev/ttyUSB2, …` */
const banner =
  /^(?:port is\s+: |connected to |Port )(?<port>\/dev\/[\w./-]+)|^(?:Sending AT Command|Received Response:|picocom v|\w+(?: \w+)? (?:is|are)\s+: |flowcontrol\s+: |initstring\s+: |Type |Terminal ready|Terminating|Thanks for|Skipping tty|Welcome to minicom|OPTIONS: |Compiled on |Press |Escape character|# hwdiag: )/;

/** Answers that stand in one line: `+CSQ: 20,99 OK` is two. */
const nextAnswer = /\s(?=[+^$*!#%][A-Z][A-Z0-9_]{1,24}:|\+CM[ES] ERROR|(?:OK|ERROR)$)/g;

/** A remark of our own client for AT ports: no words of the modem. */
const remark = /^# hwdiag: /;

/** The prompt of a modem that waits for the text of a message. */
const textPrompt = /^>?$/;

class Transcript {
  readonly unread: Line[] = [];
  readonly #drafts: Draft[] = [];
  #port: string | null;
  #open: Draft | null = null;
  /** Words that may be the answer to a command that is not shown; a named answer or a result below tells. */
  readonly #loose: Words[] = [];
  /** The part of the table of `gcom info` that the line stands in. */
  #table: GcomTablePart | null = null;

  constructor({ command }: Section, firstLine: number) {
    const shell = command === null ? null : readShellLine(command.text);
    this.#port = shell === null ? null : portOf(shell.calls);
    const sent = shell?.calls.findLast((call) => call.at !== null)?.at ?? null;
    // Further blocks below the same command do not answer it.
    if (command === null || sent === null || firstLine - command.line.number > furthestAnswer) return;
    this.#begin(sent.text, readAtCommands(sent.text), spanOfCommand(command), null);
  }

  /** False where the line is no part of the talk. */
  read(line: Line): boolean {
    const place = atWords(line.text);
    const words = { line, ...place };
    const text = textOf(words);
    if (textPrompt.test(text) || remark.test(line.text)) return true;
    if (this.#readTable(words)) return true;
    const banners = banner.exec(text);
    if (banners !== null) {
      this.#port = banners.groups?.['port'] ?? this.#port;
      return true;
    }
    const split = splitAtLine(text);
    if (split !== null) {
      this.#send({ line, start: place.start, end: place.start + split.command });
      return this.#readAnswers({ line, start: place.start + split.answers, end: place.end });
    }
    return this.#readAnswers(words);
  }

  finish(): readonly Exchange[] {
    this.#dropLoose();
    return this.#drafts.flatMap(({ port, sent, commands, answers, result, span, line }) => {
      const [command = null, ...chained] = commands;
      // `at` alone is a word of a sentence unless something answers it.
      if (line !== null && sent === 'at' && answers.length === 0 && result === null) {
        this.unread.push(line);
        return [];
      }
      return [{ kind: 'at-exchange', port, sent, command, chained, answers, result, span } as const];
    });
  }

  /** What `gcom info` prints around the answers; false where the line is an answer itself. */
  #readTable({ line, start, end }: Words): boolean {
    const { part, titles, isFrame } = gcomTableLine(line.text.slice(start, end), this.#table);
    // The first rule stands between the title of the product and its text.
    const isInside = this.#table === 'head' && part === 'product';
    if (this.#table !== part || isFrame) this.#dropLoose();
    if (this.#table !== part ? !isInside : isFrame) this.#open = null;
    this.#table = part;
    for (const { sent, name, titleAt, titleEnd, valueAt, valueEnd } of titles) {
      this.#open = null;
      if (sent === null) continue;
      const span = spanOf(line, start + titleAt, start + titleEnd);
      const draft = this.#begin(sent, readAtCommands(sent), span, null);
      if (valueAt === valueEnd) continue;
      const value = lineOf({ line, start: start + valueAt, end: start + valueEnd });
      draft.answers.push({ ...value, text: name + value.text });
    }
    return isFrame;
  }

  #readAnswers(words: Words): boolean {
    const text = textOf(words);
    let start = 0;
    let understood = true;
    for (const { index, 0: gap } of text.matchAll(nextAnswer)) {
      const part = { ...words, start: words.start + start, end: words.start + index };
      // A value may have such words in it; only what is a named answer itself is cut.
      if (readAtAnswer(textOf(part))?.kind !== 'information') continue;
      understood = this.#readAnswer(part) && understood;
      start = index + gap.length;
    }
    return this.#readAnswer({ ...words, start: words.start + start }) && understood;
  }

  #readAnswer(words: Words): boolean {
    const answer = readAtAnswer(textOf(words));
    switch (answer?.kind) {
      case undefined:
        return true;
      case 'echo':
        this.#send(words);
        return true;
      case 'information':
        this.#answered(words).answers.push(lineOf(words));
        return true;
      case 'final': {
        const open = this.#open;
        if (
          open === null &&
          this.#loose.length === 0 &&
          (answer.result === 'ok' || answer.result === 'error')
        )
          return false;
        this.#answered(words).result = lineOf(words);
        this.#open = null;
        return true;
      }
      case 'text': {
        if (this.#open !== null) this.#open.answers.push(lineOf(words));
        else this.#loose.push(words);
        return true;
      }
    }
  }

  /** The exchange that an answer belongs to. */
  #answered(words: Words): Draft {
    if (this.#open !== null) return this.#open;
    const answers = this.#loose.splice(0).map(lineOf);
    const draft = this.#begin(null, [], answers[0]?.span ?? lineOf(words).span, words.line);
    draft.answers.push(...answers);
    return draft;
  }

  /** A modem that echoes repeats what the shell has sent. */
  #send(words: Words): void {
    const text = textOf(words);
    const open = this.#open;
    const isEcho =
      open !== null &&
      open.sent !== null &&
      open.answers.length === 0 &&
      squeezed(open.sent) === squeezed(text);
    if (isEcho) return;
    this.#dropLoose();
    this.#begin(text, readAtCommands(text), lineOf(words).span, words.line);
  }

  #dropLoose(): void {
    for (const { line } of this.#loose.splice(0)) this.unread.push(line);
  }

  #begin(sent: string | null, commands: readonly AtCommand[], span: Span, line: Line | null): Draft {
    const draft: Draft = { port: this.#port, sent, commands, answers: [], result: null, span, line };
    this.#open = draft;
    this.#drafts.push(draft);
    return draft;
  }
}

/** Lines between a command and its answer, at most: the blank ones that modems print. */
const furthestAnswer = 3;

function textOf({ line, start, end }: Words): string {
  return line.text.slice(start, end);
}

function lineOf(words: Words): AtAnswerLine {
  return { text: textOf(words), span: spanOf(words.line, words.start, words.end) };
}

/** For comparing a command with its echo: without case, blanks, quotes and escapes. */
function squeezed(text: string): string {
  return text.toUpperCase().replace(/[\s"'\\]/g, '');
}

/** Programs whose device takes no AT commands. */
const speaksNoAt: ReadonlySet<string> = new Set(['uqmi', 'umbim', 'qmicli', 'mbimcli', 'mmcli']);

/** The first serial port that a command line names: as an argument, in `-d/dev/ttyUSB2`, `DEVICE=…`, or as its target. */
function portOf(calls: ReturnType<typeof readShellLine>['calls']): string | null {
  for (const { program, arguments: words, writesTo } of calls) {
    if (speaksNoAt.has(program)) continue;
    for (const word of [...words, writesTo ?? '']) {
      const port = /\/dev\/(?:tty|cdc-wdm|wwan|mhi)[\w./-]*/.exec(word)?.[0];
      if (port !== undefined) return port;
    }
  }
  return null;
}
