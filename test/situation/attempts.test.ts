import { describe, expect, it } from 'vitest';
import { attemptOf, attemptsOf, notesOf } from '../diagnosis-of.ts';
import {
  chatStep,
  config,
  dhcp,
  dmesg,
  kernelLog,
  logread,
  ncmDial,
  nowDown,
  nowUp,
  pppDial,
  pppUp,
  says,
  settingUp,
  stickArrives,
} from './log-lines.ts';

const night = 'Sun Jul 22 02:23:12 2018';

function log(...bodies: readonly (string | readonly string[])[]): readonly string[] {
  return logread(night, ...bodies);
}

/** The broken rung with its lines. */
function breakOf(lines: readonly string[]) {
  const attempt = attemptOf(lines);
  return {
    rung: attempt.broken,
    lines: notesOf(attempt.ladder.find((step) => step.state === 'broken')?.evidence ?? []),
  };
}

describe('attempts of protocol handlers', () => {
  it('reads a 3g run with its dial script and addresses', () => {
    expect(
      attemptOf(
        log(
          settingUp('modem'),
          says('modem', 10677, 'Trying to set mode'),
          pppDial({ apn: 'giffgaff.com' }),
          pppUp('modem', '10.146.249.5'),
        ),
      ),
    ).toMatchObject({
      method: 'netifd',
      interface: 'modem',
      proto: '3g',
      device: '/dev/ttyUSB0',
      netdev: '3g-modem',
      child: null,
      apn: { value: 'giffgaff.com' },
      address: { value: '10.146.249.5', span: { line: 25 } },
      reached: 'address',
      outcome: 'up',
      first: { line: 1 },
    });
  });

  it('reads an ncm run with the lease of its child', () => {
    expect(
      attemptOf(log(ncmDial({ apn: 'web.gprs' }), dhcp('modem_4', 1, '10.1.2.3'), nowUp('modem_4'))),
    ).toMatchObject({
      interface: 'modem',
      proto: 'ncm',
      netdev: 'wwan0',
      child: 'modem_4',
      apn: { value: 'web.gprs' },
      address: { value: '10.1.2.3' },
      outcome: 'up',
    });
  });

  it('reads the wording of 15.05: Connected, starting DHCP', () => {
    const dial = log(
      settingUp('wan'),
      says(
        'wan',
        1200,
        'Configuring modem',
        'Setting mode',
        'Starting network wan',
        'Connecting modem',
        'Connected, starting DHCP on wwan0',
      ),
      nowUp('wan'),
    );
    expect(attemptOf(dial)).toMatchObject({
      proto: 'ncm',
      netdev: 'wwan0',
      reached: 'dial',
      outcome: 'unfinished',
    });
  });

  it('reads a qmi run', () => {
    const run = log(
      settingUp('wwan'),
      says(
        'wwan',
        646,
        'Waiting for SIM initialization',
        'Waiting for network registration',
        'Starting network wwan',
        'Setting up wwan0',
      ),
      nowUp('wwan'),
      settingUp('wwan_4'),
      dhcp('wwan_4', 1, '10.67.21.145'),
    );
    expect(attemptOf(run)).toMatchObject({
      proto: 'qmi',
      child: 'wwan_4',
      reached: 'address',
      outcome: 'up',
    });
  });

  const childAsks = [settingUp('lte'), nowUp('lte'), settingUp('lte_4'), ...dhcp('lte_4', 3)];

  it.each([
    ['netifd names the modem’s net device', ["netifd: Network device 'wwan0' link is up"]],
    ['the kernel names it', kernelLog(20, stickArrives())],
  ])('knows a modem by its DHCP child where its handler is not in the log and %s', (_, device) => {
    expect(attemptOf(log(device, childAsks))).toMatchObject({
      interface: 'lte',
      proto: null,
      child: 'lte_4',
      reached: 'dial',
      broken: 'address',
    });
  });

  it.each([
    ['nothing else shows a modem', log(childAsks)],
    [
      'another interface is the modem’s',
      log(
        kernelLog(20, stickArrives()),
        settingUp('modem'),
        says('modem', 9, 'Configuring modem'),
        childAsks,
      ),
    ],
    [
      'it is configured as something else',
      [...config('lte', { proto: 'static' }), ...log(kernelLog(20, stickArrives()), childAsks)],
    ],
  ])('takes discovers of an interface named like a child for no dial where %s', (_, lines) => {
    expect(attemptsOf(lines).filter(({ interface: name }) => name === 'lte')).toEqual([]);
  });

  it('reads a log that begins after the dial by its configuration', () => {
    const settings = config('modem', { proto: 'ncm', device: '/dev/ttyUSB1', apn: 'internet' });
    expect(attemptOf([...settings, ...log(dhcp('modem_4', 4))])).toMatchObject({
      method: 'netifd',
      interface: 'modem',
      proto: 'ncm',
      child: 'modem_4',
      broken: 'address',
    });
  });

  it('names the child that carries IPv4, whichever came first', () => {
    expect(attemptOf(log(ncmDial(), settingUp('modem_6'), dhcp('modem_4', 3))).child).toBe('modem_4');
    const sixFirst = log(
      settingUp('wwan'),
      says('wwan', 646, 'Setting up wwan0'),
      settingUp('wwan_6'),
      settingUp('wwan_4'),
      dhcp('wwan_4', 3),
    );
    expect(attemptOf(sixFirst)).toMatchObject({ child: 'wwan_4', broken: 'address' });
  });

  it('reads an interface of any name', () => {
    for (const name of ['lte', 'wwan', '4g', 'usb_modem', 'wan_3g', 'modem.1']) {
      expect(attemptOf(log(ncmDial({ name }), dhcp(`${name}_4`, 3)))).toMatchObject({
        interface: name,
        child: `${name}_4`,
        broken: 'address',
      });
    }
  });

  it('gives a configured modem_4 a life of its own', () => {
    const own = config('modem_4', { proto: 'dhcp', ifname: 'eth0.2' });
    expect(attemptOf([...own, ...log(ncmDial(), dhcp('modem_4', 3))])).toMatchObject({
      interface: 'modem',
      child: null,
      broken: null,
      outcome: 'unfinished',
    });
  });
});

describe('where attempts break', () => {
  it.each(['BUSY', 'NO CARRIER', 'ERROR'])('takes %s to the dial as a refusal', (words) => {
    const refused = chatStep(10724, 'ATD*99***1#', 'CONNECT', '^M', words, ' -- failed', `Failed (${words})`);
    const lines = log(
      settingUp('modem'),
      'pppd[10723]: pppd 2.4.7 started by root, uid 0',
      chatStep(10724, 'AT&F', 'OK', 'OK', ' -- got it'),
      refused,
      'pppd[10723]: Connect script failed',
      'pppd[10723]: Exit.',
    );
    expect(breakOf(lines)).toEqual({
      rung: 'dial',
      lines: ['7: send (ATD*99***1#^M)', `10: ${words}`, '11: -- failed'],
    });
    expect(attemptOf(lines)).toMatchObject({ reached: 'control', outcome: 'failed' });
  });

  it('takes a refusal of the first command as the answer of a modem', () => {
    const lines = log(
      settingUp('modem'),
      'pppd[10723]: pppd 2.4.7 started by root, uid 0',
      chatStep(10724, 'AT&F', 'OK', 'NO CARRIER', ' -- failed', 'Failed (NO CARRIER)'),
    );
    expect(attemptOf(lines)).toMatchObject({ reached: 'control', broken: 'dial' });
  });

  it('takes silence after an answer as a dial that is not accepted', () => {
    const lines = log(
      settingUp('modem'),
      'pppd[10723]: pppd 2.4.7 started by root, uid 0',
      chatStep(10724, 'AT&F', 'OK', 'OK', ' -- got it'),
      chatStep(10724, 'ATD*99***1#', 'CONNECT', 'alarm', 'Failed'),
    );
    expect(attemptOf(lines)).toMatchObject({ reached: 'control', broken: 'dial' });
  });

  it('takes gcom’s time-out on every command as a silent port', () => {
    expect(
      breakOf(log(settingUp('modem'), says('modem', 2347, 'sending -> AT', 'Timeout running AT-command'))),
    ).toEqual({
      rung: 'control',
      lines: ['2: sending -> AT', '3: Timeout running AT-command'],
    });
  });

  it('takes a refused dial command as a broken dial', () => {
    const lines = log(
      settingUp('modem'),
      says(
        'modem',
        2347,
        'sending -> AT',
        'sending -> ATZ',
        'sending -> AT^NDISDUP=1,1,"internet"',
        'Error running AT-command',
      ),
    );
    expect(breakOf(lines)).toEqual({
      rung: 'dial',
      lines: ['4: sending -> AT^NDISDUP=1,1,"internet"', '5: Error running AT-command'],
    });
  });

  it('takes an LCP time-out as a broken dial', () => {
    const lines = log(
      settingUp('modem'),
      pppDial(),
      'pppd[10723]: Connect: 3g-modem <--> /dev/ttyUSB0',
      'pppd[10723]: LCP: timeout sending Config-Requests',
      'pppd[10723]: Modem hangup',
    );
    expect(breakOf(lines)).toEqual({ rung: 'dial', lines: ['21: LCP: timeout sending Config-Requests'] });
  });

  it('takes a pppd that is told to stop as no failure', () => {
    const lines = log(
      settingUp('modem'),
      pppDial(),
      pppUp('modem', '10.1.2.3'),
      'pppd[10723]: Terminating on signal 15',
      'pppd[10723]: Modem hangup',
    );
    expect(attemptOf(lines)).toMatchObject({ broken: null, outcome: 'up' });
  });

  it('takes three discovers without an offer as broken, two as a log that ends', () => {
    expect(attemptOf(log(ncmDial(), dhcp('modem_4', 2)))).toMatchObject({
      broken: null,
      outcome: 'unfinished',
    });
    expect(breakOf(log(ncmDial(), dhcp('modem_4', 4), "netifd: Network device 'lo' link is up"))).toEqual({
      rung: 'address',
      lines: [
        '13: sending discover',
        '14: sending discover',
        '15: sending discover',
        'no a DHCP offer or lease on modem_4 in 13-17',
      ],
    });
  });

  it('looks for the missing offer up to the end of the try, not into the next one', () => {
    const absenceOf = (lines: readonly string[]) =>
      attemptsOf(lines).flatMap(({ ladder }) => notesOf(ladder.flatMap((step) => step.evidence)).slice(-1));
    const silent = [settingUp('modem'), says('modem', 2347, 'Setting up wwan0'), dhcp('modem_4', 3)].flat();
    const works = [...says('modem', 2347, 'Setting up wwan0'), ...dhcp('modem_4', 1, '10.1.2.3')];
    const next = [settingUp('modem'), ...works];
    expect(absenceOf(log(silent, nowDown('modem_4'), nowDown('modem'), next))[0]).toBe(
      'no a DHCP offer or lease on modem_4 in 4-7',
    );
    expect(absenceOf(log(silent, next))[0]).toBe('no a DHCP offer or lease on modem_4 in 4-7');
    expect(
      absenceOf([...log(silent), '', 'The next day:', ...log("netifd: VLAN 'eth0.2' link is up")])[0],
    ).toBe('no a DHCP offer or lease on modem_4 in 4-6');
  });

  it('forgives any number of discovers before a lease', () => {
    expect(attemptOf(log(ncmDial(), dhcp('modem_4', 9, '10.1.2.3')))).toMatchObject({
      broken: null,
      outcome: 'up',
    });
  });

  it('lets a later udhcpc of the same run make good what an earlier one could not', () => {
    expect(attemptOf(log(ncmDial(), dhcp('modem_4', 5), dhcp('modem_4', 1, '10.1.2.3', 2500)))).toMatchObject(
      { broken: null, outcome: 'up' },
    );
  });
});

describe('connections that came up and were lost', () => {
  /** The rung of the loss with its lines. */
  function lossOf(lines: readonly string[]) {
    const { lost, outcome, broken, reached } = attemptOf(lines);
    return { outcome, broken, reached, rung: lost?.rung, lines: notesOf(lost?.evidence ?? []) };
  }

  const ppp = [settingUp('modem'), ...pppDial(), ...pppUp('modem', '10.1.2.3')];
  const ncm = [...ncmDial(), ...dhcp('modem_4', 1, '10.1.2.3'), nowUp('modem_4')];
  const unplugged = 'kernel: [  900.120000] usb 1-1: USB disconnect, device number 2';

  it.each([
    ['Modem hangup'],
    ['LCP terminated by peer (User request)'],
    ['Serial link appears to be disconnected.'],
  ])('by pppd’s %s, with all that was reached', (words) => {
    expect(lossOf(log(ppp, `pppd[10723]: ${words}`, nowDown('modem')))).toEqual({
      outcome: 'lost',
      broken: null,
      reached: 'address',
      rung: 'dial',
      lines: ['24: local  IP address 10.1.2.3', `26: ${words}`],
    });
  });

  it('by a redial that fails', () => {
    const busy = chatStep(10990, 'ATD*99***1#', 'CONNECT', 'BUSY', ' -- failed', 'Failed (BUSY)');
    const redial = ['pppd[10723]: Modem hangup', ...busy, 'pppd[10723]: Connect script failed'];
    const lines = log(ppp, nowUp('modem'), redial);
    expect(attemptOf([...config('modem', { proto: '3g' }), ...lines])).toMatchObject({
      outcome: 'lost',
      lost: { rung: 'dial' },
    });
  });

  it('by a lease that is lost, with the requests that nobody answers', () => {
    const lines = log(
      ncmDial(),
      dhcp('modem_4', 1, '10.1.2.3'),
      says('modem_4', 2396, 'udhcpc: lease lost, entering init state', 'udhcpc: sending discover'),
    );
    expect(attemptOf(lines).address?.value).toBe('10.1.2.3');
    expect(lossOf(lines)).toEqual({
      outcome: 'lost',
      broken: null,
      reached: 'address',
      rung: 'address',
      lines: [
        '15: lease of 10.1.2.3 obtained, lease time 518400',
        '16: lease lost, entering init state',
        '17: sending discover',
      ],
    });
  });

  it('not by a socket that fails for a moment', () => {
    const hiccup = says('modem_4', 2396, 'udhcpc: read error: Network is down, reopening socket');
    expect(attemptOf(log(ncm, hiccup))).toMatchObject({ outcome: 'up', lost: null });
  });

  it('by the modem leaving the bus; what the handler says on the way down is no failure of the dial', () => {
    const lines = log(
      kernelLog(20, stickArrives()),
      ncm,
      unplugged,
      says('modem', 2500, 'Control device not valid'),
      nowDown('modem'),
    );
    expect(lossOf(lines)).toEqual({
      outcome: 'lost',
      broken: null,
      reached: 'address',
      rung: 'power',
      lines: [
        '22: lease of 10.1.2.3 obtained, lease time 518400',
        '24: usb 1-1: USB disconnect, device number 2',
      ],
    });
  });

  it('by the modem leaving the bus where the log begins after its arrival', () => {
    const released =
      "kernel: [  900.130000] huawei_cdc_ncm 1-1:1.2 wwan0: unregister 'huawei_cdc_ncm' usb-101c0000.ehci-1, Huawei CDC NCM device";
    expect(lossOf(log(ncm, unplugged, released)).rung).toBe('power');
    const port =
      'kernel: [  900.130000] option1 ttyUSB0: GSM modem (1-port) converter now disconnected from ttyUSB0';
    // The hang-up is its consequence.
    expect(lossOf(log(ppp, unplugged, port, 'pppd[10723]: Modem hangup')).rung).toBe('power');
  });

  it('not by another device that leaves the bus, nor by a disconnect of another time', () => {
    const disk = 'kernel: [  900.120000] usb 1-2: USB disconnect, device number 3';
    expect(attemptOf(log(kernelLog(20, stickArrives()), ncm, disk)).outcome).toBe('up');
    expect(attemptOf(log(ncm, disk)).outcome).toBe('up');
    const early = ['', ...dmesg(2, stickArrives(), 'usb 1-1: USB disconnect, device number 2')];
    expect(attemptOf([...log(ncm), ...early]).outcome).toBe('up');
  });

  it.each([
    ['pppd is told to stop', [ppp, 'pppd[10723]: Terminating on signal 15', 'pppd[10723]: Modem hangup']],
    ['the interface goes down first', [ppp, nowDown('modem'), 'pppd[10723]: Modem hangup']],
    [
      'the handler stops the network first',
      [kernelLog(20, stickArrives()), ncm, says('modem', 2500, 'Stopping network modem'), unplugged],
    ],
  ])('not where %s', (_, bodies) => {
    expect(attemptOf(log(...bodies))).toMatchObject({ lost: null, broken: null, outcome: 'up' });
  });

  it('and came up again are two attempts', () => {
    const attempts = attemptsOf(log(ppp, 'pppd[10723]: Modem hangup', nowDown('modem'), ppp));
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['lost', 'up']);
  });
});

describe('what handlers say on the way down', () => {
  it('is no failure of the dial, before an address, either', () => {
    const down = says('modem', 2500, 'Stopping network modem', 'Control device not valid');
    expect(attemptOf(log(ncmDial(), dhcp('modem_4', 3), down))).toMatchObject({ broken: 'address' });
    expect(attemptOf(log(ncmDial(), down))).toMatchObject({ broken: null, reached: 'dial' });
  });

  it('counts again after a new dial in the same run', () => {
    const again = says('modem', 2500, 'Stopping network', 'Configuring modem', 'Failed to initialize modem');
    expect(attemptOf(log(says('modem', 2347, 'Configuring modem', 'Setting up wwan0'), again))).toMatchObject(
      {
        broken: 'control',
      },
    );
  });

  it('of an error that was overcome is no break', () => {
    const retry = [
      settingUp('modem'),
      ...pppDial().slice(0, 2),
      ...chatStep(10724, 'ATD*99***1#', 'CONNECT', 'BUSY', ' -- failed', 'Failed (BUSY)'),
      'pppd[10723]: Connect script failed',
      ...chatStep(10725, 'ATD*99***1#', 'CONNECT', 'CONNECT', ' -- got it'),
      'pppd[10723]: Serial connection established.',
      ...pppUp('modem', '10.1.2.3'),
    ];
    expect(attemptOf(log(retry))).toMatchObject({ broken: null, outcome: 'up' });
  });
});

describe('attempts without netifd’s lines', () => {
  it('reads pppd and chat alone', () => {
    expect(attemptOf(log(pppDial({ apn: 'web.gprs' }), ...pppUp('modem', '10.1.2.3')))).toMatchObject({
      method: 'netifd',
      interface: 'modem',
      proto: '3g',
      apn: { value: 'web.gprs' },
      outcome: 'up',
    });
  });

  it('reads chat alone', () => {
    expect(
      attemptOf(
        log(
          chatStep(9, 'AT', 'OK', 'OK', ' -- got it'),
          chatStep(9, 'ATD*99#', 'CONNECT', 'BUSY', ' -- failed', 'Failed (BUSY)'),
        ),
      ),
    ).toMatchObject({ method: 'pppd', interface: null, proto: '3g', broken: 'dial' });
  });

  it('reads the speech of a handler whose beginning is cut off', () => {
    expect(
      attemptOf(log(says('wwan', 646, 'Starting network wwan', 'Setting up wwan0'), nowUp('wwan'))),
    ).toMatchObject({ interface: 'wwan', reached: 'dial', outcome: 'unfinished' });
  });

  it('leaves a dial that the end of the log cuts off unfinished', () => {
    expect(
      attemptOf(
        log(
          settingUp('modem'),
          'pppd[10723]: pppd 2.4.7 started by root, uid 0',
          chatStep(10724, 'AT&F', 'OK', 'OK', ' -- got it'),
          'chat[10724]: send (ATD*99***1#^M)',
          'chat[10724]: expect (CONNECT)',
        ),
      ),
    ).toMatchObject({
      reached: 'control',
      broken: null,
      outcome: 'unfinished',
    });
  });

  it('takes a stop as no attempt', () => {
    expect(attemptsOf(log(says('wwan', 700, 'Stopping network wwan'), nowDown('wwan')))).toEqual([]);
  });
});

describe('interfaces set up side by side', () => {
  it('gives a dial to the interface that may be dialling, not to the last one set up', () => {
    const boot = [
      settingUp('loopback'),
      nowUp('loopback'),
      settingUp('modem'),
      settingUp('wan'),
      settingUp('lan'),
      nowUp('lan'),
    ];
    const failed = chatStep(731, 'AT&F', 'OK', 'alarm', 'Failed');
    const lines = log(
      boot,
      dhcp('wan', 1),
      'pppd[730]: pppd 2.4.7 started by root, uid 0',
      failed,
      'pppd[730]: Connect script failed',
      nowDown('modem'),
    );
    expect(attemptOf(lines)).toMatchObject({ interface: 'modem', broken: 'control' });
  });

  it('keeps pppd and chat out of a qmi run', () => {
    const qmi = [settingUp('wwan'), ...says('wwan', 646, 'Waiting for SIM initialization')];
    const lines = log(
      settingUp('modem'),
      qmi,
      pppDial(),
      pppUp('modem', '10.1.2.3'),
      says('wwan', 646, 'PIN not specified but required'),
    );
    expect(
      attemptsOf(lines).map((attempt) => [attempt.interface, attempt.proto, attempt.outcome, attempt.broken]),
    ).toEqual([
      ['modem', '3g', 'up', null],
      ['wwan', 'qmi', 'failed', 'sim'],
    ]);
  });

  it('keeps a PPPoE session out of a modem’s dial', () => {
    const pppoe = [
      'pppd[99]: pppd 2.4.7 started by root, uid 0',
      'pppd[99]: Using interface pppoe-wan',
      'pppd[99]: Connect: pppoe-wan <--> eth0.2',
      'pppd[99]: local  IP address 203.0.113.9',
    ];
    const [attempt] = attemptsOf(
      log(settingUp('wan'), settingUp('modem'), pppoe, pppDial(), pppUp('modem', '10.1.2.3')),
    );
    expect(attempt).toMatchObject({ interface: 'modem', address: { value: '10.1.2.3' } });
  });

  describe('a 3g dial beside PPPoE', () => {
    const pppoe = [
      'pppd[900]: pppd 2.4.7 started by root, uid 0',
      'pppd[900]: Using interface pppoe-wan',
      'pppd[900]: Connect: pppoe-wan <--> eth0.2',
    ];
    const dslAddress = 'pppd[900]: local  IP address 91.2.3.4';
    const start = 'pppd[901]: pppd 2.4.7 started by root, uid 0';
    const apn = chatStep(902, 'AT+CGDCONT=1,"IP","internet"', 'OK', 'OK', ' -- got it');
    const refused = chatStep(
      902,
      'ATD*99***1#',
      'CONNECT',
      'NO CARRIER',
      ' -- failed',
      'Failed (NO CARRIER)',
    );
    const failure = [refused, 'pppd[901]: Connect script failed', 'pppd[901]: Exit.'].flat();

    it.each([
      ['both set up, the modem first', [settingUp('backup'), settingUp('wan')]],
      ['both set up, the modem last', [settingUp('wan'), settingUp('backup')]],
    ])('is one attempt of the modem, with its APN and without the DSL address: %s', (_, begin) => {
      const failed = log(begin, pppoe, dslAddress, start, apn, failure);
      expect(attemptOf(failed)).toMatchObject({
        interface: 'backup',
        proto: '3g',
        apn: { value: 'internet' },
        address: null,
        broken: 'dial',
      });
      const connecting = log(begin, pppoe[0] ?? '', start, apn, pppoe.slice(1), dslAddress, failure);
      expect(attemptOf(connecting)).toMatchObject({ interface: 'backup', address: null, broken: 'dial' });
      const healthy = log(begin, pppoe, pppDial(), dslAddress, pppUp('backup', '10.1.2.3'));
      expect(attemptOf(healthy)).toMatchObject({
        interface: 'backup',
        apn: { value: 'internet' },
        address: { value: '10.1.2.3' },
        outcome: 'up',
      });
    });

    it('is one attempt, too, where netifd’s lines are not shown', () => {
      expect(attemptOf(log(pppoe, pppDial(), dslAddress, pppUp('backup', '10.1.2.3')))).toMatchObject({
        interface: 'backup',
        outcome: 'up',
      });
      expect(attemptOf(log(pppoe, dslAddress, start, apn, failure))).toMatchObject({
        method: 'pppd',
        address: null,
        broken: 'dial',
      });
    });
  });

  it('gives a redial of a pppd that persists to the same attempt', () => {
    const again = [
      'pppd[10723]: Modem hangup',
      'pppd[10723]: Connection terminated.',
      ...chatStep(10999, 'ATD*99***1#', 'CONNECT', 'BUSY', ' -- failed', 'Failed (BUSY)'),
      'pppd[10723]: Connect script failed',
    ];
    expect(attemptOf(log(pppDial(), pppUp('modem', '10.1.2.3'), again))).toMatchObject({
      interface: 'modem',
    });
  });
});

describe('repeated attempts', () => {
  const failing = [ncmDial(), dhcp('modem_4', 3), nowDown('modem_4'), nowDown('modem')].flat();

  it('folds tries with the same course and end', () => {
    expect(attemptOf(log(failing, failing, failing))).toMatchObject({
      times: 3,
      broken: 'address',
      first: { line: 1 },
      last: { line: 51 },
      resolvedBy: null,
    });
  });

  it('keeps tries apart that end otherwise, and says which later one came up', () => {
    const attempts = attemptsOf(log(failing, failing, ncmDial(), dhcp('modem_4', 1, '10.1.2.3')));
    expect(
      attempts.map(({ id, times, outcome, resolvedBy }) => ({ id, times, outcome, resolvedBy })),
    ).toEqual([
      { id: 1, times: 2, outcome: 'failed', resolvedBy: 2 },
      { id: 2, times: 1, outcome: 'up', resolvedBy: null },
    ]);
  });

  it('does not let another interface resolve a failure', () => {
    const attempts = attemptsOf(log(failing, settingUp('lte'), pppDial(), pppUp('lte', '10.1.2.3')));
    expect(attempts.map(({ interface: name, resolvedBy }) => [name, resolvedBy])).toEqual([
      ['modem', null],
      ['lte', null],
    ]);
  });

  it('does not fold tries with another APN', () => {
    const other = [ncmDial({ apn: 'other.apn' }), dhcp('modem_4', 3)].flat();
    expect(attemptsOf(log(failing, other)).map(({ apn }) => apn?.value)).toEqual(['internet', 'other.apn']);
  });

  it('keeps one attempt for thousands of tries, with the first line and the last', () => {
    const lines = Array.from({ length: 1500 }, () => logread(night, failing)).flat();
    const attempt = attemptOf(lines);
    expect(attempt).toMatchObject({ broken: 'address', first: { line: 1 }, last: { line: lines.length } });
    expect(attempt.times).toBeGreaterThan(40);
  });
});
