import { describe, expect, it } from 'vitest';
import { attemptOf, attemptsOf, episodesOf, rungsOf } from '../diagnosis-of.ts';
import { config, dhcp, logread, nowUp, says, settingUp } from './log-lines.ts';

const start = 'Sun Jul 22 02:23:12 2018';

function handler(...words: readonly string[]): readonly string[] {
  return logread(start, settingUp('wwan'), ...says('wwan', 2347, ...words));
}

describe('the wording of a handler betrays the protocol', () => {
  it.each([
    ['mbim', ['mbim[2347] Reading capabilities', 'mbim[2347] Registered in automatic mode']],
    ['atc', ['Configure modem', 'SIMcard ready', ' -> registered - home network, cell 1']],
    ['xmm', ['AT port not answer!']],
    ['wwan', ['wwan[2347] Using proto:qmi device:/dev/cdc-wdm0 iface:wwan0 desc:Huawei']],
    ['modemmanager', ["starting connection with apn 'internet'..."]],
    ['qmi', ['Waiting for SIM initialization']],
    ['ncm', ['ncm[2347] Failed to connect']],
  ])('%s', (proto, words) => {
    expect(attemptOf(handler(...words))).toMatchObject({ interface: 'wwan', proto });
  });

  it('not by words that several have', () => {
    expect(attemptOf(handler('The interface could not be found.'))).toMatchObject({
      proto: null,
      broken: 'driver',
    });
    expect(attemptOf(handler('Stopping network wwan'))).toMatchObject({ proto: null });
  });

  it('and an mbim log fits its configuration', () => {
    const lines = [...config('wwan', { proto: 'mbim' }), ...handler('mbim[2347] Attach to network')];
    expect(episodesOf(lines)).toHaveLength(1);
  });
});

describe('a run of', () => {
  it('mbim breaks where registration fails', () => {
    expect(
      attemptOf(
        handler('mbim[2347] Register with network', 'mbim[2347] Subscriber registration failed (code 5)'),
      ),
    ).toMatchObject({ proto: 'mbim', broken: 'register', outcome: 'failed' });
  });

  it.each([
    [
      'one that it got past, and one that it did not',
      ['Registration denied, cell 1A2B', ' denied -> registered - home network, cell 1A2B'],
    ],
    ['one behind which it only reports where it is', []],
  ])('atc breaks at the failure that nothing made good: %s', (_, before) => {
    const lines = handler(
      'SIMcard ready',
      ...before,
      'Registered to Telia PLMN:24001 on LTE',
      'Activate session',
      'Activate session failed, check your APN settings',
      'Registered to Telia PLMN:24001 on WCDMA',
    );
    expect(attemptOf(lines)).toMatchObject({ broken: 'dial' });
  });

  it('3g goes on after a mode that was not set: where the modem answers the script it breaks at the dial', () => {
    const lines = logread(
      start,
      settingUp('wwan'),
      ...says(
        'wwan',
        70,
        "Can't open device /dev/ttyUSB0.",
        'SIM ready',
        'Trying to set mode',
        'Timeout setting WWAN mode!',
      ),
      'pppd[770]: pppd 2.4.9 started by root, uid 0',
      'chat[870]: abort on (BUSY)',
      'chat[870]: send (AT&F^M)',
      'chat[870]: expect (OK)',
      'chat[870]: AT&F^M^M',
      'chat[870]: OK',
      'chat[870]:  -- got it',
      'chat[870]: send (ATD*99***1#^M)',
      'chat[870]: expect (CONNECT)',
      'chat[870]: ^M',
      'chat[870]: ERROR',
      'chat[870]:  -- failed',
      'chat[870]: Failed (ERROR)',
      'pppd[770]: Connect script failed',
    );
    expect(attemptOf(lines)).toMatchObject({ broken: 'dial' });
  });

  it('xmm is up with the address that its handler sets', () => {
    expect(attemptOf(handler('Setting up wwan0', 'Set IPv4 address: 10.64.0.2/32'))).toMatchObject({
      outcome: 'up',
      netdev: 'wwan0',
      address: { value: '10.64.0.2' },
    });
  });

  it('wwan names the port and the net device', () => {
    expect(
      attemptOf(handler('wwan[2347] Using proto:qmi device:/dev/cdc-wdm0 iface:wwan0 desc:Huawei')),
    ).toMatchObject({ device: '/dev/cdc-wdm0', netdev: 'wwan0' });
  });

  it('atc that goes on reporting its registration has not begun anew', () => {
    const lines = [
      ...handler('Configure modem', 'Modem connected'),
      ...logread(
        'Sun Jul 22 02:23:16 2018',
        nowUp('wwan'),
        settingUp('wwan_4'),
        ...dhcp('wwan_4', 1, '10.64.0.2'),
        ...says('wwan', 2347, 'registered - home network -> searching, cell 1', 'Can not read SIMcard'),
      ),
    ];
    expect(attemptsOf(lines)).toMatchObject([{ outcome: 'up', broken: null }]);
  });
});

describe('ModemManager beside its handler', () => {
  const said = (...words: readonly string[]): readonly string[] =>
    words.map((word) => `ModemManager[1822]: <info>  ${word}`);
  const asked = [settingUp('wwan'), ...says('wwan', 2347, "starting connection with apn 'internet'...")];

  function told(...words: readonly string[]) {
    return attemptOf(logread(start, ...asked, ...said(...words)));
  }

  it('tells of registration and session', () => {
    const attempt = told(
      '[modem0] 3GPP Registration state changed (searching -> home)',
      '[modem0] state changed (connecting -> connected)',
    );
    expect(attempt).toMatchObject({ proto: 'modemmanager', apn: { value: 'internet' }, reached: 'dial' });
    expect(rungsOf(attempt)['reached']).toEqual(['register', 'dial']);
  });

  it('tells of a denial, where it is the last word', () => {
    const denied = '[modem0] 3GPP Registration state changed (searching -> denied)';
    expect(told(denied)).toMatchObject({ broken: 'register' });
    expect(told(denied, '[modem0] 3GPP Registration state changed (denied -> searching)')).toMatchObject({
      broken: null,
    });
    expect(told(denied, '[modem0] 3GPP Registration state changed (denied -> roaming)')).toMatchObject({
      broken: null,
      reached: 'register',
    });
  });

  it('tells nothing where it speaks of several modems', () => {
    expect(
      told(
        '[modem0] 3GPP Registration state changed (searching -> denied)',
        '[modem1] state changed (connecting -> connected)',
      ),
    ).toMatchObject({ broken: null, outcome: 'unfinished' });
  });
});
