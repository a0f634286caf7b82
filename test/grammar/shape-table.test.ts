import { describe, expect, it } from 'vitest';
import { ShapeTable } from '../../src/grammar/shape-table.ts';

const encoder = new TextEncoder();

interface Made {
  readonly of: string;
}

/** Asks for a body as the reader does, and keeps the value where it is not known. Tells whose value it got. */
function ask(
  table: ShapeTable<Made>,
  body: string,
  { voice = 'netifd', digits = [] }: { voice?: string; digits?: readonly number[] | null } = {},
): string | null {
  const bytes = encoder.encode(`>>${body}<<`);
  const view = new DataView(bytes.buffer);
  const known = table.find(view, 2, bytes.length - 2, voice);
  if (known === undefined) table.keep(view, 2, bytes.length - 2, voice, { of: body }, digits);
  else expect(table.isSame).toBe(known.of === body);
  return known?.of ?? null;
}

describe('ShapeTable', () => {
  it('knows a body from its third time on', () => {
    const table = new ShapeTable<Made>();
    const answers = [ask(table, 'link is up'), ask(table, 'link is up'), ask(table, 'link is up')];
    expect(answers).toEqual([null, null, 'link is up']);
  });

  it('gives bodies that differ in digits only what was made of the first', () => {
    const table = new ShapeTable<Made>();
    expect(ask(table, 'lease of 10.1.2.3')).toBeNull();
    expect(ask(table, 'lease of 10.7.2.9')).toBeNull();
    expect(ask(table, 'lease of 99.9.9.9')).toBe('lease of 10.7.2.9');
    expect(ask(table, 'lease of 10.7.2.9')).toBe('lease of 10.7.2.9');
    expect(ask(table, 'lease of 10.1.2.33')).toBeNull();
    expect(ask(table, 'lease of 10.1.2.x')).toBeNull();
  });

  it('minds the digits that matter', () => {
    const table = new ShapeTable<Made>();
    const digits = [6];
    for (let round = 0; round < 2; round += 1) ask(table, 'level 0 of 3', { digits });
    expect(ask(table, 'level 0 of 9', { digits })).toBe('level 0 of 3');
    expect(ask(table, 'level 1 of 3', { digits })).toBeNull();
  });

  it('keeps for one text only what holds for no other', () => {
    const table = new ShapeTable<Made>();
    for (let round = 0; round < 2; round += 1) ask(table, 'port 7', { digits: null });
    expect(ask(table, 'port 8', { digits: null })).toBeNull();
    expect(ask(table, 'port 7', { digits: null })).toBe('port 7');
  });

  it('tells bodies and voices apart', () => {
    const table = new ShapeTable<Made>();
    for (let round = 0; round < 3; round += 1) ask(table, 'OK', { voice: 'chat' });
    expect(ask(table, 'OK', { voice: 'chat' })).toBe('OK');
    expect(ask(table, 'OK', { voice: 'netifd' })).toBeNull();
    expect(ask(table, 'OKAY', { voice: 'chat' })).toBeNull();
    expect(ask(table, '', { voice: 'chat' })).toBeNull();
  });

  it('gives no body another’s value, however many there are', () => {
    const table = new ShapeTable<Made>();
    for (let round = 0; round < 3; round += 1) {
      for (let at = 0; at < 30_000; at += 1) {
        const body = `port ${at.toString(36).replace(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)))}`;
        if (![null, body].includes(ask(table, body))) expect.unreachable(body);
      }
    }
  });

  it('does not keep long bodies', () => {
    const table = new ShapeTable<Made>();
    const long = 'x'.repeat(161);
    for (let round = 0; round < 4; round += 1) expect(ask(table, long)).toBeNull();
  });
});
