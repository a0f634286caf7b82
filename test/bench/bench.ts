import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { realClock } from './clock.ts';
import { faultNamed, faults as knownFaults } from './faults.ts';
import { VirtualModem } from './modem/virtual-modem.ts';
import { Visitors } from './network/visitors.ts';
import type { Profile } from './profiles/profile.ts';
import { profileNamed, profiles } from './profiles/profiles.ts';
import type { Cable } from './router/cable.ts';
import {
  connectionName,
  connectionOptions,
  defaultLanAddress,
  type RouterSetup,
  routerFiles,
} from './router/configuration.ts';
import { unpackedPackages, whyNoRouter } from './router/packages.ts';
import { RouterShell } from './router/router-shell.ts';
import { startVm, type Vm } from './router/vm.ts';
import { addressHere, openWay, type WayIn, type WayName } from './router/ways-in.ts';
import type { ScenarioPatch } from './scenario.ts';
import { ModemBus } from './usb/modem-bus.ts';
import { connectSessions } from './usb/modem-device.ts';

export { whyNoRouter };

export interface BenchOptions {
  /** Of `profiles/`: the modem that is plugged in once the router is ready. */
  readonly profile: string;
  /** Of `faults.ts`. */
  readonly faults?: readonly string[];
  /** Over the faults. */
  readonly scenario?: ScenarioPatch;
  readonly router?: RouterSetup;
  /** False: the modem stays out until it is plugged in. */
  readonly plugged?: boolean;
}

export interface PlugOptions {
  readonly profile?: string;
  readonly faults?: readonly string[];
  readonly scenario?: ScenarioPatch;
}

/** A virtual router with a virtual modem. */
export class BenchRouter {
  /** Where its SSH server answers: on 127.0.0.1. */
  readonly sshPort: number;
  /** The file of a key that lets root in, and the line that makes the router known. */
  readonly keyFile: string;
  readonly knownHostsFile: string;
  /** Milliseconds until it was ready. */
  readonly startTime: number;
  /** One connection, kept open: the first handshake takes a second. */
  readonly shell: RouterShell;
  readonly lanAddress: string;
  /** What comes to it from the internet, over the modem. */
  readonly visitors: Visitors;
  readonly #vm: Vm;
  readonly #bus: ModemBus;
  /** What belongs to this run; it goes with the router. */
  readonly folder: string;
  #modem: VirtualModem;
  #way: WayIn | undefined;

  constructor(parts: {
    readonly vm: Vm;
    readonly bus: ModemBus;
    readonly folder: string;
    readonly modem: VirtualModem;
    readonly shell: RouterShell;
    readonly lanAddress: string;
    readonly visitors: Visitors;
    readonly keyFile: string;
    readonly knownHostsFile: string;
  }) {
    this.#vm = parts.vm;
    this.#bus = parts.bus;
    this.folder = parts.folder;
    this.#modem = parts.modem;
    this.shell = parts.shell;
    this.lanAddress = parts.lanAddress;
    this.visitors = parts.visitors;
    this.sshPort = parts.vm.sshPort;
    this.startTime = parts.vm.startTime;
    this.keyFile = parts.keyFile;
    this.knownHostsFile = parts.knownHostsFile;
  }

  /** The modem that is plugged in, or was last. */
  get modem(): VirtualModem {
    return this.#modem;
  }

  /** The end here of its second network card; undefined where it has none. */
  get cable(): Cable | undefined {
    return this.#vm.cable;
  }

  get isPlugged(): boolean {
    return this.#bus.modem !== undefined;
  }

  /** What the router has printed on its console. */
  console(): string {
    return this.#vm.console();
  }

  /** What the emulator has failed over. Empty in a run that can be trusted. */
  get emulatorFaults(): readonly unknown[] {
    return this.#bus.faults;
  }

  /** Plugs a modem in: the last one as it was, or a new one. */
  async plug(options?: PlugOptions): Promise<void> {
    if (options !== undefined) {
      const profile = options.profile ?? this.#modem.profile.name;
      this.#modem = makeModem({ ...options, profile }, this.visitors);
    }
    await this.#bus.plug(this.#modem);
  }

  async unplug(): Promise<void> {
    await this.#bus.unplug();
  }

  /** Another modem in its place, or the same one anew. */
  async replug(options?: PlugOptions): Promise<void> {
    await this.unplug();
    await this.plug(options);
  }

  /**
   * Another modem, the router set up for it and its logs emptied, as if it had just been started: a test file starts one router
   * for all of its modems. Once the modem's nodes are there the interface is set up.
   *
   * @param options.connection options of the interface, over those that fit the modem; an empty text leaves one out
   */
  async exchange(
    options: PlugOptions & {
      readonly profile: string;
      readonly connection?: Readonly<Record<string, string>>;
    },
  ): Promise<void> {
    const { connection, ...plugged } = options;
    // The handler does not talk with a modem that has gone.
    await this.unplug();
    await this.shell.run(`ifdown ${connectionName}`);
    // A port that somebody still has open keeps its number, and the next one gets another.
    await this.shell.until(
      'ls /dev /sys/class/net; ls -l /proc/[0-9]*/fd 2>/dev/null',
      (names) => !modemNodes.test(names),
    );
    await this.#emptyLogs();
    const found = profileNamed(options.profile);
    const settings = { ...(found === undefined ? {} : connectionOptions(found)), ...connection };
    const lines = Object.entries(settings).flatMap(([name, value]) =>
      value === '' ? [] : [`set network.${connectionName}.${name}='${value}'`],
    );
    await this.shell.run(
      [
        `delete network.${connectionName}`,
        `set network.${connectionName}=interface`,
        ...lines,
        'commit network',
      ]
        .map((words) => `uci ${words}`)
        .join('\n'),
    );
    await this.plug(plugged);
    await this.#nodesAreThere();
    await this.shell.run(`ifup ${connectionName}`);
  }

  /**
   * Waits until the router's log shows something, as syslog keeps it: its `logread` is a stand-in that takes its processor for a
   * third of a second.
   *
   * @param since a line from which on it counts; without it all does
   */
  async logShows(pattern: RegExp, since = ''): Promise<void> {
    const lines = since === '' ? '' : ` | sed '/${since}/,$!d'`;
    await this.shell.until(`/usr/lib/bench/busybox logread${lines}`, (log) => pattern.test(log));
  }

  async #emptyLogs(): Promise<void> {
    // The router's busybox has no pgrep. A new log takes over the memory of one that still runs.
    await this.shell.run(`for process in /proc/[0-9]*; do
  case $(tr '\\0' ' ' <$process/cmdline 2>/dev/null) in '/usr/lib/bench/busybox syslogd '* | '/usr/lib/bench/busybox klogd '*)
    kill \${process#/proc/}
    while [ -e $process/exe ]; do sleep 0.1; done
    ;;
  esac
done
dmesg -c >/dev/null
/usr/lib/bench/busybox syslogd -C512; /usr/lib/bench/busybox klogd`);
  }

  /** A modem that comes and goes, or cannot be read, is not waited for. */
  async #nodesAreThere(): Promise<void> {
    const { profile, scenario } = this.#modem;
    if (scenario.usb.enumeration !== 'normal' || scenario.usb.reEnumerations > 0) return;
    const nodes = nodesOf(profile);
    await this.shell.until('ls /dev /sys/class/net', (names) =>
      nodes.every((node) => names.split('\n').includes(node)),
    );
  }

  /** Faults happen to the modem while it runs. */
  fault(...names: readonly string[]): void {
    for (const patch of faultPatches(this.#modem.profile, names)) this.#modem.change(patch);
  }

  change(patch: ScenarioPatch): void {
    this.#modem.change(patch);
  }

  /** The stick has been told to become another device. */
  async switched(modem: VirtualModem): Promise<void> {
    const { switchesTo } = modem.profile;
    if (switchesTo === undefined) await this.#bus.plug(modem);
    else {
      this.#modem = makeModem({ profile: switchesTo }, this.visitors);
      await this.#bus.plug(this.#modem);
    }
  }

  /**
   * Where this machine can come in another way than over loopback, with an address that the router sees as it is. There is one
   * such way at a time; the one before is closed.
   *
   * @throws {Error} where this machine has no address but loopback
   */
  async wayIn(name: WayName): Promise<WayIn> {
    const address = addressHere();
    if (address === undefined) throw new Error('This machine has no IPv4 address but loopback.');
    const before = this.#way;
    this.#way = undefined;
    await before?.close();
    if (before !== undefined) await this.shell.run(before.undo);
    this.#way = await openWay(this, name, address);
    return this.#way;
  }

  /** Stops the router's processor, as if it hung, or lets it go on. */
  async freeze(): Promise<void> {
    await this.#vm.qemu('stop');
  }

  async thaw(): Promise<void> {
    await this.#vm.qemu('cont');
  }

  async stop(): Promise<void> {
    await this.#way?.close();
    this.shell.close();
    await this.#vm.stop();
    await this.#bus.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const modemNodes = /^(?:ttyUSB|cdc-wdm|wwan|eth1$)|-> \/dev\/(?:ttyUSB|cdc-wdm)/m;

/** Drives are numbered as they come. */
const nodesOfKind: Readonly<Record<string, readonly string[]>> = {
  ncm: ['cdc-wdm0', 'wwan0'],
  qmi: ['cdc-wdm0', 'wwan0'],
  mbim: ['cdc-wdm0', 'wwan0'],
  ecm: ['eth1'],
};

/** What the kernel makes of a modem, as it names it. */
function nodesOf({ functions }: Profile): readonly string[] {
  const serial = functions.filter(({ kind }) => kind === 'serial').map((_, at) => `ttyUSB${at}`);
  const others = functions.flatMap((part) =>
    part.kind === 'ncm' && !part.hasChannel ? ['wwan0'] : (nodesOfKind[part.kind] ?? []),
  );
  return [...serial, ...others];
}

/** Boots a virtual router. Throws where `whyNoRouter` says why. */
export async function startRouter(options: BenchOptions): Promise<BenchRouter> {
  const visitors = new Visitors();
  const modem = makeModem(options, visitors);
  const setup = options.router ?? {};
  const lanAddress = setup.lanAddress ?? defaultLanAddress;
  const folder = mkdtempSync(join(tmpdir(), 'hwdiag-bench-'));
  let bus: ModemBus | undefined;
  let vm: Vm | undefined;
  try {
    const keys = makeKeys(folder);
    let router: BenchRouter | undefined;
    const usbSocket = join(folder, 'usb');
    bus = await ModemBus.listen(usbSocket, (switching) => void router?.switched(switching));
    vm = await startVm({
      files: routerFiles(modem.profile, setup, keys),
      lanAddress,
      hasModemManager: setup.modemManager === true,
      usbSocket,
      hasCable: setup.hasCable === true,
    });
    const knownHostsFile = join(folder, 'known_hosts');
    writeFileSync(knownHostsFile, `[127.0.0.1]:${vm.sshPort} ${keys.hostLine}\n`);
    const shell = await RouterShell.connect(vm.sshPort, readFileSync(keys.userKeyFile));
    router = new BenchRouter({
      vm,
      bus,
      folder,
      modem,
      shell,
      lanAddress,
      visitors,
      keyFile: keys.userKeyFile,
      knownHostsFile,
    });
    if (options.plugged !== false) await router.plug();
    return router;
  } catch (error) {
    await vm?.stop();
    await bus?.close();
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** A modem of a profile, with the internet behind it. */
function makeModem(
  { profile, faults = [], scenario }: PlugOptions & { readonly profile: string },
  visitors: Visitors,
): VirtualModem {
  const found = profileNamed(profile);
  if (found === undefined) {
    throw new Error(
      `There is no profile ${profile}. There are: ${profiles.map(({ name }) => name).join(', ')}.`,
    );
  }
  const patches = [...faultPatches(found, faults), ...(scenario === undefined ? [] : [scenario])];
  const modem = new VirtualModem(found, realClock, ...patches);
  connectSessions(modem, visitors);
  return modem;
}

function faultPatches(profile: Profile, names: readonly string[]): readonly ScenarioPatch[] {
  return names.map((name) => {
    const found = faultNamed(name);
    if (found === undefined) {
      throw new Error(
        `There is no fault ${name}. There are: ${knownFaults.map((fault) => fault.name).join(', ')}.`,
      );
    }
    if (!found.fits(profile)) throw new Error(`The fault ${name} cannot happen to ${profile.name}.`);
    return found.patch(profile);
  });
}

function makeKeys(folder: string): {
  readonly hostKey: Uint8Array;
  /** Type and key, as in a list of known hosts. */
  readonly hostLine: string;
  readonly userKey: string;
  readonly userKeyFile: string;
} {
  const user = userKeys();
  const userKeyFile = join(folder, 'id');
  writeFileSync(userKeyFile, user.private, { mode: 0o600 });
  // dropbear has a format of its own for the keys of hosts, and its package the program that writes it.
  const packages = unpackedPackages().folder;
  const hostKeyFile = join(folder, 'host');
  const shown = execFileSync(join(packages, 'usr/bin/dropbearkey'), ['-t', 'ed25519', '-f', hostKeyFile], {
    encoding: 'utf8',
    env: { ...process.env, LD_LIBRARY_PATH: join(packages, 'usr/lib/x86_64-linux-gnu') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const hostLine = /^ssh-ed25519 \S+/m.exec(shown)?.[0];
  if (hostLine === undefined) throw new Error('dropbearkey shows no key.');
  return { hostKey: readFileSync(hostKeyFile), hostLine, userKey: user.public, userKeyFile };
}

/** One in two hundred that ssh2 makes it cannot read itself. */
function userKeys(): { readonly private: string; readonly public: string } {
  for (;;) {
    const keys = ssh2.utils.generateKeyPairSync('ed25519', { comment: 'bench' });
    if (!(ssh2.utils.parseKey(keys.private) instanceof Error)) return keys;
  }
}
