import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'modem-identity-lost';
const answer = (command: string, ...lines: readonly string[]) => [command, ...lines, '', 'OK', ''];
const unready = [
  'root@OpenWrt:~# mmcli -m 0 -e',
  "error: couldn't enable the modem: 'GDBus.Error:org.freedesktop.libqmi.Error.Protocol.DeviceNotReady: Couldn't set operating mode: QMI protocol error (52): 'DeviceNotReady''",
];

describe(rule, () => {
  it.each([
    ['zeros', answer('AT+CGSN', '000000000000000')],
    ['a single zero', answer('AT+CGSN', '0')],
    ['a name and nothing', answer('AT+GSN', '+GSN: ""')],
  ])('is likely where the modem gives for its IMEI %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toMatchObject([{ confidence: 'likely', rung: 'register' }]);
  });

  it('is possible where the modem is never ready', () => {
    expect(findingsIn(unready, rule)).toMatchObject([{ confidence: 'possible' }]);
    expect(findingsIn([...answer('AT+CGSN', '0'), ...unready], rule)).toMatchObject([
      { confidence: 'likely' },
    ]);
  });

  it.each([
    ['the IMEI is there', [...answer('AT+CGSN', '350000000000006'), ...unready]],
    ['it was crossed out', [...answer('AT+CGSN', 'XXXXXXXXXXXXXXX'), ...unready]],
    ['the modem is registered', [...answer('AT+CGSN', '0'), ...answer('AT+CEREG?', '+CEREG: 0,1')]],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
