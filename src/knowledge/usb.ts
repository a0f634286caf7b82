import { interfaceClassRows } from './data/interface-class-rows.ts';
import { openwrtRows } from './data/openwrt-rows.ts';
import { usbRows } from './data/usb-rows.ts';
import { fieldsOf, onFirstUse } from './record-text.ts';

/**
 * What a USB id stands for. One id may have several, and many ids are shared by models that differ: drivers bound on
 * the router say more than the id.
 *
 * `cdrom-unswitched`: a drive with the drivers for Windows on it, gets another id when switched; `cdrom-same-id`: the
 * same, keeps its id; `needs-configuration-select`: shows its functions only in another USB configuration; `stick`:
 * serial ports and a net device; `hilink`: a router of its own behind a network card; `serial`: serial ports alone;
 * `qdl-bootloader`: waits for firmware; the others name the kind of net device.
 */
type UsbMode =
  | 'cdrom-unswitched'
  | 'cdrom-same-id'
  | 'needs-configuration-select'
  | 'stick'
  | 'hilink'
  | 'serial'
  | 'qmi'
  | 'mbim'
  | 'ecm'
  | 'rndis'
  | 'ncm'
  | 'directip'
  | 'qdl-bootloader';

/**
 * What an interface of the device is for. `at2`: second AT port; `ppp`: dial port; `at2+ppp`: one port for both;
 * `qmi`: QMI control and net device; `net`: net device alone; `not-serial`: no serial driver takes it, mostly a net
 * device or adb; `no-dial`: serial, but a port without modem lines (DIAG, NMEA); `ignore`: ModemManager leaves it alone.
 */
export type InterfaceRole =
  | 'at'
  | 'at2'
  | 'ppp'
  | 'at2+ppp'
  | 'nmea'
  | 'diag'
  | 'audio'
  | 'qmi'
  | 'mbim'
  | 'net'
  | 'not-serial'
  | 'no-dial'
  | 'ignore';

/** What is known of a USB id. */
export interface UsbIdentity {
  /** Vendor and product id, four lower-case hex digits each: `12d1:1506`. */
  readonly id: string;
  readonly vendor: string | null;
  /** One of the models under this id. */
  readonly model: string | null;
  /** A cellular modem, or a drive that turns into one. Some ids of the table belong to Wi-Fi sticks and printers. */
  readonly modem: boolean;
  readonly modes: readonly UsbMode[];
  /** OpenWrt protocols that suit it, the usual one first; empty for drives and where nothing is known. */
  readonly protos: readonly string[];
  /** By USB interface number, as far as known. */
  readonly interfaceRoles: ReadonlyMap<number, InterfaceRole>;
  /** Ids it may have after usb-modeswitch; empty where it need not be switched or where the target is not known. */
  readonly switchesTo: readonly string[];
  /** Kernel drivers that list this id or take its interfaces by class; one id may mean several models. */
  readonly drivers: readonly ListedDriver[];
}

/** A driver whose table lists a USB id. */
export interface ListedDriver {
  readonly driver: string;
  /** First kernel series looked at that lists the id; null where 4.4, the oldest looked at, has it. */
  readonly since: string | null;
}

const modes: readonly UsbMode[] = [
  'cdrom-unswitched',
  'cdrom-same-id',
  'needs-configuration-select',
  'stick',
  'hilink',
  'serial',
  'qmi',
  'mbim',
  'ecm',
  'rndis',
  'ncm',
  'directip',
  'qdl-bootloader',
];

const roles: readonly InterfaceRole[] = [
  'at',
  'at2',
  'ppp',
  'at2+ppp',
  'nmea',
  'diag',
  'audio',
  'qmi',
  'mbim',
  'net',
  'not-serial',
  'no-dial',
  'ignore',
];

/** Lines of the table by id, with the vendor's name; a line is split when somebody asks for it. */
const usbLines = onFirstUse(() => {
  const lines = new Map<string, { readonly vendor: string; readonly line: string }>();
  let vid = '';
  let vendor = '';
  for (const line of usbRows.split('\n')) {
    if (line.startsWith('=')) [vid = '', vendor = ''] = fieldsOf(line.slice(1));
    else lines.set(`${vid}:${line.slice(0, 4)}`, { vendor, line });
  }
  return lines;
});

/** Four lower-case hex digits, or null: ids come from logs and from people, with and without `0x`. */
function hexId(text: string): string | null {
  return /^(?:0x)?([0-9a-f]{4})$/.exec(text.toLowerCase())?.[1] ?? null;
}

/** What is known of a USB id, undefined where the table does not have it. Ids are hex, in either case. */
export function usbDevice(vid: string, pid: string): UsbIdentity | undefined {
  const id = `${hexId(vid)}:${hexId(pid)}`;
  const found = usbLines().get(id);
  if (found === undefined) return undefined;
  const [, model = '', modeWords = '', protos = '', interfaces = '', targets = '', drivers = '', modem = ''] =
    fieldsOf(found.line);
  return {
    id,
    vendor: found.vendor === '' ? null : found.vendor,
    model: model === '' ? null : model,
    modem: modem !== '',
    modes: modes.filter((mode) => words(modeWords).includes(mode)),
    protos: words(protos),
    interfaceRoles: new Map(
      words(interfaces).flatMap((word) => {
        const [number = '', name] = word.split(':');
        const role = roles.find((known) => known === name);
        return role === undefined ? [] : [[Number(number), role] as const];
      }),
    ),
    switchesTo: words(targets).map((target) =>
      target.includes(':') ? target : `${id.slice(0, 4)}:${target}`,
    ),
    drivers: words(drivers).map((word) => {
      const [driver = '', since = null] = word.split('@');
      return { driver, since };
    }),
  };
}

/** All devices of the table. */
export function* usbDevices(): Iterable<UsbIdentity> {
  for (const id of usbLines().keys()) {
    const device = usbDevice(id.slice(0, 4), id.slice(5));
    if (device !== undefined) yield device;
  }
}

function words(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}

/** Whether the id is known to be a cellular modem or a drive that turns into one. False also for ids nobody knows. */
export function isModemUsbId(vid: string, pid: string): boolean {
  return usbDevice(vid, pid)?.modem ?? false;
}

/** How a modem is spoken to through a driver. */
export interface DriverInfo {
  readonly driver: string;
  /** What it makes: tty ports, a net device, a net device with its control node, or a drive. */
  readonly kind: 'serial' | 'net' | 'control+net' | 'storage';
  /** What is spoken on its control port. `at-over-wdm`: `/dev/cdc-wdmN` takes AT commands, not QMI or MBIM. */
  readonly controlChannel: 'at' | 'qmi' | 'mbim' | 'at-over-wdm' | 'none';
  /**
   * Protocols that can work with what it makes: with its port as `device`, or with its net device for the traffic.
   * Empty where the sources name none; then nothing follows.
   */
  readonly fittingProtos: readonly string[];
  /** OpenWrt package of the kernel module; null for drivers of vendors that OpenWrt does not build. */
  readonly kmod: string | null;
  /** One clause for reports. */
  readonly description: string;
}

type DriverFacts = Omit<DriverInfo, 'driver' | 'kmod'>;

const serialProtos = ['3g', 'ppp', 'ncm', 'modemmanager', '3x', 'atc', 'xmm'];
const networkCardProtos = ['dhcp', 'dhcpv6', 'static', 'none', 'ncm', 'modemmanager', 'atc', 'xmm'];
const qmiProtos = ['qmi', 'modemmanager', 'qcm', 'quectel'];

/**
 * Sources: the drivers themselves (drivers/net/usb, drivers/usb/serial), the class rules of the modem table, and the
 * handlers: ncm.sh finds the net device beside the tty in sysfs, so it dials for any network card of the same modem.
 */
const drivers: Readonly<Record<string, DriverFacts>> = {
  option: {
    kind: 'serial',
    controlChannel: 'at',
    fittingProtos: serialProtos,
    description: 'serial ports of most modems: AT, dial, DIAG and NMEA ports',
  },
  sierra: {
    kind: 'serial',
    controlChannel: 'at',
    fittingProtos: [...serialProtos, 'directip'],
    description: 'serial ports of older Sierra Wireless modems',
  },
  qcserial: {
    kind: 'serial',
    controlChannel: 'at',
    fittingProtos: serialProtos,
    description: 'serial ports of Gobi and newer Sierra Wireless modems',
  },
  cdc_acm: {
    kind: 'serial',
    controlChannel: 'at',
    fittingProtos: serialProtos,
    description: 'serial ports by the standard class, /dev/ttyACM*',
  },
  ipw: {
    kind: 'serial',
    controlChannel: 'at',
    fittingProtos: ['3g', 'ppp'],
    description: 'serial port of IPWireless modems',
  },
  qcaux: {
    kind: 'serial',
    controlChannel: 'none',
    fittingProtos: [],
    description: 'auxiliary ports of Qualcomm CDMA phones, not for dialling',
  },
  usbserial_generic: {
    kind: 'serial',
    controlChannel: 'at',
    fittingProtos: ['3g', 'ppp'],
    description: 'makeshift serial ports of a device that no driver knows, slow',
  },
  qmi_wwan: {
    kind: 'control+net',
    controlChannel: 'qmi',
    fittingProtos: qmiProtos,
    description: 'net device with a QMI control node, /dev/cdc-wdm*',
  },
  cdc_mbim: {
    kind: 'control+net',
    controlChannel: 'mbim',
    fittingProtos: ['mbim', 'modemmanager'],
    description: 'net device with an MBIM control node, /dev/cdc-wdm*',
  },
  huawei_cdc_ncm: {
    kind: 'control+net',
    controlChannel: 'at-over-wdm',
    fittingProtos: ['ncm', 'modemmanager'],
    description: "Huawei's NCM net device; its /dev/cdc-wdm* takes AT commands, not QMI",
  },
  cdc_ncm: {
    kind: 'net',
    controlChannel: 'none',
    fittingProtos: networkCardProtos,
    description: 'NCM network card without a control node',
  },
  cdc_ether: {
    kind: 'net',
    controlChannel: 'none',
    fittingProtos: networkCardProtos,
    description: 'ECM network card: HiLink sticks and modules in ECM mode',
  },
  rndis_host: {
    kind: 'net',
    controlChannel: 'none',
    fittingProtos: networkCardProtos,
    description: 'RNDIS network card: phones, HiLink sticks and modules in RNDIS mode',
  },
  sierra_net: {
    kind: 'net',
    controlChannel: 'none',
    fittingProtos: ['directip'],
    description: 'DirectIP net device of Sierra Wireless, dialled over a tty',
  },
  hso: {
    kind: 'control+net',
    controlChannel: 'at',
    fittingProtos: [],
    description: 'net device and /dev/ttyHS* ports of Option modems',
  },
  ipheth: {
    kind: 'net',
    controlChannel: 'none',
    fittingProtos: ['dhcp', 'dhcpv6', 'static', 'none'],
    description: 'personal hotspot of an iPhone; needs usbmuxd to pair',
  },
  kalmia: {
    kind: 'net',
    controlChannel: 'none',
    fittingProtos: [],
    description: 'net device of the Samsung GT-B3730',
  },
  'usb-storage': {
    kind: 'storage',
    controlChannel: 'none',
    fittingProtos: [],
    description: 'a drive: a modem that is not switched yet, or its card reader',
  },
  qmi_wwan_q: {
    kind: 'control+net',
    controlChannel: 'qmi',
    fittingProtos: qmiProtos,
    description: "Quectel's own QMI driver, dialled by quectel-CM",
  },
  gobinet: {
    kind: 'control+net',
    controlChannel: 'qmi',
    fittingProtos: ['qcm', 'quectel'],
    description: "Quectel's older QMI driver; its control node is /dev/qcqmi*, which uqmi does not open",
  },
};

/** Names that logs and sysfs use for the same driver. */
const driverAliases: Readonly<Record<string, string>> = {
  option1: 'option',
  usb_storage: 'usb-storage',
  generic: 'usbserial_generic',
};

const kmods = onFirstUse(() => {
  const rows = new Map<string, string>();
  for (const line of openwrtRows.split('\n')) {
    const [table, driver = '', packages = ''] = fieldsOf(line);
    const kmod = packages.split(' ')[0];
    if (table === 'driver' && kmod !== undefined) rows.set(driver, kmod);
  }
  // In no row of the table: modules of kmod-usb-serial and kmod-usb-serial-ipw (OpenWrt package/kernel/linux/modules).
  rows.set('usbserial_generic', 'kmod-usb-serial');
  rows.set('ipw', 'kmod-usb-serial-ipw');
  return rows;
});

/** What a kernel driver makes of a modem, by the name the kernel prints (`option1` too); undefined for other drivers. */
export function driverInfo(driver: string): DriverInfo | undefined {
  const lower = driver.toLowerCase();
  const name = driverAliases[lower] ?? (lower === 'usb-storage' ? lower : lower.replaceAll('-', '_'));
  const facts = Object.hasOwn(drivers, name) ? drivers[name] : undefined;
  if (facts === undefined) return undefined;
  return { driver: name, kmod: kmods().get(name) ?? null, ...facts };
}

/** The class triple of a USB interface as `usb/devices` prints it, two hex digits each. */
export interface InterfaceClass {
  readonly cls: string;
  readonly sub: string;
  readonly prot: string;
}

/**
 * Drivers that take an interface by its class alone, those that do it for this vendor first. Ids that drivers list one
 * by one are in `usbDevice`. Source: id tables of the Linux kernel.
 */
export function driversForClass(vid: string, { cls, sub, prot }: InterfaceClass): readonly ListedDriver[] {
  const vendor = hexId(vid);
  const forVendor: ListedDriver[] = [];
  const forAll: ListedDriver[] = cls.toLowerCase() === '08' ? [{ driver: 'usb-storage', since: null }] : [];
  for (const line of interfaceClassRows.split('\n')) {
    const [driver = '', rowVendor, rowClass, rowSub, protocols = '', since = null] = fieldsOf(line);
    if (rowClass !== cls.toLowerCase() || rowSub !== sub.toLowerCase()) continue;
    if (!words(protocols).includes(prot.toLowerCase())) continue;
    if (rowVendor === vendor) forVendor.push({ driver, since });
    else if (rowVendor === '*') forAll.push({ driver, since });
  }
  const taken = new Set(forVendor.map(({ driver }) => driver));
  return [...forVendor, ...forAll.filter(({ driver }) => !taken.has(driver))];
}

/** Interface protocols of Huawei (class ff), also the codes of AT^SETPORT. Some firmware adds 30 or 60 hex to them. */
const huaweiPorts: Readonly<Record<number, InterfaceRole>> = {
  1: 'ppp',
  2: 'at',
  3: 'diag',
  5: 'nmea',
  7: 'qmi',
  8: 'net',
  9: 'qmi',
  16: 'ppp',
  18: 'at',
  19: 'diag',
  20: 'nmea',
  22: 'net',
};

/** What a Huawei interface of class ff is for, by its interface protocol: `12` is the AT port; null where unknown. */
export function huaweiPortRole(prot: string): InterfaceRole | null {
  if (!/^[0-9a-f]{2}$/i.test(prot)) return null;
  const code = Number.parseInt(prot, 16);
  return huaweiPorts[code] ?? huaweiPorts[code - 0x30] ?? huaweiPorts[code - 0x60] ?? null;
}
