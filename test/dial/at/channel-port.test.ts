import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { ChannelPort } from '../../../src/dial/at/channel-port.ts';
import { transports } from '../../../src/dial/at/transport.ts';

/** A port by one transport, at the other end of a channel that says what the test says. */
function channelPort(name: string) {
  const transport = transports.find((one) => one.name === name);
  if (transport === undefined) throw new Error(`no transport ${name}`);
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const end = new Promise<{ code: number; signal: null }>((resolve) => {
    stdin.on('finish', () => resolve({ code: 0, signal: null }));
  });
  const port = new ChannelPort(
    { stdin, stdout, stderr, end, stop: () => undefined },
    { path: '/dev/ttyUSB2', mark: 'mark', transport, program: name },
  );
  return { port, stdout, stderr, end };
}

const never = new AbortController().signal;

describe('a port that talks without end', () => {
  test('is closed before it fills the memory, where nobody listens yet', async () => {
    const { port, stdout, end } = channelPort('stty');
    stdout.write(Buffer.alloc(300_000, 'x'));
    expect(await port.opened(5_000, never)).toEqual({ how: 'gone', reason: 'it talks without end' });
    await end;
  });

  test('is closed where the end of an attempt never comes', async () => {
    const { port, stdout, stderr, end } = channelPort('gcom');
    stderr.write('mark ready\n');
    expect(await port.opened(5_000, never)).toEqual({ how: 'ready' });
    const ended = new Promise((resolve) => {
      port.listen({ bytes: () => undefined, attemptOver: () => undefined, ended: resolve });
    });
    stdout.write(Buffer.from(`mark${'x'.repeat(300_000)}`));
    expect(await ended).toEqual({ how: 'gone', reason: 'it talks without end' });
    await end;
  });
});
