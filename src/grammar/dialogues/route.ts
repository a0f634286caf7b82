import type { Message } from '../message.ts';
import type { Dialogue } from './dialogue.ts';
import { usbPortOf } from './usb-port.ts';

/** The dialogue that a message belongs to. */
export interface Route {
  readonly type: Dialogue['type'];
  /** Whether a dialogue begins with it: always, where the one before has ended (its beginning is lost then), or never. */
  readonly opens: 'always' | 'after-end' | 'never';
  /** The dialogue ends with it, or with what follows of the same end. */
  readonly ends: boolean;
}

/** Routes are shared, because one is asked for with every message of a log. */
const routes = {
  chat: { type: 'chat-script', opens: 'after-end', ends: false },
  chatEnd: { type: 'chat-script', opens: 'after-end', ends: true },
  pppdStart: { type: 'ppp-session', opens: 'always', ends: false },
  pppd: { type: 'ppp-session', opens: 'after-end', ends: false },
  pppdEnd: { type: 'ppp-session', opens: 'after-end', ends: true },
  dhcpStart: { type: 'dhcp-conversation', opens: 'always', ends: false },
  dhcp: { type: 'dhcp-conversation', opens: 'never', ends: false },
  usbArrival: { type: 'usb-arrival', opens: 'always', ends: false },
  usb: { type: 'usb-arrival', opens: 'after-end', ends: false },
  usbRest: { type: 'usb-arrival', opens: 'never', ends: false },
  usbEnd: { type: 'usb-arrival', opens: 'never', ends: true },
  runStart: { type: 'handler-run', opens: 'always', ends: false },
  runBefore: { type: 'handler-run', opens: 'after-end', ends: false },
  run: { type: 'handler-run', opens: 'never', ends: false },
  runEnd: { type: 'handler-run', opens: 'never', ends: true },
} as const satisfies Readonly<Record<string, Route>>;

/** Null where the message stands alone. */
export function routeOf(message: Message): Route | null {
  switch (message.origin.speaker) {
    case 'chat':
      return routeOfChat(message);
    case 'pppd':
      if (message.kind === 'pppd.started') return routes.pppdStart;
      return message.kind === 'pppd.exit' ? routes.pppdEnd : routes.pppd;
    case 'udhcpc':
      return message.kind === 'dhcp.started' ? routes.dhcpStart : routes.dhcp;
    case 'kernel':
      return usbPortOf(message) === null ? null : routeOfUsb(message);
    case 'netifd':
      return routeOfInterface(message);
    default:
      return message.origin.interface === null ? null : routes.run;
  }
}

/** Tells, with `numberOf`, the speaker instances of one type apart: an interface, a USB port. Empty where the number alone does. */
export function nameOf(message: Message, { type }: Route): string {
  const { interface: relayedFor } = message.origin;
  switch (type) {
    case 'chat-script':
    case 'ppp-session':
      return '';
    case 'dhcp-conversation':
      return relayedFor ?? '';
    case 'usb-arrival':
      return usbPortOf(message) ?? '';
    case 'handler-run':
      if (relayedFor !== null) return relayedFor;
      return 'interface' in message.fields ? String(message.fields.interface) : '';
  }
}

/** The process id of the speaker, where that tells. */
export function numberOf({ origin }: Message, { type }: Route): number | null {
  switch (type) {
    case 'chat-script':
    case 'ppp-session':
      return origin.pid;
    case 'dhcp-conversation':
      // A hand-started udhcpc prints no process id; its section tells it apart.
      return origin.interface === null ? origin.section : origin.pid;
    default:
      return null;
  }
}

/** chat does not say that it begins; a process id may come again. */
function routeOfChat(message: Message): Route {
  const ends =
    message.kind === 'chat.aborted' ||
    message.kind === 'chat.script-failed' ||
    message.kind === 'chat.interrupted';
  return ends ? routes.chatEnd : routes.chat;
}

/** After a disconnect, drivers still let go of the device's interfaces; anything else is said of the next device. */
function routeOfUsb(message: Message): Route {
  switch (message.kind) {
    case 'usb.new-device':
      return routes.usbArrival;
    case 'usb.disconnect':
      return routes.usbEnd;
    case 'usb.interface-detached':
    case 'usb.serial-detached':
    case 'usb.netdev-gone':
      return routes.usbRest;
    default:
      return routes.usb;
  }
}

/** `is enabled` and `has link connectivity` come before `is setting up now`; handlers still speak after `is now down`. */
function routeOfInterface(message: Message): Route | null {
  switch (message.kind) {
    case 'interface.setting-up':
      return routes.runStart;
    case 'interface.enabled':
    case 'interface.link-up':
      return routes.runBefore;
    case 'interface.down':
      return routes.runEnd;
    case 'interface.up':
    case 'interface.disabled':
    case 'interface.link-lost':
    case 'interface.connection-lost':
      return routes.run;
    default:
      return null;
  }
}
