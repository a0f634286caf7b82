import { describe, expect, it } from 'vitest';
import { config } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'mwan3-parent-tracked';

const status = (state: string, child: string) => [
  'root@box:~# mwan3 status',
  'Interface status:',
  ` interface modem is ${state} and tracking is active`,
  ` interface modem_4 is ${child}`,
];
const online = 'online 00h:11m:01s, uptime 00h:35m:12s and tracking is active';
const settings = (proto: string) => [...config('modem', { proto, device: '/dev/ttyUSB0' }), ''];

describe(rule, () => {
  it('is likely where the child is online and the parent is not', () => {
    expect(findingsIn([...settings('ncm'), ...status('error (16)', online)], rule)).toMatchObject([
      { confidence: 'likely', rung: 'route' },
    ]);
  });

  it('is silent where both are online, none is, or the protocol has no child', () => {
    expect(findingsIn([...settings('ncm'), ...status(online, online)], rule)).toEqual([]);
    expect(
      findingsIn([...settings('ncm'), ...status('error (16)', 'offline and tracking is active')], rule),
    ).toEqual([]);
    expect(findingsIn([...settings('3g'), ...status('offline', online)], rule)).toEqual([]);
  });
});
