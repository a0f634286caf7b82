import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClockTime } from '../../src/capture/clock.ts';
import { readEnvelope } from '../../src/capture/envelope.ts';
import { envelopeFormats } from '../../src/capture/envelopes/index.ts';

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
    'daemon.info is what the line said',
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

/** Format, clock and the parts that are not null, with the message in place of its position. */
function summary(text: string): object | null {
  const envelope = readEnvelope(text);
  if (envelope === null) return null;
  const { bodyAt, clock, ...rest } = envelope;
  const named = Object.entries(rest).filter(([, value]) => value !== null);
  return {
    ...Object.fromEntries(named),
    ...(clock === null ? {} : { at: isoOf(clock) }),
    body: text.slice(bodyAt),
  };
}

/** `2026-08-22T13:59:14`; `08-22T13:59:14` where the year is not known. */
function isoOf({ seconds, hasYear }: ClockTime): string {
  return new Date(seconds * 1000).toISOString().slice(hasYear ? 0 : 5, 19);
}

describe('the kernel’s ring buffer in its other forms', () => {
  const kernel = { format: 'dmesg', program: 'kernel', body: 'usb 1-1: new device' };
  it.each([
    ['[Sat Feb  7 08:03:41 2026] usb 1-1: new device', { at: '2026-02-07T08:03:41' }],
    ['[Mon Nov 23 22:31:33 2026 <    8.716103>] usb 1-1: new device', { at: '2026-11-23T22:31:33' }],
    ['[Feb 7 08:03] usb 1-1: new device', { at: '02-07T08:03:00' }],
    ['[Nov23 22:31] usb 1-1: new device', { at: '11-23T22:31:00' }],
    ['[  +0.000217] usb 1-1: new device', {}],
    ['[+0.000217] usb 1-1: new device', {}],
    ['[   40.118437 <    0.000217>] usb 1-1: new device', { uptime: 40.118437 }],
    ['2026-02-07T08:03:41,402117+01:00 usb 1-1: new device', { at: '2026-02-07T08:03:41' }],
    [
      'kern  :err   : [   40.118220] usb 1-1: new device',
      { facility: 'kern', severity: 'err', uptime: 40.11822 },
    ],
    [
      'kern :warn : [ 40.118220] usb 1-1: new device',
      { facility: 'kern', severity: 'warn', uptime: 40.11822 },
    ],
    [
      'kern  :info  : [Mon Nov 23 22:31:24 2026] usb 1-1: new device',
      { facility: 'kern', severity: 'info', at: '2026-11-23T22:31:24' },
    ],
    ['daemon:info  : [  +8.716103] usb 1-1: new device', { facility: 'daemon', severity: 'info' }],
    ['<6>[   31.402117] usb 1-1: new device', { facility: 'kern', severity: 'info', uptime: 31.402117 }],
    [
      '<30>[   31.402117][  T123] usb 1-1: new device',
      { facility: 'daemon', severity: 'info', uptime: 31.402117 },
    ],
    ['6,812,31402117,-;usb 1-1: new device', { facility: 'kern', severity: 'info', uptime: 31.402117 }],
    [
      '3,813,31402117,-,caller=T1;usb 1-1: new device',
      { facility: 'kern', severity: 'err', uptime: 31.402117 },
    ],
  ])('reads “%s”', (text, expected) => {
    expect(summary(text)).toEqual({ ...kernel, ...expected });
  });

  it('tells the properties of a record from messages', () => {
    for (const text of [' SUBSYSTEM=usb', ' DEVICE=+usb:1-1']) {
      expect(summary(text)).toEqual({ format: 'dmesg', program: '/dev/kmsg', body: '' });
    }
    expect(readEnvelope('SUBSYSTEM=usb')).toBeNull();
  });
});

describe('LuCI’s system log', () => {
  const relayed = {
    format: 'luci',
    facility: 'daemon',
    severity: 'notice',
    program: 'netifd',
    body: 'wan is up',
  };
  const afternoon = '2026-08-22T13:59:14';

  it.each([
    ['Aug 22, 2026, 13:59:14 GMT+2'],
    ['Aug 22, 2026, 1:59:14 PM GMT+2'],
    ['Aug 22, 2026, 1:59:14\u202fPM GMT+2'],
    ['22.08.2026, 13:59:14 MESZ'],
    ['22.08.26, 13:59:14'],
    ['22 août 2026 à 13:59:14 UTC+2'],
    ['22 août 2026, 13 h 59 min 14 s'],
    ['22. Aug. 2026, 13:59:14'],
    ['22 de ago. de 2026, 13:59:14 BRT'],
    ['2026/8/22 13:59:14'],
    ['2026/08/22 13時59分14秒'],
    ['2026年8月22日 GMT+8 13:59:14'],
    ['2026年8月22日 下午1:59:14'],
    ['2026. 8. 22. 오후 1시 59분 14초 GMT+9'],
    ['2026년 8월 22일 오후 1:59:14'],
    ['22.8.2026 klo 13.59.14 UTC+3'],
    ['22 авг. 2026 г., 13:59:14 GMT+3'],
    ['13:59:14 GMT+7 22 thg 8, 2026'],
    ['٢٢‏/٠٨‏/٢٠٢٦، ١:٥٩:١٤ م غرينتش+٣'],
    ['2026-08-22 13:59:14'],
    ['Sat Aug 22 13:59:14 2026'],
  ])('reads the date “%s”', (date) => {
    const text = `[${date}] daemon.notice: netifd: wan is up`;
    expect(summary(text)).toEqual({ ...relayed, at: afternoon });
    expect(readEnvelope(text)?.clock?.text).toBe(date);
  });

  it.each([
    ['12:00:05 AM', '2026-08-22T00:00:05'],
    ['12:00:05 PM', '2026-08-22T12:00:05'],
    ['11:00:05 p. m.', '2026-08-22T23:00:05'],
  ])('knows the halves of the day: %s', (time, at) => {
    expect(summary(`[Aug 22, 2026, ${time} GMT] daemon.notice: netifd: wan is up`)).toEqual({
      ...relayed,
      at,
    });
  });

  it.each([
    'someday',
    '22 8 9, 13:59:14',
    '08/22/26, 13:59:14',
    'Aug 32, 2026, 13:59:14',
    '22 ส.ค. 2569, 13:59:14',
    'Aug 22, 2026, 13:59:14 PM',
    '2026',
    '',
  ])('keeps the line where the date “%s” tells no time', (date) => {
    expect(summary(`[${date}] daemon.notice: netifd: wan is up`)).toEqual(relayed);
  });

  it('knows a kernel line by its stamp, and the facilities that only web pages name', () => {
    const head = '[22.08.2026, 13:59:14 MESZ]';
    const stamped = { format: 'luci', at: afternoon, severity: 'info', program: 'kernel', uptime: 31.402117 };
    expect(summary(`${head} kern.info: [   31.402117] usb 1-1: x`)).toEqual({
      ...stamped,
      facility: 'kern',
      body: 'usb 1-1: x',
    });
    expect(summary(`${head} user.info: [   31.402117] procd: - early -`)).toEqual({
      ...stamped,
      facility: 'user',
      body: 'procd: - early -',
    });
    for (const facility of ['security', 'console', 'cron']) {
      expect(summary(`${head} ${facility}.err: crond[2400]: x`)).toMatchObject({ facility, pid: 2400 });
    }
  });

  // The platform's own formatter is the judge; it is the one that LuCI's page asks.
  const locales =
    `en en-GB en-AU en-CA de de-AT fr fr-CA es es-MX it pt pt-BR nl da sv nb pl cs sk hu ro bg ru uk
    tr el ca et lv lt sr sr-Latn sl is id ms ja ko zh-CN zh-TW vi fi he ar ur hi bn ta bs hr mk uz ky mn`.split(
      /\s+/,
    );

  // Their months are not known; what is understood must be right nevertheless.
  const partlyRead = ['ml', 'si', 'ne', 'zu'];

  it.each([...locales, ...partlyRead])('reads what a browser prints in %s', (locale) => {
    const style = fc.record({
      timeStyle: fc.constantFrom('medium', 'long', 'full'),
      timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'),
      hourCycle: fc.constantFrom(undefined, 'h12', 'h23'),
    });
    const seconds = fc.integer({ min: 946_684_800, max: 2_000_000_000 });
    fc.assert(
      fc.property(style, seconds, ({ timeStyle, timeZone, hourCycle }, instant) => {
        const date = new Date(instant * 1000);
        const printed = new Intl.DateTimeFormat(locale, {
          dateStyle: 'medium',
          timeStyle,
          timeZone,
          ...(hourCycle === undefined ? {} : { hourCycle }),
        }).format(date);
        const wall = new Intl.DateTimeFormat('sv', {
          dateStyle: 'short',
          timeStyle: 'medium',
          timeZone,
        }).format(date);
        const line = `[${printed}] daemon.info: pppd[1]: x`;
        if (partlyRead.includes(locale) && readEnvelope(line)?.clock === null) return;
        expect(isoOf(readEnvelope(line)?.clock ?? noTime), line).toBe(wall.replace(' ', 'T'));
      }),
      { numRuns: 20 },
    );
  });
});

const noTime: ClockTime = { seconds: 0, hasYear: false, text: '' };

describe('journalctl and the files of rsyslog', () => {
  const manager = {
    format: 'journal',
    at: '2026-08-22T13:59:14',
    host: 'gw',
    program: 'ModemManager',
    pid: 872,
    body: '<msg> [modem0] x',
  };

  it.each([
    ['Aug 22 13:59:14 gw', { at: '08-22T13:59:14' }],
    ['Aug 02 13:59:14 gw', { at: '08-02T13:59:14' }],
    ['Aug 22 13:59:14.123456 gw', { at: '08-22T13:59:14' }],
    ['srp 22 13:59:14 gw', { at: '08-22T13:59:14' }],
    ['août 22 13:59:14 gw', { at: '08-22T13:59:14' }],
    ['2026-08-22T13:59:14+0200 gw', {}],
    ['2026-08-22T13:59:14+02:00 gw', {}],
    ['2026-08-22T13:59:14.123456-05:00 gw', {}],
    ['2026-08-22T13:59:14Z 192.168.1.1', { host: '192.168.1.1' }],
    ['2026-08-22T13:59:14Z fe80::1', { host: 'fe80::1' }],
    ['2026-08-22 13:59:14 gw', {}],
    ['Sat 2026-08-22 13:59:14 CEST gw', {}],
    ['Sat 2026-08-22 13:59:14.123456 +03 gw', {}],
    ['2026-08-22T13:59:14+02:00 gw daemon.notice', { facility: 'daemon', severity: 'notice' }],
  ])('reads “%s ModemManager[872]: …”', (head, expected) => {
    expect(summary(`${head} ModemManager[872]: <msg> [modem0] x`)).toEqual({ ...manager, ...expected });
  });

  it('has no clock where two languages share the name of a month', () => {
    // Latvian jūn and jūl have names of their own; French jui is no month at all.
    expect(summary('čer 22 13:59:14 gw ModemManager[872]: <msg> [modem0] x')).toEqual(withoutTime(manager));
    expect(readEnvelope('foo 22 13:59:14 gw ModemManager[872]: <msg> [modem0] x')).toBeNull();
  });

  it('reads the kernel’s lines, with and without a stamp', () => {
    const kernel = { format: 'journal', host: 'gw', program: 'kernel', body: 'usb 1-1: x' };
    expect(summary('Aug 22 13:59:14 gw kernel: usb 1-1: x')).toEqual({ ...kernel, at: '08-22T13:59:14' });
    expect(summary('2026-08-22T13:59:20.000318+02:00 gw kernel: [  917.220011] usb 1-1: x')).toEqual({
      ...kernel,
      at: '2026-08-22T13:59:20',
      uptime: 917.220011,
    });
    expect(summary('[   31.402117] gw kernel: usb 1-1: x')).toEqual({ ...kernel, uptime: 31.402117 });
    expect(summary('[   31.402117] gw ModemManager[872]: x')).toEqual({
      ...kernel,
      program: 'ModemManager',
      pid: 872,
      uptime: 31.402117,
      body: 'x',
    });
  });

  it('tells marks of journalctl from messages', () => {
    expect(summary('-- Boot 3f1c1f0a5d0b4c0f9b3c2c1d5e6f7a8b --')).toEqual({
      format: 'journal',
      program: 'journalctl',
      body: '',
    });
  });

  it.each([
    '2026-08-22 13:59:14 I wrote: nothing happened',
    '2026-08-22 13:59:14 Note: nothing happened',
    '2026-08-22 is when it began: nothing',
    '-- Reboot it --',
    '-- the dashes of a mail --',
    '--- 8.8.8.8 ping statistics ---',
  ])('leaves “%s” alone', (text) => {
    expect(readEnvelope(text)).toBeNull();
  });
});

function withoutTime<T extends { readonly at: string }>({ at, ...rest }: T): object {
  return at === '' ? {} : rest;
}

describe('records as they go over a network', () => {
  it.each([
    [
      '<29>Aug 22 13:59:14 OpenWrt netifd: wan is up',
      {
        at: '08-22T13:59:14',
        facility: 'daemon',
        severity: 'notice',
        host: 'OpenWrt',
        program: 'netifd',
        body: 'wan is up',
      },
    ],
    [
      '<29>Aug 22 13:59:14 netifd: wan is up',
      { at: '08-22T13:59:14', facility: 'daemon', severity: 'notice', program: 'netifd', body: 'wan is up' },
    ],
    [
      '<30>Aug 22 13:59:14 OpenWrt van-7: pppd[2231]: Modem hangup',
      {
        at: '08-22T13:59:14',
        facility: 'daemon',
        severity: 'info',
        host: 'OpenWrt',
        program: 'pppd',
        pid: 2231,
        body: 'Modem hangup',
      },
    ],
    [
      '<6>Feb  7 08:03:41 OpenWrt kernel: [   31.402117] usb 1-1: x',
      {
        at: '02-07T08:03:41',
        facility: 'kern',
        severity: 'info',
        host: 'OpenWrt',
        program: 'kernel',
        uptime: 31.402117,
        body: 'usb 1-1: x',
      },
    ],
    [
      '<29>1 2026-08-22T13:59:14.123456+02:00 OpenWrt netifd 1402 - - wan is up',
      {
        at: '2026-08-22T13:59:14',
        facility: 'daemon',
        severity: 'notice',
        host: 'OpenWrt',
        program: 'netifd',
        pid: 1402,
        body: 'wan is up',
      },
    ],
    [
      '<29>1 2024-08-21T20:03:00+02:00 fw ppp 4711 - [meta a="1\\"]" b="2"][x] \ufeff[opt1_link0] LCP: Down event',
      {
        at: '2024-08-21T20:03:00',
        facility: 'daemon',
        severity: 'notice',
        host: 'fw',
        program: 'ppp',
        pid: 4711,
        body: '[opt1_link0] LCP: Down event',
      },
    ],
    [
      '<6>1 - - kernel - - - [   31.402117] usb 1-1: x',
      { facility: 'kern', severity: 'info', program: 'kernel', uptime: 31.402117, body: 'usb 1-1: x' },
    ],
    ['<191>1 - - - - - -', { facility: 'local7', severity: 'debug', body: '' }],
    ['<999>Aug 22 13:59:14 gw a: b', { at: '08-22T13:59:14', host: 'gw', program: 'a', body: 'b' }],
  ])('reads “%s”', (text, expected) => {
    expect(summary(text)).toEqual({ format: 'syslog', ...expected });
  });

  it.each([
    '<b>bold</b>',
    '<3 you all',
    '<29>nothing',
    '<29>1 2026-08-22T13:59:14Z OpenWrt netifd',
    '<29>1 2026-08-22T13:59:14Z OpenWrt netifd 1402 - [open="x] y',
    '<29>2 2026-08-22T13:59:14Z OpenWrt netifd 1402 - - x',
  ])('leaves “%s” alone', (text) => {
    expect(readEnvelope(text)).toBeNull();
  });
});

describe('exports in columns', () => {
  const down = { format: 'columns', program: 'ppp', body: '[wan_link0] LCP: Down event' };
  it.each([
    ['2026-08-22T13:59:14\tNotice\tppp\t', { at: '2026-08-22T13:59:14', severity: 'notice' }],
    ['2026-08-22T13:59:14\tInformational\tppp\t', { at: '2026-08-22T13:59:14', severity: 'info' }],
    [
      '2026-08-22T13:59:14+02:00\tCritical\tfw.lan\tppp\t',
      { at: '2026-08-22T13:59:14', severity: 'crit', host: 'fw.lan' },
    ],
    [
      '2026-08-22 13:59:14\tNotice\tfw.lan\tppp\t4711\t',
      { at: '2026-08-22T13:59:14', severity: 'notice', host: 'fw.lan', pid: 4711 },
    ],
    [
      '2026-08-22 13:59:14\tdaemon\tError\tppp[4711]\t',
      { at: '2026-08-22T13:59:14', facility: 'daemon', severity: 'err', pid: 4711 },
    ],
    ['Aug 22 13:59:14 \tppp \t4711 \t', { at: '08-22T13:59:14', pid: 4711 }],
    ['2026-08-22T13:59:14 Notice ppp ', { at: '2026-08-22T13:59:14', severity: 'notice' }],
  ])('reads “%s…”', (head, expected) => {
    expect(summary(`${head}[wan_link0] LCP: Down event`)).toEqual({ ...down, ...expected });
  });

  it.each([
    '2026-08-22T13:59:14\tppp',
    '2026-08-22T13:59:14\t3.5\t4.5\t5.5',
    '2026-08-22T13:59:14\tfoo\tbar baz',
    '2026-08-22T13:59:14 Notice that it works',
    'Name\tValue\tUnit',
  ])('leaves “%s” alone', (text) => {
    expect(readEnvelope(text)).toBeNull();
  });
});

describe('what programs write themselves', () => {
  it.each([
    [
      '[10-10_11:12:13:431] requestQueryDataCall',
      { at: '10-10T11:12:13', program: 'quectel-CM', body: 'requestQueryDataCall' },
    ],
    [
      '[main.c-12: 10-10_11:12:13:431] requestQueryDataCall',
      { at: '10-10T11:12:13', program: 'quectel-CM', body: 'requestQueryDataCall' },
    ],
    [
      '[2025-09-12 16:02:30] modem_dial:info sim',
      { at: '2025-09-12T16:02:30', program: 'modem_dial', body: 'info sim' },
    ],
    [
      '[2025-09-12 16:02:30] modem_dial: info sim',
      { at: '2025-09-12T16:02:30', program: 'modem_dial', body: 'info sim' },
    ],
  ])('reads “%s”', (text, expected) => {
    expect(summary(text)).toEqual({ format: 'own', ...expected });
  });

  it.each([
    '[10-10_11:12:13] x',
    '[13-10_11:12:13:431] x',
    '[10-10_11:12:13:431]x',
    '[2025-09-12 16:02:30] I restarted it: nothing',
    '[2025-09-12] modem_dial:info',
  ])('leaves “%s” alone', (text) => {
    expect(readEnvelope(text)).toBeNull();
  });
});

describe('lines that have lost their beginning', () => {
  const up = {
    format: 'logread',
    facility: 'daemon',
    severity: 'notice',
    program: 'netifd',
    body: 'wan is up',
  };
  const line = 'Tue Aug 22 13:59:14 2017 daemon.notice netifd: wan is up';

  it('reads a line of logread from wherever its date is cut, while its facility is whole', () => {
    for (let cut = 1; cut <= line.indexOf('daemon'); cut += 1) {
      const text = line.slice(cut);
      const found = summary(text);
      const isDated = text.trim().startsWith('Aug');
      expect(found, text).toEqual(isDated ? { ...up, at: '2017-08-22T13:59:14' } : up);
    }
  });

  it('reads it as far as into the facility, and from the severity on', () => {
    for (let cut = line.indexOf('daemon') + 1; cut <= line.indexOf('.'); cut += 1) {
      expect(summary(line.slice(cut)), line.slice(cut)).toEqual({ ...up, facility: undefined });
    }
    expect(summary('notice netifd: wan is up')).toEqual({ ...up, facility: undefined });
    expect(readEnvelope('otice netifd: wan is up')).toBeNull();
  });

  it.each([
    ['22:10:05 OpenWrt daemon.notice netifd: wan is up', { format: 'syslogd', host: 'OpenWrt' }],
    ['OpenWrt daemon.notice netifd: wan is up', { format: 'syslogd', host: 'OpenWrt' }],
    ['[1770447821.417] daemon.notice netifd: wan is up', {}],
    ['41 2026 [1770447821.417] daemon.notice netifd: wan is up', {}],
    ['netifd: wan is up', { format: 'tagged', facility: undefined, severity: undefined }],
    ['13:59:14 netifd: wan is up', { format: 'tagged', facility: undefined, severity: undefined }],
  ])('reads “%s”', (text, expected) => {
    expect(summary(text)).toEqual({ ...up, ...expected });
  });

  it.each([
    ['pppd[123]: Modem hangup', { program: 'pppd', pid: 123, body: 'Modem hangup' }],
    ['gw ModemManager[8]: x', { host: 'gw', program: 'ModemManager', pid: 8, body: 'x' }],
    [
      'kernel: wan0: port 1(usb0) entering disabled state',
      { program: 'kernel', body: 'wan0: port 1(usb0) entering disabled state' },
    ],
    ['kernel: [   31.402117] usb 1-1: x', { program: 'kernel', uptime: 31.402117, body: 'usb 1-1: x' }],
    [
      'raspbian kernel: hub 1-0:1.0: port 1 disabled',
      { host: 'raspbian', program: 'kernel', body: 'hub 1-0:1.0: port 1 disabled' },
    ],
  ])('reads the tag of “%s”', (text, expected) => {
    expect(summary(text)).toEqual({ format: 'tagged', ...expected });
  });

  it.each([
    'Note: this works',
    'EDIT: solved',
    'Model: E3372',
    'error: could not open the port',
    'info: the modem is a Huawei',
    'warning netifd restarts',
    'kernel: 5.15.134',
    'Kernel: 5.15.134',
    'The kernel: an old one',
    'bearer[0]: connected',
    'x[12]: y',
    'udhcpc: started, v1.33.2',
    'dnsmasq: 2.80-16',
    '13:59:14 it works: yes',
    '13:59:14 Interface is up',
    'daemon.notice is a priority',
    'mail.info me',
    'I think daemon.notice netifd: is printed by it',
    'Wed OpenWrt daemon.notice netifd: wan',
    'Aug 32 13:59:14 2017 daemon.notice netifd: wan is up',
  ])('leaves “%s” alone', (text) => {
    expect(readEnvelope(text)).toBeNull();
  });
});

describe('text that is no log', () => {
  it.each([
    'I have the same problem with my modem. After the upgrade it does not connect any more.',
    'On 22.08.2026, 13:59:14 somebody wrote:',
    "config interface 'wan'",
    "\toption apn 'internet'",
    "network.wan.apn='internet'",
    'AT+CREG?',
    '+CREG: 0,1',
    '^HCSQ:"LTE",46,50,161,26',
    'OK',
    '2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UP group default qlen 1000',
    '    link/ether 0c:5b:8f:27:9a:64 brd ff:ff:ff:ff:ff:ff',
    '    inet 10.64.64.64/32 scope global wwan0',
    'default via 10.64.64.65 dev wwan0 proto static src 10.64.64.64',
    '64 bytes from 8.8.8.8: seq=0 ttl=117 time=41.302 ms',
    '{',
    '\t"up": true,',
    '\t"errors": [ { "subsystem": "interface", "code": "NO_CARRIER" } ],',
    'root@OpenWrt:~# logread | grep netifd',
    '~ # dmesg',
    '[root@gw ~]# journalctl -u ModemManager',
    '$ cat /var/log/messages',
    '[/dev/cdc-wdm0] Successfully got signal info',
    '[1] 4711',
    '[1]+  Done                    pppd call isp',
    '[Dialer Defaults]',
    '--> Starting pppd at Mon Jun 30 01:02:11 2014',
    'crw-------    1 root     root      180, 176 Mar 28 14:22 /dev/cdc-wdm0',
    'drwxr-xr-x 2 root root 4096 2026-08-22 13:59 config',
    'Bus 001 Device 004: ID 12d1:1506 Huawei Technologies Co., Ltd.',
    'T:  Bus=01 Lev=01 Prnt=01 Port=00 Cnt=01 Dev#=  4 Spd=480  MxCh= 0',
    '  Status   |           state: connected',
    'option                 45056  0',
    ' 2417 root      1380 S    /usr/sbin/pppd nodetach ipparam wan',
    'qmi_wwan               24576  0 ',
    'Fri Aug 22 13:59:14 CEST 2026',
    ' 13:59:14 up 1 day,  2:03,  load average: 0.00, 0.01, 0.05',
    '<html>',
    '[code]',
    '> Interface is up',
    '| daemon | notice |',
    'usb 2: the second port',
    'on ttyUSB0: nothing happens',
    'port 1-1: my stick',
    'usb 1-1',
    'hub 1-0:1.0:',
    'I see [this] daemon.notice in the log',
    'in the log: [GMT+2] daemon.notice netifd',
  ])('is left alone: “%s”', (text) => {
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

  it('shows every sample to its format, also behind other blanks', () => {
    for (const owner of envelopeFormats) {
      for (const sample of owner.samples) {
        const read = owner.read(sample, 0);
        expect(readEnvelope(sample), sample).toEqual(read);
        const pushed = `\t \u00a0${sample}`;
        const moved = readEnvelope(pushed);
        expect(pushed.slice(moved?.bodyAt), sample).toBe(sample.slice(read?.bodyAt));
        expect({ ...moved, bodyAt: 0 }, sample).toEqual({ ...read, bodyAt: 0 });
      }
    }
  });

  it('reads every sample with its blanks collapsed', () => {
    for (const { samples } of envelopeFormats.filter(({ name }) => name !== 'columns between tabs')) {
      for (const sample of samples) {
        const collapsed = sample.replace(/\s+/g, ' ');
        const { bodyAt, clock, ...rest } = readEnvelope(collapsed) ?? { bodyAt: 0, clock: null };
        const whole = readEnvelope(sample);
        expect(collapsed.slice(bodyAt).trim(), sample).toBe(
          sample.slice(whole?.bodyAt).replace(/\s+/g, ' ').trim(),
        );
        expect(clock?.seconds, sample).toBe(whole?.clock?.seconds);
        expect(rest, sample).toMatchObject({
          program: whole?.program,
          pid: whole?.pid,
          uptime: whole?.uptime,
        });
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
        expect(readEnvelope(text)).toEqual(envelope);
        if (envelope === null) return;
        // Of a kernel line whose stamp was taken off, all is the message.
        expect(envelope.bodyAt).toBeGreaterThanOrEqual(envelope.format === 'dmesg' ? 0 : 1);
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
