import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { fitsPatternList } from './pattern.ts';

/** A line of a known_hosts file that can be used. The format: sshd(8), “SSH_KNOWN_HOSTS FILE FORMAT”. */
export interface KnownHost {
  /** 1-based. */
  readonly line: number;
  readonly mark: 'none' | 'cert-authority' | 'revoked';
  /** As written: a list of patterns, or one hashed name. */
  readonly names: string;
  /** `ssh-ed25519`. */
  readonly keyType: string;
  /** The public key as it goes over the wire. */
  readonly key: Buffer;
}

/** Lines that cannot be used are passed over, as OpenSSH does: comments, options of a later version, damage. */
export function parseKnownHosts(text: string): KnownHost[] {
  return text.split('\n').flatMap((line, index) => {
    const host = knownHostOf(line, index + 1);
    return host === undefined ? [] : [host];
  });
}

function knownHostOf(text: string, line: number): KnownHost | undefined {
  const words = text.trim().split(/[ \t]+/);
  if (words[0]?.startsWith('#')) return undefined;
  const mark = markOf(words[0]);
  if (mark === undefined) return undefined;
  const [names, keyType, base64] = mark === 'none' ? words : words.slice(1);
  if (names === undefined || keyType === undefined || base64 === undefined) return undefined;
  const key = keyOf(base64);
  // A key that calls itself something else than the line does is damage; lines of SSH 1 (bits, exponent, modulus) are, too.
  if (key === undefined || keyTypeOf(key) !== keyType) return undefined;
  return { line, mark, names, keyType, key };
}

function markOf(word: string | undefined): KnownHost['mark'] | undefined {
  if (word === '@cert-authority') return 'cert-authority';
  if (word === '@revoked') return 'revoked';
  return word?.startsWith('@') ? undefined : 'none';
}

function keyOf(base64: string): Buffer | undefined {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(base64) ? Buffer.from(base64, 'base64') : undefined;
}

/** What a public key calls itself: its first field (RFC 4253, 6.6); undefined where it is cut short. */
export function keyTypeOf(key: Buffer): string | undefined {
  if (key.length < 4) return undefined;
  const end = 4 + key.readUInt32BE(0);
  return end > 4 && end < key.length && end <= 4 + 64 ? key.toString('latin1', 4, end) : undefined;
}

/** As OpenSSH prints it: `SHA256:` and base64 without padding. */
export function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** How OpenSSH calls a type of key in what it prints. */
export function keyTypeWord(keyType: string): string {
  if (keyType.startsWith('ecdsa-')) return 'ECDSA';
  return { 'ssh-ed25519': 'ED25519', 'ssh-rsa': 'RSA', 'ssh-dss': 'DSA' }[keyType] ?? keyType;
}

/** The name under which a host stands in known_hosts: the port only where it is not SSH's own. */
export function knownHostName(host: string, port: number): string {
  const name = host.toLowerCase();
  return port === 22 ? name : `[${name}]:${port}`;
}

/**
 * @param names of a line: one hashed name, or patterns with `*` and `?`, separated by commas, `!` before those that must not fit
 * @param host as `knownHostName` gives it
 */
export function namesHost(names: string, host: string): boolean {
  if (names.startsWith('|')) return isHashOf(names, host);
  return fitsPatternList(names.toLowerCase().split(','), host);
}

function isHashOf(names: string, host: string): boolean {
  // A sample: |1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg=
  const parts = /^\|1\|([A-Za-z0-9+/]+=*)\|([A-Za-z0-9+/]+=*)$/.exec(names);
  if (parts === null) return false;
  const hash = Buffer.from(parts[2] ?? '', 'base64');
  const wanted = hashOf(host, Buffer.from(parts[1] ?? '', 'base64'));
  return hash.length === wanted.length && timingSafeEqual(hash, wanted);
}

function hashOf(host: string, salt: Buffer): Buffer {
  return createHmac('sha1', salt).update(host).digest();
}

/** The line that makes a host known. Its name is hashed where `HashKnownHosts` says so. */
export function knownHostLine(host: string, key: Buffer, isHashed: boolean): string {
  const salt = isHashed ? randomBytes(20) : undefined;
  const names =
    salt === undefined ? host : `|1|${salt.toString('base64')}|${hashOf(host, salt).toString('base64')}`;
  return `${names} ${keyTypeOf(key)} ${key.toString('base64')}`;
}
