import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'modeswitch-id-unknown';

describe(rule, () => {
  it('is likely where its lines stand', () => {
    expect(
      findingsIn(
        [
          'root@OpenWrt:~# cat /sys/kernel/debug/usb/devices',
          'T:  Bus=01 Lev=01 Prnt=01 Port=00 Cnt=01 Dev#=  2 Spd=480  MxCh= 0',
          'D:  Ver= 2.00 Cls=00(>ifc ) Sub=00 Prot=00 MxPS=64 #Cfgs=  1',
          'P:  Vendor=12d1 ProdID=1f01 Rev= 3.18',
          'S:  Manufacturer=HUAWEI',
          'S:  Product=HUAWEI Mobile',
          'C:* #Ifs= 1 Cfg#= 1 Atr=a0 MxPwr=500mA',
          'I:* If#= 0 Alt= 0 #EPs= 3 Cls=08(stor.) Sub=06 Prot=50 Driver=usb-storage',
          '',
          'root@OpenWrt:~# opkg list-installed | grep usb',
          'usb-modeswitch - 2022-02-24-3c8595a4-1',
        ],
        rule,
      ),
    ).toMatchObject([{ confidence: 'likely', rung: 'mode' }]);
  });

  it('is silent where they are another’s, or were followed by success', () => {
    expect(
      findingsIn(
        [
          'root@OpenWrt:~# cat /sys/kernel/debug/usb/devices',
          'T:  Bus=01 Lev=01 Prnt=01 Port=00 Cnt=01 Dev#=  2 Spd=480  MxCh= 0',
          'D:  Ver= 2.00 Cls=00(>ifc ) Sub=00 Prot=00 MxPS=64 #Cfgs=  1',
          'P:  Vendor=12d1 ProdID=1f01 Rev= 3.18',
          'S:  Manufacturer=HUAWEI',
          'S:  Product=HUAWEI Mobile',
          'C:* #Ifs= 1 Cfg#= 1 Atr=a0 MxPwr=500mA',
          'I:* If#= 0 Alt= 0 #EPs= 3 Cls=08(stor.) Sub=06 Prot=50 Driver=usb-storage',
        ],
        rule,
      ),
    ).toEqual([]);
  });
});
