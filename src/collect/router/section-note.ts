import { sectionNoteLine } from '../../capture/section-note.ts';
import type { SectionEnd } from './collected-section.ts';

/** How a capture or a bundle notes the end of a command; null where it came to its end. The script writes the same for a forum. */
export function sectionNote(end: SectionEnd): string | null {
  switch (end.how) {
    case 'exited':
      return null;
    case 'timed-out':
      return sectionNoteLine({ what: 'not-finished', reason: `took longer than ${end.afterSeconds} s` });
    case 'cut':
      return sectionNoteLine({ what: 'not-finished', reason: `printed more than ${end.afterBytes} bytes` });
    case 'skipped':
      return sectionNoteLine({ what: 'not-run', reason: end.reason });
    case 'unfinished':
      return sectionNoteLine({
        what: 'not-finished',
        reason: 'the connection or the router ended before it did',
      });
  }
}
