import { createToken, type IToken, Lexer, tokenMatcher } from 'chevrotain';
import { GrammarParser } from '../grammar-parser.ts';
import { type GrammarSettings, grammarSettings, lazily, longestText } from '../parser-settings.ts';
import type { AtFinal, AtInformation, AtValue } from './at-answer.ts';
import type { AtCommand } from './at-command.ts';

/** Reads AT text that has no line ending. Null where the text is not in the grammar. */
interface AtGrammar {
  commandLine(text: string): readonly AtCommand[] | null;
  answer(text: string): AtFinal | AtInformation | null;
}

/** The grammar as the program uses it. */
export const atGrammar = lazily(() => buildAtGrammar(grammarSettings));

/** A command with its place: 0-based, the end behind the last character. */
interface PlacedCommand extends Omit<AtCommand, 'text'> {
  readonly start: number;
  readonly end: number;
}

/** What follows the name of a command, and the index behind it. */
type Rest = Pick<PlacedCommand, 'form' | 'parameters' | 'end'>;

/** A value with the index behind its last character. */
interface PlacedValue {
  readonly value: string;
  readonly end: number;
}

type PlainResult = Exclude<AtFinal['result'], 'cme-error' | 'cms-error' | 'connect'>;

/**
 * Final results that say nothing more. V.250 section 5.7.1; the last two are Huawei's. A few modems print the blank in
 * `NO DIAL TONE`.
 */
const PLAIN_RESULTS: ReadonlyMap<string, PlainResult> = new Map([
  ['OK', 'ok'],
  ['ERROR', 'error'],
  ['NO CARRIER', 'no-carrier'],
  ['NO DIALTONE', 'no-dialtone'],
  ['NO DIAL TONE', 'no-dialtone'],
  ['NO ANSWER', 'no-answer'],
  ['BUSY', 'busy'],
  ['COMMAND NOT SUPPORT', 'command-not-supported'],
  ['TOO MANY PARAMETERS', 'too-many-parameters'],
]);

/**
 * Builds the grammar of AT commands (V.250 section 5, 3GPP TS 27.007 section 4) and of the lines modems answer with:
 * the values of both are the same.
 */
export function buildAtGrammar(settings: GrammarSettings): AtGrammar {
  const Blank = createToken({
    name: 'Blank',
    pattern: /[\t-\r \u00a0]+/,
    group: Lexer.SKIPPED,
    line_breaks: true,
  });

  // `AT`. A lower-case `at` before a word is a preposition.
  const Attention = createToken({ name: 'Attention', pattern: /AT|[Aa][Tt](?![\t ]+[A-Za-z])/ });
  // `D*99***1#`, `DT*99#`
  const Dial = createToken({ name: 'Dial', pattern: /[Dd][TtPp]?[0-9*#+,@!Ww -]*[0-9*#]/ });
  // `+CGDCONT`, `^NDISDUP`, `$QCRMCALL`
  const Extended = createToken({ name: 'Extended', pattern: /[+^$*!#%@_][A-Za-z][A-Za-z0-9_]*/ });
  // `S0=0`: a number ends it, so that more may follow without a semicolon.
  const Register = createToken({ name: 'Register', pattern: /[Ss]\d+=\d+/ });
  // `&F`, `&C1`, `S7`, `E1`, `Z`. A letter before a letter is none, so that `ATTENTION` is no command.
  const Basic = createToken({ name: 'Basic', pattern: /&[A-Za-z]\d*|[A-Za-z](?:\d+|(?![A-Za-z]))/ });
  const Test = createToken({ name: 'Test', pattern: /=\?/ });
  const Read = createToken({ name: 'Read', pattern: /\?/ });
  const Assign = createToken({ name: 'Assign', pattern: /=/, push_mode: 'parameters' });
  const Semicolon = createToken({ name: 'Semicolon', pattern: /;/ });

  const Comma = createToken({ name: 'Comma', pattern: /,/ });
  // Ends a command's parameters, but only before another command: `AT^SETPORT=A1;10,12` has one among its values.
  const End = createToken({
    name: 'End',
    pattern: /;(?=[\t ]*(?:[+^$*!#%@_&]|[Aa][Tt]|(?![\s\S])))/,
    pop_mode: true,
    categories: [Semicolon],
  });
  // `"giffgaff.com"`, and `\"giffgaff.com\"` as escaped for a shell. A quote left open ends with the text.
  const Quoted = createToken({
    name: 'Quoted',
    pattern:
      /["\u201c\u201d][^"\u201c\u201d]*["\u201c\u201d]?|\\["\u201c\u201d][^"\u201c\u201d]*["\u201c\u201d]?/,
    line_breaks: true,
  });
  // `17`, `SIM PIN`: up to a comma, a semicolon, a quote or an escaped quote.
  const Bare = createToken({
    name: 'Bare',
    pattern:
      /[\0-\b\x0e-\x1f!#-+\--:<-[\]-\x9f\u00a1-\u201b\u201e-\uffff](?:[^",;\\\u201c\u201d]|\\(?!["\u201c\u201d]))*/,
    line_breaks: true,
  });
  const Stray = createToken({ name: 'Stray', pattern: /[;\\]/ });

  const plain = [...PLAIN_RESULTS.keys()].join('|');
  const Plain = createToken({ name: 'Plain', pattern: new RegExp(plain) });
  // `CONNECT 150000000`
  const Connect = createToken({ name: 'Connect', pattern: /CONNECT(?![A-Za-z])/, push_mode: 'rest' });
  // `+CME ERROR: 10`
  const Failure = createToken({ name: 'Failure', pattern: /\+CM[ES] ERROR:?/, push_mode: 'rest' });
  const Rest = createToken({ name: 'Rest', pattern: /[!-\uffff][\s\S]*/, line_breaks: true });
  // `+CSQ:`
  const Name = createToken({
    name: 'Name',
    pattern: /[+^$*!#%@_][A-Za-z][A-Za-z0-9_]*:/,
    push_mode: 'values',
  });
  const GroupBegin = createToken({ name: 'GroupBegin', pattern: /\(/ });
  const GroupEnd = createToken({ name: 'GroupEnd', pattern: /\)/ });
  // As Bare, but parentheses hold groups: `(2,"giffgaff","O2","23410",7)`.
  const Member = createToken({
    name: 'Member',
    pattern: /[\0-\b\x0e-\x1f!#-'*+\--[\]-\x9f\u00a1-\u201b\u201e-\uffff][^"(),\\\u201c\u201d]*/,
    line_breaks: true,
    categories: [Bare],
  });

  // In every mode the order matters: the first that fits wins.
  const modes = {
    command: [Blank, Attention, Dial, Extended, Register, Basic, Test, Read, Assign, Semicolon],
    parameters: [Blank, Comma, End, Quoted, Bare, Stray],
    answer: [Blank, Plain, Connect, Failure, Name],
    rest: [Blank, Rest],
    values: [Blank, Comma, GroupBegin, GroupEnd, Quoted, Member, Stray],
  };

  /** What commands and answers share. */
  abstract class ValueParser extends GrammarParser {
    constructor() {
      super({ modes, defaultMode: 'command' }, settings.parser);
    }

    /** A value made of pieces that follow each other: normally one. */
    protected readonly value = this.RULE('value', (): PlacedValue => {
      let value = '';
      let end = 0;
      this.AT_LEAST_ONE(() => {
        const piece = this.OR([
          { ALT: () => this.CONSUME(Quoted) },
          { ALT: () => this.CONSUME(Bare) },
          { ALT: () => this.CONSUME(Stray) },
        ]);
        value += this.ACTION(() => (value !== '' && piece.startOffset > end ? ' ' : '') + meaning(piece));
        end = this.ACTION(() => endOf(piece));
      });
      return { value: value.trimEnd(), end };
    });
  }

  class CommandParser extends ValueParser {
    constructor() {
      super();
      this.performSelfAnalysis();
    }

    readonly commandLine = this.RULE('commandLine', (): readonly PlacedCommand[] => {
      const commands: PlacedCommand[] = [];
      let attention: IToken | null = this.CONSUME(Attention);
      const { startOffset: start } = attention;
      let end = endOf(attention);
      this.MANY(() => {
        this.OR([
          {
            ALT: () => {
              const command = this.SUBRULE(this.command);
              commands.push({ ...command, start: attention?.startOffset ?? command.start });
              attention = null;
            },
          },
          {
            ALT: () => {
              this.CONSUME(Semicolon);
              this.OPTION(() => {
                attention = this.CONSUME1(Attention);
                end = endOf(attention);
              });
            },
          },
        ]);
      });
      return commands.length > 0 ? commands : [{ name: '', form: 'run', parameters: [], start, end }];
    });

    private readonly command = this.RULE('command', (): PlacedCommand => {
      return this.OR([
        {
          ALT: () => {
            const dial = this.CONSUME(Dial);
            // `DT` and `DP` only tell tone from pulse.
            const number = dial.image.replace(/^D[TP]?/i, '').trim();
            return {
              name: 'D',
              form: 'run',
              parameters: [number],
              start: dial.startOffset,
              end: endOf(dial),
            };
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(Register);
            const [register = '', value = ''] = token.image.toUpperCase().split('=');
            return {
              name: register,
              form: 'set',
              parameters: [value],
              start: token.startOffset,
              end: endOf(token),
            };
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(Basic);
            const rest = this.SUBRULE(this.form);
            return this.ACTION(() => basicCommand(token, rest));
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(Extended);
            const { form, parameters, end } = this.SUBRULE1(this.form);
            const name = token.image.toUpperCase();
            return { name, form, parameters, start: token.startOffset, end: Math.max(end, endOf(token)) };
          },
        },
      ]);
    });

    /** What follows a name: `=?`, `?`, `=…` or nothing. */
    private readonly form = this.RULE('form', (): Rest => {
      const parameters: (string | null)[] = [];
      let form: AtCommand['form'] = 'run';
      let end = 0;
      this.OPTION(() => {
        this.OR([
          {
            ALT: () => {
              end = endOf(this.CONSUME(Test));
              form = 'test';
            },
          },
          {
            ALT: () => {
              end = endOf(this.CONSUME(Read));
              form = 'read';
            },
          },
          {
            ALT: () => {
              end = endOf(this.CONSUME(Assign));
              form = 'set';
              let value: string | null = null;
              this.OPTION1(() => ({ value, end } = this.SUBRULE(this.value)));
              parameters.push(value);
              this.MANY(() => {
                end = endOf(this.CONSUME(Comma));
                value = null;
                this.OPTION2(() => ({ value, end } = this.SUBRULE1(this.value)));
                parameters.push(value);
              });
            },
          },
        ]);
      });
      return { form, parameters, end };
    });
  }

  class AnswerParser extends ValueParser {
    constructor() {
      super();
      this.performSelfAnalysis();
    }

    readonly answer = this.RULE('answer', (): AtFinal | AtInformation => {
      return this.OR<AtFinal | AtInformation>([
        {
          ALT: () => {
            const { image } = this.CONSUME(Plain);
            return { kind: 'final', result: PLAIN_RESULTS.get(image) ?? 'error' };
          },
        },
        {
          ALT: () => {
            this.CONSUME(Connect);
            let text: string | null = null;
            this.OPTION(() => {
              text = this.CONSUME(Rest).image;
            });
            return { kind: 'final', result: 'connect', speed: wholeNumber(text ?? ''), text };
          },
        },
        {
          ALT: () => {
            const { image } = this.CONSUME(Failure);
            let text = '';
            this.OPTION1(() => {
              text = this.CONSUME1(Rest).image;
            });
            const result = image.startsWith('+CME') ? 'cme-error' : 'cms-error';
            return { kind: 'final', result, code: wholeNumber(text), text };
          },
        },
        {
          ALT: () => {
            const name = this.CONSUME(Name).image.slice(0, -1);
            let values: readonly AtValue[] = [];
            this.OPTION2(() => {
              values = this.SUBRULE(this.values);
            });
            return { kind: 'information', name, values };
          },
        },
      ]);
    });

    private readonly values = this.RULE('values', (): readonly AtValue[] => {
      const values: AtValue[] = [];
      let value: AtValue = null;
      const take = (next: AtValue) => {
        value = next;
      };
      this.OPTION(() => take(this.SUBRULE(this.item)));
      values.push(value);
      this.MANY(() => {
        this.CONSUME(Comma);
        value = null;
        this.OPTION1(() => take(this.SUBRULE1(this.item)));
        values.push(value);
      });
      return values;
    });

    private readonly item = this.RULE('item', (): AtValue => {
      return this.OR<AtValue>([
        { ALT: () => this.SUBRULE(this.group) },
        { ALT: () => this.SUBRULE(this.value).value },
      ]);
    });

    private readonly group = this.RULE('group', (): AtValue => {
      const members: (string | null)[] = [];
      this.CONSUME(GroupBegin);
      let value: string | null = null;
      this.OPTION(() => ({ value } = this.SUBRULE(this.value)));
      members.push(value);
      this.MANY(() => {
        this.CONSUME(Comma);
        value = null;
        this.OPTION1(() => ({ value } = this.SUBRULE1(this.value)));
        members.push(value);
      });
      this.CONSUME(GroupEnd);
      return members;
    });
  }

  function meaning(piece: IToken): string {
    if (!tokenMatcher(piece, Quoted)) return piece.image;
    const escaped = piece.image.startsWith('\\');
    const inner = piece.image.slice(escaped ? 2 : 1).replace(/["\u201c\u201d]$/, '');
    return escaped ? inner.replace(/\\$/, '') : inner;
  }

  const tokens = settings.tokensOf(modes);
  // Two parsers: many logs have commands and no answers, and a grammar takes time to build.
  const commands = lazily(() => new CommandParser());
  const answers = lazily(() => new AnswerParser());

  function parse<P extends GrammarParser, T>(
    text: string,
    mode: 'command' | 'answer',
    parser: P,
    rule: (parser: P) => T,
  ): T | null {
    if (text.length > longestText) return null;
    const cut = tokens.read(text, mode);
    parser.input = cut.tokens;
    const read = rule(parser);
    return cut.strays > 0 || parser.errors.length > 0 ? null : read;
  }

  return {
    commandLine: (text) => {
      const line = parse(text, 'command', commands(), (parser) => parser.commandLine());
      return (
        line?.map(({ name, form, parameters, start, end }) => ({
          name,
          form,
          parameters,
          text: text.slice(start, end).trim(),
        })) ?? null
      );
    },
    answer: (text) => {
      const answer = parse(text, 'answer', answers(), (parser) => parser.answer());
      if (answer !== null) return answer;
      if (text.length > longestText) return null;
      // `+CEER: rejected (cause 33), try later`: somebody's sentence behind a name is one value.
      const [name] = answers().input;
      if (name === undefined || name.startOffset !== 0 || !tokenMatcher(name, Name)) return null;
      return { kind: 'information', name: name.image.slice(0, -1), values: [text.slice(endOf(name)).trim()] };
    },
  };
}

/** `E1` is E with 1, `&C1` is &C with 1; a register is named by its number: `S7?`. */
function basicCommand(token: IToken, { form, parameters, end }: Rest): PlacedCommand {
  const digits = token.image.replace(/^&?[A-Z]/i, '');
  const letters = token.image.slice(0, token.image.length - digits.length).toUpperCase();
  const place = { start: token.startOffset, end: Math.max(end, endOf(token)) };
  return letters === 'S' || digits === ''
    ? { name: letters + digits, form, parameters, ...place }
    : { name: letters, form, parameters: [digits, ...parameters], ...place };
}

function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}

function wholeNumber(text: string): number | null {
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}
