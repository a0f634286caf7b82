import { readFileSync } from 'node:fs';
import ssh2 from 'ssh2';
import type { TestKey } from './keys.ts';

/** A server that greets with escape sequences, asks with words of its own, and lets nobody in. */
export function startHostile(
  hostKey: TestKey,
  prompt: string,
): Promise<{ readonly port: number; stop(): Promise<void>; log(): string }> {
  const server = new ssh2.Server(
    { hostKeys: [readFileSync(hostKey.file)], banner: '\u001b[31mWelcome\u001b]0;x\u0007\r\n' },
    (client) => {
      client.on('error', () => undefined);
      client.on('authentication', (attempt) => {
        if (attempt.method !== 'keyboard-interactive') attempt.reject(['keyboard-interactive']);
        else {
          attempt.prompt([{ prompt, echo: false }], 'Name\u001b[2J', () => attempt.reject([]));
        }
      });
    },
  );
  return new Promise((resolve, reject) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('It does not listen.'));
      else
        resolve({
          port: address.port,
          log: () => '',
          stop: () => new Promise((stopped) => server.close(() => stopped())),
        });
    });
  });
}
