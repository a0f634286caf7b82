import type { Beginning, EnvelopeFormat } from './envelopes/envelope-format.ts';
import { envelopeFormats } from './envelopes/index.ts';
import { digit, isLetter, skipBlanks } from './scanners/characters.ts';
import type { Envelope } from './section.ts';

/** The formats by what their lines begin with, so that no line is shown to all of them. */
const formatsBy: Readonly<Record<Beginning, readonly EnvelopeFormat[]>> = {
  letter: beginning('letter'),
  digit: beginning('digit'),
  '[': beginning('['),
  '<': beginning('<'),
  other: beginning('other'),
};

/** What the line says before its message; null where it is no log line. Blanks in front of it do not matter. */
export function readEnvelope(text: string): Envelope | null {
  const at = skipBlanks(text, 0);
  if (at === text.length) return null;
  for (const format of formatsBy[beginningAt(text, at)]) {
    const envelope = format.read(text, at);
    if (envelope !== null) return envelope;
  }
  return null;
}

function beginning(kind: Beginning): readonly EnvelopeFormat[] {
  return envelopeFormats.filter(({ begins }) => begins.includes(kind));
}

function beginningAt(text: string, at: number): Beginning {
  const character = text.charCodeAt(at);
  if (isLetter(character) || character > 0x7f) return 'letter';
  if (digit(text, at) !== -1) return 'digit';
  const first = text.charAt(at);
  return first === '[' || first === '<' ? first : 'other';
}
