import type { LadderStep } from '../ladder-steps.ts';
import { glyphsFor } from '../text/glyphs.ts';
import { stateWords } from '../words.ts';
import type { LadderBlock } from './document.ts';
import { escaped } from './html-text.ts';

/** In units that are pixels on a phone. */
const width = 320;
const rowHeight = 28;
const leftRail = 10;
const rightRail = 58;
const nameAt = 80;

/** The ladder as one: the internet on top, each rung with its name and how it stands. */
export function ladderDrawing(block: LadderBlock): string {
  const height = block.steps.length * rowHeight;
  const rows = [...block.steps].reverse().map((step, index) => {
    const y = index * rowHeight + rowHeight / 2;
    const { words, sign, kind } = standing(step, block);
    const tone = kind === 'open' ? 'quiet' : kind === 'broken' ? 'fill-error bold' : 'fill-good';
    const name = kind === 'open' ? 'quiet' : kind === 'broken' ? 'fill-error bold' : '';
    const bar =
      kind === 'broken' ? `M${leftRail} ${y}l15 6M${rightRail} ${y}l-15 6` : `M${leftRail} ${y}H${rightRail}`;
    return (
      `<path class="rung ${kind}" d="${bar}"/>` +
      `<text class="${name}" x="${nameAt}" y="${y + 4}">${step.rung}</text>` +
      `<text class="${tone}" x="${width - 20}" y="${y + 4}" text-anchor="end">${words}</text>` +
      `<text class="${tone}" x="${width - 6}" y="${y + 4}" text-anchor="middle">${sign}</text>`
    );
  });
  const rail = (x: number) => `<path class="rail" d="M${x} 3V${height - 3}"/>`;
  return (
    `<figure><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(wordsOf(block))}">` +
    `${rail(leftRail)}${rail(rightRail)}${rows.join('')}</svg></figure>`
  );
}

interface Standing {
  readonly words: string;
  readonly sign: string;
  readonly kind: 'reached' | 'implied' | 'broken' | 'open';
}

function standing({ rung, state, implied }: LadderStep, { lostAt }: LadderBlock): Standing {
  const glyphs = glyphsFor(true);
  if (rung === lostAt) return { words: 'lost here', sign: glyphs.broken, kind: 'broken' };
  const sign = glyphs[state];
  switch (state) {
    case 'reached':
      return implied
        ? { words: 'must be there', sign, kind: 'implied' }
        : { words: stateWords[state], sign, kind: 'reached' };
    case 'broken':
      return { words: 'stops here', sign, kind: 'broken' };
    case 'unreached':
    case 'unknown':
      return { words: stateWords[state], sign, kind: 'open' };
  }
}

/** A sample: The ladder, from below. power: reached. mode: reached. driver: stops here. … */
function wordsOf(block: LadderBlock): string {
  const rungs = block.steps.map((step) => `${step.rung}: ${standing(step, block).words}.`);
  return `The ladder, from below. ${rungs.join(' ')}`;
}
