import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { collectionScript } from '../../../src/collect/router/collection-script.ts';
import { noRouter } from './fixture-router.ts';

if (noRouter !== null) process.stderr.write(`No page of a HiLink stick was asked for: ${noRouter}.\n`);

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

type Answer = { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: string };

async function serve(answer: (path: string, cookie: string | undefined) => Answer) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const { status = 200, headers = {}, body = '' } = answer(request.url ?? '', request.headers.cookie);
    response.writeHead(status, headers).end(body);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { asked, port: (server.address() as AddressInfo).port };
}

/** Asks for a page as the router would, with the tools that it has. */
async function page(port: number, tools: 'curl' | 'nc'): Promise<string> {
  const script = collectionScript({ mode: 'framed', mark: 'a'.repeat(32), deadlineSeconds: 60 }).replace(
    /\nmain\n$/,
    `\nweb_port=${port}\nhas() { [ "$1" = ${tools} ]; }\nhilink_page 127.0.0.1 api/monitoring/status\n`,
  );
  const child = spawn('busybox', ['ash', '-s'], { stdio: ['pipe', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (words: string) => {
    text += words;
  });
  child.stdin.end(script);
  await new Promise((resolve) => child.on('close', resolve));
  return text;
}

const status = '<response>\r\n<ConnectionStatus>901</ConnectionStatus>\r\n</response>\r\n';

describe.skipIf(noRouter !== null).each(['curl', 'nc'] as const)('a HiLink stick, asked with %s', (tools) => {
  test('answers to who shows the session that it has given out', async () => {
    const { port, asked } = await serve((path, cookie) =>
      path.endsWith('SesTokInfo')
        ? { body: '<response><SesInfo>SessionID=abc+/1=</SesInfo><TokInfo>x</TokInfo></response>' }
        : { body: cookie === 'SessionID=abc+/1=' ? status : '<error><code>125002</code></error>' },
    );
    expect(await page(port, tools)).toBe(status.replaceAll('\r', ''));
    expect(asked).toEqual(['GET /api/webserver/SesTokInfo', 'GET /api/monitoring/status']);
  });

  test('leads nobody to another address', async () => {
    const other = await serve(() => ({ body: status }));
    const { port } = await serve(() => ({
      status: 302,
      headers: { Location: `http://127.0.0.1:${other.port}/reboot` },
      body: status,
    }));
    expect(await page(port, tools)).toBe('# hwdiag: not finished: it sends to another address\n');
    expect(other.asked).toEqual([]);
  });

  test('puts nothing into the request', async () => {
    const { port, asked } = await serve((path) =>
      path.endsWith('SesTokInfo') ? { body: '<SesInfo>x\r\nX: y $(reboot)</SesInfo>' } : { body: status },
    );
    expect(await page(port, tools)).toBe(status.replaceAll('\r', ''));
    expect(asked).toHaveLength(2);
  });
});
