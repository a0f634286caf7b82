import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';
import { ec25Arrives } from './ec25-arrives.ts';

const rule = 'mm-ports-missed-at-boot';

describe(rule, () => {
  it('is likely where the kernel has the port', () => {
    const findings = findingsIn(
      [
        ...ec25Arrives,
        'Tue Mar  4 09:00:10 2025 kern.info kernel: [   11.000000] cdc_mbim 1-1:1.4: cdc-wdm0: USB WDM device',
        '',
        'root@OpenWrt:~# mmcli -m 0',
        '  --------------------------------',
        '  General  |                 path: /org/freedesktop/ModemManager1/Modem/0',
        '  --------------------------------',
        '  Hardware |         manufacturer: Quectel',
        '           |                model: EG25',
        '           |            supported: gsm-umts, lte',
        '           |              current: gsm-umts, lte',
        '  --------------------------------',
        '  System   |              drivers: option1',
        '           |               plugin: quectel',
        '           |         primary port: ttyUSB2',
        '           |                ports: ttyUSB0 (ignored), ttyUSB1 (gps), ttyUSB2 (at), ttyUSB3 (at)',
        '  --------------------------------',
        '  Status   |                state: failed',
      ],
      rule,
    );
    expect(findings).toMatchObject([{ confidence: 'likely', rung: 'control' }]);
  });

  it('leaves sticks of the PPP years alone', () => {
    const findings = findingsIn(
      [
        'root@OpenWrt:~# mmcli -m 0',
        '  --------------------------------',
        '  General  |                 path: /org/freedesktop/ModemManager1/Modem/0',
        '  --------------------------------',
        '  Hardware |         manufacturer: Quectel',
        '           |                model: EG25',
        '           |            supported: gsm-umts',
        '           |              current: gsm-umts',
        '  --------------------------------',
        '  System   |              drivers: option1',
        '           |               plugin: quectel',
        '           |         primary port: ttyUSB2',
        '           |                ports: ttyUSB0 (ignored), ttyUSB1 (gps), ttyUSB2 (at), ttyUSB3 (at)',
        '  --------------------------------',
        '  Status   |                state: failed',
      ],
      rule,
    );
    expect(findings.filter(({ confidence }) => confidence !== 'refuted')).toEqual([]);
  });
});
