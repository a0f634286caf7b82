import ssh2, {
  type IdentityCallback,
  type KnownPublicKeys,
  type ParsedKey,
  type SignCallback,
  type SigningRequestOptions,
} from 'ssh2';

type Sign = (data: Buffer, options: SigningRequestOptions) => Promise<Buffer>;

/**
 * An agent with one key. ssh2 asks an agent for a signature only once the server has said that it would take the key, so a
 * passphrase need not be asked for in vain, and each key of a real agent becomes an attempt of its own, which can be counted.
 */
export class OneKeyAgent extends ssh2.BaseAgent<ParsedKey> {
  readonly #key: ParsedKey;
  readonly #sign: Sign;

  constructor(key: ParsedKey, sign: Sign) {
    super();
    this.#key = key;
    this.#sign = sign;
  }

  override getIdentities(done: IdentityCallback<ParsedKey>): void {
    done(undefined, [this.#key]);
  }

  override sign(
    _key: ParsedKey,
    data: Buffer,
    options: SigningRequestOptions | SignCallback,
    callback?: SignCallback,
  ): void {
    const done = typeof options === 'function' ? options : callback;
    const given = typeof options === 'function' ? {} : options;
    this.#sign(data, given)
      .then(
        (signature) => done?.(undefined, signature),
        (error: unknown) => done?.(error instanceof Error ? error : new Error(String(error))),
      )
      // The connection may have ended meanwhile; ssh2 throws then.
      .catch(() => undefined);
  }
}

/** How long an agent may take to list its keys: one that hangs must not keep the login from going on. */
const listLimit = 5_000;

/** The keys of an agent that ssh2 can use. Throws where it does not answer. */
export async function agentKeys(socket: string): Promise<{ key: ParsedKey; sign: Sign }[]> {
  const agent = ssh2.createAgent(socket);
  const keys = await new Promise<KnownPublicKeys>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The agent does not answer.')), listLimit);
    agent.getIdentities((error, found) => {
      clearTimeout(timer);
      if (error) reject(error);
      else resolve(found ?? []);
    });
  });
  return keys.flatMap((entry) => {
    const found = typeof entry === 'object' && 'pubKey' in entry ? entry.pubKey : entry;
    const key = ssh2.utils.parseKey(typeof found === 'object' && 'pubKey' in found ? found.pubKey : found);
    if (key instanceof Error) return [];
    const sign: Sign = (data, options) =>
      new Promise((resolve, reject) => {
        agent.sign(key, data, options, (error, signature) => {
          if (signature !== undefined) resolve(signature);
          else reject(error ?? new Error('The agent does not sign.'));
        });
      });
    return [{ key, sign }];
  });
}

/** Signs with a key at hand. ssh2 gives an error back instead of throwing it. */
export function signWith(key: ParsedKey, data: Buffer, { hash }: SigningRequestOptions): Buffer {
  const signature: Buffer | Error = key.sign(data, hash);
  if (signature instanceof Error) throw signature;
  return signature;
}
