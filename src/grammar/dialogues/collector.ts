import type { Message } from '../message.ts';
import { readChatScript } from './chat-script.ts';
import { readDhcpConversation } from './dhcp-conversation.ts';
import type { Dialogue } from './dialogue.ts';
import { readHandlerRun } from './handler-run.ts';
import { Hearing } from './hearing.ts';
import { readPppSession } from './ppp-session.ts';
import { type Route, routeOf } from './route.ts';
import { readUsbArrival } from './usb-arrival.ts';

/** A router may redial for weeks: so many dialogues are kept from the beginning of a stretch and as many from its end. */
const dialoguesAtEachEnd = 200;

/** So many instances are listened to at once; beyond that the one opened first is taken as over. */
const openAtOnce = 256;

/** Only the first instances of a stretch can be the rest of something that began before it. */
const headlessAtMost = 64;

/** What was heard of one speaker instance, from one opening to the next. */
interface Instance {
  readonly route: Route;
  readonly hearing: Hearing;
}

/** Sorts messages by speaker instance and reads what each instance said as a dialogue. */
export class DialogueCollector {
  /** What came before the first opening of an instance: an earlier stretch of the input may hold its beginning. */
  readonly #headless = new Map<string, Instance>();
  readonly #open = new Map<string, Instance>();
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
    const key = `${route.type} ${route.instance}`;
    let instance = this.#open.get(key);
    if (instance === undefined || opensAfter(instance, route)) {
      const isFirst = instance === undefined;
      this.#close(key);
      instance = { route, hearing: new Hearing() };
      this.#open.set(key, instance);
      if (isFirst && route.opens !== 'always' && this.#headless.size < headlessAtMost)
        this.#headless.set(key, instance);
      this.#closeOldest();
    }
    instance.hearing.add(message);
    if (route.ends) instance.hearing.hasEnded = true;
  }

  /** Takes over what a collector of the following stretch heard; dialogues that go on there are joined. */
  absorb(following: DialogueCollector): void {
    for (const [key, continuation] of following.#headless) {
      const open = this.#open.get(key);
      if (open !== undefined && !opensAfter(open, continuation.route)) {
        open.hearing.absorb(continuation.hearing);
        continue;
      }
      this.#close(key);
      this.#open.set(key, continuation);
      if (open === undefined) this.#headless.set(key, continuation);
    }
    for (const [key, instance] of following.#open) {
      if (following.#headless.get(key) === instance) continue;
      this.#close(key);
      this.#open.set(key, instance);
    }
    for (const instance of [...following.#firstFinished, ...following.#lastFinished]) this.#keep(instance);
    this.#leftOut += following.#leftOut;
  }

  /** All dialogues in the order of their first messages. Nothing may be added afterwards. */
  finish(): readonly Dialogue[] {
    for (const key of [...this.#open.keys()]) this.#close(key);
    for (const instance of this.#headless.values()) this.#keep(instance);
    return [...this.#firstFinished, ...this.#lastFinished]
      .flatMap(read)
      .sort((one, other) => orderOf(one) - orderOf(other));
  }

  /** Before what has no opening, something may stand in an earlier stretch. */
  #close(key: string): void {
    const instance = this.#open.get(key);
    this.#open.delete(key);
    if (instance !== undefined && this.#headless.get(key) !== instance) this.#keep(instance);
  }

  #keep(instance: Instance): void {
    if (this.#firstFinished.length < dialoguesAtEachEnd) this.#firstFinished.push(instance);
    else this.#lastFinished.push(instance);
    if (this.#lastFinished.length < 2 * dialoguesAtEachEnd) return;
    const kept = fromWholeRun(this.#lastFinished.slice(-dialoguesAtEachEnd));
    this.#leftOut += this.#lastFinished.length - kept.length;
    this.#lastFinished = kept;
  }

  #closeOldest(): void {
    if (this.#open.size <= openAtOnce) return;
    for (const key of this.#open.keys()) {
      this.#close(key);
      return;
    }
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

function read({ route, hearing }: Instance): readonly Dialogue[] {
  const [first, ...rest] = hearing.messages;
  return first === undefined ? [] : [readMessages(route, [first, ...rest])];
}

function readMessages(route: Route, messages: readonly [Message, ...Message[]]): Dialogue {
  switch (route.type) {
    case 'chat-script':
      return readChatScript(messages);
    case 'ppp-session':
      return readPppSession(messages);
    case 'handler-run':
      return readHandlerRun(route.instance, messages);
    case 'dhcp-conversation':
      return readDhcpConversation(messages);
    case 'usb-arrival':
      return readUsbArrival(route.instance, messages);
  }
}
