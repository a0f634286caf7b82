import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'fcc-lock';

describe(rule, () => {
  it.each([
    [
      'mbimcli says so',
      'proven',
      [
        'root@OpenWrt:~# mbimcli -p -d /dev/cdc-wdm0 --quectel-query-radio-state',
        "[/dev/cdc-wdm0] Radio state retrieved: 'fcc-locked'",
      ],
    ],
    [
      'Sierra’s modem is held in low power by its BIOS voter',
      'likely',
      [
        'AT!PCINFO?',
        'State: LowPowerMode',
        'LPM voters - Temp:0, Volt:0, User:0, W_DISABLE:0, IMSWITCH:0, BIOS:1, LWM2M:0, OMA:0',
        'OK',
      ],
    ],
    [
      'ModemManager may not switch a radio on that it found off',
      'likely',
      [
        'Sun Jul 22 02:23:11 2018 daemon.info ModemManager[2101]: <inf> [modem0] power state updated: low',
        "Sun Jul 22 02:23:12 2018 daemon.warn ModemManager[2101]: <wrn> [modem0] couldn't enable interface: 'Invalid transition'",
      ],
    ],
  ])('speaks where %s', (_, confidence, text) => {
    expect(findingsIn(text, rule)).toMatchObject([{ role: 'cause', confidence }]);
  });

  it.each([
    [
      'the radio is on',
      [
        'root@OpenWrt:~# mbimcli -p -d /dev/cdc-wdm0 --quectel-query-radio-state',
        "[/dev/cdc-wdm0] Radio state retrieved: 'on'",
      ],
    ],
    [
      'the modem runs although the voter stands',
      [
        'AT!PCINFO?',
        'State: Online',
        'LPM voters - Temp:0, Volt:0, User:0, W_DISABLE:0, IMSWITCH:0, BIOS:1, LWM2M:0, OMA:0',
        'OK',
      ],
    ],
    ['the radio is only off', ['AT+CFUN?', '+CFUN: 4', '', 'OK']],
  ])('is silent where %s', (_, text) => {
    expect(findingsIn(text, rule).filter((finding) => finding.confidence !== 'refuted')).toEqual([]);
  });
});
