import type { Identity, Profile } from './profile.ts';

const ec25: Identity = {
  manufacturer: 'Quectel',
  model: 'EC25',
  revision: 'EC25EFAR06A06M4G',
  hardware: 'EC25EFA-512-SGNS',
  imei: '490154203237542',
};

/**
 * Ports as in Quectel's USB driver guide: DIAG, NMEA, AT, modem (AT and PPP). Fixed answers as in its EC2x AT commands manual
 * and QCFG manual.
 */
export const quectelEc25Qmi: Profile = {
  name: 'quectel-ec25-qmi',
  title: 'Quectel EC25 card, QMI',
  usb: {
    vendor: 0x2c7c,
    product: 0x0125,
    release: 0x0318,
    speed: 'high',
    deviceClass: [0xef, 0x02, 0x01],
    manufacturer: 'Quectel',
    productName: 'EC25-EU',
    serialNumber: '',
  },
  functions: [
    { kind: 'serial', class: [0xff, 0xff, 0xff], role: 'diag', notifies: false, dials: false },
    { kind: 'serial', class: [0xff, 0x00, 0x00], role: 'nmea', notifies: true, dials: false },
    { kind: 'serial', class: [0xff, 0x00, 0x00], role: 'pcui', notifies: true, dials: false },
    { kind: 'serial', class: [0xff, 0x00, 0x00], role: 'modem', notifies: true, dials: true },
    { kind: 'qmi', class: [0xff, 0xff, 0xff] },
  ],
  dataPath: 'qmi',
  dialect: 'quectel',
  identity: ec25,
  contexts: [
    { cid: 1, type: 'IPV4V6', apn: '' },
    { cid: 2, type: 'IPV4V6', apn: 'ims' },
  ],
  answers: {
    '+QGMR': ['EC25EFAR06A06M4G_01.002.01.002'],
    '+QMBNCFG="List"': [
      '+QMBNCFG: "List",0,1,1,"ROW_Generic_3GPP",0x05010824,201806201',
      '+QMBNCFG: "List",1,0,0,"OpenMkt-Commercial-CMCC",0x06012071,201904261',
    ],
    '+QMBNCFG="AutoSel"': ['+QMBNCFG: "AutoSel",1'],
    '+QTEMP': ['+QTEMP: "pmic_therm","35"', '+QTEMP: "xo_therm","36"', '+QTEMP: "pa_therm","34"'],
    '+QGDCNT?': ['+QGDCNT: 3832,4618'],
  },
  scenario: {},
};
