import type { Technology } from '../../../scenario.ts';
import { withContext } from '../../memory.ts';
import type { VirtualModem } from '../../virtual-modem.ts';
import type { Parameters } from '../command-line.ts';
import type { CommandDeclaration, Context } from '../command-table.ts';
import { cme, error, ok, type Reply } from '../reply.ts';
import {
  apnOf,
  authenticationNumbers,
  authenticationOf,
  credentialsOf,
  isCid,
  noCredentials,
  setCredentials,
  switchContext,
  typeOf,
} from './packet.ts';
import { hasSignal } from './registration.ts';

// Quectel EC2x&EG2x AT commands manual, QCFG AT commands manual, ECM/RNDIS application notes.

/** What `AT+QCFG` has, and what it is when new. */
const configuration: Readonly<Record<string, string>> = {
  usbnet: '0',
  data_interface: '0,0',
  usbcfg: '0x2C7C,0x0125,1,1,1,1,1,0,0',
  nat: '0',
  usbspeed: '"20"',
  nwscanmode: '0,1',
  band: '0x93,0x1e0b9f38df,0x0',
  roamservice: '255',
};

function configure({ modem }: Context, parameters: Parameters): Reply {
  const name = parameters.string(0).toLowerCase();
  const initial = configuration[name];
  // Without its quotes a name is a mistake of syntax: ERROR, whatever AT+CMEE says.
  if (!parameters.isQuoted(0)) return error;
  if (initial === undefined) return cme(4);
  const key = `+QCFG="${name}"`;
  if (parameters.count === 1) return ok(`+QCFG: "${name}",${modem.memory.settings[key] ?? initial}`);
  const value = parameters.text.slice(parameters.text.indexOf(',') + 1).trim();
  modem.remember({ ...modem.memory, settings: { ...modem.memory.settings, [key]: value } });
  return ok();
}

const networks: Readonly<Record<Technology, readonly [name: string, band: string, channel: number]>> = {
  gsm: ['EDGE', 'GSM 900', 71],
  umts: ['HSPA+', 'WCDMA 2100', 10713],
  lte: ['FDD LTE', 'LTE BAND 3', 1300],
};

function networkInformation({ modem }: Context): Reply {
  const { operator } = modem.scenario.network;
  if (!modem.isRegistered) return ok('+QNWINFO: No Service');
  const [name, band, channel] = networks[operator.technology];
  return ok(`+QNWINFO: "${name}","${operator.plmn}","${band}",${channel}`);
}

function cellState(modem: VirtualModem): string {
  if (!hasSignal(modem)) return 'SEARCH';
  if (!modem.isRegistered) return 'LIMSRV';
  return modem.sessions.length > 0 ? 'CONNECT' : 'NOCONN';
}

function engineering({ modem }: Context, parameters: Parameters): Reply {
  if (!parameters.isQuoted(0)) return error;
  if (parameters.string(0).toLowerCase() !== 'servingcell') return cme(4);
  const state = cellState(modem);
  if (state === 'SEARCH') return ok('+QENG: "servingcell","SEARCH"');
  const { radio, network } = modem.scenario;
  const { plmn, technology } = network.operator;
  const place = `${plmn.slice(0, 3)},${plmn.slice(3)}`;
  if (technology === 'gsm')
    return ok(
      `+QENG: "servingcell","${state}","GSM",${place},1A2B,3C4D,12,71,-,${radio.rssi},255,255,0,38,38,1,-,-,-,-,-,-,-,-,-,"-"`,
    );
  if (technology === 'umts')
    return ok(
      `+QENG: "servingcell","${state}","WCDMA",${place},1A2B,1A2B3C4,10713,401,1,${radio.rsrp},${radio.rsrq},-,-,-,-,-`,
    );
  return ok(
    `+QENG: "servingcell","${state}","LTE","FDD",${place},1A2B3C4,31,1300,3,5,5,1A2B,${radio.rsrp},${radio.rsrq},${radio.rssi},${radio.sinr},38`,
  );
}

function signal({ modem }: Context): Reply {
  const { radio, network } = modem.scenario;
  if (!hasSignal(modem)) return ok('+QCSQ: "NOSERVICE"');
  if (network.operator.technology === 'gsm') return ok(`+QCSQ: "GSM",${radio.rssi}`);
  if (network.operator.technology === 'umts')
    return ok(`+QCSQ: "WCDMA",${radio.rssi},${radio.rsrp},${radio.rsrq}`);
  // SINR in fifths of a dB from -20.
  return ok(`+QCSQ: "LTE",${radio.rssi},${radio.rsrp},${Math.round((radio.sinr + 20) * 5)},${radio.rsrq}`);
}

const contextTypes = { 1: 'IP', 2: 'IPV6', 3: 'IPV4V6' } as const;

/** `+QICSGP=<cid>` reads, `+QICSGP=<cid>,<type>,<apn>,<user>,<password>,<auth>` writes. */
function tcpIpContext({ modem }: Context, parameters: Parameters): Reply {
  const cid = parameters.number(0);
  if (!isCid(cid)) return cme(50);
  if (parameters.count === 1) {
    const { authentication, user, password } = credentialsOf(modem, cid);
    const type = { IP: 1, IPV6: 2, IPV4V6: 3 }[typeOf(modem, cid)];
    return ok(
      `+QICSGP: ${type},"${apnOf(modem, cid)}","${user}","${password}",${authenticationNumbers[authentication]}`,
    );
  }
  const type = parameters.number(1);
  if (type !== 1 && type !== 2 && type !== 3) return cme(50);
  modem.remember(withContext(modem.memory, { cid, type: contextTypes[type], apn: parameters.string(2) }));
  const authentication = parameters.has(5) ? authenticationOf(parameters.number(5)) : 'none';
  const credentials = { authentication, user: parameters.string(3), password: parameters.string(4) };
  setCredentials(modem, cid, authentication === 'none' ? noCredentials : credentials);
  return ok();
}

function networkDevice({ modem }: Context, parameters: Parameters): Reply {
  return switchContext(modem, parameters.number(0), parameters.number(1));
}

function networkDeviceState({ modem }: Context): Reply {
  const session = modem.sessions.find(({ path }) => path === 'context');
  return ok(session === undefined ? '+QNETDEVCTL: 0,0,0,0' : `+QNETDEVCTL: 1,${session.cid},1,1`);
}

function networkDeviceAddresses({ modem }: Context, parameters: Parameters): Reply {
  const session = modem.session(parameters.number(0));
  if (session === undefined) return cme(3);
  const { address, gateway, dns } = session.address;
  return ok(
    `+QNETDEVSTATUS: ${address},255.255.255.252,${gateway},${gateway},${dns[0] ?? ''},${dns[1] ?? ''}`,
  );
}

export const quectelCommands: readonly CommandDeclaration[] = [
  {
    name: 'I',
    execute: ({ modem }) => {
      const { manufacturer, model, revision } = modem.profile.identity;
      return ok(manufacturer, model, `Revision: ${revision}`);
    },
  },
  // No network has told the time.
  { name: '+QLTS', execute: () => ok('+QLTS: ""') },
  {
    name: '+QCFG',
    set: configure,
    test: () => ok(...Object.keys(configuration).map((name) => `+QCFG: "${name}"`)),
  },
  { name: '+QNWINFO', execute: networkInformation },
  { name: '+QENG', set: engineering },
  { name: '+QCSQ', execute: signal },
  {
    name: '+QSIMSTAT',
    read: ({ modem }) => ok(`+QSIMSTAT: 0,${modem.scenario.sim.present ? 1 : 0}`),
  },
  { name: '+QSIMDET', read: () => ok('+QSIMDET: 0,0') },
  {
    name: '+QUIMSLOT',
    read: ({ modem }) => ok(`+QUIMSLOT: ${modem.memory.settings['+QUIMSLOT'] ?? '1'}`),
    set: ({ modem }, parameters) => {
      const slot = parameters.number(0);
      if (slot !== 1 && slot !== 2) return cme(50);
      modem.remember({ ...modem.memory, settings: { ...modem.memory.settings, '+QUIMSLOT': `${slot}` } });
      return ok();
    },
  },
  {
    name: '+QINISTAT',
    execute: ({ modem }) => ok(`+QINISTAT: ${modem.sim.state === 'ready' ? 7 : 0}`),
  },
  {
    name: '+QPINC',
    read: ({ modem: { sim } }) => ok(`+QPINC: "SC",${sim.pinTries},${sim.pukTries}`, '+QPINC: "P2",3,10'),
    set: ({ modem: { sim } }, parameters) =>
      parameters.string(0) === 'SC'
        ? ok(`+QPINC: "SC",${sim.pinTries},${sim.pukTries}`)
        : ok('+QPINC: "P2",3,10'),
  },
  { name: '+QCCID', execute: ({ modem }) => ok(`+QCCID: ${modem.sim.iccid}`), needsSim: true },
  { name: '+QICSGP', set: tcpIpContext },
  { name: '+QNETDEVCTL', set: networkDevice, read: networkDeviceState },
  { name: '+QNETDEVSTATUS', set: networkDeviceAddresses },
  {
    name: '+QCAINFO',
    execute: ({ modem }) => {
      const { radio } = modem.scenario;
      return modem.isRegistered
        ? ok(
            `+QCAINFO: "pcc",1300,100,"LTE BAND 3",1,31,${radio.rsrp},${radio.rsrq},${radio.rssi},${radio.sinr}`,
          )
        : ok();
    },
  },
];
