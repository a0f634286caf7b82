import { describe, expect, it } from 'vitest';
import { logread, pppDial, pppUp, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'auth-failed-ppp';
const night = 'Wed Nov 14 01:44:59 2018';

const link = 'pppd[10723]: Connect: 3g-modem <--> /dev/ttyUSB0';

describe(rule, () => {
  it.each([
    ['CHAP fails', [settingUp('modem'), ...pppDial(), link, 'pppd[10723]: CHAP authentication failed']],
    ['PAP fails', [settingUp('modem'), ...pppDial(), link, 'pppd[10723]: PAP authentication failed']],
  ])('speaks where %s', (_, lines) => {
    expect(findingsIn(logread(night, lines), rule)).toMatchObject([{ confidence: 'proven' }]);
  });

  it.each([
    ['it is PPPoE', ['pppd[812]: Connect: pppoe-wan <--> eth0.2', 'pppd[812]: PAP authentication failed']],
    ['it succeeds', [settingUp('modem'), ...pppDial(), ...pppUp('modem', '10.1.2.3')]],
    [
      'a later try comes up',
      [
        settingUp('modem'),
        ...pppDial(),
        link,
        'pppd[10723]: PAP authentication failed',
        settingUp('modem'),
        ...pppDial({ pid: 300 }),
        ...pppUp('modem', '10.1.2.3', 300),
      ],
    ],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(logread(night, lines), rule)).toEqual([]);
  });
});
