import type { Line } from '../../../src/capture/line.ts';
import { Mender } from '../../../src/capture/mending/mender.ts';
import type { WrapJudge } from '../../../src/capture/mending/mending.ts';

/** What a mender makes of the lines of a text, where `judge` knows what programs say. */
export function mendedLines(lines: readonly string[], judge: WrapJudge = () => null): readonly Line[] {
  const out: Line[] = [];
  const mender = new Mender((line) => out.push(line), judge);
  for (const [index, text] of lines.entries()) {
    mender.line({ source: 'post.txt', number: index + 1, text, truncated: false });
  }
  mender.settle();
  return out;
}

export function mendedTexts(lines: readonly string[]): readonly string[] {
  return mendedLines(lines).map(({ text }) => text);
}
