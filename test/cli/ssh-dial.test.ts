import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openwrt1907 } from '../collect/router/routers.ts';
import { makeKey, type TestKey } from '../servers/keys.ts';
import { tellSkipped } from '../servers/programs.ts';
import { noRouterServer, type RouterServer, startRouterServer } from '../servers/router-server.ts';
import { sshConfigFor } from '../servers/ssh-config.ts';
import { runHere } from './harness.ts';
import { ended, inTerminal, python, said, start } from './process.ts';

tellSkipped('hwdiag ssh --dial --save on a router with dropbear', noRouterServer);
tellSkipped(
  'an answer at a terminal before a live test',
  python === null ? 'not installed: python3' : undefined,
);

let folder: string;
let server: RouterServer;
let key: TestKey;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hwdiag-ssh-dial-'));
  if (noRouterServer !== undefined) return;
  key = makeKey(folder, 'id', 'ed25519');
  server = await startRouterServer(openwrt1907, { keys: [key.publicLine] });
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(noRouterServer !== undefined)('a live test that is saved', () => {
  test('gives the report again, but for the date and the names of the sources', async () => {
    const config = sshConfigFor(server, key, folder);
    const file = join(folder, 'ticket.tar.gz');
    const live = await runHere([
      ...['ssh', 'router', '-F', config, '--dial', '--yes'],
      ...['--save', file, '--format', 'json'],
    ]);
    expect(live.stderr).toContain(`to ${file}, secrets replaced.`);
    const replayed = await runHere([file, '--format', 'json']);
    expect(replayed.stderr).toBe('');
    expect(replayed.code).toBe(live.code);
    const [then, now] = [JSON.parse(live.stdout), JSON.parse(named(replayed.stdout, file))];
    expect(then.live.judgements).toMatchObject([{ rule: 'registration-denied', outcome: 'proven' }]);
    expect(then.live.madeAt).toBeNull();
    expect(now.live.madeAt).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(now).toEqual({ ...then, live: { ...then.live, madeAt: now.live.madeAt } });
  }, 120_000);
});

describe.skipIf(noRouterServer !== undefined)('a router that does not say how it stands', () => {
  /** A router that from the second or the first time on says more than anybody reads. */
  function startFlooding(from: number): Promise<RouterServer> {
    return startRouterServer(
      {
        ...openwrt1907,
        programs: {
          ubus: `case $* in
  '-S call network.interface dump')
    echo asked >>/tmp/asked
    if [ "$(wc -l </tmp/asked)" -ge ${from} ]; then seq 40000; else echo '{"interface":[]}'; fi
    ;;
  *) exit 1 ;;
esac`,
        },
      },
      { keys: [key.publicLine] },
    );
  }

  /** The sentence that is said then, and the answers that are saved. */
  async function expectUntested(said: string, file: string): Promise<void> {
    const words = said.replace(/\s+/g, ' ');
    expect(words).toContain('hwdiag: The router says too much of how it stands, so nothing is tested.');
    expect(words).toContain(`to ${file}, secrets replaced.`);
    const report = JSON.parse((await runHere([file, '--format', 'json'])).stdout);
    expect(report.live).toBeUndefined();
    expect(report.verdict.cause).toBe('registration-denied');
  }

  test('is not tested, and what was read is told and saved', async () => {
    const flooding = await startFlooding(1);
    try {
      const file = join(folder, 'not-surveyed.tar.gz');
      const { stdout, stderr } = await runHere([
        ...['ssh', 'router', '-F', sshConfigFor(flooding, key, folder), '--dial', '--yes'],
        ...['--save', file, '--format', 'json'],
      ]);
      expect(JSON.parse(stdout).verdict.cause).toBe('registration-denied');
      expect(stderr).not.toContain('What is going to be tested');
      await expectUntested(stderr, file);
    } finally {
      await flooding.stop();
    }
  }, 120_000);

  test.skipIf(python === null)(
    'is looked at again once somebody has agreed, and then not tested',
    async () => {
      const flooding = await startFlooding(2);
      try {
        const file = join(folder, 'not-surveyed-again.tar.gz');
        const config = sshConfigFor(flooding, key, folder);
        const child = start(['ssh', 'router', '-F', config, '--dial', '--save', file], {
          command: inTerminal(200),
          env: { HOME: folder, SSH_AUTH_SOCK: '' },
        });
        const outcome = ended(child);
        await said(child.stdout, 'Run these tests?');
        child.stdin.write('yes\r');
        const { stdout } = await outcome;
        expect(stdout).toContain('What is going to be tested');
        await expectUntested(stdout, file);
      } finally {
        await flooding.stop();
      }
    },
    120_000,
  );
});

/** Sources as the live run calls them: `ticket.tar.gz!/04-log.txt` is the section `log`. */
function named(report: string, bundle: string): string {
  return report.replaceAll(new RegExp(`${bundle}!/\\d+-([a-z0-9-]+)\\.txt`, 'g'), '$1');
}
