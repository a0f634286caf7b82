import { describe, expect, it } from 'vitest';
import { command } from '../../../src/rules/command.ts';
import { diagnosisOf, notesOf } from '../../diagnosis-of.ts';
import { config, dhcp, logread, ncmDial, nowDown, says, settingUp } from '../../situation/log-lines.ts';
import { findingsIn, notCheckedIn } from '../findings-in.ts';

const rule = 'dhcp-discover-no-offer';
const night = 'Wed Nov 14 01:44:59 2018';

describe(rule, () => {
  it('is likely the cause where nothing explains it, on the child of the interface', () => {
    const lines = logread(night, ncmDial(), dhcp('modem_4', 4));
    const [finding] = findingsIn(lines, rule);
    expect(finding).toMatchObject({
      role: 'symptom',
      rung: 'address',
      severity: 'error',
      confidence: 'likely',
      attempt: 1,
      consequenceOf: null,
      title: 'no DHCP offer on modem_4',
    });
    expect(notesOf(finding?.evidence ?? [])).toEqual([
      '13: sending discover',
      '14: sending discover',
      '15: sending discover',
      'no a DHCP offer or lease on modem_4 in 13-16',
    ]);
    expect(diagnosisOf(lines).verdict).toEqual({
      state: 'broken',
      rung: 'address',
      cause: rule,
      confidence: 'likely',
      reached: 'dial',
    });
  });

  it('is proven as a symptom, and a consequence of the APN, where that is misspelt', () => {
    expect(
      findingsIn(logread(night, ncmDial({ apn: 'fast.tmobile.com' }), dhcp('modem_4', 3)), rule),
    ).toMatchObject([{ confidence: 'proven', consequenceOf: 'apn-typo' }]);
  });

  it('asks a Huawei modem for its session on the configured port', () => {
    const settings = config('modem', { proto: 'ncm', device: '/dev/ttyUSB1', apn: 'internet' });
    const [finding] = findingsIn([...settings, '', ...logread(night, ncmDial(), dhcp('modem_4', 3))], rule);
    expect(finding?.confirm?.command?.map((word) => ('known' in word ? word.known : null))).toEqual([
      'sms_tool',
      '-d',
      '/dev/ttyUSB1',
      'at',
      'AT^NDISSTATQRY?',
    ]);
  });

  it('sends no AT command to a QMI node', () => {
    const settings = config('wwan', { proto: 'qmi', device: '/dev/cdc-wdm0', apn: 'internet' });
    const log = logread(
      night,
      settingUp('wwan'),
      says('wwan', 9, 'Starting network wwan', 'Setting up wwan0'),
      settingUp('wwan_4'),
      dhcp('wwan_4', 3),
    );
    const [finding] = findingsIn([...settings, '', ...log], rule);
    expect(finding?.confirm?.command).toEqual(
      command('uqmi', '-d', '/dev/cdc-wdm0', '--get-current-settings'),
    );
  });

  it('claims no dial that is not shown', () => {
    const byHand = [
      'root@box:~# udhcpc -i wwan0',
      'udhcpc: started, v1.31.1',
      'udhcpc: sending discover',
      'udhcpc: sending discover',
      'udhcpc: sending discover',
    ];
    const [finding] = findingsIn(byHand, rule);
    expect(finding).toMatchObject({ title: 'no DHCP offer on wwan0' });
    expect(finding?.explanation).not.toContain('accepted the dial');
  });

  it('counts a udhcpc that gives up after one discover', () => {
    const [finding] = findingsIn(
      logread(night, ncmDial(), dhcp('modem_4', 1), says('modem_4', 2396, 'udhcpc: no lease, failing')),
      rule,
    );
    expect(notesOf(finding?.evidence ?? [])).toEqual([
      '13: sending discover',
      '14: no lease, failing',
      'no a DHCP offer or lease on modem_4 in 13-14',
    ]);
  });

  it('is information where a later try came up', () => {
    const lines = logread(
      night,
      ncmDial(),
      dhcp('modem_4', 3),
      nowDown('modem'),
      ncmDial(),
      dhcp('modem_4', 1, '10.1.2.3'),
    );
    expect(findingsIn(lines, rule)).toMatchObject([{ attempt: 1, severity: 'info' }]);
    expect(diagnosisOf(lines).verdict).toMatchObject({ state: 'working', cause: null });
  });

  it.each([
    ['a lease comes after five discovers', [ncmDial(), dhcp('modem_4', 5, '10.1.2.3')]],
    ['the log ends after two', [ncmDial(), dhcp('modem_4', 2)]],
    ['the WAN asks in vain', [ncmDial(), dhcp('modem_4', 1, '10.1.2.3'), settingUp('wan'), dhcp('wan', 9)]],
    ['only the WAN asks', [settingUp('wan'), dhcp('wan', 9)]],
    [
      'a later udhcpc of the same dial gets a lease',
      [ncmDial(), dhcp('modem_4', 6), dhcp('modem_4', 1, '10.1.2.3', 2500)],
    ],
    ['the modem’s interface has no DHCP at all', [ncmDial()]],
    [
      'there is no device to ask on',
      [ncmDial(), says('modem_4', 2396, 'udhcpc: started, v1.25.1', 'udhcpc: SIOCGIFINDEX: No such device')],
    ],
    [
      'an offer leads to nothing',
      [
        ncmDial(),
        dhcp('modem_4', 3),
        says('modem_4', 2396, 'udhcpc: sending select for 10.1.2.3', 'udhcpc: no lease, failing'),
      ],
    ],
  ])('is silent where %s', (_, bodies) => {
    expect(findingsIn(logread(night, ...bodies), rule)).toEqual([]);
    expect(notCheckedIn(logread(night, ...bodies), rule)).toEqual([]);
  });

  it('is silent where the discovers went out of another device', () => {
    expect(
      findingsIn(
        [
          'root@box:~# udhcpc -f wwan0',
          'udhcpc: started, v1.31.1',
          'udhcpc: sending discover',
          'udhcpc: sending discover',
          'udhcpc: sending discover',
        ],
        rule,
      ),
    ).toEqual([]);
  });
});
