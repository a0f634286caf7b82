import type { BlockFormat } from './block-format.ts';
import { callOf, printedBy } from './printed-by.ts';

/** `              total        used        free      shared  buff/cache   available`: `free` of busybox and procps */
const memoryTitle = /^\s*total\s+used\s+free\s+shared\b/;
const memoryRow = /^\s*(?:Mem|Swap|Total|Low|High|-\/\+ buffers(?:\/cache)?):\s+\d+\s+\d+/;

/** `MemAvailable:      55000 kB` */
const meminfoRow = /^\s*[A-Z][\w()]{2,24}:\s+\d{1,12} kB\s*$/;

/** `Filesystem           1K-blocks      Used Available Use% Mounted on` */
const storageTitle = /^\s*Filesystem\s+(?:\S+-blocks|Size|Inodes|Type)\s/;

/** `/dev/root                 4352      4352         0 100% /rom` */
const storageRow =
  /^\s*\S{1,80}\s+(?:\S+\s+)?[\d.]+[KMGT]?\s+[\d.]+[KMGT]?\s+[\d.]+[KMGT]?\s+\d{1,3}%\s+\/\S*\s*$/;

/** ` 20:11:02 up 3 days,  2:14,  load average: 0.12, 0.08, 0.03` */
const upSince = /^\s*\d\d:\d\d:\d\d up \S.{0,60},\s+load average: [\d.]+/;

/** `Sun Nov 29 20:11:02 UTC 2025` */
const dateLine =
  /^\s*[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d (?:[AP]M )?[A-Z][A-Za-z0-9+-]{1,8} \d{4}\s*$/;

/** `266123.44 512345.12` of `/proc/uptime`, `0.12 0.08 0.03 1/88 12345` of `/proc/loadavg` */
const procNumbers = /^\s*[\d.]+ [\d.]+(?: [\d.]+ \d+\/\d+ \d+)?\s*$/;

/** `d41d8cd98f00b204e9800998ecf8427e  /lib/netifd/proto/qmi.sh` */
const checksum = /^\s*[\da-f]{32}(?:[\da-f]{32})?\s{1,2}\*?[\w./-]+\s*$/;

/** `S20network  S95done  K10gpio_switch` */
const bootLinks = /^\s*[SK]\d\d[\w.-]{1,40}(?:\s+[SK]\d\d[\w.-]{1,40}){0,15}\s*$/;

/** `nameserver 10.11.12.13`, `search lan`, `options timeout:1`, `# Interface wwan_4` */
const resolverRow =
  /^\s*(?:nameserver\s+(?:[\da-fA-F.:%\w]{3,60}|[<[][\w -]{1,30}[>\]])|(?:search|domain)\s+[\w.-]{1,120}|options\s+[\w:.-]{2,80}|# Interface [\w.-]{1,32})\s*$/;

/** `*\/5 * * * * /usr/bin/check-modem.sh` */
const cronRow = /^\s*(?:[\d*,/-]{1,40}\s+){5}\S/;

const printsDate = callOf('date');
const printsNumbers = /(?:^|\s)\/proc\/(?:uptime|loadavg)\b/;
const printsMeminfo = /(?:^|\s)\/proc\/meminfo\b/;
const printsSums = callOf('md5sum', 'sha256sum');
const listsLinks = /(?:^|[\s|;&(])ls\s(?:[^|;&]{0,100}\s)?\/etc\/rc\.d\b/;
const printsCrontab = /(?:^|[\s|;&(])crontab\s+-l\b|\/etc\/crontabs\/|\/etc\/cron/;

/** `lines of the log: 612`, as the collection of this program prints it */
const extentRow =
  /^\s*(?:number of its last line: \d{1,10}|lines of the log: \d{1,10}|the log begins: \S.{0,40}|the log goes back to the start of the router: (?:yes|no))\s*$/;

/** How far back the log of a router goes. */
export const logExtent: BlockFormat = {
  kind: 'log-extent',
  samples: ['number of its last line: 5123', 'lines of the log: 612'],
  opens: (text) => extentRow.test(text),
  continues: () => false,
};

/**
 * How the router itself is: its clock, memory and storage, what it starts, whom it asks for names. Nothing of it tells of
 * a modem, so that such lines need only be known.
 */
export const routerState: BlockFormat = {
  kind: 'router-state',
  samples: [
    '              total        used        free      shared  buff/cache   available',
    'Filesystem           1K-blocks      Used Available Use% Mounted on',
    ' 20:11:02 up 3 days,  2:14,  load average: 0.12, 0.08, 0.03',
    'nameserver 10.11.12.13',
  ],
  opens: (text, command) =>
    memoryTitle.test(text) ||
    memoryRow.test(text) ||
    storageTitle.test(text) ||
    storageRow.test(text) ||
    upSince.test(text) ||
    resolverRow.test(text) ||
    (printedBy(command, printsDate) && dateLine.test(text)) ||
    (printedBy(command, printsNumbers) && procNumbers.test(text)) ||
    (printedBy(command, printsMeminfo) && meminfoRow.test(text)) ||
    (printedBy(command, printsSums) && checksum.test(text)) ||
    (printedBy(command, listsLinks) && bootLinks.test(text)) ||
    (printedBy(command, printsCrontab) && cronRow.test(text)),
  continues: () => false,
};
