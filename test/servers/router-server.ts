import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type FixtureRouter, noRouter, startRouter } from '../collect/router/fixture-router.ts';
import { makeDropbearKey } from './keys.ts';
import { programPath, whyNoServers } from './programs.ts';
import { freePort, startServer, type TestServer } from './server.ts';

/** Why no router can be logged in to here; undefined where one can. */
export const noRouterServer: string | undefined = noRouter ?? whyNoServers(['dropbear', 'dropbearkey']);

export interface RouterServer extends TestServer {
  /** Its root folder. */
  readonly root: string;
}

export interface RouterServerOptions {
  /** Lines as in `.pub` files. */
  readonly keys?: readonly string[];
  /** Of dropbear: `-B` lets root in with the empty password that a new router has. */
  readonly flags?: readonly string[];
}

/** A router with dropbear on loopback: the server lives in the root folder, as on a real one. Root logs in. */
export async function startRouterServer(
  router: FixtureRouter,
  { keys = [], flags = [] }: RouterServerOptions,
): Promise<RouterServer> {
  const { root, shell, remove } = startRouter(router);
  try {
    furnish(root, keys);
    const port = await freePort();
    const dropbear = `exec /usr/sbin/dropbear -F -E -P /tmp/dropbear.pid -p 127.0.0.1:${port} -r /etc/dropbear/host ${flags.join(' ')}`;
    const [program, ...words] = shell;
    const server = await startServer(program, [...words, '-c', dropbear], port);
    return {
      ...server,
      root,
      stop: async () => {
        await server.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Puts in what a login needs: dropbear with its libraries, the list of users, keys. */
function furnish(root: string, keys: readonly string[]): void {
  const dropbear = programPath('dropbear') ?? 'dropbear';
  for (const file of [dropbear, ...librariesOf(dropbear)]) {
    const place = file === dropbear ? join(root, 'usr/sbin/dropbear') : join(root, file);
    mkdirSync(dirname(place), { recursive: true });
    copyFileSync(file, place);
    chmodSync(place, 0o755);
  }
  mkdirSync(join(root, 'etc/dropbear'), { recursive: true });
  const made = makeDropbearKey(join(root, 'etc/dropbear'), 'host', 'ed25519');
  writeFileSync(join(root, 'etc/dropbear/host.pub'), `${made.publicLine}\n`);
  // The x says that the password stands in shadow: an empty one, as on a new router.
  writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
  writeFileSync(join(root, 'etc/shadow'), 'root::19000:0:99999:7:::\n');
  writeFileSync(join(root, 'etc/group'), 'root:x:0:\n');
  writeFileSync(join(root, 'etc/shells'), '/bin/sh\n');
  writeFileSync(join(root, 'etc/nsswitch.conf'), 'passwd: files\nshadow: files\ngroup: files\n');
  const folder = join(root, 'root/.ssh');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'authorized_keys'), keys.map((key) => `${key}\n`).join(''), { mode: 0o600 });
}

/** The paths in what ldd prints: `libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x…)`. */
function librariesOf(program: string): readonly string[] {
  const shown = execFileSync('ldd', [program], { encoding: 'utf8' });
  return [...shown.matchAll(/(?:=> |^\s*)(\/\S+) \(0x/gm)].flatMap(([, path]) => path ?? []);
}
