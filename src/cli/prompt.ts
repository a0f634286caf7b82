import { closeSync, openSync } from 'node:fs';
import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import { type Readable, Writable } from 'node:stream';
import { ReadStream, WriteStream } from 'node:tty';
import type { HostKeyQuestion, Questions, SecretQuestion } from '../collect/ssh/questions.ts';
import { printableWords } from '../report/printable.ts';
import { failureText } from './failure.ts';
import type { Io } from './io.ts';
import { eraseLine, isWrittenOver } from './terminal.ts';

/** More is no password. */
const longestPassword = 4_096;

/** What is needed of the process. */
type Asked = Pick<Io, 'stdin' | 'stderr' | 'stdinIsTerminal' | 'stderrIsTerminal' | 'env' | 'platform'>;

/** Where a person can be asked: what is typed is read from `input`, and `output` shows the question. */
interface Terminal {
  readonly input: ReadStream;
  readonly output: WriteStream;
}

/**
 * Asks at the terminal, whatever standard input is; with `--password-stdin` the password is the first line of standard input,
 * and a terminal is asked for everything else.
 */
export class TerminalQuestions implements Questions {
  readonly #io: Asked;
  readonly #unicode: boolean;
  /** Not read yet, or what it said; it answers once. */
  #passwordOnStdin: 'unread' | 'used' | 'none';

  constructor(io: Asked, unicode: boolean, isPasswordOnStdin: boolean) {
    this.#io = io;
    this.#unicode = unicode;
    // At a keyboard it would be shown as it is typed; the question for it shows nothing.
    this.#passwordOnStdin = isPasswordOnStdin && !io.stdinIsTerminal ? 'unread' : 'none';
  }

  async secret(question: SecretQuestion, signal: AbortSignal): Promise<string | null> {
    if (this.#passwordOnStdin !== 'none' && wantsPassword(question)) {
      if (this.#passwordOnStdin === 'used') return null;
      this.#passwordOnStdin = 'used';
      const line = await firstLine(this.#io.stdin, signal);
      if ('password' in line) return line.password;
      this.warn(line.fault);
      return null;
    }
    const again = question.attempt > 1 && question.about !== 'prompt' ? 'That was not it. ' : '';
    const isShown = question.about === 'prompt' && question.echo;
    return await this.#ask(`${again}${wordsOf(question)}`, isShown, signal);
  }

  async confirmHostKey(
    { host, keyType, fingerprint, remarks }: HostKeyQuestion,
    signal: AbortSignal,
  ): Promise<boolean | null> {
    const told = [
      `${host} is not a known host. Its ${keyType} key has the fingerprint ${fingerprint}.`,
      ...remarks,
      'Go on only if this is your router. “dropbearkey -y -f KEY” prints it there, for the keys in /etc/dropbear.',
    ];
    let question = `${told.join('\n')}\nIs it? (yes/no, or the fingerprint) `;
    for (;;) {
      const answer = (await this.#ask(question, true, signal))?.trim();
      if (answer === undefined) return null;
      // Like OpenSSH: the fingerprint, copied from somewhere safe, is a better yes.
      if (answer.toLowerCase() === 'yes' || answer === fingerprint) return true;
      if (answer.toLowerCase() === 'no') return false;
      question = 'Please type “yes”, “no” or the fingerprint: ';
    }
  }

  /**
   * Asks until one of the words is typed.
   *
   * @returns null where nobody can be asked
   */
  async agree<W extends string>(
    question: string,
    words: readonly W[],
    signal: AbortSignal,
  ): Promise<W | null> {
    let asked = question;
    for (;;) {
      const answer = (await this.#ask(asked, true, signal))?.trim().toLowerCase();
      if (answer === undefined) return null;
      const word = words.find((known) => known === answer || (known[0] === answer && answer !== ''));
      if (word !== undefined) return word;
      asked = `Please type ${words.map((known) => `“${known}”`).join(' or ')}: `;
    }
  }

  warn(sentence: string): void {
    // The line may tell what is being asked.
    const start = isWrittenOver(this.#io) ? eraseLine : '';
    this.#io.stderr.write(`${start}${failureText(sentence, this.#unicode)}`);
  }

  /** @returns null where there is no terminal, or its user ends the input */
  async #ask(question: string, isShown: boolean, signal: AbortSignal): Promise<string | null> {
    signal.throwIfAborted();
    const terminal = openTerminal(this.#io);
    if (terminal === undefined) return null;
    try {
      const lines = question.split('\n').map((line) => printableWords(line, this.#unicode));
      return await typed(terminal, lines.join('\n'), isShown, signal);
    } finally {
      terminal.input.destroy();
      terminal.output.destroy();
    }
  }
}

function wantsPassword(question: SecretQuestion): boolean {
  if (question.about === 'passphrase' || question.isJump) return false;
  return question.about === 'password' || (!question.echo && /pass\s?word/i.test(question.prompt));
}

function wordsOf(question: SecretQuestion): string {
  switch (question.about) {
    case 'password':
      return `Password of ${question.login}: `;
    case 'passphrase':
      return `Passphrase of the key ${question.file}: `;
    case 'prompt':
      // The server's words, on one line, and so that it is seen who asks.
      return `${question.login} asks: ${question.prompt.trim()} `;
  }
}

/** The terminal that the program was started in: also where standard input is a file or a pipe. */
function openTerminal({
  stdinIsTerminal,
  platform,
}: Pick<Io, 'stdinIsTerminal' | 'platform'>): Terminal | undefined {
  const isWindows = platform === 'win32';
  if (isWindows && !stdinIsTerminal) return undefined;
  let inputFile: number | undefined;
  try {
    inputFile = openSync(isWindows ? '\\\\.\\CONIN$' : '/dev/tty', 'r+');
    const outputFile = openSync(isWindows ? '\\\\.\\CONOUT$' : '/dev/tty', 'r+');
    return { input: new ReadStream(inputFile), output: new WriteStream(outputFile) };
  } catch {
    // No terminal belongs to the process: a service, a job of cron, a pipeline on another machine.
    if (inputFile !== undefined) closeSync(inputFile);
    return undefined;
  }
}

/** One line as it is typed. Ctrl-D means no answer, and Ctrl-C is an interrupt as ever: here it comes as a mere character. */
async function typed(
  { input, output }: Terminal,
  question: string,
  isShown: boolean,
  signal: AbortSignal,
): Promise<string | null> {
  // What is typed is echoed by the interface, not by the terminal. So an output that shows nothing keeps it hidden.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({
    input,
    output: isShown ? output : nowhere,
    terminal: true,
    historySize: 0,
  });
  let isLineOpen = true;
  const endLine = () => {
    if (isLineOpen) output.write('\n');
    isLineOpen = false;
  };
  lines.on('SIGINT', () => {
    // The terminal is put back first: a second interrupt may end the program at once.
    lines.close();
    endLine();
    process.kill(process.pid, 'SIGINT');
  });
  let isClosed = false;
  const ended = new Promise<null>((resolve) => {
    lines.once('close', () => {
      isClosed = true;
      resolve(null);
    });
  });
  try {
    if (!isShown) output.write(question);
    const answered = lines.question(isShown ? question : '', { signal }).catch((error: unknown) => {
      // Newer Nodes end the question of an interface that is closed; older ones leave it open.
      if (isClosed) return null;
      throw error;
    });
    const answer = await Promise.race([answered, ended]);
    if (isShown && answer !== null) isLineOpen = false;
    if (answer !== null) return answer;
    await interruption(signal);
    return null;
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    lines.close();
    endLine();
  }
}

/** Ctrl-C comes to the program as a signal of the system, a moment after the key. */
async function interruption(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 50));
  signal.throwIfAborted();
}

/** A script hands over a password and a line feed; what comes after is not for this. */
async function firstLine(stdin: Readable, signal: AbortSignal): Promise<PasswordLine> {
  const chunks: Buffer[] = [];
  let length = 0;
  const stop = () => stdin.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const chunk of stdin) {
      const bytes = Buffer.from(chunk);
      const end = bytes.indexOf(0x0a);
      chunks.push(end < 0 ? bytes : bytes.subarray(0, end));
      length += bytes.length;
      if (end >= 0 || length > longestPassword) break;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
  signal.throwIfAborted();
  return length === 0
    ? { fault: 'Standard input is empty: it holds no password.' }
    : passwordIn(Buffer.concat(chunks));
}

type PasswordLine = { readonly password: string } | { readonly fault: string };

/** A password goes to the router as UTF-8; nothing is put in the place of what is none. */
function passwordIn(line: Buffer): PasswordLine {
  const fault = (what: string) => ({ fault: `The first line of standard input is no password: ${what}.` });
  if (line.length > longestPassword) return fault(`it is longer than ${longestPassword} bytes`);
  if (line.includes(0)) return fault('it holds a NUL');
  try {
    const words = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(line);
    return { password: words.replace(/\r$/, '') };
  } catch {
    return fault('it is not UTF-8');
  }
}
