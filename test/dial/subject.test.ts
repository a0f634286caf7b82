import { describe, expect, test } from 'vitest';
import { surveyOf } from '../../src/dial/router/survey.ts';
import { isPpp, NotChosen, subjectOf } from '../../src/dial/subject.ts';
import { leaseTest } from '../../src/dial/tests/lease.ts';
import { configured, diagnosed, ports, subjectIn, wwan } from './modems.ts';

const two = ports('1-1', ['12d1:1506', 0, 1]) + ports('1-2', ['12d1:1436', 2, 3]);
const both =
  configured('one', { proto: '3g', device: '/dev/ttyUSB0' }) +
  configured('two', { proto: '3g', device: '/dev/ttyUSB3' });

/** `ubus -S call network.interface dump`, of one interface. */
function state(name: string, words: object): string {
  return `interfaces\t${JSON.stringify({ interface: [{ interface: name, ...words }] })}`;
}

describe('of two modems', () => {
  test.each([
    ['one', '12d1:1506', ['/dev/ttyUSB0', '/dev/ttyUSB1']],
    ['two', '12d1:1436', ['/dev/ttyUSB2', '/dev/ttyUSB3']],
  ] as const)('the one behind the interface %s is asked', (name, usbId, serialPorts) => {
    expect(subjectIn([two, both], [], name)).toMatchObject({ usbId, serialPorts });
  });

  test.each<readonly [string, Record<string, string>, readonly string[]]>([
    [
      'a symbolic link that the router has resolved',
      { proto: '3g', device: '/dev/modem' },
      ['link\t/dev/modem\t/dev/ttyUSB1'],
    ],
    ['a path of sysfs', { proto: 'modemmanager', device: '/sys/devices/platform/ehci/usb1/1-1' }, []],
    ['the place on the bus', { proto: 'wwan', bus: '1-1' }, []],
    [
      'the network device that is configured',
      { proto: 'dhcp', device: 'eth1' },
      ['card\teth1\t1\t-\tusb\tcdc_ether\t1-1\t'],
    ],
    [
      'the network device in use',
      { proto: 'wwan' },
      ['card\twwan0\t1\t-\tusb\tqmi_wwan\t1-1\t', state('one', { up: true, l3_device: 'wwan0' })],
    ],
  ])('it is told by %s', (_, options, rows) => {
    expect(subjectIn([two, configured('one', options)], rows, 'one').usbId).toBe('12d1:1506');
  });

  test.each([
    ['/dev/ttyUSB7', []],
    ['/dev/modem', []],
  ] as const)('none is asked where %s tells neither', (device, rows) => {
    const subject = subjectIn([two, configured('one', { proto: '3g', device })], rows, 'one');
    expect(subject).toMatchObject({ modem: null, serialPorts: [], path: 'none' });
  });

  test('without an interface nothing is tested, and that is said', () => {
    expect(() => subjectOf(diagnosed(two, ''), surveyOf('over'), null)).toThrow(
      new NotChosen('There are several modems, and no interface that tells which of them to test.'),
    );
  });

  test('ModemManager knows each by its place on the bus', () => {
    const rows = ['has\tmmcli', 'manager\tyes', 'managed\t0\t1-2', 'managed\t5\t1-1'];
    expect(subjectIn([two, both], rows, 'one')).toMatchObject({ path: 'mmcli', managerNumber: 5 });
    expect(subjectIn([two, both], rows.slice(0, 3), 'one').managerNumber).toBeNull();
  });
});

test('the only modem is the one, whatever is configured, and by the only number that ModemManager has', () => {
  const one = ports('1-1', ['12d1:1506', 0]);
  const subject = subjectIn(
    [one, configured('wan', { proto: '3g', device: '/dev/ttyUSB9' })],
    ['managed\t3\t'],
  );
  expect(subject).toMatchObject({ usbId: '12d1:1506', managerNumber: 3 });
});

test('a name that no interface has is said, with those that there are', () => {
  expect(() => subjectOf(diagnosed(two, both), surveyOf('over'), 'wan')).toThrow(
    new NotChosen('There is no interface wan in the configuration; there are: one, two.'),
  );
});

test('the node that is configured is the one behind its link', () => {
  const subject = subjectIn(
    [two, configured('one', { proto: '3g', device: '/dev/modem' })],
    ['link\t/dev/modem\t/dev/ttyUSB1'],
  );
  expect(subject.interface?.device).toBe('/dev/ttyUSB1');
});

describe('what goes to a shell', () => {
  const one = ports('1-1', ['12d1:1506', 0]);

  test.each([
    '/dev/ttyUSB0;reboot',
    '/dev/../etc/passwd',
    '/etc/passwd',
    `/dev/${'a'.repeat(65)}`,
    'tty USB0',
  ])('is no node %s', (device) => {
    expect(subjectIn([one, configured('wan', { proto: '3g', device })]).interface?.device).toBeNull();
  });

  test('is no network device with blanks', () => {
    const rows = [state('wan', { up: true, l3_device: 'wwan0 ; reboot', device: '$(reboot)' })];
    const subject = subjectIn([one, configured('wan', { proto: '3g', device: '/dev/ttyUSB0' })], rows);
    expect(subject.interface?.state).toMatchObject({ l3Device: null, device: null });
  });

  test('is no interface whose name UCI does not have', () => {
    const subject = subjectIn([one, configured('wan;reboot', { proto: '3g', device: '/dev/ttyUSB0' })]);
    expect(subject.interface).toBeNull();
  });
});

describe('PPP', () => {
  const one = ports('1-1', ['12d1:1506', 0]);

  test.each<readonly [string | null, boolean, Record<string, string>]>([
    ['3g-wan', true, { proto: '3g', device: '/dev/ttyUSB0' }],
    ['ppp-wan', true, { proto: 'ppp', device: '/dev/ttyUSB0' }],
    ['lte', true, { proto: '3g', device: '/dev/ttyUSB0', pppname: 'lte' }],
    [null, true, { proto: '3x', device: '/dev/ttyUSB0' }],
    [null, false, { proto: 'ncm', device: '/dev/ttyUSB0' }],
  ])('makes the network device %s', (name, ppp, options) => {
    const subject = subjectIn([one, configured('wan', options)]);
    expect(subject.dialledDevice).toBe(name);
    expect(isPpp(subject)).toBe(ppp);
    // The modem's own are others.
    expect(subject.cards).toEqual([]);
  });

  test('is looked at, and never asked by DHCP', () => {
    const subject = subjectIn([one, configured('wan', { proto: '3g', device: '/dev/ttyUSB0' })]);
    const survey = surveyOf('has\tudhcpc\nhas\tip\nover');
    expect(leaseTest.plan(subject, survey)).toMatchObject({
      class: 'reads',
      commands: [expect.stringMatching(/^ifstatus wan, /), 'ip addr show dev 3g-wan'],
    });
  });
});

test('a modem of MBIM whose session runs is known by its interface', () => {
  const rows = ['has\tumbim', state('wan', { up: true, l3_device: 'wwan0' })];
  const subject = subjectIn(
    [wwan('1-1', 0, 'cdc_mbim'), configured('wan', { proto: 'mbim', device: '/dev/cdc-wdm0' })],
    rows,
  );
  expect(subject).toMatchObject({ path: 'umbim', controlNode: { path: '/dev/cdc-wdm0' }, cards: ['wwan0'] });
});

describe('a PIN that is sent at a dial', () => {
  const one = ports('1-1', ['12d1:1506', 0]);
  const script = 'pin\t/etc/chatscripts/pin.chat';

  test.each<readonly [string, Record<string, string>, readonly string[], readonly string[]]>([
    ['is that of the handler', { proto: 'ncm', pincode: '4711' }, [], ['option pincode']],
    ['may stand in a script of chat', { proto: '3g' }, [script], ['/etc/chatscripts/pin.chat']],
    ['may stand there for ppp', { proto: 'ppp' }, [script], ['/etc/chatscripts/pin.chat']],
    [
      'may stand there for wwan, which finds its handler itself',
      { proto: 'wwan' },
      [script],
      [script.slice(4)],
    ],
    ['may stand there for a protocol that nobody knows', { proto: 'mine' }, [script], [script.slice(4)]],
    [
      'may stand in what pppd starts',
      { proto: '3g', connect: 'chat "" AT+CPIN=4711 OK ATD*99#' },
      [],
      ['option connect'],
    ],
    [
      'may stand in the options of pppd',
      { proto: 'ppp', pppd_options: 'init "chat \'\' at+cpin=4711"' },
      [],
      ['option pppd_options'],
    ],
    ['may stand in a file with an odd name', { proto: '3g' }, ['pin'], ['a file whose name is not told']],
    ['is none of QMI', { proto: 'qmi' }, [script], []],
    ['is none of NCM', { proto: 'ncm' }, [script], []],
    ['is none where nothing sends one', { proto: '3g' }, [], []],
  ])('%s', (_, options, rows, places) => {
    const config = subjectIn([one, configured('wan', options)], rows, 'wan').interface;
    expect(config).toMatchObject({ hasPin: places.length > 0, pinPlaces: places });
    expect(JSON.stringify(config)).not.toContain('4711');
  });
});
