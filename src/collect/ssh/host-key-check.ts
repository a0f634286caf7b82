import {
  type HostKeyVerdict,
  judgeHostKey,
  type KnownHostPlace,
  type KnownHostsList,
  knownKeyTypes,
  type NamedHost,
  namedHost,
  placeFingerprint,
  placeText,
} from './host-keys.ts';
import type { HostSettings } from './host-settings.ts';
import { fingerprintOf, keyTypeOf, keyTypeWord, knownHostLine } from './known-hosts.ts';
import { addKnownHost, readKnownHosts } from './known-hosts-file.ts';
import type { Questions } from './questions.ts';
import { reasonOf } from './ssh-config.ts';
import { SshError } from './ssh-error.ts';

/** Decides whether a host is the one it says it is. */
export class HostKeyCheck {
  readonly #settings: HostSettings;
  readonly #acceptsNew: boolean;
  readonly #questions: Questions;
  readonly #host: NamedHost;
  readonly #lists: readonly KnownHostsList[];
  /** The key that was found right: a login may need another connection, and a session exchanges keys anew. */
  #accepted: Buffer | undefined;

  /** @param acceptsNew `--accept-new`: the key of a host that nobody knows is taken without a question */
  constructor(settings: HostSettings, acceptsNew: boolean, questions: Questions) {
    this.#settings = settings;
    this.#acceptsNew = acceptsNew || settings.unknownHosts === 'accept';
    this.#questions = questions;
    this.#host = namedHost(settings.host, settings.port, settings.hostKeyAlias);
    this.#lists = readKnownHosts([...settings.userKnownHosts, ...settings.systemKnownHosts]);
  }

  /** Types of keys that are known of the host. */
  get knownTypes(): readonly string[] {
    return knownKeyTypes(this.#lists, this.#host);
  }

  /**
   * @param key as the host shows it
   * @throws {SshError} `host-key-unknown`, `host-key-changed`, `host-key-revoked`
   */
  async check(key: Buffer, signal: AbortSignal): Promise<void> {
    if (this.#accepted === undefined) await this.#judge(key, signal);
    else this.checkAgain(key);
    this.#accepted = Buffer.from(key);
  }

  /**
   * In the middle of a session, where the host shows its key once more. Nobody is asked: it is the same, or somebody else's.
   *
   * @throws {SshError} `host-key-changed`
   */
  checkAgain(key: Buffer): void {
    if (this.#accepted === undefined || this.#accepted.equals(key)) return;
    throw this.#changedSince(this.#accepted, key);
  }

  async #judge(key: Buffer, signal: AbortSignal): Promise<void> {
    const verdict = judgeHostKey(this.#lists, this.#host, key);
    switch (verdict.says) {
      case 'known':
        return;
      case 'revoked':
        throw new SshError(
          'host-key-revoked',
          `${this.#host.name} shows a key that ${placeText(verdict.place)} has revoked (${described(key)}). Whoever answers there must not be trusted; nothing was sent.`,
        );
      case 'changed':
        throw this.#changed(key, verdict.known);
      case 'unknown':
        await this.#askAbout(key, verdict, signal);
    }
  }

  #changed(key: Buffer, known: KnownHostPlace): SshError {
    const { path } = known;
    return new SshError(
      'host-key-changed',
      `The key of ${this.#host.name} has changed. It shows ${described(key)}; ${placeText(known)} knows ${placeFingerprint(known)}. After a reset or a new firmware that is to be expected; else somebody may be listening in, so nothing was sent. If it is to be expected, remove the old key and try again: ssh-keygen -R ${shellWord(this.#host.name)} -f ${shellWord(path)}`,
    );
  }

  #changedSince(accepted: Buffer, key: Buffer): SshError {
    return new SshError(
      'host-key-changed',
      `${this.#host.name} showed ${described(accepted)} a moment ago, and shows ${described(key)} now. Somebody may be listening in, so nothing more was sent.`,
      undefined,
      'the router shows another key than a moment ago, and somebody may be listening in',
    );
  }

  async #askAbout(
    key: Buffer,
    verdict: HostKeyVerdict & { says: 'unknown' },
    signal: AbortSignal,
  ): Promise<void> {
    const { name } = this.#host;
    const remarks = remarksOn(verdict);
    const told = [`${name} is not a known host; it shows ${described(key)}.`, ...remarks].join(' ');
    if (this.#settings.unknownHosts === 'refuse' && !this.#acceptsNew) {
      throw new SshError(
        'host-key-unknown',
        `${told} The ssh configuration says to refuse unknown hosts (StrictHostKeyChecking yes). Log in once with ssh, or add the key to the list of known hosts yourself.`,
      );
    }
    // A host of which another key is known is not new.
    const isTaken = this.#acceptsNew && verdict.otherTypes.length === 0;
    if (!isTaken) {
      const answer = this.#settings.isBatch
        ? null
        : await this.#questions.confirmHostKey(
            { host: name, keyType: typeWordOf(key), fingerprint: fingerprintOf(key), remarks },
            signal,
          );
      if (answer === null) {
        throw new SshError(
          'host-key-unknown',
          `${told} There is nobody to ask whether that is right. Compare it with what “dropbearkey -y -f /etc/dropbear/dropbear_ed25519_host_key” prints on the router, then run hwdiag in a terminal and say yes${verdict.otherTypes.length === 0 ? ', or add --accept-new to take the key of a new host as it comes' : ''}.`,
        );
      }
      if (!answer)
        throw new SshError('host-key-unknown', `${name} is not trusted: its key was not accepted.`);
    }
    this.#remember(key, isTaken);
  }

  #remember(key: Buffer, isTaken: boolean): void {
    const { name } = this.#host;
    const [path] = this.#settings.userKnownHosts;
    const taken = `The key of ${name} was taken without a question: ${described(key)}.`;
    if (path === undefined || path === '/dev/null') {
      if (isTaken) this.#questions.warn(`${taken} It is not remembered.`);
      return;
    }
    try {
      addKnownHost(path, knownHostLine(name, key, this.#settings.hashesKnownHosts));
      if (isTaken) this.#questions.warn(`${taken} It is now in ${path}.`);
    } catch (error) {
      const fault = `The key of ${name} cannot be written to ${path}: ${reasonOf(error)}.`;
      this.#questions.warn(isTaken ? `${taken} ${fault}` : fault);
    }
  }
}

function remarksOn({ otherTypes, authorities }: HostKeyVerdict & { says: 'unknown' }): string[] {
  const [other] = otherTypes;
  const [authority] = authorities;
  return [
    ...(other === undefined
      ? []
      : [
          `Another key of it is known, of the type ${keyTypeWord(other.host.keyType)} (${placeText(other)}), which it does not show: be careful.`,
        ]),
    ...(authority === undefined
      ? []
      : [
          `An authority is known that may sign its keys (${placeText(authority)}); hwdiag does not read such signatures, the system's own client does (--ssh-command ssh).`,
        ]),
  ];
}

function described(key: Buffer): string {
  return `the ${typeWordOf(key)} key ${fingerprintOf(key)}`;
}

function typeWordOf(key: Buffer): string {
  return keyTypeWord(keyTypeOf(key) ?? '');
}

/** As a POSIX shell reads it back. */
function shellWord(text: string): string {
  return /^[\w./:@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
