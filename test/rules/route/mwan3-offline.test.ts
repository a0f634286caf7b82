import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';
import { connected, modemConfig, ping } from './uplink-lines.ts';

const rule = 'mwan3-offline';
const says = (second: number, words: string) =>
  `Tue Mar  4 09:01:${String(second).padStart(2, '0')} 2025 user.notice mwan3track[4117]: Interface modem_4 (wwan0) is ${words}`;
const status = (state: string) => [
  'root@OpenWrt:~# mwan3 status',
  'Interface status:',
  ` interface modem_4 is ${state} and tracking is active`,
];

describe(rule, () => {
  it('is possible by mwan3’s word alone, likely where the modem answers', () => {
    expect(findingsIn([...connected, says(10, 'offline')], rule)).toMatchObject([
      { confidence: 'possible', rung: 'route', attempt: 1 },
    ]);
    expect(
      findingsIn([...connected, '', ...status('offline'), ...ping('8.8.8.8', 3, '-I wwan0')], rule),
    ).toMatchObject([{ confidence: 'likely' }]);
  });

  it.each([
    ['it is online again', [...connected, says(10, 'offline'), says(40, 'online')]],
    ['it is online', [...connected, '', ...status('online')]],
    [
      'the offline is older than the address',
      [says(1, 'offline'), ...connected.map((line) => line.replace('09:00', '09:02'))],
    ],
    [
      'the modem does not answer',
      [...connected, '', ...status('offline'), ...ping('8.8.8.8', 0, '-I wwan0')],
    ],
    [
      'another uplink is offline',
      [...connected, says(10, 'offline').replace('modem_4 (wwan0)', 'wan (eth0.2)')],
    ],
    ['there is no address', [...modemConfig(), '', says(10, 'offline')]],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
