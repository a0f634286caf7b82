import type { Envelope } from '../capture/section.ts';

/** How many lines are remembered. A kernel's ring buffer holds fewer that mean something. */
const mostRemembered = 1_024;

/** What tells the copy of a line. */
type Stamp = Pick<Envelope, 'format' | 'uptime'>;

interface Remembered<T> {
  /** The line stands in the kernel's ring buffer; otherwise in the system log. */
  readonly inRing: boolean;
  readonly uptime: number;
  readonly words: string;
  readonly value: T;
}

/**
 * Finds the copy of a kernel line. The kernel's ring buffer (dmesg, in any of its forms) and the system log (whatever else
 * shows it) have the same line with the same stamp, so a line whose stamp and words came in the other of the two before is
 * that line again. Each of them shows a line once: a found one is forgotten, and of lines that two boots share the later one
 * is found. Lines stamped 0 stand at every boot and are no copies.
 */
export class KernelLines<T> {
  /** The last lines; the oldest at `#oldest` once there are so many. */
  readonly #lines: (Remembered<T> | undefined)[] = [];
  #oldest = 0;
  /** Where in `#lines` the lines of a moment stand; made when ring buffer and log have both been seen. */
  #placesAt: Map<number, readonly number[]> | null = null;
  readonly #seen = { ring: false, log: false };

  /** What was remembered of the line whose copy this is; null where it is none. */
  takeOriginal({ format, uptime }: Stamp, words: string): T | null {
    const inRing = format === 'dmesg';
    this.#seen[inRing ? 'ring' : 'log'] = true;
    if (uptime === null || !this.#seen.ring || !this.#seen.log) return null;
    this.#placesAt ??= this.#placesOfAll();
    const originals = (this.#placesAt.get(uptime) ?? []).filter(
      (at) => this.#lines[at]?.inRing === !inRing && this.#lines[at].words === words,
    );
    const last = originals.at(-1);
    const original = last === undefined ? undefined : this.#lines[last];
    for (const place of originals) this.#forget(place);
    return original?.value ?? null;
  }

  remember({ format, uptime }: Stamp, words: string, value: T): void {
    if (uptime === null || uptime === 0) return;
    this.#seen[format === 'dmesg' ? 'ring' : 'log'] = true;
    const isFull = this.#lines.length === mostRemembered;
    const place = isFull ? this.#oldest : this.#lines.length;
    if (isFull) {
      this.#oldest = (this.#oldest + 1) % mostRemembered;
      if (this.#placesAt !== null) this.#forget(place);
    }
    this.#lines[place] = { inRing: format === 'dmesg', uptime, words, value };
    this.#placesAt?.set(uptime, [...(this.#placesAt.get(uptime) ?? []), place]);
  }

  #forget(place: number): void {
    const line = this.#lines[place];
    this.#lines[place] = undefined;
    if (line === undefined || this.#placesAt === null) return;
    const others = (this.#placesAt.get(line.uptime) ?? []).filter((at) => at !== place);
    if (others.length === 0) this.#placesAt.delete(line.uptime);
    else this.#placesAt.set(line.uptime, others);
  }

  #placesOfAll(): Map<number, readonly number[]> {
    const placesAt = new Map<number, number[]>();
    for (let step = 0; step < this.#lines.length; step += 1) {
      const place = (this.#oldest + step) % this.#lines.length;
      const line = this.#lines[place];
      if (line === undefined) continue;
      const places = placesAt.get(line.uptime);
      if (places === undefined) placesAt.set(line.uptime, [place]);
      else places.push(place);
    }
    return placesAt;
  }
}
