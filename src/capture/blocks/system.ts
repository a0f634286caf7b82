import { isMachineText } from '../machine-text.ts';
import type { BlockFormat } from './block-format.ts';
import { printedBy } from './printed-by.ts';

/** A node of a serial port, a modem's control port or a net device of such: `/dev/ttyUSB0`. */
const nodePath = String.raw`\/dev\/[\w./:-]{1,64}`;

/** `/dev/ttyUSB0  /dev/ttyUSB1` */
const nodes = new RegExp(String.raw`^\s*${nodePath}(?:\s+${nodePath}){0,63}\s*$`);

/** `crw-------    1 root     root      180, 176 Mar 28 14:22 /dev/cdc-wdm0`, `lrwxrwxrwx 1 root root 7 Jan 1 … a -> b` */
const longNode =
  /^\s*(?:[cb][rwxsStT-]{9}\+?\s+\d+\s+\S+\s+\S+\s+\d+,\s*\d+\s|l[rwx]{9}\s+\d+\s+\S+\s+\S+\s+\d+\s)/;

/** `ls: /dev/ttyUSB*: No such file or directory`, `ls: cannot access '/dev/ttyUSB*': Datei oder Verzeichnis nicht gefunden` */
const noNode = /^\s*ls: (?:[\p{L} ]{2,40}['"‘’]?)?\/dev\/[^\s:'"‘’]{1,64}['"‘’]?(?: [\p{L} ]{1,40})?: \S/u;

/** Names as `ls /dev` prints them in columns. */
const nodeNames = /^\s*[\w.:-]{1,40}(?:\s+[\w.:-]{1,40}){0,31}\s*$/;

const listsNodes = /(?:^|[\s|;&(])ls\s(?:[^|;&]{0,200}\s)?\/dev(?:\/|\s|$)/;

/** The whole directory: its names come without it. */
const listsDirectory = /(?:^|[\s|;&(])ls\s(?:[^|;&]{0,200}\s)?\/dev\/?(?:[\s|;&]|$)/;

/** `ls /dev/ttyUSB*`, `ls -l /dev/cdc-wdm0`, `ls /dev | grep tty`. */
const files: BlockFormat = {
  kind: 'files',
  samples: [
    '/dev/ttyUSB0  /dev/ttyUSB1  /dev/ttyUSB2',
    'crw-------    1 root     root      180, 176 Mar 28 14:22 /dev/cdc-wdm0',
    'ls: /dev/ttyUSB*: No such file or directory',
  ],
  opens(text, command) {
    if (noNode.test(text)) return true;
    if (printedBy(command, listsNodes)) {
      const isName = printedBy(command, listsDirectory) && nodeNames.test(text) && isMachineText(text);
      return nodes.test(text) || longNode.test(text) || isName;
    }
    // One path alone may be a word of a wrapped sentence.
    return (nodes.test(text) && /\S\s+\S/.test(text)) || (longNode.test(text) && /\/dev\//.test(text));
  },
  continues: (text) => longNode.test(text) || nodes.test(text),
};

/** `Module                  Size  Used by` */
const moduleHead = /^\s*Module\s+Size\s+Used by\b/;

/** `option                 36864  2`, `usb_wwan               16384  1 option`, `8021q 20480 0 [permanent]` */
const moduleRow = /^\s*\w{2,64}\s+\d{3,9}\s+\d{1,4}(?:\s+(?:-|\[permanent\]|[\w,-]+))?\s*$/;

/** `option 36864 2 - Live 0x00000000` of `/proc/modules` */
const procModule = /^\s*\w{2,64} \d{3,9} \d{1,4} \S+ (?:Live|Loading|Unloading) 0x[\da-f]+/;

/** A row of a modem's driver, which no other table has. */
const modemModule =
  /^\s*(?:option|usb_wwan|usbserial|qmi_wwan(?:_q)?|cdc_(?:acm|ether|mbim|ncm|wdm|subset)|huawei_cdc_ncm|rndis_host|sierra(?:_net)?|qcserial|usbnet|hso|GobiNet|mhi\w*|wwan|ppp_async)\s+\d{4,9}\s+\d{1,3}(?:\s+[\w,-]+)?\s*$/;

const listsModules =
  /(?:^|[\s|;&(/])(?:lsmod|cat\s+\/proc\/modules|grep\s[^|;&]{0,100}\/proc\/modules)(?![\w.-])/;

/** `lsmod`, `cat /proc/modules`. */
const modules: BlockFormat = {
  kind: 'modules',
  samples: [
    'Module                  Size  Used by',
    'qmi_wwan               20480  0',
    'cdc_wdm 16384 1 qmi_wwan, Live 0x00000000',
  ],
  opens: (text, command) =>
    moduleHead.test(text) ||
    procModule.test(text) ||
    modemModule.test(text) ||
    (printedBy(command, listsModules) && moduleRow.test(text)),
  continues: (text, apart) => !apart && moduleRow.test(text),
};

/** `  PID USER       VSZ STAT COMMAND`, `USER         PID %CPU %MEM …`, `UID          PID    PPID  C STIME TTY …` */
const processHead =
  /^\s*(?:(?:USER|UID|F)\s+)?(?:\w+\s+){0,3}P?PID\s+(?:[%A-Z+]+\s+){1,12}(?:COMMAND|CMD|Command)\s*$/;

/** ` 1234 root      1496 S    udhcpc -p /var/run/udhcpc.pid`, `root      1234  0.0  0.1   1496 …` */
const processRow = /^\s*(?:\d{1,7}\s+\S|[\w+.-]{1,32}\s+\d{1,7}\s+[\d.]+\s)/;

/** The same where a blank line stands before it: with memory and state, or with a share of the processor. */
const wholeProcessRow =
  /^\s*(?:\d{1,7}\s+\S{1,32}\s+\d{1,9}m?\s+[A-Z][A-Z<+]{0,3}\s|[\w+.-]{1,32}\s+\d{1,7}\s+\d{1,3}\.\d\s)/;

/** What top prints above its table. */
const topSummary =
  /^\s*(?:Mem: \d+K used|CPU:\s+\d+% usr|Load average: \d|top - \d\d:\d\d:\d\d |Tasks:\s+\d+ total|%Cpu\(s\):|[KM]iB (?:Mem|Swap)\s*:)/;

const listsProcesses = /(?:^|[\s|;&(/])(?:ps|top|htop)(?=[\s|;&]|$)/;

/** `ps`, `ps w`, `ps aux`, `ps -ef`, `top -n1`. */
const processes: BlockFormat = {
  kind: 'processes',
  samples: [
    '  PID USER       VSZ STAT COMMAND',
    'Mem: 41036K used, 20572K free, 172K shrd, 2152K buff, 11504K cached',
  ],
  opens: (text, command) =>
    processHead.test(text) ||
    topSummary.test(text) ||
    (printedBy(command, listsProcesses) && processRow.test(text)),
  continues: (text, apart) => (apart ? wholeProcessRow : processRow).test(text),
};

/** `kmod-usb-net-qmi-wwan - 5.4.46-1` */
const opkgRow = /^\s*[a-z0-9][a-z0-9+._-]{1,80} - [\w.~+:-]*\d[\w.~+:-]*\s*$/i;

/** The same of a package that only OpenWrt has: sentences and other lists write `a - 1`, too. */
const knownOpkgRow =
  /^\s*(?:kmod|luci|lib[\w+.]+|uqmi|umbim|wwan|comgt|chat|ppp|usb-modeswitch|usbutils|modemmanager|qmi-utils|mbim-utils|netifd|procd|base-files|kernel|mwan3|quectel-cm|sms-tool)(?:-[a-z0-9+._-]{1,64})? - [\w.~+:-]*\d[\w.~+:-]*\s*$/i;

/** `kmod-usb-net-6.6.86-r1 aarch64_cortex-a53 {feeds/base/…} (GPL-2.0) [installed]`, also without the architecture */
const apkRow =
  /^\s*[a-z0-9][\w+.-]{1,80}-\d[\w.~+]*-r\d+(?:\s+[\w-]+)?\s+\{[^{}]*\}\s+\([^()]*\)(?:\s+\[[^\]]*\])*\s*$/;

/** `uqmi-2025.07.30~7914da43-r1 - Control utility for mobile broadband modems`: `apk info -vv`. */
const apkDescribed = /^\s*[a-z0-9][\w+.-]{1,80}-\d[\w.~+]*-r\d+ - \S/;

/** `kmod-usb-net-6.6.86-r1` */
const apkName = /^\s*[a-z0-9][\w+.-]{1,80}-\d[\w.~+]*-r\d+\s*$/;

/** What opkg and apk say while they install. */
const packageNews =
  /^\s*(?:Package \S+ \(\S+\) installed in \S+ is up to date\.|(?:Installing|Upgrading) \S+ (?:\(\S+\) to \w+|on \w+ from \S+ to \S+?)\.\.\.|\(\d+\/\d+\) (?:Installing|Upgrading|Downgrading|Reinstalling|Purging) \S+ \([^()]{1,80}\)|Removing package \S+ from \w+\.\.\.)\s*$/;

/** What stands between such lines; a sentence may say the like. */
const packageStep =
  /^\s*(?:Configuring [\w.+-]+\.|Downloading https?:\/\/\S+|OK: \d+ MiB in \d+ packages)\s*$/;

const listsPackages =
  /(?:^|[\s|;&(/])(?:opkg\s(?:[^|;&]{0,100}\s)?list[-_]installed|apk\s(?:[^|;&]{0,100}\s)?(?:list\s(?:[^|;&]{0,100}\s)?(?:-I|--installed)|info))(?![\w-])/;

/** `opkg list-installed`, `apk list -I`, `apk info -v`, and what is said while packages are installed. */
const packages: BlockFormat = {
  kind: 'packages',
  samples: [
    'kmod-usb-net-qmi-wwan - 5.4.46-1',
    'kmod-usb-net-6.6.86-r1 aarch64_cortex-a53 {feeds/base/kernel} (GPL-2.0-only) [installed]',
    'Package uqmi (2022-05-04-56cb2d40-1) installed in root is up to date.',
  ],
  opens: (text, command) =>
    apkRow.test(text) ||
    packageNews.test(text) ||
    (printedBy(command, listsPackages)
      ? opkgRow.test(text) || apkName.test(text) || apkDescribed.test(text)
      : command === null && knownOpkgRow.test(text)),
  continues: (text, apart) =>
    !apart && (knownOpkgRow.test(text) || apkName.test(text) || packageStep.test(text)),
};

/** A port of a modem: `/dev/ttyUSB2`, `/dev/cdc-wdm0`, `/dev/wwan0qmi0`. */
const port = String.raw`\/dev\/(?:ttyUSB|ttyACM|ttyHS|ttyXR|cdc-wdm|wwan|mhi)\w{1,32}`;

/** `/dev/ttyUSB2: ModemManager[1234]`, as the collection of this program prints it. */
const heldBy = new RegExp(String.raw`^\s*${port}: [\w.() +-]{1,40}\[\d{1,7}\]\s*$`);

/**
 * `/dev/ttyUSB2: 2c7c:0125 interface 02 (ff/00/00), driver option, device 1-1`, of a port or a network device, likewise;
 * `/dev/wwan0at0: 17cb:0308 on PCI, type AT, driver mhi-pci-generic, device 0003:01:00.0`
 */
const functionOf =
  /^\s*(?:\/dev\/)?[\w.-]{1,32}: [\da-f]{4}:[\da-f]{4} (?:interface [\da-f]{2} \([\da-f/]{8}\)|on PCI(?:, type \w{1,16})?), driver [\w.-]{1,32}, device [\da-f:.-]{1,32}\s*$/;

/** `ModemMana 1234 root   12u   CHR  188,2      0t0  123 /dev/ttyUSB2`, busybox: `1234	/usr/sbin/ModemManager	/dev/ttyUSB2` */
const openFile = new RegExp(
  String.raw`^\s*(?:[\w.+-]{1,16}\s+\d{1,7}\s+(?:\d{1,7}\s+)?\S{1,32}\s+\d{1,5}[urw]\S?\s+CHR\s.{1,120}|\d{1,7}\s+\/\S{1,100}\s+)${port}\s*$`,
);
const openFileTitle = /^\s*COMMAND\s+PID\s+(?:TID\s+)?(?:TASKCMD\s+)?USER\s+FD\s/;

/** `                     USER        PID ACCESS COMMAND` of `fuser -v`, and its rows. */
const userTitle = /^\s*USER\s+PID\s+ACCESS\s+COMMAND\s*$/;
const userRow = /^\s*(?:\/dev\/\S{1,60}:\s+)?[\w.-]{1,32}\s+\d{1,7}\s+[FfcertmM.]{3,8}\s+\S{1,40}\s*$/;

/** `/dev/ttyUSB2:        1234`, busybox: `1234 1250` */
const pids = new RegExp(String.raw`^\s*(?:${port}:\s*)?\d{1,7}m?(?:\s+\d{1,7}m?){0,15}\s*$`);

const asksHolders = /(?:^|[\s|;&(/])fuser(?=\s)/;

/** Who has a modem's port open, and whose port it is: `fuser`, `lsof`, the collection of this program. */
const holders: BlockFormat = {
  kind: 'holders',
  samples: [
    '/dev/ttyUSB2: ModemManager[1234]',
    '/dev/ttyUSB2: 2c7c:0125 interface 02 (ff/00/00), driver option, device 1-1',
    '/dev/wwan0at0: 17cb:0308 on PCI, type AT, driver mhi-pci-generic, device 0003:01:00.0',
    'COMMAND    PID USER   FD   TYPE DEVICE SIZE/OFF NODE NAME',
    'ModemMana 1234 root   12u   CHR  188,2      0t0  123 /dev/ttyUSB2',
    '1234	/usr/sbin/ModemManager	/dev/ttyUSB2',
  ],
  opens: (text, command) =>
    heldBy.test(text) ||
    functionOf.test(text) ||
    openFile.test(text) ||
    openFileTitle.test(text) ||
    (printedBy(command, asksHolders) && (userTitle.test(text) || userRow.test(text) || pids.test(text))),
  continues: () => false,
};

/** What shows the state of the system: nodes, who holds them, modules, processes, packages. */
export const systemFormats: readonly BlockFormat[] = [files, holders, modules, processes, packages];
