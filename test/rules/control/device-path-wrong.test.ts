import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'device-path-wrong';

describe(rule, () => {
  it('is likely where the log shows the boot without a modem', () => {
    const findings = findingsIn(
      [
        'Tue Mar  4 09:00:00 2025 kern.info kernel: [    1.000000] usb usb1: New USB device found, idVendor=1d6b, idProduct=0002, bcdDevice= 6.06',
        'Tue Mar  4 09:00:01 2025 kern.info kernel: [    0.900000] ehci-platform 1e1c0000.ehci: new USB bus registered, assigned bus number 1',
        'Tue Mar  4 09:00:02 2025 kern.info kernel: [    1.200000] hub 1-0:1.0: USB hub found',
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (640): Control device not valid',
        'Tue Mar  4 09:00:02 2025 daemon.notice netifd: wwan (660): Control device not valid',
        "Tue Mar  4 09:00:03 2025 daemon.notice netifd: Interface 'wwan' is now down",
      ],
      rule,
    );
    expect(findings).toMatchObject([{ confidence: 'likely', rung: 'control' }]);
  });

  it('sees a network device in place of a port', () => {
    const findings = findingsIn(
      [
        "config interface 'wwan'",
        "        option proto 'qmi'",
        "        option device 'wwan0'",
        "        option apn 'internet'",
      ],
      rule,
    );
    expect(findings).toMatchObject([{ confidence: 'likely' }]);
  });

  it('is silent where a path is no typical one and works', () => {
    const findings = findingsIn(
      [
        "config interface 'wwan'",
        "        option proto 'ncm'",
        "        option device '/dev/modem-at'",
        '',
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (700): Configuring modem',
        'Tue Mar  4 09:00:02 2025 daemon.notice netifd: wwan (700): Starting network wwan',
        'Tue Mar  4 09:00:03 2025 daemon.notice netifd: wwan (700): Setting up wwan0',
        "Tue Mar  4 09:00:04 2025 daemon.notice netifd: Interface 'wwan' is now up",
      ],
      rule,
    );
    expect(findings.filter(({ confidence }) => confidence !== 'refuted')).toEqual([]);
  });

  /** The try of a handler whose words nobody understands, with or without a listing below. */
  const giveUp = [
    "config interface 'lte'",
    "        option proto 'xmm'",
    "        option device '/dev/ttyACM0'",
    "        option apn 'internet'",
    '',
    "Thu Mar 13 18:22:01 2025 daemon.notice netifd: Interface 'lte' is setting up now",
    'Thu Mar 13 18:22:02 2025 daemon.notice netifd: lte (4211): Chip asleep in the drawer',
    "Thu Mar 13 18:22:07 2025 daemon.notice netifd: Interface 'lte' is now down",
    '',
    'root@OpenWrt:~# ls /dev/ttyACM*',
  ];

  it('needs no words of the handler where it is given up and the listing lacks the node', () => {
    const text = [...giveUp, 'ls: /dev/ttyACM*: No such file or directory'];
    expect(findingsIn(text, rule)).toMatchObject([{ confidence: 'likely', rung: 'control' }]);
  });

  it('is silent where the listing has the node, or nobody listed it', () => {
    expect(findingsIn([...giveUp, '/dev/ttyACM0  /dev/ttyACM1'], rule)).toEqual([]);
    expect(findingsIn(giveUp.slice(0, 8), rule)).toEqual([]);
  });

  it('is silent where the modem has a function without a driver: that makes no node', () => {
    const text = [
      "config interface 'wwan'",
      "        option proto 'qmi'",
      "        option device '/dev/cdc-wdm0'",
      '',
      "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
      'Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (640): The specified control device does not exist',
      "Tue Mar  4 09:00:03 2025 daemon.notice netifd: Interface 'wwan' is now down",
      '',
      'root@OpenWrt:~# ls /dev/cdc-wdm*',
      'ls: /dev/cdc-wdm*: No such file or directory',
      'root@OpenWrt:~# cat /sys/kernel/debug/usb/devices',
    ];
    const listing = (driver: string) => [
      'T:  Bus=01 Lev=01 Prnt=01 Port=00 Cnt=01 Dev#=  3 Spd=480  MxCh= 0',
      'D:  Ver= 2.00 Cls=00(>ifc ) Sub=00 Prot=00 MxPS=64 #Cfgs=  1',
      'P:  Vendor=2c7c ProdID=0125 Rev= 3.18',
      'C:* #Ifs= 1 Cfg#= 1 Atr=a0 MxPwr=500mA',
      `I:* If#= 4 Alt= 0 #EPs= 3 Cls=ff(vend.) Sub=ff Prot=ff Driver=${driver}`,
    ];
    expect(findingsIn([...text, ...listing('(none)')], rule)).toEqual([]);
    expect(findingsIn([...text, ...listing('qmi_wwan')], rule)).toMatchObject([{ confidence: 'likely' }]);
  });
});
