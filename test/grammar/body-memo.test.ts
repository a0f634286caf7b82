import { describe, expect, it } from 'vitest';
import { BodyMemo } from '../../src/grammar/body-memo.ts';

const encoder = new TextEncoder();

/** Asks for a body as the reader does, and keeps the value where it is not known. */
function ask(memo: BodyMemo<{ readonly of: string }>, body: string, voice = 'netifd'): string | null {
  const bytes = encoder.encode(`>>${body}<<`);
  const known = memo.find(bytes, 2, bytes.length - 2, voice);
  if (known === undefined) memo.keep(bytes, 2, bytes.length - 2, voice, { of: body });
  return known?.of ?? null;
}

describe('BodyMemo', () => {
  it('knows a body from its third time on', () => {
    const memo = new BodyMemo<{ readonly of: string }>();
    expect([ask(memo, 'link is up'), ask(memo, 'link is up'), ask(memo, 'link is up')]).toEqual([
      null,
      null,
      'link is up',
    ]);
  });

  it('tells bodies and voices apart', () => {
    const memo = new BodyMemo<{ readonly of: string }>();
    for (let round = 0; round < 3; round += 1) ask(memo, 'OK', 'chat');
    expect(ask(memo, 'OK', 'chat')).toBe('OK');
    expect(ask(memo, 'OK', 'netifd')).toBeNull();
    expect(ask(memo, 'OKAY', 'chat')).toBeNull();
    expect(ask(memo, '', 'chat')).toBeNull();
  });

  it('gives no body another’s value, however many there are', () => {
    const memo = new BodyMemo<{ readonly of: string }>();
    for (let round = 0; round < 3; round += 1) {
      for (let at = 0; at < 30_000; at += 1) {
        const body = `port ${at}`;
        if (![null, body].includes(ask(memo, body))) expect.unreachable(body);
      }
    }
  });

  it('does not keep long bodies', () => {
    const memo = new BodyMemo<{ readonly of: string }>();
    const long = 'x'.repeat(129);
    for (let round = 0; round < 4; round += 1) expect(ask(memo, long)).toBeNull();
  });
});
