import { readFileSync } from 'node:fs';
import ssh2, { type ParsedKey } from 'ssh2';
import { reasonOf } from './ssh-config.ts';

/** What is in a file that is to hold a private key. */
export type KeyFile =
  | { readonly path: string; readonly is: 'usable'; readonly key: ParsedKey }
  /** A public key alone: its private half may be in the agent. */
  | { readonly path: string; readonly is: 'public'; readonly publicKey: ParsedKey }
  | {
      readonly path: string;
      readonly is: 'encrypted';
      /** Undefined where neither the file nor one beside it shows it. */
      readonly publicKey: ParsedKey | undefined;
      /** @returns undefined where the passphrase is a wrong one */
      unlock(passphrase: string): ParsedKey | undefined;
    }
  | { readonly path: string; readonly is: 'missing' }
  | {
      readonly path: string;
      readonly is: 'unusable';
      /** The end of a sentence. */
      readonly reason: string;
    };

export function readKeyFile(path: string): KeyFile {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const publicKey = publicKeyBeside(path);
    if (publicKey !== undefined) return { path, is: 'public', publicKey };
    const reason = reasonOf(error);
    return reason === 'there is no such file'
      ? { path, is: 'missing' }
      : { path, is: 'unusable', reason: `it cannot be read: ${reason}` };
  }
  const key = parsedKey(bytes);
  if (!(key instanceof Error))
    return key.isPrivateKey() ? { path, is: 'usable', key } : { path, is: 'public', publicKey: key };
  if (/no passphrase given/.test(key.message)) {
    return {
      path,
      is: 'encrypted',
      publicKey: publicKeyWithin(bytes) ?? publicKeyBeside(path),
      unlock: (passphrase) => {
        const unlocked = parsedKey(bytes, passphrase);
        return unlocked instanceof Error || !unlocked.isPrivateKey() ? undefined : unlocked;
      },
    };
  }
  return { path, is: 'unusable', reason: unusableReason(key.message, bytes) };
}

function unusableReason(message: string, bytes: Buffer): string {
  if (/^Unsupported OpenSSH private key type: sk-/.test(message))
    return 'it is on a FIDO token, which only the system’s own client can use (--ssh-command ssh)';
  // The head of a dropbear key has no armour; a sample of its first bytes: \0\0\0\x07ssh-rsa
  if (/^\0{3}.(?:ssh|ecdsa)-/s.test(bytes.toString('latin1', 0, 16)))
    return 'it has dropbear’s own format; “dropbearconvert dropbear openssh” makes one that can be read';
  return 'its format is not known; “ssh-keygen -p” writes it anew in OpenSSH’s format';
}

function parsedKey(bytes: Buffer, passphrase?: string): ParsedKey | Error {
  try {
    // The types do not say that a file may hold several.
    const key: ParsedKey | Error | ParsedKey[] = ssh2.utils.parseKey(bytes, passphrase);
    if (!Array.isArray(key)) return key;
    return key[0] ?? new Error('The file holds no key.');
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** `id_rsa.pub` beside `id_rsa`. */
function publicKeyBeside(path: string): ParsedKey | undefined {
  try {
    const key = parsedKey(readFileSync(`${path}.pub`));
    return key instanceof Error ? undefined : key;
  } catch {
    return undefined;
  }
}

const magic = Buffer.from('openssh-key-v1\0');

/** OpenSSH's format holds the public key in clear, in front of the encrypted part (PROTOCOL.key of OpenSSH). */
function publicKeyWithin(bytes: Buffer): ParsedKey | undefined {
  // A sample: -----BEGIN OPENSSH PRIVATE KEY----- b3BlbnNzaC1rZXktdjEA… -----END OPENSSH PRIVATE KEY-----
  const armoured = /-----BEGIN OPENSSH PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END/.exec(
    bytes.toString('latin1'),
  );
  if (armoured === null) return undefined;
  const body = Buffer.from(armoured[1] ?? '', 'base64');
  if (!body.subarray(0, magic.length).equals(magic)) return undefined;
  // Cipher, key derivation and its options come first, then the number of keys.
  let at = magic.length;
  for (let field = 0; field < 3; field += 1) {
    if (at + 4 > body.length) return undefined;
    at += 4 + body.readUInt32BE(at);
  }
  if (at + 8 > body.length) return undefined;
  const start = at + 8;
  const key = parsedKey(publicLine(body.subarray(start, start + body.readUInt32BE(at + 4))));
  return key instanceof Error ? undefined : key;
}

/** As in a `.pub` file: the parser takes that for a public key whatever its type. */
function publicLine(key: Buffer): Buffer {
  const type = key.length < 4 ? '' : key.toString('latin1', 4, 4 + key.readUInt32BE(0));
  return Buffer.from(`${type} ${key.toString('base64')}`);
}
