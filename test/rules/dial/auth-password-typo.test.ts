import { describe, expect, it } from 'vitest';
import { diagnosisOf, notesOf } from '../../diagnosis-of.ts';
import { config, dhcp, logread, ncmDial } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'auth-password-typo';
const night = 'Sun Jul 22 02:23:12 2018';

function settings(proto: string, password: string, name = 'modem') {
  return config(name, { proto, device: '/dev/ttyUSB0', apn: 'internet', username: 'joe', password });
}

describe(rule, () => {
  it('is possible where the password is a slip away from the one before', () => {
    const [finding] = findingsIn(
      [...settings('3g', 'wordpass'), 'then', ...settings('ncm', 'wordapss')],
      rule,
    );
    expect(finding).toMatchObject({
      role: 'cause',
      rung: 'dial',
      severity: 'warning',
      confidence: 'possible',
      episode: 2,
      title: 'the password differs from the earlier one by a swap of two neighbouring letters',
    });
    expect(notesOf(finding?.evidence ?? [])).toEqual([
      "6: option password 'wordpass'",
      "13: option password 'wordapss'",
    ]);
  });

  it('tells the words nowhere but in the lines', () => {
    const [finding] = findingsIn(
      [...settings('3g', 'wordpass'), 'then', ...settings('ncm', 'wordapss')],
      rule,
    );
    expect(`${finding?.title} ${finding?.explanation}`).not.toMatch(/wordpass|wordapss/);
  });

  it.each([
    ['one missing letter', 'wordpas'],
    ['one extra letter', 'wordpasss'],
    ['one other letter', 'wordpast'],
  ])('names %s', (slip, password) => {
    expect(
      findingsIn([...settings('3g', 'wordpass'), 'then', ...settings('ncm', password)], rule),
    ).toMatchObject([{ title: expect.stringContaining(slip) }]);
  });

  it('is information where the connection comes up with it', () => {
    const lines = [
      ...settings('3g', 'wordpass'),
      'then',
      ...settings('ncm', 'wordapss'),
      '',
      ...logread(night, ncmDial(), dhcp('modem_4', 1, '10.1.2.3')),
    ];
    expect(findingsIn(lines, rule)).toMatchObject([{ confidence: 'refuted', severity: 'info' }]);
    expect(diagnosisOf(lines).verdict.cause).toBeNull();
  });

  it.each([
    ['the same password', 'wordpass'],
    ['another password', 'correct horse'],
  ])('is silent about %s', (_, password) => {
    expect(findingsIn([...settings('3g', 'wordpass'), 'then', ...settings('ncm', password)], rule)).toEqual(
      [],
    );
  });

  it('is silent about another interface and another router', () => {
    expect(
      findingsIn([...settings('3g', 'wordpass'), 'then', ...settings('ncm', 'wordapss', 'lte')], rule),
    ).toEqual([]);
    const routers = [
      'root@one:~# cat /etc/config/network',
      ...settings('3g', 'wordpass'),
      'root@two:~# cat /etc/config/network',
      ...settings('ncm', 'wordapss'),
    ];
    expect(findingsIn(routers, rule)).toEqual([]);
  });
});
