import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { must } from '../../must.ts';
import { HttpService } from './http-server.ts';
import { readIp } from './packets.ts';
import { TcpRelay } from './tcp-relay.ts';

const address = '127.0.0.1';
const router = '10.146.249.5';

let relay: TcpRelay;

afterEach(async () => {
  await relay.close();
});

/** A relay to a router that has this page. */
async function relayTo(body: string, target: () => string | undefined = () => router): Promise<void> {
  const page = new HttpService(
    () => ({ status: 200, type: 'text/plain', body }),
    (packet) => setImmediate(() => relay.receive(must(readIp(packet)))),
  );
  relay = await TcpRelay.listen({
    address,
    target,
    targetPort: 80,
    send: (packet) => {
      const { source, target: to, payload } = must(readIp(packet));
      expect([source, to]).toEqual([address, router]);
      page.receive(source, to, payload);
    },
  });
}

/** All that comes back for a request; the error where the connection is broken. */
async function ask(): Promise<string> {
  const socket = connect(relay.port, address);
  socket.write('GET / HTTP/1.0\r\n\r\n');
  return await text(socket).catch((error: NodeJS.ErrnoException) => String(error.code));
}

test('carries connections, several at once', async () => {
  const body = 'x'.repeat(100_000);
  await relayTo(body);
  const answers = await Promise.all([ask(), ask(), ask()]);
  for (const answer of answers) expect(answer.endsWith(`\r\n\r\n${body}`)).toBe(true);
});

test('lets nobody in while no way leads to the router', async () => {
  await relayTo('', () => undefined);
  expect(await ask()).toBe('ECONNRESET');
});

test('takes only packets of its connections', async () => {
  await relayTo('');
  const other = { protocol: 6, source: router, target: address, payload: Buffer.alloc(20) };
  expect(relay.receive(other)).toBe(false);
  expect(relay.receive({ ...other, protocol: 17 })).toBe(false);
});

test('breaks the connections of its clients when it is closed', async () => {
  await relayTo('');
  const socket = connect(relay.port, address);
  await new Promise((resolve) => socket.once('connect', resolve));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => undefined);
  await relay.close();
  await closed;
});
