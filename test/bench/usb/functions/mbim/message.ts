// Messages of the Mobile Broadband Interface Model. Source: USB CDC MBIM 1.0 (errata 1), chapters 9 and 10.

export const messageType = {
  open: 1,
  close: 2,
  command: 3,
  openDone: 0x8000_0001,
  closeDone: 0x8000_0002,
  commandDone: 0x8000_0003,
  indicateStatus: 0x8000_0007,
} as const;

export const status = { success: 0, failure: 2, noDeviceSupport: 9 } as const;

export const basicConnect = Buffer.from('a289cc33bcbb8b4fb6b0133ec2aae6df', 'hex');

export interface MbimMessage {
  readonly type: number;
  readonly transaction: number;
  readonly body: Buffer;
}

export interface MbimCommand {
  readonly service: Buffer;
  readonly command: number;
  readonly isSet: boolean;
  readonly information: Buffer;
}

/** Undefined where the bytes are no message. */
export function readMessage(bytes: Uint8Array): MbimMessage | undefined {
  const message = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (message.length < 12) return undefined;
  const length = message.readUInt32LE(4);
  if (length < 12 || length > message.length) return undefined;
  return {
    type: message.readUInt32LE(0),
    transaction: message.readUInt32LE(8),
    body: message.subarray(12, length),
  };
}

/** Of a message in one piece; nothing that a router sends is longer. */
export function readCommand(body: Buffer): MbimCommand | undefined {
  if (body.length < 36 || body.readUInt32LE(0) !== 1) return undefined;
  return {
    service: body.subarray(8, 24),
    command: body.readUInt32LE(24),
    isSet: body.readUInt32LE(28) === 1,
    information: body.subarray(36, 36 + body.readUInt32LE(32)),
  };
}

export function writeMessage(type: number, transaction: number, body: Uint8Array): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt32LE(type, 0);
  head.writeUInt32LE(12 + body.length, 4);
  head.writeUInt32LE(transaction, 8);
  return Buffer.concat([head, body]);
}

export function writeCommandDone(
  transaction: number,
  { service, command }: MbimCommand,
  code: number,
  information: Buffer,
): Buffer {
  const head = Buffer.concat([numbers(1, 0), service, numbers(command, code, information.length)]);
  return writeMessage(messageType.commandDone, transaction, Buffer.concat([head, information]));
}

export function writeIndication(command: number, information: Buffer): Buffer {
  const head = Buffer.concat([numbers(1, 0), basicConnect, numbers(command, information.length)]);
  return writeMessage(messageType.indicateStatus, 0, Buffer.concat([head, information]));
}

/** A field of what a command tells: a number, bytes as they are, or a text, which stands behind all fields. */
type Field = number | Buffer | { readonly text: string };

export function text(value: string): Field {
  return { text: value };
}

export function information(...fields: readonly Field[]): Buffer {
  const size = fields.reduce<number>(
    (sum, field) => sum + (typeof field === 'number' ? 4 : Buffer.isBuffer(field) ? field.length : 8),
    0,
  );
  const fixed: Buffer[] = [];
  const behind: Buffer[] = [];
  let end = size;
  for (const field of fields) {
    if (typeof field === 'number') fixed.push(numbers(field));
    else if (Buffer.isBuffer(field)) fixed.push(field);
    else {
      const bytes = Buffer.from(field.text, 'utf16le');
      fixed.push(bytes.length === 0 ? numbers(0, 0) : numbers(end, bytes.length));
      const padded = Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
      behind.push(padded);
      end += padded.length;
    }
  }
  return Buffer.concat([...fixed, ...behind]);
}

/** The text whose place stands at an offset. */
export function readText(bytes: Buffer, offset: number): string {
  if (bytes.length < offset + 8) return '';
  const start = bytes.readUInt32LE(offset);
  return bytes.toString('utf16le', start, start + bytes.readUInt32LE(offset + 4));
}

export function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [at, value] of values.entries()) bytes.writeUInt32LE(value >>> 0, 4 * at);
  return bytes;
}
