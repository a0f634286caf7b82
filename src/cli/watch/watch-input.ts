import type { ListedRule } from '../../rules/listed-rule.ts';
import { Failure } from '../failure.ts';
import type { Io } from '../io.ts';
import type { Outputs } from '../output.ts';
import { usage } from '../usage.ts';
import { LiveScreen } from './live-screen.ts';
import { WatchEnd } from './watch-end.ts';
import type { WatchOptions } from './watch-options.ts';
import { lostLines, tellWatching, type Watched } from './watched.ts';
import { Watching } from './watching.ts';

/**
 * Watches the log that comes on standard input.
 *
 * @throws {Failure}
 */
export async function watchInput(
  options: WatchOptions,
  rules: readonly ListedRule[],
  io: Io,
  outputs: Outputs,
): Promise<Watched> {
  if (io.stdinIsTerminal)
    throw usage('watch - reads a log that is piped in: ssh root@192.168.1.1 logread -f | hwdiag watch -');
  const { stdin } = io;
  await tellWatching('standard input', options, io, outputs);
  const end = new WatchEnd(options, io);
  const subject = { target: 'standard input', known: [], earlier: [], backlog: 0 };
  const screen = new LiveScreen(options, io, outputs.stderr);
  const watching = new Watching(subject, rules, screen, end);
  const fault = await new Promise<Error | null>((resolve) => {
    end.signal.addEventListener('abort', () => resolve(null), { once: true });
    if (end.signal.aborted) resolve(null);
    stdin.on('data', (bytes: Buffer) => end.guard(() => watching.add(bytes)));
    stdin.on('end', () => resolve(null));
    stdin.on('error', resolve);
  });
  end.clear();
  // A pipe that nobody closes must not keep the process waiting.
  stdin.destroy();
  await watching.end();
  const { log } = watching;
  if (log.bytes === 0) {
    const why = fault === null ? 'nothing came' : fault.message;
    throw new Failure('could-not-look', `Nothing could be read on standard input: ${why}.`);
  }
  const remarks = log.hasLost ? [lostLines] : [];
  return { texts: [{ name: '-', text: log.text }], remarks, failure: null };
}
