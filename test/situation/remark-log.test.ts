import { describe, expect, it } from 'vitest';
import { episodeWith } from './facts/episode-with.ts';
import { dmesg, stickArrives } from './log-lines.ts';

describe('remarks', () => {
  const faults = Array.from({ length: 50 }, () => 'usb 1-1: no configurations');
  const { remarks } = episodeWith(
    dmesg(1, stickArrives(), faults, 'usb 1-1: unable to get BOS descriptor set', faults),
  );

  it('are found by kind, counted in full, and kept at both ends', () => {
    expect(remarks.count('usb.no-configuration')).toBe(100);
    const kept = remarks.of('usb.no-configuration').map(({ origin }) => origin.spans[0].line);
    expect(kept).toHaveLength(32);
    expect([kept[0], kept.at(-1)]).toEqual([8, 108]);
    expect(remarks.of('usb.no-configuration', 'usb.capabilities-unreadable')).toHaveLength(33);
    expect(remarks.count('wdm.transfer-failed')).toBe(0);
  });

  it('are found by the rung that they belong to, in the order of events', () => {
    const orders = remarks.about('power').map(({ origin }) => origin.order);
    expect(orders.length).toBeGreaterThan(32);
    expect(orders).toEqual([...orders].sort((one, other) => one - other));
    expect(remarks.about('internet')).toEqual([]);
  });
});
