import { spawn } from 'node:child_process';
import type { RouterConnection } from '../../../src/collect/router/router-connection.ts';

/** A session that runs its commands on this machine: what is between the shell and hwdiag is pipes, as with SSH. */
export function localConnection(
  words: readonly [string, ...string[]],
  environment: Readonly<Record<string, string>> = {},
): RouterConnection {
  const [program, ...shell] = words;
  return {
    name: 'root@fixture',
    ownEnd: { localAddress: null, isOverJumpHost: false },
    start(command) {
      const child = spawn(program, [...shell, '-c', command], {
        env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', ...environment },
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      return Promise.resolve({
        stdin: child.stdin,
        stdout: child.stdout,
        stderr: child.stderr,
        end: new Promise((resolve, reject) => {
          child.on('error', reject);
          child.on('close', (code, signal) =>
            resolve({ code, signal: signal === null ? null : signal.replace(/^SIG/, '') }),
          );
        }),
        stop: () => {
          child.stdin.destroy();
          child.stdout.destroy();
          child.stderr.destroy();
        },
      });
    },
    close: () => Promise.resolve(),
  };
}
