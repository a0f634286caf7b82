import type { Episode } from '../../situation/situation.ts';
import { collectablesFor, howToAsk, howToHandOver, howToTry } from '../no-data.ts';
import { askRows } from './commands.ts';
import type { Page, Row } from './layout.ts';
import { heading, paragraph, run } from './layout.ts';

/** What the list of commands is called, where a next step points to it. */
export const collectingTitle = 'What to run on the router';

/**
 * What to run on the router, as lines that can be pasted into a shell as they are.
 *
 * @param episode what the text shows; null where it shows nothing
 * @param name of the interface to start
 */
export function collecting(page: Page, episode: Episode | null, name: string | null): Row[] {
  return [
    ...heading(page, collectingTitle),
    ...collectablesFor(episode).flatMap(({ shows, command }) => [
      ...paragraph(page, [run(page, `# ${shows}`, 'muted')], [run(page, '      ')]),
      ...askRows(page, command),
    ]),
    ...paragraph(page, [run(page, howToTry(name))], [run(page, '  ')]),
    ...paragraph(page, [run(page, `${howToHandOver} ${howToAsk}`)], [run(page, '  ')]),
  ];
}
