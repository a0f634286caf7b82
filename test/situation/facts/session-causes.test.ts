import { describe, expect, it } from 'vitest';
import { sessionCauses } from '../../../src/situation/facts/session-causes.ts';
import { answered, episodeWith, typed } from './episode-with.ts';

describe('the network’s reason for refusing a session', () => {
  it.each([
    [33, answered('AT+CGACT=1,1', '+CME ERROR: 133')],
    [29, answered('AT+CGACT=1,1', '+CME ERROR: 149')],
    [33, answered('AT+CEER', '+CEER: Requested service option not subscribed (#33)', 'OK')],
    [27, typed('uqmi -d /dev/cdc-wdm0 --start-network', '"Unknown or missing APN"')],
    [
      33,
      typed('umbim -d /dev/cdc-wdm0 connect x', '  nwerror: 0021 - requested service option not subscribed'),
    ],
    [
      27,
      typed(
        'qmicli -d /dev/cdc-wdm0 --wds-start-network=x',
        'verbose call end reason (6,27): [3gpp] unknown-apn',
      ),
    ],
  ] as const)('is %i', (cause, lines) => {
    expect(sessionCauses(episodeWith(lines)).map(({ value }) => value)).toEqual([cause]);
  });

  it.each([
    ['a SIM error', answered('AT+CPIN?', '+CME ERROR: 10')],
    ['no error', typed('umbim -d /dev/cdc-wdm0 status', '  nwerror: 0000 - unknown')],
    [
      'another count',
      typed('qmicli -d /dev/cdc-wdm0 --wds-start-network=x', 'verbose call end reason (3,27): [cm] x'),
    ],
  ])('is not given by %s', (_, lines) => {
    expect(sessionCauses(episodeWith(lines))).toEqual([]);
  });
});
