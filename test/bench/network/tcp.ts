import { protocols, segmentChecksum, writeIp } from './packets.ts';

// Segments of TCP. Source: RFC 9293.

export const flag = { fin: 0x01, syn: 0x02, reset: 0x04, push: 0x08, acknowledge: 0x10 } as const;

/** As large as a window can be without the option that scales it. */
export const wholeWindow = 0xffff;

/** What passes every link of the bench, in a tunnel, too. */
export const ownLargestSegment = 1360;

/** What a host takes that does not say how much (RFC 9293, 3.7.1). */
export const smallestMaximum = 536;

/** From whom to whom. */
export interface TcpEnds {
  readonly source: string;
  readonly sourcePort: number;
  readonly target: string;
  readonly targetPort: number;
}

export interface Segment {
  readonly sourcePort: number;
  readonly targetPort: number;
  readonly sequence: number;
  /** What is expected next of the other side; of no meaning without the flag. */
  readonly acknowledged: number;
  readonly flags: number;
  readonly window: number;
  /** The option of a SYN (RFC 9293, 3.2); null: not given. */
  readonly largestSegment: number | null;
  readonly payload: Buffer;
}

/** Undefined for what is no whole segment. */
export function readSegment(bytes: Buffer): Segment | undefined {
  if (bytes.length < 20) return undefined;
  const header = (bytes.readUInt8(12) >> 4) * 4;
  if (header < 20 || header > bytes.length) return undefined;
  return {
    sourcePort: bytes.readUInt16BE(0),
    targetPort: bytes.readUInt16BE(2),
    sequence: bytes.readUInt32BE(4),
    acknowledged: bytes.readUInt32BE(8),
    flags: bytes.readUInt8(13),
    window: bytes.readUInt16BE(14),
    largestSegment: largestSegmentIn(bytes.subarray(20, header)),
    payload: bytes.subarray(header),
  };
}

function largestSegmentIn(options: Buffer): number | null {
  for (let at = 0; at < options.length; ) {
    const kind = options.readUInt8(at);
    if (kind === 0) return null;
    if (kind === 1) {
      at += 1;
      continue;
    }
    const length = options[at + 1] ?? 0;
    if (length < 2 || at + length > options.length) return null;
    if (kind === 2 && length === 4) return options.readUInt16BE(at + 2);
    at += length;
  }
  return null;
}

/** A packet with a segment in it. */
export function writeSegment(
  { source, sourcePort, target, targetPort }: TcpEnds,
  segment: Omit<Segment, 'sourcePort' | 'targetPort'>,
): Buffer {
  const options =
    segment.largestSegment === null ? [] : [2, 4, segment.largestSegment >> 8, segment.largestSegment & 0xff];
  const header = 20 + options.length;
  const bytes = Buffer.alloc(header + segment.payload.length);
  bytes.writeUInt16BE(sourcePort, 0);
  bytes.writeUInt16BE(targetPort, 2);
  bytes.writeUInt32BE(segment.sequence, 4);
  bytes.writeUInt32BE(segment.acknowledged, 8);
  bytes.writeUInt8((header / 4) << 4, 12);
  bytes.writeUInt8(segment.flags, 13);
  bytes.writeUInt16BE(segment.window, 14);
  bytes.set(options, 20);
  bytes.set(segment.payload, header);
  bytes.writeUInt16BE(segmentChecksum(source, target, protocols.tcp, bytes), 16);
  return writeIp({ protocol: protocols.tcp, source, target, payload: bytes });
}

/** The number of the byte so many bytes on: they begin anew at 2^32. */
export function add(sequence: number, count: number): number {
  return (sequence + count) >>> 0;
}

/** How many bytes on the one is from the other; below zero where it lies before. */
export function distance(from: number, to: number): number {
  return (to - from) | 0;
}
