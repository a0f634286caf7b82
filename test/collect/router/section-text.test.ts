import { describe, expect, test } from 'vitest';
import { readSectionNote } from '../../../src/capture/section-note.ts';
import type { SectionEnd } from '../../../src/collect/router/collected-section.ts';
import { sectionNote } from '../../../src/collect/router/section-note.ts';
import { sectionText } from '../../../src/collect/router/section-text.ts';

const text = (end: SectionEnd, output: string, host: string | null = 'OpenWrt') =>
  Buffer.from(
    sectionText(
      { name: 'usb', command: 'lsmod', startedAt: 0, seconds: 1, end, output: Buffer.from(output) },
      host,
    ),
  ).toString();

describe('a section as text', () => {
  test('is a prompt with its command, and what it printed', () => {
    expect(text({ how: 'exited', code: 0 }, 'Module\n')).toBe('root@OpenWrt:~# lsmod\nModule\n');
    expect(text({ how: 'exited', code: 1 }, 'no newline')).toBe('root@OpenWrt:~# lsmod\nno newline\n');
    expect(text({ how: 'exited', code: 0 }, '')).toBe('root@OpenWrt:~# lsmod\n');
  });

  test('names no host that is none', () => {
    expect(text({ how: 'exited', code: 0 }, '', null)).toBe('root@router:~# lsmod\n');
    expect(text({ how: 'exited', code: 0 }, '', 'a b\x1b[2J')).toBe('root@router:~# lsmod\n');
  });

  test('says what did not come to its end, in a line that can be read again', () => {
    const ends: readonly (readonly [SectionEnd, string, 'not-run' | 'not-finished'])[] = [
      [{ how: 'timed-out', afterSeconds: 10 }, 'took longer than 10 s', 'not-finished'],
      [{ how: 'cut', afterBytes: 131_072 }, 'printed more than 131072 bytes', 'not-finished'],
      [{ how: 'unfinished' }, 'the connection or the router ended before it did', 'not-finished'],
      [
        { how: 'skipped', reason: '/dev/ttyUSB2 is held\nby pppd[12]' },
        '/dev/ttyUSB2 is held by pppd[12]',
        'not-run',
      ],
    ];
    for (const [end, reason, what] of ends) {
      const last = text(end, 'half a li').trimEnd().split('\n').at(-1) ?? '';
      expect(readSectionNote(last)).toEqual({ what, reason });
    }
    expect(sectionNote({ how: 'exited', code: 0 })).toBeNull();
    expect(readSectionNote('# hwdiag is a program')).toBeNull();
  });
});
