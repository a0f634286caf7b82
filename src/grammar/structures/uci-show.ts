import type { Line } from '../../capture/line.ts';
import { spanOf } from '../../capture/position.ts';
import { readUciShowLine, type UciShowLine } from '../../capture/uci-line.ts';
import type { UciOption, UciSection } from './uci-section.ts';

/** A value as `uci show` quotes it for a shell: `'a'`, `'it'\''s'`; a list is several of them with blanks between. */
const quotedValue = /(?:'[^']*'|\\.)+|[^\s']+/g;

interface Draft {
  type: string | null;
  readonly shown: UciShowLine;
  readonly options: UciOption[];
  readonly span: UciSection['span'];
  readonly lines: Line[];
}

/**
 * Puts the lines of `uci show` together to sections. One line of a section without its head (`uci show | grep apn`) is no
 * configuration: what is missing is not shown to be unset. Only the protocol tells that it is an interface.
 */
export class UciShow {
  readonly #drafts = new Map<string, Draft>();

  /** False where the line is none of `uci show`. */
  read(line: Line): boolean {
    const shown = readUciShowLine(line.text);
    if (shown === null) return false;
    const key = `${shown.package}.${shown.section}`;
    const span = spanOf(line, shown.start, line.text.trimEnd().length);
    const known = this.#drafts.get(key);
    // A head that comes again begins another showing of the section.
    const draft = known !== undefined && shown.option !== null ? known : this.#begin(key, shown, span);
    draft.lines.push(line);
    if (shown.option === null) draft.type = shown.value;
    else {
      const values = valuesOf(shown.value);
      for (const value of values)
        draft.options.push({ name: shown.option, value, list: values.length > 1, span });
    }
    return true;
  }

  finish(sectionId: number): { readonly sections: readonly UciSection[]; readonly unread: readonly Line[] } {
    const sections: UciSection[] = [];
    const unread: Line[] = [];
    for (const { type, shown, options, span, lines } of [...this.#replaced, ...this.#drafts.values()]) {
      const told = type ?? (isInterface(shown, options) ? 'interface' : null);
      if (told === null) unread.push(...lines);
      else sections.push({ type: told, name: nameOf(shown.section), options, span, section: sectionId });
    }
    return { sections, unread };
  }

  readonly #replaced: Draft[] = [];

  #begin(key: string, shown: UciShowLine, span: UciSection['span']): Draft {
    const known = this.#drafts.get(key);
    if (known !== undefined) {
      this.#replaced.push(known);
      this.#drafts.delete(key);
    }
    const draft: Draft = { type: null, shown, options: [], span, lines: [] };
    this.#drafts.set(key, draft);
    return draft;
  }
}

function isInterface(shown: UciShowLine, options: readonly UciOption[]): boolean {
  return shown.package === 'network' && options.some(({ name }) => name === 'proto');
}

/** Null for `@rule[0]` and `cfg030f15`, which uci makes up for sections without a name. */
function nameOf(section: string): string | null {
  return section.startsWith('@') || /^cfg[\da-f]{6}$/.test(section) ? null : section;
}

/** Old releases print a value without quotes; then it is one. */
function valuesOf(text: string): readonly string[] {
  if (!text.startsWith("'")) return [text];
  return [...text.matchAll(quotedValue)].map(([word]) =>
    word.replace(/'([^']*)'|\\(.)/g, (_, inside?: string, escaped?: string) => inside ?? escaped ?? ''),
  );
}
