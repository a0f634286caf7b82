import type { RouterConnection } from '../../collect/router/router-connection.ts';
import { AtClient, type AtClientOptions, attemptPatience, synchronisingPatiences } from './at-client.ts';
import type { AtTranscript } from './at-transcript.ts';
import { openAtPort, openPatience } from './open-at-port.ts';
import type { Means } from './transport.ts';

export interface TalkOptions extends AtClientOptions {
  readonly means: Means;
  readonly signal: AbortSignal;
}

/**
 * Opens a port, has something asked on it, and closes it, whatever happens.
 *
 * @param heard gets the talk, also where it ends with a failure
 * @throws {AtFailure}
 * @throws {SshError}
 * @throws the reason of the signal
 */
export async function withAtClient<T>(
  connection: RouterConnection,
  path: string,
  options: TalkOptions,
  work: (client: AtClient) => Promise<T>,
  heard: (transcript: AtTranscript) => void,
): Promise<T> {
  const { means, signal, ...rest } = options;
  const port = await openAtPort(connection, path, means, signal);
  const client = new AtClient(port, rest);
  const close = () => void client.close();
  signal.addEventListener('abort', close, { once: true });
  try {
    return await work(client);
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', close);
    await client.close();
    heard(client.transcript);
  }
}

/**
 * Milliseconds that a talk may take, from before its port is opened, where it ends with the first command that has no answer.
 *
 * @param patiences of its commands
 */
export function longestTalk(patiences: readonly number[]): number {
  return [...synchronisingPatiences, ...patiences].reduce(
    (sum, patience) => sum + patience + attemptPatience,
    openPatience,
  );
}
