import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { makeDropbearKey } from './keys.ts';
import { tellSkipped, whyNoServers } from './programs.ts';
import { startDropbear } from './server.ts';

const reason = whyNoServers(['dropbear', 'dropbearkey']);
tellSkipped('the file that dropbear removes', reason);

// Ended by a plain kill it removes, as root, whatever it was told to be the file of its process number.
test.skipIf(reason !== undefined)('what dropbear removes when it ends is its own', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hwdiag-server-'));
  try {
    const key = makeDropbearKey(folder, 'host', 'ed25519');
    const before = readdirSync(folder);
    const server = await startDropbear({ folder, hostKeys: [key.file] });
    const pidFile = join(folder, `dropbear.${server.port}.pid`);
    process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGTERM');
    await vi.waitFor(() => expect(server.log()).toContain('Terminated'));
    await server.stop();
    expect(readdirSync(folder)).toEqual(before);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
