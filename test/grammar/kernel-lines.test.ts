import { describe, expect, it } from 'vitest';
import { readEnvelope } from '../../src/capture/envelope.ts';
import type { Envelope } from '../../src/capture/section.ts';
import { KernelLines } from '../../src/grammar/kernel-lines.ts';

const words = '[   31.402117] usb 1-1: new device';
const ring = [words, `[   31.402117][  T123] usb 1-1: new device`, `kern  :info  : ${words}`, `<6>${words}`];
const log = [
  `Sat Feb  7 08:03:41 2026 kern.info kernel: ${words}`,
  `[22.08.2026, 13:59:02 MESZ] kern.info: ${words}`,
  `Jan  1 00:00:31 OpenWrt user.info kernel: ${words}`,
  '[   31.402117] gw kernel: usb 1-1: new device',
  `<6>Feb  7 08:03:41 OpenWrt kernel: ${words}`,
  `kernel: ${words}`,
];

function envelopeOf(text: string): Envelope {
  const envelope = readEnvelope(text);
  if (envelope === null) throw new Error(`no log line: ${text}`);
  return envelope;
}

/** Whether the second line is told to be a copy of the first. */
function isCopy(first: string, second: string): boolean {
  const lines = new KernelLines<string>();
  const [one, other] = [envelopeOf(first), envelopeOf(second)];
  lines.remember(one, first.slice(one.bodyAt), 'told');
  return lines.takeOriginal(other, second.slice(other.bodyAt)) === 'told';
}

describe('a kernel line that is shown twice', () => {
  it.each(ring.flatMap((first) => log.map((second) => [first, second] as const)))(
    'is the same in “%s” and “%s”',
    (first, second) => {
      expect(isCopy(first, second)).toBe(true);
      expect(isCopy(second, first)).toBe(true);
    },
  );

  it('comes twice where one log has it twice, or where it differs', () => {
    for (const line of [...ring, ...log]) expect(isCopy(line, line)).toBe(false);
    expect(isCopy(words, `kernel: ${words}s`)).toBe(false);
    expect(isCopy(words, 'kernel: [   31.402118] usb 1-1: new device')).toBe(false);
    expect(isCopy('[    0.000000] usb: x', 'kernel: [    0.000000] usb: x')).toBe(false);
  });
});
