import type {
  Algorithms,
  CipherAlgorithm,
  KexAlgorithm,
  MacAlgorithm,
  NegotiatedAlgorithms,
  ServerHostKeyAlgorithm,
} from 'ssh2';

/**
 * What dropbear of OpenWrt 10.03 to 15.05 and other servers of that time may have and nothing else; ssh2 can do it, but does not
 * offer it by itself. Offered only after a server has shown that it shares nothing better.
 */
const old = {
  kex: ['diffie-hellman-group-exchange-sha1', 'diffie-hellman-group14-sha1', 'diffie-hellman-group1-sha1'],
  serverHostKey: ['ssh-dss'],
  cipher: ['aes256-cbc', 'aes192-cbc', 'aes128-cbc', '3des-cbc'],
  hmac: ['hmac-sha1-96', 'hmac-md5'],
} as const satisfies {
  kex: readonly KexAlgorithm[];
  serverHostKey: readonly ServerHostKeyAlgorithm[];
  cipher: readonly CipherAlgorithm[];
  hmac: readonly MacAlgorithm[];
};

/** The types of host keys in the order in which OpenSSH prefers them, each with the algorithms of its signatures. */
const hostKeys: readonly (readonly [string, readonly ServerHostKeyAlgorithm[]])[] = [
  ['ssh-ed25519', ['ssh-ed25519']],
  ['ecdsa-sha2-nistp256', ['ecdsa-sha2-nistp256']],
  ['ecdsa-sha2-nistp384', ['ecdsa-sha2-nistp384']],
  ['ecdsa-sha2-nistp521', ['ecdsa-sha2-nistp521']],
  ['ssh-rsa', ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa']],
];

/**
 * @param known types of keys that are known of the host: it is asked for these first, so that a key of another type, which nobody
 *   knows, is not shown instead
 */
export function algorithmsFor(known: readonly string[], withOld: boolean): Algorithms {
  const all = withOld ? [...hostKeys, ['ssh-dss', old.serverHostKey] as const] : hostKeys;
  const first = all.filter(([type]) => known.includes(type));
  const then = all.filter(([type]) => !known.includes(type));
  const serverHostKey = [...first, ...then].flatMap(([, algorithms]) => algorithms);
  if (!withOld) return { serverHostKey };
  return {
    serverHostKey,
    kex: { append: [...old.kex], prepend: [], remove: [] },
    cipher: { append: [...old.cipher], prepend: [], remove: [] },
    hmac: { append: [...old.hmac], prepend: [], remove: [] },
  };
}

/** Which old algorithms a server has brought a connection down to. */
export function oldAlgorithmsOf({ kex, serverHostKey, cs, sc }: NegotiatedAlgorithms): string[] {
  const names: ReadonlySet<string> = new Set(Object.values(old).flat());
  const agreed = [kex, serverHostKey, cs.cipher, sc.cipher, cs.mac, sc.mac];
  return [...new Set<string>(agreed)].filter((name) => names.has(name));
}
