import { describe, expect, it } from 'vitest';
import { chatStep, config, logread, nowDown, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';
import { ec25Arrives } from './ec25-arrives.ts';

const rule = 'at-port-wrong-role';

/** A dial on the GPS port gets no answer. */
const failedDial = [
  ...ec25Arrives,
  "Tue Mar  4 09:00:10 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
  'Tue Mar  4 09:00:11 2025 daemon.notice pppd[900]: pppd 2.5.1 started by root, uid 0',
  'Tue Mar  4 09:00:12 2025 local2.info chat[901]: timeout set to 10 seconds',
  'Tue Mar  4 09:00:13 2025 local2.info chat[901]: send (AT&F^M)',
  'Tue Mar  4 09:00:14 2025 local2.info chat[901]: expect (OK)',
  'Tue Mar  4 09:00:25 2025 local2.info chat[901]: alarm',
  'Tue Mar  4 09:00:26 2025 local2.info chat[901]: Failed',
  'Tue Mar  4 09:00:27 2025 daemon.notice pppd[900]: Connect script failed',
  'Tue Mar  4 09:00:28 2025 daemon.notice pppd[900]: Exit.',
  "Tue Mar  4 09:00:29 2025 daemon.notice netifd: Interface 'wwan' is now down",
  '',
  "config interface 'wwan'",
  "        option proto '3g'",
  "        option device '/dev/ttyUSB1'",
  "        option apn 'internet'",
];

describe(rule, () => {
  it('knows the GPS port of the modem', () => {
    const findings = findingsIn([...failedDial], rule);
    expect(findings).toMatchObject([{ confidence: 'likely', title: expect.stringContaining('ttyUSB1') }]);
  });

  it('believes what ModemManager found', () => {
    const findings = findingsIn(
      [
        'Tue Mar  4 09:00:00 2025 daemon.notice ModemManager[50]: <info> [modem0] tty/ttyUSB1: at (primary)',
        ...failedDial,
      ],
      rule,
    );
    expect(findings.filter(({ confidence }) => confidence !== 'refuted')).toEqual([]);
  });

  it('is silent where the port answers, whatever the table says', () => {
    const findings = findingsIn(
      [
        ...logread(
          'Tue Mar  4 09:00:00 2025',
          'kernel: [   10.000000] usb 1-1: New USB device found, idVendor=2c7c, idProduct=0125, bcdDevice= 3.18',
          'kernel: [   10.200000] option 1-1:1.1: GSM modem (1-port) converter detected',
          'kernel: [   10.250000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB1',
          settingUp('wwan'),
          'pppd[900]: pppd 2.5.1 started by root, uid 0',
          ...chatStep(901, 'AT&F', 'OK', '^M', 'OK', ' -- got it'),
          ...chatStep(901, 'ATD*99#', 'CONNECT', '^M', 'NO CARRIER', ' -- failed'),
          'chat[901]: Failed (NO CARRIER)',
          'pppd[900]: Connect script failed',
          'pppd[900]: Exit.',
          nowDown('wwan'),
        ),
        '',
        ...config('wwan', { proto: '3g', device: '/dev/ttyUSB1', apn: 'internet' }),
      ],
      rule,
    );
    expect(findings).toEqual([]);
  });
});
