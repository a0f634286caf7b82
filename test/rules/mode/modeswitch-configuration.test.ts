import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'modeswitch-configuration';

const listing = [
  'root@OpenWrt:~# cat /sys/kernel/debug/usb/devices',
  'T:  Bus=01 Lev=01 Prnt=01 Port=00 Cnt=01 Dev#=  2 Spd=480  MxCh= 0',
  'D:  Ver= 2.00 Cls=00(>ifc ) Sub=00 Prot=00 MxPS=64 #Cfgs=  2',
  'P:  Vendor=12d1 ProdID=15c1 Rev= 3.18',
  'S:  Manufacturer=Huawei',
  'S:  Product=ME906s',
  'C:* #Ifs= 2 Cfg#= 1 Atr=a0 MxPwr=500mA',
  'I:* If#= 0 Alt= 0 #EPs= 3 Cls=02(comm.) Sub=06 Prot=00 Driver=cdc_ether',
  'I:* If#= 1 Alt= 0 #EPs= 3 Cls=0a(data ) Sub=00 Prot=00 Driver=cdc_ether',
  'C:  #Ifs= 2 Cfg#= 2 Atr=a0 MxPwr=500mA',
  'I:  If#= 0 Alt= 0 #EPs= 1 Cls=02(comm.) Sub=0e Prot=00 Driver=',
  'I:  If#= 1 Alt= 0 #EPs= 2 Cls=0a(data ) Sub=00 Prot=02 Driver=',
];

describe(rule, () => {
  it('is likely where MBIM is configured and the driver took the other configuration', () => {
    expect(
      findingsIn(
        [
          ...listing,
          '',
          "config interface 'wwan'",
          "        option proto 'mbim'",
          "        option device '/dev/cdc-wdm0'",
          "        option apn 'internet'",
        ],
        rule,
      ),
    ).toMatchObject([{ confidence: 'likely', rung: 'mode' }]);
  });

  it('is silent where the modem has no part in the interface', () => {
    expect(
      findingsIn(
        [
          ...listing,
          '',
          "config interface 'wwan'",
          "        option proto 'dhcp'",
          "        option device 'eth1'",
          "        option apn 'internet'",
        ],
        rule,
      ),
    ).toEqual([]);
  });
});
