import type { MissingOutput } from '../../situation/situation.ts';
import { missingTitle, missingWords } from '../missing-output.ts';
import { printable } from '../printable.ts';
import type { Question } from './questions.ts';

/** No output is longer than this. Lines. */
const longest = 400;

/**
 * The questions as one block to paste into a shell. busybox ash reads it to its end before it runs anything, so that what is
 * pasted does not mix with what is printed. Each command is printed behind a prompt before its output, so that hwdiag knows
 * what answered; comments are not run.
 */
export function askBlock(questions: readonly Question[]): string {
  const lines = questions.flatMap(({ shows, command }) => [`# ${commentOf(shows)}`, command]);
  return [
    '# Paste all of this into a shell of the router, as root, and give hwdiag what it prints.',
    '# It only reads. Before you show it to others: hwdiag redact.',
    `while read -r c; do case $c in ''|'#'*) continue;; esac`,
    `echo; echo "root@$(uname -n):~# $c"; eval "$c" </dev/null 2>&1 | head -n ${longest}; done <<'END'`,
    ...lines,
    'END',
    '',
  ].join('\n');
}

/** What a collection could not read, as comments above the block; empty where it could read all. */
export function missingComments(missing: readonly MissingOutput[]): string {
  if (missing.length === 0) return '';
  return [`${missingTitle}:`, ...missing.map((one) => `  ${missingWords(one)}`)]
    .map((line) => `# ${commentOf(line)}\n`)
    .join('');
}

/** On one line, in signs that every shell and terminal takes. */
function commentOf(words: string): string {
  return printable(words.replaceAll(/[’‘]/g, "'").replaceAll(/[“”]/g, '"'), false).replaceAll(/\s+/g, ' ');
}
