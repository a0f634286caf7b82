import type { Identity, Profile, UsbIdentity } from './profile.ts';

const stick: UsbIdentity = {
  vendor: 0x12d1,
  product: 0x1506,
  release: 0x0102,
  speed: 'high',
  deviceClass: [0, 0, 0],
  manufacturer: 'HUAWEI_MOBILE',
  productName: 'HUAWEI_MOBILE',
  serialNumber: '',
};

const mac = '001e101f0000';

const storageClass = [0x08, 0x06, 0x50] as const;

const e3372: Identity = {
  manufacturer: 'huawei',
  model: 'E3372',
  revision: '21.315.01.00.143',
  hardware: 'CL2E3372HM',
  imei: '490154203237518',
};

/**
 * What ^VERSION? and ^GETPORTMODE say, as in Huawei's AT command manual of the ME909s and ModemManager's parser of them
 * (mm-modem-helpers-huawei.c).
 */
function fixedAnswers(identity: Identity, setPort: string, ports: readonly string[]) {
  return {
    '^SETPORT?': [`^SETPORT:${setPort}`],
    '^SETPORT=?': [
      '^SETPORT:A1: CDROM',
      '^SETPORT:A2: SD',
      '^SETPORT:10: 4G MODEM',
      '^SETPORT:12: 4G PCUI',
      '^SETPORT:13: 4G DIAG',
      '^SETPORT:14: 4G GPS',
      '^SETPORT:16: NCM',
    ],
    '^GETPORTMODE': [`^GETPORTMODE:TYPE:WCDMA:huawei,${ports.map((name, at) => `${name}:${at}`).join(',')}`],
    '^VERSION?': [
      '^VERSION:BDT:Apr 14 2016, 12:24:08',
      `^VERSION:EXTS:${identity.revision}`,
      `^VERSION:INTS:${identity.revision}`,
      '^VERSION:EXTD:WEBUI_17.100.13.113.03',
      `^VERSION:EXTH:${identity.hardware} Ver.A`,
    ],
    '^FHVER': [`^FHVER:"${identity.model} ${identity.revision},${identity.hardware} Ver.A"`],
  };
}

/** The seed thread's first stick: PPP on the first port, AT^NDISDUP on the second, NCM. */
export const huaweiE3372: Profile = {
  name: 'huawei-e3372',
  title: 'Huawei E3372 stick, NCM',
  usb: stick,
  functions: [
    { kind: 'serial', class: [0xff, 0x02, 0x12], role: 'modem', notifies: true, dials: true },
    { kind: 'serial', class: [0xff, 0x02, 0x01], role: 'pcui', notifies: false, dials: false },
    { kind: 'ncm', class: [0xff, 0x02, 0x16], hasChannel: true, mac },
  ],
  dataPath: 'ncm',
  dialect: 'huawei',
  identity: e3372,
  contexts: [{ cid: 1, type: 'IP', apn: '' }],
  answers: fixedAnswers(e3372, '"FF;10,12,16,A2"', ['MDM', 'PCUI', 'NDIS']),
  // The stick wants the NDP at the end of its blocks: the kernel's CDC_NCM_FLAG_NDP_TO_END.
  scenario: { usb: { ntb: { ndp: 'at-end' } } },
};

/** The same as it leaves its box: a drive with drivers on it. */
export const huaweiE3372Storage: Profile = {
  ...huaweiE3372,
  name: 'huawei-e3372-storage',
  title: 'Huawei E3372 before it is switched: a CD-ROM',
  usb: { ...stick, product: 0x1f01 },
  functions: [{ kind: 'storage', class: storageClass }],
  dataPath: 'none',
  switchesTo: 'huawei-e3372',
};

const ms2372h: Identity = {
  manufacturer: 'huawei',
  model: 'MS2372h-517',
  revision: '21.300.05.00.00',
  hardware: 'CL1MS2372HM',
  imei: '490154203237526',
};

/**
 * The seed thread's second stick: three serial ports, of which only the third answers, NCM on the fourth interface. The thread
 * does not tell the roles of the first two; modem and diagnostics are what ^SETPORT lists before PCUI on sticks of its kind.
 * It also tells that the stick went online with PPP, so the port that answers dials.
 */
export const huaweiMs2372h: Profile = {
  name: 'huawei-ms2372h',
  title: 'Huawei MS2372h stick, NCM, AT on the third port only',
  usb: stick,
  functions: [
    { kind: 'serial', class: [0xff, 0x02, 0x01], role: 'application', notifies: true, dials: false },
    { kind: 'serial', class: [0xff, 0x02, 0x03], role: 'diag', notifies: false, dials: false },
    { kind: 'serial', class: [0xff, 0x02, 0x12], role: 'pcui', notifies: false, dials: true },
    { kind: 'ncm', class: [0xff, 0x02, 0x16], hasChannel: true, mac },
  ],
  dataPath: 'ncm',
  dialect: 'huawei',
  identity: ms2372h,
  contexts: [{ cid: 1, type: 'IP', apn: '' }],
  answers: fixedAnswers(ms2372h, '"FF;10,13,12,16"', ['MDM', 'DIAG', 'PCUI', 'NDIS']),
  scenario: { usb: { ntb: { ndp: 'at-end' } } },
};

/** A stick that is a router of its own: no AT, an address of 192.168.8.0/24 by DHCP. */
export const huaweiE3372HiLink: Profile = {
  ...huaweiE3372,
  name: 'huawei-e3372-hilink',
  title: 'Huawei E3372 with HiLink firmware: a network card with a router behind',
  usb: { ...stick, product: 0x14dc },
  functions: [
    { kind: 'ecm', class: [0x02, 0x06, 0x00], mac: '0c5b8f279a64' },
    { kind: 'storage', class: storageClass },
  ],
  dataPath: 'ecm',
  identity: { ...e3372, revision: '22.333.01.00.00' },
  answers: {},
  scenario: {
    network: {
      address: { address: '192.168.8.100', prefix: 24, gateway: '192.168.8.1', dns: ['192.168.8.1'] },
    },
    dhcp: { leaseTime: 86_400 },
  },
};

const me906s: Identity = {
  manufacturer: 'Huawei Technologies Co., Ltd.',
  model: 'ME906s-158',
  revision: '11.617.00.00.00',
  hardware: 'ML1ME906SM',
  imei: '490154203237534',
};

/** An M.2 card in its MBIM configuration: no serial port at all. */
export const mbimStick: Profile = {
  name: 'mbim-stick',
  title: 'Huawei ME906s card, MBIM',
  usb: {
    ...stick,
    product: 0x15c1,
    manufacturer: 'Huawei Technologies Co., Ltd.',
    productName: 'ME906s LTE M.2 Module',
  },
  functions: [{ kind: 'mbim', class: [0x02, 0x0e, 0x00] }],
  dataPath: 'mbim',
  dialect: 'huawei',
  identity: me906s,
  contexts: [{ cid: 1, type: 'IP', apn: '' }],
  answers: fixedAnswers(me906s, '"A1,A2;12,16,62"', ['PCUI', 'NDIS']),
  scenario: {},
};
