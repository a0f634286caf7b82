import { kindsOfFailure } from '../meaning.ts';
import type { Message, MessageOf } from '../message.ts';
import { type GrammarSettings, grammarSettings, lazily } from '../parser-settings.ts';
import { kernel } from '../speakers/kernel.ts';
import type { UsbArrival, UsbFunction } from './dialogue.ts';
import { type MessageIn, MessageParser, part } from './message-parser.ts';

const arrival = part('Arrival', ['usb.new-device']);
const found = part('Found', ['usb.found']);
const product = part('Product', ['usb.product']);
const manufacturer = part('Manufacturer', ['usb.manufacturer']);
const converter = part('Converter', ['usb.serial-converter']);
const attached = part('Attached', ['usb.serial-attached']);
const node = part('Node', ['usb.acm-attached', 'usb.control-node', 'usb.netdev-registered']);
const renamed = part('Renamed', ['netdev.renamed']);
const lost = part('Lost', ['usb.interface-detached', 'usb.netdev-gone']);
const storage = part('Storage', ['usb.storage-detected']);
const failure = part('Failure', kindsOfFailure(kernel));
const departure = part('Departure', ['usb.disconnect']);

type Device = Pick<
  UsbArrival,
  'arrived' | 'found' | 'product' | 'manufacturer' | 'functions' | 'storage' | 'failure' | 'gone'
>;

/**
 * ```
 * device     : ( Arrival | Found | Product | Manufacturer | serialPort | Node | Renamed | Lost | Storage | Failure
 *              | Departure )*
 * serialPort : Converter Attached? | Attached
 * ```
 * `now attached to ttyUSB0` names neither driver nor interface; the `converter detected` before it does.
 */
class UsbArrivalParser extends MessageParser {
  constructor({ parser }: GrammarSettings) {
    super(
      [
        arrival,
        found,
        product,
        manufacturer,
        converter,
        attached,
        node,
        renamed,
        lost,
        storage,
        failure,
        departure,
      ],
      parser,
    );
    this.performSelfAnalysis();
  }

  read(messages: readonly Message[]): Device {
    this.hear(messages);
    return this.device();
  }

  private readonly device = this.RULE('device', (): Device => {
    const arrivals: Message[] = [];
    const identities: MessageOf<'usb.found'>[] = [];
    const products: MessageOf<'usb.product'>[] = [];
    const manufacturers: MessageOf<'usb.manufacturer'>[] = [];
    const disks: Message[] = [];
    const failures: Message[] = [];
    const departures: MessageOf<'usb.disconnect'>[] = [];
    let functions: readonly UsbFunction[] = [];
    this.MANY(() => {
      this.OR([
        { ALT: () => arrivals.push(this.take(arrival)) },
        { ALT: () => identities.push(this.take(found)) },
        { ALT: () => products.push(this.take(product)) },
        { ALT: () => manufacturers.push(this.take(manufacturer)) },
        {
          ALT: () => {
            const port = this.SUBRULE(this.serialPort);
            if (port !== null) functions = [...functions, port];
          },
        },
        {
          ALT: () => {
            const made = this.take(node);
            this.ACTION(() => {
              functions = [...functions, functionOf(made)];
            });
          },
        },
        {
          ALT: () => {
            const message = this.take(renamed);
            this.ACTION(() => {
              functions = functions.map((known) => afterRenaming(known, message));
            });
          },
        },
        {
          ALT: () => {
            const message = this.take(lost);
            this.ACTION(() => {
              // After the disconnect this is said of every function.
              if (departures.length === 0) functions = functions.filter((known) => !isLost(known, message));
            });
          },
        },
        { ALT: () => disks.push(this.take(storage)) },
        { ALT: () => failures.push(this.take(failure)) },
        { ALT: () => departures.push(this.take(departure)) },
      ]);
    });
    return {
      arrived: arrivals[0] ?? null,
      found: identities.at(-1) ?? null,
      product: products.at(-1) ?? null,
      manufacturer: manufacturers.at(-1) ?? null,
      functions,
      storage: disks[0] ?? null,
      failure: failures[0] ?? null,
      gone: departures.at(-1) ?? null,
    };
  });

  private readonly serialPort = this.RULE(
    'serialPort',
    (): UsbFunction | null =>
      this.OR([
        {
          ALT: () => {
            const detected = this.take(converter);
            const port = this.OPTION(() => this.take(attached));
            return this.ACTION(() => (port === undefined ? null : serialFunction(port, detected)));
          },
        },
        {
          ALT: () => {
            const port = this.take(attached, 1);
            return this.ACTION(() => serialFunction(port, null));
          },
        },
      ]) ?? null,
  );
}

/** A converter of another kind is another driver's: the line that belongs to this port is lost. */
function serialFunction(
  message: MessageOf<'usb.serial-attached'>,
  detected: MessageOf<'usb.serial-converter'> | null,
): UsbFunction {
  const own = detected?.fields.converter === message.fields.converter ? detected.fields : null;
  return {
    usbInterface: own?.usbInterface ?? null,
    driver: own?.driver ?? null,
    kind: 'serial',
    node: message.fields.tty,
    message,
  };
}

function functionOf(
  message: MessageIn<'usb.acm-attached' | 'usb.control-node' | 'usb.netdev-registered'>,
): UsbFunction {
  switch (message.kind) {
    case 'usb.acm-attached': {
      const { usbInterface, tty } = message.fields;
      return { usbInterface, driver: 'cdc_acm', kind: 'serial', node: tty, message };
    }
    case 'usb.control-node': {
      const { usbInterface, driver, node: name } = message.fields;
      return { usbInterface, driver, kind: 'control', node: name, message };
    }
    case 'usb.netdev-registered': {
      const { usbInterface, driver, netdev } = message.fields;
      return { usbInterface, driver, kind: 'network', node: netdev, message };
    }
  }
}

/** udev and OpenWrt's hotplug scripts rename net devices: `wwan0: renamed from usb0`. */
function afterRenaming(known: UsbFunction, { fields }: MessageOf<'netdev.renamed'>): UsbFunction {
  return known.kind === 'network' && known.node === fields.was ? { ...known, node: fields.netdev } : known;
}

/** The driver let go of the interface, with the device still there. */
function isLost(
  known: UsbFunction,
  message: MessageIn<'usb.interface-detached' | 'usb.netdev-gone'>,
): boolean {
  if (known.usbInterface !== message.fields.usbInterface) return false;
  return known.kind === (message.kind === 'usb.netdev-gone' ? 'network' : 'serial');
}

const grammar = lazily(() => buildUsbArrivalGrammar(grammarSettings));

/** Reads what the kernel says of one device at a port. Never throws. */
export function readUsbArrival(port: string, messages: readonly [Message, ...Message[]]): UsbArrival {
  return grammar()(port, messages);
}

/** For tests, which build the grammar with checked settings. */
export function buildUsbArrivalGrammar(
  settings: GrammarSettings,
): (port: string, messages: readonly [Message, ...Message[]]) => UsbArrival {
  const parser = new UsbArrivalParser(settings);
  return (port, messages) => {
    const [first] = messages;
    return { type: 'usb-arrival', port, ...parser.read(messages), first, last: messages.at(-1) ?? first };
  };
}
