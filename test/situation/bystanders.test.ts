import { describe, expect, it } from 'vitest';
import { diagnosisOf, episodesOf } from '../diagnosis-of.ts';
import { config, dhcp, logread, ncmDial, nowUp, settingUp } from './log-lines.ts';

const night = 'Sun Jul 22 02:23:12 2018';

describe('bystanders', () => {
  it.each([
    ['the LAN and loopback', [settingUp('lan'), nowUp('lan'), settingUp('loopback'), nowUp('loopback')]],
    ['a wan that asks for an address in vain', [settingUp('wan'), ...dhcp('wan', 6)]],
    ['tethering that asks in vain', [settingUp('tethering'), ...dhcp('tethering', 6)]],
    ['a wan6 beside a wan', [settingUp('wan'), settingUp('wan_6'), ...dhcp('wan', 6)]],
    [
      'PPPoE that hangs up',
      [
        settingUp('wan'),
        'pppd[99]: pppd 2.4.7 started by root, uid 0',
        'pppd[99]: Using interface pppoe-wan',
        'pppd[99]: Connect: pppoe-wan <--> eth0.2',
        'pppd[99]: No response to 5 echo-requests',
        'pppd[99]: Serial link appears to be disconnected.',
        'pppd[99]: Connection terminated.',
        'pppd[99]: Modem hangup',
        'pppd[99]: Exit.',
      ],
    ],
    [
      'PPPoE whose peer does not answer',
      [
        settingUp('wan'),
        'pppd[99]: pppd 2.4.7 started by root, uid 0',
        'pppd[99]: Timeout waiting for PADO packets',
        'pppd[99]: Unable to complete PPPoE Discovery',
        'pppd[99]: Exit.',
      ],
    ],
  ])('%s are no modem', (_, bodies) => {
    expect(diagnosisOf(logread(night, bodies))).toMatchObject({
      verdict: { state: 'no-modem-data' },
      findings: [],
      notChecked: [],
    });
  });

  it('stand beside the modem’s attempts without touching them', () => {
    const [episode] = episodesOf(
      logread(
        night,
        settingUp('lan'),
        nowUp('lan'),
        settingUp('tethering'),
        settingUp('wan'),
        dhcp('wan', 5),
        dhcp('tethering', 5, null, 77),
        ncmDial(),
        dhcp('modem_4', 1, '10.1.2.3'),
      ),
    );
    expect(episode?.bystanders).toEqual(['lan', 'tethering', 'wan']);
    expect(episode?.attempts).toMatchObject([{ interface: 'modem', outcome: 'up' }]);
  });

  it('are configured interfaces on other devices, whatever they are called', () => {
    const text = [
      ...config('modem', { proto: 'dhcp', ifname: 'eth0.2' }),
      ...logread(night, settingUp('modem'), dhcp('modem', 6)),
    ];
    expect(diagnosisOf(text).verdict.state).toBe('no-modem-data');
  });
});
