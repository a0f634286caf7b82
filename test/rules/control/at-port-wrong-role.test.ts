import { describe, expect, it } from 'vitest';
import { chatStep, config, logread, nowDown, settingUp } from '../../situation/log-lines.ts';
import { listing } from '../../situation/usb-listing.ts';
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

  it('believes a port that gives positions to a person, of a modem that no table has', () => {
    const unknown = failedDial.map((line) => line.replace('idVendor=2c7c', 'idVendor=0bad'));
    const asked = ['root@OpenWrt:~# socat - /dev/ttyUSB1,crnl', 'AT'];
    const sentence = '$GPGGA,092204.999,,,,,0,0,,,M,,M,,*4B';
    expect(findingsIn([...unknown, '', ...asked, sentence], rule)).toMatchObject([{ confidence: 'likely' }]);
    expect(findingsIn([...unknown, '', ...asked, 'OK'], rule)).toEqual([]);
    expect(findingsIn(unknown, rule)).toEqual([]);
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

  /** A person asks a port, which answers. */
  const answer = (port: string) => [`root@OpenWrt:~# gcom -d ${port}`, 'AT+CPIN?', '+CPIN: READY', 'OK'];

  it('is silent where a person got an answer on the port', () => {
    expect(findingsIn([...failedDial, '', ...answer('/dev/ttyUSB1')], rule)).toEqual([]);
  });

  describe('of a Huawei stick, whose interfaces tell what they are for,', () => {
    /** Its ports for dialling, diagnosis and commands; nothing answers on the configured one. */
    const stick = (device: string, proto = '3g') => [
      ...logread(
        'Tue Mar  4 09:00:00 2025',
        'kernel: [   10.000000] usb 1-1: new high-speed USB device number 2 using ehci-platform',
        'kernel: [   10.100000] usb 1-1: New USB device found, idVendor=12d1, idProduct=1506',
        ...[0, 1, 2].flatMap((port) => [
          `kernel: [   10.${port}50000] option 1-1:1.${port}: GSM modem (1-port) converter detected`,
          `kernel: [   10.${port}60000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB${port}`,
        ]),
        settingUp('wwan'),
        ...(proto === '3g'
          ? [
              'pppd[900]: pppd 2.5.1 started by root, uid 0',
              ...chatStep(901, 'AT&F', 'OK', 'alarm'),
              'chat[901]: Failed',
              'pppd[900]: Connect script failed',
              'pppd[900]: Exit.',
            ]
          : ['netifd: wwan (2210): Failed to get modem information']),
        nowDown('wwan'),
      ),
      '',
      ...config('wwan', { proto, device, apn: 'internet' }),
      '',
      ...listing('12d1:1506', [
        ['ff/02/10', 'option'],
        ['ff/02/13', 'option'],
        ['ff/02/12', 'option'],
      ]),
    ];

    it('knows the one for diagnosis', () => {
      const [finding] = findingsIn(stick('/dev/ttyUSB1'), rule);
      expect(finding).toMatchObject({
        confidence: 'likely',
        explanation: expect.stringContaining('/dev/ttyUSB1 is for diagnosis (DIAG)'),
      });
      expect(finding?.fix?.steps).toMatchObject([{ value: { placeholder: 'TTY' } }]);
    });

    it.each(['/dev/ttyUSB0', '/dev/ttyUSB2'])('is silent on %s, which takes commands', (device) => {
      expect(findingsIn(stick(device), rule)).toEqual([]);
    });

    it.each([
      ['the one that answers', '3g', ['/dev/ttyUSB2'], '/dev/ttyUSB2'],
      ['for PPP the one for dialling', '3g', ['/dev/ttyUSB2', '/dev/ttyUSB0'], '/dev/ttyUSB0'],
      [
        'the first that answers where nothing speaks PPP',
        'ncm',
        ['/dev/ttyUSB2', '/dev/ttyUSB0'],
        '/dev/ttyUSB2',
      ],
      [
        'the one that answers, and none of another modem',
        '3g',
        ['/dev/ttyUSB7', '/dev/ttyUSB2'],
        '/dev/ttyUSB2',
      ],
    ] as const)('puts a port into the fix: %s', (_, proto, answering, port) => {
      const [finding] = findingsIn([...stick('/dev/ttyUSB1', proto), ...answering.flatMap(answer)], rule);
      expect(finding?.explanation).toMatch(`; ${port} answers.`);
      expect(finding?.fix).toMatchObject({
        summary: 'Use the port that answers.',
        steps: [{ type: 'uci-set', option: 'device', value: { known: port }, before: '/dev/ttyUSB1' }],
      });
    });
  });
});
