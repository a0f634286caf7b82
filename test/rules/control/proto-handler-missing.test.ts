import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';
import { ec25Arrives } from './ec25-arrives.ts';

const rule = 'proto-handler-missing';

describe(rule, () => {
  it('proposes the name that is meant', () => {
    const findings = findingsIn(
      [
        ...ec25Arrives,
        '',
        "config interface 'wwan'",
        "        option proto 'qmii'",
        "        option device '/dev/cdc-wdm0'",
        "        option apn 'internet'",
      ],
      rule,
    );
    expect(findings).toMatchObject([
      { confidence: 'likely', title: expect.stringContaining('qmi is meant') },
    ]);
  });

  it('is silent for protocols that nobody knows', () => {
    const findings = findingsIn(
      ["config interface 'zt'", "        option proto 'zerotier'", "        option device '/dev/net/tun'"],
      rule,
    );
    expect(findings.filter(({ confidence }) => confidence !== 'refuted')).toEqual([]);
  });

  it('takes a missing driver package for no missing handler', () => {
    const installed = ['comgt - 0.32-36', 'comgt-ncm - 0.32-36', 'kmod-usb-net-cdc-ncm - 6.6.73-r1'];
    const findings = findingsIn(
      [
        'root@OpenWrt:~# opkg list-installed',
        ...installed,
        '',
        "config interface 'wwan'",
        "        option proto 'ncm'",
        "        option device '/dev/ttyUSB0'",
      ],
      rule,
    );
    expect(findings).toEqual([]);
  });

  it('misses the package of the handler in a whole list', () => {
    const findings = findingsIn(
      [
        'root@OpenWrt:~# opkg list-installed',
        'comgt - 0.32-36',
        'kmod-usb-net-cdc-ncm - 6.6.73-r1',
        '',
        "config interface 'wwan'",
        "        option proto 'ncm'",
        "        option device '/dev/ttyUSB0'",
      ],
      rule,
    );
    expect(findings).toMatchObject([
      { confidence: 'likely', fix: { steps: [{ type: 'install', packages: ['comgt-ncm'] }, {}] } },
    ]);
  });

  it('sees that netifd knows no protocol also where the modem has its drivers', () => {
    const findings = findingsIn(
      [
        'root@OpenWrt:~# ifstatus wwan',
        '{',
        '\t"up": false,',
        '\t"proto": "none",',
        '\t"errors": [',
        '\t\t{',
        '\t\t\t"subsystem": "interface",',
        '\t\t\t"code": "INVALID_PROTO"',
        '\t\t}',
        '\t]',
        '}',
        'root@OpenWrt:~# cat /sys/kernel/debug/usb/devices',
        'T:  Bus=01 Lev=01 Prnt=01 Port=00 Cnt=01 Dev#=  3 Spd=480  MxCh= 0',
        'P:  Vendor=1199 ProdID=9079 Rev= 0.06',
        'I:* If#=12 Alt= 0 #EPs= 1 Cls=02(commc) Sub=0e Prot=00 Driver=cdc_mbim',
        'root@OpenWrt:~# uci export network',
        'package network',
        '',
        "config interface 'wwan'",
        "\toption proto 'mbim'",
        "\toption device '/dev/cdc-wdm0'",
      ],
      rule,
    );
    expect(findings).toMatchObject([{ confidence: 'proven' }]);
  });
});
