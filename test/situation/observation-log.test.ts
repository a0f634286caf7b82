import { describe, expect, it } from 'vitest';
import { ObservationLog } from '../../src/situation/observation-log.ts';
import { readLines } from '../grammar/recorded-reading.ts';

function logOf(...lines: readonly string[]): ObservationLog {
  const log = new ObservationLog();
  for (const observation of readLines(...lines).observations) log.add(observation);
  return log;
}

describe('what an episode keeps of listings', () => {
  it('is bounded for each subject, first and last', () => {
    const many = Array.from(
      { length: 1000 },
      (_, at) => `Bus 001 Device ${at % 999}: ID 12d1:1506 stick ${at}`,
    );
    const devices = logOf(...many, 'Bus 001 Device 004: ID 2c7c:0125 EC25').of('usb-device');
    expect(devices).toHaveLength(129);
    expect([devices[0], devices.at(-2), devices.at(-1)].map((device) => device?.productName)).toEqual([
      'stick 0',
      'stick 999',
      'EC25',
    ]);
  });

  it('is bounded over subjects', () => {
    const log = logOf('root@OpenWrt:~# lsmod', ...Array.from({ length: 4000 }, (_, at) => `m${at} 4096 0`));
    expect(log.of('module').length).toBe(2048 + 128);
  });

  it('goes on in the next stretch', () => {
    const log = logOf('+CSQ: 20,99');
    log.absorb(logOf('ls: /dev/ttyUSB0: No such file or directory', '+CSQ: 1,99'));
    expect(log.of('at-exchange')).toHaveLength(2);
    expect(log.of('node')).toHaveLength(1);
    expect([log.isEmpty, new ObservationLog().isEmpty]).toEqual([false, true]);
  });
});
