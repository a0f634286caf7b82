import { randomInt } from 'node:crypto';
import { Duplex } from 'node:stream';
import {
  add,
  distance,
  flag,
  ownLargestSegment,
  type Segment,
  smallestMaximum,
  type TcpEnds,
  wholeWindow,
  writeSegment,
} from './tcp.ts';

export interface TcpClientOptions {
  readonly ends: TcpEnds;
  /** A packet to the other side. */
  readonly send: (packet: Buffer) => void;
  /** The number of its first byte; without it any. */
  readonly initialSequence?: number;
}

/**
 * How many bytes nobody has read stop the stream from asking for more. Node’s own figure is 16 KiB until 20 and 64 KiB since 22, which
 * is the whole window: the stream would ask while there is no room, and not again once there is.
 */
const readAhead = 16 * 1024;

interface Outgoing {
  readonly bytes: Buffer;
  readonly done: () => void;
}

/**
 * The side of a connection of TCP that opens it, as a stream: what is written goes to the other side as fast as that takes it, and
 * its end is a FIN. The link loses nothing, so nothing is sent twice; what the other side sends twice is taken once.
 * Source: RFC 9293.
 */
export class TcpClient extends Duplex {
  readonly #ends: TcpEnds;
  readonly #send: (packet: Buffer) => void;
  #isOpen = false;
  /** The number of what is sent next, and of the first that the other side has not acknowledged. */
  #next: number;
  #unacknowledged: number;
  /** Of the other side: how much it takes from there on, and in one segment. */
  #window = 0;
  #largestSegment = smallestMaximum;
  /** The number of what the other side sends next, and how much it was last told to send. */
  #expected = 0;
  #offered = wholeWindow;
  #outgoing: Outgoing | null = null;
  #ending: (() => void) | null = null;
  #hasEnded = false;
  #hasHeardEnd = false;
  #isReset = false;

  constructor({ ends, send, initialSequence = randomInt(2 ** 32) }: TcpClientOptions) {
    super({ readableHighWaterMark: readAhead });
    this.#ends = ends;
    this.#send = send;
    this.#next = initialSequence;
    this.#unacknowledged = initialSequence;
  }

  /** Asks the other side for the connection. */
  open(): void {
    this.#transmit(flag.syn, { largestSegment: ownLargestSegment });
    this.#next = add(this.#next, 1);
  }

  receive(segment: Segment): void {
    if (this.destroyed) return;
    if (this.#isOpen) this.#takeOpen(segment);
    else this.#takeAnswer(segment);
  }

  #takeAnswer({ flags, acknowledged, sequence, window, largestSegment }: Segment): void {
    if ((flags & flag.acknowledge) === 0 || acknowledged !== this.#next) return;
    if ((flags & flag.reset) !== 0) {
      this.#resetBy('The other side takes no connection.');
      return;
    }
    if ((flags & flag.syn) === 0) return;
    this.#isOpen = true;
    this.#unacknowledged = acknowledged;
    this.#window = window;
    this.#largestSegment = Math.min(largestSegment ?? smallestMaximum, ownLargestSegment);
    this.#expected = add(sequence, 1);
    this.#acknowledge();
    this.#sendOn();
  }

  #takeOpen({ flags, sequence, acknowledged, window, payload }: Segment): void {
    if ((flags & flag.reset) !== 0) {
      if (sequence === this.#expected) this.#resetBy('The other side has reset the connection.');
      return;
    }
    // Its answer once more: it has not heard ours yet.
    if ((flags & flag.syn) !== 0) {
      this.#acknowledge();
      return;
    }
    if ((flags & flag.acknowledge) === 0) return;
    if (distance(this.#unacknowledged, acknowledged) >= 0 && distance(acknowledged, this.#next) >= 0) {
      this.#unacknowledged = acknowledged;
      this.#window = window;
      this.#sendOn();
    }
    const isLast = (flags & flag.fin) !== 0;
    const length = payload.length + (isLast ? 1 : 0);
    if (length === 0) return;
    const known = distance(sequence, this.#expected);
    if (known >= 0 && known < length) {
      this.#expected = add(sequence, length);
      const rest = payload.subarray(known);
      if (rest.length > 0) this.push(rest);
      if (isLast) {
        this.#hasHeardEnd = true;
        this.push(null);
      }
    }
    this.#acknowledge();
  }

  /** As much as the other side takes just now. */
  #sendOn(): void {
    if (!this.#isOpen) return;
    while (this.#outgoing !== null) {
      const { bytes, done } = this.#outgoing;
      const room = this.#window - distance(this.#unacknowledged, this.#next);
      if (room <= 0) return;
      const payload = bytes.subarray(0, Math.min(room, this.#largestSegment));
      this.#transmit(flag.acknowledge | flag.push, { payload });
      this.#next = add(this.#next, payload.length);
      const rest = bytes.subarray(payload.length);
      this.#outgoing = rest.length > 0 ? { bytes: rest, done } : null;
      if (rest.length === 0) done();
    }
    const ended = this.#ending;
    if (ended === null) return;
    this.#ending = null;
    this.#hasEnded = true;
    this.#transmit(flag.acknowledge | flag.fin);
    this.#next = add(this.#next, 1);
    ended();
  }

  #acknowledge(): void {
    this.#transmit(flag.acknowledge);
  }

  #transmit(
    flags: number,
    {
      payload = Buffer.alloc(0),
      largestSegment = null,
    }: Partial<Pick<Segment, 'payload' | 'largestSegment'>> = {},
  ): void {
    // What nobody has read yet takes room.
    this.#offered = Math.max(0, wholeWindow - this.readableLength);
    this.#send(
      writeSegment(this.#ends, {
        flags,
        sequence: this.#next,
        acknowledged: this.#expected,
        window: this.#offered,
        largestSegment,
        payload,
      }),
    );
  }

  #resetBy(words: string): void {
    this.#isReset = true;
    this.destroy(new Error(words));
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#outgoing = { bytes, done };
    this.#sendOn();
  }

  override _final(done: () => void): void {
    this.#ending = done;
    this.#sendOn();
  }

  /** The other side is told that there is room again, once that is worth a packet. */
  override _read(): void {
    if (this.#isOpen && !this.#hasHeardEnd && this.#offered < wholeWindow / 2) this.#acknowledge();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    if (!this.#isReset && !(this.#hasEnded && this.#hasHeardEnd))
      this.#transmit(flag.reset | flag.acknowledge);
    done(error);
  }
}
