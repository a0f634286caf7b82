import { describe, expect, it } from 'vitest';
import { Capture } from '../../src/capture/capture.ts';
import { lineListener } from './line-listener.ts';
import { outline, record } from './recorded.ts';

function bytes(text: string): Uint8Array[] {
  return [new TextEncoder().encode(text)];
}

describe('several sources', () => {
  const uciHead = 'config interface wan\n';

  it('are one capture whose sections end with their source', () => {
    const { sections, ends } = record({
      'a.txt': bytes('[    1.000000] a\n'),
      'b.txt': bytes(`[    2.000000] b\nroot@OpenWrt:~# cat /etc/config/network\n${uciHead}`),
      '-': bytes('  option proto qmi\n'),
    });
    expect(outline(sections)).toEqual([
      'dmesg @1 +1',
      'dmesg @1 +1',
      'shell @2 +1 <- cat /etc/config/network',
      'prose @1 +1',
    ]);
    expect(sections.map(({ section }) => [section.id, section.source])).toEqual([
      [0, 'a.txt'],
      [1, 'b.txt'],
      [2, 'b.txt'],
      [3, '-'],
    ]);
    expect(ends).toBe(1);
  });

  it('are summed up one by one', () => {
    const { summaries } = record({
      'log.txt': bytes('one\n\ntwo'),
      'nothing.txt': [],
      'blank.txt': bytes('\n \r\n\t'),
      'packed.gz': [Uint8Array.of(0x1f, 0x8b, 8, 0)],
    });
    const text = { encoding: 'utf-8', binary: null };
    expect(summaries).toEqual([
      { source: 'log.txt', lines: 3, empty: false, ...text },
      { source: 'nothing.txt', lines: 0, empty: true, ...text },
      { source: 'blank.txt', lines: 3, empty: true, ...text },
      { source: 'packed.gz', lines: 0, empty: false, encoding: 'utf-8', binary: 'gzip' },
    ]);
  });
});

it('counts the lines of all sources, blank ones too', () => {
  const capture = new Capture(lineListener({}));
  for (const text of ['one\n\ntwo', '', '\nthree\n']) {
    capture.source('-');
    for (const chunk of bytes(text)) capture.feed(chunk);
    capture.endSource();
  }
  expect(capture.lines).toBe(5);
});

describe('misuse', () => {
  it('is told at once', () => {
    const capture = new Capture(lineListener({}));
    expect(() => capture.feed(new Uint8Array(1))).toThrow('no source');
    capture.source('a');
    expect(() => capture.source('b')).toThrow('a has not ended');
  });
});
