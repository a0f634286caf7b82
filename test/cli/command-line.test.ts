import { describe, expect, test } from 'vitest';
import { parseCommandLine } from '../../src/cli/command-line.ts';
import { exitCode } from '../../src/cli/exit-code.ts';
import { reservedCommands } from '../../src/cli/reserved-commands.ts';
import { Collected, runHere } from './harness.ts';

describe('what a command line asks for', () => {
  const defaults = {
    inputs: ['-'],
    each: false,
    reply: false,
    format: 'text',
    failOn: 'error',
    color: 'auto',
    width: null,
    unicode: true,
    verbose: false,
    rules: [],
    ignore: [],
    config: null,
    given: expect.any(Set),
  };

  test.each<[readonly string[], object]>([
    [[], {}],
    [['-'], {}],
    [['a.log', '-', 'b.log'], { inputs: ['a.log', '-', 'b.log'] }],
    [['a.log', '--format', 'json'], { inputs: ['a.log'], format: 'json' }],
    [['--format=json', 'a.log'], { inputs: ['a.log'], format: 'json' }],
    [['--each', '--fail-on', 'warning', 'a.log'], { inputs: ['a.log'], each: true, failOn: 'warning' }],
    [['--color', 'always', '--width', '100'], { color: 'always', width: 100 }],
    [['--no-unicode', '--verbose', '--debug'], { unicode: false, verbose: true }],
    [['--rule', 'a', '--rule', 'b,c', 'x.log'], { rules: ['a', 'b', 'c'], inputs: ['x.log'] }],
    [['--ignore', 'a', 'x.log'], { ignore: ['a'], inputs: ['x.log'], given: new Set(['ignore']) }],
    [['--config', 'x.json'], { config: 'x.json' }],
    [['--no-config', '--format', 'text'], { config: false, given: new Set(['format']) }],
    [['--', '--format'], { inputs: ['--format'] }],
    [['./ssh'], { inputs: ['./ssh'] }],
    [['a.log', 'fix'], { inputs: ['a.log', 'fix'] }],
  ])('%j', (argv, expected) => {
    expect(parseCommandLine(argv, 80)).toEqual({ type: 'diagnose', options: { ...defaults, ...expected } });
  });
});

describe('a command line that is not understood ends with 2, one sentence and nothing read', () => {
  test.each<[readonly string[], string]>([
    [['--fromat', 'json'], "Unknown option '--fromat'; did you mean --format?"],
    [['--colour', 'never'], "Unknown option '--colour'; did you mean --color?"],
    [['--fail-no=info'], "Unknown option '--fail-no'; did you mean --fail-on?"],
    [['--each=yes'], "Option '--each' takes no value"],
    [
      ['redact', '--format=json', 'x'],
      "Unknown option '--format'. Run 'hwdiag redact --help' for all options.",
    ],
    [['ssh', '--each=yes', 'r'], "Unknown option '--each'. Run 'hwdiag ssh --help' for all options."],
    [['ssh', '--accept-new=yes', 'r'], "Option '--accept-new' takes no value. Run 'hwdiag ssh --help'"],
    [['watch', '-', '--port', '22'], "Run 'hwdiag watch --help' for all options."],
    [['-x'], "Unknown option '-x'"],
    [['--format', 'xml'], '--format takes text, json, markdown, bbcode, sarif or html, not xml.'],
    [['--fail-on=fatal'], '--fail-on takes error, warning, info or never, not fatal.'],
    [['--color', "it's"], "--color takes auto, always or never, not it's."],
    [['--format'], "Option '--format <format>' argument missing"],
    [['--width', '39'], 'It is a whole number from 40 to 9999'],
    [['--width', '-5'], 'It is a whole number from 40 to 9999'],
    [['--width', '80.5'], 'It is a whole number from 40 to 9999'],
    [['a.log', ''], 'The name of a file is empty.'],
    [['-', '-'], "Standard input can be read only once, and '-' is given twice."],
  ])('%j', async (argv, sentence) => {
    const { code, stdout, stderr } = await runHere(argv);
    expect(code).toBe(exitCode.usage);
    expect(stdout).toBe('');
    expect(stderr).toContain(sentence);
    expect(stderr).toMatch(/^hwdiag: /);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(stderr.indexOf('\n')).toBe(stderr.length - 1);
  });

  test('control characters of an argument are not printed', async () => {
    const { stderr } = await runHere(['--\u001b[31mred\nline\u0007']);
    expect(stderr).toBe("hwdiag: Unknown option '--␛[31mred␊line␇'. Run 'hwdiag --help' for all options.\n");
  });
});

describe('commands of later versions', () => {
  test.each(reservedCommands.map((name) => [name]))('%s is not a file', async (name) => {
    for (const argv of [[name], [name, 'root@192.168.1.1', '--port', '22'], ['--verbose', name, '--help']]) {
      const { code, stdout, stderr } = await runHere(argv);
      expect(code).toBe(exitCode.usage);
      expect(stdout).toBe('');
      expect(stderr).toMatch(new RegExp(`^hwdiag: Version \\S+ does not have the command '${name}' yet\\.`));
      expect(stderr).toContain(`./${name}`);
    }
  });
});

describe('help and version', () => {
  test.each([[['--help']], [['-h']], [['help']], [['help', 'ssh']], [['a.log', '--help']]])(
    '%j',
    async (argv) => {
      const { code, stdout, stderr } = await runHere(argv);
      expect(code).toBe(exitCode.nothingFound);
      expect(stderr).toBe('');
      expect(stdout).toMatch(/^Usage: hwdiag \[options\] \[FILE\.\.\.\|-\]\n/);
      expect(stdout).toMatch(/\n$/);
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    },
  );

  test('the help as a whole', async () => {
    const { stdout } = await runHere(['--help']);
    expect(stdout).toMatchInlineSnapshot(`
      "Usage: hwdiag [options] [FILE...|-]

      Says where the connection of a cellular modem on an OpenWrt-type router stops,
      why, and what to do about it, with the lines that prove it. Reads what people
      paste: logs, configuration, commands with their output, whole forum threads.

      Arguments:
        file                                logs, posts, archives, folders, together
                                            one capture; '-' or none: standard input

      Options:
        --format <format>                   form of the report (choices: "text",
                                            "json", "markdown", "bbcode", "sarif",
                                            "html", default: "text")
        --each                              take each file as a capture of its own
                                            (json: an array, sarif: a run each)
        --reply                             print what to post back: at most 15 lines,
                                            without secrets
        --fail-on <severity>                exit with 1 from this severity up
                                            (choices: "error", "warning", "info",
                                            "never", default: "error")
        --color <when>                      colour the report (choices: "auto",
                                            "always", "never", default: "auto")
        --width <columns>                   columns of the text report (default: the
                                            terminal's, else 80)
        --no-unicode                        draw with ASCII only
        --rule <id>                         ask this rule only; may be given several
                                            times (default: all)
        --ignore <id>                       do not ask this rule; may be given several
                                            times (default: none)
        --config <file>                     read settings from this file (default:
                                            hwdiag.config.json, where there is one)
        --no-config                         read no settings
        --verbose                           tell everything that was found and looked
                                            for
        --debug                             print the stack of an internal error
        -V, --version                       print the version
        -h, --help                          print this help

      Commands:
        rules [options]                     list all rules
        explain [options] <subject...>      explain a rule, an error code, or a line
                                            of a log
        redact [options] [file...]          print a text with tokens in place of its
                                            secrets
        ask [options] [file...]             print the commands whose output a
                                            diagnosis still needs
        compare [options] <before> <after>  say what changed between two captures
        eval [options] <dir>                diagnose labelled cases and count how
                                            often the labels agree
        triage [options] <path...>          sort a folder of captures: a verdict on
                                            each
        ssh [options] <router>              log in to a router, read what a diagnosis
                                            needs, and say
        watch [options] <router>            follow the log of a router and show how
                                            far it comes

      Examples:
        hwdiag syslog.txt dmesg.txt              two files from one router
        hwdiag ssh root@192.168.1.1              log in to the router, and look
        hwdiag watch root@192.168.1.1            look on while it dials
        ssh root@192.168.1.1 logread | hwdiag    a pipe
        hwdiag                                   paste, and end with Ctrl-D
        hwdiag backup.tar.gz                     an archive or folder, as one capture
        hwdiag --each posts/*.txt                one report per file
        hwdiag --format json - <thread.txt       for programs
        hwdiag --format markdown log.txt         for a forum, secrets replaced
        hwdiag explain apn-typo                  what a rule means
        hwdiag explain "+CME ERROR: 30"          what a code means, or a line of a log
        hwdiag redact thread.txt                 the same text without its secrets
        hwdiag --reply thread.txt                what to post back
        hwdiag ask thread.txt                    what to run on the router next
        hwdiag compare before.txt after.txt      what changed
        hwdiag triage tickets                    a verdict on each capture in a folder
        hwdiag eval cases                        check it on labelled cases

      Exit codes:
          0  looked, found nothing at or above --fail-on
          1  found something at or above --fail-on
          2  the command line is not understood
          3  could not look: input unreadable, or nothing about a modem in it
          4  looked, and cannot tell
         70  internal error
        130  interrupted

      Environment:
        NO_COLOR, FORCE_COLOR                    as --color never, --color always
        LC_ALL, LC_CTYPE, LANG                   ASCII only, unless they name UTF-8
      "
    `);
  });

  test('the version is the one of the package', async () => {
    const { default: manifest } = await import('../../package.json', { with: { type: 'json' } });
    for (const option of ['--version', '-V']) {
      expect(await runHere([option])).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
    }
  });
});

describe('an output that cannot be written', () => {
  class Broken extends Collected {
    readonly #code: string;
    constructor(code: string) {
      super();
      this.#code = code;
    }
    override _write(_chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
      done(Object.assign(new Error(`${this.#code}: write`), { code: this.#code }));
    }
  }

  test('a pipe without a reader is no error', async () => {
    expect(await runHere(['--help'], { stdout: new Broken('EPIPE') })).toMatchObject({ code: 0, stderr: '' });
  });

  test('a full disk is', async () => {
    expect(await runHere(['--help'], { stdout: new Broken('ENOSPC') })).toMatchObject({
      code: exitCode.couldNotLook,
      stderr: 'hwdiag: The output cannot be written: no space left on the device.\n',
    });
  });

  test('the exit code stands when there is nobody to tell', async () => {
    const gone = new Broken('ENOSPC');
    expect(await runHere(['--fromat'], { stdout: gone, stderr: gone })).toMatchObject({
      code: exitCode.usage,
    });
  });
});

describe('a fault of the program itself', () => {
  const faulty = {
    env: {
      get NO_COLOR(): string {
        throw new RangeError('secret words of the input');
      },
    },
  };

  test('is one sentence and how to report it', async () => {
    const { code, stdout, stderr } = await runHere(['a.log'], faulty);
    expect(code).toBe(exitCode.internalError);
    expect(stdout).toBe('');
    expect(stderr).toMatch(
      /^hwdiag: Internal error: the fault is in hwdiag \S+, not in your input\. Please report it [^\n]*--debug\.\n$/,
    );
  });

  test('shows its stack with --debug', async () => {
    const { code, stderr } = await runHere(['--debug', 'a.log'], faulty);
    expect(code).toBe(exitCode.internalError);
    expect(stderr).toMatch(/\nRangeError: secret words of the input\n +at /);
  });
});
