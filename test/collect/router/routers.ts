import type { FixtureRouter, PciDevice, UsbDevice } from './fixture-router.ts';

/** Quectel EC25 in its QMI composition. */
export const ec25: UsbDevice = {
  path: '1-1',
  id: '2c7c:0125',
  product: 'EC25',
  functions: [
    { number: '00', codes: 'ff/ff/ff', driver: 'option', tty: 'ttyUSB0' },
    { number: '01', codes: 'ff/00/00', driver: 'option', tty: 'ttyUSB1' },
    { number: '02', codes: 'ff/00/00', driver: 'option', tty: 'ttyUSB2' },
    { number: '03', codes: 'ff/00/00', driver: 'option', tty: 'ttyUSB3' },
    { number: '04', codes: 'ff/ff/ff', driver: 'qmi_wwan', net: 'wwan0', control: 'cdc-wdm0' },
  ],
};

/** QMI; the network turns the card away. */
export const openwrt1907: FixtureRouter = { fixture: 'openwrt-19.07', hostname: 'OpenWrt', usb: [ec25] };

/** Huawei E173: PPP on the first port, AT commands on the third. The SIM card wants its PIN. */
export const openwrt1505: FixtureRouter = {
  fixture: 'openwrt-15.05',
  hostname: 'OpenWrt',
  without: ['timeout', 'nice', 'md5sum'],
  usb: [
    {
      path: '1-1',
      id: '12d1:1436',
      product: 'HUAWEI Mobile',
      functions: [
        { number: '00', codes: 'ff/01/01', driver: 'option', tty: 'ttyUSB0' },
        { number: '03', codes: 'ff/01/03', driver: 'option', tty: 'ttyUSB1' },
        { number: '04', codes: 'ff/01/02', driver: 'option', tty: 'ttyUSB2' },
      ],
    },
  ],
  programs: {
    // comgt: a script on its standard input. The real one is tried in modems.test.ts.
    gcom: `while read -r word words; do
  case "$word $words" in
    let\\ \\$c=*) command=$(printf '%s' "$words" | sed 's/^[^"]*"//; s/"$//; s/\\^\\(.\\)/\\1/g') ;;
    gosub*)
      printf '%s\\r\\n%s\\r\\r\\n' "$command" "$command"
      case $command in
        ATI) printf 'Manufacturer: huawei\\r\\nModel: E173\\r\\nRevision: 11.126.16.04.00\\r\\nIMEI: 861234567890123\\r\\n\\r\\nOK\\r\\n' ;;
        AT+CPIN?) printf '+CPIN: SIM PIN\\r\\n\\r\\nOK\\r\\n' ;;
        *) printf '+CME ERROR: 11\\r\\n' ;;
      esac
      ;;
  esac
done`,
  },
};

/** The driver of the QMI function is not installed. */
export const openwrt2410: FixtureRouter = {
  fixture: 'openwrt-24.10',
  hostname: 'OpenWrt',
  usb: [
    {
      ...ec25,
      functions: ec25.functions.map((one) =>
        one.control === undefined ? one : { number: one.number, codes: one.codes },
      ),
    },
  ],
};

/** It works; the port for AT commands is held by the maker's own program. */
export const glinet4: FixtureRouter = {
  fixture: 'glinet-4',
  hostname: 'GL-X3000',
  usb: [ec25],
  programs: { sms_tool: 'echo asked >>/tmp/asked' },
  running: [{ name: 'gl_modem', holds: '/dev/ttyUSB2' }],
};

/** An APN with a slip. */
export const glinet3: FixtureRouter = { fixture: 'glinet-3', hostname: 'GL-AR750S', usb: [ec25] };

/** apk instead of opkg; the handler of the protocol is missing. */
export const openwrt2512: FixtureRouter = {
  fixture: 'openwrt-25.12',
  hostname: 'OpenWrt',
  usb: [
    {
      path: '1-1',
      id: '1199:9079',
      product: 'Sierra Wireless EM7455',
      functions: [{ number: '0c', codes: '02/0e/00', driver: 'cdc_mbim', net: 'wwan0', control: 'cdc-wdm0' }],
    },
  ],
};

/** It works; AT commands through sms_tool. */
export const rooter: FixtureRouter = {
  fixture: 'rooter',
  hostname: 'ROOter',
  usb: [ec25],
  programs: {
    sms_tool: `case $4 in
  AT) echo OK ;;
  AT+CPIN?) printf '+CPIN: READY\\r\\n\\r\\nOK\\r\\n' ;;
  AT+CSQ) printf '+CSQ: 22,99\\r\\nOK\\r\\n' ;;
  AT+COPS?) printf '+COPS: 0,0,"Vodafone",7\\r\\nOK\\r\\n' ;;
  AT+CEREG?) printf '+CEREG: 0,1\\r\\nOK\\r\\n' ;;
  'AT+QCFG="usbnet"') printf '+QCFG: "usbnet",0\\r\\nOK\\r\\n' ;;
  *) echo ERROR ;;
esac`,
  },
};

/** A HiLink stick, which is a router of its own. */
export const openmptcprouter: FixtureRouter = {
  fixture: 'openmptcprouter',
  hostname: 'OpenMPTCProuter',
  usb: [
    {
      path: '1-1',
      id: '12d1:14dc',
      product: 'HUAWEI_MOBILE',
      functions: [{ number: '00', codes: '02/06/00', driver: 'cdc_ether', net: 'eth1' }],
    },
  ],
  programs: {
    nc: `page=$(cat)
printf 'HTTP/1.1 200 OK\\r\\nContent-Type: text/xml\\r\\n\\r\\n'
case $page in
  *SesTokInfo*) echo '<response><SesInfo>SessionID=abc123</SesInfo><TokInfo>def456</TokInfo></response>' ;;
  */status*SessionID=abc123*)
    printf '<?xml version="1.0" encoding="UTF-8"?>\\n<response>\\n<ConnectionStatus>901</ConnectionStatus>\\n<SignalIcon>4</SignalIcon>\\n<CurrentNetworkType>19</CurrentNetworkType>\\n<SimStatus>1</SimStatus>\\n</response>\\n' ;;
  *) printf '<error>\\n<code>100003</code>\\n<message></message>\\n</error>\\n' ;;
esac`,
  },
};

/** Quectel RM520N on PCIe: it works. */
export const rm520n: PciDevice = {
  slot: '0003:01:00.0',
  id: '17cb:0308',
  pciClass: 'ff0000',
  driver: 'mhi-pci-generic',
  ports: { wwan0at0: 'AT', wwan0qmi0: 'QMI' },
};

/** Debian with ModemManager: the SIM card is locked. */
export const raspberryPi: FixtureRouter = {
  fixture: 'raspberry-pi-os',
  hostname: 'raspberrypi',
  usb: [ec25],
  programs: { uqmi: 'echo asked >>/tmp/asked', ip: 'exit 1' },
  running: [{ name: 'ModemManager', holds: '/dev/cdc-wdm0' }],
};
