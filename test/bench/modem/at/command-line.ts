// Command lines as in ITU-T V.250, 5.2 to 5.4, and the extended syntax of 3GPP TS 27.007.

/** One command of a line. */
export interface Command {
  /** Upper case: `E`, `&F`, `S3`, `+CSQ`, `^NDISDUP`, `D`. */
  readonly name: string;
  readonly form: 'execute' | 'read' | 'test' | 'set';
  readonly parameters: Parameters;
  /** As it was sent, without `AT`. */
  readonly text: string;
}

/** The values behind a command, `1,"IP","internet"`. */
export class Parameters {
  readonly #values: readonly string[];
  readonly #quoted: readonly boolean[];
  /** As it was sent. */
  readonly text: string;

  constructor(text: string) {
    this.text = text;
    const parts = text === '' ? [] : splitOutsideQuotes(text, ',').map((part) => part.trim());
    this.#quoted = parts.map((part) => part.startsWith('"'));
    this.#values = parts.map((part) => (part.startsWith('"') ? part.replace(/^"|"$/g, '') : part));
  }

  get count(): number {
    return this.#values.length;
  }

  /** The value, without its quotes; empty where there is none. */
  string(at: number): string {
    return this.#values[at] ?? '';
  }

  isQuoted(at: number): boolean {
    return this.#quoted[at] === true;
  }

  /** NaN where there is none, or no plain number. */
  number(at: number): number {
    const value = this.string(at);
    return /^\d{1,9}$/.test(value) && !this.isQuoted(at) ? Number(value) : Number.NaN;
  }

  has(at: number): boolean {
    return this.string(at) !== '';
  }
}

const basicCommand = /^(&?[A-Z]|\\[A-Z])(\d*)/i;
const sParameter = /^S(\d+)(\?|=(\d*))/i;
const extendedName = /^[+^$!#%*_][A-Z][A-Z0-9]*/i;

/** The commands of a line behind its `AT`; those before a mistake are given, too, as they are carried out. */
export function commandsOf(body: string): {
  readonly commands: readonly Command[];
  readonly isWhole: boolean;
} {
  const commands: Command[] = [];
  let rest = body.trim();
  while (rest !== '') {
    const step = nextCommand(rest);
    if (step === undefined) return { commands, isWhole: false };
    commands.push(step.command);
    rest = rest.slice(step.length).replace(/^[\s;]+/, '');
  }
  return { commands, isWhole: true };
}

interface Step {
  readonly command: Command;
  readonly length: number;
}

function nextCommand(rest: string): Step | undefined {
  const extended = extendedName.exec(rest);
  if (extended !== null) return extendedCommand(rest, extended[0]);
  const register = sParameter.exec(rest);
  if (register !== null) {
    const [text, number, tail, value] = register;
    const form = tail === '?' ? 'read' : 'set';
    return step(text, { name: `S${number}`, form, parameters: new Parameters(value ?? ''), text });
  }
  if (/^D/i.test(rest)) {
    // The dial string takes the rest of the line (V.250, 6.3.1).
    return step(rest, { name: 'D', form: 'set', parameters: new Parameters(rest.slice(1)), text: rest });
  }
  const basic = basicCommand.exec(rest);
  if (basic === null) return undefined;
  const [text, name = '', digits = ''] = basic;
  return step(text, { name: name.toUpperCase(), form: 'execute', parameters: new Parameters(digits), text });
}

function extendedCommand(rest: string, name: string): Step {
  const text = splitOutsideQuotes(rest, ';')[0] ?? rest;
  const tail = text.slice(name.length).trim();
  const form = formOf(tail);
  const parameters = new Parameters(form === 'set' ? tail.slice(1) : '');
  return step(text, { name: name.toUpperCase(), form, parameters, text: text.trim() });
}

function formOf(tail: string): Command['form'] {
  if (tail === '') return 'execute';
  if (tail === '?') return 'read';
  return tail === '=?' ? 'test' : 'set';
}

function step(text: string, command: Command): Step {
  return { command, length: text.length };
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts: string[] = [];
  let part = '';
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    if (character === separator && !isQuoted) {
      parts.push(part);
      part = '';
    } else {
      part += character;
    }
  }
  parts.push(part);
  return parts;
}
