import { describe, expect, it } from 'vitest';
import { chatStep, logread, pppDial, pppUp, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'chat-no-carrier';
const night = 'Wed Nov 14 01:44:59 2018';

const start = 'pppd[10723]: pppd 2.4.7 started by root, uid 0';
const refused = (sent: string) =>
  chatStep(10724, sent, 'CONNECT', 'NO CARRIER', ' -- failed', 'Failed (NO CARRIER)');

describe(rule, () => {
  it('is seen as the answer to the dial, by chat, by hand and by wvdial', () => {
    expect(findingsIn(logread(night, settingUp('modem'), start, refused('ATD*99***1#')), rule)).toMatchObject(
      [{ confidence: 'likely', role: 'symptom', attempt: 1 }],
    );
    expect(findingsIn(['root@box:~# picocom /dev/ttyUSB0', 'ATD*99#', 'NO CARRIER'], rule)).toHaveLength(1);
    expect(findingsIn(['--> Sending: ATDT*99#', '--> No Carrier!  Trying again.'], rule)).toHaveLength(1);
  });

  it('is silent as the answer to another command, about words to watch for, and where a try comes up', () => {
    expect(findingsIn(logread(night, settingUp('modem'), start, refused('AT&F')), rule)).toEqual([]);
    expect(
      findingsIn(logread(night, settingUp('modem'), start, 'chat[10724]: abort on (NO CARRIER)'), rule),
    ).toEqual([]);
    const later = [...pppDial({ pid: 300 }), ...pppUp('modem', '10.1.2.3', 300)];
    expect(
      findingsIn(
        logread(night, settingUp('modem'), start, refused('ATD*99#'), settingUp('modem'), later),
        rule,
      ),
    ).toEqual([]);
  });
});
