import { randomBytes } from 'node:crypto';
import { withoutComments } from '../../collect/router/collection-script.ts';
import portHolders from '../../collect/router/port-holders.sh';
import type { RouterConnection } from '../../collect/router/router-connection.ts';
import { AtFailure } from './at-failure.ts';
import type { AtPort } from './at-port.ts';
import { ChannelPort } from './channel-port.ts';
import port from './port.sh';
import { fittingTransports, type Means, nodeKind, type Transport } from './transport.ts';

export interface OpenOptions {
  /** The only transport to use; without it the best that the router has. */
  readonly by?: Transport['name'];
  /** Seconds after which the router closes the port, whatever becomes of us. */
  readonly limitSeconds?: number;
}

/** A path that means the same to the shell, socat and us. */
const plainPath = /^\/dev(?:\/[A-Za-z0-9_][A-Za-z0-9_.-]*)+$/;

/** Long enough for a dial that is tried twice, and for a scan of networks. */
const usualLimit = 1_200;

/** Milliseconds that opening may take. A terminal can wait for a carrier. */
export const openPatience = 15_000;

/**
 * Opens a port of a modem on the router. Whoever has it open, or has locked it, keeps it. It takes the connection's only channel
 * until it is closed.
 *
 * @throws {AtFailure} `busy`, `port-gone`, `no-means`
 * @throws {SshError}
 */
export async function openAtPort(
  connection: RouterConnection,
  path: string,
  means: Means,
  signal: AbortSignal,
  { by, limitSeconds = usualLimit }: OpenOptions = {},
): Promise<AtPort> {
  if (!plainPath.test(path) || path.includes('..'))
    throw new AtFailure(
      'port-gone',
      `${path.replace(/[^ -~]/g, '?')} is no path of a port.`,
      'it is no path of a port',
    );
  const fitting = fittingTransports(path, means).filter(
    ({ transport }) => by === undefined || transport.name === by,
  );
  const reasons: string[] = [];
  for (const { transport, program } of fitting) {
    signal.throwIfAborted();
    const mark = randomBytes(16).toString('hex');
    const command = await connection.start(readScript(mark));
    command.stdin.write(`${scriptFor(transport, program, { path, mark, limitSeconds })}\n${mark}\n`);
    const opened = new ChannelPort(command, { path, mark, transport, program });
    const state = await opened.opened(openPatience, signal);
    if (state.how === 'ready') return opened;
    await opened.close();
    signal.throwIfAborted();
    const { reason } = state;
    if (state.how === 'busy') throw new AtFailure('busy', `${path} is not opened: ${reason}.`, reason);
    if (state.how === 'gone')
      throw new AtFailure('port-gone', `${path} cannot be opened: ${reason}.`, reason);
    reasons.push(`${transport.name}: ${reason}`);
  }
  throw noMeans(path, reasons);
}

function noMeans(path: string, reasons: readonly string[]): AtFailure {
  const why =
    reasons.length > 0
      ? reasons.join('; ')
      : nodeKind(path) === 'terminal'
        ? 'the router has no program that does it without an echo: socat, coreutils-stty, picocom, comgt or sms-tool would do'
        : 'the router has no program that does it';
  return new AtFailure('no-means', `${path} cannot be opened safely: ${why}.`, why);
}

/**
 * The script comes on standard input, up to a line that is the mark: in the list of processes it would look like a handler of
 * netifd that dials, whose words it holds. A shell reads no more of its input than it needs.
 */
function readScript(mark: string): string {
  return `script=; while IFS= read -r line && [ "$line" != ${mark} ]; do script="$script$line\n"; done; eval "$script"`;
}

/** No quotes are needed: the path and the mark have none of the characters that a shell reads. */
function scriptFor(
  { script }: Transport,
  program: string,
  {
    path,
    mark,
    limitSeconds,
  }: { readonly path: string; readonly mark: string; readonly limitSeconds: number },
): string {
  return [
    `port=${path} mark=${mark} limit=${Math.max(Math.round(limitSeconds), 1)} program=${program}`,
    ...[portHolders, port, script].map(withoutComments),
    'main',
  ].join('\n');
}
