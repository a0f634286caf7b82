import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'wrong-service-type';

const failed = ['root@box:~# picocom /dev/ttyUSB0', 'AT+CGDCONT=1,"IP","internet"', 'ERROR'];
const script = [
  'root@box:~# cat /etc/chatscripts/my.chat',
  "ABORT 'ERROR'",
  "'OK' 'ATD#777'",
  "'CONNECT' ''",
];

describe(rule, () => {
  it('is likely where the script beside a refused APN dials #777', () => {
    expect(findingsIn([...failed, '', ...script], rule)).toMatchObject([{ confidence: 'likely' }]);
  });

  it('is silent about either alone, and where the modem takes the APN', () => {
    expect(findingsIn(failed, rule)).toEqual([]);
    expect(findingsIn(script, rule)).toEqual([]);
    expect(findingsIn([...failed.slice(0, 2), 'OK', '', ...script], rule)).toEqual([]);
  });
});
