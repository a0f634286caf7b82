import { describe, expect, test } from 'vitest';
import { IncomingLog } from '../../../src/cli/watch/incoming-log.ts';
import { LiveWindow } from '../../../src/cli/watch/live-window.ts';
import { Overlap } from '../../../src/cli/watch/overlap.ts';

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

describe('a log that comes in', () => {
  test('gives whole lines, wherever it is cut', () => {
    const text = 'one\n\nthrée\nfour';
    for (let at = 0; at <= bytes(text).length; at += 1) {
      const log = new IncomingLog();
      log.add(bytes(text).subarray(0, at));
      const before = log.take();
      log.add(bytes(text).subarray(at));
      expect([...before, ...log.take()]).toEqual(['one', '', 'thrée']);
      expect(log.hasLines).toBe(false);
      expect(log.take(true)).toEqual(['four']);
    }
  });

  test('what is no text gets a sign', () => {
    const log = new IncomingLog();
    log.add(Uint8Array.of(0x61, 0, 0xc3, 0x0a));
    expect(log.take()).toEqual(['a^@\ufffd']);
  });

  test('keeps the last lines of a flood, and says that others are missing', () => {
    const log = new IncomingLog();
    const line = `${'x'.repeat(99)}\n`;
    for (let count = 0; count < 300; count += 1) log.add(bytes(line.repeat(100)));
    expect(log.bytes).toBe(3_000_000);
    const lines = log.take();
    expect(lines.every((one) => one === line.trimEnd())).toBe(true);
    expect(lines.length).toBeGreaterThan(10_000);
    expect(lines.length).toBeLessThan(10_500);
    expect(log.hasLost).toBe(true);
  });

  test('a line without an end takes no more than its share, and the lines behind it are read', () => {
    const log = new IncomingLog();
    for (let count = 0; count < 50; count += 1) log.add(bytes('y'.repeat(100_000)));
    expect(log.take()).toEqual([]);
    log.add(bytes('the rest\nnext\n'));
    expect(log.take()).toEqual(['next']);
    const whole = new IncomingLog();
    whole.add(bytes(`${'z'.repeat(2_000_000)}\nnext\n`));
    expect(whole.take()).toEqual(['next']);
  });

  test('keeps a megabyte of whole lines for the report', () => {
    const log = new IncomingLog();
    for (let count = 0; count < 40_000; count += 1) log.keep([`${count} ${'x'.repeat(60)}`]);
    const lines = log.text.trimEnd().split('\n');
    expect(log.text.length).toBeLessThanOrEqual(1_048_576);
    expect(log.text.length).toBeGreaterThan(500_000);
    expect(lines[0]).toMatch(/^\d+ x{60}$/);
    expect(lines.at(-1)).toMatch(/^39999 /);
    expect(log.hasLost).toBe(true);
  });
});

describe('what is looked at', () => {
  const clock = 'Sun Jul 22 02:23:12 2018';
  const telling = `${clock} daemon.notice netifd: Interface 'modem' is setting up now`;

  test('leaves out programs that have nothing to say of modems', () => {
    const window = new LiveWindow();
    expect(window.add([`${clock} daemon.info dnsmasq-dhcp[1]: DHCPACK(br-lan) 192.168.1.2`, '', '\r'])).toBe(
      false,
    );
    expect(window.add([telling, 'no log line'])).toBe(true);
    expect(window.text).toBe(`${telling}\nno log line\n`);
  });

  test('is cut to its last lines, and keeps those of the kernel', () => {
    const window = new LiveWindow();
    const kernel = `${clock} kern.info kernel: [  127.2] usb 1-1: USB disconnect, device number 2`;
    window.add([telling, kernel]);
    expect(window.isFull).toBe(false);
    while (!window.isFull) window.add([telling]);
    window.cut();
    const lines = window.text.trimEnd().split('\n');
    expect(lines[0]).toBe(kernel);
    expect(lines.length).toBe(121);
    expect(window.isFull).toBe(false);
  });

  test('endless lines are cut', () => {
    const window = new LiveWindow();
    window.add(['x'.repeat(1_000_000)]);
    expect(window.text.length).toBeLessThan(5_000);
  });
});

describe('a log that is read again', () => {
  const earlier = ['a', 'b', 'c', 'd', 'e', 'f'];

  test.each<[string, readonly string[], readonly string[]]>([
    ['goes on behind what was read', ['d', 'e', 'f', 'g', 'h'], ['g', 'h']],
    ['holds it whole', ['a', 'b', 'c', 'd', 'e', 'f', 'g'], ['g']],
    ['has nothing new', ['e', 'f'], []],
    ['repeats a line later', ['e', 'f', 'f', 'g'], ['f', 'g']],
    ['knows the last line, but not those before it', ['x', 'f', 'a', 'b', 'c', 'd', 'e', 'f', 'g'], ['g']],
  ])('%s', (_, again, fresh) => {
    expect(new Overlap(earlier, 100).fresh(again)).toEqual(fresh);
    const byLine = new Overlap(earlier, 100);
    expect(again.flatMap((line) => byLine.fresh([line]))).toEqual(fresh);
  });

  test('that has lost the place is new as a whole', () => {
    const overlap = new Overlap(earlier, 3);
    expect(overlap.fresh(['x', 'y'])).toEqual([]);
    expect(overlap.fresh(['z'])).toEqual(['x', 'y', 'z']);
    expect(overlap.fresh(['f'])).toEqual(['f']);
  });

  test('that stays silent is given up', () => {
    const overlap = new Overlap(earlier, 100);
    expect(overlap.fresh(['x'])).toEqual([]);
    expect(overlap.rest()).toEqual(['x']);
    expect(overlap.rest()).toEqual([]);
    expect(overlap.fresh(['y'])).toEqual(['y']);
  });

  test('where nothing was read before, all is new', () => {
    expect(new Overlap([], 100).fresh(['x'])).toEqual(['x']);
  });
});
