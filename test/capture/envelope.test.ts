import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { envelopeFormats, readEnvelope } from '../../src/capture/envelope.ts';

/** The parts that differ from line to line, with the message in place of its position. */
function parts(text: string): object | null {
  const envelope = readEnvelope(text);
  if (envelope === null) return null;
  const { clock, bodyAt, ...rest } = envelope;
  return { ...rest, clock: clock?.text ?? null, body: text.slice(bodyAt) };
}

const july = 'Sat Jul 21 22:15:39 2018';

describe('logread', () => {
  it.each([
    [
      'a program with a pid',
      `${july} daemon.notice pppd[10723]: Connect: 3g-modem <--> /dev/ttyUSB0`,
      {
        facility: 'daemon',
        severity: 'notice',
        program: 'pppd',
        pid: 10723,
        body: 'Connect: 3g-modem <--> /dev/ttyUSB0',
      },
    ],
    [
      'a message that begins with a blank',
      `${july} local2.info chat[10807]:  -- got it`,
      { facility: 'local2', severity: 'info', program: 'chat', pid: 10807, body: ' -- got it' },
    ],
    [
      'the relay of netifd, left together',
      `${july} daemon.notice netifd: modem (2347): sending -> AT`,
      { facility: 'daemon', severity: 'notice', program: 'netifd', body: 'modem (2347): sending -> AT' },
    ],
    [
      'a script under procd',
      `${july} daemon.notice procd: /etc/rc.d/S99ss-server: `,
      { facility: 'daemon', severity: 'notice', program: 'procd', body: '/etc/rc.d/S99ss-server: ' },
    ],
    [
      'a tag with blanks',
      `${july} user.notice Create Connection 1: Modem 1 Connected`,
      { facility: 'user', severity: 'notice', program: 'Create Connection 1', body: 'Modem 1 Connected' },
    ],
    [
      'a service without a name',
      `${july} daemon.warn [8986]: <warn>  [modem9] port cdc-wdm0 timed out`,
      { facility: 'daemon', severity: 'warn', pid: 8986, body: '<warn>  [modem9] port cdc-wdm0 timed out' },
    ],
    [
      'no tag at all',
      `${july} daemon.notice Interface 'modem' is now up`,
      { facility: 'daemon', severity: 'notice', body: "Interface 'modem' is now up" },
    ],
    [
      'no tag, and a message with brackets',
      `${july} daemon.notice [modem0] state changed`,
      { facility: 'daemon', severity: 'notice', body: '[modem0] state changed' },
    ],
    [
      'a kernel line',
      `${july} kern.info kernel: [  516.330000] 3g-modem: renamed from ppp0`,
      {
        facility: 'kern',
        severity: 'info',
        program: 'kernel',
        uptime: 516.33,
        body: '3g-modem: renamed from ppp0',
      },
    ],
    [
      'a kernel line without a stamp',
      `${july} kern.warn kernel: usb 1-1: USB disconnect`,
      { facility: 'kern', severity: 'warn', program: 'kernel', body: 'usb 1-1: USB disconnect' },
    ],
    [
      'a kernel line without the word',
      `${july} kern.info [   31.402117] usb 1-1: new device`,
      {
        facility: 'kern',
        severity: 'info',
        program: 'kernel',
        uptime: 31.402117,
        body: 'usb 1-1: new device',
      },
    ],
    [
      'user space through the kernel',
      `${july} user.info kernel: [   12.345678] procd: - early -`,
      { facility: 'user', severity: 'info', program: 'kernel', uptime: 12.345678, body: 'procd: - early -' },
    ],
    [
      'the stamp of -t',
      `${july} [1532211339.417] daemon.info pppd[4177]: Serial connection established.`,
      {
        facility: 'daemon',
        severity: 'info',
        program: 'pppd',
        pid: 4177,
        body: 'Serial connection established.',
      },
    ],
    [
      'an empty message',
      `${july} daemon.err hostapd:`,
      { facility: 'daemon', severity: 'err', program: 'hostapd', body: '' },
    ],
    ['nothing after the severity', `${july} daemon.err`, { facility: 'daemon', severity: 'err', body: '' }],
    [
      'names that logread does not know',
      `${july} <unknown>.info foo: bar`,
      { facility: null, severity: 'info', program: 'foo', body: 'bar' },
    ],
  ])('reads %s', (_name, text, expected) => {
    const none = { format: 'logread', uptime: null, host: null, program: null, pid: null };
    expect(parts(text)).toEqual({ ...none, clock: july, ...expected });
  });

  it('counts the printed time as if it were UTC', () => {
    expect(readEnvelope(`${july} daemon.info a: b`)?.clock).toEqual({
      seconds: Date.UTC(2018, 6, 21, 22, 15, 39) / 1000,
      hasYear: true,
      text: july,
    });
  });

  it('takes a padded day, a day whose blanks a web page collapsed, and blanks in front', () => {
    for (const text of ['Sat Feb  7 08:03:41 2026', 'Sat Feb 7 08:03:41 2026']) {
      const line = `\t ${text} daemon.info a: b`;
      const envelope = readEnvelope(line);
      const seconds = Date.UTC(2026, 1, 7, 8, 3, 41) / 1000;
      expect(envelope?.clock).toEqual({ seconds, hasYear: true, text });
      expect(envelope?.bodyAt).toBe(line.length - 1);
    }
  });

  it.each([
    'Sat Jul 21 22:15:39 2018',
    'Sat Jul 21 22:15:39 2018 it came up, as you see.',
    'Sat Jul 21 22:15:39 2018 daemon.loud netifd: x',
    'Sat Jul 21 22:15:39 2018 demon.info netifd: x',
    'Sat Jul 32 22:15:39 2018 daemon.info netifd: x',
    'Sat Jul 21 24:15:39 2018 daemon.info netifd: x',
    'Sat Jul 21 22:75:39 2018 daemon.info netifd: x',
    'Sat Feb 30 22:15:39 2018 daemon.info netifd: x',
    'Sat Jux 21 22:15:39 2018 daemon.info netifd: x',
    'Xat Jul 21 22:15:39 2018 daemon.info netifd: x',
    'Sat Jul 21 22:15:39 18 daemon.info netifd: x',
    'On Sat Jul 21 22:15:39 2018 daemon.info netifd: x',
    'daemon.info netifd: x',
    '',
  ])('leaves “%s” alone', (text) => {
    expect(readEnvelope(text)).toBeNull();
  });
});

describe('dmesg', () => {
  it.each([
    ['[  126.890000] usb 1-1: new device', 126.89, 'usb 1-1: new device'],
    ['[71125.791302] usb 1-1-port2: over-current change', 71125.791302, 'usb 1-1-port2: over-current change'],
    ['[   31.402117][  T123] usb 1-1: Product: x', 31.402117, 'usb 1-1: Product: x'],
    ['[   31.402117][    C0] usb 1-1: Product: x', 31.402117, 'usb 1-1: Product: x'],
    ['[    0.000000]  DMA zone', 0, ' DMA zone'],
    ['[    1.000000]', 1, ''],
  ])('reads “%s”', (text, uptime, body) => {
    expect(parts(text)).toEqual({
      format: 'dmesg',
      clock: null,
      uptime,
      facility: null,
      severity: null,
      host: null,
      program: 'kernel',
      pid: null,
      body,
    });
  });

  it.each([
    '[1] as I said',
    '[1.2] see above',
    '[  1.000000]x',
    '[  1.000000',
    '[  .000000] x',
    '[modem0] x',
  ])('leaves “%s” alone', (text) => {
    expect(readEnvelope(text)).toBeNull();
  });
});

describe('busybox syslogd', () => {
  const march = 'Mar 14 22:10:05';

  it.each([
    [
      'a program with a pid',
      `${march} OpenWrt daemon.notice pppd[1402]: Connect: 3g-wan <--> /dev/ttyUSB0`,
      {
        facility: 'daemon',
        severity: 'notice',
        host: 'OpenWrt',
        program: 'pppd',
        pid: 1402,
        body: 'Connect: 3g-wan <--> /dev/ttyUSB0',
      },
    ],
    [
      'a kernel line, which klogd gives another facility',
      `${march} my-router.lan user.info kernel: [   31.640000] usb 1-1: USB disconnect, address 2`,
      {
        facility: 'user',
        severity: 'info',
        host: 'my-router.lan',
        program: 'kernel',
        uptime: 31.64,
        body: 'usb 1-1: USB disconnect, address 2',
      },
    ],
    [
      'a kernel line without a stamp',
      `${march} OpenWrt kern.warn kernel: usb 1-1: USB disconnect`,
      {
        facility: 'kern',
        severity: 'warn',
        host: 'OpenWrt',
        program: 'kernel',
        body: 'usb 1-1: USB disconnect',
      },
    ],
    [
      'a message that begins with a blank',
      `${march} OpenWrt local2.info chat[1404]:  -- got it`,
      {
        facility: 'local2',
        severity: 'info',
        host: 'OpenWrt',
        program: 'chat',
        pid: 1404,
        body: ' -- got it',
      },
    ],
    [
      'no tag',
      `${march} OpenWrt user.notice something happened`,
      { facility: 'user', severity: 'notice', host: 'OpenWrt', body: 'something happened' },
    ],
    [
      'a priority without a name',
      `${march} OpenWrt <190> pppd[1402]: Serial connection established.`,
      { host: 'OpenWrt', program: 'pppd', pid: 1402, body: 'Serial connection established.' },
    ],
    ['nothing after such a priority', `${march} OpenWrt <190>`, { host: 'OpenWrt', body: '' }],
    [
      'a router that has no name yet',
      `${march} (none) daemon.info init: starting pid 350`,
      { facility: 'daemon', severity: 'info', program: 'init', body: 'starting pid 350' },
    ],
    [
      'a program with a pid under -S',
      `${march} pppd[1402]: Connect: 3g-wan <--> /dev/ttyUSB0`,
      { program: 'pppd', pid: 1402, body: 'Connect: 3g-wan <--> /dev/ttyUSB0' },
    ],
    [
      'a kernel line under -S',
      `${march} kernel: [   31.640000] usb 1-1: new device`,
      { program: 'kernel', uptime: 31.64, body: 'usb 1-1: new device' },
    ],
  ])('reads %s', (_name, text, expected) => {
    const none = {
      format: 'syslogd',
      facility: null,
      severity: null,
      uptime: null,
      host: null,
      program: null,
      pid: null,
    };
    expect(parts(text)).toEqual({ ...none, clock: march, ...expected });
  });

  it.each([
    ['Jan  1 00:00:31', [0, 1, 0, 0, 31]],
    ['Jan 1 00:00:31', [0, 1, 0, 0, 31]],
    ['Feb 29 23:59:59', [1, 29, 23, 59, 59]],
    ['Dec 31 23:59:59.999', [11, 31, 23, 59, 59]],
  ] as const)('counts %s within a year that has every day', (text, time) => {
    const seconds = Date.UTC(1972, ...time) / 1000;
    for (const rest of [' OpenWrt daemon.info a: b', ' a: b']) {
      expect(readEnvelope(text + rest)?.clock).toEqual({ seconds, hasYear: false, text });
    }
  });

  it.each([
    'Mar 14 22:10:05',
    'Mar 14 22:10:05 ',
    'Mar 14 22:10:05 I pulled the stick: nothing',
    'Mar 14 22:10:05 and then nothing any more.',
    'Mar 14 22:10:05 http://192.168.1.1 did not answer',
    'Mar 14 22:10:05 OpenWrt pppd[1402]: a host, and no priority',
    'Mar 14 22:10:05 OpenWrt daemon.loud pppd[1402]: x',
    'Mar 14 22:10:05 OpenWrt <user> pppd[1402]: x',
    'Mar 14 22:10:05 OpenWrt <190>pppd[1402]: x',
    `Mar 14 22:10:05 ${'a'.repeat(65)} daemon.info pppd[1402]: x`,
    'Mar 14 22:10: kernel: x',
    'Mar 14 22:10 pppd[1402]: x',
    'Mar 14 at 22:10:05 pppd[1402]: x',
    'Mar 14 22:10:05.41 OpenWrt daemon.info pppd[1402]: x',
    'Mar 14 2018 22:10:05 OpenWrt daemon.info pppd[1402]: x',
    'Mar 32 22:10:05 OpenWrt daemon.info pppd[1402]: x',
    'Feb 30 22:10:05 OpenWrt daemon.info pppd[1402]: x',
    'Mar 14 25:10:05 OpenWrt daemon.info pppd[1402]: x',
    'March 14 22:10:05 OpenWrt daemon.info pppd[1402]: x',
    'On Mar 14 22:10:05 OpenWrt daemon.info pppd[1402]: x',
  ])('leaves “%s” alone', (text) => {
    expect(readEnvelope(text)).toBeNull();
  });
});

describe('the list of formats', () => {
  it('has formats that read their own samples and nobody else’s', () => {
    for (const owner of envelopeFormats) {
      for (const sample of owner.samples) {
        for (const format of envelopeFormats) {
          const read = format.read(sample, 0);
          expect(read === null ? 'left' : 'read', `${format.name}: ${sample}`).toBe(
            format === owner ? 'read' : 'left',
          );
        }
      }
    }
  });

  it('finds the message inside the line, whatever the line', () => {
    const sample = fc.constantFrom(...envelopeFormats.flatMap((format) => format.samples));
    const damaged = fc
      .tuple(sample, fc.nat(120), fc.nat(12), fc.string({ maxLength: 8 }))
      .map(([text, at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut));
    fc.assert(
      fc.property(fc.oneof(damaged, fc.string({ unit: 'binary', maxLength: 200 })), (text) => {
        const envelope = readEnvelope(text);
        if (envelope === null) return;
        expect(envelope.bodyAt).toBeGreaterThan(0);
        expect(envelope.bodyAt).toBeLessThanOrEqual(text.length);
        expect(Number.isFinite(envelope.clock?.seconds ?? 0)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('reads back what was put in front of any message', () => {
    const tag = fc.constantFrom(
      'netifd: ',
      'pppd[1]: ',
      'dnsmasq-dhcp[2686]: ',
      'Create Connection 1: ',
      'kernel: [    7.000001] ',
    );
    const head = fc.constantFrom(
      `${july} kern.info `,
      `${july} daemon.err `,
      `${july} [1532211339.417] local2.debug `,
      'Mar 14 22:10:05 OpenWrt user.info ',
      'Mar  4 22:10:05.417 OpenWrt <190> ',
    );
    fc.assert(
      fc.property(head, tag, fc.string(), (first, second, message) => {
        const front = first + second;
        expect(readEnvelope(front + message)?.bodyAt).toBe(front.length);
      }),
    );
  });
});
