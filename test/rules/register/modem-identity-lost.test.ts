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
  ])('is likely where the modem gives for its IMEI %s and is never ready', (_, lines) => {
    expect(findingsIn([...lines, ...unready], rule)).toMatchObject([
      { confidence: 'likely', rung: 'register' },
    ]);
    expect(findingsIn([...lines, ...answer('AT+CEREG?', '+CEREG: 0,2')], rule)).toMatchObject([
      { confidence: 'possible' },
    ]);
  });

  it('is possible where the modem is never ready', () => {
    expect(findingsIn(unready, rule)).toMatchObject([{ confidence: 'possible' }]);
  });

  it.each([
    ['the IMEI is there', [...answer('AT+CGSN', '350000000000006'), ...unready]],
    ['it was crossed out', [...answer('AT+CGSN', 'XXXXXXXXXXXXXXX'), ...unready]],
    ['nothing shows that it fails', answer('AT+CGSN', '000000000000000')],
    ['the modem is registered', [...answer('AT+CGSN', '0'), ...answer('AT+CEREG?', '+CEREG: 0,1')]],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
