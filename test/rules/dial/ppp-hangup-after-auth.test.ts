import { describe, expect, it } from 'vitest';
import { episodesOf } from '../../diagnosis-of.ts';
import { logread, pppDial, pppUp, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'ppp-hangup-after-auth';
const night = 'Wed Nov 14 01:44:59 2018';

const link = 'pppd[10723]: Connect: 3g-modem <--> /dev/ttyUSB0';
const accepted = 'pppd[10723]: CHAP authentication succeeded';

describe(rule, () => {
  it.each([
    ['hangs up', 'pppd[10723]: Modem hangup'],
    ['ends the link', 'pppd[10723]: LCP terminated by peer'],
    ['gives no address', 'pppd[10723]: IPCP: timeout sending Config-Requests'],
  ])('is likely where the other side %s after the login', (_, end) => {
    expect(
      findingsIn(logread(night, settingUp('modem'), pppDial(), link, accepted, end), rule),
    ).toMatchObject([{ confidence: 'likely', attempt: 1 }]);
  });

  it('reads an empty Nak of the packets', () => {
    const packets = [
      accepted,
      'pppd[10723]: sent [IPCP ConfReq id=0x1 <addr 0.0.0.0>]',
      'pppd[10723]: rcvd [IPCP ConfNak id=0x1]',
    ];
    expect(findingsIn(logread(night, settingUp('modem'), pppDial(), link, packets), rule)).toHaveLength(1);
  });

  it('reads it of packets alone, which nobody but a modem sends so', () => {
    const packets = (nak: string) =>
      logread(night, [
        'pppd[17001]: sent [IPCP ConfReq id=0x1 <addr 0.0.0.0>]',
        `pppd[17001]: rcvd [IPCP ConfNak id=0x1${nak}]`,
      ]);
    expect(findingsIn(packets(''), rule)).toMatchObject([{ confidence: 'likely', attempt: null }]);
    expect(episodesOf(packets(' <addr 10.1.2.3>'))).toEqual([]);
  });

  it.each([
    [
      'an address came',
      [link, accepted, 'pppd[10723]: local  IP address 10.1.2.3', 'pppd[10723]: Modem hangup'],
    ],
    [
      'somebody stopped it',
      [link, accepted, 'pppd[10723]: Terminating on signal 15', 'pppd[10723]: Modem hangup'],
    ],
    ['there was no login', [link, 'pppd[10723]: Modem hangup']],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(logread(night, settingUp('modem'), pppDial(), lines), rule)).toEqual([]);
  });

  it('is silent where a later try comes up', () => {
    const cut = [...pppDial(), link, accepted, 'pppd[10723]: Modem hangup'];
    const later = [...pppDial({ pid: 300 }), ...pppUp('modem', '10.1.2.3', 300)];
    expect(findingsIn(logread(night, settingUp('modem'), cut, settingUp('modem'), later), rule)).toEqual([]);
  });
});
