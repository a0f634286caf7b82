import { describe, expect, it } from 'vitest';
import { notesOf } from '../../diagnosis-of.ts';
import { logread, pppDial, pppUp, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'ppp-remote-10-64';
const night = 'Sat Jul 21 22:15:33 2018';
const up = logread(night, settingUp('modem'), pppDial(), pppUp('modem', '10.146.249.5'));

describe(rule, () => {
  it('calls the stand-in harmless', () => {
    const [finding] = findingsIn(up, rule);
    expect(finding).toMatchObject({ role: 'harmless', severity: 'info' });
    expect(notesOf(finding?.evidence ?? [])).toEqual([
      '23: Could not determine remote IP address: defaulting to 10.64.64.64',
    ]);
  });

  it('is silent where the modem names the other end', () => {
    expect(
      findingsIn(
        up.filter((line) => !line.includes('Could not determine')),
        rule,
      ),
    ).toEqual([]);
  });
});
