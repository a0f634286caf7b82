import { describe, expect, test } from 'vitest';
import { catalogue, catalogueEntry, rungOf } from '../../src/knowledge/rule-catalogue.ts';
import { rungs } from '../../src/knowledge/rung.ts';

describe('the catalogue of causes', () => {
  test('is whole, and no id stands twice', () => {
    expect(catalogue()).toHaveLength(226);
    expect(new Set(catalogue().map(({ id }) => id)).size).toBe(226);
  });

  test('holds what the rules of the first thread stand on', () => {
    expect(catalogueEntry('proto-qmi-on-huawei-ncm')).toMatchObject({
      kind: 'cause',
      maxConfidence: 'proven',
    });
    expect(catalogueEntry('udhcpc-wrong-interface')).toMatchObject({
      kind: 'cause',
      rung: 'address',
      breaks: null,
      maxConfidence: 'proven',
      group: 'user-command',
    });
    expect(catalogueEntry('dhcp-discover-no-offer')).toMatchObject({
      rung: 'address',
      maxConfidence: 'likely',
    });
    expect(catalogueEntry('ubus-unknown-error-noise')).toMatchObject({ kind: 'noise', maxConfidence: null });
    expect(catalogueEntry('apn-typo')?.title).toMatch(/APN/);
  });

  test('knows no other ids', () => {
    expect(catalogueEntry('no-such-rule')).toBeUndefined();
    expect(catalogueEntry('')).toBeUndefined();
  });

  test('every cause has a ceiling of confidence and a rung it breaks', () => {
    for (const entry of catalogue()) {
      if (entry.kind !== 'cause') continue;
      expect(entry.maxConfidence, entry.id).not.toBeNull();
      expect(rungs, entry.id).toContain(rungOf(entry));
    }
  });

  test('a mistake of configuration says which rung it breaks, nothing else does', () => {
    for (const entry of catalogue()) {
      if (entry.rung !== 'config') expect(entry.breaks, entry.id).toBeNull();
      else if (entry.kind === 'cause') expect(entry.breaks, entry.id).not.toBeNull();
    }
    expect(catalogue().some(({ rung }) => rung === 'config')).toBe(true);
  });

  test('titles fit one line of a report', () => {
    for (const { id, title } of catalogue()) {
      expect(title, id).toMatch(/^\S.*\S$/);
      expect(title.length, id).toBeLessThanOrEqual(130);
    }
  });
});
