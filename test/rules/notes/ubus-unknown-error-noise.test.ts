import { describe, expect, it } from 'vitest';
import { notesOf } from '../../diagnosis-of.ts';
import { dhcp, logread, ncmDial, says, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'ubus-unknown-error-noise';
const night = 'Sun Jul 22 02:23:12 2018';
const failed = 'Command failed: Unknown error';

describe(rule, () => {
  it('calls the answer harmless where the child interface appeared', () => {
    const [finding] = findingsIn(
      logread(night, ncmDial(), says('modem', 2347, failed), dhcp('modem_4', 1, '10.1.2.3')),
      rule,
    );
    expect(finding).toMatchObject({ role: 'harmless', confidence: 'proven', severity: 'info' });
    expect(notesOf(finding?.evidence ?? [])).toEqual([`12: ${failed}`]);
  });

  it.each([
    ['no child appears', [settingUp('modem'), ...says('modem', 2347, 'sending -> AT', failed)]],
    ['it is another error', [...ncmDial(), ...says('modem', 2347, 'Command failed: Permission denied')]],
    ['another interface’s handler says it', [...ncmDial(), ...says('vpn', 9, failed)]],
  ])('is silent where %s', (_, bodies) => {
    expect(findingsIn(logread(night, bodies), rule)).toEqual([]);
  });
});
