import type { VirtualModem } from '../modem/virtual-modem.ts';
import type { HttpServer } from './http-server.ts';

/**
 * The pages of a HiLink stick that tell its state, as much of them as hwdiag asks for. Names of the fields as in Huawei's
 * web interface; the numbers of ConnectionStatus (901 connected, 902 disconnected), SimStatus (1 valid, 255 none) and
 * SimState (257 ready, 260 PIN, 261 PUK, 255 none) as in its script `main.js`. Which pages want a session differs between
 * firmwares: this one wants none.
 */
export function hiLinkPages(modem: VirtualModem): HttpServer {
  return ({ method, path, host }) => {
    if (method !== 'GET' || host !== modem.scenario.network.address.gateway) return undefined;
    const fields = pages(modem)[path];
    const body =
      fields === undefined ? error(100_002) : `${declaration}<response>\n${elements(fields)}</response>\n`;
    return { status: 200, type: 'text/xml', body };
  };
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** 100002: no such page, or not with this firmware. */
function error(code: number): string {
  return `${declaration}<error>\n<code>${code}</code>\n<message></message>\n</error>\n`;
}

type Fields = Readonly<Record<string, string | number>>;

function elements(fields: Fields): string {
  return Object.entries(fields)
    .map(([name, value]) => `<${name}>${value}</${name}>\n`)
    .join('');
}

function pages(modem: VirtualModem): Readonly<Record<string, Fields>> {
  const { identity } = modem.profile;
  const { scenario } = modem;
  const { operator, address } = scenario.network;
  const { rssi, rsrp, rsrq, sinr } = scenario.radio;
  const isOnline = modem.isAttached;
  return {
    '/api/webserver/SesTokInfo': { SesInfo: 'SessionID=0123456789abcdef', TokInfo: 'fedcba9876543210' },
    '/api/monitoring/status': {
      ConnectionStatus: isOnline ? 901 : 902,
      SignalIcon: isOnline ? 4 : 0,
      CurrentNetworkType: isOnline ? 19 : 0,
      RoamingStatus: modem.registration === 5 ? 1 : 0,
      WanIPAddress: isOnline ? '10.146.249.5' : '',
      PrimaryDns: isOnline ? (address.dns[0] ?? '') : '',
      ServiceStatus: modem.isRegistered ? 2 : 0,
      SimStatus: scenario.sim.present ? 1 : 255,
    },
    '/api/device/information': {
      DeviceName: identity.model,
      Imei: identity.imei,
      HardwareVersion: `${identity.hardware} Ver.A`,
      SoftwareVersion: identity.revision,
    },
    '/api/device/signal': { rssi: `${rssi}dBm`, rsrp: `${rsrp}dBm`, rsrq: `${rsrq}dB`, sinr: `${sinr}dB` },
    '/api/net/current-plmn': {
      State: modem.isRegistered ? 0 : 1,
      FullName: modem.isRegistered ? operator.long : '',
      ShortName: modem.isRegistered ? operator.short : '',
      Numeric: modem.isRegistered ? operator.plmn : '',
      Rat: 7,
    },
    '/api/pin/status': {
      SimState: simState(modem),
      SimPinTimes: scenario.sim.pinTries,
      SimPukTimes: scenario.sim.pukTries,
    },
    '/api/dialup/mobile-dataswitch': { dataswitch: 1 },
    '/api/dialup/connection': { RoamAutoConnectEnable: 0, ConnectMode: 0, MTU: address.mtu },
  };
}

function simState(modem: VirtualModem): number {
  switch (modem.sim.state) {
    case 'ready':
      return 257;
    case 'pin':
      return 260;
    case 'puk':
      return 261;
    default:
      return 255;
  }
}
