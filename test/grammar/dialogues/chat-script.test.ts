import { describe, expect, it } from 'vitest';
import type { ChatScript } from '../../../src/grammar/dialogues/dialogue.ts';
import { collect, theOnly } from './collected.ts';
import { chat } from './log.ts';

const settings = [
  'abort on (BUSY)',
  'abort on (NO CARRIER)',
  'abort on (ERROR)',
  'report (CONNECT)',
  'timeout set to 10 seconds',
];
const reset = ['send (AT&F^M)', 'expect (OK)', '^M', 'OK', ' -- got it'];
const context = [
  'send (AT+CGDCONT=1,"IP","giffgaff.com"^M)',
  'timeout set to 30 seconds',
  'expect (OK)',
  '^M',
  'AT+CGDCONT=1,"IP","giffgaff.com"^M^M',
  'OK',
  ' -- got it',
];
const dial = ['send (ATD*99***1#^M)', 'expect (CONNECT)', '^M', 'ATD*99***1#^M^M'];
const connected = ['CONNECT', ' -- got it', 'send ( ^M)'];

function read(...bodies: readonly string[]): ChatScript {
  return theOnly('chat-script', ...chat(10_807, ...bodies));
}

/** What was sent, what came, and how it ended, a step a line. */
function outline({ steps }: ChatScript): readonly string[] {
  return steps.map(({ sent, expected, answers, outcome }) =>
    [
      sent?.fields.words ?? '…',
      expected?.fields.words ?? '-',
      answers.map(({ fields }) => fields.words).join(','),
      outcome,
    ].join(' | '),
  );
}

describe('a chat script', () => {
  it('that connects, as in the first thread', () => {
    const script = read(...settings, ...reset, ...context, ...dial, ...connected);
    expect(outline(script)).toEqual([
      'AT&F^M | OK | OK | matched',
      'AT+CGDCONT=1,"IP","giffgaff.com"^M | OK | OK | matched',
      'ATD*99***1#^M | CONNECT | CONNECT | matched',
      ' ^M | - |  | open',
    ]);
    expect(script).toMatchObject({ pid: 10_807, outcome: 'finished', abortedBy: null });
    expect(script.steps.map(({ command }) => command !== null)).toEqual([true, true, true, false]);
    expect(script.steps[1]?.command?.name).toBe('+CGDCONT');
    expect(script.first.kind).toBe('chat.abort-on');
    expect(script.last.kind).toBe('chat.send');
  });

  it.each(['BUSY', 'NO CARRIER', 'ERROR'])('that the modem ends with %s', (word) => {
    const script = read(...settings, ...reset, ...dial, word, ' -- failed', `Failed (${word})`);
    expect(outline(script).at(-1)).toBe(`ATD*99***1#^M | CONNECT | ${word} | aborted`);
    expect(script).toMatchObject({ outcome: 'aborted', abortedBy: word });
    expect(script.steps.at(-1)?.outcomeAt?.kind).toBe('chat.failed');
  });

  it('whose modem is silent times out', () => {
    const script = read(...settings, 'send (AT&F^M)', 'expect (OK)', 'alarm', 'Failed');
    expect(outline(script)).toEqual(['AT&F^M | OK |  | timed-out']);
    expect(script).toMatchObject({ outcome: 'timed-out', abortedBy: null });
  });

  it('whose modem says something else times out once', () => {
    const said = ['^M', '+CREG: 0', 'alarm', ' -- read timed out', 'Failed'];
    const script = read(...settings, 'send (AT&F^M)', 'expect (OK)', ...said);
    expect(outline(script)).toEqual(['AT&F^M | OK | +CREG: 0 | timed-out']);
    expect(script.outcome).toBe('timed-out');
    expect(script.steps[0]?.outcomeAt?.kind).toBe('chat.alarm');
  });

  it('that tries again after a time-out, and finishes', () => {
    const script = read(
      'send (AT^M)',
      'expect (OK)',
      'alarm',
      'send (AT^M)',
      'expect (OK)',
      'OK',
      ' -- got it',
    );
    expect(outline(script)).toEqual(['AT^M | OK |  | timed-out', 'AT^M | OK | OK | matched']);
    expect(script.outcome).toBe('finished');
  });

  it.each([
    ['the port goes away', ' -- read failed: Input/output error', 'aborted'],
    ['the port cannot be written to', ' -- write timed out', 'timed-out'],
    ['pppd stops it', 'SIGTERM', 'unfinished'],
  ])('when %s', (_, words, outcome) => {
    expect(read(...settings, 'send (AT&F^M)', 'expect (OK)', words).outcome).toBe(outcome);
  });
});

describe('a log', () => {
  it('that begins late keeps what it shows', () => {
    const script = read('NO CARRIER', ' -- failed', 'Failed (NO CARRIER)');
    expect(outline(script)).toEqual(['… | - | NO CARRIER | aborted']);
    expect(script).toMatchObject({ outcome: 'aborted', abortedBy: 'NO CARRIER' });
    expect(read(' -- got it', ...dial, ...connected).outcome).toBe('finished');
  });

  it('that stops early says so', () => {
    expect(read(...settings).outcome).toBe('unfinished');
    expect(read(...settings, ...reset, 'send (ATD*99***1#^M)').outcome).toBe('finished');
    const waiting = read(...settings, ...reset, ...dial);
    expect(waiting.outcome).toBe('unfinished');
    expect(waiting.steps.at(-1)?.outcome).toBe('open');
  });

  it('without the line that says why takes the answer', () => {
    const script = read(...settings, ...dial, 'NO CARRIER', ' -- failed');
    expect(script).toMatchObject({ outcome: 'aborted', abortedBy: 'NO CARRIER' });
  });

  it('without an expect keeps the answer with what was sent', () => {
    const script = read('send (ATD*99***1#^M)', 'ATD*99***1#^M^M', 'CONNECT', ' -- got it');
    expect(outline(script)).toEqual(['ATD*99***1#^M | - | CONNECT | matched']);
  });

  it('without an answer keeps the steps apart', () => {
    const script = read('send (AT&F^M)', 'expect (OK)', 'send (ATE1^M)', 'expect (OK)', 'OK', ' -- got it');
    expect(outline(script)).toEqual(['AT&F^M | OK |  | open', 'ATE1^M | OK | OK | matched']);
  });

  it('of two scripts at once is two scripts', () => {
    const one = chat(1, ...reset, ...dial, 'BUSY', ' -- failed', 'Failed (BUSY)');
    const other = chat(2, ...reset, ...dial, ...connected);
    const woven = one.flatMap((line, at) => [line, other[at] ?? []].flat());
    const scripts = collect('chat-script', ...woven, ...other.slice(one.length));
    expect(scripts.map(({ pid, outcome }) => [pid, outcome])).toEqual([
      [1, 'aborted'],
      [2, 'finished'],
    ]);
  });

  it('in which a process id comes again is two scripts', () => {
    const lines = [...settings, ...dial, 'BUSY', ' -- failed', 'Failed (BUSY)'];
    const scripts = collect('chat-script', ...chat(7, ...lines), ...chat(7, ...lines));
    expect(scripts.map(({ abortedBy, steps }) => [abortedBy, steps.length])).toEqual([
      ['BUSY', 1],
      ['BUSY', 1],
    ]);
  });
});
