import { describe, expect, it } from 'vitest';
import { logread } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'apn-unknown';
const night = 'Wed Nov 14 01:44:59 2018';

const ended = (type: number, code: number) =>
  `ModemManager[611]: <info>  [modem0/bearer0] verbose call end reason (${type},${code}): [3gpp] reason`;

describe(rule, () => {
  it('says it where the network gives its number', () => {
    expect(findingsIn(logread(night, ended(6, 27)), rule)).toMatchObject([
      { confidence: 'proven', rung: 'dial' },
    ]);
    const lines = ['root@box:~# picocom /dev/ttyUSB2', 'AT+CGACT=1,1', ...['+CME ERROR: 127']];
    expect(findingsIn(lines, rule)).toMatchObject([{ confidence: 'proven' }]);
  });

  it('names what is listed for the operator of the card, where the text shows whose it is', () => {
    const adviceTo = (...lines: readonly string[]) =>
      JSON.stringify(findingsIn([...lines, ...logread(night, ended(6, 27))], rule)[0]?.fix?.steps);
    expect(adviceTo('AT+CIMI', '262021000000001', '', 'OK', '')).toMatch(
      /with the code 26202: web\.vodafone\.de \([^)]*Vodafone/,
    );
    expect(adviceTo()).not.toContain('are listed');
    expect(adviceTo('AT+CIMI', '001010123456789', '', 'OK', '')).not.toContain('are listed');
  });

  it('is silent about other numbers, other counts, and where a session stands later', () => {
    expect(findingsIn(logread(night, ended(6, 38)), rule)).toEqual([]);
    expect(findingsIn(logread(night, ended(3, 27)), rule)).toEqual([]);
    const connected = 'ModemManager[611]: <info>  [modem0] state changed (connecting -> connected)';
    expect(findingsIn(logread(night, ended(6, 27), connected), rule)).toEqual([]);
  });
});
