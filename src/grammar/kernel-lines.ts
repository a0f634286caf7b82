import type { Envelope } from '../capture/section.ts';
import { flatCopy } from './flat-copy.ts';

/** How many lines are remembered. A kernel's ring buffer holds fewer. */
const mostRemembered = 4_096;

/**
 * Finds the copy of a kernel line. The kernel's ring buffer (dmesg, in any of its forms) and the system log (whatever else
 * shows it) have the same line with the same stamp, so a line whose stamp and words came in the other of the two before is
 * that line again. Each of them shows a line once: a found one is forgotten, and of lines that two boots share the later one
 * is found. Lines stamped 0 stand at every boot and are no copies.
 */
export class KernelLines<T> {
  /** By the key that the copy will ask for; the oldest first. */
  readonly #remembered = new Map<string, T>();

  /** What was remembered of the line whose copy this is; null where it is none. */
  takeOriginal(envelope: Envelope, text: string): T | null {
    if (!isStamped(envelope)) return null;
    const key = keyOf(envelope.format === 'dmesg' ? 'ring' : 'log', envelope, text);
    const original = this.#remembered.get(key) ?? null;
    if (original !== null) this.#remembered.delete(key);
    return original;
  }

  remember(envelope: Envelope, text: string, original: T): void {
    if (!isStamped(envelope)) return;
    const key = keyOf(envelope.format === 'dmesg' ? 'log' : 'ring', envelope, text);
    // Deleted first, so that it stands at the end of the queue.
    this.#remembered.delete(key);
    this.#remembered.set(key, original);
    if (this.#remembered.size <= mostRemembered) return;
    for (const oldest of this.#remembered.keys()) {
      this.#remembered.delete(oldest);
      return;
    }
  }
}

function isStamped(envelope: Envelope): boolean {
  return envelope.uptime !== null && envelope.uptime !== 0;
}

/** `shownBy`: the kernel's ring buffer or the system log. */
function keyOf(shownBy: 'ring' | 'log', envelope: Envelope, text: string): string {
  return flatCopy(`${shownBy} ${envelope.uptime} ${text.slice(envelope.bodyAt).trimEnd()}`);
}
