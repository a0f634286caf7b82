import type { Span } from '../capture/position.ts';
import type { ShellCommand } from '../capture/section.ts';
import type { SectionNote } from '../capture/section-note.ts';
import type { AtCommand } from './structures/at-command.ts';

/**
 * What a listing, a status or an answer shows at the moment it was taken: the output of a tool that is no log. Values that
 * the text does not show are null; a list that it does not show is empty.
 */
export type Observation =
  | UsbDeviceShown
  | InterfaceStatus
  | BoardShown
  | LinkShown
  | RouteShown
  | RuleShown
  | PingResult
  | TraceResult
  | LookupResult
  | FetchResult
  | NodeShown
  | ModuleShown
  | ProcessShown
  | PackageShown
  | MwanInterfaceShown
  | MwanPolicyShown
  | AttributeShown
  | CountersShown
  | LogExtentShown
  | ModemFact
  | AtExchangeShown
  | OutputMissing;

interface Shown {
  /** The words that show it, its first line where there are several. */
  readonly span: Span;
  /** Id of the capture section it stands in. */
  readonly section: number;
  /** 0-based position among all readings of the capture. */
  readonly order: number;
}

/** A USB device, from `/sys/kernel/debug/usb/devices`, `usb-devices` or `lsusb`. */
export interface UsbDeviceShown extends Shown {
  readonly kind: 'usb-device';
  readonly bus: number | null;
  /** Its number on the bus. */
  readonly device: number | null;
  /** Bus and port path, `1-1.2`, where the listing leads down to it from the root hub. */
  readonly port: string | null;
  /** Four hexadecimal digits in lower case. */
  readonly vendor: string | null;
  readonly product: string | null;
  readonly manufacturer: string | null;
  readonly productName: string | null;
  /** Mbit/s. */
  readonly speed: number | null;
  /** Current (mA) that it may draw in the active configuration. */
  readonly maxPower: number | null;
  readonly configurations: number | null;
  /** Number of the active configuration; 0 where the listing marks active ones and marks none of this device. */
  readonly activeConfiguration: number | null;
  /** Of all configurations that are shown; one entry for all settings of an interface. */
  readonly interfaces: readonly UsbInterfaceShown[];
}

/** One function of a USB device. */
export interface UsbInterfaceShown {
  readonly number: number;
  /** Number of the configuration that it belongs to; null where the listing shows only the active one. */
  readonly configuration: number | null;
  /** Hexadecimal, two digits in lower case; null where the listing does not show it. */
  readonly classCode: string | null;
  readonly subclassCode: string | null;
  readonly protocolCode: string | null;
  /** `none`: the listing shows that no driver is bound; null: it does not show drivers. */
  readonly driver: string | 'none' | null;
  readonly span: Span;
}

/** netifd's view of an interface: `ifstatus`, `ubus call network.interface dump`. */
export interface InterfaceStatus extends Shown {
  readonly kind: 'interface-status';
  /** Its name; `ifstatus` itself does not print it, the command line does. Null where neither is shown. */
  readonly interface: string | null;
  readonly up: boolean | null;
  readonly pending: boolean | null;
  readonly available: boolean | null;
  readonly autostart: boolean | null;
  readonly proto: string | null;
  readonly device: string | null;
  readonly l3Device: string | null;
  /** Seconds. */
  readonly uptime: number | null;
  /** With the length of the prefix: `10.64.0.2/30`. */
  readonly addresses: readonly string[];
  readonly nameServers: readonly string[];
  /** Gateways of its default routes. */
  readonly gateways: readonly string[];
  readonly errors: readonly InterfaceError[];
}

/** What a protocol handler reports with `proto_notify_error`. */
interface InterfaceError {
  readonly subsystem: string | null;
  /** `NO_DEVICE`, `PIN_FAILED`, `CALL_FAILED`, … */
  readonly code: string;
  readonly data: readonly string[];
  readonly span: Span;
}

/** The router itself: `ubus call system board`, `/etc/openwrt_release`, the login banner, LuCI's overview, `uname -a`. */
export interface BoardShown extends Shown {
  readonly kind: 'board';
  readonly kernel: string | null;
  readonly host: string | null;
  /** The processor: `MediaTek MT7621 ver:1 eco:3`. */
  readonly system: string | null;
  /** The name for people: `GL.iNet GL-MT1300`. */
  readonly model: string | null;
  /** The name for programs: `glinet,gl-mt1300`. */
  readonly board: string | null;
  /** `OpenWrt`, `Debian GNU/Linux` */
  readonly distribution: string | null;
  /** `23.05.5`, `SNAPSHOT` */
  readonly version: string | null;
  /** `r24106-10cc5fcd00` */
  readonly revision: string | null;
  /** `ramips/mt7621` */
  readonly target: string | null;
  /** `1.36.1` */
  readonly busybox: string | null;
}

/** A network device: `ip addr`, `ip link`, `ifconfig`. */
interface LinkShown extends Shown {
  readonly kind: 'link';
  readonly device: string;
  readonly up: boolean | null;
  /** A carrier is there (`LOWER_UP`, `RUNNING`). */
  readonly carrier: boolean | null;
  readonly mtu: number | null;
  /** With the length of the prefix, where that is shown. */
  readonly addresses: readonly string[];
  readonly rxBytes: number | null;
  readonly txBytes: number | null;
}

/** A route: `ip route`, `route -n`. */
export interface RouteShown extends Shown {
  readonly kind: 'route';
  /** What becomes of the packets; `unicast` are sent on. Source: ip-route(8). */
  readonly type:
    | 'unicast'
    | 'local'
    | 'broadcast'
    | 'anycast'
    | 'multicast'
    | 'unreachable'
    | 'blackhole'
    | 'prohibit'
    | 'throw';
  /** IP version; null where nothing shows it. */
  readonly family: 4 | 6 | null;
  /** `default`, or a network with its prefix length. */
  readonly target: string;
  readonly gateway: string | null;
  readonly device: string | null;
  readonly metric: number | null;
  readonly table: string | null;
}

/** A policy rule: `ip rule`. */
interface RuleShown extends Shown {
  readonly kind: 'rule';
  readonly priority: number;
  readonly selector: string;
  readonly table: string | null;
}

/** What became of pings: `ping`, `ping6`. */
export interface PingResult extends Shown {
  readonly kind: 'ping';
  /** As typed or as resolved. */
  readonly target: string;
  readonly sent: number | null;
  /** Answers, also where the statistics at the end are not shown. */
  readonly received: number | null;
  /** The network device or source address that it was bound to (`-I wwan0`). */
  readonly device: string | null;
  /** What ping itself complained of: `bad address`, `Network unreachable`. */
  readonly failure: string | null;
}

/** The way of packets: `traceroute`. */
interface TraceResult extends Shown {
  readonly kind: 'trace';
  readonly target: string;
  /** Who answered, hop by hop; null for a hop that nobody answered for. */
  readonly hops: readonly (string | null)[];
  readonly failure: string | null;
}

/** What a name server said: `nslookup`. */
interface LookupResult extends Shown {
  readonly kind: 'lookup';
  readonly name: string;
  readonly server: string | null;
  readonly addresses: readonly string[];
  readonly failure: string | null;
}

/** An attempt to fetch something from the internet: `curl`, `wget`, `uclient-fetch`. */
interface FetchResult extends Shown {
  readonly kind: 'fetch';
  /** URL or host, where it is shown. */
  readonly target: string | null;
  /** It came through; null where the text shows neither an end nor a failure. */
  readonly done: boolean | null;
  readonly failure: string | null;
}

/** A device node: `ls /dev/ttyUSB*`. */
interface NodeShown extends Shown {
  readonly kind: 'node';
  readonly path: string;
  /** The shell found nothing of that name. */
  readonly missing: boolean;
}

/** A kernel module that is loaded. */
interface ModuleShown extends Shown {
  readonly kind: 'module';
  readonly name: string;
}

/** A process that runs: `ps`. */
interface ProcessShown extends Shown {
  readonly kind: 'process';
  readonly pid: number;
  /** The command line as `ps` prints it. */
  readonly command: string;
  /** Node of a modem that it has open: `/dev/ttyUSB2`; null where the listing tells of none. */
  readonly node: string | null;
}

/** A package that is installed, from `opkg list-installed` or `apk list`. */
interface PackageShown extends Shown {
  readonly kind: 'package';
  readonly name: string;
  readonly version: string | null;
}

/** A file of sysfs with its value: `cat /sys/class/net/wwan0/qmi/raw_ip`. */
interface AttributeShown extends Shown {
  readonly kind: 'attribute';
  /** As shown, or as asked for: it may hold a `*` then. */
  readonly path: string;
  readonly value: string;
}

/** What has gone through a network device since it is there: `/proc/net/dev`. */
interface CountersShown extends Shown {
  readonly kind: 'counters';
  readonly device: string;
  readonly rxBytes: number;
  readonly txBytes: number;
}

/** How far back the log of the router goes. */
interface LogExtentShown extends Shown {
  readonly kind: 'log-extent';
  readonly lines: number;
  /** Number of its last line, the first since logd runs being 0; null where it is not told. */
  readonly last: number | null;
  /** The time of its first line, as logread prints it. */
  readonly begins: string | null;
  /** Whether the first line of the kernel is in it; null where that is not told. */
  readonly hasBoot: boolean | null;
}

/** An interface as mwan3 tracks it. */
interface MwanInterfaceShown extends Shown {
  readonly kind: 'mwan-interface';
  readonly interface: string;
  /** `online`, `offline`, `disabled`, … */
  readonly state: string;
  /** `active`, `paused`, `not enabled`, … */
  readonly tracking: string | null;
}

/** A policy of mwan3 with the interfaces that it uses now. */
export interface MwanPolicyShown extends Shown {
  readonly kind: 'mwan-policy';
  readonly policy: string;
  readonly family: 4 | 6 | null;
  readonly members: readonly {
    /** An interface, or what happens without one: `unreachable`, `blackhole`, `default`. */
    readonly interface: string;
    readonly percent: number | null;
  }[];
}

/** One value that a modem tool prints: `uqmi`, `umbim`, `mmcli`, `qmicli`, `mbimcli`, HiLink's status. */
interface ModemFact extends Shown {
  readonly kind: 'modem-fact';
  /** The tool. */
  readonly tool: string;
  /** What it is about: `modem0`, `bearer1`, `sim0`, `/dev/cdc-wdm0`; null where the tool does not say. */
  readonly subject: string | null;
  /** The tool's own key, parts joined with dots as mmcli -K does: `modem.3gpp.registration-state`. */
  readonly key: string;
  readonly value: string;
}

/** An AT command and what the modem answered, from a transcript, or of a tool such as sms_tool. */
export interface AtExchangeShown extends Shown {
  readonly kind: 'at-exchange';
  /** The port, where the text shows it: `/dev/ttyUSB2`. */
  readonly port: string | null;
  /** The command as typed; null for answers without one. */
  readonly sent: string | null;
  /** The first command of what was sent. */
  readonly command: AtCommand | null;
  /** Further commands of the same line: `+CSQ` of `AT+CPIN?;+CSQ`. */
  readonly chained: readonly AtCommand[];
  /** Without the echo and the final result. */
  readonly answers: readonly AtAnswerLine[];
  /** `OK`, `ERROR`, `+CME ERROR: 10`, `NO CARRIER`; null where none is shown. */
  readonly result: AtAnswerLine | null;
}

/** A line that a modem answered. */
export interface AtAnswerLine {
  readonly text: string;
  readonly span: Span;
}

/** A command whose output is missing or ends early, as the collection notes that ran it. It shows nothing of the router. */
export interface OutputMissing extends Shown {
  readonly kind: 'output-missing';
  readonly note: SectionNote;
  /** Null where the input does not show it. */
  readonly command: ShellCommand | null;
}
