import { huaweiPortRole, type InterfaceRole, usbDevice } from '../../knowledge/usb.ts';
import type { Modem, ModemFunction } from '../situation.ts';
import { activeInterfaces } from './usb-functions.ts';

/** What a port that takes or gives text or frames may be for. */
export type PortRole = Extract<
  InterfaceRole,
  'at' | 'at2' | 'ppp' | 'at2+ppp' | 'nmea' | 'diag' | 'audio' | 'no-dial'
>;

/**
 * What a port of a modem is for, as far as tables tell; null where they do not. Huawei's interfaces say it themselves, by their
 * protocol. Sources: the table of USB ids (ModemManager's udev rules, Linux option.c); huawei_cdc_ncm.c for its control node;
 * Linux wwan_core.c, which names the AT ports of its own.
 */
export function tabledRole(modem: Modem, { usbInterface, driver, node }: ModemFunction): PortRole | null {
  if (driver === 'huawei_cdc_ncm' || /^\/dev\/wwan\d+at\d+$/.test(node ?? '')) return 'at';
  const number = Number(/\.(\d+)$/.exec(usbInterface ?? '')?.[1] ?? Number.NaN);
  const vendor = modem.vendorId?.value ?? '';
  const protocol =
    vendor === '12d1' && modem.listing !== null
      ? activeInterfaces(modem.listing).find((shown) => shown.number === number && shown.classCode === 'ff')
          ?.protocolCode
      : null;
  const role =
    (protocol == null ? null : huaweiPortRole(protocol)) ??
    usbDevice(vendor, modem.productId?.value ?? '')?.interfaceRoles.get(number);
  return isPortRole(role) ? role : null;
}

function isPortRole(role: InterfaceRole | undefined): role is PortRole {
  return role !== undefined && Object.hasOwn(roleWords, role);
}

/** Whether a port of that role takes AT commands. */
export function takesCommands(role: PortRole): boolean {
  return role === 'at' || role === 'at2' || takesDials(role);
}

/** Whether a port of that role is where ATD belongs. */
export function takesDials(role: PortRole): boolean {
  return role === 'ppp' || role === 'at2+ppp';
}

/** A role as it stands behind “for”. */
export const roleWords: Readonly<Record<PortRole, string>> = {
  at: 'commands',
  at2: 'commands, too',
  ppp: 'dialling',
  'at2+ppp': 'commands and dialling',
  nmea: 'GPS positions',
  diag: 'diagnosis',
  audio: 'voice',
  'no-dial': 'diagnosis or GPS',
};
