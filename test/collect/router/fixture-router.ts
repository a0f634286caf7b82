import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RouterConnection } from '../../../src/collect/router/router-connection.ts';
import { localConnection } from './local-connection.ts';

/** A function of a USB device: number, class/subclass/protocol, driver, and the node or network device that it has become. */
interface UsbFunction {
  readonly number: string;
  readonly codes: string;
  readonly driver?: string;
  readonly tty?: string;
  readonly net?: string;
  readonly control?: string;
}

export interface UsbDevice {
  /** `1-1.2` */
  readonly path: string;
  readonly id: string;
  readonly product?: string;
  readonly functions: readonly UsbFunction[];
}

interface RunningProgram {
  readonly name: string;
  /** A node that it has open. */
  readonly holds?: string;
  /** Started as netifd starts the handler of a protocol. */
  readonly dials?: boolean;
  /** What it does instead of holding a node. */
  readonly text?: string;
}

/** A device on PCI: its driver, and what the WWAN layer of the kernel makes of it. */
export interface PciDevice {
  /** `0003:01:00.0` */
  readonly slot: string;
  readonly id: string;
  /** `ff0000` */
  readonly pciClass: string;
  readonly driver?: string;
  /** Ports by name, with their types: `wwan0at0`, `AT`. */
  readonly ports?: Readonly<Record<string, string>>;
}

export interface FixtureRouter {
  /** Folder below `test/fixtures/routers`. `root/` is copied; what stands in `outputs/` is printed by programs of that name. */
  readonly fixture: string;
  readonly hostname: string;
  readonly usb?: readonly UsbDevice[];
  readonly pci?: readonly PciDevice[];
  /** Applets of busybox that this one lacks besides those that OpenWrt leaves out. */
  readonly without?: readonly string[];
  /** Applets that it has although OpenWrt leaves them out. */
  readonly also?: readonly string[];
  /** Programs of this machine, by the name that they have there. */
  readonly binaries?: Readonly<Record<string, string>>;
  /** Nodes that are terminals of this machine: `ttyUSB2`, `/dev/pts/3`. */
  readonly terminals?: Readonly<Record<string, string>>;
  /** Kilobytes of memory that a process may take. */
  readonly memoryLimit?: number;
  /** /tmp is a file system of its own, and full. */
  readonly fullTmp?: boolean;
  /** Further programs: name and text of a shell script. */
  readonly programs?: Readonly<Record<string, string>>;
  /** Nothing can be written anywhere. */
  readonly readOnly?: boolean;
  /** Programs that run before, by the name of their process, with the node that they hold open. */
  readonly running?: readonly RunningProgram[];
}

const fixtures = 'test/fixtures/routers';

/** What OpenWrt's busybox has of all that the script and the programs here call. */
const applets =
  `[ ash awk basename cat chmod chroot cut date dd df dirname echo env expr false find free grep egrep gzip head
  hostname id kill killall ln ls md5sum mkdir mknod mktemp mount mv nice pgrep pidof printf ps pwd readlink rm sed seq setsid sh
  sleep sort tail tar tee test timeout touch tr true uname uniq uptime vi wc which xargs route ifconfig logger`.split(
    /\s+/,
  );

const busybox = '/bin/busybox';

/** Why no router can be made here; null where one can. */
export const noRouter: string | null = reason();

function reason(): string | null {
  if (process.platform !== 'linux') return 'this is no Linux';
  if (process.getuid?.() !== 0)
    return 'a root folder of its own and a list of processes of its own need root';
  if (!existsSync(busybox)) return 'there is no busybox (Debian: busybox-static)';
  if (appletTable(readFileSync(busybox)) === null) return 'this busybox has no table of applets';
  const tried = spawnSync('unshare', ['--mount', '--pid', '--uts', '--fork', 'true']);
  return tried.status === 0 ? null : 'unshare is missing or not allowed';
}

/** Starts a router: a root folder, its processes and its host name are its own. `remove` takes it away. */
export function startRouter(router: FixtureRouter): {
  readonly connection: RouterConnection;
  readonly root: string;
  /** What starts its shell; `-c` and a command come behind it. */
  readonly shell: readonly [string, ...string[]];
  remove(): void;
} {
  const root = mkdtempSync(join(tmpdir(), 'hwdiag-router-'));
  const source = join(fixtures, router.fixture);
  for (const folder of [
    'bin',
    'sbin',
    'usr/bin',
    'usr/sbin',
    'proc',
    'sys',
    'dev',
    'tmp',
    'etc/config',
    'root',
    'outputs',
  ])
    mkdirSync(join(root, folder), { recursive: true });
  if (existsSync(join(source, 'root'))) cpSync(join(source, 'root'), root, { recursive: true });
  if (existsSync(join(source, 'outputs')))
    cpSync(join(source, 'outputs'), join(root, 'outputs'), { recursive: true });

  const programs = new Map<string, string>();
  for (const file of readdirSync(join(root, 'outputs'))) programs.set(file.split('+')[0] ?? file, printing);
  if (readdirSync(join(root, 'etc/config')).length > 0) programs.set('uci', uci);
  for (const [name, text] of Object.entries(router.programs ?? {})) programs.set(name, text);
  const own = [...applets, ...(router.also ?? [])].filter(
    (name) => !programs.has(name) && !router.without?.includes(name),
  );
  writeFileSync(join(root, 'bin/busybox'), withApplets(readFileSync(busybox), own), { mode: 0o755 });
  for (const name of own) symlinkSync('busybox', join(root, 'bin', name));
  for (const [name, text] of programs) writeProgram(join(root, 'usr/sbin', name), text);
  for (const [name, binary] of Object.entries(router.binaries ?? {})) copyProgram(root, name, binary);
  for (const device of router.usb ?? []) plugIn(root, device);
  for (const device of router.pci ?? []) putIn(root, device);
  for (const running of router.running ?? [])
    writeProgram(
      join(root, 'usr/sbin', running.name),
      running.text ??
        `${running.holds === undefined ? '' : `exec 3<>${running.holds}\n`}while true; do sleep 1; done 3<&-`,
    );
  writeFileSync(join(root, 'boot.sh'), bootScript(router));
  const unshare = ['unshare', '--mount', '--pid', '--uts', '--fork', '--kill-child'] as const;
  const shell = [...unshare, 'sh', join(root, 'boot.sh'), root] as const;
  return {
    root,
    shell,
    connection: localConnection(shell),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Runs outside of the root folder, then becomes the shell that somebody logs in to. Words: root, -c, command. */
function bootScript({
  hostname,
  usb = [],
  pci = [],
  running = [],
  readOnly = false,
  terminals = {},
  fullTmp = false,
  memoryLimit,
}: FixtureRouter): string {
  const nodes = [
    ...usb.flatMap(({ functions }) => functions.flatMap(({ tty, control }) => [tty, control])),
    ...pci.flatMap(({ ports = {} }) => Object.keys(ports)),
  ];
  return [
    'set -e',
    'mount --make-rprivate /',
    'mount -t proc proc "$1/proc"',
    `echo ${hostname} >/proc/sys/kernel/hostname`,
    '[ -e "$1/dev/null" ] || mknod "$1/dev/null" c 1 3',
    // Whatever is written to them is gone, and nobody answers.
    ...nodes.flatMap((node) =>
      node === undefined ? [] : [`[ -e "$1/dev/${node}" ] || mknod "$1/dev/${node}" c 1 3`],
    ),
    ...Object.entries(terminals).map(([node, terminal]) => `mount --bind ${terminal} "$1/dev/${node}"`),
    ...(fullTmp
      ? ['mount -t tmpfs -o size=8k tmpfs "$1/tmp"', 'cat /dev/zero >"$1/tmp/full" 2>/dev/null || true']
      : []),
    ...running.map(
      ({ name, dials = false }) =>
        `chroot "$1" /bin/sh -c '${dials ? `cd /usr/sbin; exec /bin/sh ./${name} qmi setup wwan {}` : `exec /usr/sbin/${name}`}' </dev/null >/dev/null 2>&1 &`,
    ),
    // They have to have opened what they hold.
    ...(running.length > 0 ? ['sleep 0.3'] : []),
    ...(readOnly
      ? ['mount --bind "$1" "$1"', 'mount -o remount,ro,bind "$1"', 'mount -t proc proc "$1/proc"']
      : []),
    ...(memoryLimit === undefined ? [] : [`ulimit -v ${memoryLimit}`]),
    // Not as the first process: that one is spared by signals.
    'chroot "$1" /bin/sh "$2" "$3"',
    'exit $?',
    '',
  ].join('\n');
}

const printing = `words=\${0##*/}
for word; do words="$words+$word"; last=$word; done
words=$(printf '%s' "$words" | tr / _)
for file in "$words" "\${0##*/}+$last" "\${0##*/}"; do
  if [ -f "/outputs/$file" ]; then exec cat "/outputs/$file"; fi
done
echo "\${0##*/}: nothing to say" >&2
exit 1`;

const uci = `case $1 in
  export) echo "package $2"; echo; cat "/etc/config/$2" ;;
  changes) ;;
  *) exit 1 ;;
esac`;

function writeProgram(path: string, text: string): void {
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
}

function plugIn(root: string, { path, id, product, functions }: UsbDevice): void {
  const place = `devices/platform/usb${path.split('-')[0]}/${path}`;
  const device = join(root, 'sys', place);
  const [vendor = '', productId = ''] = id.split(':');
  write(device, {
    idVendor: vendor,
    idProduct: productId,
    busnum: '1',
    devnum: '3',
    speed: '480',
    version: ' 2.00',
    bDeviceClass: '00',
    bDeviceSubClass: '00',
    bDeviceProtocol: '00',
    bMaxPacketSize0: '64',
    bNumConfigurations: '1',
    bcdDevice: '0318',
    bNumInterfaces: ` ${functions.length}`,
    bConfigurationValue: '1',
    bmAttributes: 'a0',
    bMaxPower: '500mA',
    maxchild: '0',
    'power/control': 'on',
    ...(product === undefined ? {} : { product }),
  });
  link(root, `bus/usb/devices/${path}`, place);
  for (const { number, codes, driver, tty, net, control } of functions) {
    const [interfaceClass = '', subclass = '', protocol = ''] = codes.split('/');
    const name = `${path}:1.${Number.parseInt(number, 16)}`;
    write(join(device, name), {
      bInterfaceNumber: number,
      bAlternateSetting: ' 0',
      bNumEndpoints: '03',
      bInterfaceClass: interfaceClass,
      bInterfaceSubClass: subclass,
      bInterfaceProtocol: protocol,
    });
    link(root, `bus/usb/devices/${name}`, `${place}/${name}`);
    if (driver !== undefined) {
      mkdirSync(join(root, 'sys/bus/usb/drivers', driver), { recursive: true });
      symlinkSync(`/sys/bus/usb/drivers/${driver}`, join(device, name, 'driver'));
    }
    const classes: readonly (readonly [string, string | undefined])[] = [
      ['tty', tty],
      ['net', net],
      ['usbmisc', control],
    ];
    for (const [kind, node] of classes) {
      if (node === undefined) continue;
      // The node of a serial port hangs below a device of the port, that of the others below the function.
      const owner = kind === 'tty' && node.startsWith('ttyUSB') ? `${name}/${node}` : name;
      const entry = join(device, owner, kind, node);
      mkdirSync(entry, { recursive: true });
      symlinkSync(`/sys/${place}/${owner}`, join(entry, 'device'));
      link(root, `class/${kind}/${node}`, `${place}/${owner}/${kind}/${node}`);
    }
  }
}

function putIn(root: string, { slot, id, pciClass, driver, ports = {} }: PciDevice): void {
  const place = `devices/platform/soc/pcie/${slot}`;
  const device = join(root, 'sys', place);
  const [vendor = '', product = ''] = id.split(':');
  write(device, {
    vendor: `0x${vendor}`,
    device: `0x${product}`,
    class: `0x${pciClass}`,
    uevent: [
      ...(driver === undefined ? [] : [`DRIVER=${driver}`]),
      `PCI_CLASS=${pciClass.toUpperCase()}`,
      `PCI_ID=${id.toUpperCase()}`,
      `PCI_SLOT_NAME=${slot}`,
    ].join('\n'),
    power_state: 'D0',
    current_link_speed: '8.0 GT/s PCIe',
    current_link_width: '1',
  });
  link(root, `bus/pci/devices/${slot}`, place);
  if (driver !== undefined) {
    mkdirSync(join(root, 'sys/bus/pci/drivers', driver), { recursive: true });
    symlinkSync(`/sys/bus/pci/drivers/${driver}`, join(device, 'driver'));
  }
  for (const [port, type] of Object.entries(ports)) {
    const parent = `${place}/mhi0/wwan/wwan0`;
    write(join(root, 'sys', parent, port), { type });
    symlinkSync(`/sys/${parent}`, join(root, 'sys', parent, port, 'device'));
    link(root, `class/wwan/${port}`, `${parent}/${port}`);
  }
}

/** A program of this machine, and the libraries that it wants. */
function copyProgram(root: string, name: string, binary: string): void {
  const { stdout } = spawnSync('ldd', [binary], { encoding: 'utf8' });
  for (const [library] of stdout.matchAll(/\/\S+(?= \(0x)/g)) {
    mkdirSync(dirname(join(root, library)), { recursive: true });
    // Not cpSync: since Node 24 it takes a symbolic link that it follows for a folder.
    copyFileSync(library, join(root, library));
  }
  copyFileSync(binary, join(root, 'usr/sbin', name));
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), `${text}\n`);
  }
}

function link(root: string, from: string, to: string): void {
  mkdirSync(dirname(join(root, 'sys', from)), { recursive: true });
  symlinkSync(`/sys/${to}`, join(root, 'sys', from));
}

/**
 * A busybox with these applets only. Debian's ash runs an applet rather than the program of that name, and has applets that
 * routers lack. Its table of names is sorted and looked through from the front: a name that is made smaller is never found,
 * and hides no other.
 */
function withApplets(binary: Buffer, names: readonly string[]): Buffer {
  const table = appletTable(binary);
  if (table === null) throw new Error('This busybox has no table of applets.');
  for (let at = table.start; at < table.end; ) {
    const end = binary.indexOf(0, at);
    if (!names.includes(binary.toString('latin1', at, end))) binary[end - 1] = 1;
    at = end + 1;
  }
  return binary;
}

function appletTable(binary: Buffer): { readonly start: number; readonly end: number } | null {
  const start = binary.indexOf('[\0[[\0');
  if (start < 0) return null;
  let end = start;
  while (binary[end] !== 0) end = binary.indexOf(0, end) + 1;
  return { start, end };
}
