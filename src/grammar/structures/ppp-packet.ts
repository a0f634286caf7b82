import { createToken, type IToken, Lexer } from 'chevrotain';
import { GrammarParser } from '../grammar-parser.ts';
import { type GrammarSettings, grammarSettings, lazily, longestText } from '../parser-settings.ts';

/** A packet as pppd's `debug` option prints it. Source: ppp print_string and the `printpkt` of each protocol. */
export interface PppPacket {
  /** Null where only what stands in the brackets was given. */
  readonly direction: 'sent' | 'received' | null;
  /** `LCP`, `IPCP`, `CHAP`; the number of a protocol that pppd cannot decode: `0x8021`. */
  readonly protocol: string;
  /** `ConfReq`, `TermAck`, `Challenge`; null for what pppd cannot decode. */
  readonly code: string | null;
  /** Tells an answer's request. */
  readonly id: number | null;
  /** What stands in `<…>`, in its order; for CHAP its challenge or response comes first. */
  readonly options: readonly PppOption[];
  /** What stands as `name = "…"`, `user="…"`, `magic=0x…`; `password=<hidden>` has no place here. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Words in quotes, such as the reason of a `TermReq` or the peer's answer to a login. */
  readonly message: string | null;
  /** What pppd does not decode: bytes in hexadecimal, or words such as EAP's `Identity`. */
  readonly rest: readonly string[];
}

interface PppOption {
  /** `addr`, `ms-dns1`, `asyncmap`; null where pppd prints the bytes of an option that it does not know. */
  readonly name: string | null;
  /** What follows the name: `10.64.64.64`, `chap MD5`; empty for options such as `pcomp`. */
  readonly value: string;
}

/** An option with what pppd puts before it, where its place tells its meaning. */
interface Assignment {
  readonly name: string;
  readonly value: string | null;
}

type Item =
  | { readonly kind: 'option'; readonly option: PppOption }
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'assignment'; readonly assignment: Assignment }
  | { readonly kind: 'word'; readonly word: string };

interface Packet {
  readonly direction: IToken | null;
  readonly items: readonly Item[];
  readonly bytes: readonly string[];
}

/**
 * Reads `sent [LCP ConfReq id=0x1 <asyncmap 0x0> <magic 0x8b4c3e07>]`, also without `sent` and without the brackets. A
 * bracket that was cut off does not matter. Null where the text is no packet. Never throws.
 */
export function readPppPacket(text: string): PppPacket | null {
  return grammar()(text);
}

const grammar = lazily(() => buildPppPacketGrammar(grammarSettings));

/** For tests, which build the grammar with checked settings. */
export function buildPppPacketGrammar(settings: GrammarSettings): (text: string) => PppPacket | null {
  const Blank = createToken({ name: 'Blank', pattern: /[\t ]+/, group: Lexer.SKIPPED });
  const Begin = createToken({ name: 'Begin', pattern: /\[/ });
  const End = createToken({ name: 'End', pattern: /\]/ });
  const Comma = createToken({ name: 'Comma', pattern: /,/ });
  const Equals = createToken({ name: 'Equals', pattern: /=/ });
  // `"User request"`; pppd escapes a quote among the words. A quote left open ends with the text.
  const Quoted = createToken({ name: 'Quoted', pattern: /"(?:[^"\\]|\\[\s\S])*"?/, line_breaks: true });
  // `ConfReq`, `0x1`, `0f`
  const Word = createToken({
    name: 'Word',
    pattern: /[\0-\x08\n-\x1f!#-+\--;?-Z\\^-\uffff]+/,
    line_breaks: true,
  });
  const Sent = createToken({ name: 'Sent', pattern: /sent/, longer_alt: Word });
  const Received = createToken({ name: 'Received', pattern: /rcvd/, longer_alt: Word });
  const OptionBegin = createToken({ name: 'OptionBegin', pattern: /</, push_mode: 'option' });
  const OptionEnd = createToken({ name: 'OptionEnd', pattern: />/, pop_mode: true });
  // `asyncmap`, `[MAC:00:1e:10:1f:00:00]`, `+H`
  const OptionWord = createToken({
    name: 'OptionWord',
    pattern: /[\0-\x08\n-\x1f!#-;=?-\uffff]+/,
    line_breaks: true,
  });

  const modes = {
    packet: [Blank, Begin, End, Comma, Equals, Quoted, Sent, Received, OptionBegin, Word],
    option: [Blank, OptionEnd, Quoted, OptionWord],
  };

  class PppPacketParser extends GrammarParser {
    constructor() {
      super({ modes, defaultMode: 'packet' }, settings.parser);
      this.performSelfAnalysis();
    }

    readonly packet = this.RULE('packet', (): Packet => {
      let direction: IToken | null = null;
      const items: Item[] = [];
      const bytes: string[] = [];
      this.OPTION(() => {
        direction = this.OR([{ ALT: () => this.CONSUME(Sent) }, { ALT: () => this.CONSUME(Received) }]);
      });
      this.OPTION1(() => this.CONSUME(Begin));
      this.AT_LEAST_ONE(() => items.push(this.SUBRULE(this.item)));
      this.OPTION2(() => {
        this.CONSUME(End);
        this.MANY(() => bytes.push(this.CONSUME(Word).image));
      });
      return { direction, items, bytes };
    });

    private readonly item = this.RULE('item', (): Item => {
      // A comma stands before `name =` only.
      this.OPTION(() => this.CONSUME(Comma));
      return this.OR<Item>([
        { ALT: () => ({ kind: 'option', option: this.SUBRULE(this.setting) }) },
        { ALT: () => ({ kind: 'message', text: unquoted(this.CONSUME(Quoted)) }) },
        {
          ALT: () => {
            const { image } = this.CONSUME(Word);
            const assigned = this.OPTION1(() => this.SUBRULE(this.assigned));
            return assigned === undefined
              ? { kind: 'word', word: image }
              : { kind: 'assignment', assignment: { name: image, value: assigned.value } };
          },
        },
      ]);
    });

    private readonly assigned = this.RULE('assigned', (): { readonly value: string | null } => {
      this.CONSUME(Equals);
      return this.OR<{ readonly value: string | null }>([
        { ALT: () => ({ value: unquoted(this.CONSUME(Quoted)) }) },
        { ALT: () => ({ value: this.CONSUME(Word).image }) },
        {
          // `password=<hidden>`
          ALT: () => {
            this.SUBRULE(this.setting);
            return { value: null };
          },
        },
      ]);
    });

    private readonly setting = this.RULE('setting', (): PppOption => {
      const begin = this.CONSUME(OptionBegin);
      const pieces: IToken[] = [];
      this.MANY(() => {
        pieces.push(this.OR([{ ALT: () => this.CONSUME(OptionWord) }, { ALT: () => this.CONSUME(Quoted) }]));
      });
      this.OPTION(() => this.CONSUME(OptionEnd));
      return this.ACTION(() => optionOf(begin, pieces));
    });
  }

  const tokens = settings.tokensOf(modes);
  const parser = new PppPacketParser();

  return (text) => {
    if (text.length > longestText) return null;
    const cut = tokens.read(text, 'packet');
    if (cut.strays > 0) return null;
    parser.input = cut.tokens;
    const packet = parser.packet();
    return parser.errors.length > 0 ? null : packetOf(packet);
  };
}

/** `< 0d 03 06>`, with a blank before it, is an option that pppd does not know. */
function optionOf(begin: IToken, pieces: readonly IToken[]): PppOption {
  const [first, ...others] = pieces;
  const isNamed = first !== undefined && first.startOffset === begin.startOffset + 1;
  const values = isNamed ? others : pieces;
  return {
    name: isNamed ? first.image : null,
    value: values.map((piece) => (piece.image.startsWith('"') ? unquoted(piece) : piece.image)).join(' '),
  };
}

function unquoted({ image }: IToken): string {
  const closed = image.length > 1 && /(?:^|[^\\])(?:\\\\)*"$/.test(image.slice(1));
  return image.slice(1, closed ? -1 : undefined).replace(/\\(["\\])/g, '$1');
}

function packetOf({ direction, items, bytes }: Packet): PppPacket | null {
  const assignments = items.flatMap((item) => (item.kind === 'assignment' ? [item.assignment] : []));
  const values = new Map(assignments.map(({ name, value }) => [name, value]));
  const [head, ...words] = items.flatMap((item) => (item.kind === 'word' ? [item.word] : []));
  const number = values.get('proto') ?? null;
  const isDecoded = number === null;
  const protocol = isDecoded ? head : number;
  const [code, ...rest] = words;
  if (protocol === undefined || (isDecoded && code === undefined)) return null;
  const attributes = assignments.flatMap(({ name, value }) =>
    value === null || name === 'id' || name === 'proto' ? [] : [[name, value] as const],
  );
  const said = items.flatMap((item) => (item.kind === 'message' ? [item.text] : []));
  return {
    direction: direction === null ? null : direction.image === 'sent' ? 'sent' : 'received',
    protocol,
    code: isDecoded ? (code ?? null) : null,
    id: idOf(values.get('id') ?? null),
    options: items.flatMap((item) => (item.kind === 'option' ? [item.option] : [])),
    attributes: Object.fromEntries(attributes),
    message: said[0] ?? null,
    rest: isDecoded ? [...rest, ...bytes] : bytes,
  };
}

/** `0x1f` */
function idOf(text: string | null): number | null {
  return text !== null && /^0x[0-9a-f]{1,8}$/i.test(text) ? Number(text) : null;
}
