import { grammarSettings, lazily } from '../parser-settings.ts';
import type { AtCommand } from './at-command.ts';
import { readAtCommand } from './at-command-line.ts';
import { isDialCommand } from './at-meaning.ts';
import { buildShellGrammar, type ShellPart } from './shell-grammar.ts';
import type { ShellCall, ShellLine } from './shell-line.ts';

const shellGrammar = lazily(() => buildShellGrammar(grammarSettings));

/**
 * Takes a command line apart: words, quotes, redirections, pipes and lists. Expansions (`$PORT`, `$(…)`, backquotes,
 * `*`) stay as written. Words that only run another program (`sudo`, `busybox`) are taken off, and so are the words of
 * compound commands (`while`, `do`); a `for` or `case` head calls nothing. Never throws.
 *
 * The AT command stands with the call that hands it to a port: `echo` where its output goes to a device, the program
 * behind the pipe (`atinout`, `picocom`) where that names the device.
 */
export function readShellLine(text: string): ShellLine {
  const calls: ShellCall[] = [];
  let printed: string | null = null;
  for (const part of shellGrammar()(text)) {
    const command = simpleCommand(part.words);
    if (command === null) {
      printed = null;
      continue;
    }
    const piped = part.after === '|' || part.after === '|&' ? printed : null;
    printed = printedText(command);
    calls.push({
      program: command.program,
      arguments: command.arguments,
      writesTo: part.writesTo,
      at: sentCommand(command, part, printed ?? piped),
    });
  }
  return { calls };
}

/** A program with its arguments and the variables set for it. */
interface SimpleCommand {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly variables: ReadonlyMap<string, string>;
}

/** Words of compound commands that stand before a command. */
const RESERVED: ReadonlySet<string> = new Set([
  'if',
  'then',
  'elif',
  'else',
  'fi',
  'while',
  'until',
  'do',
  'done',
  'esac',
  '{',
  '}',
  '!',
]);

/** Heads of compound commands whose other words are no command. */
const HEADS: ReadonlySet<string> = new Set(['for', 'case']);

/** Programs that run the program named behind their options. */
const RUNNERS: ReadonlySet<string> = new Set(['sudo', 'doas', 'env', 'nohup', 'exec', 'time', 'busybox']);

/** Options of sudo, doas and env with a value behind them. Sources: sudo(8), doas(1), env(1). */
const RUNNER_VALUE_OPTIONS: ReadonlySet<string> = new Set([
  '-u',
  '-g',
  '-h',
  '-p',
  '-C',
  '-D',
  '-R',
  '-T',
  '-U',
]);

/** `COMMAND=AT+CSQ` */
const ASSIGNMENT = /^([A-Za-z_]\w*)=([\s\S]*)$/;

function simpleCommand(words: readonly string[]): SimpleCommand | null {
  const variables = new Map<string, string>();
  let runner = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const assignment = ASSIGNMENT.exec(word);
    if (assignment !== null) {
      variables.set(assignment[1] ?? '', assignment[2] ?? '');
      continue;
    }
    if (runner && word.startsWith('-')) {
      if (RUNNER_VALUE_OPTIONS.has(word)) at += 1;
      continue;
    }
    if (!runner && HEADS.has(word)) return null;
    if (!runner && RESERVED.has(word)) continue;
    const program = word.slice(word.lastIndexOf('/') + 1);
    if (RUNNERS.has(program) && at + 1 < words.length) {
      runner = true;
      continue;
    }
    return program === '' ? null : { program, arguments: words.slice(at + 1), variables };
  }
  return null;
}

/** What `echo` or `printf` would print, its escapes left as they are; null for other programs. */
function printedText({ program, arguments: words }: SimpleCommand): string | null {
  if (program === 'echo') {
    const first = words.findIndex((word) => !/^-[neE]+$/.test(word));
    return first === -1 ? '' : words.slice(first).join(' ');
  }
  if (program === 'printf') {
    const [format = '', ...values] = words[0] === '--' ? words.slice(1) : words;
    let used = 0;
    // `AT+CGDCONT=1,"IP","%s"\r`
    return format.replace(/%[sbd%]/g, (directive) => (directive === '%%' ? '%' : (values[used++] ?? '')));
  }
  return null;
}

/** A device node, or a variable that may hold one; not `/dev/null` and the like. */
const DEVICE = /^(?:\/dev\/(?!(?:null|zero|full|stdout|stderr|stdin)$)|\$)/;

function sentCommand(command: SimpleCommand, part: ShellPart, printed: string | null): AtCommand | null {
  const { program, arguments: words, variables } = command;
  if (printed !== null) {
    const printsItself = program === 'echo' || program === 'printf';
    const toDevice = part.writesTo !== null && DEVICE.test(part.writesTo);
    if (toDevice || (!printsItself && words.some((word) => DEVICE.test(word)))) return readAtCommand(printed);
    if (printsItself) return null;
  }
  switch (program) {
    // OpenWrt comgt: gcom runs a script, and runcommand.gcom sends what COMMAND holds.
    case 'gcom':
      return readAtCommand(variables.get('COMMAND') ?? '');
    // `sms_tool -d /dev/ttyUSB2 at "AT+CSQ"`, `gl_modem AT AT+CSQ`
    case 'sms_tool':
    case 'gl_modem': {
      const keyword = words.findIndex((word) => word.toLowerCase() === 'at');
      return keyword === -1 ? null : readAtCommand(words[keyword + 1] ?? '');
    }
    // Teltonika `gsmctl -A 'AT+CSQ'`, `sendat 2 'AT+CSQ'`
    case 'gsmctl':
    case 'sendat':
      return words.map(readAtCommand).find((sent) => sent !== null) ?? null;
    // `mmcli -m 0 --command="AT+CSQ"`
    case 'mmcli': {
      const option = words.findIndex((word) => /^--command(?:=|$)/.test(word));
      if (option === -1) return null;
      return readAtCommand(words[option]?.slice('--command='.length) || (words[option + 1] ?? ''));
    }
    // A chat script on the command line: `chat -v '' ATZ OK 'ATD*99#' CONNECT`. The dial says the most.
    case 'chat': {
      const commands = words.map(readAtCommand).filter((sent) => sent !== null);
      return commands.find(isDialCommand) ?? commands[0] ?? null;
    }
    default:
      return null;
  }
}
