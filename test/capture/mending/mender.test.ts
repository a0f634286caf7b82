import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Line } from '../../../src/capture/line.ts';
import { bareLineMendings, lineMendings, runMendings } from '../../../src/capture/mending/index.ts';
import type { WrapJudge, WrapVerdict } from '../../../src/capture/mending/mending.ts';
import { wrapJudge } from '../../../src/capture/mending/wrap-judge.ts';
import { spanOf, spanText } from '../../../src/capture/position.ts';
import { mendedLines, mendedTexts } from './mended.ts';

const up = 'Tue Aug 22 13:59:14 2017 daemon.notice netifd: Interface up';

function expectUntouched(lines: readonly string[]): void {
  const mended = mendedLines(lines);
  expect(mended.map(({ text }) => text)).toEqual(lines);
  expect(mended.every(({ pieces }) => pieces === undefined)).toBe(true);
}

describe('the note on a command that did not finish', () => {
  const note = '# hwdiag: not run: /dev/ttyUSB2 is held by gl_modem[10]';

  it.each([`${note}<br>`, `> ${note}`, `[i]${note}[/i]`, `\x1b[1m${note}\x1b[0m`])(
    'is mended, and ends what stands above it: %s',
    (damaged) => {
      const half = 'Tue Aug 22 13:59:14 2017 daemon.notice netifd: Interface';
      expect(mendedTexts([half, damaged])).toEqual([half, note]);
    },
  );
});

describe('what is no damage stays as it is:', () => {
  it.each([
    ['a script', ['if [ -f x ]; then', 'a > b', 'echo "[code]"', "echo '[b]x[/b]'", 'echo "<br>"', 'fi']],
    ['a list of a configuration', ["config interface 'wan'", "\tlist dns '8.8.8.8'", '\tlist dns 1.1.1.1']],
    [
      'prose',
      [
        'I have a stick – it works… on my PC',
        'a < b and b > c',
        'see list 3) below',
        '1. do this',
        '2. do that',
      ],
    ],
    ['ps', ['  PID USER', '    1 root      1508 S    /sbin/procd', '    2 root         0 SW   [kthreadd]']],
    ['ip', ['1: lo: <LOOPBACK,UP> mtu 65536', '2: eth0: <BROADCAST> mtu 1500']],
    ['traceroute', [' 1  192.168.1.1  0.5 ms', ' 2  10.0.0.1  9.1 ms']],
    ['routes', ['default via 10.0.0.1 dev wwan0', '10.0.0.0/30 dev wwan0']],
    ['AT answers', ['AT+CGDCONT?', '+CGDCONT: 1,"IP","internet"', 'OK']],
    ['a chat', ['abort on (BUSY)', 'send (AT^M)', '[03/07] Jan', 'x [i] = y [b]']],
    ['ModemManager', ['<info>  [modem0] state changed', 'a <b c> d', '<warn>  (tty/ttyUSB1)']],
    [
      'pppd',
      ['sent [LCP ConfReq id=0x1 <asyncmap 0x0> <magic 0x1> <pcomp> <accomp>]', 'Connect: a <--> /dev/x'],
    ],
    ['URLs and entities by name', ['wget "http://x/?a=1&b=2"', 'a && b &', 'AT&T; Vodafone']],
    ['masks', ['IMEI: 86**********12', 'password: ***', 'a **kwargs']],
    ['a log with answers below', [up, 'OK', '+CSQ: 10,99', up, 'ERROR', 'root@OpenWrt:~# exit']],
    ['a long log with output of many words', [up, 'this is what it says to me, any ideas about it', up]],
  ])('%s', (_, lines) => expectUntouched(lines));

  it('kernel lines behind prompts are parted from each of them', () => {
    const kernel = '[    1.640000] usb 1-1: USB disconnect, device number 5';
    const glued = `root@OpenWrt:~# ${kernel}`;
    expect(mendedTexts([glued, glued])).toEqual(['root@OpenWrt:~#', kernel, 'root@OpenWrt:~#', kernel]);
    expectUntouched(["root@OpenWrt:~# grep '[    1.640000] usb 1-1: x' log"]);
  });

  it('clean log lines come out as the same objects', () => {
    const lines = [up, `${up} again`, '[    1.640000] usb 1-1: reset', '', up].map((text, index) => ({
      source: '-',
      number: index + 1,
      text,
      truncated: false,
    }));
    expect(mendedLines(lines.map(({ text }) => text))).toEqual(
      lines.map((line) => ({ ...line, source: 'post.txt' })),
    );
  });
});

describe('damage upon damage', () => {
  it('is undone from the outside to the inside', () => {
    expect(
      mendedTexts([
        '> [quote]&gt; <b>Tue Aug 22 13:59:14 2017 daemon.notice netifd: Interface &#39;wan&#39; is now up</b>',
        '> ```\u00a0',
        '> \x1b[31m- `[    1.640000] usb 1–1: reset`\x1b[0m',
      ]),
    ).toEqual([
      "Tue Aug 22 13:59:14 2017 daemon.notice netifd: Interface 'wan' is now up",
      '',
      '[    1.640000] usb 1-1: reset',
    ]);
  });

  it('a number, a quotation and a wrap are undone together', () => {
    expect(
      mendedTexts([
        '> 12: Tue Aug 22 13:59:14 2017 daemon.notice netifd: wwan (2396): Failed to',
        '> connect to the modem',
        '> 13: Tue Aug 22 13:59:15 2017 daemon.notice netifd: wwan (2396): done',
      ]),
    ).toEqual([
      'Tue Aug 22 13:59:14 2017 daemon.notice netifd: wwan (2396): Failed to connect to the modem',
      'Tue Aug 22 13:59:15 2017 daemon.notice netifd: wwan (2396): done',
    ]);
  });
});

describe('wrapped lines, where somebody knows what programs say', () => {
  const date = 'Tue Aug 22 13:59:14 2017 daemon.notice netifd: ';

  /** Knows these texts, behind any date. */
  function judgeBy(...said: readonly string[]): { judge: WrapJudge; asked: string[] } {
    const asked: string[] = [];
    const judge = wrapJudge((text) => {
      asked.push(text);
      const words = said.find((one) => text === date + one);
      return words === undefined ? null : { literal: date.length, lacksValue: false };
    });
    return { judge, asked };
  }
  const joinedBy = (judge: WrapJudge, ...lines: readonly string[]): readonly string[] =>
    mendedLines(lines, judge).map(({ text }) => text);

  it('are joined where the whole is known and the line above is not', () => {
    const { judge } = judgeBy('device lost');
    expect(joinedBy(judge, `${date}device`, 'lost')).toEqual([`${date}device lost`]);
    expect(joinedBy(judge, `${date}dev`, 'ice lost')).toEqual([`${date}device lost`]);
    expect(joinedBy(judge, `${date}device `, 'lost')).toEqual([`${date}device lost`]);
    expect(joinedBy(judge, `${date}device`, 'lost?')).toEqual([`${date}device`, 'lost?']);
  });

  it('are joined from more than two', () => {
    const { judge } = judgeBy('all that this device has lost today');
    const lines = [`${date}all that`, 'this device', 'has lost', 'today'];
    expect(joinedBy(judge, ...lines)).toEqual([`${date}all that this device has lost today`]);
  });

  const wrapped = [
    `${date}Failed to`,
    'connect to the modem',
    `${date}Unable just to`,
    'connect to the modem',
  ];
  const whole = [`${date}Failed to connect to the modem`, `${date}Unable just to connect to the modem`];

  it('stay apart where the line above alone is known', () => {
    expect(joinedBy(() => null, ...wrapped)).toEqual(whole);
    const { judge } = judgeBy('Failed to', 'Unable just to');
    expect(joinedBy(judge, ...wrapped)).toEqual(wrapped);
  });

  it('are joined by their look where either is known', () => {
    const all = [
      'Failed to',
      'Unable just to',
      'Failed to connect to the modem',
      'Unable just to connect to the modem',
    ];
    expect(joinedBy(judgeBy(...all).judge, ...wrapped)).toEqual(whole);
    const one = judgeBy('Failed', 'Failed today');
    expect(joinedBy(one.judge, `${date}Failed`, 'today')).toEqual([`${date}Failed`, 'today']);
  });

  it.each([
    { what: 'lacks a value', alone: { literal: 50, lacksValue: true }, verdict: 'likely-one' },
    { what: 'is known as any text', alone: { literal: 40, lacksValue: false }, verdict: 'likely-one' },
    { what: 'is as well known', alone: { literal: 60, lacksValue: false }, verdict: 'either' },
    { what: 'is known better', alone: { literal: 70, lacksValue: false }, verdict: 'two' },
    { what: 'is not known', alone: null, verdict: 'one' },
  ])('a line that $what', ({ alone, verdict }) => {
    const judge = wrapJudge((text) => (text === 'whole' ? { literal: 60, lacksValue: false } : alone));
    expect(judge('line', 'whole')).toBe(verdict);
    expect(judge('line', 'line')).toBe(alone === null ? null : alone.lacksValue ? 'likely-one' : 'either');
  });

  it('nobody is asked about lines that go on with nothing', () => {
    const { judge, asked } = judgeBy();
    joinedBy(judge, `${date}one`, `${date}two`, '', 'words', 'more words', "config interface 'wan'", up);
    expect(asked).toEqual([]);
  });

  it('little is asked about lines that nobody knows, however many', () => {
    const { judge, asked } = judgeBy();
    const raw = Array.from({ length: 1_000 }, (_, at) => `raw line ${at}`);
    joinedBy(judge, `${date}one`, ...raw);
    expect(asked.length).toBeLessThan(12);
  });

  it('nobody is asked any more where a long log is not wrapped, up to a blank line', () => {
    const { judge, asked } = judgeBy();
    const lines = Array.from({ length: 2_000 }, (_, at) => [
      `${date}one ${at}`,
      `raw words ${'on and '.repeat(10)}on`,
    ]).flat();
    expect(joinedBy(judge, ...lines)).toEqual(lines);
    expect(asked.length).toBeLessThan(1_000);
    const known = judgeBy('device lost').judge;
    expect(joinedBy(known, ...lines, '', `${date}device`, 'lost').slice(-1)).toEqual([`${date}device lost`]);
  });

  it('point into the lines that they were joined from', () => {
    const { judge } = judgeBy('device lost');
    const [line] = mendedLines(['x', '', `> > ${date}dev`, '> > ice lost'], judge).slice(-1);
    expect(line?.number).toBe(3);
    const at = date.length;
    if (line === undefined) throw new Error('no line');
    expect(spanOf(line, at, at + 3)).toMatchObject({ line: 3, column: at + 5, length: 3 });
    expect(spanOf(line, at + 7, at + 11)).toMatchObject({
      line: 4,
      column: 9,
      length: 4,
      text: '> > ice lost',
    });
  });
});

describe('positions', () => {
  function wordsAt(lines: readonly string[]): readonly string[] {
    return mendedLines(lines).flatMap((line) =>
      [...line.text.matchAll(/\S+/g)].map(({ index, 0: { length } }) => {
        const span = spanOf(line, index, index + length);
        return `${span.line}:${span.column} ${spanText(span)}`;
      }),
    );
  }

  it('are those of the input behind every mark that was taken off', () => {
    expect(wordsAt(['> [b]option[/b] apn &quot;a&quot;'])).toEqual([
      '1:6 option',
      '1:17 apn',
      '1:21 &quot;a&quot;',
    ]);
  });

  it('of a wrapped line are in both lines', () => {
    const wrapped = [
      'Tue Aug 22 13:59:14 2017 daemon.notice netifd: wwan (2396): Failed to',
      'connect to it',
    ];
    expect(wordsAt(wrapped).slice(-5)).toEqual([
      '1:61 Failed',
      '1:68 to',
      '2:1 connect',
      '2:9 to',
      '2:12 it',
    ]);
  });

  it('of an old Mac are all kept, though some begin alike but for their numbers', () => {
    const listing = [
      'T:  Bus=01 Lev=01 Prnt=01 Port=00 Cnt=01 Dev#=  4 Spd=480  MxCh= 0',
      'P:  Vendor=12d1 ProdID=1506 Rev= 1.02',
      'I:* If#= 0 Alt= 0 #EPs= 3 Cls=ff(vend.) Sub=02 Prot=12 Driver=option',
      'I:* If#= 1 Alt= 0 #EPs= 3 Cls=ff(vend.) Sub=02 Prot=12 Driver=option',
    ];
    expect(mendedTexts([listing.join('\r')])).toEqual(listing);
  });

  it('of an old Mac are counted by its carriage returns, also of the lines after them', () => {
    const [first, second, third, ...others] = mendedLines(['one\rtwo\r\rfour\rfive', 'six']);
    expect([first, second, third].map((line) => `${line?.number} ${line?.text}`)).toEqual([
      '1 one',
      '2 two',
      '3 ',
    ]);
    expect(others.map(({ number, text }) => `${number} ${text}`)).toEqual(['4 four', '5 five', '6 six']);
  });

  it('of lines that stood on one are on that one', () => {
    const line = `${up}${up}`;
    expect(mendedLines(['x', line]).map(({ number }) => number)).toEqual([1, 2, 2]);
    expect(wordsAt(['x', line]).slice(-1)).toEqual([`2:${line.length - 1} up`]);
  });
});

const damage = fc.constantFrom(
  ...[...lineMendings, ...bareLineMendings, ...runMendings].flatMap(({ samples }) =>
    samples.flatMap(({ damaged }) => damaged),
  ),
);
const scrap = fc.oneof(
  { weight: 3, arbitrary: damage },
  { weight: 2, arbitrary: damage.chain((text) => fc.nat(text.length).map((end) => text.slice(0, end))) },
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '> ',
    '\r',
    '\b',
    '\x1b[',
    '&amp;',
    '&#',
    '[b]',
    '[/b]',
    '<br>',
    '```',
    '**',
    ' ',
    '12: ',
    up,
  ),
);
const text = fc.array(scrap, { maxLength: 5 }).map((scraps) => scraps.join('').replaceAll('\n', ' '));
const texts = fc.array(text, { maxLength: 20 });
const verdicts = fc.constantFrom<WrapVerdict>('one', 'likely-one', 'two', 'either', null);

function pointsInto(line: Line, originals: ReadonlySet<string>): void {
  for (let at = 0; at < line.text.length; at += 3) {
    const span = spanOf(line, at, at + 1);
    expect(originals.has(span.text)).toBe(true);
    expect(span.column).toBeGreaterThanOrEqual(1);
    // A blank that stands for the end of a wrapped line is behind that line.
    expect(span.column - 1 + span.length).toBeLessThanOrEqual(span.text.length + 1);
  }
}

describe('whatever comes in', () => {
  it('no line goes missing, numbers never fall, and every character points into the input', () => {
    fc.assert(
      fc.property(texts, verdicts, (lines, verdict) => {
        const originals = new Set(lines.flatMap((line) => [line, ...line.split('\r')]));
        const mended = mendedLines(lines, () => verdict);
        const numbers = mended.flatMap(({ number, pieces = [] }) => [
          number,
          ...pieces.map((piece) => piece.line),
        ]);
        expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
        const more = (numbers.at(-1) ?? 0) - lines.length;
        expect(more).toBeGreaterThanOrEqual(0);
        const last = new Set(numbers);
        const first = more > 0 ? more + 2 : 1;
        for (let number = first; number <= lines.length + more; number += 1) expect(last).toContain(number);
        for (const line of mended) pointsInto(line, originals);
      }),
      { numRuns: 150, endOnFailure: true },
    );
  });

  it('letters and digits survive, but for those that a mending stands for', () => {
    const plain = fc.array(fc.stringMatching(/^[\w ,.:;=()'"/-]{0,60}$/), { maxLength: 10 });
    fc.assert(
      fc.property(plain, (lines) => {
        const letters = (all: readonly string[]): string => all.join('').replace(/[^A-Za-z]/g, '');
        expect(letters(mendedTexts(lines))).toBe(letters(lines));
      }),
    );
  });

  it('long lines made to be slow are not', { timeout: 60_000 }, () => {
    const long = [
      '[b]',
      '"[',
      '`',
      '> ',
      '&amp;',
      '<a ',
      '**x',
      '[/b] ',
      '\b',
      '\r',
      'a\r',
      '\x1b]',
      ' ',
      '. ',
      "'",
    ];
    for (const scrapOf of long) {
      const start = performance.now();
      mendedLines([`${up}${scrapOf.repeat(16_384 / scrapOf.length)}x`, scrapOf.repeat(4_000)]);
      expect(performance.now() - start, JSON.stringify(scrapOf)).toBeLessThan(5_000);
    }
  });
});
