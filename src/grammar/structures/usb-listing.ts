import type { Line } from '../../capture/line.ts';
import { type Span, spanOf } from '../../capture/position.ts';
import type { UsbInterfaceShown } from '../observation.ts';
import type { BlockReading, Unplaced } from './block.ts';
import { readUsbLine, type UsbLine } from './usb-line.ts';

/**
 * Reads the kernel's list of USB devices. A device begins at its `T:` line, or, where people left lines out, at a line
 * that it already has. Never throws.
 */
export function readUsbListing(lines: readonly Line[]): BlockReading {
  const devices: DeviceDraft[] = [];
  const unread: Line[] = [];
  let marks = false;
  for (const line of lines) {
    const read = readUsbLine(line.text);
    if (read === null) {
      if (/[^>\s]/.test(line.text)) unread.push(line);
      continue;
    }
    marks ||= read.active;
    let device = devices.at(-1);
    if (device === undefined || beginsNext(device, read)) {
      device = new DeviceDraft(wordsOf(line));
      devices.push(device);
    }
    device.add(read, wordsOf(line));
  }
  const ports = new Map<string, string>();
  return { observations: devices.map((device) => device.finish(marks, ports)), unread };
}

/** Strings stand before the configurations and once each; a device has one line of topology and of ids. */
function beginsNext(device: DeviceDraft, { topic, values }: UsbLine): boolean {
  switch (topic) {
    case 'T':
      return true;
    case 'B':
    case 'D':
    case 'P':
      return device.topics.has(topic) || device.topics.has('C') || device.topics.has('I');
    case 'S':
      return device.topics.has('I') || [...values.keys()].some((name) => device.strings.has(name));
    default:
      return false;
  }
}

interface Configuration {
  readonly number: number | null;
  readonly active: boolean;
  readonly maxPower: number | null;
}

interface InterfaceDraft {
  readonly shown: UsbInterfaceShown;
  readonly active: boolean;
}

class DeviceDraft {
  readonly topics = new Set<string>();
  readonly strings = new Map<string, string>();
  readonly #span: Span;
  readonly #configurations: Configuration[] = [];
  readonly #interfaces = new Map<string, InterfaceDraft>();
  #topology: UsbLine | null = null;
  #ids: UsbLine | null = null;
  #configurationCount: number | null = null;

  constructor(span: Span) {
    this.#span = span;
  }

  add(line: UsbLine, span: Span): void {
    const { topic, values } = line;
    this.topics.add(topic);
    switch (topic) {
      case 'T':
        this.#topology = line;
        break;
      case 'D':
        this.#configurationCount = wholeNumber(values.get('Cfgs'));
        break;
      case 'P':
        this.#ids = line;
        break;
      case 'S':
        for (const [name, value] of values) this.strings.set(name, value);
        break;
      case 'C':
        this.#configurations.push({
          number: wholeNumber(values.get('Cfg')),
          active: line.active,
          maxPower: wholeNumber(values.get('MxPwr')?.replace(/mA$/, '')),
        });
        break;
      case 'I':
        this.#addInterface(line, span);
        break;
      default:
    }
  }

  /**
   * @param marks the listing marks what is active with a star; usb-devices does not, and shows only what is active
   * @param ports paths of the devices above, by bus and device number
   */
  finish(marks: boolean, ports: Map<string, string>): Extract<Unplaced, { kind: 'usb-device' }> {
    const active = this.#configurations.find((configuration) => configuration.active) ?? null;
    const [only, another] = this.#configurations;
    const shown = active ?? (marks || another !== undefined ? null : (only ?? null));
    const bus = wholeNumber(this.#topology?.values.get('Bus'));
    const device = wholeNumber(this.#topology?.values.get('Dev'));
    return {
      kind: 'usb-device',
      bus,
      device,
      port: this.#port(bus, device, ports),
      vendor: hexDigits(this.#ids?.values.get('Vendor'), 4),
      product: hexDigits(this.#ids?.values.get('ProdID'), 4),
      manufacturer: this.strings.get('Manufacturer') || null,
      productName: this.strings.get('Product') || null,
      speed: speedOf(this.#topology?.values.get('Spd')),
      maxPower: shown?.maxPower ?? null,
      configurations: this.#configurationCount,
      activeConfiguration: shown?.number ?? (marks && only !== undefined && active === null ? 0 : null),
      interfaces: [...this.#interfaces.values()].map((draft) => draft.shown),
      span: this.#span,
    };
  }

  /** `T: Lev=02 Prnt=02 Port=00`: port 1 of the hub that is device 2. */
  #port(bus: number | null, device: number | null, ports: Map<string, string>): string | null {
    const values = this.#topology?.values;
    const level = wholeNumber(values?.get('Lev'));
    const parent = wholeNumber(values?.get('Prnt'));
    const port = wholeNumber(values?.get('Port'));
    if (bus === null || port === null || level === null || level === 0) return null;
    const hub = ports.get(`${bus}:${parent}`);
    const path = level === 1 ? `${bus}-${port + 1}` : hub === undefined ? null : `${hub}.${port + 1}`;
    if (path !== null && device !== null) ports.set(`${bus}:${device}`, path);
    return path;
  }

  #addInterface({ values, active }: UsbLine, span: Span): void {
    const number = wholeNumber(values.get('If'));
    if (number === null) return;
    const configuration = this.#configurations.at(-1)?.number ?? null;
    const key = `${configuration}:${number}`;
    const known = this.#interfaces.get(key);
    if (known !== undefined && (known.active || !active)) return;
    this.#interfaces.set(key, {
      active,
      shown: {
        number,
        configuration,
        classCode: hexDigits(values.get('Cls'), 2),
        subclassCode: hexDigits(values.get('Sub'), 2),
        protocolCode: hexDigits(values.get('Prot'), 2),
        driver: driverOf(values.get('Driver')),
        span,
      },
    });
  }
}

/** The kernel prints `(none)` for an interface without a driver, and nothing for one of a configuration that is not active. */
function driverOf(value: string | undefined): string | null {
  if (value === undefined) return null;
  return value === '' || /^[([]none[)\]]$/.test(value) ? 'none' : value;
}

/** `480`, `1.5`, `5000`. */
function speedOf(value: string | undefined): number | null {
  return value !== undefined && /^\d{1,6}(?:\.\d)?$/.test(value) ? Number(value) : null;
}

/** `0`, `04`, and `0x4` of older usb-devices. */
function wholeNumber(value: string | undefined): number | null {
  return value !== undefined && /^(?:\d{1,6}|0x[\da-f]{1,4})$/i.test(value) ? Number(value) : null;
}

/** `ff(vend.)` is `ff`; `0x12d1` is `12d1`. */
function hexDigits(value: string | undefined, length: number): string | null {
  const digits = /^(?:0x)?([\da-f]+)(?:\(|$)/i.exec(value ?? '')?.[1];
  return digits?.length === length ? digits.toLowerCase() : null;
}

/** A line without the marks of a quotation and the blanks around it. */
function wordsOf(line: Line): Span {
  const start = line.text.search(/[^>\s]/);
  return spanOf(line, start, line.text.trimEnd().length);
}
