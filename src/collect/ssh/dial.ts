import { connect, type Socket } from 'node:net';
import type { HostSettings } from './host-settings.ts';
import { SshError } from './ssh-error.ts';

/**
 * A TCP connection, without the wait that puts small writes together: it would cost as much as the round trips.
 *
 * @throws {SshError} `host-not-found`, `unreachable`, `refused`, `timed-out`
 */
export async function dial({ host, port, family }: HostSettings, signal: AbortSignal): Promise<Socket> {
  const socket = connect({ host, port, family, noDelay: true });
  const giveUp = () => socket.destroy(signal.reason);
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
      if (signal.aborted) giveUp();
    });
    return socket;
  } catch (error) {
    socket.destroy();
    if (signal.aborted) throw signal.reason;
    throw dialError(error, host, port);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

function dialError(error: unknown, host: string, port: number): SshError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const at = `${host} port ${port}`;
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_NODATA':
    case 'EAI_NONAME':
    case 'EAI_FAIL':
      return new SshError(
        'host-not-found',
        `No address is known for the name ${host}. Is it spelt right? A router on your own network is often reached by its address, for example root@192.168.1.1.`,
        error,
      );
    case 'ECONNREFUSED':
      return new SshError(
        'refused',
        `${at} refuses the connection. Does an SSH server (dropbear) run on the router, at this port and on this side of it? OpenWrt answers on its LAN ports only, unless its firewall is told otherwise; another port is given with --port.`,
        error,
      );
    case 'ETIMEDOUT':
      return timedOut(at);
    case 'ECONNRESET':
      return new SshError('refused', `${at} ended the connection at once. Is the port right?`, error);
    default:
      return new SshError(
        'unreachable',
        `There is no way to ${at}${code === '' ? '' : ` (${code})`}. Is this computer on the router's network, and is the address right?`,
        error,
      );
  }
}

/** @param at host and port */
export function timedOut(at: string): SshError {
  return new SshError(
    'timed-out',
    `${at} does not answer. Is the address right, is the router on, and does its firewall let SSH in from here?`,
  );
}
