import { createToken, Lexer } from 'chevrotain';
import { GrammarParser } from '../grammar-parser.ts';
import { type GrammarSettings, grammarSettings, lazily, longestText } from '../parser-settings.ts';

/** One line of the kernel's list of USB devices: `I:* If#= 0 Alt= 0 #EPs= 3 Cls=ff(vend.) Sub=02 Prot=12 Driver=option`. */
export interface UsbLine {
  /** `T` topology, `P` product id, `S` string, `C` configuration, `I` interface, … */
  readonly topic: string;
  /** A star behind the topic: the configuration or setting is active. */
  readonly active: boolean;
  /** Values by their names as printed, without `#`; empty where nothing stands behind the sign. */
  readonly values: ReadonlyMap<string, string>;
}

/** Reads a line, marks of a quotation before it included; null where it is none. Never throws. */
export function readUsbLine(text: string): UsbLine | null {
  return grammar()(text);
}

const grammar = lazily(() => buildUsbLineGrammar(grammarSettings));

/**
 * Builds the grammar of one line. Source: linux drivers/usb/core/devices.c; the blanks that align the columns may be
 * collapsed.
 */
export function buildUsbLineGrammar(settings: GrammarSettings): (text: string) => UsbLine | null {
  const Blank = createToken({
    name: 'Blank',
    pattern: /[\t-\r \u00a0]+/,
    group: Lexer.SKIPPED,
    line_breaks: true,
  });
  const Mark = createToken({ name: 'Mark', pattern: />/, group: Lexer.SKIPPED });
  // `S:`: one value, which has blanks and may have anything else.
  const StringTopic = createToken({ name: 'StringTopic', pattern: /S:/, push_mode: 'string' });
  const Topic = createToken({ name: 'Topic', pattern: /[TBDPCAIE]:/, push_mode: 'values' });
  const Star = createToken({ name: 'Star', pattern: /\*/ });
  // `Dev#=  4`, `#EPs= 3`
  const Name = createToken({ name: 'Name', pattern: /#?[A-Za-z]+#?[\t ]*=/ });
  // `480`, `1.02`, `ff(vend.)`, `00(>ifc )`, `(none)`, `option`; no name, so that an empty value stays empty.
  const Value = createToken({
    name: 'Value',
    pattern: /[!-<>-\uffff][^\s=()]*(?:\([^()]*\)?)?(?:[^\s=()]*\))?/,
  });
  const Words = createToken({ name: 'Words', pattern: /[!-<>-\uffff][\s\S]*/, line_breaks: true });

  // The order matters: a name before a value.
  const modes = {
    start: [Blank, Mark, StringTopic, Topic],
    values: [Blank, Star, Name, Value],
    string: [Blank, Name, Words],
  };

  class UsbLineParser extends GrammarParser {
    constructor() {
      super({ modes, defaultMode: 'start' }, settings.parser);
      this.performSelfAnalysis();
    }

    readonly line = this.RULE('line', (): UsbLine => {
      const values = new Map<string, string>();
      let active = false;
      const topic = this.OR([
        {
          ALT: () => {
            const string = this.CONSUME(StringTopic);
            const name = this.CONSUME(Name);
            const words = this.OPTION(() => this.CONSUME(Words));
            this.ACTION(() => values.set(nameOf(name.image), words?.image.trimEnd() ?? ''));
            return string;
          },
        },
        {
          ALT: () => {
            const own = this.CONSUME(Topic);
            this.OPTION1(() => {
              this.CONSUME(Star);
              active = true;
            });
            this.MANY(() => {
              const name = this.CONSUME1(Name);
              let value = '';
              // `Spd=12   MxCh=0`; of a value that is followed by more words the first counts.
              this.MANY1(() => {
                const { image } = this.CONSUME(Value);
                if (value === '') value = image;
              });
              this.ACTION(() => values.set(nameOf(name.image), value));
            });
            return own;
          },
        },
      ]);
      return { topic: this.ACTION(() => topic.image.charAt(0)), active, values };
    });
  }

  const tokens = settings.tokensOf(modes);
  const parser = new UsbLineParser();
  return (text) => {
    if (text.length > longestText) return null;
    const cut = tokens.read(text, 'start');
    parser.input = cut.tokens;
    const line = parser.line();
    return cut.strays > 0 || parser.errors.length > 0 ? null : line;
  };
}

/** `Dev#=` and `#EPs=` are `Dev` and `EPs`. */
function nameOf(image: string): string {
  return image.replace(/[#=\s]/g, '');
}
