import { add, flag, ownLargestSegment, readSegment, type Segment, wholeWindow, writeSegment } from './tcp.ts';

// As much of TCP as a server needs whose answers fit into a window, over a link that loses nothing. Source: RFC 9293.

interface HttpRequest {
  readonly method: string;
  readonly path: string;
  /** The address that was asked. */
  readonly host: string;
  /** Names in small letters. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

interface HttpResponse {
  readonly status: number;
  readonly type: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Undefined: nobody listens there. */
export type HttpServer = (request: HttpRequest) => HttpResponse | undefined;

interface Connection {
  received: string;
  /** What is expected next of the client. */
  expected: number;
  /** Of ours, what comes next. */
  next: number;
  isAnswered: boolean;
}

/** A client that never finishes costs no more than these. */
const mostConnections = 64;
const longestRequest = 16_384;

export class HttpService {
  readonly #serve: HttpServer;
  readonly #send: (packet: Buffer) => void;
  readonly #connections = new Map<string, Connection>();

  constructor(serve: HttpServer, send: (packet: Buffer) => void) {
    this.#serve = serve;
    this.#send = send;
  }

  /** A TCP segment to port 80 of any address. */
  receive(source: string, target: string, bytes: Buffer): void {
    const segment = readSegment(bytes);
    if (segment === undefined || (segment.flags & flag.reset) !== 0) return;
    const key = `${source}:${segment.sourcePort}>${target}:${segment.targetPort}`;
    const reply = (flags: number, sequence: number, acknowledged: number, payload = Buffer.alloc(0)) =>
      this.#reply(source, target, segment, { flags, sequence, acknowledged, payload });
    if ((segment.flags & flag.syn) !== 0) {
      if (segment.targetPort !== 80) {
        reply(flag.reset | flag.acknowledge, 0, add(segment.sequence, 1));
        return;
      }
      if (this.#connections.size >= mostConnections) this.#connections.clear();
      this.#connections.set(key, {
        received: '',
        expected: add(segment.sequence, 1),
        next: 1001,
        isAnswered: false,
      });
      reply(flag.syn | flag.acknowledge, 1000, add(segment.sequence, 1));
      return;
    }
    const connection = this.#connections.get(key);
    if (connection === undefined) {
      if (segment.payload.length > 0)
        reply(flag.reset | flag.acknowledge, 0, add(segment.sequence, segment.payload.length));
      return;
    }
    if (segment.sequence !== connection.expected) {
      reply(flag.acknowledge, connection.next, connection.expected);
      return;
    }
    const isFinished = (segment.flags & flag.fin) !== 0;
    if (segment.payload.length === 0 && !isFinished) return;
    connection.expected = add(connection.expected, segment.payload.length + (isFinished ? 1 : 0));
    connection.received += segment.payload.toString('latin1');
    reply(flag.acknowledge, connection.next, connection.expected);
    if (connection.received.length > longestRequest) this.#connections.delete(key);
    const request = connection.isAnswered ? undefined : readRequest(connection.received, target);
    if (request !== undefined) {
      connection.isAnswered = true;
      const response = Buffer.from(responseText(this.#serve(request)));
      for (let at = 0; at < response.length; at += ownLargestSegment) {
        const payload = response.subarray(at, at + ownLargestSegment);
        reply(flag.acknowledge | flag.push, connection.next, connection.expected, payload);
        connection.next = add(connection.next, payload.length);
      }
      reply(flag.acknowledge | flag.fin, connection.next, connection.expected);
      connection.next = add(connection.next, 1);
    }
    if (isFinished) this.#connections.delete(key);
  }

  #reply(
    source: string,
    target: string,
    { sourcePort, targetPort }: Segment,
    answer: {
      readonly flags: number;
      readonly sequence: number;
      readonly acknowledged: number;
      readonly payload: Buffer;
    },
  ): void {
    const ends = { source: target, sourcePort: targetPort, target: source, targetPort: sourcePort };
    this.#send(writeSegment(ends, { ...answer, window: wholeWindow, largestSegment: null }));
  }
}

function readRequest(text: string, host: string): HttpRequest | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [first = '', ...lines] = text.slice(0, end).split('\r\n');
  const [method = '', path = '/'] = first.split(' ');
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  const length = Number(headers.get('content-length') ?? '0');
  const body = text.slice(end + 4);
  return body.length < length ? undefined : { method, path, host, headers, body };
}

const reasons: Readonly<Record<number, string>> = { 200: 'OK', 204: 'No Content', 404: 'Not Found' };

function responseText(response: HttpResponse | undefined): string {
  const { status, type, headers = {}, body } = response ?? { status: 404, type: 'text/plain', body: '' };
  const lines = [
    `HTTP/1.1 ${status} ${reasons[status] ?? 'Status'}`,
    `Content-Type: ${type}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}
