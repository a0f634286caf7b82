import type { Span } from '../capture/position.ts';
import type { UsbArrival, UsbFunction } from '../grammar/dialogues/dialogue.ts';
import { driverInfo, isModemUsbId } from '../knowledge/usb.ts';
import type { Fact, Modem, ModemFunction } from './situation.ts';

/** What usb-serial drivers call the ports of modems. Source: linux drivers/usb/serial/{option,sierra,qcserial}.c, `description`. */
const converterDrivers: readonly (readonly [RegExp, string])[] = [
  [/^GSM modem/i, 'option'],
  [/^Sierra USB modem/i, 'sierra'],
  [/^Qualcomm USB modem/i, 'qcserial'],
];

/** The modems among the USB devices that arrived, the last state of each port. */
export function modemsOf(arrivals: readonly UsbArrival[]): readonly Modem[] {
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

function modemOf(arrival: UsbArrival): Modem | null {
  const functions = arrival.functions.map(functionOf).filter((known) => known !== null);
  const vendor = arrival.found?.fields.vendor.toLowerCase() ?? null;
  const product = arrival.found?.fields.product.toLowerCase() ?? null;
  const knownId = vendor !== null && product !== null && isModemUsbId(vendor, product);
  if (functions.length === 0 && !knownId) return null;
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
