import type { Dialect } from '../../profiles/profile.ts';
import type { ModemEvent, VirtualModem } from '../virtual-modem.ts';
import { type CommandTable, tableOf } from './command-table.ts';
import { general } from './commands/general.ts';
import { huaweiCommands, huaweiReports } from './commands/huawei.ts';
import { packetCommands } from './commands/packet.ts';
import { quectelCommands } from './commands/quectel.ts';
import { registrationCommands } from './commands/registration.ts';
import { simCommands } from './commands/sim.ts';
import { zteCommands, zteReports } from './commands/zte.ts';
import type { SettingsDefaults } from './port-settings.ts';
import type { Final } from './reply.ts';

/** How the modems of a vendor differ on their AT ports. */
export interface DialectRules {
  readonly commands: CommandTable;
  readonly defaults: SettingsDefaults;
  /** What they say to a command that they do not know. */
  readonly unknown: Final;
  /** What they say unasked of signal and mode. */
  readonly reports: (modem: VirtualModem) => readonly string[];
  /** What they say of an event on the port that bears reports. */
  readonly report: (event: ModemEvent, modem: VirtualModem) => readonly string[];
}

const standard = [general, simCommands, registrationCommands, packetCommands] as const;

function huaweiReport(event: ModemEvent, modem: VirtualModem): readonly string[] {
  switch (event.kind) {
    case 'session-up':
      return event.session.path === 'ndis' ? ['^NDISSTAT:1,,,"IPV4"'] : [];
    case 'session-refused':
      return event.path === 'ndis' ? [`^NDISSTAT:0,${event.cause ?? ''},,"IPV4"`] : [];
    case 'session-down':
      return event.session.path === 'ndis' ? [`^NDISSTAT:0,${modem.lastCause ?? ''},,"IPV4"`] : [];
    case 'registration':
      return [`^SRVST:${modem.isRegistered ? 2 : 0}`];
    case 'sim':
      return [`^SIMST:${modem.sim.state === 'absent' ? 255 : modem.sim.state === 'ready' ? 1 : 0}`];
    default:
      return [];
  }
}

const rules: Readonly<Record<Dialect, DialectRules>> = {
  huawei: {
    commands: tableOf(...standard, huaweiCommands),
    // The seed thread's chat: no echo of AT&F and ATE1, echo of what follows.
    defaults: { echo: false, errors: 0 },
    // The catalogue's `COMMAND NOT SUPPORT`, which OpenWrt's runcommand.gcom waits for.
    unknown: { words: 'COMMAND NOT SUPPORT' },
    reports: huaweiReports,
    report: huaweiReport,
  },
  quectel: {
    commands: tableOf(...standard, quectelCommands),
    defaults: { echo: true, errors: 1 },
    unknown: 'ERROR',
    reports: (modem) => [
      `+QIND: "csq",${modem.scenario.radio.rssi <= -113 ? 0 : Math.round((modem.scenario.radio.rssi + 113) / 2)},99`,
    ],
    report: (event, modem) =>
      event.kind === 'sim' ? [`+CPIN: ${modem.sim.state === 'ready' ? 'READY' : 'NOT READY'}`] : [],
  },
  zte: {
    commands: tableOf(...standard, zteCommands),
    defaults: { echo: true, errors: 0 },
    unknown: 'ERROR',
    reports: zteReports,
    report: () => [],
  },
  none: {
    commands: tableOf(...standard),
    defaults: { echo: true, errors: 0 },
    unknown: 'ERROR',
    reports: () => [],
    report: () => [],
  },
};

export function dialectRules(dialect: Dialect): DialectRules {
  return rules[dialect];
}
