/** One interface of a device: class, subclass and protocol in hex, and its driver; null for none. */
export type ListedInterface = readonly [triple: string, driver: string | null];

interface Listed {
  readonly product?: string;
  readonly maker?: string;
  /** Configurations that the device has. */
  readonly configurations?: number;
}

/** A device as `/sys/kernel/debug/usb/devices` shows it: `listing('2c7c:0125', ['ff/00/00', 'option'])`. */
export function listing(
  id: string,
  interfaces: readonly ListedInterface[],
  { product = 'Modem', maker = 'Maker', configurations = 1 }: Listed = {},
): readonly string[] {
  const [vendor, pid] = id.split(':');
  return [
    'root@OpenWrt:~# cat /sys/kernel/debug/usb/devices',
    'T:  Bus=01 Lev=01 Prnt=01 Port=00 Cnt=01 Dev#=  2 Spd=480  MxCh= 0',
    `D:  Ver= 2.00 Cls=00(>ifc ) Sub=00 Prot=00 MxPS=64 #Cfgs=  ${configurations}`,
    `P:  Vendor=${vendor} ProdID=${pid} Rev= 3.18`,
    `S:  Manufacturer=${maker}`,
    `S:  Product=${product}`,
    `C:* #Ifs= ${interfaces.length} Cfg#= 1 Atr=a0 MxPwr=500mA`,
    ...interfaces.map(([triple, driver], number) => {
      const [cls, sub, prot] = triple.split('/');
      return `I:* If#= ${number} Alt= 0 #EPs= 3 Cls=${cls}(${classNames[cls ?? ''] ?? '?'}) Sub=${sub} Prot=${prot} Driver=${driver ?? '(none)'}`;
    }),
    '',
  ];
}

const classNames: Readonly<Record<string, string>> = {
  '02': 'comm.',
  '08': 'stor.',
  '0a': 'data ',
  e0: 'wlcon',
  ff: 'vend.',
};

/** A Quectel EC25 in its QMI mode: four serial functions and the QMI one. */
export function ec25(serial: string | null, qmi: string | null): readonly string[] {
  return listing('2c7c:0125', [
    ['ff/ff/ff', serial],
    ['ff/00/00', serial],
    ['ff/00/00', serial],
    ['ff/00/00', serial],
    ['ff/ff/ff', qmi],
  ]);
}

/** `lsmod` with these modules. */
export function lsmod(...modules: readonly string[]): readonly string[] {
  return [
    'root@OpenWrt:~# lsmod',
    'Module                  Size  Used by',
    ...modules.map((name) => `${name.padEnd(22)} 20480  0`),
    '',
  ];
}
