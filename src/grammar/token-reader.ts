import { type CustomPatternMatcherFunc, type IToken, Lexer, type TokenType } from 'chevrotain';

/** The kinds of token that may stand in a text, by the part of it that is being read; the first that fits wins. */
export type TokenModes = Readonly<Record<string, readonly TokenType[]>>;

/** What a text was cut into. */
export interface CutText {
  readonly tokens: IToken[];
  /** Characters that begin no token; they are left out. */
  readonly strays: number;
}

type Matcher = (text: string, at: number) => string | null;

/** A kind of token as it is looked for. */
interface Form {
  readonly type: TokenType;
  readonly match: Matcher;
  readonly isSkipped: boolean;
  /** Taken instead where it takes more: a keyword that only begins a word. */
  readonly longer: Form | null;
}

/**
 * Cuts texts into tokens as Chevrotain's `Lexer` does. That one analyses all patterns first and makes a table of all
 * characters, half a megabyte; this takes longer than to read the few short texts of most logs.
 *
 * Of what a token may declare it knows `pattern`, `start_chars_hint` where that is a function, `group: Lexer.SKIPPED`, one
 * `longer_alt`, `push_mode` and `pop_mode`. A test compares it with the `Lexer` for each grammar.
 */
export class TokenReader {
  readonly #modes: TokenModes;
  /** Made when a text first gets into the mode. */
  readonly #forms = new Map<string, readonly Form[]>();

  constructor(modes: TokenModes) {
    this.#modes = modes;
  }

  read(text: string, mode: string): CutText {
    const tokens: IToken[] = [];
    const outer: string[] = [];
    let present = mode;
    let forms = this.#formsOf(present);
    let strays = 0;
    for (let at = 0; at < text.length; ) {
      const found = longestOf(forms, text, at);
      if (found === null) {
        strays += 1;
        at += 1;
        continue;
      }
      const { form, image } = found;
      const { type } = form;
      if (!form.isSkipped) {
        tokens.push({ image, startOffset: at, tokenType: type, tokenTypeIdx: type.tokenTypeIdx ?? 0 });
      }
      at += image.length;
      if (type.POP_MODE === true) present = outer.pop() ?? present;
      if (type.PUSH_MODE !== undefined) {
        outer.push(present);
        present = type.PUSH_MODE;
      }
      if (type.POP_MODE === true || type.PUSH_MODE !== undefined) forms = this.#formsOf(present);
    }
    return { tokens, strays };
  }

  #formsOf(mode: string): readonly Form[] {
    let forms = this.#forms.get(mode);
    if (forms === undefined) {
      forms = (this.#modes[mode] ?? []).filter(({ PATTERN }) => PATTERN !== Lexer.NA).map(formOf);
      this.#forms.set(mode, forms);
    }
    return forms;
  }
}

function formOf(type: TokenType): Form {
  const { LONGER_ALT: longer } = type;
  return {
    type,
    match: matcherOf(type),
    isSkipped: type.GROUP === Lexer.SKIPPED,
    longer: longer === undefined || Array.isArray(longer) ? null : formOf(longer),
  };
}

function matcherOf({ name, PATTERN: pattern, START_CHARS_HINT: firstCharacters = [] }: TokenType): Matcher {
  if (pattern instanceof RegExp) {
    const sticky = new RegExp(pattern.source, `${pattern.flags}y`);
    return (text, at) => {
      sticky.lastIndex = at;
      return sticky.exec(text)?.[0] ?? null;
    };
  }
  if (typeof pattern === 'function') {
    const custom: CustomPatternMatcherFunc = pattern;
    const firsts = new Set(firstCharacters);
    return (text, at) => (firsts.has(text.charAt(at)) ? (custom(text, at, [], {})?.[0] ?? null) : null);
  }
  throw new Error(`the token ${name} has no pattern`);
}

function longestOf(
  forms: readonly Form[],
  text: string,
  at: number,
): { readonly form: Form; readonly image: string } | null {
  for (const form of forms) {
    const image = form.match(text, at);
    if (image === null || image === '') continue;
    const more = form.longer?.match(text, at) ?? '';
    return form.longer !== null && more.length > image.length
      ? { form: form.longer, image: more }
      : { form, image };
  }
  return null;
}
