import portHolders from '../../collect/router/port-holders.sh';
import type { RouterShell } from './router-shell.ts';
import surveyScript from './survey.sh';

/** A network device of the router, as sysfs shows it. */
export interface Card {
  readonly name: string;
  /** ARPHRD number: 1 Ethernet, 512 PPP, 519 raw IP, 65534 none (tun, WireGuard). Source: Linux include/uapi/linux/if_arp.h. */
  readonly type: number;
  /** `wwan`, `bridge`, `vlan`, `wireguard`, `tun`; null where the kernel names none. */
  readonly kind: string | null;
  /** What it hangs on: a USB device, a modem on PCIe, something else, or nothing. */
  readonly parent: 'usb' | 'wwan' | 'other' | 'none';
  readonly driver: string | null;
  /** `1-1`; null where it is on no USB device. */
  readonly usbDevice: string | null;
  readonly bridge: string | null;
  /** What it stands on: the ports of a bridge, the device below a VLAN. */
  readonly lower: readonly string[];
}

/** A process that may start the modem or its interface anew on its own. */
export interface Watchdog {
  readonly pid: number;
  /** In ticks since the start of the router: tells it from another process with the same number. */
  readonly startedAt: number;
  readonly words: string;
  /** Of a crond: the lines of crontabs that make it one. Empty for others. */
  readonly lines: readonly CronLine[];
  /** A crond has it running just now, of one of those lines: the next minute it is another one. */
  readonly isJob: boolean;
}

/** A line of a crontab that acts on a modem, an interface or the router, itself or by the script that it calls. */
interface CronLine {
  readonly file: string;
  readonly line: string;
}

/** A script of hotplug that does. `script` is the one that it calls, where that is what acts. */
export interface HotplugScript {
  readonly file: string;
  readonly script: string | null;
}

/** A timer of systemd whose unit does. `script` as above. */
export interface Timer {
  /** `modem-check.timer` */
  readonly name: string;
  readonly script: string | null;
}

/** What netifd says of an interface, as far as it matters here. Source: netifd ubus.c, `netifd_dump_status`. */
export interface InterfaceState {
  readonly name: string;
  readonly up: boolean;
  readonly autostart: boolean;
  readonly proto: string | null;
  readonly l3Device: string | null;
  readonly device: string | null;
  readonly addresses: readonly string[];
}

/** How the router stands right before a live test. */
export interface Survey {
  /**
   * Both ends of the SSH session as the router sees them, without zones, and the network devices that have the address `server`;
   * null where it does not say.
   */
  readonly session: {
    readonly peer: string;
    readonly server: string;
    readonly owners: readonly string[];
  } | null;
  /** What `ip route get` says of the way to an address; to `peer` that from `server`. */
  readonly ways: ReadonlyMap<string, string>;
  readonly programs: ReadonlySet<string>;
  readonly cards: ReadonlyMap<string, Card>;
  /** Where the other ends of WireGuard devices are, by device. */
  readonly endpoints: ReadonlyMap<string, readonly string[]>;
  /** Those that run; in this order they are to be paused. */
  readonly watchdogs: readonly Watchdog[];
  /** What runs when something is plugged in, or an interface goes up or down; not what comes with OpenWrt. */
  readonly hotplugs: readonly HotplugScript[];
  /** Those that wait for their time. */
  readonly timers: readonly Timer[];
  /** Scripts that may send a PIN when pppd dials. What they send is not read. */
  readonly pinScripts: readonly string[];
  /** Interfaces with a PIN in their options, as they are configured now. */
  readonly pinned: ReadonlySet<string>;
  readonly managerRuns: boolean;
  /** What ModemManager has, by its numbers: where it is on the bus, `1-1` for a USB device. */
  readonly managed: ReadonlyMap<number, string>;
  /** Where symbolic links of the configuration lead: `/dev/modem` to `/dev/ttyUSB2`. */
  readonly links: ReadonlyMap<string, string>;
  /** Old ones cannot be told how long to wait for an answer. */
  readonly uqmiKnowsTimeout: boolean;
  /** Null where there is no netifd. */
  readonly interfaces: readonly InterfaceState[] | null;
}

/** The router was not surveyed to the end. The message is a sentence for the user. */
export class NotSurveyed extends Error {}

/** Seconds that a survey may take: it looks into scripts and crontabs, and asks ModemManager. */
const patience = 40;

/** The script of the survey. */
export const surveyTask = [portHolders, surveyScript, 'survey'].join('\n');

/**
 * Looks at the router once more: minutes may have passed since it was read.
 *
 * @throws {SshError}
 * @throws {NotSurveyed}
 */
export async function survey(shell: RouterShell): Promise<Survey> {
  const { text, end } = await shell.read({
    name: 'survey',
    command: 'survey',
    script: surveyTask,
    patience,
  });
  if (end.how === 'timed-out')
    throw new NotSurveyed(`The router did not say within ${patience} s how it stands, so nothing is tested.`);
  if (end.how === 'cut')
    throw new NotSurveyed('The router says too much of how it stands, so nothing is tested.');
  return surveyOf(text);
}

/** What is told of a router as advice or in a sentence has to look like what it is to be: a router may print anything. */
const cardPattern = /^[\w.@-]{1,15}$/;
const addressPattern = /^[\da-fA-F:.]{2,45}$/;
const pathPattern = /^\/[\w.+@:/-]{1,200}$/;
/** A name that begins with a dash would be an option of `systemctl`. Source: systemd.unit(5), 255 characters at most. */
const timerPattern = /^(?!-)[\w.@:-]{1,249}\.timer$/;

/** Stands for a name that is not to be told. Nothing is known of it: what it is for counts as unknown. */
const untold = '?';
const untoldFile = 'a file whose name is not told';

/**
 * Reads what the script printed. Names that do not look like what they are to be are left out, or others stand for
 * them where to leave them out would make something safe that is not.
 *
 * @throws {NotSurveyed} where that is not all
 */
export function surveyOf(text: string): Survey {
  const rows = text.split('\n').map((line) => line.split('\t'));
  if (!rows.some(([key]) => key === 'over'))
    throw new NotSurveyed('The router’s shell ended before it had said how it stands, so nothing is tested.');
  const of = (key: string) => rows.filter(([first]) => first === key).map((row) => row.slice(1));
  const [session] = of('session');
  const peer = fitting(session?.[0], addressPattern);
  const server = fitting(session?.[1], addressPattern);
  const lower = of('lower');
  const cards = of('card').flatMap(
    ([name, type, kind, parent, driver, usbDevice, bridge]): readonly Card[] =>
      name === undefined || !cardPattern.test(name)
        ? []
        : [
            {
              name,
              type: Number(type),
              kind: orNull(kind),
              parent: parent === 'usb' || parent === 'wwan' || parent === 'none' ? parent : 'other',
              driver: orNull(driver),
              usbDevice: parent === 'usb' ? orNull(usbDevice) : null,
              bridge: orNull(bridge),
              lower: lower.flatMap(([upper, below]) =>
                upper === name && below !== undefined ? [below] : [],
              ),
            },
          ],
  );
  const endpoints = new Map<string, string[]>();
  for (const [card = '', host = ''] of of('endpoint'))
    endpoints.set(card, [...(endpoints.get(card) ?? []), fitting(host, addressPattern) ?? untold]);
  return {
    session:
      peer === null || server === null
        ? null
        : { peer, server, owners: of('owner').map(([name]) => fitting(name, cardPattern) ?? untold) },
    ways: new Map(of('way').map(([address = '', words = '']) => [address, words])),
    programs: new Set(of('has').map(([name = '']) => name)),
    cards: new Map(cards.map((card) => [card.name, card])),
    endpoints,
    watchdogs: watchdogsIn(of),
    hotplugs: of('hotplug').map(([file, script]) => ({
      file: fitting(file, pathPattern) ?? untoldFile,
      script: fitting(script, pathPattern),
    })),
    timers: of('timer').flatMap(([name = '', script]) =>
      timerPattern.test(name) ? [{ name, script: fitting(script, pathPattern) }] : [],
    ),
    pinned: new Set(of('pincode').flatMap(([name]) => name ?? [])),
    pinScripts: of('pin').map(([file]) => fitting(file, pathPattern) ?? untoldFile),
    managerRuns: of('manager').length > 0,
    managed: new Map(
      of('managed').flatMap(([number = '', device = '']) =>
        /^\d{1,4}$/.test(number) ? [[Number(number), device] as const] : [],
      ),
    ),
    links: new Map(of('link').map(([path = '', target = '']) => [path, target])),
    uqmiKnowsTimeout: of('knows').some(([what]) => what === 'uqmi -t'),
    interfaces: interfacesIn(of('interfaces')[0]?.join('\t')),
  };
}

/** A crond comes before its jobs: once it is paused it begins no others. One without such a line is left alone. */
function watchdogsIn(of: (key: string) => readonly (readonly string[])[]): readonly Watchdog[] {
  const lines = of('cron').map(([file, line = '']) => ({
    file: fitting(file, pathPattern) ?? untoldFile,
    line,
  }));
  const rows = [
    ...of('watchdog').map((row) => ({ row, lines: [], isJob: false })),
    ...(lines.length === 0 ? [] : of('crond').map((row) => ({ row, lines, isJob: false }))),
    ...of('job').map((row) => ({ row, lines: [], isJob: true })),
  ];
  const found = new Map<number, Watchdog>();
  for (const { row, ...rest } of rows) {
    const [pid = '', startedAt = '', words = ''] = row;
    if (!/^\d{1,7}$/.test(pid) || !/^\d+$/.test(startedAt) || found.has(Number(pid))) continue;
    found.set(Number(pid), { pid: Number(pid), startedAt: Number(startedAt), words: words.trim(), ...rest });
  }
  return [...found.values()];
}

function fitting(word: string | undefined, pattern: RegExp): string | null {
  return word !== undefined && pattern.test(word) ? word : null;
}

function orNull(word: string | undefined): string | null {
  return word === undefined || word === '' || word === '-' ? null : word;
}

function interfacesIn(json: string | undefined): readonly InterfaceState[] | null {
  if (json === undefined || json === '') return null;
  let dump: unknown;
  try {
    dump = JSON.parse(json);
  } catch {
    return null;
  }
  const list = member(dump, 'interface');
  return Array.isArray(list) ? list.flatMap((one) => interfaceState(one)) : null;
}

/** @param status what `ubus call network.interface.NAME status` prints, with the name */
function interfaceState(status: unknown): readonly InterfaceState[] {
  const name = text(status, 'interface');
  // It goes to a shell.
  if (name === null || !/^\w{1,32}$/.test(name)) return [];
  return [
    {
      name,
      up: member(status, 'up') === true,
      autostart: member(status, 'autostart') === true,
      proto: text(status, 'proto'),
      l3Device: text(status, 'l3_device'),
      device: text(status, 'device'),
      addresses: listOf(status, 'ipv4-address').flatMap((one) => text(one, 'address') ?? []),
    },
  ];
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

function text(value: unknown, name: string): string | null {
  const found = member(value, name);
  return typeof found === 'string' ? found : null;
}

function listOf(value: unknown, name: string): readonly unknown[] {
  const found = member(value, name);
  return Array.isArray(found) ? found : [];
}
