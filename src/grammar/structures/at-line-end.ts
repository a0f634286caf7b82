/** The end of a line: CR and LF, CR as chat prints it (`^M`), and both as `echo -e` is given them (`\r`). */
const LINE_ENDS = ['\r', '\n', '^M', '\\r', '\\n'];

/** Takes blanks off both ends and line ends off the end of AT text: `AT^M^M` is `AT`. */
export function trimLineEnds(text: string): string {
  const start = text.length - text.trimStart().length;
  let end = text.length;
  for (;;) {
    while (end > start && text.charAt(end - 1).trim() === '') end--;
    const ending = LINE_ENDS.find((mark) => end - mark.length >= start && text.endsWith(mark, end));
    if (ending === undefined) return text.slice(start, end);
    end -= ending.length;
  }
}
