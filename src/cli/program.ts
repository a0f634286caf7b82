import { InputError } from '../collect/input-error.ts';
import { parseCommandLine, version } from './command-line.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { Failure, failureText } from './failure.ts';
import type { Io } from './io.ts';
import { Output } from './output.ts';
import { hasUnicode, naturalWidth } from './terminal.ts';

/**
 * Runs the program.
 *
 * @param argv what follows the program's name
 * @returns the exit code; nothing is thrown
 */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const stdout = new Output(io.stdout);
  const stderr = new Output(io.stderr);
  try {
    const request = parseCommandLine(argv, naturalWidth(io.columns));
    switch (request.type) {
      case 'print':
        await stdout.write(request.text);
        return exitCode.nothingFound;
      case 'diagnose': {
        // Loaded when there is something to diagnose: --version and a misspelt option answer at once.
        const { withConfig } = await import('./config.ts');
        const options = await withConfig(request.options);
        const { diagnose } = await import('./diagnose.ts');
        return await diagnose(options, io, { stdout, stderr });
      }
      case 'ask': {
        const { ask } = await import('./ask.ts');
        return await ask(request.options, io, { stdout, stderr });
      }
      case 'compare': {
        const { compare } = await import('./compare.ts');
        return await compare(request.options, io, { stdout, stderr });
      }
      case 'redact': {
        const { redact } = await import('./redact.ts');
        return await redact(request.options, io, { stdout, stderr });
      }
      case 'rules': {
        const { listRules } = await import('./rules.ts');
        return await listRules(request.options, io, stdout);
      }
      case 'explain': {
        const { explain } = await import('./explain.ts');
        return await explain(request.options, io, stdout);
      }
      case 'ssh': {
        const { withConfig } = await import('./config.ts');
        const options = await withConfig(request.options);
        const { ssh } = await import('./ssh.ts');
        return await ssh(options, io, { stdout, stderr });
      }
      case 'watch': {
        const { withConfig } = await import('./config.ts');
        const options = await withConfig(request.options);
        const { watch } = await import('./watch/watch.ts');
        return await watch(options, io, { stdout, stderr });
      }
      case 'triage': {
        const { triage } = await import('./triage/triage.ts');
        return await triage(request.options, io, { stdout, stderr });
      }
      case 'eval': {
        const { evaluate } = await import('./eval.ts');
        return await evaluate(request.options, io, stdout);
      }
    }
  } catch (error) {
    return await tell(error, argv.includes('--debug'), io, stderr);
  }
}

/** Says on standard error why the program ends. */
async function tell(error: unknown, debug: boolean, io: Io, stderr: Output): Promise<ExitCode> {
  const { code, text } = ending(error, debug, io);
  try {
    await stderr.write(text);
  } catch {
    // Standard error cannot be written either: the exit code has to say it all.
  }
  return code;
}

interface Ending {
  readonly code: ExitCode;
  /** For standard error. */
  readonly text: string;
}

function ending(error: unknown, debug: boolean, io: Io): Ending {
  const unicode = hasUnicode(io);
  if (io.interruption.aborted && error === io.interruption.reason) {
    return { code: exitCode.interrupted, text: failureText('Interrupted.', unicode) };
  }
  if (error instanceof Failure) {
    return { code: error.exitCode, text: failureText(error.message, unicode) };
  }
  if (error instanceof InputError) {
    return { code: exitCode.couldNotLook, text: failureText(error.message, unicode) };
  }
  return { code: exitCode.internalError, text: internalErrorText(error, debug, unicode) };
}

/** The message of an unexpected error may quote the input, so it is only shown when asked for. */
function internalErrorText(error: unknown, debug: boolean, unicode: boolean): string {
  const sentence = `Internal error: the fault is in hwdiag ${version}, not in your input.`;
  if (!debug) {
    return failureText(
      `${sentence} Please report it with what the same command prints with --debug.`,
      unicode,
    );
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return failureText(sentence, unicode, stack.split('\n'));
}
