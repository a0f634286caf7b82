import { describe, expect, test } from 'vitest';
import type { Span } from '../../src/capture/position.ts';
import { codeFrames } from '../../src/report/text/code-frame.ts';
import { render } from '../../src/report/text/layout.ts';
import { plainPalette } from '../../src/report/text/palette.ts';
import type { Evidence } from '../../src/situation/evidence.ts';
import { absent, present } from '../../src/situation/evidence.ts';

function spanIn(text: string, words: string, line = 7): Span {
  return { source: 'log', line, column: text.indexOf(words) + 1, length: words.length, text };
}

function frame(
  evidence: readonly Evidence[],
  own: { width?: number; unicode?: boolean; limit?: number } = {},
): string[] {
  const { width = 60, unicode = false, limit = 9 } = own;
  const rows = codeFrames({ width, unicode, verbose: false }, evidence, 'error', limit);
  return render(rows, plainPalette).trimEnd().split('\n');
}

describe('a code frame', () => {
  test('marks the very columns', () => {
    expect(frame([present(spanIn('option proto qmi', 'qmi'), 'not here')])).toEqual([
      '    --> log:7:14',
      '  7 | option proto qmi',
      '    |              ^~~ not here',
    ]);
  });

  test('counts columns of wide and combining characters, tabs and escapes as they are shown', () => {
    const line = '漢e\u0301\t\u001bX';
    const rows = frame([present(spanIn(line, 'X'))], { unicode: true });
    expect(rows[1]).toBe('  7 │ 漢e\u0301    ␛X');
    expect(rows[2]).toBe(`    │ ${' '.repeat(8)}━`);
  });

  test('cuts a long line at its beginning, at a word, so that the mark is seen', () => {
    const line = `${'time '.repeat(20)}the end`;
    const [, shown = '', marker = ''] = frame([present(spanIn(line, 'end'))], { width: 40 });
    expect(shown).toMatch(/^ {2}7 \| \.\.\.time .*the end$/);
    expect(shown.length).toBeLessThanOrEqual(40);
    expect(marker.indexOf('^')).toBe(shown.indexOf('end'));
  });

  test.each([
    ['logread', 'Sat Feb  7 08:03:41 2026 [1770447821.417] daemon.notice '],
    ['LuCI', '[Aug 22, 2026, 1:59:14 PM GMT+2] daemon.notice: '],
    ['busybox', 'Mar 14 22:10:05 OpenWrt daemon.notice '],
    ['journalctl', '2026-08-22T13:59:14+02:00 gw '],
    ['RFC 5424', '<29>1 2026-08-22T13:59:14.123456+02:00 '],
  ])('begins a cut line of %s with who says it', (_name, head) => {
    const line = `${head}netifd: Interface 'wwan' is now up`;
    const width = line.length - head.length + 20;
    const [, shown = ''] = frame([present(spanIn(line, 'Interface'))], { width });
    expect(shown).toBe(`  7 | ...netifd: Interface 'wwan' is now up`);
  });

  test('begins no cut line inside the stamp of the kernel', () => {
    const line = "[  127.220000][  T123] qmi_wwan 1-1:1.4 wwan0: register 'qmi_wwan' at usb-xhci-1";
    const [, shown = ''] = frame([present(spanIn(line, 'usb-xhci-1'))], { width: 76 });
    expect(shown).toBe("  7 | ...qmi_wwan 1-1:1.4 wwan0: register 'qmi_wwan' at usb-xhci-1");
  });

  test('cuts both sides where the mark stands far inside', () => {
    const line = `${'left '.repeat(30)}MARK ${'right '.repeat(30)}`;
    const [, shown = '', marker = ''] = frame([present(spanIn(line, 'MARK'))], { width: 50 });
    expect(shown).toMatch(/\| \.\.\.left.*MARK.*\.\.\.$/);
    expect(marker.indexOf('^')).toBe(shown.indexOf('MARK'));
    expect(marker.trimEnd().length - marker.indexOf('^')).toBe(4);
  });

  test('looks only at the part around the mark of a line of megabytes', () => {
    const line = `${'a'.repeat(3_000_000)} MARK ${'b'.repeat(3_000_000)}`;
    const [header, shown = '', marker = ''] = frame([present(spanIn(line, 'MARK'))], { width: 50 });
    expect(header).toBe('    --> log:7:3000002');
    expect(marker.indexOf('^')).toBe(shown.indexOf('MARK'));
  });

  test('puts lines in order, one frame per source, and says what is missing where', () => {
    const first = spanIn('discover', 'discover', 9);
    const last = spanIn('end of log', 'end', 12);
    const elsewhere: Span = { ...spanIn('other', 'other', 1), source: 'dmesg' };
    expect(frame([present(last), absent('an offer', first, last), present(elsewhere)])).toEqual([
      '     --> log:9:1',
      '   9 | discover',
      '     : missing from line 9 to line 12: an offer',
      '  12 | end of log',
      '     | ^~~',
      '    --> dmesg:1:1',
      '  1 | other',
      '    | ^~~~~',
    ]);
  });

  test('shows a line once, with all its marks', () => {
    const text = 'sending -> AT';
    const rows = frame([
      present(spanIn(text, 'AT'), 'sent'),
      present(spanIn(text, 'sending')),
      present(spanIn(text, 'AT'), 'sent'),
    ]);
    expect(rows.filter((row) => row.includes('sending -> AT'))).toHaveLength(1);
    expect(rows.filter((row) => row.includes('^'))).toHaveLength(2);
  });

  test('counts what it leaves out', () => {
    const many = [1, 2, 3, 4].map((line) => present(spanIn('Sending discover...', 'Sending', line)));
    expect(frame(many, { limit: 2 }).at(-1)).toBe('  and 2 more lines, shown with --verbose');
    expect(frame(many, { limit: 3 }).at(-1)).toBe('  and 1 more line, shown with --verbose');
  });

  test('wraps a label that does not fit behind its mark', () => {
    const rows = frame(
      [present(spanIn('a short line', 'line'), 'a remark of many words that needs more than one row here')],
      { width: 40 },
    );
    expect(rows.length).toBeGreaterThan(4);
    for (const row of rows) expect(row.length).toBeLessThanOrEqual(40);
    expect(rows.slice(3).every((row) => row.startsWith('    | '))).toBe(true);
  });
});
