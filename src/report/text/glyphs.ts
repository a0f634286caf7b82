/** Signs of a report, for terminals with Unicode and without. */
export interface Glyphs {
  readonly reached: string;
  readonly broken: string;
  readonly unreached: string;
  readonly unknown: string;
  readonly undetermined: string;
  readonly bullet: string;
  readonly ellipsis: string;
  /** Corner that opens a code frame, its side, and its side where something is missing. */
  readonly frameHead: string;
  readonly frameSide: string;
  readonly frameGap: string;
  /** First and further columns under a marked span. */
  readonly markerStart: string;
  readonly marker: string;
  /** Leads a label that stands below its marker. */
  readonly labelHook: string;
  readonly rule: string;
}

const unicodeGlyphs: Glyphs = {
  reached: '✔',
  broken: '✘',
  unreached: '·',
  unknown: '?',
  undetermined: '?',
  bullet: '•',
  ellipsis: '…',
  frameHead: '╭─',
  frameSide: '│',
  frameGap: '┆',
  markerStart: '━',
  marker: '━',
  labelHook: '╰─ ',
  rule: '─',
};

const asciiGlyphs: Glyphs = {
  reached: '+',
  broken: 'x',
  unreached: '-',
  unknown: '?',
  undetermined: '?',
  bullet: '*',
  ellipsis: '...',
  frameHead: '-->',
  frameSide: '|',
  frameGap: ':',
  markerStart: '^',
  marker: '~',
  labelHook: "'- ",
  rule: '-',
};

export function glyphsFor(unicode: boolean): Glyphs {
  return unicode ? unicodeGlyphs : asciiGlyphs;
}
