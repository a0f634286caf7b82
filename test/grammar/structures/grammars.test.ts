import { expect, test } from 'vitest';
import { checkedGrammarSettings, grammarSettings } from '../../../src/grammar/parser-settings.ts';
import { buildAtGrammar } from '../../../src/grammar/structures/at-grammar.ts';
import { buildShellGrammar } from '../../../src/grammar/structures/shell-grammar.ts';
import { buildUciGrammar } from '../../../src/grammar/structures/uci-file.ts';
import { buildUsbLineGrammar } from '../../../src/grammar/structures/usb-line.ts';

// Chevrotain throws when a checked grammar is ambiguous, left-recursive, or has a token it cannot optimise.
test.each([
  ['UCI', buildUciGrammar],
  ['AT', buildAtGrammar],
  ['shell', buildShellGrammar],
  ['USB', buildUsbLineGrammar],
])('the %s grammar is sound', (name, build) => {
  const start = performance.now();
  expect(() => build(checkedGrammarSettings)).not.toThrow();
  const checked = performance.now();
  build(grammarSettings);
  const unchecked = performance.now();
  process.stdout.write(
    `${name}: ${Math.round(checked - start)} ms checked, ${Math.round(unchecked - checked)} ms unchecked\n`,
  );
});
