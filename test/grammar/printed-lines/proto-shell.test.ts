import { expect, it } from 'vitest';
import { MessageIndex } from '../../../src/grammar/message-index.ts';
import { speakers } from '../../../src/grammar/speakers/index.ts';

const index = new MessageIndex(speakers);

/** What proto-shell prints, and the kind each line is read as. */
const lines: readonly (readonly [string, string])[] = [
  // kind, line
  ['shell.port-unopened', 'FATAL: cannot open /dev/ttyUSB2: No such file or directory'],
  ['shell.port-unopened', "microcom: can't open '/dev/ttyUSB2': No such file or directory"],
];

it.each(lines)('reads %s: %s', (kind, line) => {
  expect(index.match(line, 'proto-shell')?.declaration.kind).toBe(kind);
});
