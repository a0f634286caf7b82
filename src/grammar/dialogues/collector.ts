import type { Message } from '../message.ts';
import { readChatScript } from './chat-script.ts';
import { readDhcpConversation } from './dhcp-conversation.ts';
import type { Dialogue } from './dialogue.ts';
import { readHandlerRun } from './handler-run.ts';
import { Hearing } from './hearing.ts';
import { readPppSession } from './ppp-session.ts';
import { nameOf, numberOf, type Route, routeOf } from './route.ts';
import { readUsbArrival } from './usb-arrival.ts';

/** A router may redial for weeks: so many dialogues are kept from the beginning of a stretch and as many from its end. */
const dialoguesAtEachEnd = 100;

/** So many more come in at the end before the oldest are left out. */
const dialoguesAtOnce = 32;

/** So many instances are listened to at once; beyond that the one that has been silent for longest is taken as over. */
const openAtOnce = 32;

/** Only the first instances of a stretch can be the rest of something that began before it. */
const headlessAtMost = 64;

/** What was heard of one speaker instance, from one opening to the next. */
interface Instance {
  readonly route: Route;
  readonly name: string;
  readonly number: number | null;
  readonly hearing: Hearing;
  /** It came before the first opening: an earlier stretch of the input may hold its beginning. */
  readonly isHeadless: boolean;
}

/** Sorts messages by speaker instance and reads what each instance said as a dialogue. */
export class DialogueCollector {
  readonly #headless: Instance[] = [];
  /** The one that spoke last stands last. A Map of them would be rebuilt over and over in a long log. */
  readonly #open: Instance[] = [];
  /** What is over is read in the end only: of a long log most is left out by then. */
  readonly #firstFinished: Instance[] = [];
  #lastFinished: Instance[] = [];
  #leftOut = 0;

  /** Dialogues between the first and the last ones that are not kept. */
  get leftOut(): number {
    return this.#leftOut;
  }

  add(message: Message): void {
    const route = routeOf(message);
    if (route === null) return;
    const name = nameOf(message, route);
    const number = numberOf(message, route);
    let instance = this.#openOf(route, name, number);
    if (instance === undefined || opensAfter(instance, route)) {
      const isHeadless =
        instance === undefined && route.opens !== 'always' && this.#headless.length < headlessAtMost;
      if (instance !== undefined) this.#close(instance);
      instance = { route, name, number, hearing: new Hearing(), isHeadless };
      this.#begin(instance);
      const [oldest] = this.#open;
      if (this.#open.length > openAtOnce && oldest !== undefined) this.#close(oldest);
    }
    instance.hearing.add(message);
    if (route.ends) instance.hearing.hasEnded = true;
  }

  /** Takes over what a collector of the following stretch heard; dialogues that go on there are joined. */
  absorb(following: DialogueCollector): void {
    for (const continuation of following.#headless) {
      const open = this.#openOf(continuation.route, continuation.name, continuation.number);
      if (open !== undefined && !opensAfter(open, continuation.route)) {
        open.hearing.absorb(continuation.hearing);
        continue;
      }
      if (open !== undefined) this.#close(open);
      this.#begin({ ...continuation, isHeadless: open === undefined });
    }
    for (const instance of following.#open) {
      if (instance.isHeadless) continue;
      const open = this.#openOf(instance.route, instance.name, instance.number);
      if (open !== undefined) this.#close(open);
      this.#begin(instance);
    }
    for (const instance of [...following.#firstFinished, ...following.#lastFinished]) this.#keep(instance);
    this.#leftOut += following.#leftOut;
  }

  /** All dialogues in the order of their first messages. Nothing may be added afterwards. */
  finish(): readonly Dialogue[] {
    for (const instance of [...this.#open]) this.#close(instance);
    for (const instance of this.#headless) this.#keep(instance);
    return [...this.#firstFinished, ...this.#lastFinished]
      .flatMap(read)
      .sort((one, other) => orderOf(one) - orderOf(other));
  }

  #begin(instance: Instance): void {
    this.#open.push(instance);
    if (instance.isHeadless) this.#headless.push(instance);
  }

  /** The open instance of this name and number, which stands last then. */
  #openOf({ type }: Route, name: string, number: number | null): Instance | undefined {
    const open = this.#open;
    for (let at = open.length - 1; at >= 0; at -= 1) {
      const instance = open[at];
      if (instance === undefined || instance.number !== number || instance.route.type !== type) continue;
      if (instance.name !== name) continue;
      if (at < open.length - 1) {
        open.splice(at, 1);
        open.push(instance);
      }
      return instance;
    }
    return undefined;
  }

  /** Before what has no opening, something may stand in an earlier stretch. */
  #close(instance: Instance): void {
    this.#open.splice(this.#open.indexOf(instance), 1);
    if (!instance.isHeadless) this.#keep(instance);
  }

  #keep(instance: Instance): void {
    if (this.#firstFinished.length < dialoguesAtEachEnd) this.#firstFinished.push(instance);
    else this.#lastFinished.push(instance);
    if (this.#lastFinished.length < dialoguesAtEachEnd + dialoguesAtOnce) return;
    const kept = fromWholeRun(this.#lastFinished.slice(-dialoguesAtEachEnd));
    this.#leftOut += this.#lastFinished.length - kept.length;
    this.#lastFinished = kept;
  }
}

/** Without the rest of a run whose beginning is left out. */
function fromWholeRun(instances: readonly Instance[]): Instance[] {
  const start = instances.findIndex(({ hearing }) => hearing.has('interface.setting-up'));
  return start < 0 ? [...instances] : instances.slice(start);
}

function orderOf(dialogue: Dialogue): number {
  return dialogue.first.origin.order;
}

function opensAfter({ hearing }: Instance, { opens }: Route): boolean {
  return opens === 'always' || (opens === 'after-end' && hearing.hasEnded);
}

function read({ route, name, hearing }: Instance): readonly Dialogue[] {
  const [first, ...rest] = hearing.messages;
  return first === undefined ? [] : [readMessages(route, name, [first, ...rest])];
}

function readMessages({ type }: Route, name: string, messages: readonly [Message, ...Message[]]): Dialogue {
  switch (type) {
    case 'chat-script':
      return readChatScript(messages);
    case 'ppp-session':
      return readPppSession(messages);
    case 'handler-run':
      return readHandlerRun(name, messages);
    case 'dhcp-conversation':
      return readDhcpConversation(messages);
    case 'usb-arrival':
      return readUsbArrival(name, messages);
  }
}
