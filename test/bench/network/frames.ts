import { addressBytes, addressText } from './packets.ts';

// Ethernet frames, and ARP in them. Sources: RFC 894, RFC 826.

export const etherType = { ip: 0x0800, arp: 0x0806 } as const;

export const everybody = Buffer.alloc(6, 0xff);

export interface Frame {
  readonly target: Uint8Array;
  readonly source: Uint8Array;
  readonly type: number;
  readonly payload: Uint8Array;
}

/** Undefined where it is shorter than its head. */
export function readFrame(bytes: Uint8Array): (Frame & { readonly payload: Buffer }) | undefined {
  if (bytes.length < 14) return undefined;
  const frame = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return {
    target: frame.subarray(0, 6),
    source: frame.subarray(6, 12),
    type: frame.readUInt16BE(12),
    payload: frame.subarray(14),
  };
}

export function writeFrame({ target, source, type, payload }: Frame): Buffer {
  const head = Buffer.alloc(14);
  head.set(target, 0);
  head.set(source, 6);
  head.writeUInt16BE(type, 12);
  return Buffer.concat([head, payload]);
}

export interface ArpPacket {
  readonly operation: 'request' | 'reply';
  readonly senderMac: Uint8Array;
  readonly sender: string;
  readonly targetMac: Uint8Array;
  readonly target: string;
}

/** Undefined for what is none of IPv4 over Ethernet. */
export function readArp(payload: Buffer): ArpPacket | undefined {
  if (payload.length < 28 || payload.readUInt32BE(0) !== 0x0001_0800 || payload.readUInt16BE(4) !== 0x0604)
    return undefined;
  const operation = payload.readUInt16BE(6);
  if (operation !== 1 && operation !== 2) return undefined;
  return {
    operation: operation === 1 ? 'request' : 'reply',
    senderMac: payload.subarray(8, 14),
    sender: addressText(payload.subarray(14, 18)),
    targetMac: payload.subarray(18, 24),
    target: addressText(payload.subarray(24, 28)),
  };
}

export function writeArp({ operation, senderMac, sender, targetMac, target }: ArpPacket): Buffer {
  return Buffer.concat([
    Buffer.of(0, 1, 8, 0, 6, 4, 0, operation === 'request' ? 1 : 2),
    senderMac,
    addressBytes(sender),
    targetMac,
    addressBytes(target),
  ]);
}
