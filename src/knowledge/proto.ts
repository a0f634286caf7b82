import { openwrtRows } from './data/openwrt-rows.ts';
import { optionRows } from './data/option-rows.ts';
import { editDistance } from './edit-distance.ts';
import { fieldsOf, onFirstUse } from './record-text.ts';
import { type ReleaseSeries, releaseSeries, seriesNamed } from './release.ts';
import { driverInfo } from './usb.ts';

/** A protocol of `/etc/config/network`: how netifd brings an interface up. */
export interface ProtoInfo {
  readonly name: string;
  /** It dials a cellular modem. `dhcp` may run on a modem's network card too, yet dials nothing. */
  readonly cellular: boolean;
  /** Packages that it needs beside the base system, kernel modules included, as far as known. */
  readonly packages: readonly string[];
  /** Package with its page in LuCI; null where there is none. */
  readonly luci: string | null;
  /**
   * What `option device` holds. `tty`: an AT or dial port; `cdc-wdm`: a control node; `tty-or-wdm`: either; `netdev`: a
   * network device; `sysfs`: the path of the device in sysfs; `none`: not read.
   */
  readonly deviceKind: 'tty' | 'cdc-wdm' | 'tty-or-wdm' | 'netdev' | 'sysfs' | 'none';
  /**
   * It makes an interface `<name>_4` (and `<name>_6`) beside the configured one. Then "is now up" of the configured
   * interface only means that the modem has accepted the call.
   */
  readonly createsChild: boolean;
  /** Where the IPv4 address ends up. `either`: by release, options or what the modem reports. */
  readonly addressOn: 'child' | 'parent' | 'either';
  /** Name of the network device it makes, `<name>` standing for the interface; null where the kernel names it. */
  readonly netdevPattern: string | null;
  /** The options that its handler reads are known; false for handlers of vendors, which differ from build to build. */
  readonly optionsKnown: boolean;
}

type ProtoFacts = Pick<ProtoInfo, 'cellular' | 'deviceKind' | 'addressOn'> &
  Partial<Pick<ProtoInfo, 'createsChild' | 'netdevPattern' | 'packages'>>;

const plain: ProtoFacts = { cellular: false, deviceKind: 'netdev', addressOn: 'parent' };
const tunnel: ProtoFacts = { cellular: false, deviceKind: 'none', addressOn: 'parent' };

/**
 * Sources: the handlers in /lib/netifd/proto from 14.07 to 25.12 (3g.sh, ncm.sh, qmi.sh, mbim.sh, directip.sh, wwan.sh,
 * ppp.sh, modemmanager.sh), and the third-party handlers atc, xmm, qcm and quectel where their source is public.
 */
const protos: Readonly<Record<string, ProtoFacts>> = {
  '3g': { cellular: true, deviceKind: 'tty', addressOn: 'parent', netdevPattern: '3g-<name>' },
  // ROOter's variant of 3g.
  '3x': { cellular: true, deviceKind: 'tty', addressOn: 'parent' },
  ppp: { cellular: true, deviceKind: 'tty', addressOn: 'parent', netdevPattern: 'ppp-<name>' },
  ncm: { cellular: true, deviceKind: 'tty-or-wdm', addressOn: 'child', createsChild: true },
  // From 21.02 `dhcp 0` puts the modem's settings on the interface itself.
  qmi: { cellular: true, deviceKind: 'cdc-wdm', addressOn: 'either', createsChild: true },
  mbim: { cellular: true, deviceKind: 'cdc-wdm', addressOn: 'child', createsChild: true },
  directip: { cellular: true, deviceKind: 'tty', addressOn: 'child', createsChild: true },
  // Finds the modem and hands over to qmi, mbim, ncm, directip or 3g.
  wwan: { cellular: true, deviceKind: 'none', addressOn: 'either', createsChild: true },
  // The bearer's IP method decides: static on the interface, dhcp on the child, ppp by pppd.
  modemmanager: { cellular: true, deviceKind: 'sysfs', addressOn: 'either', createsChild: true },
  atc: { cellular: true, deviceKind: 'tty', addressOn: 'either', createsChild: true },
  xmm: { cellular: true, deviceKind: 'tty', addressOn: 'either', createsChild: true },
  qcm: { cellular: true, deviceKind: 'cdc-wdm', addressOn: 'either', createsChild: true },
  quectel: { cellular: true, deviceKind: 'cdc-wdm', addressOn: 'either', createsChild: true },
  dhcp: plain,
  dhcpv6: { ...plain, packages: ['odhcp6c'] },
  static: plain,
  none: plain,
  pppoe: { ...plain, netdevPattern: 'pppoe-<name>', packages: ['ppp-mod-pppoe'] },
  pppoa: { ...tunnel, netdevPattern: 'pppoa-<name>', packages: ['ppp-mod-pppoa'] },
  pptp: { ...tunnel, netdevPattern: 'pptp-<name>', packages: ['ppp-mod-pptp'] },
  l2tp: { ...tunnel, netdevPattern: 'l2tp-<name>', packages: ['xl2tpd'] },
  wireguard: { ...tunnel, netdevPattern: '<name>', packages: ['wireguard-tools'] },
  '6in4': { ...tunnel, netdevPattern: '6in4-<name>', packages: ['6in4'] },
  '6to4': { ...tunnel, netdevPattern: '6to4-<name>', packages: ['6to4'] },
  '6rd': { ...tunnel, netdevPattern: '6rd-<name>', packages: ['6rd'] },
  dslite: { ...tunnel, netdevPattern: 'ds-<name>', packages: ['ds-lite'] },
  map: { ...tunnel, netdevPattern: 'map-<name>', packages: ['map'] },
  '464xlat': { ...tunnel, netdevPattern: '464-<name>', packages: ['464xlat'] },
  relay: { ...tunnel, packages: ['relayd'] },
};

/** An option of a handler. */
export interface ProtoOption {
  readonly name: string;
  readonly type: 'string' | 'int' | 'boolean' | 'array';
  /** First release that reads it, `14.07` for older ones too; `main`: not released yet. A point release where it came late. */
  readonly readSince: string;
  /** Last series that reads it; null where it is still read. */
  readonly readUntil: string | null;
  /** The handler gives up without it. */
  readonly required: boolean;
}

interface OptionTable {
  readonly handlers: ReadonlyMap<
    string,
    { readonly inherits: readonly string[]; readonly options: readonly ProtoOption[] }
  >;
  readonly generic: ReadonlySet<string>;
  readonly writers: ReadonlyMap<string, string>;
}

const optionTable = onFirstUse((): OptionTable => {
  const handlers = new Map<string, { inherits: readonly string[]; options: ProtoOption[] }>();
  const generic = new Set<string>();
  const writers = new Map<string, string>();
  let options: ProtoOption[] = [];
  for (const line of optionRows.split('\n')) {
    const [name = '', second = '', since = '', until = '', required = ''] = fieldsOf(
      line.replace(/^[=+!]/, ''),
    );
    if (line.startsWith('=')) {
      options = [];
      handlers.set(name, { inherits: second === '' ? [] : second.split(' '), options });
    } else if (line.startsWith('+')) generic.add(name);
    else if (line.startsWith('!')) writers.set(name, second);
    else {
      options.push({
        name,
        type: second === 'int' || second === 'boolean' || second === 'array' ? second : 'string',
        readSince: since,
        readUntil: until === '' ? null : until,
        required: required !== '',
      });
    }
  }
  return { handlers, generic, writers };
});

const packageTable = onFirstUse(() => {
  const rows = new Map<string, { readonly packages: readonly string[]; readonly luci: string | null }>();
  for (const line of openwrtRows.split('\n')) {
    const [table, proto = '', packages = '', luci = null] = fieldsOf(line);
    if (table === 'proto') rows.set(proto, { packages: packages === '' ? [] : packages.split(' '), luci });
  }
  return rows;
});

/** A protocol by its name in `option proto`; undefined for names nobody knows. */
export function protoInfo(name: string): ProtoInfo | undefined {
  const facts = Object.hasOwn(protos, name) ? protos[name] : undefined;
  if (facts === undefined) return undefined;
  const packages = facts.cellular ? packageTable().get(name) : undefined;
  return {
    name,
    createsChild: false,
    netdevPattern: null,
    luci: packages?.luci ?? null,
    optionsKnown: optionTable().handlers.has(name),
    ...facts,
    packages: facts.packages ?? packages?.packages ?? [],
  };
}

/** Whether pppd dials for it, over a terminal of the modem: the handler needs none of its network devices, pppd makes one. */
export function speaksPpp(proto: string): boolean {
  const info = protoInfo(proto);
  return info?.cellular === true && info.deviceKind === 'tty' && info.addressOn === 'parent';
}

/** Options that the handler of a protocol reads, those of the handler it builds on included; empty where not known. */
export function knownOptions(proto: string): readonly ProtoOption[] {
  const handler = optionTable().handlers.get(proto);
  if (handler === undefined) return [];
  const own = new Set(handler.options.map(({ name }) => name));
  return [...handler.options, ...handler.inherits.flatMap(knownOptions).filter(({ name }) => !own.has(name))];
}

/** Who reads an option of an interface section. */
export type OptionReading =
  | { readonly by: 'handler'; readonly option: ProtoOption }
  /** Read by netifd itself, whatever the protocol. */
  | { readonly by: 'netifd' }
  /** The handler reads it in other releases than this one. */
  | { readonly by: 'other-release'; readonly option: ProtoOption }
  | {
      readonly by: 'nobody';
      /** Vendor whose web interface writes it; null where none is known. */
      readonly writtenBy: string | null;
      /** The option that the handler reads in its place; null where there is none. */
      readonly meant: string | null;
    }
  /** The handler's options are not known. */
  | { readonly by: 'unknown' };

/** Generic options that only some protocols heed: netifd takes them from the handler or from the layer 2 device. */
const notForAll = new Set(['mtu', 'ipv6', 'enabled']);

/** Options of the layer 2 device, which interfaces that bring up their own device do not have. */
const ofLayer2 = new Set(['ifname', 'type', 'macaddr', 'force_link']);

/** Options people and web pages write, and what the handler reads in their place. */
const meantOptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '3g': { dialnum: 'dialnumber' },
  ncm: { service: 'mode', modes: 'mode' },
  modemmanager: { auth: 'allowedauth', pdptype: 'iptype' },
};

/**
 * Who reads `option` in a section of this protocol. With the release series known, options of other releases are told
 * apart; an option that came with a point release counts as read in its whole series.
 */
export function optionReading(proto: string, option: string, series?: ReleaseSeries): OptionReading {
  const known = knownOptions(proto).find(({ name }) => name === option);
  if (known !== undefined) {
    return series === undefined || isReadIn(known, series)
      ? { by: 'handler', option: known }
      : { by: 'other-release', option: known };
  }
  const info = protoInfo(proto);
  const table = optionTable();
  const layer2 = info?.cellular === true && ofLayer2.has(option);
  if (table.generic.has(option) && !notForAll.has(option) && !layer2) return { by: 'netifd' };
  if (info?.optionsKnown !== true) return { by: 'unknown' };
  return {
    by: 'nobody',
    writtenBy: table.writers.get(option) ?? null,
    meant: meantOptions[proto]?.[option] ?? null,
  };
}

/** Names people give to options of any handler that has the other one. */
const otherNames: Readonly<Record<string, string>> = {
  pin: 'pincode',
  simpin: 'pincode',
  user: 'username',
  login: 'username',
  pass: 'password',
  passwd: 'password',
  authtype: 'auth',
  dialnum: 'dialnumber',
  phone: 'dialnumber',
  roaming: 'allow_roaming',
  allowroaming: 'allow_roaming',
  pdp: 'pdptype',
};

/** Shorter names are a slip away from too many others. */
const shortestSlip = 3;

/** The option that one nobody reads was meant to be; null where that cannot be told. */
export function misreadOption(
  proto: string,
  written: string,
): { readonly meant: string; readonly why: 'misspelt' | 'other-name' } | null {
  const own = knownOptions(proto).map(({ name }) => name);
  const table = meantOptions[proto]?.[written];
  if (table !== undefined) return { meant: table, why: 'other-name' };
  const word = written.toLowerCase().replace(/[-_]/g, '');
  const plain = own.find((name) => name.replace(/_/g, '') === word);
  if (plain !== undefined) return { meant: plain, why: 'misspelt' };
  const other = Object.hasOwn(otherNames, word) ? otherNames[word] : undefined;
  if (other !== undefined && own.includes(other)) return { meant: other, why: 'other-name' };
  if (word.length < shortestSlip) return null;
  const names = [...own, ...optionTable().generic].filter((name) => !ofLayer2.has(name));
  // `apn2` and `username2` are options of vendors for a second SIM card.
  const near = names.filter(
    (name) =>
      name.length >= shortestSlip &&
      editDistance(name, word) === 1 &&
      name.replace(/\d/g, '') !== word.replace(/\d/g, ''),
  );
  const [slip] = near;
  if (slip === undefined || near.length > 1) return null;
  // Another handler reads an option of just this name: `mode` of ncm, `modes` of qmi.
  return { meant: slip, why: isReadByAnother(written) ? 'other-name' : 'misspelt' };
}

function isReadByAnother(option: string): boolean {
  return [...optionTable().handlers.values()].some(({ options }) =>
    options.some(({ name }) => name === option),
  );
}

function isReadIn(option: ProtoOption, series: ReleaseSeries): boolean {
  const since = seriesNamed(option.readSince);
  const until = option.readUntil === null ? null : seriesNamed(option.readUntil);
  const place = releaseSeries.indexOf(series);
  if (since === null || place < releaseSeries.indexOf(since)) return false;
  return until === null || place <= releaseSeries.indexOf(until);
}

/**
 * Whether a protocol can work with what a driver makes: `driver` is that of the port or node in `option device`, or of
 * the net device the protocol is to use; a modem has other functions beside it. Null where that cannot be told: the
 * tables do not have the protocol or the driver, `wwan` looks for the fitting protocol itself, and over a net device
 * with a control node somebody else may have dialled before `dhcp` asks for an address.
 */
export function protoFitsDriver(proto: string, driver: string): boolean | null {
  const made = driverInfo(driver);
  const info = protoInfo(proto);
  if (made === undefined || made.fittingProtos.length === 0 || info === undefined || proto === 'wwan')
    return null;
  if (!info.cellular && made.kind === 'control+net') return null;
  return made.fittingProtos.includes(proto);
}
