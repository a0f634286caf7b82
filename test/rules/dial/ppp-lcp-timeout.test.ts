import { describe, expect, it } from 'vitest';
import { logread, pppDial, pppUp, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'ppp-lcp-timeout';
const night = 'Wed Nov 14 01:44:59 2018';

const silent = [
  ...pppDial(),
  'pppd[10723]: Connect: 3g-modem <--> /dev/ttyUSB0',
  'pppd[10723]: LCP: timeout sending Config-Requests',
  'pppd[10723]: Connection terminated.',
];

describe(rule, () => {
  it('is likely after CONNECT', () => {
    expect(findingsIn(logread(night, settingUp('modem'), silent), rule)).toMatchObject([
      { confidence: 'likely', attempt: 1 },
    ]);
  });

  it('speaks though the modem calls its context active', () => {
    const asked = [
      '',
      "root@box:~# sms_tool -d /dev/ttyUSB2 at 'AT+CGACT?'",
      'AT+CGACT?',
      '+CGACT: 1,1',
      'OK',
    ];
    expect(
      findingsIn([...logread(night, settingUp('modem'), silent), ...asked, 'root@box:~#'], rule),
    ).toMatchObject([{ confidence: 'likely' }]);
  });

  it('is silent over PPPoE, and where a later try comes up', () => {
    const wired = [
      'pppd[812]: Connect: pppoe-wan <--> eth0.2',
      'pppd[812]: LCP: timeout sending Config-Requests',
    ];
    expect(findingsIn(logread(night, settingUp('modem'), wired), rule)).toEqual([]);
    const later = [...pppDial({ pid: 300 }), ...pppUp('modem', '10.1.2.3', 300)];
    expect(findingsIn(logread(night, settingUp('modem'), silent, settingUp('modem'), later), rule)).toEqual(
      [],
    );
  });
});
