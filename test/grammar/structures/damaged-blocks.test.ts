import { describe, expect, it, test } from 'vitest';
import { factsOf, kindsShown, leftOver, shownOf } from './shown.ts';

/** The text as word processors and mails paste it, every line a paragraph. */
function doubleSpaced(text: string): string {
  return text.replaceAll('\n', '\n\n');
}

describe('a block with blank lines between', () => {
  test('ip addr', () => {
    const text = doubleSpaced(`9: wwan0: <POINTOPOINT,MULTICAST,NOARP,UP,LOWER_UP> mtu 1500 qdisc fq_codel
    link/none
    inet 10.64.0.2/30 brd 10.64.0.3 scope global wwan0`);
    expect(shownOf('link', text)).toMatchObject([{ device: 'wwan0', addresses: ['10.64.0.2/30'] }]);
  });

  test('ifconfig', () => {
    const text = doubleSpaced(`wwan0     Link encap:Ethernet  HWaddr 0C:5B:8F:27:9A:64
          inet addr:10.64.0.2  Bcast:10.64.0.3  Mask:255.255.255.252
          UP BROADCAST RUNNING  MTU:1500  Metric:1
          RX bytes:52 (52.0 B)  TX bytes:76 (76.0 B)`);
    expect(shownOf('link', text)).toMatchObject([
      { up: true, addresses: ['10.64.0.2/30'], rxBytes: 52, txBytes: 76 },
    ]);
  });

  test('qmicli', () => {
    const text = doubleSpaced(`$ qmicli -d /dev/cdc-wdm0 --nas-get-serving-system
[/dev/cdc-wdm0] Successfully got serving system:
	Registration state: 'not-registered-searching'
	Radio interfaces: '1'
		[0]: 'lte'`);
    expect(factsOf(text)['serving-system.registration-state']).toBe('not-registered-searching');
    expect(leftOver(text)).toEqual([]);
  });

  test.each(['\n', '\n\n', '\n    '])('mwan3 status, lines apart by %j', (between) => {
    const lines = ['Current ipv4 policies:', 'balanced:', ' wwan (100%)', 'wan_only:', ' unreachable'];
    const networks = ['Directly connected ipv4 networks:', '10.64.12.7', '192.168.1.0/24'];
    const text = `root@OpenWrt:~# mwan3 status\n${[...lines, ...networks].join(between)}`;
    expect(shownOf('mwan-policy', text).map(({ policy, members }) => [policy, members])).toEqual([
      ['balanced', [{ interface: 'wwan', percent: 100 }]],
      ['wan_only', [{ interface: 'unreachable', percent: null }]],
    ]);
    expect(leftOver(text)).toEqual([]);
  });

  test('ls, ps and traceroute', () => {
    const text = doubleSpaced(`root@OpenWrt:~# ls /dev/ttyUSB*
/dev/ttyUSB0
/dev/ttyUSB1
root@OpenWrt:~# ps
  PID USER       VSZ STAT COMMAND
    1 root      1584 S    /sbin/procd
root@OpenWrt:~# traceroute 1.1.1.1
traceroute to 1.1.1.1 (1.1.1.1), 30 hops max, 46 byte packets
 1  10.64.12.8 (10.64.12.8)  31.202 ms
 2  *  *  *`);
    expect(kindsShown(text)).toEqual(['node', 'node', 'process', 'trace']);
    expect(shownOf('trace', text)).toMatchObject([{ hops: ['10.64.12.8', null] }]);
    expect(kindsShown('  PID USER       VSZ STAT COMMAND\n\n2 routers show it')).toEqual([]);
  });

  it('ends at a sentence', () => {
    const text = `9: wwan0: <POINTOPOINT,UP> mtu 1500

state of the modem is fine

inet is short for internet`;
    expect(kindsShown(text)).toEqual(['link']);
    expect(shownOf('link', text)).toMatchObject([{ addresses: [] }]);
  });
});

describe('a block whose lines were wrapped', () => {
  test('ip addr', () => {
    const text = `9: wwan0: <POINTOPOINT,MULTICAST,NOARP,UP,LOWER_UP> mtu 1500 qdisc fq_codel state
UNKNOWN group default qlen 1000
    inet 10.64.0.2/30 brd 10.64.0.3 scope global wwan0`;
    const other = text.replace('state\nUNKNOWN group default qlen', 'state UNKNOWN group default\nqlen');
    expect(shownOf('link', other)).toMatchObject([{ device: 'wwan0', addresses: ['10.64.0.2/30'] }]);
    expect(shownOf('link', text.replace('state\n', '\nstate '))).toMatchObject([
      { device: 'wwan0', addresses: ['10.64.0.2/30'] },
    ]);
  });
});

describe('masked values', () => {
  test.each([
    ['    inet x.x.x.x/28 brd x.x.x.x scope global wwan0', 'x.x.x.x/28'],
    ['    inet 10.64.***.***/28 scope global wwan0', '10.64.***.***/28'],
    ['    inet <redacted>/28 scope global wwan0', '<redacted>/28'],
    ['    inet [removed] scope global wwan0', '[removed]'],
    ['    inet addr:xx.xx.xx.xx  P-t-P:xx.xx.xx.xx  Mask:255.255.255.255', 'xx.xx.xx.xx/32'],
  ])('are addresses still: %s', (line, address) => {
    const text = `9: wwan0: <POINTOPOINT,UP,LOWER_UP> mtu 1500\n${line}`;
    expect(shownOf('link', text)).toMatchObject([{ device: 'wwan0', addresses: [address] }]);
  });

  test.each([
    ['default via x.x.x.x dev wwan0 proto static', 'default', 'x.x.x.x', 4],
    ['default via <redacted> dev wwan0 proto static', 'default', '<redacted>', null],
    ['x.x.x.0/28 dev wwan0 proto kernel scope link src x.x.x.x', 'x.x.x.0/28', null, 4],
    [
      '0.0.0.0         xx.xx.xx.xx     0.0.0.0         UG    0      0        0 wwan0',
      'default',
      'xx.xx.xx.xx',
      4,
    ],
    ['0.0.0.0 <redacted> 0.0.0.0 UG 0 0 0 wwan0', 'default', '<redacted>', 4],
  ])('are routes still: %s', (line, target, gateway, family) => {
    expect(shownOf('route', line)).toMatchObject([{ target, gateway, family, device: 'wwan0' }]);
  });

  test.each(['xxxxxxxxxxxxxxx', '<redacted>', '***************'])('are answers still: %s', (answer) => {
    expect(shownOf('at-exchange', `AT+CIMI\n${answer}\nOK`)).toMatchObject([
      { sent: 'AT+CIMI', answers: [{ text: answer }], result: { text: 'OK' } },
    ]);
  });

  test.each([
    'xxx is the address dev wwan0',
    'the default via <here> is set',
    '<br> dev null',
    'inet [not shown here]',
  ])('are no sentences: %s', (sentence) => {
    expect(kindsShown(sentence)).toEqual([]);
  });
});

describe('rows that are told by their command', () => {
  test('apk info -vv', () => {
    const text =
      'root@OpenWrt:~# apk info -vv | grep qmi\nuqmi-2025.07.30~7914da43-r1 - Control utility for modems';
    expect(shownOf('package', text)).toMatchObject([{ name: 'uqmi', version: '2025.07.30~7914da43-r1' }]);
  });

  test('lsusb -v with its blanks collapsed', () => {
    const text = 'Bus 001 Device 004: ID 12d1:14fe Huawei\nDevice Descriptor:\nbcdUSB 2.00\nbcdDevice 1.02';
    expect(leftOver(text)).toEqual([]);
    expect(kindsShown(text)).toEqual(['usb-device']);
  });

  test('mbimcli with a count', () => {
    const text =
      "$ mbimcli -d /dev/cdc-wdm1 --query-subscriber-ready-status\n[/dev/cdc-wdm1] Subscriber ready status retrieved:\nReady state: 'sim-not-inserted'\nTelephone numbers: (0) 'unknown'";
    expect(leftOver(text)).toEqual([]);
  });
});
