import type { Line } from '../line.ts';
import { partOf } from './edit.ts';
import type { LineMending } from './mending.ts';
import { isLogLine } from './recognised.ts';

/** What stands between two of these was printed over by what follows, or they end lines as on an old Mac. */
const lineEnd = /\r+|\0+/g;

/** Numbers, bars and blanks: what changes when a progress display is drawn anew. */
const moving = /[\d\s.,:%#=>*|/\\()[\]-]+|\b[kKMGTi]*B(?:\/s)?\b/g;

/**
 * Several lines without line feeds between them: progress that was drawn again and again, of which the last stands, or
 * lines that end in a lone carriage return or in the NUL of `logread -r -0`.
 */
export const overwriting: LineMending = {
  name: 'carriage returns inside a line',
  samples: [
    { damaged: ['Downloading 10%\rDownloading 55%\rDownloading 100%'], mended: ['Downloading 100%'] },
    {
      damaged: ['AT+CPIN?\r+CPIN: SIM PIN\rOK'],
      mended: ['AT+CPIN?', '+CPIN: SIM PIN', 'OK'],
    },
    {
      damaged: ['[    1.640000] usb 1-1: reset\0[    1.650000] usb 1-1: gone\0'],
      mended: ['[    1.640000] usb 1-1: reset', '[    1.650000] usb 1-1: gone'],
    },
  ],
  mend(line) {
    const { text } = line;
    if (!text.includes('\r') && !text.includes('\0')) return null;
    const parts = partsOf(line);
    if (parts.length < 2) return null;
    if (!text.includes('\r') && !parts.slice(1).every((part) => isLogLine(part.text))) return null;
    return parts.filter((part, index) => !isDrawnOver(part.text, parts[index + 1]?.text));
  },
};

/** The stretches between the marks that have something in them. */
function partsOf(line: Line): readonly Line[] {
  const parts: Line[] = [];
  let start = 0;
  for (const { index, 0: mark } of line.text.matchAll(lineEnd)) {
    if (index > start) parts.push(partOf(line, start, index));
    start = index + mark.length;
  }
  if (start < line.text.length) parts.push(partOf(line, start));
  return parts.filter(({ text }) => text.trim() !== '');
}

function isDrawnOver(text: string, next: string | undefined): boolean {
  return (
    next !== undefined && !isLogLine(text) && still(next).startsWith(still(text)) && /\d|[|/\\]/.test(text)
  );
}

function still(text: string): string {
  return text.replace(moving, '');
}
