import type { RemoteCommand } from '../../collect/router/router-connection.ts';
import type { AtPort, AtPortEnd, AtPortListener } from './at-port.ts';
import type { Transport } from './transport.ts';

/** What becomes of a port that is being opened. `unusable`: by this way; another may do. */
export type Opened =
  | { readonly how: 'ready' }
  | { readonly how: 'busy' | 'gone' | 'unusable'; readonly reason: string };

export interface ChannelPortOptions {
  readonly path: string;
  /** Stands before what the script says itself. */
  readonly mark: string;
  readonly transport: Transport;
  readonly program: string;
}

/** Milliseconds that the router has to close a port, before its channel is closed from this side. */
const closePatience = 5_000;

/** Characters of what a program complains that are kept. */
const longestComplaint = 300;

/** Characters that a line of standard error may have; what is longer is nothing of ours. */
const longestNote = 4_096;

/** Bytes that wait for somebody who listens, or for the end of an attempt. A list of networks has some thousands. */
const mostWaiting = 262_144;

/** A port that a script on the router has open, at the other end of a channel. */
export class ChannelPort implements AtPort {
  readonly path: string;
  readonly by: string;
  readonly typed: string;
  readonly kind: AtPort['kind'];
  readonly ownWords: RegExp | undefined;
  readonly #command: RemoteCommand;
  readonly #transport: Transport;
  readonly #mark: Buffer;
  #listener: AtPortListener | null = null;
  /** What came before anybody listened. */
  readonly #early: Buffer[] = [];
  #earlyBytes = 0;
  #settle: ((opened: Opened) => void) | null = null;
  readonly #opened: Promise<Opened>;
  #state: 'opening' | 'open' | 'ended' = 'opening';
  #end: AtPortEnd | null = null;
  /** Of a port that is opened for each command: what was said to this one and is not passed on yet. */
  #held: Buffer = Buffer.alloc(0);
  #notes = '';
  #complaint = '';
  #banner = '';
  #closing: Promise<void> | null = null;

  constructor(command: RemoteCommand, { path, mark, transport, program }: ChannelPortOptions) {
    this.#command = command;
    this.#transport = transport;
    this.#mark = Buffer.from(mark);
    this.path = path;
    this.kind = transport.kind;
    this.ownWords = transport.ownWords;
    this.by = program === '' ? 'the shell' : program;
    this.typed = transport.typed(program, path);
    this.#opened = new Promise((resolve) => {
      this.#settle = resolve;
    });
    command.stdin.on('error', () => undefined);
    command.stdout.on('data', (chunk: Buffer) => this.#take(chunk));
    command.stderr.setEncoding('utf8').on('data', (words: string) => this.#note(words));
    command.end.then(
      ({ code, signal }) =>
        this.#over(
          signal === null ? `its shell ended with status ${code}` : `its shell was ended by SIG${signal}`,
        ),
      () => {
        // The last words may be those of the system's own client, which name the router.
        this.#complaint = '';
        this.#over('the connection to the router is lost');
      },
    );
  }

  /** Waits until the port is open, or cannot be opened. */
  async opened(patience: number, signal: AbortSignal): Promise<Opened> {
    const timer = setTimeout(
      () => this.#settled({ how: 'unusable', reason: `opening took longer than ${patience / 1_000} s` }),
      patience,
    );
    const abort = (): void => this.#settled({ how: 'unusable', reason: 'it was given up' });
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    try {
      return await this.#opened;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    }
  }

  listen(listener: AtPortListener): void {
    this.#listener = listener;
    for (const chunk of this.#early.splice(0)) listener.bytes(chunk);
    if (this.#end !== null) listener.ended(this.#end);
  }

  send(line: string, patienceMs: number): void {
    if (this.#state !== 'open') return;
    const seconds = Math.max(Math.ceil(patienceMs / 1_000), 1);
    this.#command.stdin.write(this.kind === 'attempts' ? `${seconds} ${line}\n` : `${line}\r`);
  }

  sendRaw(characters: string): void {
    if (this.#state === 'open' && this.kind === 'stream') this.#command.stdin.write(characters);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#endWith({ how: 'closed' });
    // The script ends at the end of its input, and puts back what it has changed.
    this.#command.stdin.end();
    const ended = this.#command.end.then(
      () => undefined,
      () => undefined,
    );
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, closePatience);
    });
    await Promise.race([ended, late]);
    clearTimeout(timer);
    this.#command.stop();
  }

  #take(chunk: Buffer): void {
    if (this.#end?.how === 'gone') return;
    const { isReady } = this.#transport;
    if (this.#state === 'opening' && isReady !== undefined) {
      // What a program prints before it is ready is no word of the modem.
      this.#banner = (this.#banner + chunk.toString('latin1')).slice(-longestNote);
      const found = isReady.exec(this.#banner);
      if (found === null) return;
      const rest = this.#banner.slice(found.index).replace(/^[^\n]*\n?/, '');
      this.#settled({ how: 'ready' });
      if (rest !== '') this.#pass(Buffer.from(rest, 'latin1'));
      return;
    }
    if (this.kind === 'stream') this.#pass(chunk);
    else this.#takeAttempt(chunk);
  }

  /** The script says behind what a program printed that it has ended. */
  #takeAttempt(chunk: Buffer): void {
    this.#held = Buffer.concat([this.#held, chunk]);
    for (;;) {
      const at = this.#held.indexOf(this.#mark);
      const lineEnd = at < 0 ? -1 : this.#held.indexOf(0x0a, at);
      if (lineEnd < 0) break;
      this.#pass(this.#held.subarray(0, at));
      this.#held = this.#held.subarray(lineEnd + 1);
      this.#listener?.attemptOver();
    }
    // The beginning of the mark may be among the last bytes.
    const at = this.#held.indexOf(this.#mark);
    const safe = at >= 0 ? at : Math.max(this.#held.length - this.#mark.length, 0);
    this.#pass(this.#held.subarray(0, safe));
    this.#held = this.#held.subarray(safe);
    if (this.#held.length > mostWaiting) this.#flooded();
  }

  #pass(bytes: Buffer): void {
    if (bytes.length === 0) return;
    if (this.#listener !== null) {
      this.#listener.bytes(bytes);
      return;
    }
    this.#early.push(bytes);
    this.#earlyBytes += bytes.length;
    if (this.#earlyBytes > mostWaiting) this.#flooded();
  }

  #flooded(): void {
    const reason = 'it talks without end';
    this.#early.length = 0;
    this.#held = Buffer.alloc(0);
    this.#settled({ how: 'gone', reason });
    this.#endWith({ how: 'gone', reason });
    this.close().catch(() => undefined);
  }

  #note(words: string): void {
    this.#notes += words;
    const lines = this.#notes.split('\n');
    this.#notes = (lines.pop() ?? '').slice(-longestNote);
    for (const line of lines) this.#noteLine(line);
  }

  #noteLine(line: string): void {
    const mark = `${this.#mark.toString()} `;
    if (!line.startsWith(mark)) {
      if (this.#transport.isReady?.test(line) === true) this.#settled({ how: 'ready' });
      else if (line.trim() !== '') this.#complaint = line.trim();
      return;
    }
    const [word = '', ...rest] = line.slice(mark.length).split(' ');
    const reason = printable(rest.join(' '));
    switch (word) {
      case 'ready':
        this.#settled({ how: 'ready' });
        return;
      case 'busy':
      case 'gone':
        // Where a program could not open the port, it has said why.
        this.#settled(this.#isBroken(word) ? this.#unusable() : { how: word, reason });
        this.#endWith({ how: word, reason });
        return;
      case 'unusable':
        this.#settled({ how: 'unusable', reason });
        return;
      case 'over':
        this.#endWith({ how: 'gone', reason });
        return;
    }
  }

  #isBroken(word: string): boolean {
    return (
      word === 'gone' &&
      this.#state === 'opening' &&
      this.#transport.isReady !== undefined &&
      this.#complaint !== ''
    );
  }

  #unusable(): Opened {
    return { how: 'unusable', reason: printable(this.#complaint) };
  }

  #over(reason: string): void {
    this.#settled(this.#complaint === '' ? { how: 'gone', reason } : this.#unusable());
    this.#endWith({ how: 'gone', reason });
  }

  #settled(opened: Opened): void {
    if (this.#state !== 'opening') return;
    this.#state = opened.how === 'ready' ? 'open' : 'ended';
    this.#settle?.(opened);
  }

  #endWith(end: AtPortEnd): void {
    if (this.#end !== null) return;
    this.#end = end;
    this.#state = 'ended';
    this.#listener?.ended(end);
  }
}

function printable(words: string): string {
  return words.replace(/[^ -~]/g, '?').slice(0, longestComplaint);
}
