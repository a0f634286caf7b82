// Packets of PPP's control protocols (RFC 1661, 5): code, identifier, length, data; and the options of a Configure packet.

export const code = {
  configureRequest: 1,
  configureAck: 2,
  configureNak: 3,
  configureReject: 4,
  terminateRequest: 5,
  terminateAck: 6,
  codeReject: 7,
  protocolReject: 8,
  echoRequest: 9,
  echoReply: 10,
  discardRequest: 11,
} as const;

export interface ControlPacket {
  readonly code: number;
  readonly identifier: number;
  readonly data: Uint8Array;
}

export interface Option {
  readonly type: number;
  readonly value: Uint8Array;
}

export function controlPacketOf(body: Uint8Array): ControlPacket | null {
  const [first, identifier, high, low] = body;
  if (first === undefined || identifier === undefined || high === undefined || low === undefined) return null;
  const length = (high << 8) | low;
  if (length < 4 || length > body.length) return null;
  return { code: first, identifier, data: body.subarray(4, length) };
}

export function controlBytes({ code: first, identifier, data }: ControlPacket): Uint8Array {
  const length = data.length + 4;
  return Uint8Array.of(first, identifier, length >>> 8, length & 0xff, ...data);
}

/** Null where their lengths do not add up. */
export function optionsOf(data: Uint8Array): Option[] | null {
  const options: Option[] = [];
  let rest = data;
  while (rest.length > 0) {
    const [type, length] = rest;
    if (type === undefined || length === undefined || length < 2 || length > rest.length) return null;
    options.push({ type, value: rest.subarray(2, length) });
    rest = rest.subarray(length);
  }
  return options;
}

export function optionBytes(options: readonly Option[]): Uint8Array {
  return Uint8Array.from(options.flatMap(({ type, value }) => [type, value.length + 2, ...value]));
}
