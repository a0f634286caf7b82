import { describe, expect, it } from 'vitest';
import { diagnosisOf } from '../../diagnosis-of.ts';
import { config, dhcp, logread, says, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'qmi-call-failed';
const night = 'Wed Nov 14 01:44:59 2018';

describe(rule, () => {
  it.each([
    [
      'the handler gives up',
      [settingUp('wwan'), ...says('wwan', 9, 'Starting network wwan', 'Unable to connect IPv4')],
    ],
    [
      'ModemManager tells it',
      [
        "ModemManager[6]: <info>  [modem0/bearer1] couldn't start network: QMI protocol error (14): 'CallFailed'",
      ],
    ],
  ])('speaks where %s', (_, lines) => {
    expect(findingsIn(logread(night, lines), rule)).toMatchObject([{ confidence: 'likely' }]);
  });

  it.each([
    ['home', {}, false, true],
    ['roaming', {}, true, true],
    ['home', { pincode: '1234' }, false, false],
  ])('of MBIM %s with %j tells of roaming: %s, and of the live test: %s', (mode, options, roaming, live) => {
    const [finding] = findingsIn(
      [
        ...config('wwan', { proto: 'mbim', device: '/dev/cdc-wdm0', apn: 'web.example', ...options }),
        ...logread(night, settingUp('wwan'), [
          `netifd: wwan (9): mbim[9] Registered in ${mode} mode`,
          'netifd: wwan (9): mbim[9] Connect to network',
          'netifd: wwan (9): mbim[9] Failed to connect bearer',
          "netifd: Interface 'wwan' is now down",
        ]),
      ],
      rule,
    );
    expect(JSON.stringify(finding?.fix).includes('The modem is roaming')).toBe(roaming);
    // With a PIN its dial is not made.
    expect(finding?.confirm?.text.includes('--dial')).toBe(live);
  });

  it('tells how to ask for the reason that the handler of MBIM keeps to itself', () => {
    const refused = [
      ...config('wwan', { proto: 'mbim', device: '/dev/cdc-wdm0', apn: 'web.example' }),
      ...logread(night, settingUp('wwan'), [
        'netifd: wwan (9): mbim[9] Connect to network',
        'netifd: wwan (9): mbim[9] Failed to connect bearer',
        "netifd: Interface 'wwan' is now down",
      ]),
    ];
    const [finding, another] = findingsIn(refused, rule);
    expect(another).toBeUndefined();
    expect(finding).toMatchObject({ confidence: 'likely', rung: 'dial' });
    expect(JSON.stringify(finding?.confirm?.command)).toMatch(/cdc-wdm0.*"connect".*web\.example/);
    expect(JSON.stringify(finding)).not.toMatch(/qmi(?:cli)?[ "]/);
    expect(diagnosisOf(refused).verdict).toMatchObject({ state: 'broken', rung: 'dial', cause: rule });
    const told = [
      ...refused,
      ...logread(night, ['netifd: wwan (9):   nwerror: 001B - missing-or-unknown-apn']),
    ];
    expect(diagnosisOf(told).verdict.cause).toBe('apn-unknown');
  });

  it('reads what netifd keeps of the handler of MBIM, and knows its node and APN', () => {
    const refused = [
      ...config('wwan', { proto: 'mbim', device: '/dev/cdc-wdm0', apn: 'web.example' }),
      '',
      ...logread(night, settingUp('wwan'), [
        'netifd: wwan (9): mbim[9] Failed to connect bearer',
        "netifd: Interface 'wwan' is now down",
      ]),
      'root@box:~# ifstatus wwan',
      ...JSON.stringify(
        { up: false, pending: false, proto: 'mbim', errors: [{ subsystem: 'mbim', code: 'CONNECT_FAILED' }] },
        null,
        1,
      ).split('\n'),
    ];
    const [finding] = findingsIn(refused, rule);
    expect(JSON.stringify(finding?.evidence)).toContain('CONNECT_FAILED');
    expect(JSON.stringify(finding?.confirm?.command)).toMatch(/cdc-wdm0.*"connect".*web\.example/);
  });

  describe('of MBIM as it was up to 22.03, which asks on for ever and prints each answer', () => {
    const answer = (state: string, error = '0000 - unknown') => [
      'netifd: wwan (9):   sessionid: 0',
      `netifd: wwan (9):   activationstate: ${state}`,
      `netifd: wwan (9):   nwerror: ${error}`,
    ];
    const refused = answer('0003 - deactivated');
    const tried = (...lines: readonly (readonly string[])[]) =>
      logread(
        night,
        settingUp('wwan'),
        ['netifd: wwan (9): mbim[9] Registered in home mode', 'netifd: wwan (9): mbim[9] Connect to network'],
        ...lines,
      );
    const down = ["netifd: Interface 'wwan' is now down"];

    it('speaks where no answer has a reason', () => {
      const lines = tried(refused, refused, refused, down);
      expect(findingsIn(lines, rule)).toMatchObject([
        {
          confidence: 'likely',
          rung: 'dial',
          explanation: expect.stringContaining('no reason of the network'),
        },
      ]);
      expect(diagnosisOf(lines).verdict).toMatchObject({ state: 'broken', rung: 'dial', cause: rule });
    });

    it.each([
      ['the network gives its reason', [answer('0003 - deactivated', '001B - missing-or-unknown-apn'), down]],
      [
        'a later answer is a session',
        [
          refused,
          answer('0001 - activated'),
          ['netifd: wwan (9): mbim[9] Connected, starting DHCP', "netifd: Interface 'wwan' is now up"],
        ],
      ],
      [
        'the session is ended on purpose',
        [
          answer('0001 - activated'),
          ["netifd: Interface 'wwan' is now up", 'netifd: wwan (9): mbim[9] Stopping network'],
          refused,
          down,
        ],
      ],
    ])('is silent where %s', (_, lines) => {
      expect(findingsIn(tried(...lines), rule)).toEqual([]);
    });
  });

  it('does not send people to look for a registration that the text shows', () => {
    const failed = logread(
      night,
      settingUp('wwan'),
      says('wwan', 9, 'Starting network wwan', 'Unable to connect IPv4'),
    );
    const asked = [
      'root@box:~# uqmi -d /dev/cdc-wdm0 --get-serving-system',
      '{ "registration": "registered", "plmn_mcc": 262, "plmn_mnc": 1, "roaming": false }',
    ];
    const wordsOf = (input: readonly string[]) =>
      findingsIn(input, rule).map(({ explanation, fix }) => JSON.stringify([explanation, fix]));
    expect(wordsOf(failed)).toEqual([expect.stringContaining('get-serving-system')]);
    expect(wordsOf([...failed, ...asked])).toEqual([expect.not.stringContaining('registr')]);
    expect(findingsIn([...failed, ...asked], rule)).toMatchObject([
      { evidence: [{}, { label: 'it is registered' }] },
    ]);
  });

  it.each([
    [
      'a later try comes up',
      [
        settingUp('wwan'),
        ...says('wwan', 9, 'Starting network wwan', 'Unable to connect IPv4'),
        settingUp('wwan'),
        ...says('wwan', 10, 'Setting up wwan0'),
        settingUp('wwan_4'),
        ...dhcp('wwan_4', 1, '10.1.2.3'),
      ],
    ],
    [
      'only IPv6 fails',
      [
        settingUp('wwan'),
        ...says('wwan', 9, 'Starting network wwan', 'Unable to connect IPv6', 'Setting up wwan0'),
      ],
    ],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(logread(night, lines), rule)).toEqual([]);
  });
});
