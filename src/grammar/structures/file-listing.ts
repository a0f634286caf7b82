import type { Line } from '../../capture/line.ts';
import { spanOf } from '../../capture/position.ts';
import type { BlockReading, Unplaced } from './block.ts';

/** `/dev/ttyUSB0` */
const path = /\/dev\/[^\s:'"‘’]+/gu;

/** `ls: cannot access '/dev/ttyUSB*': No such file or directory` */
const complaint =
  /^\s*ls: [^/]{0,60}(?<path>\/dev\/[^\s:'"‘’]+)['"‘’]?(?: [\p{L} ]{1,40})?:\s*(?<reason>\S.*)$/u;

/** The node is there: `Permission denied`, `Not a directory`. */
const otherReason = /permission|berechtigung|not a directory|kein verzeichnis/i;

/** `crw-rw----    1 root     dialout   188,   2 Mar 28 14:22 ttyUSB2` */
const longForm =
  /^\s*[cb][rwxsStT-]{9}\+?\s+\d+\s+\S+\s+\S+\s+\d+,\s*\d+\s+(?:\d{4}-\d\d-\d\d\s+[\d:.]+(?:\s+[+-]\d{4})?|\S+\s+\d{1,2}\s+[\d:]+)\s+(?<name>[\w./:-]+)\s*$/;

/** `lrwxrwxrwx 1 root root 13 Jan  1 00:00 usb-HUAWEI-if00-port0 -> ../../ttyUSB0` */
const link = /^\s*l[rwx]{9}\s.{1,300} -> (?:\.\.\/)*(?:\/dev\/)?(?<name>[\w.:-]+)\s*$/;

/** Names under `/dev` that a modem's nodes have; of the others in a directory nothing is asked for. */
const modemNode =
  /(?<=^|\s)(?:tty(?:USB|ACM|HS|XR|MT|S)\d+|cdc-wdm\d+|wwan\d\S*|qcqmi\d+|mhi_\S+|wwan\d+)(?=\s|$)/g;

/** Reads the nodes that `ls` found, or did not find, under `/dev`. Never throws. */
export function readFileListing(lines: readonly Line[]): BlockReading {
  const observations: Unplaced[] = [];
  const unread: Line[] = [];
  const add = (line: Line, start: number, shown: string, missing: boolean): void => {
    const name = shown.startsWith('/dev/') ? shown : `/dev/${shown}`;
    observations.push({ kind: 'node', path: name, missing, span: spanOf(line, start, start + shown.length) });
  };
  for (const line of lines) {
    const { text } = line;
    const refused = complaint.exec(text)?.groups;
    if (refused !== undefined) {
      const shown = refused['path'] ?? '';
      if (!otherReason.test(refused['reason'] ?? '')) add(line, text.indexOf(shown), shown, true);
      continue;
    }
    const long = (longForm.exec(text) ?? link.exec(text))?.groups?.['name'];
    if (long !== undefined) {
      add(line, text.lastIndexOf(long), long, false);
      continue;
    }
    const names = [...text.matchAll(text.includes('/dev/') ? path : modemNode)];
    for (const { index, 0: shown } of names) add(line, index, shown, false);
    if (names.length === 0 && /[^\s\w.:-]/.test(text)) unread.push(line);
  }
  return { observations, unread };
}
