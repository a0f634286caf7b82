import { createHash } from 'node:crypto';
import { isAbsolute, join, resolve } from 'node:path';
import { type ConfigValues, configFor, systemFolder, userFolder } from './ssh-config.ts';
import { SshError } from './ssh-error.ts';
import type { Surroundings } from './surroundings.ts';
import { parseTarget, type Target } from './target.ts';

/** What may be said of the login on the command line. Each wins over the ssh configuration. */
export interface SettingsOptions {
  readonly port: number | undefined;
  /** A file of a private key. */
  readonly identity: string | undefined;
  /** Another ssh configuration than the user's and the system's; `none` for none at all. */
  readonly configFile: string | undefined;
}

/** How to log in to one host: the command line, the ssh configuration, and what holds without either. */
export interface HostSettings {
  /** As typed; an alias of the configuration, perhaps. */
  readonly alias: string;
  /** Name or address to connect to. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly family: 0 | 4 | 6;
  readonly connectSeconds: number | undefined;
  /** Files of private keys, absolute. */
  readonly identityFiles: readonly string[];
  /** Whether somebody has named them: those that are only usual may be missing. */
  readonly isIdentityNamed: boolean;
  /** Only the named keys are offered, even if the agent has others. */
  readonly identitiesOnly: boolean;
  /** Socket of the agent; undefined where there is none. */
  readonly agent: string | undefined;
  readonly usesKeys: boolean;
  readonly usesPasswords: boolean;
  readonly usesPrompts: boolean;
  readonly passwordPrompts: number;
  /** Nobody is to be asked. */
  readonly isBatch: boolean;
  /** Hosts on the way, as written, the first one first. */
  readonly jumps: readonly string[];
  readonly userKnownHosts: readonly string[];
  readonly systemKnownHosts: readonly string[];
  /** The name to look for in the lists of known hosts instead of the host's own. */
  readonly hostKeyAlias: string | undefined;
  readonly unknownHosts: 'ask' | 'accept' | 'refuse';
  readonly hashesKnownHosts: boolean;
}

/**
 * @param jump whether it is a host on the way: there the command line's port and key do not count, and the user is the
 *   local one as ever with ssh, not a router's root
 * @throws {SshError} `config`
 */
export function settingsOf(
  text: string,
  options: SettingsOptions,
  jump: boolean,
  surroundings: Surroundings,
): HostSettings {
  const target = parseTarget(text);
  const values = configFor({ host: target.host, user: target.user }, options.configFile, surroundings);
  return new SettingsReader(target, values, options, jump, surroundings).settings();
}

class SettingsReader {
  readonly #target: Target;
  readonly #values: ConfigValues;
  readonly #options: SettingsOptions;
  readonly #isJump: boolean;
  readonly #surroundings: Surroundings;
  readonly #host: string;
  readonly #port: number;
  readonly #user: string;

  constructor(
    target: Target,
    values: ConfigValues,
    options: SettingsOptions,
    isJump: boolean,
    surroundings: Surroundings,
  ) {
    this.#target = target;
    this.#values = values;
    this.#options = options;
    this.#isJump = isJump;
    this.#surroundings = surroundings;
    this.#host = this.#hostName();
    this.#port = (isJump ? undefined : options.port) ?? target.port ?? this.#number('port', 65_535) ?? 22;
    this.#user = target.user ?? this.#value('user') ?? (isJump ? surroundings.localUser : 'root');
  }

  settings(): HostSettings {
    const named = this.#namedIdentities();
    return {
      alias: this.#target.host,
      host: this.#host,
      port: this.#port,
      user: this.#user,
      family: this.#family(),
      connectSeconds: this.#number('connecttimeout', 86_400),
      identityFiles: named ?? this.#usualIdentities(),
      isIdentityNamed: named !== undefined,
      identitiesOnly: this.#flag('identitiesonly') ?? false,
      agent: this.#agent(),
      usesKeys: this.#flag('pubkeyauthentication') ?? true,
      usesPasswords: this.#flag('passwordauthentication') ?? true,
      usesPrompts:
        this.#flag('kbdinteractiveauthentication') ?? this.#flag('challengeresponseauthentication') ?? true,
      passwordPrompts: this.#number('numberofpasswordprompts', 100) ?? 3,
      isBatch: this.#flag('batchmode') ?? false,
      jumps: this.#jumps(),
      userKnownHosts: this.#knownHosts('userknownhostsfile', userFolder(this.#surroundings), 'known_hosts'),
      systemKnownHosts: this.#knownHosts(
        'globalknownhostsfile',
        systemFolder(this.#surroundings),
        'ssh_known_hosts',
      ),
      hostKeyAlias: this.#value('hostkeyalias'),
      unknownHosts: this.#unknownHosts(),
      hashesKnownHosts: this.#flag('hashknownhosts') ?? false,
    };
  }

  #hostName(): string {
    const written = this.#value('hostname');
    return written === undefined
      ? this.#target.host
      : this.#filled(written, new Map([['h', this.#target.host]]));
  }

  #family(): 0 | 4 | 6 {
    const family = this.#value('addressfamily')?.toLowerCase();
    if (family === 'inet') return 4;
    return family === 'inet6' ? 6 : 0;
  }

  #namedIdentities(): string[] | undefined {
    const { identity } = this.#options;
    const given = this.#isJump || identity === undefined ? [] : [resolve(identity)];
    const configured = (this.#values.get('identityfile') ?? []).flat();
    if (given.length === 0 && configured.length === 0) return undefined;
    return [...given, ...configured.filter((file) => file !== 'none').map((file) => this.#path(file))];
  }

  #usualIdentities(): string[] {
    // The order of OpenSSH. Keys on FIDO tokens, id_*_sk, are for the system's own client.
    return ['id_rsa', 'id_ecdsa', 'id_ed25519'].map((name) => join(userFolder(this.#surroundings), name));
  }

  #agent(): string | undefined {
    const { env, platform } = this.#surroundings;
    const usual =
      env['SSH_AUTH_SOCK'] ?? (platform === 'win32' ? '\\\\.\\pipe\\openssh-ssh-agent' : undefined);
    const written = this.#value('identityagent');
    if (written === undefined || written === 'SSH_AUTH_SOCK') return usual === '' ? undefined : usual;
    if (written.toLowerCase() === 'none') return undefined;
    // A sample: $SSH_AUTH_SOCK
    const variable = /^\$(\w+)$/.exec(written)?.[1];
    if (variable !== undefined) return env[variable];
    return written.startsWith('\\\\') ? written : this.#path(written);
  }

  #jumps(): string[] {
    const command = this.#value('proxycommand');
    const jump = this.#value('proxyjump');
    if (command !== undefined && command.toLowerCase() !== 'none' && jump === undefined) {
      throw new SshError(
        'config',
        `The ssh configuration reaches ${this.#target.host} through a ProxyCommand, which hwdiag does not run. Let the system's own client log in: add --ssh-command ssh.`,
      );
    }
    if (jump === undefined || jump.toLowerCase() === 'none') return [];
    return jump.split(',').map((host) => host.trim());
  }

  #knownHosts(keyword: string, folder: string, usual: string): string[] {
    const written = this.#values.get(keyword)?.[0];
    if (written === undefined) return [join(folder, usual), join(folder, `${usual}2`)];
    return written.filter((file) => file !== 'none').map((file) => this.#path(file));
  }

  #unknownHosts(): HostSettings['unknownHosts'] {
    switch (this.#value('stricthostkeychecking')?.toLowerCase()) {
      case 'yes':
        return 'refuse';
      case 'accept-new':
        return 'accept';
      default:
        // `no` and `off`, too: they would accept any key, a changed one included.
        return 'ask';
    }
  }

  #value(keyword: string): string | undefined {
    return this.#values.get(keyword)?.[0]?.[0];
  }

  #flag(keyword: string): boolean | undefined {
    const value = this.#value(keyword)?.toLowerCase();
    if (value === undefined) return undefined;
    return value === 'yes' || value === 'true';
  }

  #number(keyword: string, most: number): number | undefined {
    const value = this.#value(keyword);
    if (value === undefined || value.toLowerCase() === 'none') return undefined;
    const number = /^\d{1,6}$/.test(value) ? Number(value) : 0;
    if (number >= 1 && number <= most) return number;
    throw new SshError('config', `The ssh configuration has a ${keyword} that is no number: “${value}”.`);
  }

  /** A path as ssh_config(5) has it: `~`, tokens, variables. */
  #path(written: string): string {
    const { homeFolder } = this.#surroundings;
    // A sample: ~/.ssh/id_%h
    const path = this.#filled(written, this.#tokens()).replace(/^~(?=$|[\\/])/, () => homeFolder);
    return isAbsolute(path) ? path : resolve(path);
  }

  #tokens(): ReadonlyMap<string, string> {
    const { homeFolder, localHost, localUser } = this.#surroundings;
    const jump = this.#value('proxyjump') ?? '';
    const hash = createHash('sha1').update(`${localHost}${this.#host}${this.#port}${this.#user}${jump}`);
    return new Map([
      ['d', homeFolder],
      ['h', this.#host],
      ['i', String(process.getuid?.() ?? '')],
      ['k', this.#value('hostkeyalias') ?? this.#target.host],
      ['L', localHost.replace(/\..*$/s, '')],
      ['l', localHost],
      ['n', this.#target.host],
      ['p', String(this.#port)],
      ['r', this.#user],
      ['u', localUser],
      ['C', hash.digest('hex')],
    ]);
  }

  #filled(written: string, tokens: ReadonlyMap<string, string>): string {
    const { env } = this.#surroundings;
    return written.replace(/\$\{(\w+)\}|%(.?)/g, (_, name: string | undefined, letter: string) => {
      if (name === undefined) {
        const value = letter === '%' ? '%' : tokens.get(letter);
        if (value !== undefined) return value;
        throw new SshError(
          'config',
          `The ssh configuration has a token that is not known here: “%${letter}”.`,
        );
      }
      const value = env[name];
      if (value !== undefined) return value;
      throw new SshError('config', `The ssh configuration asks for the variable ${name}, which is not set.`);
    });
  }
}
