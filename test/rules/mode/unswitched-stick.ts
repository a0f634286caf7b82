/** A listing of the bus in which a Huawei stick is still a drive. */
export const unswitchedStick: readonly string[] = [
  'root@OpenWrt:~# cat /sys/kernel/debug/usb/devices',
  'T:  Bus=01 Lev=01 Prnt=01 Port=00 Cnt=01 Dev#=  2 Spd=480  MxCh= 0',
  'D:  Ver= 2.00 Cls=00(>ifc ) Sub=00 Prot=00 MxPS=64 #Cfgs=  1',
  'P:  Vendor=12d1 ProdID=1f01 Rev= 3.18',
  'S:  Manufacturer=HUAWEI',
  'S:  Product=HUAWEI Mobile',
  'C:* #Ifs= 1 Cfg#= 1 Atr=a0 MxPwr=500mA',
  'I:* If#= 0 Alt= 0 #EPs= 3 Cls=08(stor.) Sub=06 Prot=50 Driver=usb-storage',
];

/** The package that switches sticks is there. */
export const modeswitchInstalled: readonly string[] = [
  '',
  'root@OpenWrt:~# opkg list-installed | grep usb',
  'usb-modeswitch - 2022-02-24-3c8595a4-1',
];
