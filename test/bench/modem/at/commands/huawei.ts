import type { Technology } from '../../../scenario.ts';
import type { VirtualModem } from '../../virtual-modem.ts';
import type { Parameters } from '../command-line.ts';
import type { CommandDeclaration, Context, Handler } from '../command-table.ts';
import { cme, error, ok, okThen, type Reply } from '../reply.ts';
import {
  authenticationNumbers,
  authenticationOf,
  credentialsOf,
  isCid,
  maskOf,
  noCredentials,
  setCredentials,
} from './packet.ts';
import { hasSignal, signalOf, within } from './registration.ts';
import { pinState, simComplaint } from './sim.ts';

// Huawei ME909s series AT command interface specification, and ModemManager's parsers of the answers of sticks
// (plugins/huawei/mm-modem-helpers-huawei.c).

interface SystemMode {
  readonly mode: number;
  readonly name: string;
  readonly submode: number;
  readonly submodeName: string;
  /** Of ^SYSINFO: system mode, submode. */
  readonly old: readonly [number, number];
}

const systemModes: Readonly<Record<Technology, SystemMode>> = {
  gsm: { mode: 1, name: 'GSM', submode: 3, submodeName: 'EDGE', old: [3, 3] },
  umts: { mode: 3, name: 'WCDMA', submode: 45, submodeName: 'HSPA+', old: [5, 9] },
  lte: { mode: 6, name: 'LTE', submode: 101, submodeName: 'LTE', old: [17, 17] },
};

const noService: SystemMode = {
  mode: 0,
  name: 'NO SERVICE',
  submode: 0,
  submodeName: 'NO SERVICE',
  old: [0, 0],
};

interface SystemState extends SystemMode {
  readonly service: 0 | 1 | 2;
  readonly domain: number;
  readonly roaming: 0 | 1;
  readonly sim: number;
}

function systemState(modem: VirtualModem): SystemState {
  const { operator, packetService } = modem.scenario.network;
  const isReady = modem.sim.state === 'ready';
  const sim = modem.sim.state === 'absent' ? 255 : isReady ? 1 : 0;
  const common = { sim, roaming: modem.registration === 5 ? 1 : 0 } as const;
  if (modem.isRegistered)
    return { ...systemModes[operator.technology], ...common, service: 2, domain: packetService ? 3 : 1 };
  // A cell is there but does not serve: emergency calls only.
  if (hasSignal(modem)) return { ...systemModes[operator.technology], ...common, service: 1, domain: 4 };
  return { ...noService, ...common, service: 0, domain: 0 };
}

function systemInformation({ modem }: Context): Reply {
  const { service, domain, roaming, sim, mode, name, submode, submodeName } = systemState(modem);
  return ok(
    `^SYSINFOEX:${service},${domain},${roaming},${sim},,${mode},"${name}",${submode},"${submodeName}"`,
  );
}

function oldSystemInformation({ modem }: Context): Reply {
  const { service, domain, roaming, sim, old } = systemState(modem);
  return ok(`^SYSINFO:${service},${domain},${roaming},${old[0]},${sim},,${old[1]}`);
}

/** `^HCSQ`: RSSI from -121, RSRP from -141, SINR from -20.2 in fifths, RSRQ from -20 in halves. */
function cellSignal(modem: VirtualModem): string {
  const { radio, network } = modem.scenario;
  if (!hasSignal(modem)) return '^HCSQ:"NOSERVICE"';
  const rssi = within(radio.rssi + 121, 0, 96);
  if (network.operator.technology === 'gsm') return `^HCSQ:"GSM",${rssi}`;
  if (network.operator.technology === 'umts')
    return `^HCSQ:"WCDMA",${rssi},${within(radio.rsrp + 121, 0, 96)},${within((radio.rsrq + 32) * 2, 0, 65)}`;
  const [rsrp, sinr] = [within(radio.rsrp + 141, 0, 97), within((radio.sinr + 20.2) * 5, 0, 251)];
  return `^HCSQ:"LTE",${rssi},${rsrp},${sinr},${within((radio.rsrq + 20) * 2, 0, 34)}`;
}

/** What such sticks say unasked, in turn. */
export function huaweiReports(modem: VirtualModem): readonly string[] {
  const { old } = systemState(modem);
  return [`^RSSI:${signalOf(modem)}`, cellSignal(modem), `^MODE:${old[0]},${old[1]}`];
}

function ndisStatus({ modem }: Context): Reply {
  const session = modem.sessions.find(({ path }) => path === 'ndis');
  if (session !== undefined) return ok('^NDISSTATQRY:1,,,"IPV4"');
  return ok(`^NDISSTATQRY:0,${modem.lastCause ?? ''},,"IPV4"`);
}

/** `^NDISDUP=<cid>,<connect>[,<apn>[,<user>[,<password>[,<auth>]]]]`: OK means accepted; ^NDISSTAT tells what became of it. */
function ndisDial({ modem }: Context, parameters: Parameters): Reply {
  const [cid, connect] = [parameters.number(0), parameters.number(1)];
  if (!isCid(cid) || (connect !== 0 && connect !== 1)) return cme(50);
  if (connect === 0) {
    return okThen(() => {
      const session = modem.session(cid);
      if (session !== undefined) modem.release(session);
    });
  }
  const complaint = simComplaint(modem.sim);
  if (complaint !== null) return complaint;
  if (!modem.isAttached) return cme(30);
  const context = modem.memory.contexts.find((stored) => stored.cid === cid);
  const apn = parameters.has(2) ? parameters.string(2) : (context?.apn ?? '');
  const credentials = parameters.has(3)
    ? {
        authentication: parameters.has(5) ? authenticationOf(parameters.number(5)) : ('chap' as const),
        user: parameters.string(3),
        password: parameters.string(4),
      }
    : credentialsOf(modem, cid);
  const type = context?.type ?? 'IP';
  return okThen(() => {
    modem.request({ cid, apn, type, path: 'ndis', credentials }, () => undefined);
  });
}

/** Four bytes, the last first, as ^DHCP counts them. */
function reversedHex(address: string): string {
  const bytes = address.split('.').reverse();
  return bytes.map((byte) => Number(byte).toString(16).padStart(2, '0').toUpperCase()).join('');
}

function dhcpInformation({ modem }: Context): Reply {
  const session = modem.sessions.find(({ path }) => path === 'ndis');
  if (session === undefined) return error;
  const { address, prefix, gateway, dns } = session.address;
  const fields = [address, maskOf(prefix), gateway, gateway, dns[0] ?? '0.0.0.0', dns[1] ?? '0.0.0.0'];
  return ok(`^DHCP:${fields.map(reversedHex).join(',')},150000000,150000000`);
}

function pinDetails({ modem: { sim } }: Context): Reply {
  const state = pinState(sim);
  if (state === null) return simComplaint(sim) ?? error;
  const current = state === 'SIM PIN' ? sim.pinTries : state === 'SIM PUK' ? sim.pukTries : '';
  return ok(`^CPIN:${state},${current},${sim.pukTries},${sim.pinTries},10,3`);
}

function authenticationData({ modem }: Context): Reply {
  const stored = Object.entries(modem.memory.credentials);
  return ok(
    ...stored.map(
      ([cid, { authentication, user, password }]) =>
        `^AUTHDATA:${cid},${authenticationNumbers[authentication]},"","${password}","${user}"`,
    ),
  );
}

/** `^AUTHDATA=<cid>[,<auth>[,<plmn>[,<password>,<user>]]]`: the password comes first. */
function setAuthenticationData({ modem }: Context, parameters: Parameters): Reply {
  const cid = parameters.number(0);
  if (!isCid(cid)) return cme(50);
  const authentication = parameters.has(1) ? authenticationOf(parameters.number(1)) : 'none';
  const isNone = authentication === 'none';
  const credentials = { authentication, user: parameters.string(4), password: parameters.string(3) };
  setCredentials(modem, cid, isNone ? noCredentials : credentials);
  return ok();
}

/** A setting that is kept and given back. */
function kept(
  name: string,
  initial: string,
  isAllowed: (parameters: Parameters) => boolean,
): CommandDeclaration {
  const read: Handler = ({ modem }) => ok(`${name}:${modem.memory.settings[name] ?? initial}`);
  const set: Handler = ({ modem }, parameters) => {
    if (!isAllowed(parameters)) return cme(50);
    const values = parameters.text.replace(/,+$/, '');
    modem.remember({ ...modem.memory, settings: { ...modem.memory.settings, [name]: values } });
    return ok();
  };
  return { name, read, set };
}

function servingCell({ modem }: Context): Reply {
  const { radio, network } = modem.scenario;
  if (!hasSignal(modem)) return ok('^MONSC: NONE');
  const { plmn, technology } = network.operator;
  const [mcc, mnc] = [plmn.slice(0, 3), plmn.slice(3)];
  if (technology === 'gsm') return ok(`^MONSC: GSM,${mcc},${mnc},3,71,12,1A2B3C,1A2B,0,${radio.rssi},,0`);
  if (technology === 'umts')
    return ok(`^MONSC: WCDMA,${mcc},${mnc},10713,401,1A2B3C4,1A2B,${radio.rsrp},${radio.rssi},${radio.rsrq}`);
  return ok(`^MONSC: LTE,${mcc},${mnc},1300,1A2B3C4,1F,1A2B,${radio.rsrp},${radio.rsrq},${radio.rssi}`);
}

export const huaweiCommands: readonly CommandDeclaration[] = [
  { name: '^SYSINFOEX', execute: systemInformation },
  { name: '^SYSINFO', execute: oldSystemInformation },
  {
    name: '^HCSQ',
    read: ({ modem }) => ok(cellSignal(modem)),
    test: () => ok('^HCSQ:("NOSERVICE","GSM","WCDMA","LTE")'),
  },
  { name: '^NDISSTATQRY', execute: ndisStatus, read: ndisStatus, set: ndisStatus },
  { name: '^NDISDUP', set: ndisDial, test: () => ok('^NDISDUP:(1-16),(0-1)') },
  { name: '^DHCP', read: dhcpInformation },
  { name: '^CPIN', read: pinDetails },
  {
    ...kept('^SYSCFGEX', '"00",3FFFFFFF,1,2,7FFFFFFFFFFFFFFF', (parameters) => parameters.count >= 5),
    test: () =>
      ok(
        '^SYSCFGEX:("00","03","02","01","99"),((3FFFFFFF,"All bands")),(0-2),(0-4),((7FFFFFFFFFFFFFFF,"All bands")),,',
      ),
  },
  kept('^SYSCFG', '2,0,3FFFFFFF,1,2', (parameters) => parameters.count >= 5),
  {
    name: '^CURC',
    read: ({ settings }) => ok(`^CURC:${settings.unaskedReports ? 1 : 0}`),
    set: ({ settings }, parameters) => {
      const value = parameters.number(0);
      if (!(value >= 0 && value <= 2)) return cme(50);
      settings.unaskedReports = value !== 0;
      return ok();
    },
  },
  {
    name: '^CARDLOCK',
    read: ({ modem }) => ok(modem.scenario.sim.networkLocked ? '^CARDLOCK:1,10,0' : '^CARDLOCK:2,10,0'),
  },
  {
    name: '^RFSWITCH',
    read: ({ modem }) =>
      ok(`^RFSWITCH:${modem.functionality === 1 ? 1 : 0},${modem.scenario.radio.heldOff ? 0 : 1}`),
    set: ({ modem }, parameters) => {
      const value = parameters.number(0);
      if (value !== 0 && value !== 1) return cme(50);
      modem.setFunctionality(value === 1 ? 1 : 4);
      return ok(`^RFSWITCH:${value},${modem.scenario.radio.heldOff ? 0 : 1}`);
    },
  },
  { name: '^ICCID', read: ({ modem }) => ok(`^ICCID: ${modem.sim.iccid}`), needsSim: true },
  { name: '^MONSC', execute: servingCell },
  kept('^SETAUTODIAL', '0', (parameters) => parameters.number(0) <= 1),
  { name: '^U2DIAG', read: () => ok('^U2DIAG:0') },
  { name: '^AUTHDATA', read: authenticationData, set: setAuthenticationData },
  { name: '^RESET', execute: ({ modem }) => okThen(() => modem.reset()) },
  // Taken, as the manual has it, and in force after the next reset; the bench's composition is its profile's.
  kept('^SETPORT', '', () => true),
];
