import type { UsbClass } from '../../profiles/profile.ts';
import type { FunctionPort, Numbering, SetupPacket, UsbFunction } from '../usb-function.ts';

const getMaxLun = 0xfe;
const bulkOnlyReset = 0xff;

/** A disc with drivers for Windows: so many blocks of 2,048 bytes. */
const blocks = 64;
const blockSize = 2048;

/**
 * The CD-ROM that a stick shows before it is switched. Source: USB Mass Storage Class, Bulk-Only Transport 1.0; SCSI MMC-3
 * for what Linux' sr asks. It switches when it gets Huawei's message (bytes 15 and 16 are 11 06, usb_modeswitch's data
 * file) or is ejected (SCSI START STOP UNIT with LOEJ).
 */
export class StorageFunction implements UsbFunction {
  readonly interfaces: UsbFunction['interfaces'];
  readonly #onSwitch: () => void;
  readonly #in: number;
  #port: FunctionPort | undefined;
  #sense: readonly [key: number, code: number] = [0, 0];

  constructor(numbering: Numbering, codes: UsbClass, onSwitch: () => void) {
    this.#onSwitch = onSwitch;
    const bulkIn = numbering.bulkIn();
    this.#in = bulkIn.address;
    this.interfaces = [
      {
        number: numbering.interface(),
        alternates: [{ class: codes, endpoints: [bulkIn, numbering.bulkOut()] }],
      },
    ];
  }

  attach(port: FunctionPort): void {
    this.#port = port;
  }

  control({ request }: SetupPacket): Uint8Array | undefined {
    if (request === getMaxLun) return Uint8Array.of(0);
    return request === bulkOnlyReset ? new Uint8Array(0) : undefined;
  }

  receive(_endpoint: number, data: Uint8Array): void {
    const wrapper = Buffer.from(data.buffer, data.byteOffset, data.length);
    if (wrapper.length < 31 || wrapper.toString('latin1', 0, 4) !== 'USBC') return;
    const tag = wrapper.readUInt32LE(4);
    const wanted = wrapper.readUInt32LE(8);
    // Huawei's message says that its command has no bytes: that field cannot be trusted.
    const command = wrapper.subarray(15, 31);
    const isEject = command[0] === 0x1b && ((command[4] ?? 0) & 0x02) !== 0;
    const isSwitch = command[0] === 0x11 && command[1] === 0x06;
    const answer = isEject || isSwitch ? new Uint8Array(0) : this.#obey(command);
    const isIn = ((wrapper[12] ?? 0) & 0x80) !== 0;
    const sent = isIn && answer !== undefined ? answer.subarray(0, wanted) : new Uint8Array(0);
    if (sent.length > 0) this.#port?.send(this.#in, sent);
    // A host that wants data and gets none is told so by an empty transfer.
    else if (isIn && wanted > 0) this.#port?.send(this.#in, sent);
    const status = Buffer.alloc(13);
    status.write('USBS', 0, 'latin1');
    status.writeUInt32LE(tag, 4);
    status.writeUInt32LE(wanted - sent.length, 8);
    status.writeUInt8(answer === undefined ? 1 : 0, 12);
    this.#port?.send(this.#in, status);
    if (isEject || isSwitch) this.#onSwitch();
  }

  reset(): void {
    this.#sense = [0, 0];
  }

  /** Undefined: refused, and REQUEST SENSE tells why. */
  #obey(command: Buffer): Uint8Array | undefined {
    switch (command[0]) {
      case 0x00: // TEST UNIT READY
      case 0x1b: // START STOP UNIT
      case 0x1e: // PREVENT ALLOW MEDIUM REMOVAL
        return new Uint8Array(0);
      case 0x03: {
        const [key, code] = this.#sense;
        this.#sense = [0, 0];
        return Uint8Array.of(0x70, 0, key, 0, 0, 0, 0, 10, 0, 0, 0, 0, code, 0, 0, 0, 0, 0);
      }
      case 0x12: {
        const inquiry = Buffer.alloc(36, ' ');
        inquiry.set([0x05, 0x80, 0x02, 0x02, 31, 0, 0, 0]);
        inquiry.write('HUAWEI  Mass Storage    2.31', 8, 'latin1');
        return inquiry;
      }
      case 0x25: {
        const capacity = Buffer.alloc(8);
        capacity.writeUInt32BE(blocks - 1, 0);
        capacity.writeUInt32BE(blockSize, 4);
        return capacity;
      }
      case 0x28: {
        const count = command.readUInt16BE(7);
        return new Uint8Array(count * blockSize);
      }
      // READ TOC: one track of data.
      case 0x43:
        return Uint8Array.of(0, 18, 1, 1, 0, 0x14, 1, 0, 0, 0, 0, 0, 0, 0x14, 0xaa, 0, 0, 0, 0, blocks);
      // GET CONFIGURATION: a CD-ROM.
      case 0x46:
        return Uint8Array.of(0, 0, 0, 4, 0, 0, 0, 8);
      // GET EVENT STATUS NOTIFICATION: nothing new, a medium is there.
      case 0x4a:
        return Uint8Array.of(0, 6, 0x04, 0x10, 0x00, 0x02, 0, 0);
      // READ DISC INFORMATION
      case 0x51: {
        const information = new Uint8Array(34);
        information.set([0, 32, 0x0e, 1, 1, 1, 1]);
        return information;
      }
      case 0x5a: {
        const pages = new Uint8Array(28);
        pages.set([0, 26, 0, 0, 0, 0, 0, 0, 0x2a, 18]);
        return pages;
      }
      default:
        // ILLEGAL REQUEST, INVALID COMMAND OPERATION CODE
        this.#sense = [0x05, 0x20];
        return undefined;
    }
  }
}
