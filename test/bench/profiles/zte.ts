import type { Identity, Profile } from './profile.ts';

const mf190: Identity = {
  manufacturer: 'ZTE INCORPORATED',
  model: 'MF190',
  revision: 'BD_MF190V1.0.0B03',
  hardware: 'MF190-1.0.0',
  imei: '490154203237559',
};

/**
 * A 3G stick that knows PPP only. Ports as in ModemManager's rules for 19d2:0082: AT on 1 and on 3, of which ModemManager dials on 3, and
 * OpenWrt's handler here on 1.
 */
export const pppStick: Profile = {
  name: 'ppp-stick',
  title: 'ZTE MF190 stick, PPP only',
  usb: {
    vendor: 0x19d2,
    product: 0x0082,
    release: 0x0000,
    speed: 'high',
    deviceClass: [0, 0, 0],
    manufacturer: 'ZTE,Incorporated',
    productName: 'ZTE WCDMA Technologies MSM',
    serialNumber: '',
  },
  functions: [
    { kind: 'serial', class: [0xff, 0xff, 0xff], role: 'diag', notifies: false, dials: false },
    { kind: 'serial', class: [0xff, 0xff, 0xff], role: 'modem', notifies: true, dials: true },
    { kind: 'storage', class: [0x08, 0x06, 0x50] },
    { kind: 'serial', class: [0xff, 0xff, 0xff], role: 'pcui', notifies: true, dials: true },
  ],
  dataPath: 'ppp',
  dialect: 'zte',
  identity: mf190,
  contexts: [{ cid: 1, type: 'IP', apn: '' }],
  answers: { '+ZLKC?': ['+ZLKC: 0'], '+ZNLOCKREAD=1': ['+ZNLOCKREAD: 0,0,0'] },
  scenario: { network: { operator: { technology: 'umts' } } },
};
