import type { Message } from '../message.ts';

/** The port in front of a hub: `usb1-port2` of a root hub, `1-1.4-port2` of another. Linux drivers/usb/core/port.c. */
const hubPort = /^(?:usb(\d+)|(\d+-[\d.]+))-port(\d+)$/;

/**
 * The port path of the device that a kernel line is about: `1-1` of `usb 1-1: …`, of `option 1-1:1.0: …`, and of what a
 * hub says of the port where it is plugged in. Null where the line names none.
 */
export function usbPortOf(message: Message): string | null {
  switch (message.kind) {
    case 'usb.enumeration-failed':
    case 'usb.over-current': {
      const { fields } = message;
      if ('hub' in fields) return devicePath(fields.hub.slice(0, fields.hub.indexOf(':')), fields.port);
      const [, bus, hub, port] = hubPort.exec(fields.port) ?? [];
      return port === undefined ? fields.port : devicePath(hub ?? `${bus}-0`, Number(port));
    }
    default: {
      const { fields } = message;
      if ('usbInterface' in fields) return fields.usbInterface.slice(0, fields.usbInterface.indexOf(':'));
      return 'port' in fields ? fields.port : null;
    }
  }
}

/** A hub's path and the number of its port: `1-0` and 2 make `1-2`, `1-1` and 2 make `1-1.2`. */
function devicePath(hub: string, port: number): string {
  return hub.endsWith('-0') ? `${hub.slice(0, -1)}${port}` : `${hub}.${port}`;
}
