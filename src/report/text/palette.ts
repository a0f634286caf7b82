/** What a piece of a report is, for its colour. Colour never carries a meaning that the words do not. */
export type Style = 'error' | 'warning' | 'note' | 'good' | 'strong' | 'muted' | 'command';

/** Pure functions that dress a piece of text. The text holds no control characters before. */
export type Palette = Readonly<Record<Style, (text: string) => string>>;

function same(text: string): string {
  return text;
}

/** No colour at all. */
export const plainPalette: Palette = {
  error: same,
  warning: same,
  note: same,
  good: same,
  strong: same,
  muted: same,
  command: same,
};
