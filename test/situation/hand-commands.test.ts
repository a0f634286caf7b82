import { describe, expect, it } from 'vitest';
import { attemptsOf, rungsOf } from '../diagnosis-of.ts';
import { dmesg, stickArrives } from './log-lines.ts';

const dial = 'echo -e "AT^NDISDUP=1,1,\\"web.gprs\\"\\r" > /dev/ttyUSB1';

function typed(...commands: readonly string[]) {
  return attemptsOf(
    commands.map((command) => (/^[#$]|^\w+@/.test(command) ? command : `root@box:~# ${command}`)),
  );
}

describe('dials by hand', () => {
  it('are read from the command that is written to the port', () => {
    expect(typed(dial, 'udhcpc -i wwan0')).toMatchObject([
      {
        method: 'by-hand',
        interface: null,
        host: 'box',
        device: '/dev/ttyUSB1',
        netdev: 'wwan0',
        apn: { value: 'web.gprs', span: { line: 1, column: 13 } },
        outcome: 'unfinished',
        first: { line: 1 },
        last: { line: 2 },
      },
    ]);
  });

  it('are read from gcom, too', () => {
    expect(
      typed('COMMAND=AT^NDISDUP=1,1,\\"web.gprs\\" gcom -d /dev/ttyUSB1 -s /etc/gcom/runcommand.gcom'),
    ).toMatchObject([{ device: '/dev/ttyUSB1', apn: { value: 'web.gprs' } }]);
  });

  it('prove nothing where only the request stands there', () => {
    const [attempt] = typed(dial);
    expect(attempt && rungsOf(attempt)).toEqual({
      unknown: [
        'power',
        'mode',
        'driver',
        'control',
        'sim',
        'register',
        'dial',
        'address',
        'route',
        'internet',
      ],
    });
  });

  it('are one attempt each, host by host', () => {
    const attempts = typed(dial, 'udhcpc -i wwan0', dial, 'udhcpc -i wwan0', '$dhclient wwan0');
    expect(attempts.map(({ host, first, last }) => [host, first.line, last.line])).toEqual([
      ['box', 1, 2],
      ['box', 3, 4],
      [null, 5, 5],
    ]);
  });

  it('of another computer do not use the router’s modem', () => {
    const [desktop, router] = attemptsOf([
      ...dmesg(20, stickArrives()),
      '',
      `$${dial}`,
      '$dhclient wwan0',
      `root@box:~# ${dial}`,
      'root@box:~# udhcpc -i wwan0',
    ]);
    expect([desktop?.reached, router?.reached]).toEqual([null, 'driver']);
  });

  it('are no questions and no hang-ups', () => {
    expect(
      typed(
        'echo ATI > /dev/ttyUSB1',
        'echo "AT^NDISDUP=1,0" > /dev/ttyUSB1',
        'udhcpc -i eth0.2',
        'ifconfig wwan0 up',
      ),
    ).toEqual([]);
  });
});

describe('DHCP by hand', () => {
  it.each([
    ['udhcpc -i wwan0', 'wwan0'],
    ['udhcpc -iwwan0', 'wwan0'],
    ['udhcpc -nqi wwan0', 'wwan0'],
    ['udhcpc -n -q -i wwan0 -t 3', 'wwan0'],
    ['udhcpc --interface=wwan0', 'wwan0'],
    ['udhcpc -f wwan0', 'wwan0'],
    ['udhcpc -t 3 wwan0', 'wwan0'],
    ['dhclient wwan0', 'wwan0'],
    ['dhclient -v -pf /var/run/dhclient.pid wwan0', 'wwan0'],
    ['dhcpcd -t 30 usb0', 'usb0'],
  ])('%s is about %s', (command, netdev) => {
    expect(typed(command)).toMatchObject([{ method: 'by-hand', netdev }]);
  });

  const silence = [
    'udhcpc: started, v1.31.1',
    'udhcpc: sending discover',
    'udhcpc: sending discover',
    'udhcpc: sending discover',
  ];

  it('is broken where the right device is asked in vain', () => {
    expect(attemptsOf(['root@box:~# udhcpc -i wwan0', ...silence])).toMatchObject([
      { broken: 'address', outcome: 'failed' },
    ]);
  });

  it('proves nothing where another device is asked', () => {
    expect(
      attemptsOf(['root@box:~# udhcpc -f wwan0', ...silence, 'udhcpc: no lease, failing']),
    ).toMatchObject([{ broken: null, outcome: 'unfinished' }]);
  });

  it('got an address where the lease stands below it; who let it in is not shown', () => {
    const [attempt] = attemptsOf([
      'root@box:~# udhcpc -i wwan0',
      ...silence,
      'udhcpc: lease of 192.168.8.100 obtained, lease time 86400',
    ]);
    expect(attempt).toMatchObject({ outcome: 'up', address: { value: '192.168.8.100' } });
    expect(attempt && rungsOf(attempt)['unknown']).toContain('register');
  });
});
