import { printableWords } from '../printable.ts';
import type { Phrase } from './document.ts';

export function plain(text: string): Phrase {
  return { text: printableWords(text, true), look: 'plain' };
}

export function strong(text: string): Phrase {
  return { text: printableWords(text, true), look: 'strong' };
}

/** What may be passed over in reading. */
export function muted(text: string): Phrase {
  return { text: printableWords(text, true), look: 'muted' };
}
