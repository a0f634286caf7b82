import { connect, createServer, type Socket } from 'node:net';

/** Something between client and server. */
export interface TestProxy {
  readonly port: number;
  /** Ends all connections at once, as a router does that loses its power and then says so. */
  cut(): void;
  /** Passes nothing on any more, and ends nothing: a cable that was pulled. */
  freeze(): void;
  stop(): Promise<void>;
}

/** @param cutAfter ends a connection after so many bytes of the server */
export async function startProxy(to: number, cutAfter = Number.POSITIVE_INFINITY): Promise<TestProxy> {
  const sockets = new Set<Socket>();
  let isFrozen = false;
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    let passed = 0;
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        if (isFrozen) return;
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (data) => {
      if (!isFrozen) far.write(data);
    });
    far.on('data', (data) => {
      if (isFrozen) return;
      passed += data.length;
      if (passed > cutAfter) near.destroy();
      else near.write(data);
    });
  });
  const port = await listening(server);
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port,
    cut,
    freeze: () => {
      isFrozen = true;
    },
    stop: () =>
      new Promise((resolve) => {
        cut();
        server.close(() => resolve());
      }),
  };
}

/**
 * Hands on what comes after half of the round trip, both ways. The handshake of TCP itself is not slowed.
 *
 * @param roundTrip in milliseconds
 */
export async function startDelay(to: number, roundTrip: number): Promise<Pick<TestProxy, 'port' | 'stop'>> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.setNoDelay(true);
      from.on('data', (data) => setTimeout(() => into.write(data), roundTrip / 2));
      from.on('close', () => setTimeout(() => into.destroy(), roundTrip / 2));
      from.on('error', () => undefined);
    }
  });
  const port = await listening(server);
  return {
    port,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** A server that says this to everybody and nothing else. */
export async function startSpeaker(words: string | Buffer): Promise<TestProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    if (words.length > 0) socket.write(words);
  });
  const port = await listening(server);
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port,
    cut,
    freeze: () => undefined,
    stop: () =>
      new Promise((resolve) => {
        cut();
        server.close(() => resolve());
      }),
  };
}

function listening(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
      else reject(new Error('It does not listen.'));
    });
  });
}
