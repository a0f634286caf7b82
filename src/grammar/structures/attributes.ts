import type { Line } from '../../capture/line.ts';
import { spanOf } from '../../capture/position.ts';
import type { Section } from '../../capture/section.ts';
import type { BlockReading, Unplaced } from './block.ts';
import { callsOf } from './printing-calls.ts';

/** `/sys/class/net/wwan0/qmi/raw_ip: N`; a path may hold colons itself. */
const named = /^\s*(?<path>\/(?:sys|proc\/sys)\/\S*[^\s:]):(?:\s+(?<value>\S.*)|(?<glued>[^\s:'"/]+)|)\s*$/;

/** `/sys/bus/pci/devices/0003:01:00.0/uevent:PCI_ID=17CB:0308` of `grep .`: path and value have colons. */
const ofUevent = /^\s*(?<path>\/sys\/\S*?\/uevent):\s*(?<value>[A-Z][A-Z\d_]*=\S.*)$/;

/** Reads values of sysfs: with their paths, or below the `cat` that names them. Never throws. */
export function readAttributes(lines: readonly Line[], section: Section): BlockReading {
  const observations: Unplaced[] = [];
  const unread: Line[] = [];
  const [call] = callsOf(section, 'cat', 'head', 'tail', 'more');
  const asked = call?.arguments.filter((word) => word.startsWith('/sys/')) ?? [];
  const bare: Line[] = [];
  for (const line of lines) {
    const found = (ofUevent.exec(line.text) ?? named.exec(line.text))?.groups;
    const path = found?.['path'];
    if (path !== undefined) {
      const value = (found?.['value'] ?? found?.['glued'] ?? '').trim();
      if (value !== '') observations.push({ kind: 'attribute', path, value, span: wordsOf(line) });
    } else if (/: \S/.test(line.text)) {
      // It complains that there is no such file, or of something else.
      unread.push(line);
    } else bare.push(line);
  }
  // Which of several files has only one value, or which value has several lines, nobody can tell.
  if (bare.length !== asked.length) return { observations, unread };
  for (const [place, line] of bare.entries()) {
    const path = asked[place] ?? '';
    observations.push({ kind: 'attribute', path, value: line.text.trim(), span: wordsOf(line) });
  }
  return { observations, unread };
}

function wordsOf(line: Line): Unplaced['span'] {
  return spanOf(line, line.text.search(/\S/), line.text.trimEnd().length);
}
