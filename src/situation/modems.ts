import type { Span } from '../capture/position.ts';
import type { UsbArrival, UsbFunction } from '../grammar/dialogues/dialogue.ts';
import type { UsbDeviceShown } from '../grammar/observation.ts';
import { driverInfo, isModemUsbId } from '../knowledge/usb.ts';
import type { Fact, Modem, ModemFunction } from './situation.ts';

/** What usb-serial drivers call the ports of modems. Source: linux drivers/usb/serial/{option,sierra,qcserial}.c, `description`. */
const converterDrivers: readonly (readonly [RegExp, string])[] = [
  [/^GSM modem/i, 'option'],
  [/^Sierra USB modem/i, 'sierra'],
  [/^Qualcomm USB modem/i, 'qcserial'],
];

/**
 * Drivers that take nothing but modems. Source: id tables of the Linux kernel; cdc_ether, cdc_ncm, rndis_host and cdc_acm
 * also take network adapters, phones and boards.
 */
export const modemDrivers: ReadonlySet<string> = new Set([
  'option',
  'option1',
  'sierra',
  'sierra_net',
  'qcserial',
  'hso',
  'qmi_wwan',
  'qmi_wwan_q',
  'cdc_mbim',
  'huawei_cdc_ncm',
  'GobiNet',
]);

/**
 * Makers of modems and of nothing else on USB, for ids that no table has: Sierra Wireless, Huawei, ZTE, SIMCom, Telit,
 * Quectel, Fibocom (two), MeiG, Cinterion, Option, Novatel. Source: usb.ids.
 */
export const modemMakers: ReadonlySet<string> = new Set(
  '1199 12d1 19d2 1e0e 1bc7 2c7c 2cb7 1508 2dee 1e2d 0af0 1410'.split(' '),
);

/**
 * Makers of Ethernet adapters and of no modems, whose adapters cdc_ether and cdc_ncm take: ASIX, Realtek, NVIDIA, Linksys,
 * Lenovo, Microsoft, Aquantia. Source: linux drivers/net/usb/{cdc_ether,r8152,ax88179_178a,aqc111}.c.
 */
const adapterMakers: ReadonlySet<string> = new Set('0b95 0bda 0955 13b1 17ef 045e 2eca'.split(' '));

/**
 * The modems among the USB devices that arrived, the last state of each port, and those that only listings show.
 * Listings are of one moment; where several show the same device, the last counts.
 */
export function modemsOf(
  arrivals: readonly UsbArrival[],
  listed: readonly UsbDeviceShown[],
): readonly Modem[] {
  const modems = [...arrivedModems(arrivals)];
  const devices = mergedListings(listed);
  for (const device of devices) {
    const port = device.port ?? portByNumber(arrivals, device);
    const at = modems.findIndex((modem) => isSame(modem, device, port, devices));
    const known = modems[at];
    if (known !== undefined) modems[at] = withListing(known, device);
    else if (isModem(device) && !leftBus(arrivals, port)) modems.push(listedModem(device, port));
  }
  return modems;
}

function arrivedModems(arrivals: readonly UsbArrival[]): readonly Modem[] {
  const byPort = new Map<string, Modem>();
  for (const arrival of arrivals) {
    const modem = modemOf(arrival);
    if (modem !== null) byPort.set(arrival.port, modem);
    else if (arrival.gone !== null) detach(byPort, arrival.port);
  }
  return [...byPort.values()];
}

/** Modems known from before, where this episode does not show its own at the same port. */
export function inheritModems(own: readonly Modem[], earlier: readonly Modem[]): readonly Modem[] {
  const shown = new Set(own.map((modem) => modem.usbPort));
  const still = earlier.filter((modem) => modem.attached && !shown.has(modem.usbPort));
  return [...own, ...still.map((modem): Modem => ({ ...modem, inherited: true }))];
}

/** One entry per device: `lsusb` shows ids, `lsusb -t` drivers, and either may be there several times. */
function mergedListings(listed: readonly UsbDeviceShown[]): readonly UsbDeviceShown[] {
  const merged: UsbDeviceShown[] = [];
  for (const device of listed) {
    const at = merged.findIndex((known) => isSameDevice(known, device));
    const known = merged[at];
    if (known === undefined) merged.push(device);
    else merged[at] = mergedDevice(known, device);
  }
  return merged;
}

/** The same number on the same bus, or the same ids where a listing has no numbers. */
function isSameDevice(one: UsbDeviceShown, other: UsbDeviceShown): boolean {
  const sameIds = one.vendor === other.vendor && one.product === other.product;
  const idsAgree = sameIds || one.vendor === null || other.vendor === null;
  if (one.bus !== null && one.device !== null && other.bus !== null && other.device !== null)
    return one.bus === other.bus && one.device === other.device && idsAgree;
  return sameIds && one.vendor !== null;
}

function mergedDevice(known: UsbDeviceShown, later: UsbDeviceShown): UsbDeviceShown {
  return {
    ...later,
    interfaces: later.interfaces.length > 0 ? later.interfaces : known.interfaces,
    bus: later.bus ?? known.bus,
    device: later.device ?? known.device,
    port: later.port ?? known.port,
    vendor: later.vendor ?? known.vendor,
    product: later.product ?? known.product,
    manufacturer: later.manufacturer ?? known.manufacturer,
    productName: later.productName ?? known.productName,
    speed: later.speed ?? known.speed,
    maxPower: later.maxPower ?? known.maxPower,
    configurations: later.configurations ?? known.configurations,
    activeConfiguration: later.activeConfiguration ?? known.activeConfiguration,
  };
}

/** The port at which the kernel gave this number to a device: `usb 1-1: new high-speed USB device number 4`. */
function portByNumber(arrivals: readonly UsbArrival[], { bus, device }: UsbDeviceShown): string | null {
  if (bus === null || device === null) return null;
  const arrival = arrivals.findLast(
    ({ port, arrived }) =>
      arrived?.kind === 'usb.new-device' &&
      port.startsWith(`${bus}-`) &&
      Number(arrived.fields.number) === device,
  );
  return arrival?.port ?? null;
}

/**
 * The same port, or, where the port of one is not shown, the same ids with no second device that has them. A log without
 * ids is about the only modem that is listed.
 */
function isSame(
  { usbPort, vendorId, productId }: Modem,
  device: UsbDeviceShown,
  port: string | null,
  devices: readonly UsbDeviceShown[],
): boolean {
  const idsDiffer =
    vendorId !== null &&
    productId !== null &&
    device.vendor !== null &&
    (vendorId.value !== device.vendor || productId.value !== device.product);
  if (idsDiffer) return false;
  if (usbPort !== null && port !== null) return usbPort === port;
  if (vendorId === null) return isModem(device) && devices.filter(isModem).length === 1;
  const twins = devices.filter(
    ({ vendor, product }) => vendor === device.vendor && product === device.product,
  );
  return device.vendor !== null && twins.length === 1;
}

/** What the kernel's lines show of a modem stands; a listing adds what they do not. */
function withListing(modem: Modem, device: UsbDeviceShown): Modem {
  const port = modem.usbPort ?? device.port;
  return {
    ...modem,
    functions: modem.functions.length > 0 ? modem.functions : listedFunctions(device, port),
    vendorId: modem.vendorId ?? factAt(device.vendor, device.span),
    productId: modem.productId ?? factAt(device.product, device.span),
    product: modem.product ?? factAt(device.productName, device.span),
    manufacturer: modem.manufacturer ?? factAt(device.manufacturer, device.span),
    listing: device,
  };
}

function listedModem(device: UsbDeviceShown, port: string | null): Modem {
  return {
    usbPort: port,
    vendorId: factAt(device.vendor, device.span),
    productId: factAt(device.product, device.span),
    product: factAt(device.productName, device.span),
    manufacturer: factAt(device.manufacturer, device.span),
    functions: listedFunctions(device, port),
    listing: device,
    attached: true,
    span: device.span,
    inherited: false,
  };
}

/** What the drivers made that the listing shows at the interfaces of the active configuration; it names no nodes. */
function listedFunctions(device: UsbDeviceShown, port: string | null): readonly ModemFunction[] {
  return activeInterfaces(device).flatMap(({ number, configuration, driver, span }) => {
    if (driver === null || driver === 'none') return [];
    const inUse = configuration ?? device.activeConfiguration;
    const usbInterface = port === null || inUse === null ? null : `${port}:${inUse}.${number}`;
    return kindsMadeBy(driver).map((kind) => ({ usbInterface, driver, kind, node: null, span }));
  });
}

function activeInterfaces({ interfaces, activeConfiguration }: UsbDeviceShown): UsbDeviceShown['interfaces'] {
  return interfaces.filter(
    ({ configuration }) =>
      configuration === null || activeConfiguration === null || configuration === activeConfiguration,
  );
}

function kindsMadeBy(driver: string): readonly ModemFunction['kind'][] {
  switch (driverInfo(driver)?.kind) {
    case 'serial':
      return ['serial'];
    case 'net':
      return ['network'];
    case 'control+net':
      return ['control', 'network'];
    case 'storage':
    case undefined:
      return [];
  }
}

/**
 * Whether its functions have their drivers: the kernel's lines name what they made, or a listing shows no interface
 * without one.
 */
export function hasDrivers({ functions, listing }: Modem): boolean {
  if (functions.some(({ node }) => node !== null)) return true;
  if (functions.length === 0 || listing === null) return false;
  return activeInterfaces(listing).every(({ driver }) => driver !== null && driver !== 'none');
}

function isModem({ vendor, product, interfaces }: UsbDeviceShown): boolean {
  if (vendor !== null && product !== null && isModemUsbId(vendor, product)) return true;
  if (vendor !== null && modemMakers.has(vendor)) return true;
  return interfaces.some(({ driver }) => driver !== null && modemDrivers.has(driver));
}

/** The log's last word on the port is a disconnect. */
function leftBus(arrivals: readonly UsbArrival[], port: string | null): boolean {
  return port !== null && arrivals.findLast((arrival) => arrival.port === port)?.gone != null;
}

function modemOf(arrival: UsbArrival): Modem | null {
  const functions = arrival.functions.map(functionOf).filter((known) => known !== null);
  const vendor = arrival.found?.fields.vendor.toLowerCase() ?? null;
  const product = arrival.found?.fields.product.toLowerCase() ?? null;
  const knownId = vendor !== null && product !== null && isModemUsbId(vendor, product);
  const isAdapter =
    vendor !== null &&
    adapterMakers.has(vendor) &&
    functions.every(({ driver }) => !modemDrivers.has(driver));
  if ((functions.length === 0 || isAdapter) && !knownId) return null;
  const found = arrival.found?.origin.spans[0] ?? null;
  return {
    usbPort: arrival.port,
    vendorId: factAt(vendor, found),
    productId: factAt(product, found),
    product: factAt(arrival.product?.fields.product ?? null, arrival.product?.origin.spans[0] ?? null),
    manufacturer: factAt(
      arrival.manufacturer?.fields.manufacturer ?? null,
      arrival.manufacturer?.origin.spans[0] ?? null,
    ),
    functions,
    listing: null,
    attached: arrival.gone === null,
    span: (arrival.arrived ?? arrival.first).origin.spans[0],
    inherited: false,
  };
}

/** Null where the driver is none of a modem's: a USB disk, an Ethernet adapter. */
function functionOf(found: UsbFunction): ModemFunction | null {
  const { message, kind, usbInterface } = found;
  const driver =
    found.driver ?? (message.kind === 'usb.serial-attached' ? driverOf(message.fields.converter) : null);
  if (driver === null || driverInfo(driver) === undefined) return null;
  const node = kind === 'network' || found.node.startsWith('/dev/') ? found.node : `/dev/${found.node}`;
  return { usbInterface, driver, kind, node, span: message.origin.spans[0] };
}

function driverOf(converter: string): string | null {
  return converterDrivers.find(([words]) => words.test(converter))?.[1] ?? null;
}

function factAt(value: string | null, span: Span | null): Fact<string> | null {
  return value === null || span === null ? null : { value, span };
}

function detach(modems: Map<string, Modem>, port: string): void {
  const modem = modems.get(port);
  if (modem !== undefined) modems.set(port, { ...modem, attached: false });
}
