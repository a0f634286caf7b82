import { readFileSync } from 'node:fs';
import ssh2, { type ParsedKey } from 'ssh2';
import type { TestKey } from './keys.ts';
import type { TestServer } from './server.ts';

/** A server that can be told to show another host key. */
export interface Turncoat extends TestServer {
  /** Settles when a command was begun. */
  begun(): Promise<void>;
  /** Exchanges keys anew in the middle of a session, with this host key. */
  exchangeKeys(hostKey: TestKey): void;
}

/**
 * A server that lets everybody in, answers a command with `begun`, and ends it after the next exchange of keys. Real servers keep
 * their host key as long as a session lasts: to show another one takes a server whose own tables can be changed.
 */
export async function startTurncoat(hostKey: TestKey): Promise<Turncoat> {
  const clients: ssh2.Connection[] = [];
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const server = new ssh2.Server({ hostKeys: [readFileSync(hostKey.file)] }, (client) => {
    clients.push(client);
    client.on('error', () => undefined);
    client.on('authentication', (attempt) => attempt.accept());
    client.on('session', (accept) => {
      accept().on('exec', (acceptCommand) => {
        const channel = acceptCommand();
        channel.write('begun\n');
        begin();
        client.once('rekey', () => {
          channel.exit(0);
          channel.end('ended\n');
        });
      });
    });
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('It does not listen.'));
      else resolve(address.port);
    });
  });
  return {
    port,
    log: () => '',
    begun: () => begun,
    exchangeKeys: (key) => {
      const client = clients.at(-1);
      if (client === undefined) throw new Error('Nobody has logged in.');
      hostKeysOf(client)[key.publicLine.split(' ')[0] ?? ''] = parsed(key);
      client.rekey();
    },
    stop: () =>
      new Promise((stopped) => {
        for (const client of clients) client.end();
        server.close(() => stopped());
      }),
  };
}

/** ssh2's own table of keys by type, which nobody else is to know. */
function hostKeysOf(client: ssh2.Connection): Record<string, ParsedKey> {
  return Reflect.get(Reflect.get(client, '_protocol'), '_hostKeys');
}

function parsed({ file }: TestKey): ParsedKey {
  const key = ssh2.utils.parseKey(readFileSync(file));
  if (key instanceof Error) throw key;
  return key;
}
