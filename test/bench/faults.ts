import { type Profile, rolesOf } from './profiles/profile.ts';
import type { ApnScenario, PortRole, PortScenario, ScenarioPatch } from './scenario.ts';

/** Something that goes wrong, as a change of the scenario. */
export interface Fault {
  readonly name: string;
  /** In words, for a list. */
  readonly title: string;
  readonly fits: (profile: Profile) => boolean;
  readonly patch: (profile: Profile) => ScenarioPatch;
}

const hasSerial = (profile: Profile) => profile.functions.some((part) => part.kind === 'serial');
const dialsWithPpp = (profile: Profile) =>
  profile.functions.some((part) => part.kind === 'serial' && part.dials);
const isModem = (profile: Profile) => profile.dataPath !== 'none';
const hasNcm = (profile: Profile) => profile.functions.some((part) => part.kind === 'ncm');
const hasDhcp = (profile: Profile) => ['ncm', 'qmi', 'ecm'].includes(profile.dataPath);
const isHiLink = (profile: Profile) => profile.dataPath === 'ecm';
const always = () => true;

function fault(
  name: string,
  title: string,
  fits: (profile: Profile) => boolean,
  patch: ScenarioPatch | ((profile: Profile) => ScenarioPatch),
): Fault {
  return { name, title, fits, patch: typeof patch === 'function' ? patch : () => patch };
}

/** An access point that takes every name but asks for a user. */
const guarded: ApnScenario = {
  name: '*',
  authentication: 'chap',
  user: 'bench',
  password: 'bench',
  types: ['IP', 'IPV6', 'IPV4V6'],
  refusedWith: null,
};

/** The first port of the modem behaves so: what OpenWrt's handlers are usually pointed at. */
function firstPort(behaviour: Partial<PortScenario>) {
  return (profile: Profile): ScenarioPatch => {
    const [role] = rolesOf(profile);
    return role === undefined ? {} : portsWith([role], behaviour);
  };
}

function portsWith(roles: readonly PortRole[], behaviour: Partial<PortScenario>): ScenarioPatch {
  return { ports: Object.fromEntries(roles.map((role) => [role, behaviour])) };
}

export const faults: readonly Fault[] = [
  fault('sim-missing', 'no SIM card', isModem, { sim: { present: false } }),
  fault('sim-failure', 'a SIM card that cannot be read', isModem, { sim: { fault: 'failure' } }),
  fault('sim-busy', 'a SIM card that never gets ready', isModem, { sim: { fault: 'busy' } }),
  fault('pin-required', 'the SIM card wants its PIN, three tries left', isModem, {
    sim: { pinEnabled: true },
  }),
  fault('pin-last-try', 'the SIM card wants its PIN, one try left', isModem, {
    sim: { pinEnabled: true, pinTries: 1 },
  }),
  fault('puk-required', 'the PIN is blocked', isModem, { sim: { pinEnabled: true, pinTries: 0 } }),
  fault('network-locked', 'the modem is locked to another operator', isModem, {
    sim: { networkLocked: true },
  }),
  fault('radio-off', 'the modem starts with its radio off', isModem, { radio: { functionality: 4 } }),
  fault('radio-held-off', 'the radio is held off from outside', isModem, { radio: { heldOff: true } }),
  fault('no-signal', 'no cell far and wide', isModem, { network: { registration: 'none' } }),
  fault('weak-signal', 'a cell at the edge', isModem, {
    radio: { rssi: -109, rsrp: -126, rsrq: -19, sinr: -6 },
  }),
  fault('not-registered', 'a cell that does not answer', isModem, { network: { registration: 'searching' } }),
  fault('denied', 'the network denies the registration', isModem, { network: { registration: 'denied' } }),
  fault('roaming', 'registered abroad', isModem, { network: { registration: 'roaming' } }),
  fault('no-packet-service', 'registered, but not for data', isModem, { network: { packetService: false } }),
  fault('apn-rejected', 'the network does not know the access point', isModem, {
    network: { apns: [{ ...guarded, name: 'bench.example', authentication: 'none' }], unknownApnCause: 33 },
  }),
  fault('throttled', 'the network refuses, and the modem then waits for T3396', isModem, {
    network: { apns: [{ ...guarded, refusedWith: 33 }], backOff: 720_000 },
  }),
  fault('credentials-rejected', 'the access point asks for a user and password', isModem, {
    network: { apns: [guarded] },
  }),
  fault('session-ends', 'the network ends the session after ten seconds', isModem, {
    network: { sessionLife: 10_000 },
  }),
  fault('dhcp-silent', 'no answer to DHCP', hasDhcp, { dhcp: { mode: 'silent' } }),
  fault('dhcp-nak', 'DHCP refuses what it has offered', hasDhcp, { dhcp: { mode: 'nak' } }),
  fault('dhcp-wrong-subnet', 'a lease whose gateway is in another network', hasDhcp, {
    dhcp: { mode: 'wrong-subnet' },
  }),
  fault('chap-refused', 'PPP refuses the name and password', dialsWithPpp, { ppp: { verdict: 'refuse' } }),
  fault('lcp-silent', 'nothing comes behind CONNECT', dialsWithPpp, { ppp: { lcp: 'silent' } }),
  fault('ipcp-no-address', 'PPP grants no address', dialsWithPpp, { ppp: { ipcp: 'never' } }),
  fault('link-dies', 'PPP stops to answer', dialsWithPpp, { ppp: { echo: 'silent' } }),
  fault('port-silent', 'the first port answers nobody', hasSerial, firstPort({ answers: 'silent' })),
  fault('all-ports-silent', 'no port answers', hasSerial, (profile) =>
    portsWith(rolesOf(profile), { answers: 'silent' }),
  ),
  fault('port-garbage', 'noise before each answer', hasSerial, (profile) =>
    portsWith(rolesOf(profile), { answers: 'garbage' }),
  ),
  fault('port-noise', 'noise in place of answers', hasSerial, (profile) =>
    portsWith(rolesOf(profile), { answers: 'noise' }),
  ),
  fault('port-slow', 'each answer comes four seconds late', hasSerial, (profile) =>
    portsWith(rolesOf(profile), { delay: 4000 }),
  ),
  fault('port-split', 'answers come a few bytes at a time', hasSerial, (profile) =>
    portsWith(rolesOf(profile), { chunk: 3, gap: 20 }),
  ),
  fault('unasked-reports', 'reports of signal and mode between command and answer', hasSerial, {
    reports: { interval: 2000, betweenCommandAndAnswer: true },
  }),
  fault('unplug-in-dial', 'the modem leaves the bus while it dials', isModem, { usb: { unplug: 'in-dial' } }),
  fault('unplug-in-session', 'the modem leaves the bus once it is online', isModem, {
    usb: { unplug: 'in-session' },
  }),
  fault('re-enumerate', 'the modem comes and goes five times', always, { usb: { reEnumerations: 5 } }),
  fault('no-descriptor', 'a device that cannot be read', always, { usb: { enumeration: 'no-descriptor' } }),
  fault('ntb-stall', 'the modem does not tell how it frames', hasNcm, {
    usb: { ntb: { parameters: 'stalled' } },
  }),
  // The fault is the kernel's, which puts the NDP first; the stick drops such blocks in health, too.
  fault('ndp-order', 'the modem drops blocks whose NDP comes first', hasNcm, {
    usb: { ntb: { ndp: 'at-end' } },
  }),
  fault('ntb32-stuck', 'the firmware is stuck in 32 bit blocks', hasNcm, {
    usb: { ntb: { format: 'stuck-32' } },
  }),
  // GL.iNet's LAN is 192.168.8.0/24, too; the profile's own address does it, and the router's side is a matter of its set-up.
  fault('hilink-lan-clash', 'the stick and the LAN have the same network', isHiLink, {
    network: {
      address: { address: '192.168.8.100', prefix: 24, gateway: '192.168.8.1', dns: ['192.168.8.1'] },
    },
  }),
  fault('no-internet', 'a session behind which nothing answers', isModem, { internet: { reachable: false } }),
  fault('dns-silent', 'no answer from the name servers', isModem, { internet: { dns: 'silent' } }),
  fault('mtu-limit', 'large packets are dropped', isModem, { internet: { mtuLimit: 1400 } }),
];

export function faultNamed(name: string): Fault | undefined {
  return faults.find((candidate) => candidate.name === name);
}
