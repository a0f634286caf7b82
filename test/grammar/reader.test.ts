import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spanText } from '../../src/capture/position.ts';
import { Reader } from '../../src/grammar/reader.ts';
import { readUci } from '../../src/grammar/structures/uci-file.ts';
import { recordText } from '../capture/recorded.ts';
import { messagesOf, readBytes, readLines } from './recorded-reading.ts';

const head = 'Sun Jul 22 02:23:21 2018 daemon.notice netifd: ';
const kernelHead = 'Sun Jul 22 02:20:21 2018 kern.info kernel: ';

describe('spans', () => {
  it('cover the words of the message, in the line as it was', () => {
    const [message] = messagesOf('', `${head}modem_4 (2396): udhcpc: sending discover  `);
    const [span] = message.origin.spans;
    expect(span).toEqual({
      source: 'post.txt',
      line: 2,
      column: `${head}modem_4 (2396): udhcpc: `.length + 1,
      length: 'sending discover'.length,
      text: `${head}modem_4 (2396): udhcpc: sending discover  `,
    });
    expect(spanText(span)).toBe('sending discover');
  });

  it.each([
    [`  ${head}Interface 'lan' has link connectivity `, "Interface 'lan' has link connectivity"],
    ['Sat Jul 21 22:15:38 2018 local2.info chat[10807]:  -- got it', '-- got it'],
    ['\t[   31.402117][  T123] usb 1-1: Product: Žluťoučký kůň', 'usb 1-1: Product: Žluťoučký kůň'],
    [`${kernelHead}[    8.084289] procd: - early -`, '- early -'],
  ])('%j', (line, words) => {
    const [message] = messagesOf(line);
    expect(spanText(message.origin.spans[0])).toBe(words);
  });

  it('of a catch-all that took an empty body are still a place', () => {
    const [message] = messagesOf('Sat Jul 21 22:15:38 2018 local2.info chat[10807]: ');
    expect(message.kind).toBe('chat.answer');
    expect(message.origin.spans[0].length).toBe(1);
  });
});

describe('who says it', () => {
  it('netifd itself', () => {
    const [message] = messagesOf(`${head}Interface 'modem' is now up`);
    expect(message.origin).toMatchObject({ speaker: 'netifd', pid: null, interface: null });
  });

  it('a helper that netifd relays, with its interface and process', () => {
    const [message] = messagesOf(`${head}modem (2347): Failed to initialize modem`);
    expect(message.origin).toMatchObject({ speaker: 'proto-ncm', pid: 2347, interface: 'modem' });
  });

  it('a program that names itself behind the relay', () => {
    const [message] = messagesOf(`${head}modem_4 (2396): udhcpc: no lease, failing`);
    expect(message.origin).toMatchObject({ speaker: 'udhcpc', pid: 2396, interface: 'modem_4' });
  });

  it('the tag', () => {
    const [message] = messagesOf('Sat Jul 21 22:15:39 2018 daemon.err pppd[10723]: Connect script failed');
    expect(message.origin).toMatchObject({ speaker: 'pppd', pid: 10_723, interface: null });
    expect(message.origin.clock?.text).toBe('Sat Jul 21 22:15:39 2018');
  });

  it('nobody: then whoever has such words, but no catch-all', () => {
    const { messages, unknown } = readLines(
      'Sat Jul 21 22:15:39 2018 daemon.notice Connect script failed',
      'Sat Jul 21 22:15:39 2018 daemon.notice something else',
    );
    expect(messages.map(({ kind }) => kind)).toEqual(['pppd.connect-script-failed']);
    expect(unknown.length).toBe(1);
  });

  it('does not go by words that another program says', () => {
    const { messages, unknown } = readLines(
      'Sat Jul 21 22:15:39 2018 daemon.notice pppd[10723]: sending discover',
      `${head}modem (2347): Connect script failed`,
      `${head}sending discover`,
    );
    expect(messages).toEqual([]);
    expect(unknown.length).toBe(3);
  });
});

describe('foreign and unknown', () => {
  it('a program that nothing is known of is foreign, a known one with new words unknown', () => {
    const { foreign, unknown } = readLines(
      'Wed Nov 14 01:45:07 2018 daemon.info dnsmasq[2686]: started, version 2.78 cachesize 150',
      'Wed Nov 14 01:45:07 2018 daemon.info pppd[2687]: some words of a later release',
      `${kernelHead}[   24.500000] frob_wwan 1-1:1.4: frobbed`,
    );
    expect(foreign.map(({ number }) => number)).toEqual([1]);
    expect(unknown.map(({ number }) => number)).toEqual([2, 3]);
  });
});

describe('copies of kernel lines', () => {
  const arrival = 'usb 1-1: new high-speed USB device number 2 using ehci-platform';
  const dmesg = `[   31.402117] ${arrival}`;
  const logread = `${kernelHead}[   31.402117] ${arrival}`;
  const syslogd = `Jul 22 02:20:21 OpenWrt user.info kernel: [   31.402117] ${arrival}`;

  it.each([
    ['dmesg first', dmesg, logread],
    ['logread first', logread, dmesg],
    ['dmesg, then syslogd', dmesg, syslogd],
    ['syslogd, then dmesg', syslogd, dmesg],
  ])('are one message with two spans: %s', (_, one, other) => {
    const { messages, copies } = readLines('dmesg says:', one, '', 'and logread says:', other);
    expect(messages.length).toBe(1);
    expect(copies).toEqual(messages);
    expect(copies[0]?.origin.spans.map(({ line, text }) => [line, text])).toEqual([
      [2, one],
      [5, other],
    ]);
  });

  it.each([
    ['another stamp', dmesg, logread.replace('31.402117', '31.402118')],
    ['other words', dmesg, logread.replace('number 2', 'number 3')],
    [
      'the stamp of every boot',
      dmesg.replace('31.402117', ' 0.000000'),
      logread.replace('31.402117', ' 0.000000'),
    ],
    ['the same layout', logread, logread],
    ['dmesg twice', dmesg, dmesg],
    ['syslogd twice', syslogd, syslogd],
  ])('are none with %s', (_, one, other) => {
    const { messages, copies } = readLines(one, other);
    expect([messages.length, copies.length]).toEqual([2, 0]);
  });

  it('belong to the later of two boots with equal stamps, once', () => {
    const { messages, copies } = readLines(logread, logread.replace('02:20', '03:20'), dmesg, dmesg);
    expect(messages.map(({ origin }) => origin.spans.map(({ line }) => line))).toEqual([[1], [2, 3], [4]]);
    expect(copies.length).toBe(1);
  });

  it('take no place in the order', () => {
    const { messages } = readLines(dmesg, logread, `${head}Interface 'modem' is now up`);
    expect(messages.map(({ origin }) => origin.order)).toEqual([0, 1]);
  });
});

describe('configuration', () => {
  it('is read section by section', () => {
    const { configs, unknown, messages } = readLines(
      "config interface 'modem'",
      "\toption proto 'ncm'",
      "\toption device '/dev/ttyUSB1'",
      '\toption pincode',
      "\tlist dns '8.8.8.8'",
      '',
      "config interface 'wan'",
      "\toption proto 'dhcp'",
      `${head}Interface 'modem' is now up`,
    );
    expect(configs.map(({ name, options }) => [name, options.map((option) => option.value)])).toEqual([
      ['modem', ['ncm', '/dev/ttyUSB1', '', '8.8.8.8']],
      ['wan', ['dhcp']],
    ]);
    expect([messages.length, unknown.length]).toEqual([1, 0]);
  });

  it('at the end of the input is told, too', () => {
    const { configs, ends } = readLines("config interface 'modem'", "\toption proto 'ncm'");
    expect([configs.length, ends]).toEqual([1, 1]);
  });
});

describe('commands', () => {
  it('are told before what they print, taken apart', () => {
    const { commands, messages } = readLines(
      'root@GL-MT300N:~# udhcpc -f wwan0',
      'udhcpc (v1.24.1) started',
      'Sending discover...',
      'Sending discover...',
    );
    expect(commands.map(({ shell, order }) => [shell.calls[0]?.program, order])).toEqual([['udhcpc', 0]]);
    expect(messages.map(({ kind, origin }) => [kind, origin.order, origin.section])).toEqual([
      ['dhcp.started', 1, commands[0]?.section],
      ['dhcp.discover', 2, commands[0]?.section],
      ['dhcp.discover', 3, commands[0]?.section],
    ]);
    expect(messages[1]?.origin).toMatchObject({ speaker: 'udhcpc', clock: null, pid: null, interface: null });
  });

  it('are told once, though their output makes several sections', () => {
    const { commands, sections, messages } = readLines(
      'root@OpenWrt:~# cat /etc/config/network; logread',
      "config interface 'modem'",
      "\toption proto 'ncm'",
      `${head}Interface 'modem' is now up`,
      'Something else that it printed',
    );
    expect(sections.map(({ kind }) => kind)).toEqual(['shell', 'uci', 'logread', 'shell']);
    expect(commands.length).toBe(1);
    expect(messages.length).toBe(1);
  });

  it('say who prints: a program typed, without the name it puts before its words', () => {
    const { messages } = readLines(
      'root@OpenWrt:~# ifup modem; udhcpc -i wwan0',
      'udhcpc: started, v1.36.1',
      'udhcpc: broadcasting discover',
    );
    expect(messages.map(({ kind }) => kind)).toEqual(['dhcp.started', 'dhcp.discover']);
  });

  it('may be of several known programs', () => {
    const { messages, unknown } = readLines(
      'root@OpenWrt:~# gcom -d /dev/ttyUSB9; udhcpc -i wwan0',
      "Can't open device /dev/ttyUSB9.",
      'udhcpc: SIOCGIFINDEX: No such device',
      'Connect script failed',
    );
    expect(messages.map(({ kind }) => kind)).toEqual(['gcom.device-unopened', 'dhcp.no-device']);
    expect(unknown.map(({ text }) => text)).toEqual(['Connect script failed']);
  });

  it('that nobody knows leave the words to whoever has such', () => {
    const { messages, unknown } = readLines(
      'root@OpenWrt:~# tail -n 3 /tmp/saved.log',
      'Connect script failed',
      'total 12',
    );
    expect(messages.map(({ kind }) => kind)).toEqual(['pppd.connect-script-failed']);
    expect(unknown.map(({ text }) => text)).toEqual(['total 12']);
  });

  it('do not reach into a log below them', () => {
    const { messages } = readLines(
      'root@OpenWrt:~# udhcpc -i wwan0',
      'udhcpc: started, v1.36.1',
      '',
      'That is all. And this is what the log said before it:',
      '',
      'Sat Jul 21 22:15:39 2018 daemon.notice Connect script failed',
    );
    expect(messages.map(({ kind }) => kind)).toEqual(['dhcp.started', 'pppd.connect-script-failed']);
  });
});

describe('prose', () => {
  it('is never read as a message', () => {
    const { messages, prose } = readLines('It says Connect script failed.', 'Connect script failed');
    expect(messages).toEqual([]);
    expect(prose.length).toBe(2);
  });
});

describe('whatever the bytes', () => {
  const encoder = new TextEncoder();
  const line = fc.constantFrom(
    "config interface 'modem'",
    "\toption apn 'internet'",
    '\toption',
    '# a remark',
    'root@OpenWrt:~# udhcpc -i wwan0',
    'root@OpenWrt:~# ',
    'udhcpc: sending discover',
    'udhcpc: ',
    `${head}modem (2347): `,
    `${head}modem (2347): sending -> AT`,
    `${head}Interface 'modem' is now up`,
    `${kernelHead}[   31.402117] usb 1-1: Product: x`,
    '[   31.402117] usb 1-1: Product: x',
    'Wed Nov 14 01:45:07 2018 daemon.info dnsmasq[2686]: x',
    'Sat Jul 21 22:15:38 2018 local2.info chat[1]: OK',
    'I have a question about it.',
    'OK',
    '',
    '\u0000\ufffd<e:text>',
  );
  const text = fc
    .array(fc.oneof({ weight: 5, arbitrary: line }, fc.string({ unit: 'binary', maxLength: 60 })), {
      maxLength: 40,
    })
    .map((lines) => lines.join('\n'));

  it('nothing is thrown', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
        expect(readBytes({ '-': bytes }).ends).toBe(1);
      }),
    );
  });

  it('every line is told once', () => {
    fc.assert(
      fc.property(text, (said) => {
        const reading = readBytes({ 'post.txt': encoder.encode(said) });
        const told = [
          ...reading.messages.flatMap(({ origin }) => origin.spans.map((span) => span.line)),
          ...reading.prose.map(({ number }) => number),
          ...reading.foreign.map(({ number }) => number),
          ...reading.unknown.map(({ number }) => number),
        ];
        const given = recordText(said, (line) => knowing.knows(line));
        // Of a configuration, lines are told in sections; what is in none of them is unknown.
        const uci = given.filter(({ section }) => section.kind === 'uci');
        const unread = uci.flatMap(({ section, lines }) =>
          readUci(
            lines.map((placed) => placed.line),
            section.id,
          ).unread.map(({ number }) => number),
        );
        const others = given
          .filter(({ section }) => section.kind !== 'uci')
          .flatMap(({ lines }) => lines.map((placed) => placed.line.number));
        // The message of a line that was put together may stand in a later part of it.
        const heads = new Map(
          given.flatMap(({ lines }) =>
            lines.flatMap(
              ({ line }) => line.pieces?.map((piece) => [piece.line, line.number] as const) ?? [],
            ),
          ),
        );
        const toldAt = told.map((number) => heads.get(number) ?? number);
        expect(toldAt.sort(byNumber)).toEqual([...others, ...unread].sort(byNumber));
        expect(reading.copies.length).toBe(
          reading.messages.reduce((copies, { origin }) => copies + origin.spans.length - 1, 0),
        );
        const typed = given.filter(({ section }) => section.command !== null);
        expect(reading.commands.length).toBe(new Set(typed.map(({ section }) => section.command)).size);
      }),
      { numRuns: 300 },
    );
  });

  it('the order only grows, and spans lie in their lines', () => {
    fc.assert(
      fc.property(text, (said) => {
        const { messages, commands } = readBytes({ 'post.txt': encoder.encode(said) });
        const orders = [...messages.map(({ origin }) => origin.order), ...commands.map(({ order }) => order)];
        expect(orders.sort(byNumber)).toEqual(orders.map((_, at) => at));
        const own = messages.map(({ origin }) => origin.order);
        expect(own).toEqual([...own].sort(byNumber));
        for (const { origin } of messages) {
          for (const { column, length, text: whole } of origin.spans) {
            expect(column).toBeGreaterThan(0);
            expect(column - 1 + length).toBeLessThanOrEqual(Math.max(whole.length, column));
          }
        }
      }),
    );
  });
});

const ignore = (): undefined => undefined;

/** Knows what programs say. */
const knowing = new Reader({
  section: ignore,
  message: ignore,
  copy: ignore,
  config: ignore,
  observation: ignore,
  command: ignore,
  prose: ignore,
  foreign: ignore,
  passedOver: ignore,
  unknownOfRun: ignore,
  unknown: ignore,
  end: ignore,
});

function byNumber(one: number, other: number): number {
  return one - other;
}

describe('a line that was joined', () => {
  const wide = [
    `${head}modem (2347): Command failed: not`,
    'permitted by the access control of the router',
    `${head}modem_4 (2347): Command failed: not`,
    'permitted by the access control of the router',
  ];

  it('is one message where it is one', () => {
    const { messages, unknown } = readLines(...wide);
    expect(messages.map(({ fields }) => fields)).toEqual([
      { reason: 'not permitted by the access control of the router' },
      { reason: 'not permitted by the access control of the router' },
    ]);
    expect(unknown).toEqual([]);
  });

  it('is none where the line above is said alone, whatever the width', () => {
    const { messages, prose } = readLines(
      `${head}Interface 'modem' is now up`,
      'and nothing else',
      `${head}Interface 'a-long-name' is now up`,
      'and nothing else',
    );
    expect(messages.map(({ kind }) => kind)).toEqual(['interface.up', 'interface.up']);
    expect(prose.map(({ number }) => number)).toEqual([2, 4]);
  });

  it.each([
    {
      what: 'a mail',
      lines: [
        'It says:',
        '> Sun Nov 22 15:01:39 2026 daemon.notice netifd: wwan (642): Device does',
        '> not support 802.3 mode. Informing driver of raw-ip only for wwan0 ..',
      ],
      kind: 'handler.raw-ip-only',
      span: { line: 2, column: 62, length: 11 },
    },
    {
      what: 'a page that is not much wider than the date',
      lines: [`${head}Interface`, "'modem' is now", 'down'],
      kind: 'interface.down',
      span: { line: 1, column: head.length + 1, length: 9 },
    },
    {
      what: 'a terminal of an odd width, inside a word',
      lines: [`${head}modem_4 (2396): udhcpc: sen`, 'ding discover'],
      kind: 'dhcp.discover',
      span: { line: 1, column: head.length + 25, length: 3 },
    },
    {
      what: 'an empty message with its words below',
      lines: [`> ${head}modem_4 (2396):`, '> udhcpc: sending discover'],
      kind: 'dhcp.discover',
      span: { line: 2, column: 11, length: 16 },
    },
  ])('is known by what programs say, though it is alone: $what', ({ lines, kind, span }) => {
    const { messages, unknown } = readLines(...lines);
    expect(messages.map((message) => message.kind)).toEqual([kind]);
    expect(messages[0]?.origin.spans).toMatchObject([{ ...span, text: lines[span.line - 1] }]);
    expect(unknown).toEqual([]);
  });

  it.each([
    ['1. ', '2. '],
    ['1) ', '2) '],
    ['* ', '* '],
    ['- ', '- '],
    ['12. ', '13. '],
  ])('is known in a list, too: %j', (first, second) => {
    const indent = ' '.repeat(first.length);
    const { messages, unknown, prose } = readLines(
      `${first}${head}modem_4 (2396): udhcpc:`,
      `${indent}sending discover`,
      `${second}${head}modem_4 (2396): udhcpc: no`,
      `${indent}lease, failing`,
    );
    expect(messages.map(({ kind }) => kind)).toEqual(['dhcp.discover', 'dhcp.no-lease']);
    expect(messages.map(({ origin }) => [origin.spans[0].line, origin.spans[0].column])).toEqual([
      [2, first.length + 1],
      [3, first.length + head.length + 25],
    ]);
    expect([...unknown, ...prose]).toEqual([]);
  });

  it('takes no sentence, no answer and no line with a beginning of its own', () => {
    const below = ['That is all.', 'ERROR', "config interface 'wan'", 'root@OpenWrt:~# reboot', 'any ideas?'];
    for (const line of below) {
      const { messages } = readLines(`${head}modem_4 (2396): udhcpc: sending discover`, line);
      expect(messages.map(({ kind }) => kind)).toContain('dhcp.discover');
    }
  });

  it('reads as if it had not been wrapped, wherever mail wrapped it', () => {
    const said = [
      `${head}Interface 'modem' is setting up now`,
      `${head}Network device 'wwan0' link is up`,
      `${head}modem_4 (2396): udhcpc: started, v1.36.1`,
      `${head}modem_4 (2396): udhcpc: broadcasting discover`,
      `${head}modem (2347): Failed to connect`,
      '[   31.402117] usb 1-1: new high-speed USB device number 2 using xhci-mtk',
      "[   31.502117] qmi_wwan 1-1:1.4 wwan0: unregister 'qmi_wwan' usb-1e1c0000.xhci-1, WWAN/QMI device",
    ];
    const whole = readLines(...said).messages.map(({ kind, fields }) => ({ kind, fields }));
    fc.assert(
      fc.property(fc.subarray(said, { minLength: 1 }), fc.integer({ min: 62, max: 79 }), (lines, width) => {
        const { messages } = readLines(...lines.flatMap((line) => wrappedAt(line, width)));
        expect(messages.map(({ kind, fields }) => ({ kind, fields }))).toEqual(
          whole.filter((_, at) => lines.includes(said[at] ?? '')),
        );
      }),
    );
  });
});

/** A line as mail quotes it, no part of it longer than `width`. */
function wrappedAt(line: string, width: number): readonly string[] {
  const parts: string[] = [];
  for (const word of line.split(' ')) {
    const last = parts.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= width) parts[parts.length - 1] = `${last} ${word}`;
    else parts.push(word);
  }
  return parts.map((part) => `> ${part}`);
}

describe('output', () => {
  it('is understood where a page indents it', () => {
    const { messages } = readLines(
      'root@OpenWrt:~# ifup modem; udhcpc -i wwan0',
      '    udhcpc: broadcasting discover',
    );
    expect(messages.map(({ kind, origin }) => [kind, origin.spans[0].column])).toEqual([
      ['dhcp.discover', 13],
    ]);
  });
});

it('takes the kernel’s own `ppp: ` for no other program’s name', () => {
  const { messages } = readLines('[   31.402117] ppp: destroying undead channel 00000000f2a5c1d0 !');
  expect(messages.map(({ origin }) => origin.speaker)).toEqual([]);
});
