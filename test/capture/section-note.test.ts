import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSectionNote, sectionNoteLine } from '../../src/capture/section-note.ts';

describe('the note on a section', () => {
  it('reads what it writes', () => {
    const note = { what: 'not-finished', reason: 'took longer than 10 s' } as const;
    expect(sectionNoteLine(note)).toBe('# hwdiag: not finished: took longer than 10 s');
    expect(readSectionNote(sectionNoteLine(note))).toEqual(note);
    expect(readSectionNote('# hwdiag: not run: /dev/ttyUSB2 is held by pppd[1234]\r')).toEqual({
      what: 'not-run',
      reason: '/dev/ttyUSB2 is held by pppd[1234]',
    });
  });

  it('is one line whatever the reason, and comes back', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('not-run' as const, 'not-finished' as const),
        fc.string({ unit: 'binary', maxLength: 400 }).filter((text) => /[^\s\p{Cc}]/u.test(text)),
        (what, reason) => {
          const line = sectionNoteLine({ what, reason });
          expect(line).not.toMatch(/[\n\r\u2028\u2029]/);
          const read = readSectionNote(line);
          expect(read).not.toBeNull();
          expect(read && sectionNoteLine(read)).toBe(line);
        },
      ),
    );
  });

  it('is no sentence about hwdiag', () => {
    for (const line of [
      'I tried hwdiag: not run: it failed',
      '# hwdiag: not sure what this is',
      'hwdiag: not run:',
      '# hwdiag: not finished',
    ]) {
      expect(readSectionNote(line)).toBeNull();
    }
  });
});
