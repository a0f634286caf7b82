import { describe, expect, it } from 'vitest';
import { attemptOf, notesOf, rungsOf } from '../diagnosis-of.ts';
import {
  chatStep,
  config,
  dhcp,
  dmesg,
  kernelVersion,
  logread,
  ncmDial,
  nowDown,
  nowUp,
  pppDial,
  pppUp,
  says,
  settingUp,
  stickArrives,
} from './log-lines.ts';

const night = 'Sun Jul 22 02:23:12 2018';

function rungs(...bodies: Parameters<typeof logread> extends [string, ...infer B] ? B : never) {
  return rungsOf(attemptOf(logread(night, ...bodies)));
}

describe('ladder of an attempt', () => {
  it('takes an accepted ncm dial as control and dial; SIM and registration stay unknown', () => {
    expect(rungs(ncmDial())).toEqual({
      implied: ['power', 'mode', 'driver'],
      reached: ['control', 'dial'],
      unknown: ['sim', 'register', 'address', 'route', 'internet'],
    });
  });

  it('takes a lease as proof that SIM and registration were in order', () => {
    expect(rungs(ncmDial(), dhcp('modem_4', 2, '10.1.2.3'))).toEqual({
      implied: ['power', 'mode', 'driver', 'sim', 'register'],
      reached: ['control', 'dial', 'address'],
      unknown: ['route', 'internet'],
    });
  });

  it('takes CONNECT as no proof of SIM or registration, a PPP address as one', () => {
    const dialled = [settingUp('modem'), pppDial()];
    expect(rungs(...dialled)['implied']).toEqual(['power', 'mode', 'driver']);
    expect(rungs(...dialled, pppUp('modem', '10.1.2.3'))).toEqual({
      implied: ['power', 'mode', 'driver', 'sim', 'register'],
      reached: ['control', 'dial', 'address'],
      unknown: ['route', 'internet'],
    });
  });

  it('puts everything above the broken rung out of reach', () => {
    expect(rungs(ncmDial(), dhcp('modem_4', 3))).toEqual({
      implied: ['power', 'mode', 'driver'],
      reached: ['control', 'dial'],
      unknown: ['sim', 'register'],
      broken: ['address'],
      unreached: ['route', 'internet'],
    });
  });

  it('shows bus, functions and drivers by the kernel’s lines of the node that is used', () => {
    const text = [
      ...dmesg(0, kernelVersion('4.14.9')),
      ...dmesg(127, stickArrives()),
      ...config('modem', { proto: 'ncm', device: '/dev/ttyUSB1' }),
      ...logread(night, ncmDial()),
    ];
    const attempt = attemptOf(text);
    expect(rungsOf(attempt)['reached']).toEqual(['power', 'mode', 'driver', 'control', 'dial']);
    expect(notesOf(attempt.ladder[2]?.evidence ?? [])).toEqual([
      '6: usb 1-1: GSM modem (1-port) converter now attached to ttyUSB1',
      "8: huawei_cdc_ncm 1-1:1.2 wwan0: register 'huawei_cdc_ncm' at usb-101c0000.ehci-1, Huawei CDC NCM device, 00:1e:10:1f:00:00",
    ]);
  });

  it('takes the only modem for the one where nothing names a node, but not a modem that came later', () => {
    const failure = logread(
      night,
      settingUp('wwan'),
      says('wwan', 646, 'Waiting for SIM initialization', 'PIN not specified but required'),
    );
    const arrival = dmesg(20, stickArrives());
    expect(rungsOf(attemptOf([...arrival, ...failure]))).toMatchObject({
      reached: ['power', 'mode', 'driver'],
      broken: ['sim'],
    });
    expect(rungsOf(attemptOf([...failure, ...arrival]))['reached']).toBeUndefined();
    const second = dmesg(21, stickArrives({ port: '1-2', netdev: 'wwan1' }));
    expect(rungsOf(attemptOf([...arrival, ...second, ...failure]))['reached']).toBeUndefined();
  });

  it('implies nothing of SIM and network where the router only asks a stick for an address', () => {
    const text = [
      ...dmesg(20, stickArrives()),
      ...config('wwan', { proto: 'dhcp', ifname: 'wwan0' }),
      ...logread(night, settingUp('wwan'), dhcp('wwan', 1, '192.168.8.100'), nowUp('wwan')),
    ];
    expect(rungsOf(attemptOf(text))).toEqual({
      reached: ['power', 'mode', 'driver', 'address'],
      unknown: ['control', 'sim', 'register', 'dial', 'route', 'internet'],
    });
  });

  it('takes netifd’s word for the address where the address is on the interface itself', () => {
    const lines = logread(night, settingUp('modem'), nowUp('modem'));
    expect(
      rungsOf(attemptOf([...config('modem', { proto: '3g', device: '/dev/ttyUSB0' }), ...lines]))['reached'],
    ).toEqual(['address']);
    expect(
      rungsOf(attemptOf([...config('modem', { proto: 'ncm', device: '/dev/ttyUSB0' }), ...lines]))['reached'],
    ).toEqual(['dial']);
  });

  it('takes a child that is up for an address, that of IPv6, too', () => {
    expect(rungs(ncmDial(), nowUp('modem_4'))['reached']).toEqual(['control', 'dial', 'address']);
    expect(rungs(ncmDial(), settingUp('modem_6'), nowUp('modem_6'))['reached']).toEqual([
      'control',
      'dial',
      'address',
    ]);
  });

  it('takes a session with IPv6 for one that stands, with or without an offer for IPv4', () => {
    const sixUp = [settingUp('modem_6'), nowUp('modem_6')];
    const refused = says('modem_4', 2396, 'udhcpc: no lease, failing');
    for (const run of [
      [ncmDial(), sixUp, dhcp('modem_4', 4)],
      [ncmDial(), dhcp('modem_4', 4), refused, sixUp],
    ]) {
      expect(attemptOf(logread(night, ...run.flat()))).toMatchObject({
        reached: 'address',
        broken: null,
        outcome: 'up',
        address: null,
      });
    }
    expect(attemptOf(logread(night, ncmDial(), sixUp, dhcp('modem_4', 1, '10.1.2.3')))).toMatchObject({
      address: { value: '10.1.2.3' },
      outcome: 'up',
    });
    expect(attemptOf(logread(night, ncmDial(), sixUp, nowDown('modem_6'), dhcp('modem_4', 4)))).toMatchObject(
      {
        broken: 'address',
      },
    );
  });

  it('takes a handler that reports from registration on for one that hears the modem', () => {
    const run = (...words: readonly string[]) => rungs(settingUp('wwan'), says('wwan', 646, ...words));
    for (const words of ['Network registration failed', 'Unable to connect IPv4', 'Failed to connect'])
      expect(run(words)).toMatchObject({ implied: ['power', 'mode', 'driver', 'control'] });
    for (const words of ['SIM not initialized', 'No APN specified'])
      expect(run(words)['implied']).toBeUndefined();
  });

  it('breaks control where the port is silent from the start', () => {
    const silent = chatStep(731, 'AT&F', 'OK', 'alarm', 'Failed');
    const attempt = attemptOf(
      logread(
        night,
        settingUp('wwan'),
        'pppd[730]: pppd 2.4.7 started by root, uid 0',
        silent,
        'pppd[730]: Connect script failed',
      ),
    );
    expect(rungsOf(attempt)).toMatchObject({ broken: ['control'] });
    expect(notesOf(attempt.ladder[3]?.evidence ?? [])).toEqual(['3: send (AT&F^M)', '5: alarm']);
  });

  it('breaks sim, register and dial as the qmi handler says', () => {
    const run = (...words: readonly string[]) =>
      rungsOf(
        attemptOf(
          logread(night, settingUp('wwan'), says('wwan', 646, 'Waiting for SIM initialization', ...words)),
        ),
      );
    expect(run('SIM not initialized')['broken']).toEqual(['sim']);
    expect(
      run('Waiting for network registration', 'Network registration failed, registration timeout reached')[
        'broken'
      ],
    ).toEqual(['register']);
    expect(
      run('Waiting for network registration', 'Starting network wwan', 'Unable to connect IPv4')['broken'],
    ).toEqual(['dial']);
  });
});
