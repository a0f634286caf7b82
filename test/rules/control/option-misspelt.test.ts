import { describe, expect, it } from 'vitest';
import { diagnosisOf, notesOf } from '../../diagnosis-of.ts';
import { config, dhcp, logread, ncmDial } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'option-misspelt';
const night = 'Wed Nov 14 01:44:59 2018';
const ncm = (options: { readonly [option: string]: string }) =>
  config('modem', { proto: 'ncm', device: '/dev/ttyUSB0', ...options });
const noLease = logread(night, ncmDial({ apn: '' }), dhcp('modem_4', 3));

describe(rule, () => {
  it('is likely where the connection stops for want of the option', () => {
    const { findings, verdict } = diagnosisOf([...ncm({ apm: 'internet' }), '', ...noLease]);
    const finding = findings.find((known) => known.rule === rule);
    expect(finding).toMatchObject({ role: 'cause', confidence: 'likely', attempt: 1, rung: 'control' });
    expect(notesOf(finding?.evidence ?? [])[0]).toBe("4: option apm 'internet'");
    expect(finding?.fix?.steps).toMatchObject([
      { type: 'uci-set', section: 'modem', option: 'apn', value: { known: 'internet' } },
      { type: 'uci-delete', section: 'modem', option: 'apm' },
    ]);
    expect(verdict.cause).toBe(rule);
  });

  it('is silent where it stops elsewhere, and where a lease is there', () => {
    expect(findingsIn([...ncm({ apn: 'internet', pincod: '1234' }), '', ...noLease], rule)).toEqual([]);
    const lease = logread(night, ncmDial({ apn: '' }), dhcp('modem_4', 1, '10.64.0.2'));
    expect(findingsIn([...ncm({ apm: 'internet' }), '', ...lease], rule)).toEqual([]);
  });

  it('is silent where the option has no right name, and while nothing is tried', () => {
    expect(findingsIn([...ncm({ apn: 'internet', colour: 'blue' }), '', ...noLease], rule)).toEqual([]);
    expect(findingsIn(ncm({ apm: 'internet' }), rule)).toEqual([]);
  });
});
