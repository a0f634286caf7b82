import { describe, expect, it } from 'vitest';
import { diagnosisOf, notesOf } from '../../diagnosis-of.ts';
import {
  chatStep,
  config,
  dhcp,
  logread,
  ncmDial,
  pppDial,
  pppUp,
  says,
  settingUp,
} from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'apn-typo';
const wrong = 'fast.tmobile.com';
const night = 'Wed Nov 14 01:44:59 2018';
const noLease = logread(night, ncmDial({ apn: wrong }), dhcp('modem_4', 3));

describe(rule, () => {
  it('is likely where the dial with it gave no address, and explains the silence', () => {
    const { findings, verdict } = diagnosisOf(noLease);
    const [finding, symptom] = findings;
    expect(finding).toMatchObject({
      rule,
      role: 'cause',
      rung: 'dial',
      severity: 'error',
      confidence: 'likely',
      attempt: 1,
      consequenceOf: null,
    });
    expect(notesOf(finding?.evidence ?? [])).toEqual([
      `4: sending -> AT+CGDCONT=1,"IP","${wrong}"`,
      '13: sending discover',
      '14: sending discover',
      'no a DHCP offer or lease on modem_4 in 13-15',
    ]);
    expect(symptom).toMatchObject({
      rule: 'dhcp-discover-no-offer',
      role: 'symptom',
      confidence: 'proven',
      consequenceOf: rule,
    });
    expect(verdict).toEqual({
      state: 'broken',
      rung: 'address',
      cause: rule,
      confidence: 'likely',
      reached: 'dial',
    });
  });

  it('asks the one question that would refute it, and sets the known name', () => {
    const [finding] = findingsIn(noLease, rule);
    expect(finding?.confirm?.text).toContain(`Does this SIM work anywhere with ${wrong}`);
    expect(finding?.fix?.steps).toEqual([
      {
        type: 'uci-set',
        config: 'network',
        section: 'modem',
        option: 'apn',
        value: { known: 'fast.t-mobile.com' },
        before: wrong,
      },
    ]);
  });

  it('is likely where the modem refuses the dial', () => {
    const refused = chatStep(
      10724,
      'ATD*99***1#',
      'CONNECT',
      'NO CARRIER',
      ' -- failed',
      'Failed (NO CARRIER)',
    );
    const context = chatStep(10724, `AT+CGDCONT=1,"IP","${wrong}"`, 'OK', 'OK', ' -- got it');
    expect(
      findingsIn(
        logread(
          night,
          settingUp('modem'),
          'pppd[10723]: pppd 2.4.7 started by root, uid 0',
          context,
          refused,
        ),
        rule,
      ),
    ).toMatchObject([{ confidence: 'likely', severity: 'error' }]);
  });

  it('is possible where the configuration is all there is', () => {
    const lines = config('modem', { proto: 'ncm', device: '/dev/ttyUSB1', apn: wrong });
    expect(findingsIn(lines, rule)).toMatchObject([
      { confidence: 'possible', severity: 'warning', attempt: null },
    ]);
    expect(diagnosisOf(lines).verdict).toMatchObject({
      state: 'undetermined',
      cause: rule,
      confidence: 'possible',
    });
  });

  it('is possible where the log ends before it shows', () => {
    expect(findingsIn(logread(night, ncmDial({ apn: wrong })), rule)).toMatchObject([
      { confidence: 'possible' },
    ]);
  });

  it('is no cause of a port that does not answer', () => {
    const settings = config('modem', { proto: '3g', device: '/dev/ttyUSB2', apn: wrong });
    const silent = logread(
      night,
      settingUp('modem'),
      'pppd[10723]: pppd 2.4.7 started by root, uid 0',
      chatStep(10724, 'AT&F', 'OK', 'alarm', 'Failed'),
    );
    expect(diagnosisOf([...settings, '', ...silent])).toMatchObject({
      verdict: { state: 'broken', rung: 'control' },
      findings: expect.arrayContaining([expect.objectContaining({ rule, confidence: 'possible' })]),
    });
    expect(diagnosisOf([...settings, '', ...silent]).verdict.cause).not.toBe(rule);
  });

  it('is told once, however often it is dialled', () => {
    const tries = [
      ...ncmDial({ apn: wrong }),
      ...dhcp('modem_4', 3),
      "netifd: Interface 'modem' is now down",
    ];
    const lines = logread(night, tries, tries, ncmDial({ apn: wrong }));
    expect(findingsIn([...config('modem', { proto: 'ncm', apn: wrong }), '', ...lines], rule)).toMatchObject([
      { confidence: 'likely', attempt: 1 },
    ]);
  });

  it('is refuted where it got an address', () => {
    const [finding] = findingsIn(
      logread(night, ncmDial({ apn: wrong }), dhcp('modem_4', 3, '10.1.2.3')),
      rule,
    );
    expect(finding).toMatchObject({ confidence: 'refuted', severity: 'info' });
    expect(notesOf(finding?.evidence ?? [])).toEqual([
      `4: sending -> AT+CGDCONT=1,"IP","${wrong}"`,
      '17: lease of 10.1.2.3 obtained, lease time 518400',
    ]);
  });

  it('is refuted where it got an address and lost it again', () => {
    const lost = logread(
      night,
      settingUp('modem'),
      pppDial({ apn: wrong }),
      pppUp('modem', '10.1.2.3'),
      'pppd[10723]: Modem hangup',
    );
    expect(findingsIn(lost, rule)).toMatchObject([{ confidence: 'refuted' }]);
  });

  it('is refuted where another protocol got an address with it on the same router, before or after', () => {
    const works = [
      ...config('modem', { proto: '3g', device: '/dev/ttyUSB0', apn: wrong }),
      '',
      ...logread(
        'Wed Nov 14 01:24:59 2018',
        settingUp('modem'),
        pppDial({ apn: wrong }),
        pppUp('modem', '10.1.2.3'),
      ),
    ];
    const fails = [...config('modem', { proto: 'ncm', device: '/dev/ttyUSB1', apn: wrong }), '', ...noLease];
    const worksLater = [
      ...config('modem', { proto: '3g', device: '/dev/ttyUSB0', apn: wrong }),
      '',
      ...logread(
        'Wed Nov 14 02:24:59 2018',
        settingUp('modem'),
        pppDial({ apn: wrong }),
        pppUp('modem', '10.1.2.3'),
      ),
    ];
    expect(findingsIn([...works, 'now ncm', ...fails], rule).map(({ confidence }) => confidence)).toEqual([
      'refuted',
      'refuted',
    ]);
    expect(
      findingsIn([...fails, 'back to 3g', ...worksLater], rule).map(({ confidence }) => confidence),
    ).toEqual(['refuted', 'refuted']);
  });

  it('is refuted by the writer’s word that the dial worked', () => {
    const lines = [
      'On my desktop this works:',
      '$ echo -e "AT^NDISDUP=1,1,\\"giffgfaff.com\\"" > /dev/ttyUSB1',
      '$ dhclient wwan0',
    ];
    expect(findingsIn(lines, rule)).toMatchObject([
      { confidence: 'refuted', severity: 'info', evidence: [{ span: { line: 2 } }, { span: { line: 1 } }] },
    ]);
    expect(findingsIn(['This does not work:', ...lines.slice(1)], rule)).toMatchObject([
      { confidence: 'possible' },
    ]);
  });

  it('is information where a later try with another name came up', () => {
    const lines = logread(
      night,
      ncmDial({ apn: wrong }),
      dhcp('modem_4', 3),
      ncmDial({ apn: 'fast.t-mobile.com' }),
      dhcp('modem_4', 1, '10.1.2.3'),
    );
    expect(diagnosisOf(lines).verdict.state).toBe('working');
    expect(findingsIn(lines, rule)).toMatchObject([{ confidence: 'likely', severity: 'info' }]);
  });

  it.each([
    ['a listed name', 'fast.t-mobile.com'],
    ['a listed name in capitals', 'GIFFGAFF.COM'],
    ['a private name', 'acme.corp.m2m'],
    ['a placeholder', 'your.apn'],
    ['a placeholder in angle brackets', '<apn>'],
    ['a common word', 'interne'],
    ['a numbered sibling', 'internet4.gprs'],
    ['no name', ''],
  ])('is silent about %s', (_, apn) => {
    expect(findingsIn(logread(night, ncmDial({ apn }), dhcp('modem_4', 3)), rule)).toEqual([]);
    expect(findingsIn(config('modem', { proto: 'ncm', apn }), rule)).toEqual([]);
  });

  it('is silent about the option of an interface that is no modem', () => {
    expect(
      findingsIn(
        [
          ...config('wan', { proto: 'dhcp', apn: wrong }),
          ...config('modem', { proto: 'ncm', apn: 'internet' }),
        ],
        rule,
      ),
    ).toEqual([]);
  });

  it('is silent about names that only prose mentions', () => {
    expect(
      findingsIn(
        [...config('modem', { proto: 'ncm', apn: 'internet' }), '', `Did you try ${wrong} as APN?`],
        rule,
      ),
    ).toEqual([]);
  });

  describe('of a name that many resell', () => {
    const failed = [
      ...config('wwan', { proto: 'qmi', device: '/dev/cdc-wdm0', apn: 'web.vodafon.de' }),
      ...logread(
        night,
        settingUp('wwan'),
        says('wwan', 9, 'Starting network wwan', 'Unable to connect IPv4'),
        ["netifd: Interface 'wwan' is now down"],
      ),
    ];
    const serving = (roaming: boolean) => [
      'root@OpenWrt:~# uqmi -d /dev/cdc-wdm0 --get-serving-system',
      `{ "registration": "registered", "plmn_mcc": 262, "plmn_mnc": 2, "roaming": ${roaming} }`,
    ];

    it('is told where the operator of the SIM card is shown', () => {
      const [finding] = findingsIn([...failed, ...serving(false)], rule);
      expect(finding?.title).toContain('web.vodafone.de');
      expect(notesOf(finding?.evidence ?? []).join()).toContain('plmn_mnc');
      expect(findingsIn([...failed, 'AT+CIMI', '262021234567890', 'OK'], rule)).toHaveLength(1);
    });

    it.each([
      ['nothing shows whose card it is', failed],
      ['it roams', [...failed, ...serving(true)]],
      ['it is the card of another operator', [...failed, 'AT+CIMI', '262011234567890', 'OK']],
    ])('is not told where %s', (_, lines) => {
      expect(findingsIn(lines, rule)).toEqual([]);
    });
  });
});
