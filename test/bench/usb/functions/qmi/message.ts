// Messages of QMI. Source: libqmi's data/qmi-service-*.json and src/libqmi-glib/qmi-message.c.

export type Elements = ReadonlyMap<number, Buffer>;

export interface QmiMessage {
  /** 0 control, 1 data sessions, 2 device, 3 network, 11 SIM card, 26 form of data. */
  readonly service: number;
  readonly client: number;
  readonly transaction: number;
  readonly message: number;
  readonly elements: Elements;
}

const marker = 0x01;
const controlService = 0;

/** Undefined where the bytes are no request. */
export function readRequest(bytes: Uint8Array): QmiMessage | undefined {
  const frame = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (frame.length < 12 || frame[0] !== marker || frame.readUInt16LE(1) + 1 > frame.length) return undefined;
  const service = frame.readUInt8(4);
  const isControl = service === controlService;
  // Transactions of the control service have one byte, those of the others two.
  const start = isControl ? 8 : 9;
  if (frame.length < start + 4) return undefined;
  const transaction = isControl ? frame.readUInt8(7) : frame.readUInt16LE(7);
  const length = frame.readUInt16LE(start + 2);
  const elements = readElements(frame.subarray(start + 4, start + 4 + length));
  return { service, client: frame.readUInt8(5), transaction, message: frame.readUInt16LE(start), elements };
}

export function writeResponse(request: QmiMessage, elements: Elements): Buffer {
  return write(request, elements, request.service === controlService ? 0x01 : 0x02);
}

export function writeIndication(indication: QmiMessage): Buffer {
  return write(indication, indication.elements, 0x04);
}

function write(
  { service, client, transaction, message }: QmiMessage,
  elements: Elements,
  flags: number,
): Buffer {
  const body = Buffer.concat(
    [...elements].map(([type, value]) => Buffer.concat([Buffer.of(type, ...word(value.length)), value])),
  );
  const isControl = service === controlService;
  const head = isControl
    ? [flags, transaction & 0xff, ...word(message), ...word(body.length)]
    : [flags, ...word(transaction), ...word(message), ...word(body.length)];
  const frame = Buffer.concat([Buffer.of(marker, 0, 0, 0x80, service, client, ...head), body]);
  frame.writeUInt16LE(frame.length - 1, 1);
  return frame;
}

function readElements(bytes: Buffer): Elements {
  const elements = new Map<number, Buffer>();
  for (let at = 0; at + 3 <= bytes.length; ) {
    const length = bytes.readUInt16LE(at + 1);
    elements.set(bytes.readUInt8(at), bytes.subarray(at + 3, at + 3 + length));
    at += 3 + length;
  }
  return elements;
}

export function word(value: number): readonly [number, number] {
  return [value & 0xff, (value >> 8) & 0xff];
}

export function doubleWord(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0, 0);
  return bytes;
}

/** A text behind its length. */
export function counted(text: string): Buffer {
  return Buffer.concat([Buffer.of(text.length), Buffer.from(text, 'latin1')]);
}
