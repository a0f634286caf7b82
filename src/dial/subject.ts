import { protoInfo, speaksPpp } from '../knowledge/proto.ts';
import { interfaceToStart, overviewOf } from '../report/overview.ts';
import type { Diagnosis } from '../rules/finding.ts';
import { cellularInterfaces, optionOf } from '../situation/facts/config.ts';
import { tabledRole, takesCommands, takesDials } from '../situation/facts/port-roles.ts';
import type { ConfiguredInterface, Episode, Modem, ModemFunction } from '../situation/situation.ts';
import type { InterfaceState, Survey } from './router/survey.ts';

/** The interface whose dial is tested, as it is configured. */
export interface SubjectInterface {
  readonly name: string;
  readonly proto: string;
  /** Node that it dials through, behind a symbolic link that is configured; null where it names none. */
  readonly device: string | null;
  readonly apn: string | null;
  /** Whether its handler, or what pppd starts to dial, may send a PIN. */
  readonly hasPin: boolean;
  /** Where that PIN stands: `option pincode`, `/etc/chatscripts/3g.chat`. Never the PIN. */
  readonly pinPlaces: readonly string[];
  /** What netifd says of it; null where it does not know it. */
  readonly state: InterfaceState | null;
}

/** How the modem is asked: by AT commands, by the tools of OpenWrt, or by ModemManager; `inside`: it is a router of its own. */
type ControlPath = 'at' | 'uqmi' | 'umbim' | 'mmcli' | 'inside' | 'none';

/** What a live test is about. */
export interface Subject {
  readonly episode: Episode;
  readonly interface: SubjectInterface | null;
  readonly modem: Modem | null;
  /** `12d1:1506`; null where it is not known. */
  readonly usbId: string | null;
  /** Its serial ports, in the order of their USB interfaces; those whose role is no AT port last. */
  readonly serialPorts: readonly string[];
  /** Its control node, and the driver that made it. */
  readonly controlNode: { readonly path: string; readonly driver: string } | null;
  /** Its network devices. */
  readonly cards: readonly string[];
  /** The network device that a dial makes, there or not: `3g-wan`; null where the kernel makes it when the modem is plugged in. */
  readonly dialledDevice: string | null;
  readonly path: ControlPath;
  /** The number by which ModemManager knows it; null where it does not, or where it knows several and this may be any. */
  readonly managerNumber: number | null;
  /** Whether the router's uqmi can be told how long to wait: `-t`. */
  readonly uqmiKnowsTimeout: boolean;
}

/** It cannot be told what is to be tested. The message is a sentence for the user. */
export class NotChosen extends Error {}

/** What goes to a shell. Names of network devices, as long as Linux takes them; names of UCI; nodes of `/dev`. */
const devicePattern = /^[\w.@-]{1,15}$/;
const namePattern = /^\w{1,32}$/;
const nodePattern = /^\/dev\/(?!.*\.\.)[\w./-]{1,64}$/;

function fitting(words: string | null | undefined, pattern: RegExp): string | null {
  return words != null && pattern.test(words) ? words : null;
}

/**
 * Chooses what is tested: the interface that the diagnosis is about, and the modem behind it. Names that do not look like what
 * they are to be are left out.
 *
 * @param wanted name of an interface; null for the one that the diagnosis is about
 * @returns null where there is neither a modem nor an interface of one
 * @throws {NotChosen} where no interface has the name, and where several modems are there and no interface
 */
export function subjectOf(diagnosis: Diagnosis, survey: Survey, wanted: string | null): Subject | null {
  const view = overviewOf(diagnosis).subject;
  // What is configured and plugged in now is what the last look shows.
  const episode = diagnosis.situation.episodes.at(-1) ?? view?.episode;
  if (wanted !== null && !episode?.interfaces.some(({ name }) => name === wanted))
    throw new NotChosen(unknownInterface(wanted, episode?.interfaces ?? []));
  if (view === null || episode === undefined) return null;
  const name = wanted ?? interfaceToStart(view) ?? cellularInterfaces(episode)[0]?.name ?? null;
  const config = episode.interfaces.find((known) => known.name === name) ?? null;
  const attached = episode.modems.filter((modem) => modem.attached);
  const modem = modemBehind(config, attached, survey);
  if (modem === null && config === null) {
    if (attached.length === 0) return null;
    throw new NotChosen('There are several modems, and no interface that tells which of them to test.');
  }
  const functions = modem?.functions ?? [];
  const nodes = (kind: 'serial' | 'control' | 'network', pattern: RegExp) =>
    functions.flatMap((one) => {
      const node = one.kind === kind ? fitting(one.node, pattern) : null;
      return node === null ? [] : [{ ...one, node }];
    });
  const [control] = nodes('control', nodePattern);
  const usbId =
    modem?.vendorId == null || modem.productId === null
      ? null
      : `${modem.vendorId.value}:${modem.productId.value}`;
  const subject = {
    episode,
    interface: config === null || !namePattern.test(config.name) ? null : subjectInterface(config, survey),
    modem,
    usbId,
    serialPorts: modem === null ? [] : inOrder(modem, nodes('serial', nodePattern)),
    controlNode: control === undefined ? null : { path: control.node, driver: control.driver },
    cards: [...new Set(nodes('network', devicePattern).map(({ node }) => node))],
    dialledDevice: config === null ? null : dialledBy(config),
    managerNumber: modem === null ? null : managedAs(modem, attached.length, survey),
    uqmiKnowsTimeout: survey.uqmiKnowsTimeout,
  };
  return { ...subject, path: controlPath(subject, survey) };
}

function unknownInterface(wanted: string, known: readonly ConfiguredInterface[]): string {
  const names = known.map(({ name }) => name);
  return `There is no interface ${wanted} in the configuration; ${
    names.length === 0 ? 'it shows none' : `there are: ${names.join(', ')}`
  }.`;
}

/**
 * The modem that an interface is of, by the node, the network device or the place on the bus that is configured or in use. Of
 * several modems it is none where nothing names it: another modem would answer for it.
 */
function modemBehind(
  config: ConfiguredInterface | null,
  attached: readonly Modem[],
  survey: Survey,
): Modem | null {
  const names = config === null ? [] : namesOf(config, survey);
  const named = attached.filter((modem) => names.some((one) => isOf(modem, one, survey)));
  // What no driver has taken is no modem yet.
  const usable = attached.filter(({ functions }) => functions.length > 0);
  const [only, another] = [named, usable, attached].find((some) => some.length > 0) ?? [];
  return another === undefined ? (only ?? null) : null;
}

/** `/dev/ttyUSB2`, `wwan0`, `1-1`. Sources: the handlers; of modemmanager.sh a path of sysfs, of wwan.sh the option `bus`. */
function namesOf({ name, section }: ConfiguredInterface, survey: Survey): readonly string[] {
  const state = survey.interfaces?.find((one) => one.name === name);
  const configured = ['device', 'ifname', 'bus'].flatMap((option) => optionOf(section, option)?.value ?? []);
  const used = [state?.l3Device, state?.device].filter((one) => one != null);
  return [...configured, ...used].map((one) =>
    one.startsWith('/sys/') ? one.replace(/^.*\//, '') : (survey.links.get(one) ?? one),
  );
}

function isOf({ usbPort, functions }: Modem, name: string, { cards }: Survey): boolean {
  if (functions.some(({ node }) => node === name)) return true;
  return usbPort !== null && (usbPort === name || cards.get(name)?.usbDevice === usbPort);
}

/** ModemManager names the device on the bus; where it names no such, one modem is the only one there is. */
function managedAs({ usbPort }: Modem, modems: number, { managed }: Survey): number | null {
  const own = [...managed].find(([, device]) => device === usbPort)?.[0];
  const [only, another] = [...managed.keys()];
  return own ?? (modems === 1 && another === undefined ? (only ?? null) : null);
}

function subjectInterface(config: ConfiguredInterface, survey: Survey): SubjectInterface {
  const option = (name: string) => optionOf(config.section, name)?.value ?? null;
  const written = option('device') ?? '';
  const device = survey.links.get(written) ?? written;
  const state = survey.interfaces?.find(({ name }) => name === config.name) ?? null;
  const proto = config.proto ?? 'none';
  const pinPlaces = [
    // It may have been set since the router was read.
    ...((option('pincode') ?? '') === '' && !survey.pinned.has(config.name) ? [] : ['option pincode']),
    ...['connect', 'pppd_options']
      .filter((name) => /CPIN *=/i.test(option(name) ?? ''))
      .map((name) => `option ${name}`),
    ...(mayChat(proto) ? survey.pinScripts : []),
  ];
  return {
    name: config.name,
    proto,
    // Somebody may have left out `/dev/`.
    device: fitting(device, nodePattern) ?? fitting(device, devicePattern),
    apn: option('apn'),
    hasPin: pinPlaces.length > 0,
    pinPlaces,
    state:
      state === null
        ? null
        : {
            ...state,
            l3Device: fitting(state.l3Device, devicePattern),
            device: fitting(state.device, devicePattern),
          },
  };
}

/**
 * Whether pppd may dial with a script: the handler `wwan` takes that of 3g for some modems, and of a protocol that is not known
 * nobody can tell. Source: OpenWrt wwan.sh.
 */
function mayChat(proto: string): boolean {
  return proto === 'wwan' || speaksPpp(proto) || protoInfo(proto) === undefined;
}

/** Source: OpenWrt ppp.sh, ppp_generic_setup: `pppname`, else the protocol and the name of the interface. */
function dialledBy({ name, proto, section }: ConfiguredInterface): string | null {
  if (proto === null || !speaksPpp(proto)) return null;
  const pattern = protoInfo(proto)?.netdevPattern?.replace('<name>', name);
  return fitting(optionOf(section, 'pppname')?.value ?? pattern, devicePattern);
}

/** Whether pppd brings the connection, which gives the address itself: nobody is to ask by DHCP. */
export function isPpp({ interface: config }: Pick<Subject, 'interface'>): boolean {
  return config !== null && speaksPpp(config.proto);
}

/** Ports that tables call AT ports first, those they call something else last. */
function inOrder(
  modem: Modem,
  ports: readonly (ModemFunction & { readonly node: string })[],
): readonly string[] {
  const rank = (port: ModemFunction) => {
    const role = tabledRole(modem, port);
    if (role === null || takesDials(role)) return 1;
    return takesCommands(role) ? 0 : 2;
  };
  return [...new Map(ports.map((port) => [port.node, port])).values()]
    .sort((one, other) => rank(one) - rank(other) || numberOf(one.node) - numberOf(other.node))
    .map(({ node }) => node);
}

function numberOf(node: string): number {
  return Number(/\d+$/.exec(node)?.[0] ?? 0);
}

function controlPath(
  { serialPorts, controlNode, cards }: Pick<Subject, 'serialPorts' | 'controlNode' | 'cards'>,
  { managerRuns, programs }: Survey,
): ControlPath {
  if (managerRuns) return programs.has('mmcli') ? 'mmcli' : 'none';
  if (controlNode?.driver === 'qmi_wwan' && programs.has('uqmi')) return 'uqmi';
  if (controlNode?.driver === 'cdc_mbim' && programs.has('umbim')) return 'umbim';
  if (serialPorts.length > 0 || controlNode !== null) return 'at';
  return cards.length > 0 ? 'inside' : 'none';
}

/** Whether a handler of netifd for this protocol speaks AT commands to the node that it is given. */
export function dialsByAt({ proto }: SubjectInterface): boolean {
  const kind = protoInfo(proto)?.deviceKind;
  return kind === 'tty' || kind === 'tty-or-wdm';
}

/** Why nothing is dialled where `hasModem` says no. A clause. */
export const noModem = 'the kernel has made neither a port nor a network device of the modem';

/** Whether the kernel has made anything of the modem: a stick that is still a drive, or has no driver, cannot be dialled. */
export function hasModem({ modem, serialPorts, controlNode, cards }: Subject): boolean {
  // One that nothing shows may be there all the same.
  return modem === null || serialPorts.length > 0 || controlNode !== null || cards.length > 0;
}
