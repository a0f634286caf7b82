import { expect, it } from 'vitest';
import { MessageIndex } from '../../../src/grammar/message-index.ts';
import { speakers } from '../../../src/grammar/speakers/index.ts';

const index = new MessageIndex(speakers);

/** What modem-urc prints, and the kind each line is read as. */
const lines: readonly (readonly [string, string])[] = [
  // kind, line
  [
    'modem.low-power-voters',
    'LPM voters - Temp:0, Volt:0, User:0, W_DISABLE:0, IMSWITCH:0, BIOS:1, LWM2M:0, OMA:0',
  ],
];

it.each(lines)('reads %s: %s', (kind, line) => {
  expect(index.match(line, 'modem-urc')?.declaration.kind).toBe(kind);
});
