import { describe, expect, test } from 'vitest';
import { Diagnoser } from '../../../src/diagnosis.ts';
import { render } from '../../../src/report/text/layout.ts';
import { plainPalette } from '../../../src/report/text/palette.ts';
import { eventLine } from '../../../src/report/watch/event-line.ts';
import { cutRow, durationWords, eventRow, liveRows } from '../../../src/report/watch/live-ladder.ts';
import { liveSource, type TryEvent, TryWatcher } from '../../../src/report/watch/tries.ts';
import { diagnose } from '../../../src/rules/diagnose.ts';
import type { Situation } from '../../../src/situation/situation.ts';

const page = { width: 100, unicode: true, verbose: false };

/** Lines of netifd, one each second from 02:00:00 on. */
function logged(...words: readonly string[]): string[] {
  return words.map((said, at) => {
    const [minutes, seconds] = [Math.floor(at / 60), at % 60].map((part) => String(part).padStart(2, '0'));
    return `Sun Jul 22 02:${minutes}:${seconds} 2018 daemon.notice netifd: ${said}`;
  });
}

const dialling = (pid: number) => [
  "Interface 'modem' is setting up now",
  `modem (${pid}): sending -> AT`,
  `modem (${pid}): sending -> AT+CGDCONT=1,"IP","giffgaff.com"`,
  `modem (${pid}): sending -> AT^NDISDUP=1,1,"giffgaff.com"`,
  `modem (${pid}): Setting up wwan0`,
  "Interface 'modem' is now up",
  "Interface 'modem_4' is setting up now",
  `modem_4 (${pid + 1}): udhcpc: started, v1.25.1`,
  `modem_4 (${pid + 1}): udhcpc: sending discover`,
];
const leased = (pid: number) => [
  `modem_4 (${pid + 1}): udhcpc: sending select for 10.1.2.3`,
  `modem_4 (${pid + 1}): udhcpc: lease of 10.1.2.3 obtained, lease time 7200`,
  "Interface 'modem_4' is now up",
];
const givenUp = (pid: number) => [
  `modem_4 (${pid + 1}): udhcpc: sending discover`,
  `modem_4 (${pid + 1}): udhcpc: no lease, failing`,
  "Interface 'modem_4' is now down",
  "Interface 'modem' is now down",
];

function situationOf(lines: readonly string[], before: readonly string[] = []): Situation {
  const diagnoser = new Diagnoser();
  for (const [name, text] of [
    ['before', before],
    [liveSource, lines],
  ] as const) {
    diagnoser.capture.source(name);
    diagnoser.capture.feed(new TextEncoder().encode(text.map((line) => `${line}\n`).join('')));
    diagnoser.capture.endSource();
  }
  return diagnoser.finish([]).situation;
}

/** An event as it is printed, without its time. */
function toldBy(situation: Situation): (event: TryEvent) => string {
  return (event) =>
    render(
      [
        eventRow(
          page,
          eventLine(event, () => diagnose(situation)),
          'now',
        ),
      ],
      plainPalette,
    )
      .replace(/^\S+ /, '')
      .trimEnd();
}

/** Looks after each line; a second passes between two. */
function watched(lines: readonly string[], watcher = new TryWatcher()): readonly string[] {
  const told = lines.flatMap((_, at) => {
    const situation = situationOf(lines.slice(0, at + 1));
    const now = (at + 1) * 1000;
    return [...watcher.look(situation, now), ...watcher.settle(now)].map(toldBy(situation));
  });
  return [...told, ...watcher.settle('over').map(toldBy(situationOf(lines)))];
}

describe('what happens between two looks', () => {
  test('a connection that comes up, step by step', () => {
    expect(watched(logged(...dialling(100), ...leased(100)))).toEqual([
      'modem: attempt 1 begins, proto ncm',
      'modem: reached control: sending -> AT',
      'modem: reached dial: Setting up wwan0',
      'modem: reached address: lease of 10.1.2.3 obtained, lease time 7200',
      'modem: up, IP address 10.1.2.3',
    ]);
  });

  test('one that fails, and the next one', () => {
    expect(watched(logged(...dialling(100), ...givenUp(100), ...dialling(200), ...leased(200)))).toEqual([
      'modem: attempt 1 begins, proto ncm',
      'modem: reached control: sending -> AT',
      'modem: reached dial: Setting up wwan0',
      'modem: stops at address: no lease, failing',
      'modem: stops at address – no DHCP offer on modem_4',
      'modem: attempt 2 begins, proto ncm',
      'modem: reached control: sending -> AT',
      'modem: reached dial: Setting up wwan0',
      'modem: reached address: lease of 10.1.2.3 obtained, lease time 7200',
      'modem: up, IP address 10.1.2.3',
    ]);
  });

  test('many that were not looked at one by one are counted', () => {
    const rounds = Array.from({ length: 7 }, (_, at) => [...dialling(at * 10), ...givenUp(at * 10)]);
    const situation = situationOf(logged(...rounds.flat(), ...dialling(900)));
    const watcher = new TryWatcher();
    expect(watcher.look(situation, 0).map(toldBy(situation))).toEqual([
      'modem: attempt 7 begins, proto ncm',
      'modem: reached control: sending -> AT',
      'modem: reached dial: Setting up wwan0',
      'modem: stops at address: no lease, failing',
      'modem: stops at address – no DHCP offer on modem_4 (7 times)',
      'modem: attempt 8 begins, proto ncm',
      'modem: reached control: sending -> AT',
      'modem: reached dial: Setting up wwan0',
    ]);
  });

  test('an end is told when it has stood for a moment, and again when it turns out otherwise', () => {
    const lines = logged(...dialling(100), ...leased(100));
    const up = situationOf(lines);
    const watcher = new TryWatcher();
    watcher.look(up, 10_000);
    expect(watcher.settle(11_000)).toEqual([]);
    expect(watcher.nextEnd).toBe(11_500);
    expect(watcher.settle(11_500).map(toldBy(up))).toEqual(['modem: up, IP address 10.1.2.3']);
    expect(watcher.nextEnd).toBe(null);
    expect(watcher.settle('over')).toEqual([]);
    const lost = situationOf([...lines, ...logged("Interface 'modem' has lost the connection")]);
    watcher.look(lost, 12_000);
    const [event] = watcher.settle('over');
    expect(event?.try.attempt.outcome).toBe('lost');
    expect(event?.try.number).toBe(1);
  });

  test('discovers without an answer are no end for half a minute', () => {
    const asking = logged(...dialling(100), ...Array(4).fill('modem_4 (101): udhcpc: sending discover'));
    const situation = situationOf(asking);
    const watcher = new TryWatcher();
    const events = watcher.look(situation, 0);
    expect(events.map(toldBy(situation))).not.toContainEqual(expect.stringContaining('stops at'));
    expect(watcher.latest?.isWaiting).toBe(true);
    expect(watcher.settle(29_000)).toEqual([]);
    expect(watcher.settle(30_000).map(toldBy(situation))).toEqual([
      'modem: stops at address – no DHCP offer on modem_4',
    ]);
    expect(watcher.latest?.isWaiting).toBe(false);
    const late = situationOf([...asking, ...logged(...leased(100))]);
    expect(watcher.look(late, 31_000).map(toldBy(late))).toEqual([
      'modem: reached address: lease of 10.1.2.3 obtained, lease time 7200',
    ]);
    expect(watcher.settle('over').map(toldBy(late))).toEqual(['modem: up, IP address 10.1.2.3']);
  });

  test('what was so before the start is no event; what goes on then is', () => {
    const before = logged(...dialling(100), ...givenUp(100), ...dialling(200));
    const watcher = new TryWatcher();
    watcher.rebase(situationOf(before), 0);
    expect(watcher.latest?.number).toBe(1);
    expect(watcher.settle('over')).toEqual([]);
    const situation = situationOf([...before, ...logged(...leased(200))]);
    expect([...watcher.look(situation, 1000), ...watcher.settle('over')].map(toldBy(situation))).toEqual([
      'modem: reached address: lease of 10.1.2.3 obtained, lease time 7200',
      'modem: up, IP address 10.1.2.3',
    ]);
  });

  test('lines that are taken away at the front change no number and tell nothing', () => {
    const first = logged(...dialling(100), ...givenUp(100));
    const second = logged(...dialling(200));
    const watcher = new TryWatcher();
    watcher.look(situationOf([...first, ...second]), 0);
    watcher.rebase(situationOf(second), 0);
    expect(watcher.latest?.number).toBe(2);
    const situation = situationOf([...second, ...logged(...givenUp(200), ...dialling(300))]);
    expect(watcher.look(situation, 0).map(toldBy(situation))).toEqual([
      'modem: stops at address: no lease, failing',
      'modem: stops at address – no DHCP offer on modem_4',
      'modem: attempt 3 begins, proto ncm',
      'modem: reached control: sending -> AT',
      'modem: reached dial: Setting up wwan0',
    ]);
  });

  test('an attempt that is taken down before anything is seen of its end', () => {
    const cut = dialling(100).slice(0, 3);
    const told = watched(logged(...cut, "Interface 'modem' is now down", ...dialling(200)));
    expect(told).toContain('modem: ends without a result, control was reached');
  });

  test('the same lines tell the same, whatever came with how many of them', () => {
    const lines = logged(...dialling(100), ...givenUp(100), ...dialling(200), ...leased(200));
    const watcher = new TryWatcher();
    const whole = situationOf(lines);
    const atOnce = [...watcher.look(whole, 0), ...watcher.settle('over')].map(toldBy(whole));
    expect(atOnce).toEqual(watched(lines));
  });
});

describe('the block', () => {
  const drawn = (watcher: TryWatcher, width = 100, unicode = true) =>
    render(
      liveRows(
        { ...page, width, unicode },
        { target: 'root@router', current: watcher.latest, seconds: 83, hint: '“ifup modem” makes it dial' },
      ),
      plainPalette,
    );

  test('before anything', () => {
    expect(drawn(new TryWatcher())).toBe(
      '\nroot@router  nothing has dialled yet, 1 min 23 s\n  “ifup modem” makes it dial\n',
    );
  });

  test('while a try is under way, waits, and is up', () => {
    const watcher = new TryWatcher();
    watcher.look(situationOf(logged(...dialling(100))), 0);
    expect(drawn(watcher)).toMatchInlineSnapshot(`
      "
      root@router  modem, proto ncm, APN giffgaff.com  attempt 1: under way, 1 min 23 s
        ✔ reached      (power), (mode), (driver), control
        ? not shown    sim, register
        ✔ reached      dial
        ? not shown    address, route, internet
          (in brackets: not seen itself, but nothing later works without it)
        modem_4 (101): udhcpc: sending discover
      "
    `);
    const asking = Array(4).fill('modem_4 (101): udhcpc: sending discover');
    watcher.look(situationOf(logged(...dialling(100), ...asking)), 0);
    expect(drawn(watcher)).toContain('attempt 1: no answer yet, 1 min 23 s');
    expect(drawn(watcher)).not.toContain('stops at');
    watcher.look(situationOf(logged(...dialling(100), ...leased(100))), 0);
    expect(drawn(watcher)).toMatchInlineSnapshot(`
      "
      root@router  modem, proto ncm, APN giffgaff.com  attempt 1: up, 1 min 23 s
        ✔ reached      (power), (mode), (driver), control, (sim), (register), dial, address
        ? not shown    route, internet
          (in brackets: not seen itself, but nothing later works without it)
        Interface 'modem_4' is now up
      "
    `);
  });

  test('is no wider than the page, and in ASCII where that is asked for', () => {
    const watcher = new TryWatcher();
    watcher.look(situationOf(logged(...dialling(100), ...leased(100))), 0);
    for (const width of [1, 7, 20, 33, 60]) {
      const widths = drawn(watcher, width)
        .split('\n')
        .map((line) => line.length);
      expect(Math.max(...widths)).toBeLessThanOrEqual(width);
    }
    expect(drawn(watcher, 60, false)).toMatch(/^[\n\x20-\x7e]*$/);
  });

  test('shows no control character of a router', () => {
    const evil = logged(...dialling(100), 'modem_4 (101): udhcpc: sending \u001b[2Jdiscover\u202e');
    const watcher = new TryWatcher();
    const situation = situationOf(evil);
    const events = watcher.look(situation, 0).map(toldBy(situation)).join('\n');
    expect(`${drawn(watcher)}${events}`).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/u);
  });

  test('a row is cut at its end', () => {
    const row = [
      { text: 'abc ', style: null },
      { text: 'defgh', style: 'strong' as const },
    ];
    expect(cutRow({ ...page, width: 7 }, row).map(({ text }) => text)).toEqual(['abc ', 'de', '…']);
    expect(cutRow({ ...page, width: 9 }, row)).toBe(row);
  });

  test.each([
    [0, '0 s'],
    [59.9, '59 s'],
    [60, '1 min 0 s'],
    [3600, '1 h 0 min'],
    [-3, '0 s'],
  ])('%d seconds', (seconds, words) => {
    expect(durationWords(seconds)).toBe(words);
  });
});
