// Everything that may differ between one run of the bench and the next: SIM card, network, ports, USB, and what is wrong with
// them. Plain JSON, so that it can be written into a file and sent over a control socket.

export type Technology = 'gsm' | 'umts' | 'lte';
export type Authentication = 'none' | 'pap' | 'chap';
export type ContextType = 'IP' | 'IPV6' | 'IPV4V6';

export interface Scenario {
  readonly sim: SimScenario;
  readonly radio: RadioScenario;
  readonly network: NetworkScenario;
  readonly ppp: PppScenario;
  readonly dhcp: DhcpScenario;
  readonly internet: InternetScenario;
  /** How the ports of each role behave; `wdm` is the AT channel of a network function. */
  readonly ports: Readonly<Record<PortRole, PortScenario>>;
  readonly reports: ReportScenario;
  readonly usb: UsbScenario;
}

export interface SimScenario {
  readonly present: boolean;
  /** `failure`: +CME ERROR: 13, `busy`: 14, for as long as it stands (3GPP TS 27.007, 9.2). */
  readonly fault: 'none' | 'failure' | 'busy';
  /** Whether the card asks for its PIN after the start. */
  readonly pinEnabled: boolean;
  readonly pin: string;
  readonly puk: string;
  /** Tries left when the card is put in. */
  readonly pinTries: number;
  readonly pukTries: number;
  readonly imsi: string;
  readonly iccid: string;
  /** Whether the modem is locked to another operator: `+CPIN: PH-NET PIN`. */
  readonly networkLocked: boolean;
}

interface RadioScenario {
  /** What the modem starts in: `AT+CFUN?` (27.007, 8.2). */
  readonly functionality: 0 | 1 | 4;
  /** The pin of the slot, or the firmware, holds the radio off whatever AT+CFUN says. */
  readonly heldOff: boolean;
  /** In dBm and dB. */
  readonly rssi: number;
  readonly rsrp: number;
  readonly rsrq: number;
  readonly sinr: number;
}

export interface Operator {
  /** Mobile country and network code. */
  readonly plmn: string;
  readonly long: string;
  readonly short: string;
  readonly technology: Technology;
}

interface NetworkScenario {
  /** What the modem camps on. */
  readonly operator: Operator;
  /** What else a scan finds. */
  readonly others: readonly (Operator & { readonly forbidden: boolean })[];
  readonly scanTime: number;
  /** How the network answers a registration: `searching` is a cell that never answers, `none` no cell at all. */
  readonly registration: 'home' | 'roaming' | 'denied' | 'searching' | 'none';
  /** EMM cause of a denied registration (3GPP TS 24.301, 9.9.3.9). */
  readonly denialCause: number;
  readonly registrationTime: number;
  /** Whether the packet service is granted with it. */
  readonly packetService: boolean;
  /** Which access points the operator knows; the name `*` stands for every name. */
  readonly apns: readonly ApnScenario[];
  /** ESM or SM cause for a name that it does not know (24.301, 9.9.4.4; 24.008, 10.5.6.6). */
  readonly unknownApnCause: number;
  /** How long the network takes over a data session. */
  readonly sessionTime: number;
  /** Time of T3396, in milliseconds: after a reject the modem asks nothing for so long (24.301, 6.5.1.4). 0: none. */
  readonly backOff: number;
  readonly address: AddressScenario;
  /** A session is ended by the network after so long; null: never. */
  readonly sessionLife: number | null;
}

export interface ApnScenario {
  readonly name: string;
  readonly authentication: Authentication;
  readonly user: string;
  readonly password: string;
  readonly types: readonly ContextType[];
  /** The cause with which the network refuses it all the same; null: granted. */
  readonly refusedWith: number | null;
}

export interface AddressScenario {
  readonly address: string;
  readonly prefix: number;
  readonly gateway: string;
  readonly dns: readonly string[];
  readonly mtu: number;
}

export interface PppScenario {
  /** `silent`: nothing comes back behind CONNECT. */
  readonly lcp: 'answers' | 'silent';
  /** What the peer asks of the router. */
  readonly authentication: Authentication;
  /** What it says to the router's name and password: `check` compares them with the access point's. */
  readonly verdict: 'accept' | 'check' | 'refuse';
  /** Whether the peer names an address of its own; without one pppd takes 10.64.64.64. */
  readonly remoteAddress: string | null;
  /** `never`: the peer never grants an address. */
  readonly ipcp: 'address' | 'never';
  readonly echo: 'answers' | 'silent';
}

export interface DhcpScenario {
  readonly mode: 'lease' | 'silent' | 'nak' | 'wrong-subnet';
  /** In seconds; 518,400 is what the seed thread's stick gave. */
  readonly leaseTime: number;
}

interface InternetScenario {
  /** Whether anything behind the gateway answers. */
  readonly reachable: boolean;
  readonly dns: 'answers' | 'silent' | 'refused';
  /** Datagrams above are dropped without a word; null: none are. */
  readonly mtuLimit: number | null;
}

/**
 * What a port of the modem is for. Huawei's names: `modem` dials, `pcui` takes AT commands, `application` is one that answers
 * nobody. Quectel's AT port is `pcui`, its AT and PPP port `modem`.
 */
export type PortRole = (typeof portRoles)[number];

export const portRoles = ['modem', 'pcui', 'diag', 'nmea', 'application', 'wdm'] as const;

export interface PortScenario {
  /** `garbage`: an answer comes with noise before it; `noise`: nothing but noise. */
  readonly answers: 'normal' | 'silent' | 'garbage' | 'noise';
  /** How long an answer is held back. */
  readonly delay: number;
  /** Bytes that are sent at a time, and the time between; 0: all at once. */
  readonly chunk: number;
  readonly gap: number;
}

interface ReportScenario {
  /** Time between two unasked reports on the ports that bear them; 0: none. */
  readonly interval: number;
  /** The texts, one after the other; empty: what the vendor's modems say of signal and mode. */
  readonly texts: readonly string[];
  /** Whether one comes between each command and its answer. */
  readonly betweenCommandAndAnswer: boolean;
}

interface UsbScenario {
  /** `no-descriptor`: the device is there and cannot be read (bad cable, too little power). */
  readonly enumeration: 'normal' | 'no-descriptor';
  /** The device leaves the bus while it dials, or so long after a session is up; null: it stays. */
  readonly unplug: 'in-dial' | 'in-session' | null;
  /** It comes and goes so many times before it stays. */
  readonly reEnumerations: number;
  /** From leaving the bus for a reset until it is there again. */
  readonly bootTime: number;
  readonly ntb: NtbScenario;
}

/** How the function of NCM 1.0 frames what it sends and takes. */
export interface NtbScenario {
  readonly parameters: 'normal' | 'stalled';
  /** `at-end`: blocks whose NDP stands before the datagrams are dropped, as the E3372 does. */
  readonly ndp: 'anywhere' | 'at-end';
  /** `stuck-32`: the firmware stays in 32 bit blocks whatever the driver has set. */
  readonly format: 'as-set' | 'stuck-32';
}

/** What shall be other than before. Objects are merged, lists replaced. */
type Patch<T> = {
  readonly [Key in keyof T]?: T[Key] extends readonly unknown[] | string | number | boolean | null
    ? T[Key]
    : Patch<T[Key]>;
};

export type ScenarioPatch = Patch<Scenario>;

const port: PortScenario = { answers: 'normal', delay: 0, chunk: 0, gap: 0 };

/** Everything works: a ready SIM card at home on LTE, one access point for all names. */
export const healthy: Scenario = {
  sim: {
    present: true,
    fault: 'none',
    pinEnabled: false,
    pin: '1234',
    puk: '12345678',
    pinTries: 3,
    pukTries: 10,
    // The test network of 3GPP TS 36.508, and the country code kept free for such.
    imsi: '001010123456789',
    iccid: '8900101000000000017',
    networkLocked: false,
  },
  radio: { functionality: 1, heldOff: false, rssi: -71, rsrp: -95, rsrq: -10, sinr: 13 },
  network: {
    operator: { plmn: '00101', long: 'Bench Mobile', short: 'Bench', technology: 'lte' },
    others: [{ plmn: '00102', long: 'Other Mobile', short: 'Other', technology: 'lte', forbidden: true }],
    scanTime: 40_000,
    registration: 'home',
    denialCause: 11,
    registrationTime: 0,
    packetService: true,
    apns: [
      {
        name: '*',
        authentication: 'none',
        user: '',
        password: '',
        types: ['IP', 'IPV6', 'IPV4V6'],
        refusedWith: null,
      },
    ],
    unknownApnCause: 27,
    sessionTime: 0,
    backOff: 0,
    address: {
      address: '10.146.249.5',
      prefix: 30,
      gateway: '10.146.249.6',
      dns: ['10.146.0.1', '10.146.0.2'],
      mtu: 1500,
    },
    sessionLife: null,
  },
  ppp: {
    lcp: 'answers',
    authentication: 'chap',
    verdict: 'check',
    remoteAddress: null,
    ipcp: 'address',
    echo: 'answers',
  },
  dhcp: { mode: 'lease', leaseTime: 518_400 },
  internet: { reachable: true, dns: 'answers', mtuLimit: null },
  ports: { modem: port, pcui: port, diag: port, nmea: port, application: port, wdm: port },
  reports: { interval: 0, texts: [], betweenCommandAndAnswer: false },
  usb: {
    enumeration: 'normal',
    unplug: null,
    reEnumerations: 0,
    bootTime: 3000,
    ntb: { parameters: 'normal', ndp: 'anywhere', format: 'as-set' },
  },
};

/** The scenario with what the patches change, one after the other. */
export function patched(scenario: Scenario, ...patches: readonly ScenarioPatch[]): Scenario {
  return patches.reduce<Scenario>((merged, patch) => mergedObjects(merged, patch) as Scenario, scenario);
}

function mergedObjects(base: object, patch: object): object {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    const before = merged[key];
    merged[key] = isPlainObject(before) && isPlainObject(value) ? mergedObjects(before, value) : value;
  }
  return merged;
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
