import type { Line } from '../../capture/line.ts';
import { type Span, spanOf } from '../../capture/position.ts';
import type { UsbInterfaceShown } from '../observation.ts';
import type { BlockReading, Unplaced } from './block.ts';

/** Reads `lsusb`, `lsusb -t` and `lsusb -v`. Never throws. */
export function readLsusb(lines: readonly Line[]): BlockReading {
  const listing = new Listing();
  const unread = lines.filter((line) => !listing.read(line));
  return { observations: listing.devices.map((device) => device.finish()), unread };
}

/** `Bus 001 Device 004: ID 12d1:1506 Huawei Technologies Co., Ltd.` */
const listed =
  /^[>\s]*Bus (?<bus>\d{1,3}) Device (?<device>\d{1,3}): ID (?<vendor>[\da-f]{4}):(?<product>[\da-f]{4})(?:\s+(?<name>\S.*))?\s*$/i;

/** `/:  Bus 01.Port 1: Dev 1, Class=root_hub, Driver=ehci-platform/1p, 480M` */
const root = /^[>\s]*\/:\s+Bus (?<bus>\d{1,3})\.Port \d{1,3}: Dev (?<device>\d{1,3}),/;

/** `    |__ Port 1: Dev 4, If 0, Class=Vendor Specific Class, Driver=option, 480M` */
const branch =
  /^(?<indent>[>\s]*)\|__\s*Port (?<port>\d{1,3}): Dev (?<device>\d{1,3}), If (?<number>\d{1,3}), Class=(?<class>[^,]*), Driver=(?<driver>[^,]*)/;

/** The end of a line of the tree: `, 480M` */
const speed = /, (\d{1,6}(?:\.\d)?)M\s*$/;

/** What `lsusb -tv` puts below: `        ID 12d1:1506 Huawei Technologies Co., Ltd.` */
const identity = /^\s+ID (?<vendor>[\da-f]{4}):(?<product>[\da-f]{4})(?:\s+(?<name>\S.*))?\s*$/i;

/** `  idVendor           0x12d1 Huawei Technologies Co., Ltd.`, `    MaxPower              500mA` */
const descriptor =
  /^\s*(?<name>[A-Za-z]{2,32})\s+(?<value>0x[\da-f]{1,8}|\d{1,8})(?:mA)?(?:\s+(?<words>\S.*))?\s*$/i;

/** Headings, remarks and values of `lsusb -v` that stand at the margin: `bcdUSB 2.00`. */
const heading =
  /^(?:[A-Z][\w ]{2,40} Descriptor:|(?:Device|Hub Port|Hub) Status:|Device Qualifier|Couldn't|can't|cannot|\(|(?:b|bm|bcd|w|dw|i|id)[A-Z]\w*(?:\(\s?\d+\))?\s)/;

/** Names of interface classes in the tree. Source: usb.ids of usbutils. */
const classCodes: ReadonlyMap<string, string> = new Map([
  ['Audio', '01'],
  ['Communications', '02'],
  ['Human Interface Device', '03'],
  ['Imaging', '06'],
  ['Printer', '07'],
  ['Mass Storage', '08'],
  ['Hub', '09'],
  ['CDC Data', '0a'],
  ['Chip/SmartCard', '0b'],
  ['Video', '0e'],
  ['Wireless', 'e0'],
  ['Miscellaneous Device', 'ef'],
  ['Application Specific Interface', 'fe'],
  ['Vendor Specific Class', 'ff'],
]);

type Groups = Readonly<Record<string, string | undefined>>;

class Listing {
  readonly devices: DeviceDraft[] = [];
  /** Of the tree: the present bus. */
  #bus: number | null = null;
  /** Ports of the tree on the way down to the present line. */
  #path: { readonly indent: number; readonly port: string }[] = [];

  /** False where the line is something else. */
  read(line: Line): boolean {
    const { text } = line;
    const head = listed.exec(text)?.groups;
    if (head !== undefined) {
      this.#begin(line, Number(head['bus']), Number(head['device'])).identify(head);
      return true;
    }
    const controller = root.exec(text)?.groups;
    if (controller !== undefined) {
      this.#bus = Number(controller['bus']);
      this.#path = [];
      this.#begin(line, this.#bus, Number(controller['device'])).speed = speedOf(text);
      return true;
    }
    const node = branch.exec(text)?.groups;
    if (node !== undefined) {
      this.#branch(line, node);
      return true;
    }
    const named = identity.exec(text)?.groups;
    const value = descriptor.exec(text)?.groups;
    if (named !== undefined) this.devices.at(-1)?.identify(named);
    else if (value !== undefined) this.#describe(line, value);
    // Of the other lines of a description, which are indented, nothing is asked for.
    else return /^[>\s]/.test(text) || heading.test(text);
    return true;
  }

  #begin(line: Line, bus: number | null, device: number | null): DeviceDraft {
    const draft = new DeviceDraft(wordsOf(line), bus, device);
    this.devices.push(draft);
    return draft;
  }

  #branch(line: Line, groups: Groups): void {
    const indent = groups['indent']?.replaceAll('>', '').length ?? 0;
    const port = this.#descend(indent, Number(groups['port']));
    const number = Number(groups['device']);
    let device = this.devices.at(-1);
    if (device?.device !== number || device.bus !== this.#bus) {
      device = this.#begin(line, this.#bus, number);
      device.port = port;
      device.speed = speedOf(line.text);
    }
    device.interfaces.push({
      ...unknownInterface,
      number: Number(groups['number']),
      classCode: classCodes.get(groups['class']?.trim() ?? '') ?? null,
      driver: driverOf(groups['driver'] ?? ''),
      span: wordsOf(line),
    });
  }

  /** The path of a port, by what stands above it with a smaller indentation. */
  #descend(indent: number, number: number): string | null {
    if (this.#bus === null) return null;
    this.#path = this.#path.filter((above) => above.indent < indent);
    const above = this.#path.at(-1);
    const port = above === undefined ? `${this.#bus}-${number}` : `${above.port}.${number}`;
    this.#path.push({ indent, port });
    return port;
  }

  /** One value of a description; names are those of the USB specification. */
  #describe(line: Line, { name = '', value = '', words = '' }: Groups): void {
    const known = this.devices.at(-1);
    if (name === 'idVendor' && (known === undefined || known.interfaces.length > 0))
      this.#begin(line, null, null).vendor = hexDigits(value, 4);
    else known?.describe(name, value, words.trim(), wordsOf(line));
  }
}

interface InterfaceDraft extends Omit<UsbInterfaceShown, 'classCode' | 'subclassCode' | 'protocolCode'> {
  classCode: string | null;
  subclassCode: string | null;
  protocolCode: string | null;
}

const unknownInterface = {
  configuration: null,
  classCode: null,
  subclassCode: null,
  protocolCode: null,
  driver: null,
} as const;

class DeviceDraft {
  readonly bus: number | null;
  readonly device: number | null;
  readonly interfaces: InterfaceDraft[] = [];
  port: string | null = null;
  vendor: string | null = null;
  speed: number | null = null;
  readonly #span: Span;
  #product: string | null = null;
  #manufacturer: string | null = null;
  #productName: string | null = null;
  #maxPower: number | null = null;
  #configurations: number | null = null;
  /** Numbers of the configurations that are described. */
  readonly #described: number[] = [];

  constructor(span: Span, bus: number | null, device: number | null) {
    this.#span = span;
    this.bus = bus;
    this.device = device;
  }

  identify({ vendor, product, name }: Groups): void {
    this.vendor = vendor?.toLowerCase() ?? null;
    this.#product = product?.toLowerCase() ?? null;
    this.#productName = name?.trim() ?? null;
  }

  describe(name: string, value: string, words: string, span: Span): void {
    const shown = this.interfaces.at(-1);
    switch (name) {
      case 'idVendor':
        this.vendor = hexDigits(value, 4);
        break;
      case 'idProduct':
        this.#product = hexDigits(value, 4);
        break;
      case 'iManufacturer':
        this.#manufacturer ??= words || null;
        break;
      case 'iProduct':
        if (words !== '') this.#productName = words;
        break;
      case 'bNumConfigurations':
        this.#configurations ??= Number(value);
        break;
      case 'bConfigurationValue':
        this.#described.push(Number(value));
        break;
      case 'MaxPower':
        this.#maxPower ??= Number(value);
        break;
      case 'bInterfaceNumber': {
        const number = Number(value);
        const configuration = this.#described.at(-1) ?? null;
        if (shown?.number === number && shown.configuration === configuration) break;
        this.interfaces.push({ ...unknownInterface, number, configuration, span });
        break;
      }
      case 'bInterfaceClass':
        if (shown !== undefined) shown.classCode ??= twoDigits(value);
        break;
      case 'bInterfaceSubClass':
        if (shown !== undefined) shown.subclassCode ??= twoDigits(value);
        break;
      case 'bInterfaceProtocol':
        if (shown !== undefined) shown.protocolCode ??= twoDigits(value);
        break;
      default:
    }
  }

  finish(): Extract<Unplaced, { kind: 'usb-device' }> {
    const [only = null, another] = this.#described;
    return {
      kind: 'usb-device',
      bus: this.bus,
      device: this.device,
      port: this.port,
      vendor: this.vendor,
      product: this.#product,
      manufacturer: this.#manufacturer,
      productName: this.#productName,
      speed: this.speed,
      maxPower: this.#maxPower,
      configurations: this.#configurations,
      // A description has all configurations and does not say which one is active.
      activeConfiguration: another === undefined ? only : null,
      interfaces: this.interfaces,
      span: this.#span,
    };
  }
}

/** `Driver=,` of older releases and `Driver=[none],` of newer ones. */
function driverOf(value: string): string {
  const driver = value.trim();
  return driver === '' || /^[([]none[)\]]$/.test(driver) ? 'none' : driver;
}

function speedOf(text: string): number | null {
  const shown = speed.exec(text)?.[1];
  return shown === undefined ? null : Number(shown);
}

function hexDigits(value: string, length: number): string | null {
  const digits = /^0x([\da-f]+)$/i.exec(value)?.[1];
  return digits?.length === length ? digits.toLowerCase() : null;
}

/** `255` is `ff`. */
function twoDigits(value: string): string | null {
  const number = Number(value);
  return number <= 255 ? number.toString(16).padStart(2, '0') : null;
}

/** A line without the marks of a quotation and the blanks around it. */
function wordsOf(line: Line): Span {
  const start = line.text.search(/[^>\s]/);
  return spanOf(line, start, line.text.trimEnd().length);
}
