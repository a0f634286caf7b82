import { describe, expect, it } from 'vitest';
import { notesOf } from '../../diagnosis-of.ts';
import { dhcp, logread, ncmDial, nowUp, pppDial, pppUp, says, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'up-but-only-parent';
const night = 'Sun Jul 22 02:23:12 2018';

describe(rule, () => {
  it('says that the parent’s “is now up” is no connection', () => {
    const [finding] = findingsIn(logread(night, ncmDial(), dhcp('modem_4', 3)), rule);
    expect(finding).toMatchObject({ role: 'harmless', confidence: 'proven', severity: 'info', attempt: 1 });
    expect(notesOf(finding?.evidence ?? [])).toEqual(["8: Interface 'modem' is now up"]);
  });

  it.each([
    ['the child got a lease', [...ncmDial(), ...dhcp('modem_4', 1, '10.1.2.3')]],
    ['the child came up', [...ncmDial(), nowUp('modem_4')]],
    [
      'the lease was lost again',
      [
        ...ncmDial(),
        ...dhcp('modem_4', 1, '10.1.2.3'),
        ...says('modem_4', 2396, 'udhcpc: lease lost, entering init state'),
      ],
    ],
    [
      'the interface carries its address itself',
      [settingUp('modem'), ...pppDial(), ...pppUp('modem', '10.1.2.3'), nowUp('modem')],
    ],
    [
      'the parent never came up',
      [settingUp('modem'), ...says('modem', 2347, 'sending -> AT'), settingUp('modem_4')],
    ],
  ])('is silent where %s', (_, bodies) => {
    expect(findingsIn(logread(night, bodies), rule)).toEqual([]);
  });
});
