import { describe, expect, it } from 'vitest';
import { chatStep, logread, pppDial, pppUp, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'chat-busy';
const night = 'Wed Nov 14 01:44:59 2018';

const start = 'pppd[10723]: pppd 2.4.7 started by root, uid 0';
const busy = chatStep(10724, 'ATD*99***1#', 'CONNECT', 'BUSY', ' -- failed', 'Failed (BUSY)');

describe(rule, () => {
  it('is possible, never more', () => {
    expect(findingsIn(logread(night, settingUp('modem'), start, busy), rule)).toMatchObject([
      { confidence: 'possible', attempt: 1 },
    ]);
  });

  it('reads a dial that is typed by hand', () => {
    const lines = ['root@box:~# picocom /dev/ttyUSB0', 'ATD*99#', 'BUSY'];
    expect(findingsIn(lines, rule)).toMatchObject([{ confidence: 'possible' }]);
  });

  it('is silent about the words to watch for, a telephone call and a dial that works later', () => {
    expect(
      findingsIn(logread(night, settingUp('modem'), start, 'chat[10724]: abort on (BUSY)'), rule),
    ).toEqual([]);
    expect(findingsIn(['root@box:~# picocom /dev/ttyUSB0', 'ATD0301234567;', 'BUSY'], rule)).toEqual([]);
    const later = [...pppDial({ pid: 300 }), ...pppUp('modem', '10.1.2.3', 300)];
    expect(
      findingsIn(logread(night, settingUp('modem'), start, busy, settingUp('modem'), later), rule),
    ).toEqual([]);
  });
});
