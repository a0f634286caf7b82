import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'proto-handler-missing';

describe(rule, () => {
  it('proposes the name that is meant', () => {
    const findings = findingsIn(
      [
        "config interface 'wwan'",
        "        option proto 'qmii'",
        "        option device '/dev/cdc-wdm0'",
        "        option apn 'internet'",
      ],
      rule,
    );
    expect(findings).toMatchObject([
      { confidence: 'likely', title: expect.stringContaining('qmi is meant') },
    ]);
  });

  it('is silent for protocols that nobody knows', () => {
    const findings = findingsIn(
      ["config interface 'zt'", "        option proto 'zerotier'", "        option device '/dev/net/tun'"],
      rule,
    );
    expect(findings.filter(({ confidence }) => confidence !== 'refuted')).toEqual([]);
  });
});
