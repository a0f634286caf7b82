import type { CollectedSection } from './collected-section.ts';
import { sectionNote } from './section-note.ts';

const newline = 0x0a;

/** A host name as a prompt may have it; the router tells it, and a router may tell anything. */
const plainHost = /^[A-Za-z0-9][\w.-]{0,63}$/;

/**
 * What a section of a collection looks like in a capture or a bundle: a prompt with the command, what it printed, and a note
 * where it did not come to its end. Bytes, for a command may print anything; ends with a newline.
 */
export function sectionText(section: CollectedSection, host: string | null): Uint8Array {
  const name = host !== null && plainHost.test(host) ? host : 'router';
  const note = sectionNote(section.end);
  const { output } = section;
  const openLine = output.length > 0 && output.at(-1) !== newline;
  return Buffer.concat([
    Buffer.from(`root@${name}:~# ${section.command}\n`),
    output,
    Buffer.from(`${openLine ? '\n' : ''}${note === null ? '' : `${note}\n`}`),
  ]);
}
