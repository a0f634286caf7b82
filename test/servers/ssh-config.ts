import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestKey } from './keys.ts';
import type { RouterServer } from './router-server.ts';

/**
 * A file of settings by which a computer knows a router as `router`, its host key included.
 *
 * @param port where it is reached: its own, or that of a proxy
 */
export function sshConfigFor(server: RouterServer, key: TestKey, folder: string, port = server.port): string {
  const file = join(folder, `known-${port}`);
  const [type = '', blob = ''] = readFileSync(join(server.root, 'etc/dropbear/host.pub'), 'utf8').split(' ');
  writeFileSync(file, `[127.0.0.1]:${port} ${type} ${blob}\n`);
  const config = join(folder, `config-${port}`);
  writeFileSync(
    config,
    `Host router\n  HostName 127.0.0.1\n  Port ${port}\n  User root\n  UserKnownHostsFile ${file}\n  IdentityFile ${key.file}\n`,
  );
  return config;
}
