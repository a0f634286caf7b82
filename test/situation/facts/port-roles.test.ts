import { describe, expect, it } from 'vitest';
import { tabledRole } from '../../../src/situation/facts/port-roles.ts';
import { episodesOf, type Input } from '../../diagnosis-of.ts';
import { dmesg } from '../log-lines.ts';
import { listing } from '../usb-listing.ts';

/** Three serial ports of a modem. */
const ports = (id: string) => {
  const [vendor, product] = id.split(':');
  return dmesg(10, [
    'usb 1-1: new high-speed USB device number 2 using ehci-platform',
    `usb 1-1: New USB device found, idVendor=${vendor}, idProduct=${product}`,
    ...[0, 1, 2].flatMap((number) => [
      `option 1-1:1.${number}: GSM modem (1-port) converter detected`,
      `usb 1-1: GSM modem (1-port) converter now attached to ttyUSB${number}`,
    ]),
  ]);
};

/** By their nodes. */
function rolesIn(input: Input) {
  const modems = episodesOf(input).flatMap((episode) => episode.modems);
  return Object.fromEntries(
    modems.flatMap((modem) => modem.functions.map((own) => [own.node, tabledRole(modem, own)])),
  );
}

describe('what a port is for', () => {
  it('is told by the table of USB ids', () => {
    expect(rolesIn(ports('2c7c:0125'))).toEqual({
      '/dev/ttyUSB0': 'diag',
      '/dev/ttyUSB1': 'nmea',
      '/dev/ttyUSB2': 'at',
    });
  });

  it('is told by the interfaces of Huawei, as far as they are listed', () => {
    const shown = listing('12d1:1506', [
      ['ff/02/10', 'option'],
      ['ff/02/13', 'option'],
      ['ff/02/12', 'option'],
    ]);
    expect(rolesIn([...ports('12d1:1506'), '', ...shown])).toEqual({
      '/dev/ttyUSB0': 'ppp',
      '/dev/ttyUSB1': 'diag',
      '/dev/ttyUSB2': 'at',
    });
    expect(new Set(Object.values(rolesIn(ports('12d1:1506'))))).toEqual(new Set([null]));
  });
});
