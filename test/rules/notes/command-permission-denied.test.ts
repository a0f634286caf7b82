import { describe, expect, it } from 'vitest';
import { logread, says, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'command-permission-denied';
const night = 'Wed Nov 14 01:44:59 2018';

/** netifd 24.10 prints the call, too. */
const notify = (linkUp: string) =>
  `Command failed: ubus call network.interface notify_proto { "action": 0, "link-up": ${linkUp}, "keep": false, "interface": "wwan" } (Permission denied)`;

describe(rule, () => {
  it.each([
    [
      'an interface goes down',
      [settingUp('wwan'), ...says('wwan', 9, 'Stopping network wwan', 'Command failed: Permission denied')],
    ],
    [
      'it is told with the call',
      [settingUp('wwan'), ...says('wwan', 9, 'Stopping network wwan', notify('false'))],
    ],
  ])('speaks where %s', (_, lines) => {
    expect(findingsIn(logread(night, lines), rule)).toMatchObject([{ confidence: 'proven' }]);
  });

  it.each([
    ['the interface is being set up', [settingUp('wwan'), ...says('wwan', 9, notify('true'))]],
    [
      'the words stand in another failure',
      [settingUp('wwan'), ...says('wwan', 9, 'Command failed: Permission denied for /dev/cdc-wdm0')],
    ],
    ['another reason is given', [settingUp('wwan'), ...says('wwan', 9, 'Command failed: Unknown error')]],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(logread(night, lines), rule)).toEqual([]);
  });
});
