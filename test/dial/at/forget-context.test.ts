import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RouterConnection } from '../../../src/collect/router/router-connection.ts';
import { forgetContextScript } from '../../../src/dial/at/forget-script.ts';
import { RouterShell } from '../../../src/dial/router/router-shell.ts';
import { WayBack } from '../../../src/dial/safety/way-back.ts';
import { LoginBench } from '../../collect/ssh/login-bench.ts';
import { makeKey, type TestKey } from '../../servers/keys.ts';
import { tellSkipped } from '../../servers/programs.ts';
import type { RouterServer } from '../../servers/router-server.ts';
import { logInTo, noPortRouter, startPortRouter } from './port-router.ts';
import { type RealPort, realPort } from './real-ports.ts';

tellSkipped('a context that the router itself deletes', noPortRouter);

const path = '/dev/ttyUSB2';
const all = ['socat', 'stty', 'picocom', 'gcom', 'sms_tool'];

describe.skipIf(noPortRouter !== undefined)('a context of the modem', () => {
  const bench = new LoginBench();
  let key: TestKey;
  let port: RealPort;
  let server: RouterServer;
  let connection: RouterConnection;

  beforeAll(() => {
    key = makeKey(bench.folder, 'id', 'ed25519');
  });

  beforeEach(async () => {
    port = await realPort();
    server = await startPortRouter(port, key);
    connection = await logInTo(server, key, bench);
    const { memory } = port.modem;
    const contexts = [...memory.contexts, { cid: 11, type: 'IP' as const, apn: 'internet' }];
    port.modem.remember({ ...memory, contexts });
  }, 120_000);

  afterEach(async () => {
    await bench.closeAll();
    await server.stop();
    await port.stop();
  });

  afterAll(() => bench.end());

  /** Has it deleted as the way back does, with some of the programs; whether that was done. */
  async function forget(programs: readonly string[], node = path): Promise<boolean> {
    const script = forgetContextScript(node, 11, { programs: new Set(programs) });
    writeFileSync(join(server.root, 'tmp/step'), `${script}\n`);
    const task = { name: 'forget', command: 'cd /tmp && sh step', patience: 120 };
    const { end, output } = await new RouterShell(connection).run(task);
    if (end.how !== 'exited') throw new Error(`It did not end: ${new TextDecoder().decode(output)}`);
    expect(existsSync(join(server.root, 'var/lock/LCK..ttyUSB2'))).toBe(false);
    return end.code === 0;
  }

  function held(): readonly number[] {
    return port.modem.memory.contexts.map(({ cid }) => cid);
  }

  describe.each(all)('by %s', (by) => {
    test('is deleted', async () => {
      expect(held()).toContain(11);
      expect(await forget([by])).toBe(true);
      expect(held()).not.toContain(11);
      // The modem was told nothing but commands: no answer of its own came back to it.
      expect(port.sent().replace(/AT[^\r\n]*[\r\n]+/g, '')).toBe('');
    }, 120_000);

    test('stays where the modem says ERROR to its deletion, however it writes that', async () => {
      port.refuse(/CGDCONT=/);
      port.rephrase((words) => words.replaceAll('+CGDCONT: ', '+CGDCONT:'));
      expect(await forget([by])).toBe(false);
    }, 120_000);

    test('is left for later where the modem is silent', async () => {
      port.modem.change({ ports: { pcui: { answers: 'silent' } } });
      expect(await forget([by])).toBe(false);
      port.modem.change({ ports: { pcui: { answers: 'normal' } } });
      expect(await forget([by])).toBe(true);
    }, 120_000);

    test('is left for later where the port is gone', async () => {
      await port.unplug();
      expect(await forget([by])).toBe(false);
    }, 120_000);

    test('is left for later where somebody has the port', async () => {
      const holder = await (await logInTo(server, key, bench)).start(`exec 3<>${path}; echo open; read line`);
      await new Promise((resolve) => holder.stdout.once('data', resolve));
      holder.stderr.resume();
      expect(await forget([by])).toBe(false);
      expect(port.sent()).toBe('');
      holder.stdin.end();
      await holder.end;
      expect(await forget([by])).toBe(true);
    }, 120_000);
  });

  test('is not called deleted where the modem does not tell its contexts', async () => {
    port.refuse(/CGDCONT\?/);
    expect(await forget(['gcom'])).toBe(false);
  }, 120_000);

  test('may be deleted twice', async () => {
    expect(await forget(['stty'])).toBe(true);
    expect(await forget(['stty'])).toBe(true);
  }, 120_000);

  test('is deleted by the next program where one cannot open the port', async () => {
    writeFileSync(join(server.root, 'usr/sbin/picocom'), '#!/bin/sh\necho picocom v2\n');
    expect(await forget(['picocom', 'gcom'])).toBe(true);
  }, 120_000);

  test('stays where nothing can take the echo of its port away', async () => {
    expect(await forget([], '/dev/wwan0at0')).toBe(false);
    expect(await forget([])).toBe(false);
    expect(port.sent()).toBe('');
  }, 120_000);

  test('is deleted by the way back', async () => {
    const wayBack = await WayBack.prepare(new RouterShell(connection));
    const title = 'deletes context 11 of the modem';
    await wayBack?.remember(
      { title, script: forgetContextScript(path, 11, { programs: new Set(['gcom']) }), byHand: '' },
      60,
    );
    expect((await wayBack?.undo())?.map((record) => [record.how, record.title])).toEqual([['undone', title]]);
    expect(held()).not.toContain(11);
  }, 120_000);
});
