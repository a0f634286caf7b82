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
