import type { Message } from '../message.ts';
import type { Dialogue } from './dialogue.ts';
import { usbPortOf } from './usb-port.ts';

/** The dialogue that a message belongs to. */
export interface Route {
  readonly type: Dialogue['type'];
  /** Tells the speaker instances of one type apart: a pid, an interface, a USB port. */
  readonly instance: string;
  /** Whether a dialogue begins with it: always, where the one before has ended (its beginning is lost then), or never. */
  readonly opens: 'always' | 'after-end' | 'never';
  /** The dialogue ends with it, or with what follows of the same end. */
  readonly ends: boolean;
}

/** Null where the message stands alone. */
export function routeOf(message: Message): Route | null {
  const { speaker, pid, interface: relayedFor } = message.origin;
  switch (speaker) {
    case 'chat':
      return routeOfChat(message);
    case 'pppd':
      return {
        type: 'ppp-session',
        instance: String(pid),
        opens: message.kind === 'pppd.started' ? 'always' : 'after-end',
        ends: message.kind === 'pppd.exit',
      };
    case 'udhcpc':
      return routeOfDhcp(message);
    case 'kernel':
      return routeOfUsb(message);
    case 'netifd':
      return routeOfInterface(message);
    default:
      if (relayedFor === null) return null;
      return { type: 'handler-run', instance: relayedFor, opens: 'never', ends: false };
  }
}

/** chat does not say that it begins; a process id may come again. */
function routeOfChat(message: Message): Route {
  const ends =
    message.kind === 'chat.aborted' ||
    message.kind === 'chat.script-failed' ||
    message.kind === 'chat.interrupted';
  return { type: 'chat-script', instance: String(message.origin.pid), opens: 'after-end', ends };
}

/** A hand-started udhcpc prints no process id; its section tells it apart. */
function routeOfDhcp(message: Message): Route {
  const { interface: relayedFor, pid, section } = message.origin;
  return {
    type: 'dhcp-conversation',
    instance: relayedFor === null ? `by hand ${section}` : `${relayedFor} ${pid}`,
    opens: message.kind === 'dhcp.started' ? 'always' : 'never',
    ends: false,
  };
}

/** After a disconnect, drivers still let go of the device's interfaces; anything else is said of the next device. */
function routeOfUsb(message: Message): Route | null {
  const port = usbPortOf(message);
  if (port === null) return null;
  const route = { type: 'usb-arrival', instance: port, ends: message.kind === 'usb.disconnect' } as const;
  switch (message.kind) {
    case 'usb.new-device':
      return { ...route, opens: 'always' };
    case 'usb.disconnect':
    case 'usb.interface-detached':
    case 'usb.serial-detached':
    case 'usb.netdev-gone':
      return { ...route, opens: 'never' };
    default:
      return { ...route, opens: 'after-end' };
  }
}

/** `is enabled` and `has link connectivity` come before `is setting up now`; handlers still speak after `is now down`. */
function routeOfInterface(message: Message): Route | null {
  switch (message.kind) {
    case 'interface.setting-up':
      return { type: 'handler-run', instance: message.fields.interface, opens: 'always', ends: false };
    case 'interface.enabled':
    case 'interface.link-up':
      return { type: 'handler-run', instance: message.fields.interface, opens: 'after-end', ends: false };
    case 'interface.down':
      return { type: 'handler-run', instance: message.fields.interface, opens: 'never', ends: true };
    case 'interface.up':
    case 'interface.disabled':
    case 'interface.link-lost':
    case 'interface.connection-lost':
      return { type: 'handler-run', instance: message.fields.interface, opens: 'never', ends: false };
    default:
      return null;
  }
}
