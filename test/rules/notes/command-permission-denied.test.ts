import { describe, expect, it } from 'vitest';
import { logread, says, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'command-permission-denied';
const night = 'Wed Nov 14 01:44:59 2018';

describe(rule, () => {
  it.each([
    [
      'an interface goes down',
      [settingUp('wwan'), ...says('wwan', 9, 'Stopping network wwan', 'Command failed: Permission denied')],
    ],
  ])('speaks where %s', (_, lines) => {
    expect(findingsIn(logread(night, lines), rule)).toMatchObject([{ confidence: 'proven' }]);
  });

  it.each([
    ['another reason is given', [settingUp('wwan'), ...says('wwan', 9, 'Command failed: Unknown error')]],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(logread(night, lines), rule)).toEqual([]);
  });
});
