import { describe, expect, it } from 'vitest';
import { logread, says, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'pdp-context-limit';
const night = 'Wed Nov 14 01:44:59 2018';

const noEffect = "error: couldn't start network: QMI protocol error (26): 'NoEffect'";

describe(rule, () => {
  it('is likely where the start of a session has no effect, or the network names a limit', () => {
    expect(findingsIn([noEffect], rule)).toMatchObject([{ confidence: 'likely' }]);
    const end =
      'ModemManager[611]: <info>  [modem0/bearer0] verbose call end reason (6,65): [3gpp] max-number-of-bearers';
    expect(findingsIn(logread(night, end), rule)).toMatchObject([{ confidence: 'likely' }]);
  });

  it('takes uqmi’s words in a dial that fails, with the attempt', () => {
    const lines = [
      settingUp('wwan'),
      ...says('wwan', 9, 'Starting network wwan', '"No effect"', 'Unable to connect IPv4'),
    ];
    expect(findingsIn(logread(night, lines), rule)).toMatchObject([{ attempt: 1 }]);
  });

  it('is silent about the same words before a dial that works, and where a session stands later', () => {
    const works = [
      settingUp('wwan'),
      ...says('wwan', 9, '"No effect"', 'Starting network wwan', 'Setting up wwan0'),
    ];
    expect(findingsIn(logread(night, works), rule)).toEqual([]);
    expect(
      findingsIn([noEffect, 'root@box:~# uqmi -d /dev/cdc-wdm0 --get-data-status', '"connected"'], rule),
    ).toEqual([]);
  });
});
