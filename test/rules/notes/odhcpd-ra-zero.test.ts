import { describe, expect, it } from 'vitest';
import { notesOf } from '../../diagnosis-of.ts';
import { logread, ncmDial } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'odhcpd-ra-zero';
const night = 'Sun Jul 22 02:23:12 2018';

describe(rule, () => {
  it('calls the line harmless', () => {
    const [finding] = findingsIn(
      logread(night, ncmDial(), 'odhcpd[1220]: Using a RA lifetime of 0 seconds on br-lan'),
      rule,
    );
    expect(finding).toMatchObject({ role: 'harmless', severity: 'info' });
    expect(notesOf(finding?.evidence ?? [])).toEqual(['12: Using a RA lifetime of 0 seconds on br-lan']);
  });

  it('is silent about other lifetimes', () => {
    expect(
      findingsIn(
        logread(night, ncmDial(), 'odhcpd[1220]: Using a RA lifetime of 1800 seconds on br-lan'),
        rule,
      ),
    ).toEqual([]);
  });
});
