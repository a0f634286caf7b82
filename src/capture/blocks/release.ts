import { isSentence } from '../machine-text.ts';
import type { ShellCommand } from '../section.ts';
import type { BlockFormat } from './block-format.ts';
import { printedBy } from './printed-by.ts';

/** `r24106-10cc5fcd00`, with local commits behind a plus `r11270+32-3d0fc1d8bb`, `r48532` of the Subversion years */
const revision = String.raw`r\d{1,6}(?:\+\d{1,5})?(?:-[\da-f]{6,12})?`;

/** `23.05.5`, `24.10.0-rc4`, `21.02-SNAPSHOT`, `SNAPSHOT` */
const version = String.raw`(?:SNAPSHOT|\d{2}\.\d{2}(?:\.\d{1,2})?(?:-(?:rc\d{1,2}|SNAPSHOT))?)`;

/** Firmware that counts its releases like OpenWrt. */
const distribution = String.raw`(?:[\w-]{0,16}(?:Wrt|WRT)|LEDE|iStoreOS|ROOter|OpenMPTCProuter)`;

/** What the pictures above and beside the release are drawn with; LEDE writes its name into its own. */
const drawing = String.raw`[\s|\\/_]*(?:(?:LE|DE)[\s|\\/_]+){0,2}`;

/**
 * `OpenWrt 23.05.5, r24106-10cc5fcd00`: the login banner; without the comma the description of a release. Source: OpenWrt
 * base-files, /etc/banner and /etc/openwrt_release.
 */
export const bannerLine = new RegExp(
  String.raw`^${drawing}(?<distribution>${distribution}) (?:[A-Z][a-z]{2,12} ){0,2}(?<version>${version}),? (?<revision>${revision}|unknown)[\s|\\/_]*$`,
);

/** `CHAOS CALMER (15.05.1, r48532)`, `BARRIER BREAKER (Bleeding Edge, r34253)`, and of LEDE `Reboot (17.01.4, r3560-79f57e422d)` */
export const codenameLine = new RegExp(
  String.raw`^${drawing}(?<codename>ATTITUDE ADJUSTMENT|BARRIER BREAKER|CHAOS CALMER|DESIGNATED DRIVER|Attitude Adjustment|Barrier Breaker|Chaos Calmer|Designated Driver|Reboot) \((?<version>${version}|Bleeding Edge|Snapshot), (?<revision>${revision})\)[\s|\\/_]*$`,
);

/** `BusyBox v1.36.1 (2024-09-23 12:34:46 UTC) built-in shell (ash)` */
export const busyboxLine =
  /^\s*BusyBox v(?<busybox>\d[\d.]{2,10}) \([^()]{1,60}\) (?:built-in shell \(ash\)|multi-call binary)/;

/** `OpenWrt 21.02.1 r16325-88151b8303 / LuCI openwrt-21.02 branch git-…`, `OpenWrt Chaos Calmer 15.05.1 / LuCI …` */
const firmware = String.raw`(?<distribution>[A-Z][\w.-]{2,24}) (?:[A-Z][a-z]{2,12} ){0,2}(?<version>${version})(?: (?<revision>${revision}))? \/ LuCI\b[\w.:,() /-]{0,80}`;

/** Behind a label of some language, or alone where a browser put the label above it. Source: LuCI 10_system.js. */
export const firmwareLine = new RegExp(
  String.raw`^\s*(?:(?!.{0,60}\b(?:[Ii]s|ist|est|[Mm]y|I|[Tt]he|runs?)\b)(?:\p{L}[\p{L}\p{M}\p{N}'.-]*(?: [\p{L}\p{M}\p{N}'.-]+){0,4})\s?:?(?:\t| {2,}| (?<=: )| (?<=(?:[Ff]irmware|FIRMWARE|[Mm]icrologiciel|рошивк|固件|韌體|ファーム).{0,30} ))\s*)?${firmware}\s*$`,
  'u',
);

/** `Powered by LuCI openwrt-19.07 branch (git-21.044.30835-34e0d65) / OpenWrt 19.07.7 r11306-c4a6851c72`: the foot of its pages. */
export const pageFoot = new RegExp(
  String.raw`^\s*Powered by LuCI [\w.() -]{1,80}\/ (?<distribution>[A-Z][\w.-]{2,24}) (?:[A-Z][a-z]{2,12} ){0,2}(?<version>${version})(?: (?<revision>${revision}))?\s*$`,
);

/** A row of LuCI's overview; the value may stand on the next line. */
export const overviewRow =
  /^\s*(?<label>Hostname|Model|Architecture|Target Platform|Firmware Version|Kernel Version)\s?:?(?:\s+(?<value>\S.{0,119}))?\s*$/;

/** One that shows what it is without the others. */
const tellingRow =
  /^\s*(?:Kernel Version\s?:?\s+\d{1,2}\.\d{1,3}\.\d{1,3}\S{0,40}|Target Platform\s?:?\s+[a-z\d]{2,20}\/[a-z\d_-]{2,20})\s*$/;

/** A row of that table below another. */
export const clearRow =
  /^\s*(?:(?:Hostname|Model|Architecture|Target Platform|Firmware Version|Kernel Version|Local Time|Uptime|Load Average)(?:\s*$|\s?:\s|\t|\s{2,}\S)|(?:Local Time|Uptime|Load Average)\s+\d)/;

/** `Kernel-Version	5.4.154`: below the firmware, in a language that LuCI has. */
export const kernelRow =
  /^\s*(?:\p{L}[\p{L}\p{M}.'-]*(?: [\p{L}\p{M}.'-]+){0,3}\s?:?(?:\t| {2,}| (?<=: ))\s*)?(?<kernel>\d{1,2}\.\d{1,3}\.\d{1,3}(?:-[\w.+~-]{1,30})?)\s*$/u;

/** `Linux OpenWrt 5.15.167 #0 SMP Mon Sep 23 12:34:46 2024 mips GNU/Linux`: `uname -a`. */
export const unameLine =
  /^\s*Linux (?<host>[\w.<>-]{1,64}) (?<kernel>\d{1,2}\.\d{1,3}\.\d[\w.+~-]{0,40}) #\d{1,6}\S{0,40} .{0,120}\b[12]\d{3}(?:-\d\d-\d\d)?\)?(?: (?:mips|arm|aarch|x86_|i\d86|ppc|powerpc|riscv|loongarch|arc|unknown|Authentic|Genuine|GNU\/)\S{0,16}){0,5}\s*$/;

/** `Linux version 5.15.167 (builder@buildhost) (mips-openwrt-linux-musl-gcc (OpenWrt GCC 12.3.0 r24106-…) …) #0 SMP …` */
export const procVersionLine =
  /^\s*Linux version (?<kernel>\d{1,2}\.\d{1,3}\.\d[\w.+~-]{0,40}) \([^\s()]{1,80}\) \(.{1,300}\) #\d/;

/** Keys of `/etc/openwrt_release` and of `/etc/os-release` that nothing else has. */
const ownKey =
  /^\s*(?:export )?(?:(?:DISTRIB|OPENWRT|LEDE)_[A-Z_]{2,40}|PRETTY_NAME|VERSION_ID|VERSION_CODENAME|ID_LIKE|BUG_REPORT_URL)=/;

/** `NAME="OpenWrt"`, with which the latter begins; programs quote names of their own. */
const nameKey = /^\s*NAME="(?:[\w-]{0,16}(?:Wrt|WRT)|LEDE|[A-Z][\w.-]{2,20}(?: [\w/().-]{2,20}){1,3})"\s*$/;

/** `DISTRIB_ID='OpenWrt'`, `VERSION="12 (bookworm)"`, `ID=debian`: nothing that a script would work out. */
export const assignment =
  /(?<![^\s;])(?<key>[A-Z][A-Z_]{1,40})=(?:"(?<double>[^"$`]{0,120})"|'(?<single>[^']{0,120})'|(?<bare>[^\s"'$`;]{0,120}))(?=[\s;]|$)/g;

const assignments = new RegExp(String.raw`^\s*(?:export )?(?:${assignment.source}[\s;]*)+$`);

/** Files whose only line is a value. */
const valueFiles =
  /(?:^|[\s|;&(])(?:cat|more|less|head|tail)\s(?:[^|;&]{0,100}\s)?(?:\/tmp\/sysinfo\/(?:model|board_name)|\/proc\/device-tree\/model|\/etc\/openwrt_version)(?![\w.-])/;

/** `GL.iNet GL-MT300N V2`, `glinet,gl-mt300n-v2`, `r24106-10cc5fcd00` */
const fileValue = /^\s*[A-Za-z\d][\w .,+()/&:-]{1,78}\s*$/;

/** Pictures, and the rules above and below the release. */
export const drawn =
  /^[\s|\\/_.:'`,~=*-]{3,}$|^[\s|_-]*W ?I ?R ?E ?L ?E ?S ?S\s+F ?R ?E ?E ?D ?O ?M[\s|_-]*$/;

/** The mixture for a drink that old banners give, and what busybox says below its name. */
export const underBanner =
  /^\s*(?:\* \d[\d/ ]{0,6}(?:oz|tsp|cup|dash|parts?|slices?|shots?)\b|\* [A-Z\d][\w ]{2,24}\s{2,}\S|Enter 'help' for a list of built-in commands\.\s*$)/;

/** All that opens without its command begins like this, but for what holds ` / LuCI`. */
const beginning =
  /^[\s|\\/_]*(?:(?:LE|DE)[\s|\\/_]+){0,2}(?:export )?(?:(?:DISTRIB|OPENWRT|LEDE)[_ ]|PRETTY_N|VERSION_|ID_LIKE|BUG_REP|NAME="|Linux |BusyBox v|Kernel Ver|Target Pl|Powered by LuCI|ATTITUDE|BARRIER|CHAOS|DESIGNATED|Attitude|Barrier|Chaos|Designated|Reboot \(|iStoreOS|ROOter|OpenMPTCP|[\w-]{0,16}W(?:rt|RT) )/;

/** The release, the model and the kernel of a router: its files, its login banner, LuCI's overview, uname. */
export const releases: BlockFormat = {
  kind: 'release',
  samples: [
    "DISTRIB_ID='OpenWrt'",
    'DISTRIB_RELEASE="15.05.1"',
    'PRETTY_NAME="OpenWrt 23.05.5"',
    'NAME="Debian GNU/Linux"',
    ' OpenWrt 23.05.5, r24106-10cc5fcd00',
    ' OpenWrt SNAPSHOT, r17815-9d2ba5b2ad',
    '   \\  DE    \\  /    OpenWrt SNAPSHOT, r6854-2ffed5362',
    ' CHAOS CALMER (15.05.1, r48532)',
    ' Reboot (17.01.4, r3560-79f57e422d)',
    'BusyBox v1.36.1 (2024-09-23 12:34:46 UTC) built-in shell (ash)',
    'Firmware Version\tOpenWrt 21.02.1 r16325-88151b8303 / LuCI openwrt-21.02 branch git-21.295.67054-13df80d',
    'Версия прошивки OpenWrt 21.02.1 r16325-88151b8303 / LuCI openwrt-21.02 branch git-21.295.67054-13df80d',
    'LEDE Reboot 17.01.4 r3560-79f57e422d / LuCI lede-17.01 branch (git-17.290.79498-d3f0685)',
    'Powered by LuCI openwrt-19.07 branch (git-21.044.30835-34e0d65) / OpenWrt 19.07.7 r11306-c4a6851c72',
    'Kernel Version 5.4.154',
    'Target Platform\tramips/mt7621',
    'Linux OpenWrt 5.15.167 #0 SMP Mon Sep 23 12:34:46 2024 mips GNU/Linux',
    'Linux version 5.15.167 (builder@buildhost) (mips-openwrt-linux-musl-gcc (OpenWrt GCC 12.3.0 r24106-10cc5fcd00) 12.3.0, GNU ld (GNU Binutils) 2.40.0) #0 SMP Mon Sep 23 12:34:46 2024',
  ],
  opens: (text, command, apart) => {
    if (text.includes(' / LuCI ') && firmwareLine.test(text)) return true;
    if (!apart && mayBeFileValue(text, command)) return true;
    return beginning.test(text) && tells(text);
  },
  leads: leadsOverview,
  continues: (text, apart) =>
    clearRow.test(text) ||
    kernelRow.test(text) ||
    drawn.test(text) ||
    underBanner.test(text) ||
    (!apart && assignments.test(text)),
};

function tells(text: string): boolean {
  return (
    bannerLine.test(text) ||
    codenameLine.test(text) ||
    unameLine.test(text) ||
    busyboxLine.test(text) ||
    procVersionLine.test(text) ||
    tellingRow.test(text) ||
    pageFoot.test(text) ||
    ((ownKey.test(text) || nameKey.test(text)) && assignments.test(text))
  );
}

function mayBeFileValue(text: string, command: ShellCommand | null): boolean {
  return printedBy(command, valueFiles) && fileValue.test(text) && !isSentence(text);
}

/** Rows of the overview above the first that tells. */
const mostRows = 12;

/** Whether these are rows of LuCI's overview, or labels and values in turn. */
function leadsOverview(texts: readonly string[]): boolean {
  if (texts.length > mostRows || !/^\s*[AFHKMT]/.test(texts[0] ?? '')) return false;
  let isValue = false;
  for (const text of texts) {
    if (isValue) {
      if (text.length > 120 || isSentence(text)) return false;
      isValue = false;
      continue;
    }
    const row = overviewRow.exec(text);
    if (row === null) return false;
    isValue = row.groups?.['value'] === undefined;
  }
  return true;
}
