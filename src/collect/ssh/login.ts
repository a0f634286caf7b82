import type { AnyAuthMethod, AuthenticationType, KeyboardInteractiveAuthMethod, ParsedKey } from 'ssh2';
import { agentKeys, OneKeyAgent, signWith } from './agent-keys.ts';
import type { HostSettings } from './host-settings.ts';
import { fingerprintOf, keyTypeWord } from './known-hosts.ts';
import { type KeyFile, readKeyFile } from './private-key.ts';
import type { Questions } from './questions.ts';

/** What a server says to an attempt that did not do, or not alone. */
interface Refusal {
  /** What it would take now. */
  readonly offers: readonly AuthenticationType[];
  /** The attempt was right, and one more is wanted. */
  readonly isPartial: boolean;
}

type Attempts = AsyncGenerator<AnyAuthMethod, void, Refusal>;

interface KeyAttempt {
  /** For messages: `RSA key /home/me/.ssh/id_rsa`. */
  readonly name: string;
  readonly publicKey: ParsedKey;
  /** The private key itself where it is at hand, else who signs with it. */
  readonly with: ParsedKey | OneKeyAgent;
}

/**
 * What is tried to log in, in this order: nothing at all, which a fresh OpenWrt takes; keys of the agent; keys in files; keys
 * in files that want a passphrase; what the server asks; a password. It outlives a connection: servers end one after some
 * wrong keys, and the next goes on with what has not been tried.
 */
export class Login {
  /** What was tried, for messages. */
  readonly tried: string[] = [];
  /** What could not be tried, for messages: whole sentences. */
  readonly remarks = new Set<string>();
  /** What the server would have taken when it last said so; empty before that. */
  offers: readonly AuthenticationType[] = [];
  /** With which words it ended a connection last; untrusted. */
  goodbye = '';

  readonly #settings: HostSettings;
  readonly #name: string;
  readonly #isJump: boolean;
  readonly #questions: Questions;
  readonly #signal: AbortSignal;
  readonly #triedKeys = new Set<string>();
  #keysInAgent: Promise<KeyAttempt[]> | undefined;
  #files: readonly KeyFile[] | undefined;
  #passwordsAsked = 0;
  #isDeclined = false;
  /** What is being tried just now. */
  #lastKey: string | undefined;
  #lastPassword: string | undefined;
  /** Typed, and not sent yet. */
  #keptPassword: string | undefined;
  readonly #unlockedKeys = new Map<string, ParsedKey>();
  #attempts: Attempts;

  constructor(
    settings: HostSettings,
    name: string,
    isJump: boolean,
    questions: Questions,
    signal: AbortSignal,
  ) {
    this.#settings = settings;
    this.#name = name;
    this.#isJump = isJump;
    this.#questions = questions;
    this.#signal = signal;
    this.#attempts = this.#all();
  }

  /** What to try next; undefined where nothing is left. */
  async next(
    offers: readonly AuthenticationType[] | null,
    isPartial: boolean,
  ): Promise<AnyAuthMethod | undefined> {
    if (offers !== null) this.offers = offers;
    const step = await this.#attempts.next({ offers: offers ?? [], isPartial });
    return step.done === true ? undefined : step.value;
  }

  /** How many attempts with keys or passwords there were. */
  get count(): number {
    return this.#triedKeys.size + this.#passwordsAsked;
  }

  /**
   * Begins anew on another connection, without what was tried already.
   *
   * @param isUnsent whether the last attempt did not reach the server
   */
  restart(isUnsent: boolean): void {
    if (isUnsent) {
      if (this.#lastKey !== undefined) this.#triedKeys.delete(this.#lastKey);
      if (this.#lastPassword !== undefined) this.#passwordsAsked -= 1;
      this.#keptPassword = this.#lastPassword;
    }
    this.#lastKey = undefined;
    this.#lastPassword = undefined;
    this.#attempts = this.#all();
  }

  async *#all(): Attempts {
    let refusal = yield { type: 'none', username: this.#settings.user };
    if (this.tried.length === 0) this.tried.push('no password');
    for (;;) {
      const done = yield* this.#round(refusal);
      if (done === undefined) return;
      refusal = done;
    }
  }

  /** @returns what the server said when an attempt was right and it wants one more; undefined when nothing is left */
  async *#round(first: Refusal): AsyncGenerator<AnyAuthMethod, Refusal | undefined, Refusal> {
    const { user: username, usesKeys, usesPrompts, usesPasswords } = this.#settings;
    let refusal = first;
    let isStale = false;
    if (usesKeys && refusal.offers.includes('publickey')) {
      for await (const attempt of this.#keys()) {
        const id = attempt.publicKey.getPublicSSH().toString('base64');
        if (this.#triedKeys.has(id)) continue;
        this.#triedKeys.add(id);
        this.#lastKey = id;
        this.#note(attempt.name);
        refusal = yield attempt.with instanceof OneKeyAgent
          ? { type: 'agent', username, agent: attempt.with }
          : { type: 'publickey', username, key: attempt.with };
        this.#lastKey = undefined;
        if (refusal.isPartial) return refusal;
        isStale = attempt.with instanceof OneKeyAgent;
      }
    }
    // ssh2 does not pass on what a server says after a key of an agent. Where there is nothing else to try by what it said
    // before, it is asked once more: it may want a second proof by now.
    if (isStale && !refusal.offers.some((way) => way === 'password' || way === 'keyboard-interactive'))
      refusal = yield { type: 'none', username };
    if (usesPrompts) {
      let hasAsked = true;
      while (hasAsked && refusal.offers.includes('keyboard-interactive') && this.#mayAskPassword()) {
        hasAsked = false;
        refusal = yield this.#prompted(() => {
          hasAsked = true;
        });
        if (refusal.isPartial) return refusal;
      }
    }
    if (usesPasswords) {
      while (refusal.offers.includes('password') && this.#mayAskPassword()) {
        const password = await this.#password();
        if (password === null) break;
        this.#lastPassword = password;
        this.#note('password');
        refusal = yield { type: 'password', username, password };
        this.#lastPassword = undefined;
        if (refusal.isPartial) return refusal;
      }
    }
    return undefined;
  }

  #mayAskPassword(): boolean {
    return (
      !this.#isDeclined && !this.#settings.isBatch && this.#passwordsAsked < this.#settings.passwordPrompts
    );
  }

  async #password(): Promise<string | null> {
    this.#passwordsAsked += 1;
    const kept = this.#keptPassword;
    this.#keptPassword = undefined;
    if (kept !== undefined) return kept;
    const answer = await this.#questions.secret(
      { about: 'password', login: this.#name, isJump: this.#isJump, attempt: this.#passwordsAsked },
      this.#signal,
    );
    if (answer === null) this.#decline();
    return answer;
  }

  /** Nobody answers, or not any more: who declines one question is not asked the next. */
  #decline(): void {
    this.#passwordsAsked -= 1;
    this.#isDeclined = true;
  }

  #note(what: string): void {
    if (!this.tried.includes(what)) this.tried.push(what);
  }

  /** What the server asks, passed on to whoever can answer. */
  #prompted(onAsked: () => void): KeyboardInteractiveAuthMethod {
    return {
      type: 'keyboard-interactive',
      username: this.#settings.user,
      prompt: (_name, _instructions, _language, prompts, finish) => {
        onAsked();
        this.#answers(prompts)
          .then(finish, () => finish([]))
          // The connection may have ended meanwhile; ssh2 throws then.
          .catch(() => undefined);
      },
    };
  }

  async #answers(prompts: readonly { prompt: string; echo?: boolean }[]): Promise<string[]> {
    const answers: string[] = [];
    this.#passwordsAsked += 1;
    for (const { prompt, echo = false } of prompts) {
      const answer = await this.#questions.secret(
        {
          about: 'prompt',
          login: this.#name,
          isJump: this.#isJump,
          prompt,
          echo,
          attempt: this.#passwordsAsked,
        },
        this.#signal,
      );
      if (answer === null) {
        this.#decline();
        return [];
      }
      answers.push(answer);
    }
    this.#note('what it asks (keyboard-interactive)');
    return answers;
  }

  /** Keys in the order in which they are tried. */
  async *#keys(): AsyncGenerator<KeyAttempt> {
    const files = this.#keyFiles();
    const named = new Set(
      files.flatMap((file) => publicKeyOf(file)?.getPublicSSH().toString('base64') ?? []),
    );
    this.#keysInAgent ??= this.#askAgent();
    const inAgent = await this.#keysInAgent;
    const isNamed = (attempt: KeyAttempt) => named.has(attempt.publicKey.getPublicSSH().toString('base64'));
    // Those that somebody named come first, as with OpenSSH: a server ends the connection after some wrong ones.
    yield* inAgent.filter(isNamed);
    if (!this.#settings.identitiesOnly) yield* inAgent.filter((attempt) => !isNamed(attempt));
    for (const file of files) {
      if (file.is !== 'usable') continue;
      const { key } = file;
      yield {
        name: `${keyTypeWord(key.type)} key ${file.path}`,
        publicKey: key,
        with: key,
      };
    }
    for (const file of files) {
      const attempt = file.is === 'encrypted' ? await this.#encrypted(file) : undefined;
      if (attempt !== undefined) yield attempt;
    }
  }

  #keyFiles(): readonly KeyFile[] {
    if (this.#files !== undefined) return this.#files;
    this.#files = this.#settings.identityFiles.map(readKeyFile);
    for (const file of this.#files) {
      if (file.is === 'unusable') this.remarks.add(`The key ${file.path} is not used: ${file.reason}.`);
      if (file.is === 'missing' && this.#settings.isIdentityNamed)
        this.remarks.add(`There is no key ${file.path}.`);
    }
    return this.#files;
  }

  async #askAgent(): Promise<KeyAttempt[]> {
    const { agent } = this.#settings;
    if (agent === undefined) return [];
    try {
      const keys = await agentKeys(agent);
      return keys.map(({ key, sign }) => ({
        name: `${keyTypeWord(key.type)} key of the agent (${key.comment || fingerprintOf(key.getPublicSSH())})`,
        publicKey: key,
        with: new OneKeyAgent(key, sign),
      }));
    } catch {
      // Windows has the pipe's name by default, whether or not an agent runs.
      if (!agent.startsWith('\\\\')) this.remarks.add(`The agent at ${agent} does not answer.`);
      return [];
    }
  }

  async #encrypted(file: KeyFile & { is: 'encrypted' }): Promise<KeyAttempt | undefined> {
    const unlocked = async (): Promise<ParsedKey> => {
      const key = await this.#unlocked(file);
      if (key !== undefined) return key;
      this.remarks.add(`The key ${file.path} is not used: it wants its passphrase.`);
      throw new Error('The key stays locked.');
    };
    let { publicKey } = file;
    let key: ParsedKey | undefined;
    if (publicKey === undefined) {
      try {
        key = await unlocked();
      } catch (error) {
        if (this.#signal.aborted) throw error;
        return undefined;
      }
      publicKey = key;
    }
    return {
      name: `${keyTypeWord(publicKey.type)} key ${file.path}`,
      publicKey,
      with: new OneKeyAgent(publicKey, async (data, options) => {
        key ??= await unlocked();
        return signWith(key, data, options);
      }),
    };
  }

  async #unlocked(file: KeyFile & { is: 'encrypted' }): Promise<ParsedKey | undefined> {
    const known = this.#unlockedKeys.get(file.path);
    if (known !== undefined || this.#settings.isBatch) return known;
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const passphrase = await this.#questions.secret(
        { about: 'passphrase', file: file.path, attempt },
        this.#signal,
      );
      if (passphrase === null) return undefined;
      const key = file.unlock(passphrase);
      if (key === undefined) continue;
      this.#unlockedKeys.set(file.path, key);
      return key;
    }
    return undefined;
  }
}

function publicKeyOf(file: KeyFile): ParsedKey | undefined {
  switch (file.is) {
    case 'usable':
      return file.key;
    case 'public':
    case 'encrypted':
      return file.publicKey;
    case 'missing':
    case 'unusable':
      return undefined;
  }
}
