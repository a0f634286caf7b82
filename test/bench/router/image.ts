import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { type CpioEntry, cpioArchive } from './cpio.ts';
import { cacheFolder, type UnpackedPackages, unpackedPackages } from './packages.ts';

/** What QEMU boots. */
export interface Image {
  readonly kernel: string;
  readonly initialRootFolder: string;
  /** An archive behind it, for a router with ModemManager. */
  readonly modemManager: string;
  readonly packages: UnpackedPackages;
}

/** What the router has of ours: stand-ins for commands that only OpenWrt has, and the first process. */
const guestFolder = 'test/bench/router/guest';

/** In the order in which they are loaded; what they need comes with them. All are there before a modem is. */
const drivers = [
  'virtio_pci',
  'virtio_net',
  'bridge',
  'ehci-pci',
  'usb-storage',
  'sr_mod',
  'option',
  'huawei_cdc_ncm',
  'qmi_wwan',
  'cdc_mbim',
  'cdc_ether',
  'cdc_acm',
  'rndis_host',
  'ppp_async',
  'ppp_deflate',
  'bsd_comp',
];

/** Drivers of tunnels, there for whoever loads them. */
const tunnelDrivers = ['ipip', 'wireguard'];

const pluginFolder = 'usr/lib/x86_64-linux-gnu/ModemManager';

function samePlace(paths: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(paths.map((path) => [path, path]));
}

/** Programs of the packages, and where the router has them. */
const guestPrograms: Readonly<Record<string, string>> = {
  'usr/sbin/dropbear': 'usr/sbin/dropbear',
  'usr/sbin/pppd': 'usr/sbin/pppd',
  'usr/sbin/chat': 'usr/sbin/chat',
  // OpenWrt calls it by both names.
  'usr/bin/comgt': 'usr/bin/gcom',
  'usr/sbin/usb_modeswitch': 'usr/sbin/usb_modeswitch',
  // These are what the stand-ins of uqmi and umbim call, and not on the router's path.
  'usr/bin/qmicli': 'usr/lib/bench/qmicli',
  'usr/bin/mbimcli': 'usr/lib/bench/mbimcli',
  // On the path only where a run asks for it.
  'usr/bin/socat': 'usr/lib/bench/socat',
  'usr/bin/wg': 'usr/lib/bench/wg',
};

/** What a router with ModemManager has besides. Root may use it as polkit allows root everything. */
const modemManagerPrograms: Readonly<Record<string, string>> = {
  'usr/sbin/ModemManager': 'usr/sbin/ModemManager',
  'usr/bin/mmcli': 'usr/bin/mmcli',
  'usr/bin/dbus-daemon': 'usr/bin/dbus-daemon',
  'usr/lib/polkit-1/polkitd': 'usr/lib/polkit-1/polkitd',
  // Those of the modems that are tried with it.
  ...samePlace(
    ['plugin-generic', 'plugin-huawei', 'plugin-zte', 'shared-icera'].map(
      (name) => `${pluginFolder}/libmm-${name}.so`,
    ),
  ),
};

const modemManagerFiles: Readonly<Record<string, string>> = samePlace([
  'etc/dbus-1/system.d/org.freedesktop.ModemManager1.conf',
  'usr/share/dbus-1/system.conf',
  'usr/share/dbus-1/system.d/org.freedesktop.PolicyKit1.conf',
  'usr/share/polkit-1/actions/org.freedesktop.ModemManager1.policy',
  ...['77-mm-huawei-net-port-types', '77-mm-zte-port-types', '80-mm-candidate'].map(
    (name) => `lib/udev/rules.d/${name}.rules`,
  ),
]);

/**
 * What the router's own busybox has: the applets of OpenWrt's. Debian's shell prefers an applet to the program of that name,
 * so that those must be missing whose place a stand-in takes.
 */
const applets =
  `[ [[ arp arping ash awk basename brctl cat chgrp chmod chown chroot clear cmp cp crond crontab cut date dd df dirname dmesg
  du echo egrep env expr false fgrep find free fsync grep groups gunzip gzip halt head hexdump hostid hostname id ifconfig ip kill
  killall less ln logger ls lsmod md5sum mkdir mkfifo mknod mktemp modinfo modprobe mount mv nc netstat nice nslookup passwd pgrep
  pidof ping ping6 pkill poweroff printf ps pwd readlink reboot renice reset rm rmdir rmmod route sed seq setsid sh sha256sum sleep
  sort start-stop-daemon strings sync sysctl tail tar tee test time timeout top touch tr traceroute traceroute6 true udhcpc umount
  uname uniq uptime vi wc wget which xargs yes zcat`.split(/\s+/);

/** Makes what QEMU boots, unless the cache has it. */
export function routerImage(): Image {
  const packages = unpackedPackages();
  const ours = guestFiles();
  const key = createHash('sha256')
    .update(packages.key)
    .update(readFileSync('test/bench/router/image.ts'))
    .update(readFileSync('test/bench/router/cpio.ts'));
  for (const { path, content } of ours) key.update(path).update(content);
  const folder = join(cacheFolder(), `image-${key.digest('hex').slice(0, 16)}`);
  const image = {
    kernel: join(folder, 'vmlinux'),
    initialRootFolder: join(folder, 'root.cpio'),
    modemManager: join(folder, 'modem-manager.cpio'),
    packages,
  };
  if (existsSync(folder)) return image;
  const work = mkdtempSync(join(cacheFolder(), 'image-work-'));
  try {
    const made = join(work, 'made');
    mkdirSync(made);
    writeFileSync(
      join(made, 'vmlinux'),
      uncompressedKernel(join(packages.folder, 'boot', `vmlinuz-${packages.kernel}`), work),
    );
    writeFileSync(
      join(made, 'root.cpio'),
      cpioArchive([
        ...skeleton(),
        ...busybox(packages.folder),
        { path: 'usr/bin/comgt', target: 'gcom' },
        ...programEntries(packages.folder, guestPrograms),
        ...moduleEntries(packages),
        ...ours,
      ]),
    );
    writeFileSync(join(made, 'modem-manager.cpio'), cpioArchive(modemManagerEntries(packages.folder)));
    renameSync(made, folder);
    removeOldImages(folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return image;
}

/** Each change of ours makes a new one, of a hundred megabytes. */
function removeOldImages(latest: string): void {
  const aDay = 24 * 60 * 60 * 1000;
  for (const name of readdirSync(cacheFolder())) {
    const folder = join(cacheFolder(), name);
    if (!name.startsWith('image-') || folder === latest) continue;
    if (Date.now() - statSync(folder).mtimeMs > aDay) rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The kernel within Debian's `vmlinuz`, which QEMU starts at once; the packed one takes seconds to unpack itself.
 * Source: Linux Documentation/arch/x86/boot.rst (setup_sects, payload_offset, payload_length)
 */
function uncompressedKernel(file: string, work: string): Buffer {
  const packed = readFileSync(file);
  const setupSectors = packed[0x1f1] ?? 0;
  const start = (setupSectors + 1) * 512 + packed.readUInt32LE(0x248);
  const payload = packed.subarray(start, start + packed.readUInt32LE(0x24c));
  const program = payload.readUInt32BE(0) === 0x28b52ffd ? 'zstd' : 'xz';
  const payloadFile = join(work, 'payload');
  writeFileSync(payloadFile, payload);
  // The length of the kernel stands behind the packed data, for which xz has to be told to look no further.
  const more = program === 'xz' ? ['--single-stream'] : [];
  return execFileSync(program, ['-dc', ...more, payloadFile], {
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function skeleton(): readonly CpioEntry[] {
  const folders = [
    'proc',
    'sys',
    'dev',
    'tmp',
    'root',
    'mnt',
    'overlay',
    'etc/config',
    'etc/rc.d',
    'usr/share',
  ];
  return [
    ...folders.map((path) => ({ path, folder: true }) as const),
    { path: 'dev/console', node: { major: 5, minor: 1 } },
    { path: 'dev/null', node: { major: 1, minor: 3 }, mode: 0o666 },
    { path: 'var', target: 'tmp' },
    { path: 'lib64', target: 'lib' },
  ];
}

function busybox(folder: string): readonly CpioEntry[] {
  const whole = readFileSync(join(folder, 'bin/busybox'));
  return [
    { path: 'bin/busybox', content: withApplets(whole, applets), mode: 0o755 },
    // With all applets: the stand-ins have their system log and others from it.
    { path: 'usr/lib/bench/busybox', content: whole, mode: 0o755 },
    ...applets.map((name) => ({ path: `bin/${name}`, target: 'busybox' })),
  ];
}

/**
 * A busybox with these applets only. Its table of names is sorted and looked through from the front: a name that is made
 * smaller is never found, and hides no other.
 */
function withApplets(whole: Buffer, names: readonly string[]): Buffer {
  const binary = Buffer.from(whole);
  let at = binary.indexOf('[\0[[\0');
  if (at < 0) throw new Error('This busybox has no table of applets.');
  while (binary[at] !== 0) {
    const end = binary.indexOf(0, at);
    if (!names.includes(binary.toString('latin1', at, end))) binary[end - 1] = 1;
    at = end + 1;
  }
  return binary;
}

function modemManagerEntries(folder: string): readonly CpioEntry[] {
  return [
    // Debian's programs look for the bus there.
    { path: 'run', target: 'tmp/run' },
    { path: 'etc/polkit-1/rules.d', folder: true },
    { path: 'usr/share/polkit-1/rules.d', folder: true },
    ...Object.entries(modemManagerFiles).map(([from, path]) => ({
      path,
      content: readFileSync(join(folder, from)),
    })),
    ...programEntries(folder, modemManagerPrograms, librariesOf(folder, guestPrograms)),
  ];
}

/** Programs and the libraries that they need, but for those that the router has already. */
function programEntries(
  folder: string,
  programs: Readonly<Record<string, string>>,
  present: ReadonlyMap<string, string> = new Map(),
): readonly CpioEntry[] {
  return [
    ...Object.entries(programs).map(([from, to]) => [join(folder, from), to] as const),
    ...[...librariesOf(folder, programs)]
      .filter(([name]) => !present.has(name))
      .map(([name, file]) => [realpathSync(file), `lib/${name}`] as const),
  ].map(([file, path]) => ({ path, content: readFileSync(file), mode: 0o755 }));
}

/** By name, as the programs ask for them. */
function librariesOf(
  folder: string,
  programs: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  return new Map(
    Object.keys(programs)
      .flatMap((from) => neededLibraries(join(folder, from), folder))
      .map((library) => [basename(library), library]),
  );
}

/** The libraries of a program, those of the packages before those of this machine. */
function neededLibraries(file: string, folder: string): readonly string[] {
  const places = ['lib/x86_64-linux-gnu', 'usr/lib/x86_64-linux-gnu'].map((place) => join(folder, place));
  const shown = execFileSync('ldd', [file], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C', LD_LIBRARY_PATH: places.join(':') },
  });
  if (shown.includes('not found')) throw new Error(`Libraries of ${file} are missing:\n${shown}`);
  return shown.split('\n').flatMap((line) => /(?:=> |^\s+)(\/\S+) \(0x/.exec(line)?.[1] ?? []);
}

function moduleEntries({ folder, kernel }: UnpackedPackages): readonly CpioEntry[] {
  const modules = join('lib/modules', kernel);
  execFileSync('depmod', ['-b', folder, kernel], { stdio: 'pipe', env: withSystemFolders() });
  const needs = new Map<string, readonly string[]>();
  for (const line of readFileSync(join(folder, modules, 'modules.dep'), 'utf8').split('\n')) {
    const [path = '', ...others] = line.split(/:? /);
    if (line.includes(':')) needs.set(path.replace(/:$/, ''), others);
  }
  const builtIn = readFileSync(join(folder, modules, 'modules.builtin'), 'utf8');
  const wanted = new Set<string>();
  for (const driver of [...drivers, ...tunnelDrivers]) {
    const file = new RegExp(`/${driver.replace(/[-_]/g, '[-_]')}\\.ko(?:\\.xz|\\.zst)?$`);
    const path = [...needs.keys()].find((name) => file.test(name));
    if (path === undefined) {
      if (builtIn.split('\n').some((name) => file.test(name))) continue;
      throw new Error(`The kernel has no driver ${driver}.`);
    }
    for (const name of [path, ...(needs.get(path) ?? [])]) wanted.add(name);
  }
  const list = [...wanted];
  return [
    ...list.map((name) => ({
      path: join(modules, name),
      content: readFileSync(join(folder, modules, name)),
    })),
    {
      path: join(modules, 'modules.dep'),
      content: list.map((name) => `${name}: ${(needs.get(name) ?? []).join(' ')}\n`).join(''),
    },
    { path: 'etc/modules.list', content: `${drivers.join('\n')}\n` },
  ];
}

function withSystemFolders(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` };
}

/** Scripts can be run; what the router only reads keeps its mode. */
function guestFiles(): readonly { path: string; content: Buffer; mode: number }[] {
  return readdirSync(guestFolder, { recursive: true, encoding: 'utf8' })
    .sort()
    .filter((path) => statSync(join(guestFolder, path)).isFile())
    .map((path) => {
      const content = readFileSync(join(guestFolder, path));
      return { path, content, mode: modeOf(path, content) };
    });
}

function modeOf(path: string, content: Buffer): number {
  if (content.subarray(0, 2).toString() === '#!') return 0o755;
  // pppd warns of secrets that others may read.
  return path.endsWith('-secrets') ? 0o600 : 0o644;
}
