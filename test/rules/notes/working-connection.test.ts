import { describe, expect, it } from 'vitest';
import { diagnosisOf, notesOf } from '../../diagnosis-of.ts';
import { dhcp, logread, ncmDial, pppDial, pppUp, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'working-connection';
const night = 'Sat Jul 21 22:15:33 2018';
const up = logread(night, settingUp('modem'), pppDial(), pppUp('modem', '10.146.249.5'));

describe(rule, () => {
  it('says that CHAP proves no credentials', () => {
    const [finding] = findingsIn(up, rule);
    expect(finding).toMatchObject({ role: 'note', rung: null, severity: 'info', attempt: 1 });
    expect(notesOf(finding?.evidence ?? [])).toEqual([
      '22: CHAP authentication succeeded',
      '24: local  IP address 10.146.249.5',
    ]);
  });

  it('claims no more than the address', () => {
    expect(diagnosisOf(up).verdict).toEqual({
      state: 'working',
      rung: null,
      cause: null,
      confidence: null,
      reached: 'address',
    });
  });

  it.each([
    ['no CHAP is seen', up.filter((line) => !line.includes('CHAP'))],
    ['no address comes', up.filter((line) => !line.includes('IP address'))],
    ['it is no PPP', logread(night, ncmDial(), dhcp('modem_4', 1, '10.1.2.3'))],
    ['it hangs up', [...up, 'Sat Jul 21 22:30:33 2018 daemon.notice pppd[10723]: Modem hangup']],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
