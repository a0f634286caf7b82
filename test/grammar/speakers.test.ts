import { describe, expect, it } from 'vitest';
import { type Declaration, type Speaker, wordingsOf } from '../../src/grammar/declaration.ts';
import { Filler, type Filling } from '../../src/grammar/filling.ts';
import { kindsOfFailure, rungOf } from '../../src/grammar/meaning.ts';
import type { Message } from '../../src/grammar/message.ts';
import { relayedSpeakers, speakers } from '../../src/grammar/speakers/index.ts';
import { pppd } from '../../src/grammar/speakers/pppd.ts';
import { messagesOf, readLines } from './recorded-reading.ts';

const date = 'Wed Jun 11 19:19:44 2025';

/** A whole logread line of a program, as syslog prints it. */
function tagged(tag: string, body: string): string {
  if (tag === 'kernel') return `${date} kern.info kernel: [   31.402117] ${body}`;
  return `${date} daemon.notice ${tag}[4177]: ${body}`;
}

/** The same as netifd relays it; the DHCP clients name themselves there. */
function relayedLine(speaker: string, body: string): string {
  const named = speaker.startsWith('udhcpc') ? `${speaker}: ${body}` : body;
  return `${date} daemon.notice netifd: wwan (5120): ${named}`;
}

/** Special cases that take some fillings of a more general wording. */
const specialCases: Readonly<Record<string, readonly string[]>> = {
  'odhcpd.lifetime': ['odhcpd.lifetime-zero'],
};

/** How a log shows a speaker's words: under its first tag, through netifd, or both. */
function waysOf({ name, tags }: Speaker): readonly ((body: string) => string)[] {
  // What ModemManager says may itself begin with brackets, so that its prefix must be there to be taken off.
  const before = name === 'modem-manager' ? '<info>  [modem0] ' : '';
  const direct = tags.slice(0, 1).map((tag) => (body: string) => tagged(tag, before + body));
  const relayed = relayedSpeakers.has(name) ? [(body: string) => relayedLine(name, body)] : [];
  return [...direct, ...relayed];
}

/** What is wrong with the reading of a line that a declaration was printed as; null where nothing is. */
function faultOf(
  line: string,
  name: string,
  declaration: Declaration,
  fields: Filling['fields'],
): string | null {
  const { kind, meaning } = declaration;
  const { messages, foreign, unknown } = readLines(line);
  const [message, ...others] = messages;
  if (meaning.noise === true) return foreign.length === 1 ? null : `not set aside: ${line}`;
  if (message === undefined || others.length + foreign.length + unknown.length > 0)
    return `no message: ${line}`;
  const { kind: told, values } = contentOf(message);
  if (specialCases[kind]?.includes(told) === true) return null;
  if (told !== kind || (meaning.shared !== true && message.origin.speaker !== name)) {
    return `${message.origin.speaker}'s ${told} in place of ${kind}: ${line}`;
  }
  // Another wording of the same kind may read a value more closely, as a number.
  const read = Object.values(values).map(String);
  const missing = Object.values(fields).filter((value) => value !== '' && !read.includes(String(value)));
  return missing.length === 0 ? null : `without ${missing.join(', ')}: ${line}`;
}

/** The kind that the declaration gives, and the values. */
function contentOf(message: Message): { kind: string; values: object } {
  return message.kind === 'remark'
    ? { kind: message.fields.wording, values: message.fields.values }
    : { kind: message.kind, values: message.fields };
}

describe('a whole line', () => {
  it.each(speakers.filter((one) => waysOf(one).length > 0))('of $name', (one: Speaker) => {
    const filler = new Filler(20_261_124);
    const faults: string[] = [];
    for (const declaration of wordingsOf(one)) {
      for (let round = 0; round < 4; round += 1) {
        const { text, fields } = filler.fill(declaration.template);
        for (const print of waysOf(one)) {
          const fault = faultOf(print(text), one.name, declaration, fields);
          if (fault !== null) faults.push(fault);
        }
      }
    }
    expect(faults).toEqual([]);
  });

  it('of a remark says what it is about and how its program rates it', () => {
    const [message] = messagesOf(relayedLine('umbim', '  readystate: 0003 - sim not inserted'));
    expect(message).toMatchObject({ kind: 'umbim.ready-state', fields: { code: '0003' } });
    const [remark] = messagesOf(relayedLine('umbim', '  simiccid: 8949'));
    expect(remark.fields).toEqual({
      wording: 'umbim.subscriber',
      about: 'sim',
      severity: 'info',
      values: { value: '8949' },
    });
  });
});

describe('the lines of the first thread', () => {
  it.each([
    [
      '[    0.000000] Linux version 3.18.27 (alzhao@alzhao-ubuntu) (gcc version 4.8.3 (OpenWrt/Linaro GCC 4.8-2014.04 r47065) ) #10 Mon Nov 13 19:06:57 HKT 2017',
      'kernel.version',
      { version: '3.18.27', builder: 'alzhao@alzhao-ubuntu' },
    ],
    ['[    0.000000] Board has DDR2', 'kernel.boot-detail', { memory: 'DDR2' }],
    ['[    0.000000] Analog PMU set to hw control', 'kernel.boot-detail', { detail: 'hw' }],
    [
      '[    0.000000] SoC Type: MediaTek MT7620N ver:2 eco:6',
      'kernel.soc',
      { soc: 'MediaTek MT7620N ver:2 eco:6' },
    ],
    ['[    0.000000] bootconsole [early0] enabled', 'kernel.boot-detail', { detail: 'early0' }],
    [
      '[    0.000000] CPU0 revision is: 00019650 (MIPS 24KEc)',
      'kernel.soc',
      { soc: '00019650 (MIPS 24KEc)' },
    ],
    ['[    0.000000] MIPS: machine is GL-MT300N', 'kernel.machine', { machine: 'GL-MT300N' }],
    [
      '[  126.890000] usb 1-1: new high-speed USB device number 2 using ehci-platform',
      'usb.new-device',
      { port: '1-1', speed: 'high-speed', number: 2, controller: 'ehci-platform' },
    ],
    [
      '[  127.040000] usb 1-1: no of_node; not parsing pinctrl DT',
      'usb.no-device-tree-node',
      { port: '1-1' },
    ],
    [
      '[  127.070000] option 1-1:1.0: no of_node; not parsing pinctrl DT',
      'usb.no-device-tree-node',
      { driver: 'option', usbInterface: '1-1:1.0' },
    ],
    [
      '[  127.080000] option1 ttyUSB0: no of_node; not parsing pinctrl DT',
      'usb.no-device-tree-node',
      { driver: 'option1', tty: 'ttyUSB0' },
    ],
    [
      '[  127.080000] option 1-1:1.0: GSM modem (1-port) converter detected',
      'usb.serial-converter',
      { driver: 'option', usbInterface: '1-1:1.0', converter: 'GSM modem (1-port)' },
    ],
    [
      '[  127.090000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB0',
      'usb.serial-attached',
      { port: '1-1', converter: 'GSM modem (1-port)', tty: 'ttyUSB0' },
    ],
    [
      '[  127.200000] huawei_cdc_ncm 1-1:1.2: MAC-Address: 00:1e:10:1f:00:00',
      'usb.mac-address',
      { driver: 'huawei_cdc_ncm', usbInterface: '1-1:1.2', mac: '00:1e:10:1f:00:00' },
    ],
    [
      '[  127.200000] huawei_cdc_ncm 1-1:1.2: setting rx_max = 16384',
      'ncm.receive-size',
      { driver: 'huawei_cdc_ncm', usbInterface: '1-1:1.2', bytes: 16_384 },
    ],
    [
      '[  127.220000] huawei_cdc_ncm 1-1:1.2: cdc-wdm0: USB WDM device',
      'usb.control-node',
      { driver: 'huawei_cdc_ncm', usbInterface: '1-1:1.2', node: 'cdc-wdm0' },
    ],
    [
      "[  127.220000] huawei_cdc_ncm 1-1:1.2 wwan0: register 'huawei_cdc_ncm' at usb-101c0000.ehci-1, Huawei CDC NCM device, 00:1e:10:1f:00:00",
      'usb.netdev-registered',
      {
        driver: 'huawei_cdc_ncm',
        usbInterface: '1-1:1.2',
        netdev: 'wwan0',
        registeredBy: 'huawei_cdc_ncm',
        bus: '101c0000.ehci-1',
        description: 'Huawei CDC NCM device',
        mac: '00:1e:10:1f:00:00',
      },
    ],
    [
      '[  127.240000] huawei_cdc_ncm 1-1:1.2 wwan0: kevent 12 may have been dropped',
      'usb.kevent-dropped',
      { driver: 'huawei_cdc_ncm', usbInterface: '1-1:1.2', netdev: 'wwan0', event: 12 },
    ],
    [
      "Sat Jul 21 22:15:33 2018 daemon.notice netifd: Interface 'modem' is setting up now",
      'interface.setting-up',
      { interface: 'modem' },
    ],
    [
      'Sat Jul 21 22:15:35 2018 daemon.notice netifd: modem (10677): Trying to set mode',
      'gcom.setting-mode',
      {},
    ],
    [
      'Sat Jul 21 22:15:37 2018 daemon.notice pppd[10723]: pppd 2.4.7 started by root, uid 0',
      'pppd.started',
      { version: '2.4.7', user: 'root', uid: 0 },
    ],
    [
      'Sat Jul 21 22:15:38 2018 local2.info chat[10807]: abort on (NO CARRIER)',
      'chat.abort-on',
      { words: 'NO CARRIER' },
    ],
    [
      'Sat Jul 21 22:15:38 2018 local2.info chat[10807]: report (CONNECT)',
      'chat.report',
      { words: 'CONNECT' },
    ],
    [
      'Sat Jul 21 22:15:38 2018 local2.info chat[10807]: timeout set to 10 seconds',
      'chat.timeout',
      { seconds: 10 },
    ],
    ['Sat Jul 21 22:15:38 2018 local2.info chat[10807]: send (AT&F^M)', 'chat.send', { words: 'AT&F^M' }],
    ['Sat Jul 21 22:15:38 2018 local2.info chat[10807]: expect (OK)', 'chat.expect', { words: 'OK' }],
    ['Sat Jul 21 22:15:38 2018 local2.info chat[10807]: ^M', 'chat.answer', { words: '^M' }],
    [
      'Sat Jul 21 22:15:39 2018 local2.info chat[10807]: AT+CGDCONT=1,"IP","giffgaff.com"^M^M',
      'chat.answer',
      { words: 'AT+CGDCONT=1,"IP","giffgaff.com"^M^M' },
    ],
    ['Sat Jul 21 22:15:38 2018 local2.info chat[10807]:  -- got it', 'chat.got-it', {}],
    ['Sat Jul 21 22:15:39 2018 local2.info chat[10807]: send ( ^M)', 'chat.send', { words: ' ^M' }],
    [
      'Sat Jul 21 22:15:39 2018 daemon.info pppd[10723]: Serial connection established.',
      'pppd.serial-established',
      {},
    ],
    [
      'Sat Jul 21 22:15:39 2018 daemon.info pppd[10723]: Using interface 3g-modem',
      'pppd.using-interface',
      { netdev: '3g-modem' },
    ],
    [
      'Sat Jul 21 22:15:39 2018 daemon.notice pppd[10723]: Connect: 3g-modem <--> /dev/ttyUSB0',
      'pppd.connect',
      { netdev: '3g-modem', device: '/dev/ttyUSB0' },
    ],
    [
      'Sat Jul 21 22:15:39 2018 daemon.notice pppd[10723]: Connect: 3g-modem  /dev/ttyUSB0',
      'pppd.connect',
      { netdev: '3g-modem', device: '/dev/ttyUSB0' },
    ],
    [
      'Sat Jul 21 22:15:39 2018 kern.info kernel: [  516.330000] 3g-modem: renamed from ppp0',
      'netdev.renamed',
      { netdev: '3g-modem', was: 'ppp0' },
    ],
    [
      'Sat Jul 21 22:15:40 2018 daemon.info pppd[10723]: CHAP authentication succeeded: Welcome!!',
      'pppd.chap-succeeded',
      { words: 'Welcome!!' },
    ],
    [
      'Sat Jul 21 22:15:41 2018 daemon.warn pppd[10723]: Could not determine remote IP address: defaulting to 10.64.64.64',
      'pppd.remote-address-default',
      { address: '10.64.64.64' },
    ],
    [
      'Sat Jul 21 22:15:41 2018 daemon.notice pppd[10723]: local  IP address 10.146.249.5',
      'pppd.local-address',
      { address: '10.146.249.5' },
    ],
    [
      'Sun Jul 22 02:23:19 2018 daemon.notice netifd: modem (2347): sending -> AT^NDISDUP=1,1,"giffgaff.com","giffgaff","passowrd"',
      'gcom.sending',
      { command: 'AT^NDISDUP=1,1,"giffgaff.com","giffgaff","passowrd"' },
    ],
    [
      'Sun Jul 22 02:23:19 2018 daemon.notice netifd: modem (2347): Starting network modem',
      'handler.starting-network',
      { subject: 'modem' },
    ],
    [
      'Sun Jul 22 02:23:20 2018 daemon.notice netifd: modem (2347): Setting up wwan0',
      'handler.setting-up-device',
      { netdev: 'wwan0' },
    ],
    [
      "Sun Jul 22 02:23:20 2018 daemon.notice netifd: Network alias 'wwan0' link is up",
      'device.link-up',
      { device: 'wwan0' },
    ],
    [
      "Sun Jul 22 02:23:20 2018 daemon.notice netifd: Interface 'modem_4' has link connectivity ",
      'interface.link-up',
      { interface: 'modem_4' },
    ],
    [
      'Sun Jul 22 02:23:20 2018 daemon.notice netifd: modem (2347): Command failed: Unknown error',
      'ubus.command-failed',
      { reason: 'Unknown error' },
    ],
    [
      'Sun Jul 22 02:23:21 2018 daemon.notice netifd: modem_4 (2396): udhcpc: started, v1.25.1',
      'dhcp.started',
      { version: '1.25.1' },
    ],
    [
      'Sun Jul 22 02:23:21 2018 daemon.notice netifd: modem_4 (2396): udhcpc: sending discover',
      'dhcp.discover',
      {},
    ],
    [
      'Sun Jul 22 02:23:21 2018 daemon.info odhcpd[1220]: Using a RA lifetime of 0 seconds on br-lan',
      'odhcpd.lifetime-zero',
      { device: 'br-lan' },
    ],
    [
      'Sun Jul 22 02:23:24 2018 daemon.notice netifd: modem_4 (2396): udhcpc: sending select for 10.147.143.192',
      'dhcp.select',
      { address: '10.147.143.192' },
    ],
    [
      'Sun Jul 22 02:23:24 2018 daemon.notice netifd: modem_4 (2396): udhcpc: lease of 10.147.143.192 obtained, lease time 518400',
      'dhcp.lease',
      { address: '10.147.143.192', seconds: 518_400 },
    ],
    [
      'Wed Nov 14 01:45:00 2018 daemon.notice procd: /etc/init.d/network: brctl: bridge br-lan: Resource busy',
      'boot.script-output',
      { script: 'network', words: 'brctl: bridge br-lan: Resource busy' },
    ],
    [
      'Wed Nov 14 01:45:09 2018 daemon.notice procd: /etc/rc.d/S99ss-server: ',
      'boot.script-output',
      { script: 'S99ss-server', words: '' },
    ],
    ['Wed Nov 14 01:45:09 2018 daemon.info procd: - init complete -', 'boot.complete', {}],
    [
      "Wed Nov 14 01:45:01 2018 daemon.notice netifd: bridge 'br-lan' link is up",
      'device.link-up',
      { device: 'br-lan' },
    ],
    [
      'Wed Nov 14 01:45:01 2018 user.notice firewall: Reloading firewall due to ifup of lan (br-lan)',
      'firewall.reloading',
      { event: 'ifup', interface: 'lan', device: 'br-lan' },
    ],
    [
      'Wed Nov 14 01:45:23 2018 user.warn mwan3: Could not find gateway for interface modem (wwan0)',
      'mwan3.no-gateway',
      { interface: 'modem', device: 'wwan0' },
    ],
  ])('%s', (line, kind, fields) => {
    const [message] = messagesOf(line);
    expect(message.kind).toBe(kind);
    expect(message.fields).toMatchObject(fields);
  });

  it.each([
    'Wed Nov 14 01:45:02 2018 daemon.err openvpn[1599]: RESOLVE: Cannot resolve host address: example.net:1194 (Try again)',
    'Wed Nov 14 01:45:04 2018 daemon.err insmod: module is already loaded - xt_multiport',
    'Wed Nov 14 01:45:07 2018 daemon.info dnsmasq[2686]: started, version 2.78 cachesize 150',
    'Wed Nov 14 01:45:07 2018 daemon.info dnsmasq-dhcp[2686]: DHCP, IP range 10.29.71.100 -- 10.29.71.249, lease time 12h',
  ])('bystander: %s', (line) => {
    const { foreign, messages, unknown } = readLines(line);
    expect([foreign.length, messages.length, unknown.length]).toEqual([1, 0, 0]);
  });
});

describe('what a message means', () => {
  it('comes from its declaration', () => {
    const [lease] = messagesOf(relayedLine('udhcpc', 'lease of 10.1.2.3 obtained, lease time 7200'));
    expect([rungOf(lease, 'reached'), rungOf(lease, 'broken')]).toEqual(['address', null]);
    const [refused] = messagesOf(tagged('pppd', 'CHAP authentication failed'));
    expect([rungOf(refused, 'reached'), rungOf(refused, 'broken')]).toEqual([null, 'dial']);
    const [discover] = messagesOf(relayedLine('udhcpc', 'sending discover'));
    expect([rungOf(discover, 'reached'), rungOf(discover, 'broken')]).toEqual([null, null]);
  });

  it('is the same for all declarations of a kind', () => {
    const meanings = new Map<string, Set<string>>();
    const declared = speakers.flatMap(({ declarations }): readonly Declaration[] => declarations);
    for (const { kind, meaning } of declared) {
      const rungs = meanings.get(kind) ?? new Set();
      meanings.set(kind, rungs.add(`${meaning.reached ?? ''} ${meaning.broken ?? ''}`));
    }
    expect([...meanings].filter(([, rungs]) => rungs.size > 1)).toEqual([]);
  });

  it('lists each kind of failure of a speaker once', () => {
    const kinds = kindsOfFailure(pppd);
    expect(kinds).toEqual(
      expect.arrayContaining(['pppd.chap-failed', 'pppd.lcp-timeout', 'pppd.device-unopened']),
    );
    expect(kinds).not.toContain('pppd.modem-hangup');
    expect(new Set(kinds).size).toBe(kinds.length);
  });
});
