import { describe, expect, it } from 'vitest';
import { shownLadder } from '../../src/situation/facts/shown-ladder.ts';
import type { RungState } from '../../src/situation/situation.ts';
import { attemptOf, attemptsOf, diagnosisOf, notesOf, rungsOf } from '../diagnosis-of.ts';
import { answered, episodeWith, typed } from './facts/episode-with.ts';
import { dhcp, logread, nowUp, says, settingUp } from './log-lines.ts';

const night = 'Sun Jul 22 02:23:12 2018';

/** A QMI dial that the modem answers and refuses; nothing in it tells of SIM card and registration. */
const refused = logread(
  night,
  settingUp('wwan'),
  says('wwan', 2347, 'Starting network wwan', 'Unable to connect IPv4'),
);

const served = typed(
  'uqmi -d /dev/cdc-wdm0 --get-serving-system',
  '{ "registration": "registered", "plmn_mcc": 262, "plmn_mnc": 1, "roaming": false }',
);
const searches = typed('uqmi -d /dev/cdc-wdm0 --get-serving-system', '{ "registration": "searching" }');

function stateOf(ladder: readonly RungState[], rung: string): string {
  const step = ladder.find((known) => known.rung === rung);
  return step === undefined ? 'none' : step.implied ? 'implied' : step.state;
}

describe('an attempt whose log shows neither SIM card nor registration', () => {
  it.each<[string, readonly string[], string]>([
    ['uqmi', served, 'implied'],
    ['AT', answered('AT+CEREG?', '+CEREG: 0,1', 'OK'), 'implied'],
    [
      'AT, which names the card, too',
      [...answered('AT+CPIN?', '+CPIN: READY', 'OK'), ...answered('AT+CEREG?', '+CEREG: 0,5', 'OK')],
      'reached',
    ],
    [
      'umbim',
      typed(
        'umbim -n -d /dev/cdc-wdm0 registration',
        '  nwerror: 0000 - unknown',
        '  registerstate: 0003 - home',
      ),
      'implied',
    ],
    [
      'mmcli',
      typed('mmcli -m 0', '  Status   |        state: registered', '  3GPP     | registration: home'),
      'implied',
    ],
  ])('takes both from what %s is asked beside it', (_, shown, sim) => {
    const attempt = attemptOf([...refused, '', ...shown]);
    expect(attempt).toMatchObject({ outcome: 'failed', broken: 'dial', reached: 'register' });
    expect(stateOf(attempt.ladder, 'register')).toBe('reached');
    expect(stateOf(attempt.ladder, 'sim')).toBe(sim);
  });

  it('says which line tells, and the verdict goes as far', () => {
    const text = [...refused, '', ...served];
    const register = attemptOf(text).ladder.find(({ rung }) => rung === 'register');
    expect(notesOf(register?.evidence ?? [])).toEqual(['6: "registration": "registered"']);
    expect(diagnosisOf(text).verdict).toMatchObject({ state: 'broken', rung: 'dial', reached: 'register' });
  });

  it.each<[string, readonly string[]]>([
    ['the last answer is that it searches', [...served, ...searches]],
    ['only calls are registered', answered('AT+CREG?', '+CREG: 0,1', 'OK')],
    ['the modem does not know', answered('AT+CEREG?', '+CEREG: 0,4', 'OK')],
    [
      'the card is out again by then',
      [...answered('AT+CEREG?', '+CEREG: 0,1', 'OK'), ...answered('AT+CPIN?', '+CME ERROR: 10')],
    ],
    [
      'mmcli tells of two modems',
      [
        ...typed('mmcli -m 0', '  Status   |        state: registered', '  3GPP     | registration: home'),
        ...typed('mmcli -m 1', '  Status   |        state: registered', '  3GPP     | registration: home'),
      ],
    ],
  ])('leaves the registration open where %s', (_, shown) => {
    const attempt = attemptsOf([...refused, '', ...shown]).at(-1);
    expect(attempt === undefined ? [] : rungsOf(attempt)['unknown']).toContain('register');
  });

  it('that broke at a lower rung reaches nothing above it', () => {
    const late = logread(
      night,
      settingUp('wwan'),
      says('wwan', 2347, 'Network registration failed, registration timeout reached'),
    );
    const attempt = attemptOf([...late, '', ...served]);
    expect(attempt).toMatchObject({ broken: 'register' });
    expect(rungsOf(attempt)['unreached']).toContain('dial');
  });

  it('that was not the last to end takes only what stands in its own course', () => {
    const again = logread(
      'Sun Jul 22 02:33:12 2018',
      settingUp('wwan'),
      says('wwan', 2500, 'Starting network wwan', 'Setting up wwan0'),
      dhcp('wwan_4', 3),
    );
    const [first, second] = attemptsOf([
      ...logread(
        night,
        settingUp('wwan'),
        says('wwan', 2347, 'PIN verification is disabled', 'Unable to connect IPv4', 'Stopping network wwan'),
        "netifd: Interface 'wwan' is now down",
      ),
      ...again,
      '',
      ...served,
    ]);
    expect(stateOf(first?.ladder ?? [], 'sim')).toBe('reached');
    expect(stateOf(first?.ladder ?? [], 'register')).toBe('unknown');
    expect(stateOf(second?.ladder ?? [], 'register')).toBe('reached');
  });
});

describe('a text without any attempt', () => {
  it('has climbed as far as its answers show, and the verdict says so', () => {
    const text = [
      ...answered('AT+CPIN?', '+CPIN: READY', 'OK'),
      ...answered('AT+CEREG?', '+CEREG: 0,1', 'OK'),
    ];
    const ladder = shownLadder(episodeWith(text));
    expect(rungsOf({ ladder })).toEqual({
      implied: ['power', 'mode', 'driver', 'control'],
      reached: ['sim', 'register'],
      unknown: ['dial', 'address', 'route', 'internet'],
    });
    expect(diagnosisOf(text).verdict).toMatchObject({ state: 'undetermined', reached: 'register' });
  });

  it('shows the session that ModemManager has, and no more than it said last', () => {
    const connected = typed(
      'mmcli -m 0',
      '  Status   |        state: connected',
      '  3GPP     | registration: home',
    );
    const searching = typed(
      'mmcli -m 0',
      '  Status   |        state: searching',
      '  3GPP     | registration: searching',
    );
    expect(diagnosisOf(connected).verdict.reached).toBe('dial');
    expect(diagnosisOf([...connected, ...searching]).verdict.reached).not.toBe('register');
  });
});

describe('an attempt that came up', () => {
  const up = [
    ...logread(
      night,
      settingUp('wwan'),
      says('wwan', 2347, 'Starting network wwan', 'Setting up wwan0'),
      nowUp('wwan'),
      settingUp('wwan_4'),
      dhcp('wwan_4', 1, '10.3.4.5'),
      nowUp('wwan_4'),
    ),
    '',
    'root@OpenWrt:~# ip r',
    'default via 192.168.100.1 dev eth0 proto static src 192.168.100.20 metric 10',
  ];

  it('has its default route where the routes are listed, and not another’s', () => {
    const own = 'default via 10.3.4.6 dev wwan0 proto static src 10.3.4.5 metric 40';
    expect(stateOf(attemptOf([...up, own]).ladder, 'route')).toBe('reached');
    expect(stateOf(attemptOf(up).ladder, 'route')).toBe('unknown');
    const unnamed = up.filter((line) => !line.includes('Setting up wwan0'));
    expect(stateOf(attemptOf([...unnamed, own]).ladder, 'route')).toBe('reached');
    expect(stateOf(attemptOf(unnamed).ladder, 'route')).toBe('unknown');
  });

  it('has it where netifd shows gateway and name servers of the interface that carries the address', () => {
    const status = (gateway: string) => [
      'root@OpenWrt:~# ifstatus wwan_4',
      '{',
      '  "up": true, "l3_device": "wwan0", "proto": "dhcp",',
      '  "ipv4-address": [ { "address": "10.3.4.5", "mask": 30 } ],',
      `  "route": [ { "target": "0.0.0.0", "mask": 0, "nexthop": "${gateway}" } ],`,
      '  "dns-server": [ "10.3.4.6" ]',
      '}',
    ];
    const routeOf = (text: readonly string[]) => stateOf(attemptsOf(text).at(-1)?.ladder ?? [], 'route');
    const log = up.slice(0, -3);
    expect(routeOf([...log, ...status('10.3.4.6')])).toBe('reached');
    expect(routeOf([...log, ...status('10.3.4.6').filter((line) => !line.includes('"route"'))])).toBe(
      'unknown',
    );
    // A whole list of routes without it knows better.
    expect(routeOf([...up, ...status('10.3.4.6')])).toBe('unknown');
  });

  it('reaches the internet where a ping over its own net device comes back', () => {
    const ping = (device: string, received: number) => [
      `root@OpenWrt:~# ping -c 3 -I ${device} 9.9.9.9`,
      'PING 9.9.9.9 (9.9.9.9): 56 data bytes',
      '',
      '--- 9.9.9.9 ping statistics ---',
      `3 packets transmitted, ${received} packets received, ${received === 3 ? 0 : 100}% packet loss`,
    ];
    expect(stateOf(attemptOf([...up, ...ping('wwan0', 3)]).ladder, 'internet')).toBe('reached');
    expect(stateOf(attemptOf([...up, ...ping('eth0', 3)]).ladder, 'internet')).toBe('unknown');
    expect(stateOf(attemptOf([...up, ...ping('wwan0', 0)]).ladder, 'internet')).toBe('unknown');
  });

  it('knows its net device from the state of the interface where the handler does not name it', () => {
    const managed = logread(
      night,
      settingUp('wwan'),
      says(
        'wwan',
        867,
        'successfully connected the modem',
        'adding IPv4 address 10.3.4.5, netmask 255.255.255.252',
      ),
      nowUp('wwan'),
    );
    const status = [
      'root@OpenWrt:~# ifstatus wwan',
      '{',
      '  "up": true, "l3_device": "wwan0", "proto": "modemmanager"',
      '}',
    ];
    const ping = [
      'root@OpenWrt:~# ping -c 3 -I wwan0 9.9.9.9',
      'PING 9.9.9.9 (9.9.9.9): 56 data bytes',
      '',
      '--- 9.9.9.9 ping statistics ---',
      '3 packets transmitted, 3 packets received, 0% packet loss',
    ];
    expect(attemptOf([...managed, ...ping]).netdev).toBe(null);
    const shown = attemptOf([...managed, ...status, ...ping]);
    expect(shown).toMatchObject({ netdev: 'wwan0', reached: 'internet' });
  });
});

describe('an attempt that netifd takes down, and nobody understands what its handler said', () => {
  const configured = [
    "config interface 'lte'",
    "\toption proto 'xmm'",
    "\toption device '/dev/ttyACM0'",
    "\toption apn 'internet'",
    '',
  ];
  const givenUp = logread(
    night,
    settingUp('lte'),
    says('lte', 4211, 'Chip asleep in the drawer'),
    "netifd: Interface 'lte' is now down",
  );

  it('stops at its port where the listing shows that this is not there', () => {
    const attempt = attemptOf([
      ...configured,
      ...givenUp,
      '',
      ...typed('ls /dev/tty*', 'ls: /dev/ttyACM0: No such file or directory'),
    ]);
    expect(attempt).toMatchObject({ outcome: 'failed', broken: 'control' });
    expect(stateOf(attempt.ladder, 'dial')).toBe('unreached');
  });

  it.each([
    ['the port is there', typed('ls /dev/tty*', '/dev/ttyACM0')],
    ['nothing shows the port', []],
    ['another one is missing', typed('ls /dev/tty*', 'ls: /dev/ttyUSB*: No such file or directory')],
  ])('is left open where %s', (_, listing) => {
    expect(attemptOf([...configured, ...givenUp, '', ...listing])).toMatchObject({
      outcome: 'unfinished',
      broken: null,
    });
  });

  it('is left open where the log ends before it is taken down', () => {
    const text = [
      ...configured,
      ...givenUp.slice(0, -1),
      '',
      ...typed('ls /dev/tty*', 'ls: /dev/ttyACM0: No such file or directory'),
    ];
    expect(attemptOf(text)).toMatchObject({ outcome: 'unfinished' });
  });
});
