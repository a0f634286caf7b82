import { describe, expect, it } from 'vitest';
import { notesOf } from '../../diagnosis-of.ts';
import { dmesg, stickArrives } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'kevent-dropped';

describe(rule, () => {
  it('calls the first such line harmless', () => {
    const dropped = 'huawei_cdc_ncm 1-1:1.2 wwan0: kevent 12 may have been dropped';
    const [finding, another] = findingsIn(dmesg(126, stickArrives(), dropped, dropped), rule);
    expect(another).toBeUndefined();
    expect(finding).toMatchObject({ role: 'harmless', severity: 'info', rung: null });
    expect(notesOf(finding?.evidence ?? [])).toEqual([`8: ${dropped}`]);
  });

  it('is silent without one', () => {
    expect(findingsIn(dmesg(126, stickArrives()), rule)).toEqual([]);
  });
});
