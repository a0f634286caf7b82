import type { Operator, Technology } from '../../../scenario.ts';
import type { VirtualModem } from '../../virtual-modem.ts';
import type { Parameters } from '../command-line.ts';
import type { CommandDeclaration, Context } from '../command-table.ts';
import { cme, error, failed, ok, okThen, type Reply } from '../reply.ts';
import { simComplaint } from './sim.ts';

// 3GPP TS 27.007: 7.2 (+CREG), 7.3 (+COPS), 8.2 (+CFUN), 8.5 (+CSQ), 8.69 (+CESQ), 10.1.20 (+CGREG), 10.1.22 (+CEREG).

/** AcT of +COPS and +CREG. */
const accessTechnology: Readonly<Record<Technology, number>> = { gsm: 0, umts: 2, lte: 7 };

const areaCode = '1A2B';
const cellId = '01A2B3C4';

/** In dBm, as the number of +CSQ: 0 to 31, 99 where there is nothing to measure. */
export function signalOf(modem: VirtualModem): number {
  if (!hasSignal(modem)) return 99;
  return within((modem.scenario.radio.rssi + 113) / 2, 0, 31);
}

export function hasSignal(modem: VirtualModem): boolean {
  return modem.isRadioOn && modem.scenario.network.registration !== 'none';
}

export function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.round(value)));
}

function extendedSignal({ modem }: Context): Reply {
  const { radio, network } = modem.scenario;
  if (!hasSignal(modem)) return ok('+CESQ: 99,99,255,255,255,255');
  if (network.operator.technology === 'lte') {
    const [rsrq, rsrp] = [within((radio.rsrq + 20) * 2, 0, 34), within(radio.rsrp + 141, 0, 97)];
    return ok(`+CESQ: 99,99,255,255,${rsrq},${rsrp}`);
  }
  if (network.operator.technology === 'umts')
    return ok(
      `+CESQ: 99,99,${within(radio.rsrp + 121, 0, 96)},${within((radio.rsrq + 24.5) * 2, 0, 49)},255,255`,
    );
  return ok(`+CESQ: ${within(radio.rssi + 111, 0, 63)},0,255,255,255,255`);
}

type Domain = 'CREG' | 'CGREG' | 'CEREG';

/** What the domain has of the registration: +CEREG is LTE's, the packet domains need the packet service. */
export function statusIn(modem: VirtualModem, domain: Domain): number {
  const { operator, packetService } = modem.scenario.network;
  if (domain === 'CEREG' && operator.technology !== 'lte') return 0;
  if (domain !== 'CREG' && !packetService && modem.isRegistered) return 0;
  return modem.registration;
}

/** `<stat>[,<lac>,<ci>,<AcT>]`, and with n=3 the cause of a denial. */
export function registrationText(modem: VirtualModem, domain: Domain, n: number): string {
  const status = statusIn(modem, domain);
  const { operator, denialCause } = modem.scenario.network;
  if (n >= 2 && (status === 1 || status === 5))
    return `${status},"${areaCode}","${cellId}",${accessTechnology[operator.technology]}`;
  if (n === 3 && status === 3) return `${status},,,,0,${denialCause}`;
  return `${status}`;
}

function registration(domain: Domain): CommandDeclaration {
  return {
    name: `+${domain}`,
    read: ({ modem, settings }) => {
      const n = settings.registrationReports[domain];
      return ok(`+${domain}: ${n},${registrationText(modem, domain, n)}`);
    },
    test: () => ok(`+${domain}: (0-${domain === 'CEREG' ? 3 : 2})`),
    set: ({ settings }, parameters) => {
      const n = parameters.number(0);
      if (!(n >= 0 && n <= (domain === 'CEREG' ? 3 : 2))) return cme(50);
      settings.registrationReports[domain] = n;
      return ok();
    },
  };
}

function nameOf(operator: Operator, format: 0 | 1 | 2): string {
  return [operator.long, operator.short, operator.plmn][format] ?? operator.long;
}

function readOperator({ modem, settings }: Context): Reply {
  const mode = modem.memory.operatorMode;
  if (!modem.isRegistered) return ok(`+COPS: ${mode}`);
  const { operator } = modem.scenario.network;
  const name = nameOf(operator, settings.operatorFormat);
  return ok(`+COPS: ${mode},${settings.operatorFormat},"${name}",${accessTechnology[operator.technology]}`);
}

function scan({ modem }: Context): Reply {
  if (!modem.isRadioOn) return cme(4);
  return {
    kind: 'later',
    aborted: 'OK',
    begin: (finish) => {
      const { network } = modem.scenario;
      const found =
        network.registration === 'none' ? [] : [listed(network.operator, modem.isRegistered ? 2 : 1)];
      const others = network.others.map((operator) => listed(operator, operator.forbidden ? 3 : 1));
      const timer = modem.clock.after(network.scanTime, () =>
        finish(ok(`+COPS: ${[...found, ...others].join(',')},,(0,1,2,3,4),(0,1,2)`)),
      );
      return () => timer.cancel();
    },
  };
}

function listed({ long, short, plmn, technology }: Operator, status: 1 | 2 | 3): string {
  return `(${status},"${long}","${short}","${plmn}",${accessTechnology[technology]})`;
}

function selectOperator({ modem, settings }: Context, parameters: Parameters): Reply {
  const mode = parameters.number(0);
  if (mode === 3) {
    const format = parameters.number(1);
    if (format !== 0 && format !== 1 && format !== 2) return cme(50);
    settings.operatorFormat = format;
    return ok();
  }
  const complaint = simComplaint(modem.sim);
  if (complaint !== null) return complaint;
  if (mode === 0) {
    modem.remember({ ...modem.memory, operatorMode: 0, operator: '' });
    return ok();
  }
  if (mode !== 1) return cme(mode === 2 || mode === 4 ? 4 : 50);
  const { operator, others } = modem.scenario.network;
  const wanted = parameters.string(2);
  const isCurrent = [operator.long, operator.short, operator.plmn].includes(wanted);
  if (!isCurrent) return cme(others.some(({ plmn }) => plmn === wanted) ? 32 : 30);
  modem.remember({ ...modem.memory, operatorMode: 1, operator: operator.plmn });
  return ok();
}

function setFunctionality({ modem }: Context, parameters: Parameters): Reply {
  const value = parameters.number(0);
  if (value !== 0 && value !== 1 && value !== 4) return cme(50);
  if (parameters.number(1) === 1) return okThen(() => modem.reset());
  modem.setFunctionality(value);
  return ok();
}

export const registrationCommands: readonly CommandDeclaration[] = [
  registration('CREG'),
  registration('CGREG'),
  registration('CEREG'),
  {
    name: '+COPS',
    read: readOperator,
    test: scan,
    set: selectOperator,
  },
  {
    name: '+CFUN',
    read: ({ modem }) => ok(`+CFUN: ${modem.functionality}`),
    test: () => ok('+CFUN: (0,1,4),(0-1)'),
    set: setFunctionality,
  },
  {
    name: '+CSQ',
    execute: ({ modem }) => ok(`+CSQ: ${signalOf(modem)},99`),
    test: () => ok('+CSQ: (0-31,99),(0-7,99)'),
  },
  { name: '+CESQ', execute: extendedSignal },
  { name: '+CNMI', read: () => ok('+CNMI: 2,1,0,0,0'), set: () => ok() },
  {
    name: '+CPAS',
    execute: ({ modem }) => ok(`+CPAS: ${modem.sessions.length > 0 ? 4 : 0}`),
  },
  { name: '+CMGL', set: () => failed({ words: '+CMS ERROR: 302' }), execute: () => error },
];
