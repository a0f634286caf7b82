import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'proto-composition-mismatch';

const listing = [
  'root@OpenWrt:~# cat /sys/kernel/debug/usb/devices',
  'T:  Bus=01 Lev=01 Prnt=01 Port=00 Cnt=01 Dev#=  2 Spd=480  MxCh= 0',
  'D:  Ver= 2.00 Cls=00(>ifc ) Sub=00 Prot=00 MxPS=64 #Cfgs=  1',
  'P:  Vendor=19d2 ProdID=1489 Rev= 3.18',
  'S:  Manufacturer=ZTE',
  'S:  Product=ZTE',
  'C:* #Ifs= 4 Cfg#= 1 Atr=a0 MxPwr=500mA',
  'I:* If#= 0 Alt= 0 #EPs= 3 Cls=e0(wlcon) Sub=01 Prot=03 Driver=rndis_host',
  'I:* If#= 1 Alt= 0 #EPs= 3 Cls=0a(data ) Sub=00 Prot=00 Driver=rndis_host',
  'I:* If#= 2 Alt= 0 #EPs= 3 Cls=02(comm.) Sub=02 Prot=01 Driver=cdc_acm',
  'I:* If#= 3 Alt= 0 #EPs= 3 Cls=0a(data ) Sub=00 Prot=00 Driver=cdc_acm',
];

describe(rule, () => {
  it('is likely where QMI is configured on an RNDIS stick', () => {
    expect(
      findingsIn(
        [
          ...listing,
          '',
          "config interface 'wwan'",
          "        option proto 'qmi'",
          "        option device '/dev/cdc-wdm0'",
          "        option apn 'internet'",
        ],
        rule,
      ),
    ).toMatchObject([{ confidence: 'likely', rung: 'mode' }]);
  });

  it('is silent where the protocol fits the ports', () => {
    expect(
      findingsIn(
        [
          ...listing,
          '',
          "config interface 'wwan'",
          "        option proto 'ncm'",
          "        option device '/dev/ttyACM0'",
          "        option apn 'internet'",
        ],
        rule,
      ),
    ).toEqual([]);
  });
});
