import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { must } from '../../must.ts';
import { protocols, readIp, segmentChecksum } from './packets.ts';
import { add, flag, readSegment, type Segment, writeSegment } from './tcp.ts';
import { TcpClient } from './tcp-client.ts';

const ends = { source: '198.51.100.9', sourcePort: 40_000, target: '10.146.249.5', targetPort: 22 };
/** The other side's first number. */
const theirs = 4_000_000_000;

/** A client, what it sends, and the other side to play by hand. */
function harness(initialSequence = 1000) {
  const sent: Segment[] = [];
  const client = new TcpClient({
    ends,
    initialSequence,
    send: (packet) => {
      const ip = must(readIp(packet));
      expect(ip).toMatchObject({ source: ends.source, target: ends.target, protocol: protocols.tcp });
      expect(segmentChecksum(ip.source, ip.target, protocols.tcp, ip.payload)).toBe(0);
      sent.push(must(readSegment(ip.payload)));
    },
  });
  const errors: Error[] = [];
  client.on('error', (error) => errors.push(error));
  /** Numbers count from the first byte of each side. */
  const say = (segment: Partial<Segment>) =>
    client.receive({
      sourcePort: 22,
      targetPort: 40_000,
      flags: flag.acknowledge,
      window: 0xffff,
      largestSegment: null,
      payload: Buffer.alloc(0),
      ...segment,
      sequence: add(theirs + 1, segment.sequence ?? 0),
      acknowledged: add(initialSequence + 1, segment.acknowledged ?? 0),
    });
  const opened = (more: Partial<Segment> = {}) => {
    client.open();
    say({ flags: flag.syn | flag.acknowledge, sequence: -1, ...more });
    sent.length = 0;
  };
  return { client, sent, errors, say, opened };
}

/** What streams do, they do a moment later. */
const moment = () => new Promise((resolve) => setImmediate(resolve));

describe('a client of TCP', () => {
  test('opens a connection', () => {
    const { client, sent, say } = harness();
    client.open();
    say({ flags: flag.syn | flag.acknowledge, sequence: -1 });
    expect(sent).toMatchObject([
      { flags: flag.syn, sequence: 1000, largestSegment: 1360 },
      { flags: flag.acknowledge, sequence: 1001, acknowledged: theirs + 1, largestSegment: null },
    ]);
  });

  test('answers once more where the other side has not heard it', () => {
    const { sent, say, opened } = harness();
    opened();
    say({ flags: flag.syn | flag.acknowledge, sequence: -1 });
    expect(sent).toMatchObject([{ flags: flag.acknowledge, sequence: 1001, acknowledged: theirs + 1 }]);
  });

  test('sends no more in a segment than the other side takes, and no more at all than its window', async () => {
    const { client, sent, say, opened } = harness();
    opened({ largestSegment: 100, window: 250 });
    const written = new Promise((resolve) => client.write(Buffer.alloc(400, 'x'), resolve));
    const sizes = () => sent.map(({ payload }) => payload.length);
    expect(sizes()).toEqual([100, 100, 50]);
    say({ acknowledged: 250, window: 0 });
    expect(sizes()).toEqual([100, 100, 50]);
    say({ acknowledged: 250, window: 1000 });
    expect(sizes()).toEqual([100, 100, 50, 100, 50]);
    expect(sent.map(({ sequence }) => sequence)).toEqual([1001, 1101, 1201, 1251, 1351]);
    await written;
  });

  test('that is told no size takes 536 bytes, and what was written before waits for the connection', () => {
    const { client, sent, say } = harness();
    client.write(Buffer.alloc(1000));
    client.open();
    say({ flags: flag.syn | flag.acknowledge, sequence: -1 });
    expect(sent.map(({ payload }) => payload.length)).toEqual([0, 0, 536, 464]);
  });

  test('counts on from the last number to the first', () => {
    const { client, sent, say, opened } = harness(2 ** 32 - 3);
    opened({ window: 4 });
    client.write('abcdefgh');
    say({ acknowledged: 4 });
    expect(sent.map(({ sequence, payload }) => [sequence, payload.toString()])).toEqual([
      [2 ** 32 - 2, 'abcd'],
      [2, 'efgh'],
    ]);
  });

  test('takes once what comes twice, and nothing behind a gap', async () => {
    const { client, sent, say, opened } = harness();
    opened();
    let heard = '';
    client.on('data', (bytes) => {
      heard += bytes;
    });
    const payload = (text: string) => ({ payload: Buffer.from(text) });
    say({ sequence: 0, ...payload('one ') });
    say({ sequence: 0, ...payload('one ') });
    say({ sequence: 8, ...payload('gap') });
    say({ sequence: 2, ...payload('e two') });
    await moment();
    expect(heard).toBe('one two');
    expect(sent.map(({ acknowledged }) => acknowledged - theirs - 1)).toEqual([4, 4, 4, 7]);
  });

  test('that has said all still listens, and is closed when the other side has, too', async () => {
    const { client, sent, say, opened, errors } = harness();
    opened();
    let heard = '';
    client.on('data', (bytes) => {
      heard += bytes;
    });
    client.end('bye');
    await moment();
    expect(sent.map(({ flags }) => flags)).toEqual([
      flag.acknowledge | flag.push,
      flag.acknowledge | flag.fin,
    ]);
    say({ acknowledged: 4, payload: Buffer.from('rest') });
    await moment();
    expect(client.destroyed).toBe(false);
    say({ acknowledged: 4, sequence: 4, flags: flag.acknowledge | flag.fin });
    await moment();
    expect(heard).toBe('rest');
    expect(sent.at(-1)).toMatchObject({ flags: flag.acknowledge, acknowledged: theirs + 6 });
    expect(client.destroyed).toBe(true);
    expect(errors).toEqual([]);
  });

  test('hears the end of the other side and says what it has to say', async () => {
    const { client, sent, say, opened } = harness();
    opened();
    client.resume();
    say({ flags: flag.acknowledge | flag.fin });
    await moment();
    client.end('still');
    await moment();
    expect(sent.map(({ payload, flags }) => [flags, payload.toString()])).toEqual([
      [flag.acknowledge, ''],
      [flag.acknowledge | flag.push, 'still'],
      [flag.acknowledge | flag.fin, ''],
    ]);
    expect(client.destroyed).toBe(true);
  });

  test('is told where nobody takes the connection, and where it is reset', async () => {
    const refused = harness();
    refused.client.open();
    refused.say({ flags: flag.reset | flag.acknowledge });
    const reset = harness();
    reset.opened();
    // One that is not of this connection is none.
    reset.say({ flags: flag.reset, sequence: 5 });
    expect(reset.client.destroyed).toBe(false);
    reset.say({ flags: flag.reset });
    await moment();
    expect(refused.errors).toMatchObject([{ message: 'The other side takes no connection.' }]);
    expect(reset.errors).toMatchObject([{ message: 'The other side has reset the connection.' }]);
    expect(reset.sent).toEqual([]);
  });

  test('resets a connection that is given up', async () => {
    const { client, sent, opened } = harness();
    opened();
    client.destroy();
    await moment();
    expect(sent).toMatchObject([{ flags: flag.reset | flag.acknowledge, sequence: 1001 }]);
  });

  test('says how much room there is, and when there is again', async () => {
    const { client, sent, say, opened } = harness();
    opened();
    for (let count = 0; count < 60; count += 1) {
      say({ sequence: 1000 * count, payload: Buffer.alloc(1000) });
      await moment();
    }
    expect(sent.at(-1)?.window).toBeLessThan(20_000);
    const before = sent.length;
    client.resume();
    await moment();
    expect(sent.length).toBe(before + 1);
    expect(sent.at(-1)).toMatchObject({ flags: flag.acknowledge, acknowledged: add(theirs, 60_001) });
    expect(sent.at(-1)?.window).toBeGreaterThan(40_000);
  });

  test('throws nothing over noise', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ flags: fc.nat(63), sequence: fc.integer(), acknowledged: fc.integer() })),
        fc.uint8Array({ maxLength: 50 }),
        (segments, bytes) => {
          const { say, opened } = harness();
          opened();
          for (const segment of segments) say({ ...segment, payload: Buffer.from(bytes) });
        },
      ),
    );
  });
});

test('what is written as a segment is read as one', () => {
  const segment = {
    sequence: 7,
    acknowledged: 2 ** 32 - 1,
    flags: flag.syn,
    window: 512,
    largestSegment: 1400,
    payload: Buffer.from('text'),
  };
  const { payload } = must(readIp(writeSegment(ends, segment)));
  expect(readSegment(payload)).toEqual({ sourcePort: 40_000, targetPort: 22, ...segment });
  fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (noise) => void readSegment(Buffer.from(noise))));
});
