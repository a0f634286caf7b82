import type { Message } from '../message.ts';
import { readChatScript } from './chat-script.ts';
import { readDhcpConversation } from './dhcp-conversation.ts';
import type { Dialogue } from './dialogue.ts';
import { readHandlerRun } from './handler-run.ts';
import { readPppSession } from './ppp-session.ts';
import { readUsbArrival } from './usb-arrival.ts';

/** A dialogue keeps this many messages from its beginning and as many from its end; what lies between repeats. */
const keptAtEachEnd = 128;

interface Route {
  readonly type: Dialogue['type'];
  /** Tells the speaker instances of one type apart: a pid, an interface, a USB port. */
  readonly instance: string;
  /** The message opens a new dialogue of its instance. */
  readonly opens: boolean;
}

/** The messages of one speaker instance from one opening to the next. */
class Hearing {
  readonly route: Route;
  readonly #head: Message[] = [];
  readonly #tail: Message[] = [];

  constructor(route: Route) {
    this.route = route;
  }

  add(message: Message): void {
    if (this.#head.length < keptAtEachEnd) this.#head.push(message);
    else {
      this.#tail.push(message);
      if (this.#tail.length > keptAtEachEnd) this.#tail.shift();
    }
  }

  get messages(): readonly Message[] {
    return [...this.#head, ...this.#tail];
  }
}

/** Sorts messages by speaker instance and reads each instance's run as a dialogue. */
export class DialogueCollector {
  /** Per instance, what came before its first opening: an earlier stretch of the input may hold the beginning. */
  readonly #headless = new Map<string, Hearing>();
  readonly #open = new Map<string, Hearing>();
  readonly #finished: Dialogue[] = [];

  add(message: Message): void {
    const route = routeOf(message);
    if (route === null) return;
    const key = `${route.type} ${route.instance}`;
    let hearing = this.#open.get(key);
    if (hearing === undefined || route.opens) {
      this.#close(key);
      hearing = new Hearing(route);
      this.#open.set(key, hearing);
      if (!route.opens) this.#headless.set(key, hearing);
    }
    hearing.add(message);
  }

  /** Takes over what a collector of the following stretch heard; dialogues that go on there are joined. */
  absorb(following: DialogueCollector): void {
    for (const [key, continuation] of following.#headless) {
      const open = this.#open.get(key);
      if (open === undefined) {
        this.#open.set(key, continuation);
        this.#headless.set(key, continuation);
      } else for (const message of continuation.messages) open.add(message);
    }
    for (const [key, hearing] of following.#open) {
      if (following.#headless.get(key) === hearing) continue;
      this.#close(key);
      this.#open.set(key, hearing);
    }
    this.#finished.push(...following.#finished);
  }

  /** All dialogues in the order of their first messages. Nothing may be added afterwards. */
  finish(): readonly Dialogue[] {
    for (const key of [...this.#open.keys()]) this.#close(key);
    for (const hearing of this.#headless.values()) this.#read(hearing);
    return this.#finished.sort((one, other) => one.first.origin.order - other.first.origin.order);
  }

  /** A hearing without its opening is not read before it is sure that nothing precedes it. */
  #close(key: string): void {
    const hearing = this.#open.get(key);
    this.#open.delete(key);
    if (hearing !== undefined && this.#headless.get(key) !== hearing) this.#read(hearing);
  }

  #read(hearing: Hearing): void {
    const [first, ...rest] = hearing.messages;
    if (first !== undefined) this.#finished.push(read(hearing.route, [first, ...rest]));
  }
}

function read(route: Route, messages: readonly [Message, ...Message[]]): Dialogue {
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

/** The dialogue a message belongs to; null where it stands alone. */
function routeOf(message: Message): Route | null {
  const { speaker, pid, interface: relayedFor, section } = message.origin;
  switch (speaker) {
    case 'chat':
      return { type: 'chat-script', instance: String(pid), opens: false };
    case 'pppd':
      return { type: 'ppp-session', instance: String(pid), opens: message.kind === 'pppd.started' };
    case 'udhcpc':
      return {
        type: 'dhcp-conversation',
        instance: relayedFor === null ? `by hand ${section}` : `${relayedFor} ${pid}`,
        opens: message.kind === 'dhcp.started',
      };
    case 'kernel': {
      const port = usbPortOf(message);
      return port === null ? null : { type: 'usb-arrival', instance: port, opens: message.kind === 'usb.new-device' };
    }
    case 'netifd':
      return message.kind.startsWith('interface.') && 'interface' in message.fields
        ? { type: 'handler-run', instance: message.fields.interface, opens: message.kind === 'interface.setting-up' }
        : null;
    default:
      return relayedFor === null ? null : { type: 'handler-run', instance: relayedFor, opens: false };
  }
}

/** `1-1` of `usb 1-1: …` and of `option 1-1:1.0: …`. */
function usbPortOf(message: Message): string | null {
  const { fields } = message;
  if ('port' in fields && typeof fields.port === 'string' && message.kind.startsWith('usb.')) return fields.port;
  if ('usbInterface' in fields) return fields.usbInterface.slice(0, fields.usbInterface.indexOf(':'));
  return null;
}
