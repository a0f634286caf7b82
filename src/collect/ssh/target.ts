import { isIPv6 } from 'node:net';
import { SshError } from './ssh-error.ts';

/** Where to log in, as far as the words on the command line say. */
export interface Target {
  readonly user: string | undefined;
  /** A name, an alias of the ssh configuration or an address, without brackets. */
  readonly host: string;
  readonly port: number | undefined;
}

/**
 * Reads `router`, `root@router`, `root@router:2222`, `ssh://root@[fe80::1%eth0]:2222`, `fe80::1`.
 *
 * @throws {SshError} `config`
 */
export function parseTarget(text: string): Target {
  const words = text.startsWith('ssh://') ? text.slice('ssh://'.length).replace(/\/$/, '') : text;
  // The last one: names of users may hold an @.
  const at = words.lastIndexOf('@');
  const user = at < 0 ? undefined : unescaped(words.slice(0, at), text);
  // No name of a user on a router holds one (passwd(5)), and the message must not quote what stands behind it.
  if (user?.includes(':') === true) {
    throw new SshError(
      'config',
      'A password has no place in the name of a router: others on this computer can read it, and the shell notes it down. Leave it out; hwdiag asks for it, or takes it with --password-stdin.',
    );
  }
  const { host, port } = hostAndPort(words.slice(at + 1), text);
  if (!isHost(host)) throw badTarget(text);
  // The same that OpenSSH refuses: https://github.com/openssh/openssh-portable, ssh.c, valid_ruser().
  if (user !== undefined && (user === '' || user.startsWith('-') || /[\0-\x20'"`;&<>|(){}\x7f]/.test(user)))
    throw badTarget(text);
  return { user, host, port };
}

function hostAndPort(words: string, text: string): { host: string; port: number | undefined } {
  // A sample: [fe80::1]:2222
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(words);
  if (bracketed !== null) return { host: bracketed[1] ?? '', port: portOf(bracketed[2], text) };
  if (isAddress6(words)) return { host: words, port: undefined };
  // A sample: router:2222
  const plain = /^([^:]+)(?::(\d+))?$/.exec(words);
  if (plain === null) throw badTarget(text);
  return { host: plain[1] ?? '', port: portOf(plain[2], text) };
}

function isAddress6(words: string): boolean {
  return isIPv6(words.replace(/%.*$/, ''));
}

function isHost(host: string): boolean {
  return isAddress6(host) ? !/[\s\0]/.test(host) : /^[\p{L}\p{N}_][\p{L}\p{N}._-]*$/u.test(host);
}

function portOf(digits: string | undefined, text: string): number | undefined {
  if (digits === undefined) return undefined;
  const port = Number(digits);
  if (port < 1 || port > 65_535) throw badTarget(text);
  return port;
}

function unescaped(user: string, text: string): string {
  if (!text.startsWith('ssh://')) return user;
  try {
    return decodeURIComponent(user);
  } catch {
    throw badTarget(text);
  }
}

function badTarget(text: string): SshError {
  return new SshError(
    'config',
    `“${text}” does not name a router. Write it as root@192.168.1.1, ssh://root@router:2222 or root@[fe80::1%eth0]:22.`,
  );
}
