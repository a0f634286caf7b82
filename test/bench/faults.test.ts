import { expect, test } from 'vitest';
import { ManualClock } from './clock.ts';
import { faultNamed, faults } from './faults.ts';
import { VirtualModem } from './modem/virtual-modem.ts';
import { profileNamed, profiles } from './profiles/profiles.ts';
import { healthy, patched, type ScenarioPatch } from './scenario.ts';

test('each fault has a name of its own and fits a profile', () => {
  expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
  for (const { name, fits } of faults) {
    expect(faultNamed(name)?.name).toBe(name);
    expect(profiles.filter(fits), name).not.toEqual([]);
  }
});

test('each fault can be sent as JSON, and changes the scenario of what it fits', () => {
  // What these sticks have in health, too; the fault lies on the other side.
  const inHealth = ['ndp-order', 'hilink-lan-clash'];
  for (const profile of profiles) {
    for (const { name, patch } of faults.filter(({ fits }) => fits(profile))) {
      const change = patch(profile);
      expect(JSON.parse(JSON.stringify(change)), name).toEqual(change);
      const modem = new VirtualModem(profile, new ManualClock());
      const before = modem.scenario;
      modem.change(change);
      if (inHealth.includes(name)) expect(modem.scenario, name).toEqual(before);
      else expect(modem.scenario, `${profile.name}, ${name}`).not.toEqual(before);
    }
  }
});

test('a patch replaces what it names, lists as a whole, and nothing else', () => {
  const change: ScenarioPatch = { network: { apns: [], address: { dns: ['192.0.2.1'] } } };
  const after = patched(healthy, change, { sim: { pinTries: 1 } });
  expect(after).toEqual({
    ...healthy,
    sim: { ...healthy.sim, pinTries: 1 },
    network: { ...healthy.network, apns: [], address: { ...healthy.network.address, dns: ['192.0.2.1'] } },
  });
});

test('a profile is found by its name, and by an end that is its alone', () => {
  expect(profileNamed('huawei-ms2372h')?.name).toBe('huawei-ms2372h');
  expect(profileNamed('ms2372h')?.name).toBe('huawei-ms2372h');
  expect(profileNamed('stick')).toBeUndefined();
  expect(profileNamed('nokia')).toBeUndefined();
});
