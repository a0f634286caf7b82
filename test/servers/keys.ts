import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface TestKey {
  readonly file: string;
  /** The line of its `.pub` file. */
  readonly publicLine: string;
  /** The public key as it goes over the wire. */
  readonly blob: Buffer;
}

/** A key that OpenSSH makes. */
export function makeKey(
  folder: string,
  name: string,
  type: 'ed25519' | 'rsa' | 'ecdsa' | 'dsa',
  passphrase = '',
  options: readonly string[] = [],
): TestKey {
  const file = join(folder, name);
  const bits = type === 'rsa' ? ['-b', '2048'] : [];
  execFileSync('ssh-keygen', [
    '-q',
    '-t',
    type,
    ...bits,
    '-N',
    passphrase,
    '-C',
    name,
    '-f',
    file,
    ...options,
  ]);
  return keyAt(file);
}

function keyAt(file: string): TestKey {
  const publicLine = readFileSync(`${file}.pub`, 'utf8').trim();
  return { file, publicLine, blob: Buffer.from(publicLine.split(' ')[1] ?? '', 'base64') };
}

/** A host key as dropbear wants it, with its public half as OpenSSH writes it. */
export function makeDropbearKey(folder: string, name: string, type: 'ed25519' | 'rsa' | 'ecdsa'): TestKey {
  const file = join(folder, name);
  execFileSync('dropbearkey', ['-t', type, '-f', file], { stdio: 'pipe' });
  const shown = execFileSync('dropbearkey', ['-y', '-f', file], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const publicLine = shown.split('\n').find((line) => /^(?:ssh|ecdsa)-/.test(line)) ?? '';
  return { file, publicLine, blob: Buffer.from(publicLine.split(' ')[1] ?? '', 'base64') };
}
