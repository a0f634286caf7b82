import type { Declaration, Speaker } from '../../src/grammar/declaration.ts';
import { wordingsOf } from '../../src/grammar/declaration.ts';
import { Filler } from '../../src/grammar/filling.ts';
import { MessageIndex } from '../../src/grammar/message-index.ts';
import { speakers } from '../../src/grammar/speakers/index.ts';

export type Share = 'half' | 'all' | 'twice';

/** An index of half, all or twice the declarations that there are, and how many they are. */
export function indexOf(share: Share): { readonly count: number; readonly make: () => MessageIndex } {
  const chosen = speakers.map((one) => withShare(one, share));
  return {
    count: chosen.reduce((count, one) => count + wordingsOf(one).length, 0),
    make: () => new MessageIndex(chosen),
  };
}

/** Lines of the kernel that every share of the declarations knows. */
export function kernelLines(count: number): readonly string[] {
  const filler = new Filler(7);
  const kernel = speakers.find(({ name }) => name === 'kernel');
  const templates = kernel === undefined ? [] : wordingsOf(withShare(kernel, 'half'));
  return Array.from(
    { length: count },
    (_, at) => filler.fill(templates[at % templates.length]?.template ?? '').text,
  );
}

function withShare(one: Speaker, share: Share): Speaker {
  const wordings: readonly Declaration[] = wordingsOf(one);
  const half = wordings.filter((_, at) => at % 2 === 0);
  const twins = wordings.map((wording) => ({ ...wording, template: `${wording.template} (again)` }));
  const declarations = share === 'half' ? half : share === 'all' ? wordings : [...wordings, ...twins];
  return { name: one.name, tags: one.tags, declarations };
}
