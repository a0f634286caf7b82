import type { BlockFormat } from './block-format.ts';
import { printedBy } from './printed-by.ts';

/** `/sys/class/net/wwan0/qmi/raw_ip: N`, `/sys/bus/usb/devices/1-1.2:1.0/bInterfaceNumber:00` of `grep .` */
const namedValue = /^\s*\/(?:sys|proc\/sys)\/[^\s'"]{1,300}:(?:\s+\S.{0,200}|[^\s:'"/]{1,80}|)\s*$/;

/** `cat: can't open '/sys/class/net/wwan0/qmi/raw_ip': No such file or directory` */
const noFile =
  /^\s*(?:cat|grep|head|tail|-?(?:ba|a)?sh): (?:can't (?:open|read) |cannot open )?['"‘]?\/sys\/[^\s'"’]{1,300}['"’]?: \S/;

/** `cat /sys/class/net/wwan0/qmi/raw_ip`: files of sysfs and nothing else. */
const showsFiles =
  /^\s*(?:sudo\s+)?(?:\/\w+)*\/?(?:cat|head|tail|more)(?:\s+-\w+(?:\s+\d+)?)*(?:\s+\/sys\/[^\s|;&<>]+)+\s*(?:2>\s*\/dev\/null\s*)?$/;

/** `N`, `auto`, `0x0001`, `500mA`, `-71`, `MODALIAS=usb:v2C7Cp0125` */
const bareValue = /^\s*[\w.:=+-]{1,120}(?: [\w.:=+[\]-]{1,40}){0,5}\s*$/;

/** Values of the kernel's files below `/sys`. */
const attributes: BlockFormat = {
  kind: 'attributes',
  samples: [
    '/sys/class/net/wwan0/qmi/raw_ip: N',
    '/sys/bus/usb/devices/1-1/power/control:auto',
    "cat: can't open '/sys/class/net/wwan0/qmi/raw_ip': No such file or directory",
  ],
  opens: (text, command, apart) =>
    namedValue.test(text) ||
    noFile.test(text) ||
    (!apart && printedBy(command, showsFiles) && bareValue.test(text)),
  continues: () => false,
};

const countersTitle = /^\s*(?:Inter-\|\s+Receive\s|face \|bytes\s+packets\s)/;

/** ` wwan0:       0       0    0    0    0     0          0         0     4321      22    0 …`: sixteen numbers. */
const countersRow = /^\s*[\w.@-]{1,32}:\s*\d{1,20}(?:\s+\d{1,20}){15}\s*$/;

/** `/proc/net/dev`. */
const counters: BlockFormat = {
  kind: 'counters',
  samples: [
    'Inter-|   Receive                                                |  Transmit',
    ' wwan0:    4321      22    0    0    0     0          0         0     4321      22    0    0    0     0       0          0',
  ],
  opens: (text) => countersTitle.test(text) || countersRow.test(text),
  continues: () => false,
};

/** What the kernel shows in files of its own. */
export const kernelFileFormats: readonly BlockFormat[] = [attributes, counters];
