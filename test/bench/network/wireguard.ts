import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { blake2s } from './blake2s.ts';
import { type IpPacket, protocols, readIp, readUdp, writeUdp } from './packets.ts';
import type { TunnelEnd, TunnelOptions } from './tunnel.ts';

// Source: J. A. Donenfeld, WireGuard: Next Generation Kernel Network Tunnel (2020), section 5.4.

const construction = 'Noise_IKpsk2_25519_ChaChaPoly_BLAKE2s';
const identifier = 'WireGuard v1 zx2c4 Jason@zx2c4.com';
const message = { initiation: 1, response: 2, data: 4 } as const;
const port = 51_820;

interface KeyPair {
  readonly private: KeyObject;
  readonly public: Buffer;
}

function makeKeyPair(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  return {
    private: privateKey,
    public: Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'),
  };
}

interface Session {
  readonly receiving: Buffer;
  readonly sending: Buffer;
  /** How the router calls it. */
  readonly peerIndex: number;
  sent: bigint;
}

/** The end of WireGuard that waits for the router to call: it looks neither at the router's key nor for packets that come again. */
export class WireGuardEnd implements TunnelEnd {
  readonly #keys = makeKeyPair();
  /** As `wg set` takes them. */
  readonly endpoint: string;
  readonly publicKey: string;
  readonly #options: TunnelOptions;
  readonly #sessions = new Map<number, Session>();
  #latest: Session | undefined;
  /** The router's port, as its last packet shows it. */
  #peerPort = port;

  constructor(options: TunnelOptions) {
    this.#options = options;
    this.endpoint = `${options.address}:${port}`;
    this.publicKey = this.#keys.public.toString('base64');
  }

  receive({ protocol, target, payload }: IpPacket): boolean {
    if (protocol !== protocols.udp || target !== this.#options.address) return false;
    const datagram = readUdp(payload);
    if (datagram?.targetPort !== port) return false;
    this.#peerPort = datagram.sourcePort;
    const bytes = datagram.payload;
    if (bytes[0] === message.initiation && bytes.length === 148) this.#answerCall(bytes);
    else if (bytes[0] === message.data && bytes.length >= 32) this.#takeData(bytes);
    return true;
  }

  send(packet: Buffer): void {
    const session = this.#latest;
    if (session === undefined) return;
    const head = Buffer.alloc(16);
    head.writeUInt8(message.data, 0);
    head.writeUInt32LE(session.peerIndex, 4);
    head.writeBigUInt64LE(session.sent, 8);
    const padded = Buffer.concat([packet, Buffer.alloc(-packet.length & 15)]);
    this.#transmit(Buffer.concat([head, seal(session.sending, session.sent, padded)]));
    session.sent += 1n;
  }

  #answerCall(call: Buffer): void {
    const theirEphemeral = call.subarray(8, 40);
    const sealedStatic = call.subarray(40, 88);
    const sealedTime = call.subarray(88, 116);
    let chain = hash(Buffer.from(construction));
    let digest = hash(hash(chain, Buffer.from(identifier)), this.#keys.public);
    let key: Buffer;
    [chain] = derive(chain, theirEphemeral, 1);
    digest = hash(digest, theirEphemeral);
    [chain, key] = derive(chain, shared(this.#keys, theirEphemeral), 2);
    const theirStatic = open(key, 0n, sealedStatic, digest);
    if (theirStatic === undefined) return;
    digest = hash(digest, sealedStatic);
    [chain, key] = derive(chain, shared(this.#keys, theirStatic), 2);
    if (open(key, 0n, sealedTime, digest) === undefined) return;
    digest = hash(digest, sealedTime);

    const ephemeral = makeKeyPair();
    [chain] = derive(chain, ephemeral.public, 1);
    digest = hash(digest, ephemeral.public);
    [chain] = derive(chain, shared(ephemeral, theirEphemeral), 1);
    [chain] = derive(chain, shared(ephemeral, theirStatic), 1);
    // No key was agreed on beforehand.
    const [last, mixed, sealing] = derive(chain, Buffer.alloc(32), 3);
    digest = hash(digest, mixed);
    const index = this.#sessions.size + 1;
    const peerIndex = call.readUInt32LE(4);
    const head = Buffer.alloc(12);
    head.writeUInt8(message.response, 0);
    head.writeUInt32LE(index, 4);
    head.writeUInt32LE(peerIndex, 8);
    const answer = Buffer.concat([head, ephemeral.public, seal(sealing, 0n, Buffer.alloc(0), digest)]);
    const proof = blake2s(answer, hash(Buffer.from('mac1----'), theirStatic), 16);
    const [receiving, sending] = derive(last, Buffer.alloc(0), 2);
    this.#latest = { receiving, sending, peerIndex, sent: 0n };
    this.#sessions.set(index, this.#latest);
    this.#transmit(Buffer.concat([answer, proof, Buffer.alloc(16)]));
  }

  #takeData(bytes: Buffer): void {
    const session = this.#sessions.get(bytes.readUInt32LE(4));
    if (session === undefined) return;
    const packet = open(session.receiving, bytes.readBigUInt64LE(8), bytes.subarray(16));
    // One without a packet only says that the router is there.
    const inside = packet === undefined ? undefined : readIp(packet);
    if (inside !== undefined) this.#options.deliver(inside);
  }

  #transmit(payload: Buffer): void {
    const { address, send } = this.#options;
    const target = this.#options.target();
    if (target !== undefined)
      send(writeUdp(address, target, { sourcePort: port, targetPort: this.#peerPort, payload }));
  }
}

function hash(...parts: readonly Uint8Array[]): Buffer {
  const sum = createHash('blake2s256');
  for (const part of parts) sum.update(part);
  return sum.digest();
}

function hmac(key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer {
  const sum = createHmac('blake2s256', key);
  for (const part of parts) sum.update(part);
  return sum.digest();
}

function derive(chain: Buffer, input: Uint8Array, count: 1): [Buffer];
function derive(chain: Buffer, input: Uint8Array, count: 2): [Buffer, Buffer];
function derive(chain: Buffer, input: Uint8Array, count: 3): [Buffer, Buffer, Buffer];
function derive(chain: Buffer, input: Uint8Array, count: number): Buffer[] {
  const secret = hmac(chain, input);
  const keys: Buffer[] = [];
  for (let number = 1; number <= count; number += 1) {
    keys.push(hmac(secret, keys.at(-1) ?? Buffer.alloc(0), Uint8Array.of(number)));
  }
  return keys;
}

function shared({ private: privateKey }: KeyPair, theirs: Buffer): Buffer {
  const jwk = { kty: 'OKP', crv: 'X25519', x: theirs.toString('base64url') };
  return diffieHellman({ privateKey, publicKey: createPublicKey({ key: jwk, format: 'jwk' }) });
}

const cipher = 'chacha20-poly1305';

function nonce(counter: bigint): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeBigUInt64LE(counter, 4);
  return bytes;
}

function seal(key: Buffer, counter: bigint, plain: Buffer, associated: Buffer = Buffer.alloc(0)): Buffer {
  const sealing = createCipheriv(cipher, key, nonce(counter), { authTagLength: 16 });
  sealing.setAAD(associated, { plaintextLength: plain.length });
  return Buffer.concat([sealing.update(plain), sealing.final(), sealing.getAuthTag()]);
}

/** Undefined where it was not sealed with this key. */
function open(
  key: Buffer,
  counter: bigint,
  sealed: Buffer,
  associated: Buffer = Buffer.alloc(0),
): Buffer | undefined {
  const end = sealed.length - 16;
  const opening = createDecipheriv(cipher, key, nonce(counter), { authTagLength: 16 });
  opening.setAAD(associated, { plaintextLength: end });
  opening.setAuthTag(sealed.subarray(end));
  const plain = opening.update(sealed.subarray(0, end));
  try {
    opening.final();
  } catch {
    return undefined;
  }
  return plain;
}
