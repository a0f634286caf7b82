import { describe, expect, it } from 'vitest';
import { logread, pppDial, pppUp, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'ppp-modem-hangup';
const night = 'Wed Nov 14 01:44:59 2018';

const link = 'pppd[10723]: Connect: 3g-modem <--> /dev/ttyUSB0';
const hangup = 'pppd[10723]: Modem hangup';

describe(rule, () => {
  it('is likely for a connection that worked and for a dial that did not get to the login', () => {
    expect(
      findingsIn(logread(night, settingUp('modem'), pppDial(), pppUp('modem', '10.1.2.3'), hangup), rule),
    ).toMatchObject([{ confidence: 'likely', title: 'the modem hung up a connection that worked' }]);
    expect(findingsIn(logread(night, settingUp('modem'), pppDial(), link, hangup), rule)).toMatchObject([
      { title: 'the modem hung up during the dial' },
    ]);
  });

  it.each([
    ['pppd was sent a signal, and no carrier was lost', ['pppd[10723]: Hangup (SIGHUP)']],
    ['somebody stopped it', ['pppd[10723]: Terminating on signal 15', hangup]],
    ['another failure comes first', ['pppd[10723]: LCP: timeout sending Config-Requests', hangup]],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(logread(night, settingUp('modem'), pppDial(), link, lines), rule)).toEqual([]);
  });

  it('is silent over PPPoE, and where the connection comes back', () => {
    const wired = ['pppd[812]: Connect: pppoe-wan <--> eth0.2', 'pppd[812]: Modem hangup'];
    expect(findingsIn(logread(night, settingUp('wan'), wired), rule)).toEqual([]);
    const first = [...pppDial(), ...pppUp('modem', '10.1.2.3'), hangup];
    const later = [...pppDial({ pid: 300 }), ...pppUp('modem', '10.1.2.4', 300)];
    expect(findingsIn(logread(night, settingUp('modem'), first, settingUp('modem'), later), rule)).toEqual(
      [],
    );
  });
});
