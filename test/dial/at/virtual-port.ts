import { vi } from 'vitest';
import type { AtPort, AtPortListener } from '../../../src/dial/at/at-port.ts';
import { realClock } from '../../bench/clock.ts';
import { VirtualModem } from '../../bench/modem/virtual-modem.ts';
import { huaweiE3372 } from '../../bench/profiles/huawei.ts';
import type { Profile } from '../../bench/profiles/profile.ts';
import type { PortRole, ScenarioPatch } from '../../bench/scenario.ts';

export interface VirtualPort extends AtPort {
  readonly modem: VirtualModem;
  /** What was sent, in order. */
  readonly sent: readonly string[];
  /** Lets it say something of its own. */
  say(words: string): void;
  /** The device leaves the bus. */
  unplug(): void;
  readonly isClosed: boolean;
}

export interface VirtualPortOptions {
  /** One that there is already; else one is made. */
  readonly modem?: VirtualModem;
  readonly profile?: Profile;
  readonly role?: PortRole;
  readonly patches?: readonly ScenarioPatch[];
  readonly kind?: AtPort['kind'];
  /** What the program between says by itself. */
  readonly ownWords?: RegExp;
  /** Commands that never reach the modem. */
  readonly lost?: RegExp;
  /** In which other words it says what it says. */
  readonly rephrase?: (words: string) => string;
  /** A terminal in echo mode: what the modem says goes back to it. */
  readonly isEchoing?: boolean;
}

/** A port of a virtual modem, without a router between. The time is the machine's, or that of vitest. */
export function virtualPort({
  profile = huaweiE3372,
  role = 'pcui',
  patches = [],
  kind = 'stream',
  isEchoing = false,
  ownWords,
  lost,
  rephrase = (words) => words,
  modem = new VirtualModem(profile, realClock, ...patches),
}: VirtualPortOptions = {}): VirtualPort {
  const port = modem.port(role);
  const sent: string[] = [];
  let listener: AtPortListener | null = null;
  let isClosed = false;
  // How each opening of the port that is not over yet ends.
  const openings: (() => void)[] = [];
  const hear = (bytes: Uint8Array): void => {
    if (isClosed) return;
    listener?.bytes(bytes);
    if (/OK|ERROR/.test(Buffer.from(bytes).toString('latin1'))) openings[0]?.();
    if (isEchoing) setTimeout(() => isClosed || port.receive(bytes), 1);
  };
  port.onSent((bytes) => hear(Buffer.from(rephrase(Buffer.from(bytes).toString('latin1')), 'latin1')));
  port.opened();
  return {
    modem,
    sent,
    path: '/dev/ttyUSB2',
    by: 'socat',
    typed: 'socat - /dev/ttyUSB2,raw,echo=0',
    kind,
    ownWords,
    get isClosed() {
      return isClosed;
    },
    listen: (new_) => {
      listener = new_;
    },
    send: (line, patience) => {
      sent.push(line);
      if (kind === 'attempts') {
        const over = (): void => {
          clearTimeout(timer);
          openings.splice(openings.indexOf(over), 1);
          listener?.attemptOver();
        };
        const timer = setTimeout(over, patience);
        openings.push(over);
      }
      if (lost?.test(line) !== true) port.receive(Buffer.from(`${line}\r`));
    },
    sendRaw: (characters) => {
      sent.push(characters);
      port.receive(Buffer.from(characters));
    },
    say: (words) => hear(Buffer.from(words, 'latin1')),
    unplug: () => {
      isClosed = true;
      listener?.ended({ how: 'gone', reason: 'it cannot be read any more' });
    },
    close: () => {
      isClosed = true;
      return Promise.resolve();
    },
  };
}

/** Lets vitest's time pass until a promise has settled. */
export async function settled<T>(promise: Promise<T>): Promise<T> {
  let isSettled = false;
  const end = promise.finally(() => {
    isSettled = true;
  });
  end.catch(() => undefined);
  while (!isSettled) await vi.advanceTimersByTimeAsync(20);
  return end;
}
