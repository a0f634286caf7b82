import { describe, expect, it } from 'vitest';
import { dhcp, logread, ncmDial } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'ndisdup-ok-not-connected';
const night = 'Wed Nov 14 01:44:59 2018';
const asked = (answer: string) => ["root@box:~# sms_tool -d /dev/ttyUSB1 at 'AT^NDISSTATQRY?'", answer, 'OK'];
const inVain = logread(night, ncmDial(), dhcp('modem_4', 3));

describe(rule, () => {
  it('is likely where DHCP asks in vain and the modem has no session', () => {
    expect(findingsIn([...inVain, ...asked('^NDISSTATQRY: 0,,,"IPV4"')], rule)).toMatchObject([
      { confidence: 'likely', rung: 'dial' },
    ]);
    const neither = asked('^NDISSTATQRY: 0,33,,"IPV4",0,33,,"IPV6"');
    expect(findingsIn([...inVain, ...neither], rule)).toHaveLength(1);
  });

  it('is silent where the modem has a session, was not asked, or a lease came', () => {
    expect(findingsIn([...inVain, ...asked('^NDISSTATQRY: 1,,,"IPV4"')], rule)).toEqual([]);
    expect(findingsIn(inVain, rule)).toEqual([]);
    // One IP family is a session; the other may be refused.
    for (const both of [
      ['^NDISSTATQRY: 1,,,"IPV4"', '^NDISSTATQRY: 0,33,,"IPV6"'],
      ['^NDISSTATQRY: 0,33,,"IPV4",1,,,"IPV6"'],
    ])
      expect(
        findingsIn([...inVain, ...asked(both.join('\n')).flatMap((line) => line.split('\n'))], rule),
      ).toEqual([]);
    const lease = logread(night, ncmDial(), dhcp('modem_4', 1, '10.1.2.3'));
    expect(findingsIn([...lease, ...asked('^NDISSTATQRY: 0,,,"IPV4"')], rule)).toEqual([]);
  });
});
