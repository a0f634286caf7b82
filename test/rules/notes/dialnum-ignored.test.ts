import { describe, expect, it } from 'vitest';
import { notesOf } from '../../diagnosis-of.ts';
import { config } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'dialnum-ignored';
const settings = (options: { readonly [option: string]: string }) =>
  config('modem', { proto: '3g', device: '/dev/ttyUSB0', ...options });

describe(rule, () => {
  it('shows the option that nobody reads', () => {
    const [finding] = findingsIn(settings({ dialnum: '*99#' }), rule);
    expect(finding).toMatchObject({ role: 'harmless', severity: 'info', confidence: 'proven' });
    expect(notesOf(finding?.evidence ?? [])).toEqual(["4: option dialnum '*99#'"]);
  });

  it('is said once for a router', () => {
    expect(
      findingsIn(
        [...settings({ dialnum: '*99#' }), 'then', ...settings({ dialnum: '*99#', apn: 'internet' })],
        rule,
      ),
    ).toMatchObject([{ episode: 1 }]);
  });

  it('is silent about the option that is read, and about interfaces that are no modem', () => {
    expect(findingsIn(settings({ dialnumber: '*99#' }), rule)).toEqual([]);
    expect(findingsIn([...settings({}), ...config('wan', { proto: 'dhcp', dialnum: '*99#' })], rule)).toEqual(
      [],
    );
  });
});
