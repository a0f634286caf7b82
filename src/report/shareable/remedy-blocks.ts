import { hasToken } from '../../redact/hit.ts';
import { isPrintable, printableWords } from '../printable.ts';
import { holesOf, type RemedyStep } from '../remedy.ts';
import type { Block } from './document.ts';
import { plain, strong } from './phrase.ts';

/** Steps in order; where one has a hole, or holds what had to be hidden or cannot be printed, none is shown as runnable. */
export function remedyBlocks(steps: readonly RemedyStep[]): Block[] {
  const holes = holesOf(steps);
  const words = steps.flatMap((step) => (step.type === 'command' ? step.command.words : []));
  const isHidden = words.some(hasToken);
  const isRunnable = holes.length === 0 && !isHidden && words.every((word) => isPrintable(word, true));
  const blocks: Block[] = [];
  if (words.length > 0 && !isRunnable) {
    const why = plain(patternHint(holes.length, isHidden));
    blocks.push({ type: 'words', words: [strong('A pattern, not yet to be typed as it stands.'), why] });
    const items = holes.map(({ placeholder, how }) => [strong(`<${placeholder}>`), plain(`: ${how}`)]);
    if (items.length > 0) blocks.push({ type: 'list', items });
  }
  let lines: string[] = [];
  const flush = () => {
    if (lines.length > 0) blocks.push({ type: isRunnable ? 'commands' : 'pattern', lines });
    lines = [];
  };
  for (const step of steps) {
    if (step.type === 'advice') {
      flush();
      blocks.push({ type: 'words', words: [plain(step.text)] });
    } else {
      const remark = step.remark === null ? '' : `  # ${step.remark}`;
      lines.push(printableWords(`${step.command.words.join(' ')}${remark}`, true));
    }
  }
  flush();
  return blocks;
}

/** A command that is written out. */
export function commandBlocks(line: string): Block[] {
  return remedyBlocks([{ type: 'command', command: { words: [line], holes: [] }, remark: null }]);
}

function patternHint(holes: number, isHidden: boolean): string {
  if (holes > 0) return ' Find out first:';
  return isHidden
    ? ' A token such as <pin-1> stands for what was hidden; put your own value there.'
    : ' It cannot be shown in full as it is.';
}
