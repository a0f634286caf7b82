import type { BlockFormat } from './block-format.ts';

/**
 * Any line of a device: `T:  Bus=01 Lev=01 …`, `S:  Product=…`, `I:* If#= 0 …`, also behind the mark of a quotation.
 * Source: linux drivers/usb/core/devices.c; `usb-devices` of usbutils prints the same without the stars.
 */
const deviceLine =
  /^[>\s]{0,16}(?:T:\s*Bus\s?=|B:\s*Alloc\s?=|D:\s*Ver\s?=|P:\s*Vendor\s?=|S:\s*(?:Manufacturer|Product|SerialNumber)=|C:\s?\*?\s*#Ifs\s?=|A:\s*FirstIf#\s?=|I:\s?\*?\s*If#\s?=|E:\s*Ad\s?=)/;

/** What is left of a blank line that was quoted: `>`. */
const quotedBlank = /^\s*>\s*$/;

/** The kernel's list of USB devices: `/sys/kernel/debug/usb/devices`, `/proc/bus/usb/devices`, `usb-devices`. */
const usbDevices: BlockFormat = {
  kind: 'usb-devices',
  samples: [
    'T:  Bus=01 Lev=01 Prnt=01 Port=00 Cnt=01 Dev#=  4 Spd=480  MxCh= 0',
    'P:  Vendor=12d1 ProdID=1506 Rev= 1.02',
    'S:  Product=HUAWEI Mobile',
    'I:* If#= 0 Alt= 0 #EPs= 3 Cls=ff(vend.) Sub=02 Prot=12 Driver=option',
  ],
  opens: (text) => deviceLine.test(text),
  continues: (text) => quotedBlank.test(text),
};

/** `Bus 001 Device 004: ID 12d1:1506 Huawei Technologies Co., Ltd.` */
const listedDevice = /^[>\s]{0,16}Bus \d{1,3} Device \d{1,3}: ID [\da-f]{4}:[\da-f]{4}(?:\s|$)/i;

/** `/:  Bus 01.Port 1: Dev 1, Class=root_hub, …`, `    |__ Port 1: Dev 4, If 0, Class=…` */
const treeLine = /^[>\s]{0,64}(?:\/:\s+Bus \d{1,3}\.|\|__\s*)Port \d{1,3}: Dev \d{1,3}, /;

/** What `lsusb -tv` puts under a device: `        ID 12d1:1506 Huawei …`, `        /sys/bus/usb/devices/1-1  /dev/bus/usb/…` */
const treeDetail = /^\s+(?:ID [\da-f]{4}:[\da-f]{4}(?:\s|$)|\/sys\/bus\/usb\/devices\/)/i;

/** A value of `lsusb -v`: `  idVendor           0x12d1 Huawei Technologies Co., Ltd.` */
const descriptorValue = /^\s*(?:idVendor|idProduct)\s+0x[\da-f]{4}(?:\s|$)/i;

/** Heads and values of `lsusb -v`: `  bNumConfigurations      1`, `    MaxPower              500mA`, `Device Descriptor:` */
const descriptorLine =
  /^\s*(?:(?:b|bm|bcd|w|dw|i|id)[A-Z]\w*(?:\(\s?\d+\))?\s+\d|MaxPower\s+\d|[A-Z][\w ]{2,40} Descriptor:|(?:Device|Hub Port|Hub) Status:|Device Qualifier \(|CDC \w{1,24}:|\(?(?:Bus|Self) Powered\)?$|Couldn't open device, some|(?:can't get|cannot read) (?:device|debug|hub|BOS)|\*\* UNRECOGNIZED)/;

/** Values that stand below a value, by their indentation: `        Transfer Type            Bulk`. */
const descriptorDetail = /^\s{4,}\S/;

/** `lsusb`, `lsusb -t` and `lsusb -v` of usbutils, and busybox `lsusb`. */
const lsusb: BlockFormat = {
  kind: 'lsusb',
  samples: [
    'Bus 001 Device 004: ID 12d1:1506 Huawei Technologies Co., Ltd. Modem/Networkcard',
    '/:  Bus 01.Port 1: Dev 1, Class=root_hub, Driver=ehci-platform/1p, 480M',
    '    |__ Port 001: Dev 004, If 0, Class=Vendor Specific Class, Driver=option, 480M',
    '  idVendor           0x12d1 Huawei Technologies Co., Ltd.',
  ],
  opens: (text) => listedDevice.test(text) || treeLine.test(text) || descriptorValue.test(text),
  continues: (text, apart) =>
    treeDetail.test(text) ||
    descriptorLine.test(text) ||
    (!apart && descriptorDetail.test(text)) ||
    quotedBlank.test(text),
};

/** What shows the USB devices of a router. */
export const usbFormats: readonly BlockFormat[] = [usbDevices, lsusb];
