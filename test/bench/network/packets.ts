// Packets of IPv4 and what they carry. Sources: RFC 791, 792, 768, 9293.

export const protocols = { icmp: 1, ipInIp: 4, tcp: 6, udp: 17 } as const;

export interface IpPacket {
  readonly protocol: number;
  readonly source: string;
  readonly target: string;
  readonly payload: Buffer;
}

/** Undefined for what is no whole IPv4 packet: another version, a fragment, too short. */
export function readIp(bytes: Uint8Array): IpPacket | undefined {
  const packet = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (packet.length < 20 || packet.readUInt8(0) >> 4 !== 4) return undefined;
  const header = (packet.readUInt8(0) & 0x0f) * 4;
  const length = packet.readUInt16BE(2);
  if (header < 20 || length < header || length > packet.length) return undefined;
  const moreFragmentsOrOffset = packet.readUInt16BE(6) & 0x3fff;
  if (moreFragmentsOrOffset !== 0) return undefined;
  return {
    protocol: packet.readUInt8(9),
    source: addressText(packet.subarray(12, 16)),
    target: addressText(packet.subarray(16, 20)),
    payload: packet.subarray(header, length),
  };
}

export function writeIp({ protocol, source, target, payload }: IpPacket): Buffer {
  const header = Buffer.alloc(20);
  header.writeUInt8(0x45, 0);
  header.writeUInt16BE(20 + payload.length, 2);
  header.writeUInt8(60, 8);
  header.writeUInt8(protocol, 9);
  header.set(addressBytes(source), 12);
  header.set(addressBytes(target), 16);
  header.writeUInt16BE(checksum(header), 10);
  return Buffer.concat([header, payload]);
}

export interface UdpDatagram {
  readonly sourcePort: number;
  readonly targetPort: number;
  readonly payload: Buffer;
}

export function readUdp(segment: Buffer): UdpDatagram | undefined {
  if (segment.length < 8) return undefined;
  const length = segment.readUInt16BE(4);
  if (length < 8 || length > segment.length) return undefined;
  return {
    sourcePort: segment.readUInt16BE(0),
    targetPort: segment.readUInt16BE(2),
    payload: segment.subarray(8, length),
  };
}

export function writeUdp(source: string, target: string, datagram: UdpDatagram): Buffer {
  const segment = Buffer.alloc(8 + datagram.payload.length);
  segment.writeUInt16BE(datagram.sourcePort, 0);
  segment.writeUInt16BE(datagram.targetPort, 2);
  segment.writeUInt16BE(segment.length, 4);
  segment.set(datagram.payload, 8);
  segment.writeUInt16BE(segmentChecksum(source, target, protocols.udp, segment) || 0xffff, 6);
  return writeIp({ protocol: protocols.udp, source, target, payload: segment });
}

/** With the head that stands before it in thought: addresses, protocol, length. */
export function segmentChecksum(source: string, target: string, protocol: number, segment: Buffer): number {
  const head = Buffer.alloc(12);
  head.set(addressBytes(source), 0);
  head.set(addressBytes(target), 4);
  head.writeUInt8(protocol, 9);
  head.writeUInt16BE(segment.length, 10);
  return checksum(Buffer.concat([head, segment]));
}

/** RFC 1071. Where the sum is to stand there must be zero. */
export function checksum(bytes: Buffer): number {
  let sum = 0;
  for (let at = 0; at + 1 < bytes.length; at += 2) sum += bytes.readUInt16BE(at);
  if (bytes.length % 2 === 1) sum += bytes.readUInt8(bytes.length - 1) << 8;
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

export function addressText(bytes: Uint8Array): string {
  return bytes.join('.');
}

export function addressBytes(text: string): Buffer {
  return Buffer.from(text.split('.').map(Number));
}

export function addressNumber(text: string): number {
  return addressBytes(text).readUInt32BE(0);
}

function numberAddress(number: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number >>> 0, 0);
  return addressText(bytes);
}

export function netmask(prefix: number): string {
  return numberAddress(prefix === 0 ? 0 : (0xffff_ffff << (32 - prefix)) >>> 0);
}
