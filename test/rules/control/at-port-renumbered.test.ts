import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';
import { renumberedSerialPorts } from './renumbered-serial-ports.ts';

const rule = 'at-port-renumbered';

describe(rule, () => {
  it('shows the ports that are there now', () => {
    const findings = findingsIn(renumberedSerialPorts('/dev/ttyUSB2'), rule);
    expect(findings).toMatchObject([
      { confidence: 'likely', title: expect.stringContaining('/dev/ttyUSB5') },
    ]);
  });

  it('is silent where the configured port came back', () => {
    const findings = findingsIn(renumberedSerialPorts('/dev/ttyUSB4'), rule);
    expect(findings.filter(({ confidence }) => confidence !== 'refuted')).toEqual([]);
  });
});
