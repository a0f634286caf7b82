import { expect } from 'vitest';
import { describeLive } from './live-cases.ts';

/** By its place in sysfs, as OpenWrt's handler has it; the protocols of the others have options that it does not know. */
const connection = {
  proto: 'modemmanager',
  device: '/sys/devices/pci0000:00/0000:00:03.0/usb1/1-1',
  pdptype: '',
  service: '',
  iptype: 'ipv4',
};

describeLive('a stick that ModemManager has', { modemManager: true }, [
  {
    title: 'that works is left alone: ModemManager is asked, and no port is opened beside it',
    profile: 'huawei-e3372',
    connection,
    shows: /Interface 'modem' is now up/,
    logs: { state: 'working' },
    tests: { ports: 'not-run', sim: 'reached', network: 'reached', dial: 'reached', internet: 'reached' },
    live: { state: 'working', reached: 'internet' },
    after: (_, { report }, commands) => {
      expect(report.live.changes).toEqual([]);
      expect(commands).not.toContain('AT');
    },
  },
  {
    title: 'whose SIM card asks for its PIN: ModemManager says so, too, and nobody sends one',
    profile: 'huawei-e3372',
    connection,
    faults: ['pin-required'],
    shows: /modem \(\d+\): PIN required.*Interface 'modem' is now down/s,
    logs: { rung: 'sim', cause: 'sim-pin-required' },
    tests: { ports: 'not-run', sim: 'broken', dial: 'not-run' },
    judgements: { 'sim-pin-required': 'proven' },
    live: { rung: 'sim', cause: 'sim-pin-required', confidence: 'proven' },
    after: (_, __, commands) => {
      expect(commands.filter((command) => command.startsWith('AT+CPIN='))).toEqual([]);
    },
  },
  {
    title: 'whose APN the network refuses: dialled once more through ModemManager, with the same cause',
    profile: 'ppp-stick',
    connection,
    faults: ['apn-rejected'],
    shows: /error: couldn't connect the modem.*Interface 'modem' is now down/s,
    logs: { rung: 'dial', cause: 'sim-no-data-plan' },
    tests: { ports: 'not-run', sim: 'reached', dial: 'broken' },
    live: { rung: 'dial', cause: 'sim-no-data-plan' },
    after: async ({ shell }, _, commands) => {
      expect(commands.filter((command) => command.startsWith('ATD'))).toHaveLength(1);
      expect(await shell.output('mmcli -m any')).toMatch(/state: .*disabled/);
    },
  },
]);
