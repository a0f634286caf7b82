import type { MessageOf } from '../../grammar/message.ts';
import type { UsbDeviceShown, UsbInterfaceShown } from '../../grammar/observation.ts';
import { kernelAtLeast } from '../../knowledge/release.ts';
import {
  driverInfo,
  driversForClass,
  type InterfaceRole,
  type ListedDriver,
  type UsbIdentity,
  usbDevice,
} from '../../knowledge/usb.ts';
import { modemMakers } from '../modems.ts';
import type { Episode, Fact, Modem } from '../situation.ts';
import { perEpisode } from './per-episode.ts';
import { modulePresence, packagePresence } from './software.ts';
import { usbPorts } from './usb.ts';

/** What a USB interface of a modem is for, seen from the router. */
export type Purpose = 'serial' | 'qmi' | 'mbim' | 'huawei-ncm' | 'network-card';

/** A function of a modem that a listing of the bus shows in the active configuration. */
export interface FunctionShown {
  readonly modem: Modem;
  readonly device: UsbDeviceShown;
  readonly shown: UsbInterfaceShown;
  readonly purpose: Purpose;
  /** The driver that takes it by the kernel's tables; null where they do not have it. */
  readonly taker: ListedDriver | null;
}

const serialDrivers: ReadonlySet<string> = new Set(['option', 'qcserial', 'sierra', 'ipw', 'cdc_acm']);

const serialRoles: ReadonlySet<InterfaceRole> = new Set([
  'at',
  'at2',
  'ppp',
  'at2+ppp',
  'nmea',
  'diag',
  'no-dial',
]);

/**
 * Functions with what they are for, as far as tables tell: by their class, else by what is known of the device's
 * interfaces. Source: id tables of the Linux kernel (drivers/usb/serial/{option,qcserial}.c, drivers/net/usb/*.c).
 */
export const modemFunctionsShown = perEpisode((episode): readonly FunctionShown[] =>
  episode.modems.flatMap((modem) => {
    const device = modem.listing;
    if (device === null || modem.inherited || !modem.attached) return [];
    return activeInterfaces(device).flatMap((shown): readonly FunctionShown[] => {
      const known = purposeOf(device, shown);
      return known === null ? [] : [{ modem, device, shown, ...known }];
    });
  }),
);

/** Functions that the listing shows without a driver. */
export function unservedFunctions(episode: Episode, purpose: Purpose): readonly FunctionShown[] {
  return modemFunctionsShown(episode).filter(
    (known) => known.purpose === purpose && known.shown.driver === 'none',
  );
}

/** What is shown of the active configuration. */
export function activeInterfaces({
  interfaces,
  activeConfiguration,
}: UsbDeviceShown): readonly UsbInterfaceShown[] {
  return interfaces.filter(
    ({ configuration }) =>
      configuration === null || activeConfiguration === null || configuration === activeConfiguration,
  );
}

function purposeOf(
  { vendor, product }: UsbDeviceShown,
  shown: UsbInterfaceShown,
): { readonly purpose: Purpose; readonly taker: ListedDriver | null } | null {
  const { classCode, subclassCode, protocolCode } = shown;
  if (vendor === null || product === null || classCode === null) return null;
  if (subclassCode !== null && protocolCode !== null) {
    const triple = { cls: classCode, sub: subclassCode, prot: protocolCode };
    // A row for the vendor may be newer than the one for everybody, which took its devices before.
    const ofAnyVendor = driversForClass('0000', triple);
    for (const listed of driversForClass(vendor, triple)) {
      const purpose = purposeOfDriver(listed.driver);
      const taker = ofAnyVendor.find(({ driver }) => driver === listed.driver) ?? listed;
      if (purpose !== null) return { purpose, taker };
    }
  }
  // adb: nothing of a modem's.
  if (classCode !== 'ff' || subclassCode === '42') return null;
  const known = usbDevice(vendor, product);
  if (known === undefined) return modemMakers.has(vendor) ? { purpose: 'serial', taker: null } : null;
  const qmi = known.drivers.find(({ driver }) => driver === 'qmi_wwan') ?? null;
  const serial = serialDriverOf(known);
  const role = known.interfaceRoles.get(shown.number);
  if (role === 'qmi' || (role === 'net' && qmi !== null)) return { purpose: 'qmi', taker: qmi };
  if (role !== undefined) return serialRoles.has(role) ? { purpose: 'serial', taker: serial } : null;
  return serial === null ? null : { purpose: 'serial', taker: serial };
}

function serialDriverOf({ drivers }: UsbIdentity): ListedDriver | null {
  return drivers.find(({ driver }) => serialDrivers.has(driver)) ?? null;
}

function purposeOfDriver(driver: string): Purpose | null {
  switch (driver) {
    case 'qmi_wwan':
      return 'qmi';
    case 'cdc_mbim':
      return 'mbim';
    case 'huawei_cdc_ncm':
      return 'huawei-ncm';
    case 'cdc_ether':
    case 'cdc_ncm':
    case 'rndis_host':
      return 'network-card';
    default:
      return serialDrivers.has(driver) ? 'serial' : null;
  }
}

/** The kernel's version: from its own lines, from `ubus call system board`, or from a root hub, whose maker it is. */
export const kernelVersion = perEpisode((episode): Fact<string> | null => {
  if (episode.router.kernel !== null) return episode.router.kernel;
  for (const { kernel, span } of episode.observations.of('board'))
    if (kernel !== null) return { value: kernel, span };
  for (const { manufacturer, span } of episode.observations.of('usb-device')) {
    const [maker, version] = manufacturer?.split(' ') ?? [];
    if (maker === 'Linux' && version !== undefined) return { value: version, span };
  }
  return null;
});

/** Whether the kernel that runs has the id in its table; null where one of the two versions is not known. */
export function kernelKnows(episode: Episode, { since }: ListedDriver): boolean | null {
  if (since === null) return true;
  const kernel = kernelVersion(episode);
  return kernel === null ? null : kernelAtLeast(kernel.value, since);
}

/** Whether a driver is in the kernel: its module is listed, its package is installed, or it says that it is there. */
export function driverPresence(episode: Episode, driver: string): 'present' | 'absent' | 'unknown' {
  const info = driverInfo(driver);
  const module = modulePresence(episode, driver).state;
  const packaged = info?.kmod == null ? 'unknown' : packagePresence(episode, info.kmod).state;
  const registered = episode.messages
    .of('usb.driver-registered')
    .some(({ fields }) => driverInfo(fields.driver)?.driver === driver);
  const atWork = episode.modems
    .flatMap(({ functions }) => functions)
    .some((known) => driverInfo(known.driver)?.driver === driver);
  if (module === 'present' || packaged === 'present' || registered || atWork) return 'present';
  return module === 'absent' || packaged === 'absent' ? 'absent' : 'unknown';
}

/** A modem that the kernel's lines show arriving, and no driver taking it, though the log goes on long enough. */
export interface BareArrival {
  readonly port: string;
  readonly found: MessageOf<'usb.found'>;
  /** Null for an id that no table has, of a maker of modems. */
  readonly known: UsbIdentity | null;
}

/** Drivers bind within a second; modules come up to half a minute after the bus on slow routers. */
const longEnough = 30;

export const bareArrivals = perEpisode((episode): readonly BareArrival[] =>
  usbPorts(episode).flatMap(({ port, arrivals }): readonly BareArrival[] => {
    const last = arrivals.at(-1);
    const found = last?.found ?? null;
    if (last === undefined || found === null) return [];
    if (last.functions.length > 0 || last.storage !== null || last.gone !== null || last.failure !== null)
      return [];
    const { vendor, product } = found.fields;
    const known = usbDevice(vendor, product) ?? null;
    const isModem = known === null ? modemMakers.has(vendor.toLowerCase()) : known.modem;
    const wouldShow =
      episode.view.wouldShow(`usb ${port}: GSM modem (1-port) converter now attached to ttyUSB0`, found) &&
      episode.view.wouldShow(`qmi_wwan ${port}:1.4: cdc-wdm0: USB WDM device`, found);
    const end = episode.view.lastOfSection(found).origin.uptime;
    const shown = found.origin.uptime !== null && end !== null && end - found.origin.uptime >= longEnough;
    return isModem && wouldShow && shown ? [{ port, found, known }] : [];
  }),
);
