import type { AtFinal } from '../../grammar/structures/at-answer.ts';
import { type AtEnding, AtExchange, type AtHabits } from '../../grammar/structures/at-exchange.ts';
import type { AtExchangeParts } from '../../grammar/structures/at-exchange-grammar.ts';
import { atPatience } from '../../knowledge/at-command.ts';
import { AtFailure, type AtFailureCode } from './at-failure.ts';
import type { AtDevice, AtPermits } from './at-permits.ts';
import type { AtPort, AtPortEnd } from './at-port.ts';
import { AtTranscript } from './at-transcript.ts';
import { LineCutter } from './line-cutter.ts';
import { permit } from './policy.ts';

/** What a modem answered to one command. */
export interface AtAnswer {
  readonly command: string;
  /** The answer without the echo and the final result, a line each. */
  readonly lines: readonly string[];
  readonly final: AtFinal;
}

export interface AskOptions {
  /** Milliseconds to wait for the final result; without it the time that commands of its kind may take. */
  readonly patience?: number;
}

export interface AtClientOptions {
  readonly permits: AtPermits;
  readonly device: AtDevice;
  /** How often a port hears AT before it counts as silent; without it three times. */
  readonly greetings?: number;
}

/** Bytes that a port may say to one command. A list of networks has some thousands. */
const mostBytes = 262_144;

/** How often a port may send back more than was sent, before it is no echo of a modem any more. */
const mostSurplusEchoes = 4;

/** Milliseconds that a program takes to open and to close the port, besides the time for the answer. */
export const attemptPatience = 8_000;

/** Milliseconds of silence that end what is left of talks before. */
const quiet = 150;
/** Milliseconds that are waited for such a silence. A GPS receiver never falls silent. */
const longestUnrest = 1_500;

/** Milliseconds for `AT`, and how often it is tried: a modem that sleeps wakes up by the first. */
const greetingPatience = 2_000;
const usualGreetings = 3;

/**
 * Queries that every modem answers at once with a line of its own name: by that line the answer to this one is told from that to
 * a command before. 3GPP TS 27.007 sections 8.5, 8.2 and 7.2.
 */
export const unmistakable = ['AT+CSQ', 'AT+CFUN?', 'AT+CREG?'] as const;
const unmistakablePatience = 6_000;

/** Milliseconds that each command may take that is sent before the first one of a talk, to know whose answer is whose. */
export const synchronisingPatiences: readonly number[] = [
  longestUnrest,
  ...Array.from({ length: usualGreetings }, () => greetingPatience),
  ...unmistakable.map(() => unmistakablePatience),
];

/** Takes a message that somebody has begun off the port, and is nothing elsewhere. 3GPP TS 27.005 section 3.5.1. */
const cancel = '\x1b';

/** Silence around `+++`. V.250 has no time for it; makers want a second. */
const guardTime = 1_100;

/** How the waiting for an answer ended. `over`: the port was closed again; `late`: no more time was left. */
type TurnEnd = 'answered' | 'over' | 'late' | 'flooded' | AtPortEnd;

/** What is going on: a command has been sent, and its answer is being read. */
interface Turn {
  readonly exchange: AtExchange;
  finish(how: TurnEnd): void;
}

/** Talks with a modem on one port, one command after the other. Nothing is sent before something is asked. */
export class AtClient {
  readonly transcript: AtTranscript;
  readonly #port: AtPort;
  readonly #options: AtClientOptions;
  readonly #cutter: LineCutter;
  readonly #asked = new Set<string>();
  #queue: Promise<unknown> = Promise.resolve();
  #turn: Turn | null = null;
  #end: AtPortEnd | null = null;
  /** Why nothing can be asked any more. */
  #ruined: { readonly code: AtFailureCode; readonly reason: string } | null = null;
  #habits: AtHabits = { echoes: null, isNumeric: null };
  /**
   * `fresh`: nothing was said yet, and what others have asked may still be answered; `lost`: a command has no answer, which may
   * come later.
   */
  #state: 'fresh' | 'lost' | 'ready' = 'fresh';
  /** Commands whose answers may still come. */
  readonly #late = new Set<string>();
  /** Commands that were sent at all, and how many times any of them has come back beyond the once that is a modem's right. */
  readonly #sent = new Set<string>();
  #surplusEchoes = 0;
  #bytes = 0;
  #heardAt = 0;
  /** Of a port that is opened for each command: how many of these openings are not over. */
  #attempts = 0;
  #hasNumericResults = false;
  /** What came outside of any exchange since the last one. */
  #strays = 0;

  constructor(port: AtPort, options: AtClientOptions) {
    this.#port = port;
    this.#options = options;
    this.transcript = new AtTranscript(port, Date.now());
    this.#cutter = new LineCutter({
      line: (text) => this.#hear(text),
      // Whatever is sent next would become the text of a message.
      prompt: () => this.#port.sendRaw(cancel),
    });
    port.listen({
      bytes: (chunk) => this.#take(chunk),
      attemptOver: () => {
        this.#cutter.end();
        this.#attempts -= 1;
        if (this.#attempts === 0) this.#turn?.finish('over');
      },
      ended: (end) => {
        this.#cutter.end();
        this.#end ??= end;
        this.#turn?.finish(end);
      },
    });
  }

  /**
   * Sends a command and waits for its answer; `ERROR` is one. Waits for its turn where another is being asked.
   *
   * @throws {AtFailure}
   */
  ask(command: string, { patience }: AskOptions = {}): Promise<AtAnswer> {
    const answer = this.#queue.then(() => this.#ask(command, patience ?? atPatience(command) * 1_000));
    this.#queue = answer.catch(() => undefined);
    return answer;
  }

  /** Closes the port. What is being asked fails with `port-gone`. */
  async close(): Promise<void> {
    this.#end ??= { how: 'closed' };
    this.#turn?.finish(this.#end);
    await this.#port.close();
  }

  async #ask(command: string, patience: number): Promise<AtAnswer> {
    const { permits, device } = this.#options;
    permit(command, permits, device, this.#asked);
    this.#checkUsable(command);
    if (this.#state !== 'ready') await this.#synchronise(command);
    const parts = await this.#exchange(command, patience, 'result');
    if (parts.final === null) throw this.#lose(command, parts, patience);
    // What a modem refuses to tell, it does not keep.
    this.#asked.add(command);
    return { command, lines: parts.said, final: parts.final };
  }

  /**
   * Makes sure that the next answer is that to the next command. A modem answers in order, so that behind the answer to a query
   * that nobody else has asked comes nothing of what was asked before.
   */
  async #synchronise(command: string): Promise<void> {
    const { greetings = usualGreetings } = this.#options;
    const isFresh = this.#state === 'fresh';
    this.#state = 'lost';
    this.#habits = { ...this.#habits, echoes: null };
    if (this.#port.kind === 'stream') await this.#silence();
    const hasStrays = this.#strays > 0;
    let answered = await this.#exchange('AT', greetingPatience, 'result');
    let heard = [...answered.said, ...answered.noise];
    let tries = 1;
    for (; tries < greetings && answered.final === null; tries += 1) {
      answered = await this.#exchange('AT', greetingPatience, 'result');
      heard = [...heard, ...answered.said, ...answered.noise];
    }
    if (answered.final === null) throw this.#unanswered(command, heard, greetings * greetingPatience);
    this.#learn(answered);
    const isClean =
      isFresh &&
      tries === 1 &&
      !hasStrays &&
      answered.echoes < 2 &&
      answered.stale.length === 0 &&
      heard.length === 0 &&
      answered.final.result === 'ok';
    if (!isClean) await this.#prove(command);
    this.#state = 'ready';
  }

  async #prove(command: string): Promise<void> {
    let heard: readonly string[] = [];
    for (const query of unmistakable) {
      // Its own late answer would be taken for one to this.
      if (this.#late.has(query)) continue;
      const parts = await this.#exchange(query, unmistakablePatience, 'own-result');
      if (parts.final !== null) {
        this.#late.clear();
        this.#learn(parts);
        return;
      }
      this.#late.add(query);
      heard = [...heard, ...parts.said, ...parts.noise];
    }
    throw this.#unanswered(command, heard, unmistakable.length * unmistakablePatience);
  }

  #learn({ echoes }: AtExchangeParts): void {
    this.#habits = { echoes: echoes > 0, isNumeric: this.#hasNumericResults };
  }

  /** Sends a command and reads until its answer has come to its end, or no more time is left. */
  async #exchange(command: string, patience: number, ending: AtEnding): Promise<AtExchangeParts> {
    this.#checkUsable(command);
    const exchange = new AtExchange(command, this.#habits, ending);
    const leavesData = command === '+++';
    if (leavesData) await this.#guard();
    this.#sent.add(command);
    this.#surplusEchoes = Math.max(this.#surplusEchoes - 1, -1);
    this.#bytes = 0;
    this.#strays = 0;
    this.transcript.sent(command);
    const { kind } = this.#port;
    if (kind === 'attempts') this.#attempts += 1;
    const how = await new Promise<TurnEnd>((resolve) => {
      const timer = setTimeout(() => finish('late'), patience + (kind === 'attempts' ? attemptPatience : 0));
      const finish = (end: TurnEnd): void => {
        clearTimeout(timer);
        this.#turn = null;
        resolve(end);
      };
      this.#turn = { exchange, finish };
      if (leavesData) this.#port.sendRaw(command);
      else this.#port.send(command, patience);
    });
    const parts = exchange.read();
    if (typeof how === 'object') this.#checkUsable(command);
    if (how === 'flooded') throw await this.#flooded(command);
    return parts;
  }

  async #guard(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, guardTime));
  }

  /** Waits until the port says nothing more. */
  async #silence(): Promise<void> {
    const until = Date.now() + longestUnrest;
    this.#heardAt = Date.now();
    while (Date.now() < until && Date.now() - this.#heardAt < quiet && this.#end === null)
      await new Promise((resolve) => setTimeout(resolve, quiet / 3));
  }

  #take(chunk: Uint8Array): void {
    this.#heardAt = Date.now();
    this.#bytes += chunk.length;
    this.#cutter.write(chunk);
    if (this.#bytes > mostBytes) this.#turn?.finish('flooded');
  }

  #hear(line: string): void {
    if (this.#port.ownWords?.test(line) === true) {
      this.transcript.note(line);
      return;
    }
    const turn = this.#turn;
    const isEcho = this.#sent.has(line.trim());
    if (isEcho) {
      this.#surplusEchoes += 1;
      if (this.#surplusEchoes >= mostSurplusEchoes) this.#stopLoop();
    }
    if (turn === null) {
      this.#strays += 1;
      if (!isEcho) this.transcript.heard(line);
      return;
    }
    const heard = turn.exchange.take(line);
    if (heard === null) return;
    if (heard.part === 'result') this.#hasNumericResults = /^\d$/.test(heard.text);
    if (heard.part !== 'echo') this.transcript.heard(heard.text, heard.part === 'stale');
    if (turn.exchange.isComplete) turn.finish('answered');
  }

  /** Every answer comes back as a command, and the modem answers that again: nothing ends it but to close the port. */
  #stopLoop(): void {
    if (this.#ruined !== null) return;
    this.#ruined = {
      code: 'echo-loop',
      reason: 'it sends back what it is sent, again and again, as a terminal in echo mode or a loop does',
    };
    this.transcript.note(this.#closed(this.#ruined.reason));
    this.#end ??= { how: 'closed' };
    this.#turn?.finish(this.#end);
    this.close().catch(() => undefined);
  }

  async #flooded(command: string): Promise<AtFailure> {
    const reason = 'it talks without end, and says no result';
    this.#ruined ??= { code: 'garbage', reason };
    this.transcript.note(this.#closed(reason));
    await this.close();
    return new AtFailure('garbage', this.#closed(reason), reason, { command });
  }

  #checkUsable(command: string): void {
    if (this.#ruined !== null) {
      const { code, reason } = this.#ruined;
      throw new AtFailure(code, this.#closed(reason), reason, { command });
    }
    if (this.#end === null) return;
    const { path } = this.#port;
    if (this.#end.how === 'closed')
      throw new AtFailure('port-gone', `${path} is closed.`, 'it is closed', { command });
    const { how, reason } = this.#end;
    throw how === 'busy'
      ? new AtFailure('busy', `${path} is not opened again: ${reason}.`, reason, { command })
      : new AtFailure('port-gone', this.#closed(reason), reason, { command });
  }

  #closed(reason: string): string {
    return `${this.#port.path} is closed: ${reason}.`;
  }

  /** A command without an answer: what comes later must not be taken for that to the next. */
  #lose(command: string, parts: AtExchangeParts, patience: number): AtFailure {
    this.#state = 'lost';
    this.#late.add(command);
    return this.#unanswered(command, [...parts.said, ...parts.stale, ...parts.noise], patience);
  }

  #unanswered(command: string, heard: readonly string[], patience: number): AtFailure {
    const words = heard.join(' / ').slice(0, longestHeard);
    const seconds = Math.round(patience / 100) / 10;
    const rest = words === '' ? '' : '; what it said is no answer';
    const predicate = `did not answer ${command} within ${seconds} s${rest}`;
    const failure = new AtFailure(
      words === '' ? 'silent' : 'garbage',
      `${this.#port.path} ${predicate}.`,
      `it ${predicate}`,
      { command, heard: words },
    );
    this.transcript.note(failure.message);
    return failure;
  }
}

/** Characters that are kept of what was no answer. */
const longestHeard = 400;
