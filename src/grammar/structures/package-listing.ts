import type { Line } from '../../capture/line.ts';
import { spanOf } from '../../capture/position.ts';
import type { BlockReading, Unplaced } from './block.ts';

/** `kmod-usb-net-qmi-wwan - 5.4.46-1` */
const opkg = /^\s*(?<name>[\w+.-]+) - (?<version>\S+)\s*$/;

/** `kmod-usb-net-6.6.86-r1`, then perhaps architecture, origin, licence and `[installed]` */
const apk = /^\s*(?<name>[\w+.-]+)-(?<version>\d[\w.~+]*-r\d+)(?<rest>\s.*)?$/;

/** `Package uqmi (2022-05-04-56cb2d40-1) installed in root is up to date.` */
const upToDate = /^\s*Package (?<name>\S+) \((?<version>[^()\s]+)\) installed in /;

/** `Installing kmod-usb-net (5.4.46-1) to root...`, `Upgrading uqmi on root from 1 to 2...`; it may still fail. */
const opkgBegins =
  /^\s*(?:Installing (?<name>\S+) \((?<version>[^()\s]+)\) to |Upgrading (?<upgraded>\S+) on \S+ from \S+ to (?<to>\S+?)\.{3}$)/;

/** `Configuring kmod-usb-net.`: the last step. */
const opkgEnds = /^\s*Configuring (?<name>\S+)\.\s*$/;

/** `(1/3) Installing kmod-usb-net (6.6.86-r1)`, `(2/3) Upgrading uqmi (1-r1 -> 1-r2)` */
const apkStep =
  /^\s*\(\d+\/\d+\) (?:Installing|Upgrading|Downgrading|Reinstalling) (?<name>\S+) \((?:\S+ -> )?(?<version>[^()\s]+)\)\s*$/;

/** Lines that show no package, or one that is taken away. */
const other = /^\s*(?:Removing package |\(\d+\/\d+\) Purging |Downloading http|OK: \d)/;

/** Reads which packages are installed. Never throws. */
export function readPackageListing(lines: readonly Line[]): BlockReading {
  const observations: Unplaced[] = [];
  const unread: Line[] = [];
  const begun = new Map<string, string>();
  for (const line of lines) {
    const { text } = line;
    const start = opkgBegins.exec(text)?.groups;
    if (start !== undefined) {
      begun.set(start['name'] ?? start['upgraded'] ?? '', start['version'] ?? start['to'] ?? '');
      continue;
    }
    if (other.test(text)) continue;
    const ended = opkgEnds.exec(text)?.groups?.['name'];
    const listed = (upToDate.exec(text) ?? apkStep.exec(text) ?? opkg.exec(text) ?? apk.exec(text))?.groups;
    const name = ended ?? listed?.['name'];
    if (name === undefined) {
      unread.push(line);
      continue;
    }
    // `apk list` shows the packages that could be installed, too.
    if (listed?.['rest']?.includes('{') === true && !listed['rest'].includes('[installed]')) continue;
    const at = text.indexOf(name);
    const version = listed?.['version'] ?? begun.get(name) ?? null;
    observations.push({ kind: 'package', name, version, span: spanOf(line, at, at + name.length) });
  }
  return { observations, unread };
}
