import { describe, expect, it } from 'vitest';
import { diagnosisOf, notesOf } from '../../diagnosis-of.ts';
import { config } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'unknown-options';
const qmi = (options: { readonly [option: string]: string }) =>
  config('wwan', { proto: 'qmi', device: '/dev/cdc-wdm0', apn: 'internet', ...options });

describe(rule, () => {
  it('names the options of an interface in one note, and what is meant', () => {
    const [finding, another] = findingsIn(qmi({ usrname: 'me', mode: 'lte' }), rule);
    expect(another).toBeUndefined();
    expect(finding).toMatchObject({
      role: 'note',
      severity: 'info',
      title: '2 options of wwan are read by nobody: usrname, mode',
    });
    expect(finding?.explanation).toContain('Proto qmi calls mode modes');
    expect(notesOf(finding?.evidence ?? [])).toEqual(["5: option usrname 'me'", "6: option mode 'lte'"]);
  });

  it('never blames the connection', () => {
    expect(diagnosisOf(qmi({ usrname: 'me' })).verdict.cause).toBeNull();
  });

  it.each([
    ['authtype', 'auth'],
    ['pin', 'pincode'],
    ['pdp_type', 'pdptype'],
    ['Username', 'username'],
    ['metrik', 'metric'],
  ])('knows that %s means %s', (written, meant) => {
    const [finding] = findingsIn(qmi({ [written]: '1' }), rule);
    expect(finding?.explanation).toMatch(new RegExp(`\\b${meant}\\b`));
  });

  it('is silent where the right option is there, too', () => {
    expect(findingsIn(qmi({ usrname: 'me', username: 'me' }), rule)).toEqual([]);
  });

  it('is silent of an option of other releases while the release is not known', () => {
    const mbim = { proto: 'mbim', device: '/dev/cdc-wdm0', apn: 'internet', pdptype: 'ipv4' };
    expect(findingsIn(config('wwan', mbim), rule)).toEqual([]);
  });

  it.each(['apn2', 'pincode2', 'sim', 'pdp', 'ttl', 'roaming', 'node', 'label', 'autoapn', 'band', 'name'])(
    'is silent about %s of a vendor',
    (option) => {
      expect(findingsIn(qmi({ [option]: '1' }), rule)).toEqual([]);
    },
  );

  it('is silent about interfaces that are switched off, and about those that are no modem’s', () => {
    expect(findingsIn(qmi({ usrname: 'me', disabled: '1' }), rule)).toEqual([]);
    expect(findingsIn([...qmi({}), ...config('wan', { proto: 'dhcp', hostnam: 'x' })], rule)).toEqual([]);
  });
});
