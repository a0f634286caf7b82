import { describe, expect, it } from 'vitest';
import { diagnosisOf, notesOf } from '../../diagnosis-of.ts';
import { dhcp, logread, ncmDial, pppDial, pppUp, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'mwan3-no-gateway';
const night = 'Sun Jul 22 02:23:12 2018';
const line = 'mwan3: Could not find gateway for interface modem (wwan0)';

describe(rule, () => {
  it('proves nothing either way of an interface with a child', () => {
    for (const lease of ['10.1.2.3', null]) {
      const [finding] = findingsIn(logread(night, ncmDial(), dhcp('modem_4', 3, lease), line), rule);
      expect(finding).toMatchObject({ role: 'harmless', confidence: 'proven', severity: 'info' });
      expect(notesOf(finding?.evidence ?? []).map((note) => note.replace(/^\d+: /, ''))).toEqual([
        line.slice('mwan3: '.length),
      ]);
    }
  });

  it('changes no verdict', () => {
    const [without, withLine] = [[], [line]].map(
      (more) => diagnosisOf(logread(night, ncmDial(), dhcp('modem_4', 1, '10.1.2.3'), more)).verdict,
    );
    expect(withLine).toEqual(without);
  });

  it('is silent about another interface, and about one that carries its address itself', () => {
    expect(
      findingsIn(
        logread(
          night,
          ncmDial(),
          dhcp('modem_4', 3),
          'mwan3: Could not find gateway for interface wan (eth0.2)',
        ),
        rule,
      ),
    ).toEqual([]);
    expect(
      findingsIn(logread(night, settingUp('modem'), pppDial(), pppUp('modem', '10.1.2.3'), line), rule),
    ).toEqual([]);
  });
});
