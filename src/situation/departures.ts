import type { Dialogue } from '../grammar/dialogues/dialogue.ts';
import type { Message } from '../grammar/message.ts';
import { orderOf } from './courses.ts';
import type { LogView } from './log-view.ts';
import type { Modem } from './situation.ts';

/** What an attempt uses of a modem. */
interface Nodes {
  readonly device: string | null;
  readonly netdev: string | null;
}

interface Scene {
  readonly dialogues: readonly Dialogue[];
  readonly modems: readonly Modem[];
  readonly view: LogView;
}

/**
 * The kernel's lines with which the modem of an attempt leaves the bus, in the order of the input. Where the attempt
 * names neither device nor net device, the only modem is the one.
 */
export function departuresOf({ device, netdev }: Nodes, scene: Scene): readonly Message[] {
  const { dialogues, modems, view } = scene;
  const tty = device?.startsWith('/dev/') === true ? device.slice('/dev/'.length) : null;
  const names = [device, tty, netdev].filter((name) => name !== null);
  const arrivals = dialogues.filter((dialogue) => dialogue.type === 'usb-arrival');
  const users = [
    ...arrivals.map(({ port, functions }) => ({ port, nodes: functions.map(({ node }) => node) })),
    ...modems.map(({ usbPort, functions }) => ({ port: usbPort, nodes: functions.map(({ node }) => node) })),
  ];
  const [only, another] = modems;
  const ports = new Set(
    names.length === 0 && another === undefined
      ? [only?.usbPort]
      : users
          .filter(({ nodes }) => nodes.some((node) => node !== null && names.includes(node)))
          .map(({ port }) => port),
  );
  const gone = arrivals.map((arrival) => arrival.gone).filter((message) => message !== null);
  // Where the log began after the arrival, the drivers name what they let go of, right after the disconnect.
  const released = [
    ...view.of('usb.netdev-gone').filter(({ fields }) => fields.netdev === netdev),
    ...view.of('usb.serial-detached').filter(({ fields }) => fields.was === tty),
  ].map((message) => gone.findLast((left) => orderOf(left) < orderOf(message)));
  return gone.filter((message) => ports.has(message.fields.port) || released.includes(message));
}

/** Both lines show the wall clock, so that they are of one time line: dmesg is often pasted after the log it belongs before. */
export function isLater(message: Message, than: Message): boolean {
  const [clock, earlier] = [message.origin.clock, than.origin.clock];
  if (clock === null || earlier === null || clock.hasYear !== earlier.hasYear) return false;
  return clock.seconds >= earlier.seconds;
}
