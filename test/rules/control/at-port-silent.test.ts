import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'at-port-silent';

describe(rule, () => {
  it('speaks of a handler that hears nothing', () => {
    const findings = findingsIn(
      [
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (900): AT port not answer!',
        "Tue Mar  4 09:00:02 2025 daemon.notice netifd: Interface 'wwan' is now down",
      ],
      rule,
    );
    expect(findings).toMatchObject([{ confidence: 'likely', rung: 'control', role: 'cause' }]);
  });

  it('is no more than possible where the port answers a person', () => {
    const findings = findingsIn(
      [
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (2210): Failed to get modem information',
        'Tue Mar  4 09:00:02 2025 daemon.notice netifd: wwan (2250): Stopping network wwan',
        "Tue Mar  4 09:00:03 2025 daemon.notice netifd: Interface 'wwan' is now down",
        '',
        'root@OpenWrt:~# gcom -d "/dev/ttyACM0" -s /etc/gcom/getcardinfo.gcom',
        '',
        '+CGMI: "Somebody"',
        '',
        'OK',
        '',
      ],
      rule,
    );
    expect(findings).toMatchObject([{ confidence: 'possible' }]);
  });

  const ports = [
    '[    4.000000] usb 1-1: new high-speed USB device number 2 using ehci-platform',
    '[    4.100000] usb 1-1: New USB device found, idVendor=12d1, idProduct=1506',
    ...[0, 1, 2].flatMap((port) => [
      `[    5.${port}00000] option 1-1:1.${port}: GSM modem (1-port) converter detected`,
      `[    5.${port}00000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB${port}`,
    ]),
  ];
  const silence = [
    'root@OpenWrt:~# cat /etc/config/network',
    "config interface 'wwan'",
    "\toption proto 'ncm'",
    "\toption device '/dev/ttyUSB0'",
    'root@OpenWrt:~# logread',
    "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
    'Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (2210): Failed to get modem information',
    "Tue Mar  4 09:00:03 2025 daemon.notice netifd: Interface 'wwan' is now down",
  ];

  it('names the port of the same modem that answers, and puts it into the fix', () => {
    const [finding] = findingsIn(
      [
        'root@OpenWrt:~# dmesg',
        ...ports,
        ...silence,
        'root@OpenWrt:~# gcom -d /dev/ttyUSB2',
        'AT+CPIN?',
        '+CPIN: READY',
        'OK',
      ],
      rule,
    );
    expect(finding).toMatchObject({
      confidence: 'likely',
      title: 'no answer to AT commands on /dev/ttyUSB0, while /dev/ttyUSB2 answers',
    });
    expect(finding?.fix?.steps).toMatchObject([
      { type: 'uci-set', option: 'device', value: { known: '/dev/ttyUSB2' }, before: '/dev/ttyUSB0' },
    ]);
  });

  it('does so while the next try runs: what the other port says is not that one’s progress', () => {
    const [finding] = findingsIn(
      [
        'root@OpenWrt:~# dmesg',
        ...ports,
        ...silence,
        "Tue Mar  4 09:00:05 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'root@OpenWrt:~# gcom -d /dev/ttyUSB2',
        'AT+CPIN?',
        '+CPIN: READY',
        'OK',
        'AT+CEREG?',
        '+CEREG: 0,1',
        'OK',
      ],
      rule,
    );
    expect(finding?.title).toBe('no answer to AT commands on /dev/ttyUSB0, while /dev/ttyUSB2 answers');
  });

  it('leaves the port of another modem out of it', () => {
    const [finding] = findingsIn(
      [
        'root@OpenWrt:~# dmesg',
        ...ports,
        ...silence,
        'root@OpenWrt:~# gcom -d /dev/ttyUSB7',
        'AT+CPIN?',
        '+CPIN: READY',
        'OK',
      ],
      rule,
    );
    expect(finding?.fix?.steps[0]).toMatchObject({ value: { placeholder: 'TTY' } });
  });

  it('is silent where a command was answered before another one timed out', () => {
    const findings = findingsIn(
      [
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (77): sending -> AT',
        'Tue Mar  4 09:00:02 2025 daemon.notice netifd: wwan (77): OK',
        'Tue Mar  4 09:00:03 2025 daemon.notice netifd: wwan (77): sending -> AT+COPS=0',
        'Tue Mar  4 09:00:04 2025 daemon.notice netifd: wwan (77): Timeout running AT-command',
        'Tue Mar  4 09:00:05 2025 daemon.notice netifd: wwan (77): Failed to configure modem',
        "Tue Mar  4 09:00:06 2025 daemon.notice netifd: Interface 'wwan' is now down",
      ],
      rule,
    );
    expect(findings.filter(({ confidence }) => confidence !== 'refuted')).toEqual([]);
  });

  it('does not take one slow answer of QModem for silence', () => {
    const findings = findingsIn(
      [
        '[2025-03-04 09:00:00] modem_dial:info sim card is ready ',
        '[2025-03-04 09:00:01] modem_dial:dialing /sys/bus/usb/devices/1-1/ driver ecm ',
        '[2025-03-04 09:00:02] modem_dial:at port response unexpected  ',
      ],
      rule,
    );
    expect(findings.filter(({ confidence }) => confidence !== 'refuted')).toEqual([]);
  });
});
