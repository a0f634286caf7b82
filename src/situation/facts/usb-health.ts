import type { UsbArrival } from '../../grammar/dialogues/dialogue.ts';
import type { Message, MessageOf } from '../../grammar/message.ts';
import { driverInfo, usbDevice } from '../../knowledge/usb.ts';
import { modemDrivers, modemMakers } from '../modems.ts';
import type { Episode } from '../situation.ts';
import { atTalks } from './at.ts';
import { perEpisode } from './per-episode.ts';
import { usbPorts } from './usb.ts';

/** Seconds since boot, or of the wall clock where the kernel did not stamp the line. Only differences mean anything. */
export function secondsBetween(
  earlier: Pick<Message, 'origin'>,
  later: Pick<Message, 'origin'>,
): number | null {
  const [one, other] = [earlier.origin, later.origin];
  if (one.uptime !== null && other.uptime !== null) return other.uptime - one.uptime;
  return one.clock === null || other.clock === null ? null : other.clock.seconds - one.clock.seconds;
}

/** A complaint of the kernel that a device at a port does not answer as USB wants it. */
export interface UsbComplaint {
  readonly port: string;
  readonly message: Message;
}

/** In the order of the input. Source: linux drivers/usb/core/{hub,message,config}.c. */
export const usbComplaints = perEpisode((episode): readonly UsbComplaint[] =>
  [
    ...episode.messages.of('usb.descriptor-failed'),
    ...episode.messages.of('usb.address-refused'),
    ...episode.messages.of('usb.enumeration-failed'),
    ...episode.messages.of('usb.configuration-unset'),
    ...episode.messages.of('usb.string-unreadable'),
    ...episode.messages.of('usb.setup-unanswered'),
    ...episode.messages.of('usb.port-not-enabled'),
    ...episode.messages.of('usb.port-reset-failed'),
    ...episode.messages.of('usb.debounce-failed'),
    ...episode.remarks.of('usb.configuration-unreadable'),
  ]
    .flatMap((message): readonly UsbComplaint[] => {
      const port = portOf(message);
      return port === null ? [] : [{ port, message }];
    })
    .sort((one, other) => one.message.origin.order - other.message.origin.order),
);

/** The port path that a kernel line is about; what a hub says of its port 3 is about `<hub>.3`. */
export function portOf(message: Message): string | null {
  const fields: Readonly<Record<string, unknown>> =
    message.kind === 'remark' ? message.fields.values : message.fields;
  const { port, hub, hubPort } = fields;
  if (typeof hub === 'string') {
    const number = hubPort ?? port;
    return typeof number === 'number' ? portOfHub(hub, number) : null;
  }
  if (typeof port !== 'string') return null;
  const [, own, number] = /^(.+)-port(\d+)$/.exec(port) ?? [];
  return own === undefined ? port : portOfHub(own, Number(number));
}

/** The port of a line, or where it is about a whole hub, the hub: `1-1`, `usb1`; null where it names neither. */
export function placeOf(message: Message): string | null {
  const port = portOf(message);
  if (port !== null || message.kind === 'remark' || !('hub' in message.fields)) return port;
  const [path = ''] = message.fields.hub.split(':');
  return path.replace(/^(\d+)-0$/, 'usb$1');
}

/** Whether a port is this one, or hangs on the hub there. `1-1.2` hangs on `1-1` and on `usb1`. */
export function isUnder(port: string, place: string): boolean {
  const bus = /^usb(\d+)$/.exec(place)?.[1];
  return bus === undefined ? port === place || port.startsWith(`${place}.`) : port.startsWith(`${bus}-`);
}

/** `1-0:1.0`, `usb1` and 2 make `1-2`; `1-1`, `1-1:1.0` and 2 make `1-1.2`. */
function portOfHub(hub: string, number: number): string {
  const [path = ''] = hub.split(':');
  const root = /^(?:usb(\d+)|(\d+)-0)$/.exec(path);
  return root === null ? `${path}.${number}` : `${root[1] ?? root[2]}-${number}`;
}

/** What is plugged in at a port, as far as the input tells. */
export function deviceAt(episode: Episode, port: string): 'modem' | 'other' | 'unknown' {
  const arrivals = usbPorts(episode).find((known) => known.port === port)?.arrivals ?? [];
  const ids = [
    ...arrivals.flatMap(({ found }) => (found === null ? [] : [found.fields])),
    ...episode.observations.of('usb-device').filter((device) => device.port === port),
  ];
  const isModem = ids.some(
    ({ vendor, product }) =>
      vendor !== null &&
      product !== null &&
      (usbDevice(vendor, product)?.modem === true || modemMakers.has(vendor.toLowerCase())),
  );
  const functions = arrivals.flatMap((arrival) => arrival.functions);
  const hasModemDriver = functions.some(
    ({ driver, message }) =>
      (driver !== null && modemDrivers.has(driver)) ||
      (message.kind === 'usb.serial-attached' && message.fields.converter.startsWith('GSM modem')),
  );
  // A log that begins late shows what the drivers let go of.
  const left = episode.messages
    .of('usb.netdev-gone')
    .filter(({ fields }) => fields.usbInterface.startsWith(`${port}:`));
  const lostModem =
    left.some(({ fields }) => modemDrivers.has(fields.driver)) ||
    (left.some(({ fields }) => driverInfo(fields.driver) !== undefined) &&
      episode.messages
        .of('usb.serial-detached')
        .some(({ fields }) => fields.converter.startsWith('GSM modem')));
  if (isModem || hasModemDriver || lostModem || episode.modems.some(({ usbPort }) => usbPort === port))
    return 'modem';
  const isOther =
    ids.length > 0 ||
    arrivals.some(({ storage }) => storage !== null) ||
    functions.some(({ driver }) => driver !== null && driverInfo(driver) === undefined);
  return isOther ? 'other' : 'unknown';
}

/** A modem that left the bus, and its return to the same port, where there was one. */
export interface Departure {
  readonly port: string;
  readonly gone: MessageOf<'usb.disconnect'>;
  readonly before: UsbArrival;
  readonly back: UsbArrival | null;
}

/**
 * Departures of modems from the bus, mode switches left out: those leave within seconds as a drive and come back at once
 * with another id.
 */
export const modemDepartures = perEpisode((episode): readonly Departure[] =>
  usbPorts(episode)
    .filter(({ port }) => deviceAt(episode, port) === 'modem')
    .flatMap(({ port, arrivals }) =>
      arrivals.flatMap((before, at): readonly Departure[] => {
        const back = arrivals[at + 1] ?? null;
        if (before.gone === null || isSwitch(before, back)) return [];
        return [{ port, gone: before.gone, before, back }];
      }),
    )
    .sort((one, other) => one.gone.origin.order - other.gone.origin.order),
);

/** usb_modeswitch is at work: a drive leaves, or what comes back within three seconds has another id. */
function isSwitch(before: UsbArrival, back: UsbArrival | null): boolean {
  if (before.gone === null) return false;
  const isDrive = before.storage !== null && before.functions.length === 0;
  if (isDrive || isDriveId(before)) return true;
  if (back === null) return false;
  const away = secondsBetween(before.gone, back.first);
  return idOf(before) !== idOf(back) && idOf(before) !== null && idOf(back) !== null && (away ?? 9) <= 3;
}

/** The id of a stick that waits to be switched from drive to modem. */
export function isDriveId({ found }: UsbArrival): boolean {
  const known = found === null ? undefined : usbDevice(found.fields.vendor, found.fields.product);
  return known?.modes.some((mode) => mode === 'cdrom-unswitched' || mode === 'cdrom-same-id') === true;
}

/** `2c7c:0125`; null where the kernel does not say. */
export function idOf({ found }: UsbArrival): string | null {
  return found === null ? null : `${found.fields.vendor}:${found.fields.product}`.toLowerCase();
}

/**
 * Somebody typed a command that restarts the modem. Source: 3GPP TS 27.007 8.2 (+CFUN=1,1); AT manuals of Huawei, Sierra
 * Wireless, Quectel, SIMCom, Telit, Cinterion.
 */
export function isResetByHand(episode: Episode): boolean {
  return atTalks(episode).some(
    ({ by, commands }) =>
      by === 'transcript' &&
      commands.some(
        ({ name, parameters }) => resets.has(name) || (name === '+CFUN' && parameters[1] === '1'),
      ),
  );
}

const resets: ReadonlySet<string> = new Set([
  '^RESET',
  '!RESET',
  '+QPOWD',
  '+CRESET',
  '#REBOOT',
  '#ENHRST',
  '^SMSO',
]);

/** The connection that decides is up: what the bus had to say before is over. */
export function endsConnected({ attempts }: Episode): boolean {
  const last = attempts.findLast(({ outcome }) => outcome !== 'unfinished');
  return last?.outcome === 'up';
}
