import { describe, expect, it } from 'vitest';
import { diagnosisOf, notesOf } from '../../diagnosis-of.ts';
import {
  config,
  dhcp,
  dmesg,
  kernelVersion,
  logread,
  nowUp,
  says,
  settingUp,
  stickArrives,
} from '../../situation/log-lines.ts';
import { findingsIn, notCheckedIn } from '../findings-in.ts';

const rule = 'proto-qmi-on-huawei-ncm';
const arrival = dmesg(126, stickArrives());
const qmi = config('modem', { proto: 'qmi', ifname: 'wwan0', device: '/dev/cdc-wdm0', apn: 'internet' });
const night = 'Sun Jul 22 02:23:12 2018';

describe(rule, () => {
  it('is proven by driver and configuration', () => {
    const [finding, another] = findingsIn([...arrival, '', ...qmi], rule);
    expect(another).toBeUndefined();
    expect(finding).toMatchObject({
      role: 'cause',
      rung: 'control',
      severity: 'error',
      confidence: 'proven',
      consequenceOf: null,
      attempt: null,
    });
    expect(notesOf(finding?.evidence ?? [])).toEqual([
      "10: option proto 'qmi'",
      "12: option device '/dev/cdc-wdm0'",
      '6: huawei_cdc_ncm 1-1:1.2: cdc-wdm0: USB WDM device',
      "7: huawei_cdc_ncm 1-1:1.2 wwan0: register 'huawei_cdc_ncm' at usb-101c0000.ehci-1, Huawei CDC NCM device, 00:1e:10:1f:00:00",
    ]);
  });

  it('sets proto ncm, and leaves open which of the ports answers AT commands', () => {
    const [finding] = findingsIn([...arrival, '', ...qmi], rule);
    expect(finding?.fix?.steps).toEqual([
      { type: 'install', packages: ['comgt-ncm'] },
      {
        type: 'uci-set',
        config: 'network',
        section: 'modem',
        option: 'proto',
        value: { known: 'ncm' },
        before: 'qmi',
      },
      {
        type: 'uci-set',
        config: 'network',
        section: 'modem',
        option: 'device',
        value: {
          placeholder: 'TTY',
          how: expect.stringMatching(/^\/dev\/ttyUSB0 or \/dev\/ttyUSB1: .*does not show/),
        },
        before: '/dev/cdc-wdm0',
      },
    ]);
    expect(finding?.confirm?.command).toEqual([
      { known: 'readlink' },
      { known: '/sys/class/usbmisc/cdc-wdm0/device/driver' },
    ]);
  });

  it('tells the port that a later part shows at work', () => {
    const later = [
      ...config('modem', { proto: 'ncm', device: '/dev/ttyUSB1', apn: 'internet' }),
      '',
      ...logread(
        night,
        settingUp('modem'),
        says('modem', 9, 'sending -> AT', 'Setting up wwan0'),
        nowUp('modem'),
        dhcp('modem_4', 1, '10.1.2.3'),
      ),
    ];
    expect(findingsIn([...arrival, '', ...qmi, 'then', ...later], rule)).toMatchObject([
      {
        episode: 1,
        fix: {
          steps: [{}, {}, { value: { how: expect.stringContaining('comes up with /dev/ttyUSB1') } }],
        },
      },
    ]);
  });

  it('is proven whichever comes first', () => {
    expect(findingsIn([...qmi, '', ...arrival], rule)).toMatchObject([{ confidence: 'proven' }]);
  });

  it('takes the only control node where the configuration names none', () => {
    expect(
      findingsIn([...arrival, '', ...config('modem', { proto: 'qmi', apn: 'internet' })], rule),
    ).toMatchObject([{ confidence: 'proven' }]);
  });

  it('is the cause of what the handler of 18.06 and later says, and the rung is its own', () => {
    const log = logread(
      night,
      settingUp('modem'),
      says('modem', 700, 'Waiting for SIM initialization', 'SIM not initialized'),
    );
    expect(diagnosisOf([...arrival, '', ...qmi, '', ...log]).verdict).toEqual({
      state: 'broken',
      rung: 'control',
      cause: rule,
      confidence: 'proven',
      reached: 'driver',
    });
  });

  it('is the cause where the handler of 17.01 falls silent', () => {
    expect(
      diagnosisOf([...arrival, '', ...qmi, '', ...logread(night, settingUp('modem'))]).verdict,
    ).toMatchObject({
      state: 'broken',
      rung: 'control',
      cause: rule,
      confidence: 'proven',
      reached: 'driver',
    });
  });

  it('is no more than likely of a modem that only an earlier part shows', () => {
    const earlier = config('modem', { proto: 'ncm', device: '/dev/ttyUSB1', apn: 'internet' });
    expect(findingsIn([...arrival, '', ...earlier, 'then', ...qmi], rule)).toMatchObject([
      { episode: 2, confidence: 'likely' },
    ]);
  });

  it.each([
    ['qmi_wwan owns the node', [...dmesg(126, stickArrives({ driver: 'qmi_wwan' })), '', ...qmi]],
    ['the protocol is ncm', [...arrival, '', ...config('modem', { proto: 'ncm', device: '/dev/cdc-wdm0' })]],
    [
      'the interface is switched to 3g',
      [...arrival, '', ...config('modem', { proto: '3g', device: '/dev/ttyUSB0' })],
    ],
    [
      'qmi comes up all the same',
      [
        ...arrival,
        '',
        ...qmi,
        '',
        ...logread(
          night,
          settingUp('modem'),
          says('modem', 9, 'Waiting for SIM initialization', 'Setting up wwan0'),
          nowUp('modem'),
          settingUp('modem_4'),
          dhcp('modem_4', 1, '10.1.2.3'),
        ),
      ],
    ],
    [
      'the stick belongs to another router',
      ['root@one:~# dmesg', ...arrival, 'root@two:~# cat /etc/config/network', ...qmi],
    ],
    ['the kernel’s newer version is all there is', dmesg(0, kernelVersion('6.6.30'))],
    ['prose advises it', [...arrival, '', 'You could try option proto qmi with /dev/cdc-wdm0 instead.']],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });

  it('asks for the kernel’s lines where no driver is shown', () => {
    expect(findingsIn(qmi, rule)).toEqual([]);
    expect(notCheckedIn(qmi, rule)).toEqual([
      {
        rule,
        episode: 1,
        missing: 'which driver serves which part of the modem',
        ask: expect.stringContaining('dmesg'),
      },
    ]);
  });

  it('asks who owns a node that the kernel’s lines do not show', () => {
    const other = config('modem', { proto: 'qmi', device: '/dev/cdc-wdm1' });
    expect(findingsIn([...arrival, '', ...other], rule)).toEqual([]);
    expect(notCheckedIn([...arrival, '', ...other], rule)).toMatchObject([
      { missing: 'which driver owns /dev/cdc-wdm1' },
    ]);
  });

  it('asks nothing of routers without qmi', () => {
    expect(notCheckedIn([...config('modem', { proto: 'ncm', device: '/dev/ttyUSB0' })], rule)).toEqual([]);
  });

  it.each([
    ['the interface is disabled', [...qmi, "        option disabled '1'"], arrival],
    ['it is never started', [...qmi, "        option auto '0'"], arrival],
    [
      'the modem has left the bus',
      qmi,
      [...arrival, ...dmesg(300, ['usb 1-1: USB disconnect, device number 2'])],
    ],
  ])('is silent where %s', (_, settings, kernel) => {
    expect(findingsIn([...kernel, '', ...settings], rule)).toEqual([]);
  });
});
