import { expect, it } from 'vitest';
import { MessageIndex } from '../../../src/grammar/message-index.ts';
import { speakers } from '../../../src/grammar/speakers/index.ts';

const index = new MessageIndex(speakers);

/** What modem-manager prints, and the kind each line is read as. */
const lines: readonly (readonly [string, string])[] = [
  // kind, line
  ['registration.awaited', 'not yet registered in a 3GPP network... will recheck soon'],
];

it.each(lines)('reads %s: %s', (kind, line) => {
  expect(index.match(line, 'modem-manager')?.declaration.kind).toBe(kind);
});
