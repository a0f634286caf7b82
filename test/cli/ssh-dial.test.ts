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

tellSkipped('hwdiag ssh --dial --save on a router with dropbear', noRouterServer);

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
  test.each([
    ['before the plan', 1],
    ['after it was agreed to', 2],
  ])(
    'is not tested, and what was read is told and saved: %s',
    async (_, flooded) => {
      const flooding = await startRouterServer(
        {
          ...openwrt1907,
          programs: {
            ubus: `case $* in
  '-S call network.interface dump')
    echo asked >>/tmp/asked
    if [ "$(wc -l </tmp/asked)" -ge ${flooded} ]; then seq 40000; else echo '{"interface":[]}'; fi
    ;;
  *) exit 1 ;;
esac`,
          },
        },
        { keys: [key.publicLine] },
      );
      try {
        const config = sshConfigFor(flooding, key, folder);
        const file = join(folder, `not-surveyed-${flooded}.tar.gz`);
        const { stdout, stderr } = await runHere([
          ...['ssh', 'router', '-F', config, '--dial', '--yes', '--save', file, '--format', 'json'],
        ]);
        expect(stderr).toContain(
          'hwdiag: The router says too much of how it stands, so nothing is tested.\n',
        );
        expect(stderr.includes('What is going to be tested')).toBe(flooded === 2);
        expect(stderr).toContain(`to ${file}, secrets replaced.`);
        const report = JSON.parse(stdout);
        expect(report.live).toBeUndefined();
        expect(report.verdict.cause).toBe('registration-denied');
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
