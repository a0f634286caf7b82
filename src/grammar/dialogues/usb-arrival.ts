import type { Message, MessageOf } from '../message.ts';
import type { UsbArrival, UsbFunction } from './dialogue.ts';
import { MessageParser } from './message-parser.ts';

/** A node, before it is known which USB interface and driver it belongs to. */
interface Found {
  readonly functions: UsbFunction[];
  readonly storage: Message[];
  readonly failures: Message[];
  found: MessageOf<'usb.found'> | null;
  product: MessageOf<'usb.product'> | null;
  manufacturer: MessageOf<'usb.manufacturer'> | null;
  gone: MessageOf<'usb.disconnect'> | null;
}

/**
 * ```
 * arrival : new-device? ( identity | serial-port | control-node | network | storage | failure | detail )* disconnect?
 * serial-port : converter-detected detail* attached? | attached
 * ```
 * `now attached to ttyUSB0` names neither driver nor interface; the `converter detected` line before it does.
 */
class UsbArrivalParser extends MessageParser {
  constructor() {
    super([
      'usb.new-device',
      'usb.reset-device',
      'usb.found',
      'usb.string-indexes',
      'usb.product',
      'usb.manufacturer',
      'usb.serial-number',
      'usb.layout-remark',
      'usb.no-device-tree-node',
      'usb.serial-converter',
      'usb.serial-attached',
      'usb.serial-detached',
      'usb.interface-detached',
      'usb.acm-attached',
      'usb.control-node',
      'usb.mac-address',
      'ncm.receive-size',
      'ncm.transmit-size',
      'ncm.ndp-at-end',
      'usb.kevent-dropped',
      'usb.network-connection',
      'usb.netdev-registered',
      'usb.netdev-gone',
      'usb.storage-detected',
      'usb.descriptor-failed',
      'usb.address-refused',
      'ncm.parameters-failed',
      'usb.bind-failed',
      'usb.disconnect',
    ]);
    this.performSelfAnalysis();
  }

  read(messages: readonly Message[]) {
    this.hear(messages);
    return this.arrival();
  }

  private readonly arrival = this.RULE('arrival', () => {
    const result: Found = { functions: [], storage: [], failures: [], found: null, product: null, manufacturer: null, gone: null };
    const arrived = this.OPTION(() => this.take(1, 'usb.new-device'));
    this.MANY(() => {
      this.OR([
        { ALT: () => this.SUBRULE(this.identity, { ARGS: [result] }) },
        { ALT: () => this.SUBRULE(this.serialPort, { ARGS: [result] }) },
        { ALT: () => this.SUBRULE(this.node, { ARGS: [result] }) },
        { ALT: () => result.storage.push(this.take(1, 'usb.storage-detected')) },
        { ALT: () => result.failures.push(this.SUBRULE(this.failure)) },
        { ALT: () => this.SUBRULE(this.detail) },
        {
          ALT: () => {
            const gone = this.take(1, 'usb.disconnect');
            this.ACTION(() => {
              result.gone = gone;
            });
          },
        },
      ]);
    });
    return { arrived: arrived ?? null, ...result };
  });

  private readonly identity = this.RULE('identity', (result: Found) => {
    this.OR([
      {
        ALT: () => {
          const message = this.take(1, 'usb.found');
          this.ACTION(() => {
            result.found = message;
          });
        },
      },
      {
        ALT: () => {
          const message = this.take(1, 'usb.product');
          this.ACTION(() => {
            result.product = message;
          });
        },
      },
      {
        ALT: () => {
          const message = this.take(1, 'usb.manufacturer');
          this.ACTION(() => {
            result.manufacturer = message;
          });
        },
      },
      { ALT: () => this.take(1, 'usb.string-indexes') },
      { ALT: () => this.take(1, 'usb.serial-number') },
    ]);
  });

  private readonly serialPort = this.RULE('serialPort', (result: Found) => {
    const converter = this.OR([
      {
        ALT: () => {
          const detected = this.take(1, 'usb.serial-converter');
          this.MANY(() => this.SUBRULE(this.detail));
          const attached = this.OPTION(() => this.take(1, 'usb.serial-attached'));
          return { detected, attached: attached ?? null };
        },
      },
      { ALT: () => ({ detected: null, attached: this.take(2, 'usb.serial-attached') }) },
    ]);
    this.ACTION(() => {
      const { detected, attached } = converter;
      if (attached === null) return;
      result.functions.push({
        usbInterface: detected?.fields.usbInterface ?? null,
        driver: detected?.fields.driver ?? null,
        kind: 'serial',
        node: attached.fields.tty,
        message: attached,
      });
    });
  });

  private readonly node = this.RULE('node', (result: Found) => {
    this.OR([
      {
        ALT: () => {
          const message = this.take(1, 'usb.acm-attached');
          this.ACTION(() => {
            const { usbInterface, tty } = message.fields;
            result.functions.push({ usbInterface, driver: 'cdc_acm', kind: 'serial', node: tty, message });
          });
        },
      },
      {
        ALT: () => {
          const message = this.take(1, 'usb.control-node');
          this.ACTION(() => {
            const { usbInterface, driver, node } = message.fields;
            result.functions.push({ usbInterface, driver, kind: 'control', node, message });
          });
        },
      },
      {
        ALT: () => {
          const message = this.take(1, 'usb.netdev-registered');
          this.ACTION(() => {
            const { usbInterface, driver, netdev } = message.fields;
            result.functions.push({ usbInterface, driver, kind: 'network', node: netdev, message });
          });
        },
      },
    ]);
  });

  private readonly failure = this.RULE('failure', (): Message =>
    this.takeAnyOf([
      'usb.descriptor-failed',
      'usb.address-refused',
      'ncm.parameters-failed',
      'usb.bind-failed',
    ]),
  );

  private readonly detail = this.RULE('detail', () =>
    this.takeAnyOf([
      'usb.reset-device',
      'usb.layout-remark',
      'usb.no-device-tree-node',
      'usb.serial-detached',
      'usb.interface-detached',
      'usb.mac-address',
      'ncm.receive-size',
      'ncm.transmit-size',
      'ncm.ndp-at-end',
      'usb.kevent-dropped',
      'usb.network-connection',
      'usb.netdev-gone',
    ]),
  );
}

let parser: UsbArrivalParser | undefined;

export function readUsbArrival(port: string, messages: readonly [Message, ...Message[]]): UsbArrival {
  parser ??= new UsbArrivalParser();
  const { arrived, found, product, manufacturer, functions, storage, failures, gone } = parser.read(messages);
  const first = messages[0];
  return {
    type: 'usb-arrival',
    port,
    arrived,
    found,
    product,
    manufacturer,
    functions,
    storage: storage[0] ?? null,
    failure: failures[0] ?? null,
    gone,
    first,
    last: messages.at(-1) ?? first,
  };
}
