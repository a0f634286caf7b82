import { describe, expect, it } from 'vitest';
import { chatStep, logread, pppDial, pppUp, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'chat-error';
const night = 'Wed Nov 14 01:44:59 2018';

const start = 'pppd[10723]: pppd 2.4.7 started by root, uid 0';
const context = chatStep(
  10724,
  'AT+CGDCONT=1,"IP","internet"',
  'OK',
  '+CME ERROR',
  ' -- failed',
  'Failed (ERROR)',
);
const failed = [settingUp('modem'), start, ...context, 'pppd[10723]: Connect script failed'];

describe(rule, () => {
  it('names the command that was refused', () => {
    expect(findingsIn(logread(night, failed), rule)).toMatchObject([
      { confidence: 'likely', attempt: 1, title: 'the modem answers ERROR to AT+CGDCONT' },
    ]);
  });

  it('tells a refused dial from a refused context', () => {
    const dial = chatStep(10724, 'ATD*99#', 'CONNECT', 'ERROR', ' -- failed', 'Failed (ERROR)');
    expect(findingsIn(logread(night, settingUp('modem'), start, dial), rule)).toMatchObject([
      { title: 'the modem answers ERROR to the dial itself' },
    ]);
  });

  it.each([
    ['only lists what it watches for', [settingUp('modem'), start, 'chat[10724]: abort on (ERROR)']],
    [
      'is made good',
      [...failed, settingUp('modem'), ...pppDial({ pid: 300 }), ...pppUp('modem', '10.1.2.3', 300)],
    ],
    [
      'ends with other words',
      [
        settingUp('modem'),
        start,
        ...chatStep(10724, 'ATD*99#', 'CONNECT', 'BUSY', ' -- failed', 'Failed (BUSY)'),
      ],
    ],
  ])('is silent where the script %s', (_, lines) => {
    expect(findingsIn(logread(night, lines), rule)).toEqual([]);
  });
});
