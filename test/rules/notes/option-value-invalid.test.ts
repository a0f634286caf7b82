import { describe, expect, it } from 'vitest';
import { diagnosisOf, notesOf } from '../../diagnosis-of.ts';
import { config } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'option-value-invalid';
const of = (proto: string, options: { readonly [option: string]: string }) =>
  config('wwan', { proto, device: '/dev/cdc-wdm0', apn: 'internet', ...options });

describe(rule, () => {
  it.each([
    ['qmi', 'pdptype', 'v4v6'],
    ['qmi', 'auth', 'PAP/CHAP'],
    ['qmi', 'plmn', 'auto'],
    ['qmi', 'dhcp', 'auto'],
    ['mbim', 'auth', 'both'],
    ['ncm', 'pdptype', 'dual'],
    ['ncm', 'pincode', '12 34'],
    ['modemmanager', 'iptype', 'ip'],
  ])('shows in a section of proto %s the option %s %s', (proto, option, value) => {
    const [finding] = findingsIn(of(proto, { [option]: value }), rule);
    expect(finding).toMatchObject({ role: 'note', severity: 'info' });
    expect(notesOf(finding?.evidence ?? [])).toEqual([`5: option ${option} '${value}'`]);
  });

  it('never blames the connection', () => {
    expect(diagnosisOf(of('qmi', { pdptype: 'v4v6' })).verdict.cause).toBeNull();
  });

  it.each([
    ['qmi', 'pdptype', 'IPV4V6'],
    ['qmi', 'pdptype', 'ipv4'],
    ['mbim', 'dhcp', 'auto'],
    ['mbim', 'pdptype', 'ip'],
    ['qmi', 'autoconnect', 'off'],
    ['3g', 'pincode', '<hidden>'],
    ['mbim', 'pincode', '12XX'],
    ['3g', 'demand', '60'],
    ['3g', 'service', 'anything'],
    ['qcm', 'pdptype', 'whatever'],
  ])('is silent in a section of proto %s about option %s %s', (proto, option, value) => {
    expect(findingsIn(of(proto, { [option]: value }), rule)).toEqual([]);
  });
});
