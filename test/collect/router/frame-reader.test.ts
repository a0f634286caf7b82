import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CollectedSection } from '../../../src/collect/router/collected-section.ts';
import { FrameReader } from '../../../src/collect/router/frame-reader.ts';

const mark = '0123456789abcdef';

interface Printed {
  readonly name: string;
  readonly command: string;
  readonly code: string;
  readonly output: Uint8Array;
}

function stream(printed: readonly Printed[]): Buffer {
  const parts: Buffer[] = [Buffer.from(`Welcome!\n${mark} hello OpenWrt\n`)];
  let now = 100;
  for (const { name, command, code, output } of printed) {
    parts.push(Buffer.from(`${mark} begin ${name} ${now}.25 10 4096 ${command}\n`), Buffer.from(output));
    now += 1;
    parts.push(Buffer.from(`\n${mark} end ${code} ${now}.25\n`));
  }
  parts.push(
    Buffer.from(
      `${mark} skip at-ttyusb2 ${now}.50 sms_tool -d /dev/ttyUSB2 at\t/dev/ttyUSB2 is held by pppd[1234]\n`,
    ),
  );
  parts.push(Buffer.from(`${mark} over complete ${now}.50\n`));
  return Buffer.concat(parts);
}

function read(bytes: Uint8Array, cuts: readonly number[] = []) {
  const sections: CollectedSection[] = [];
  const told = { host: '', over: '', floods: 0 };
  const reader = new FrameReader(mark, {
    hello: (host) => {
      told.host = host;
    },
    started: () => undefined,
    section: (section) => sections.push(section),
    over: (why) => {
      told.over = why;
    },
    flooded: () => {
      told.floods += 1;
    },
  });
  let from = 0;
  for (const cut of [...cuts].sort((one, other) => one - other)) {
    if (cut <= from || cut > bytes.length) continue;
    reader.write(bytes.subarray(from, cut));
    from = cut;
  }
  reader.write(bytes.subarray(from));
  reader.end();
  return { ...told, sections };
}

/** Bytes that look like frames, and are none: another marker, none, or ours without what follows. */
const treacherous = fc.constantFrom(
  '\n',
  '\nffffffffffffffff end 0 1.00\n',
  `${mark} en`,
  `\n${mark}`,
  `${mark} begin x 1.00 10 100 reboot`,
  '\0\xff\xfe',
  '\x1b[2J',
);
const output = fc
  .array(
    fc.oneof(
      treacherous.map((text) => Buffer.from(text, 'latin1')),
      fc.uint8Array({ maxLength: 30 }),
    ),
    {
      maxLength: 8,
    },
  )
  .map((parts) => new Uint8Array(Buffer.concat(parts)))
  .filter((bytes) => Buffer.from(bytes).indexOf(`\n${mark} end `) < 0);
const printed = fc.record({
  name: fc.constantFrom('log', 'dmesg', 'uci-network'),
  command: fc.constantFrom('logread | tail -n 4000', 'dmesg', "grep -E '^a  b'"),
  code: fc.constantFrom('0', '1', '127', 'late', 'lost'),
  output,
});

describe('the frames of a collection', () => {
  test('come out whole, however they are cut into chunks', () => {
    fc.assert(
      fc.property(
        fc.array(printed, { maxLength: 6 }),
        fc.array(fc.nat({ max: 2000 }), { maxLength: 40 }),
        (all, cuts) => {
          const bytes = stream(all);
          const whole = read(bytes);
          expect(read(bytes, cuts)).toEqual(whole);
          expect(read(bytes, [...bytes.keys()])).toEqual(whole);
          expect(whole.sections.slice(0, -1).map((section) => section.output)).toEqual(
            all.map((one) => one.output),
          );
          expect(whole.sections.slice(0, -1).map((section) => section.command)).toEqual(
            all.map((one) => one.command),
          );
          expect(new Set(whole.sections.map(({ name }) => name)).size).toBe(all.length + 1);
          expect(whole).toMatchObject({ host: 'OpenWrt', over: 'complete' });
        },
      ),
    );
  });

  test('cut off anywhere they give what came in before, and say what did not come to its end', () => {
    fc.assert(
      fc.property(fc.array(printed, { minLength: 1, maxLength: 4 }), fc.nat(), (all, at) => {
        const bytes = stream(all);
        const whole = read(bytes);
        const part = read(bytes.subarray(0, at % bytes.length));
        const ended = part.sections.filter(
          ({ end }, index) => end.how !== 'unfinished' || whole.sections[index]?.end.how === 'unfinished',
        );
        expect(part.sections.length - ended.length).toBeLessThanOrEqual(1);
        expect(whole.sections.slice(0, ended.length).map(({ name }) => name)).toEqual(
          ended.map(({ name }) => name),
        );
        for (const [index, { output: bytesOf }] of part.sections.entries()) {
          const full = Buffer.from(whole.sections[index]?.output ?? []);
          expect(full.subarray(0, bytesOf.length).equals(bytesOf)).toBe(true);
        }
      }),
    );
  });

  test('tell how each command ended', () => {
    const { sections } = read(
      stream([
        { name: 'date', command: 'date', code: '0', output: Buffer.from('Sun\n') },
        { name: 'lsmod', command: 'lsmod', code: '127', output: Buffer.from('') },
        { name: 'usb', command: 'cat usb', code: 'late', output: Buffer.from('T:') },
        { name: 'log', command: 'logread', code: '141', output: Buffer.alloc(4096, 'a') },
        { name: 'huge', command: 'logread', code: '0', output: Buffer.alloc(9000, 'a') },
        { name: 'gone', command: 'ps', code: 'lost', output: Buffer.from('') },
      ]),
    );
    expect(sections.map(({ end }) => end)).toEqual([
      { how: 'exited', code: 0 },
      { how: 'exited', code: 127 },
      { how: 'timed-out', afterSeconds: 1 },
      { how: 'cut', afterBytes: 4096 },
      { how: 'cut', afterBytes: 4096 },
      { how: 'unfinished' },
      { how: 'skipped', reason: '/dev/ttyUSB2 is held by pppd[1234]' },
    ]);
    expect(sections.map(({ startedAt, seconds }) => [startedAt, seconds]).slice(0, 2)).toEqual([
      [0, 1],
      [1, 1],
    ]);
  });

  test('give names for files only, whatever the router says', () => {
    const { sections } = read(
      stream(
        ['../../etc/passwd', 'LOG', 'log', '-', 'log'].map((name) => ({
          name,
          command: 'x',
          code: '0',
          output: new Uint8Array(),
        })),
      ),
    );
    expect(sections.map(({ name }) => name)).toEqual([
      'etc-passwd',
      'log',
      'log-2',
      'section',
      'log-3',
      'at-ttyusb2',
    ]);
  });

  test('a line without an end is not kept', () => {
    expect(read(Buffer.concat([Buffer.alloc(100_000, 'a'), Buffer.from('\n'), stream([])])).host).toBe(
      'OpenWrt',
    );
  });

  test('names a section in a way that a router cannot trip over', () => {
    const long = 'x'.repeat(200);
    const printed = ['a-2', 'a', 'a', long, long, long].map((name) => ({
      name,
      command: 'c',
      code: '0',
      output: Buffer.from('o'),
    }));
    const names = read(stream(printed)).sections.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.slice(0, 3)).toEqual(['a-2', 'a', 'a-3']);
  });

  test('holds back no end of a section that has no end', () => {
    const begin = Buffer.from(`${mark} begin one 1.00 10 4096 c\nout\n${mark} end `);
    const after = Buffer.from(`\n${mark} begin two 2.00 10 4096 c\nmore\n${mark} end 0 3.00\n`);
    const chunks = Array.from({ length: 64 }, () => Buffer.alloc(1024, 'x'));
    const { sections } = read(
      Buffer.concat([begin, ...chunks, after]),
      chunks.map((_, index) => begin.length + index * 1024),
    );
    expect(sections).toMatchObject([
      { name: 'one', end: { how: 'unfinished' } },
      { name: 'two', end: { how: 'exited', code: 0 } },
    ]);
  });

  test('takes no more than a script of ours could print', () => {
    const big = Buffer.alloc(1024 * 1024, 'y');
    const one = (index: number) =>
      Buffer.concat([
        Buffer.from(`${mark} begin big-${index} 1.00 10 1048576 c\n`),
        big,
        Buffer.from(`\n${mark} end 0 2.00\n`),
      ]);
    const flood = read(Buffer.concat(Array.from({ length: 50 }, (_, index) => one(index))));
    expect(flood.floods).toBe(1);
    expect(flood.sections.length).toBeLessThan(34);
    const many = Buffer.from(`${mark} skip a 1.00 c\treason\n`.repeat(5000));
    expect(read(many)).toMatchObject({ floods: 1, sections: { length: 1000 } });
  });
});
