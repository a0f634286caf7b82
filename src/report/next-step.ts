import { readShellLine } from '../grammar/structures/shell-words.ts';
import type { Confirmation, Fix, NotChecked } from '../rules/finding.ts';
import type { Episode } from '../situation/situation.ts';
import type { EpisodeView } from './overview.ts';
import { standingOf } from './standing.ts';

/** The one thing to do now: a test (with what to do if it says yes), a fix, a command that tells more, or all of them. */
export type NextStep =
  | { readonly type: 'confirm'; readonly confirm: Confirmation; readonly fix: Fix | null }
  | { readonly type: 'fix'; readonly fix: Fix }
  | { readonly type: 'ask'; readonly open: NotChecked }
  | { readonly type: 'collect' }
  | { readonly type: 'none' };

export function nextStepOf(subject: EpisodeView, notChecked: readonly NotChecked[]): NextStep {
  const { main } = subject;
  if (main !== null && main.confidence !== 'proven' && main.confirm !== null) {
    return { type: 'confirm', confirm: main.confirm, fix: main.fix };
  }
  if (main !== null && main.fix !== null) return { type: 'fix', fix: main.fix };
  if (main !== null && main.confirm !== null) return { type: 'confirm', confirm: main.confirm, fix: null };
  const open = nextAsk(subject, notChecked);
  if (open !== null) return { type: 'ask', open };
  return { type: wantsAll(subject, notChecked) ? 'collect' : 'none' };
}

export function askWords({ missing }: NotChecked): string {
  return `run this and give hwdiag the output; it shows ${missing}`;
}

/** The command that is the next step because no finding offers one; null where there is none. */
export function nextAsk(
  { main, episode, verdict }: EpisodeView,
  notChecked: readonly NotChecked[],
): NotChecked | null {
  if (verdict.state === 'working' || (main !== null && (main.fix !== null || main.confirm !== null)))
    return null;
  return openAsks(notChecked, episode).find((open) => open.episode === episode.id) ?? null;
}

/** Without those whose answer the episode already has: the whole output of the command that they take a part of. */
export function openAsks(notChecked: readonly NotChecked[], episode: Episode): readonly NotChecked[] {
  return notChecked.filter((open) => open.episode !== episode.id || !isAnswered(open.ask, episode));
}

/** Commands that print all of something, of which an ask is content with a part. */
const wholeLogs: readonly string[] = ['dmesg', 'logread', 'lsmod', 'ps'];

/** What leaves an output as it is, or takes what is old from it. */
const harmlessFilters: readonly string[] = ['cat', 'tail'];

function isAnswered(ask: string, { printedBy, commands, unfinished }: Episode): boolean {
  const [first] = readShellLine(ask).calls;
  if (first === undefined || !wholeLogs.includes(first.program)) return false;
  const typed = [...printedBy.values(), ...commands.map((known) => known.typed.command)];
  return typed.some((command) => {
    const [own, ...filters] = readShellLine(command.text).calls;
    return (
      own?.program === first.program &&
      filters.every(({ program }) => harmlessFilters.includes(program)) &&
      !unfinished.has(command)
    );
  });
}

/** Where the commands stand, and what for. `title` is the heading above them. */
export function collectWords(view: EpisodeView, title: string): string {
  const what = `run the commands under “${title}” at the end, and give hwdiag what they print.`;
  const isSound = view.attempt === null && standingOf(view).isSound;
  return isSound ? `if something does not work all the same, ${what}` : what;
}

/** Whether nothing better can be asked for than all that a diagnosis needs. */
export function wantsAll(subject: EpisodeView, notChecked: readonly NotChecked[]): boolean {
  return (
    subject.main === null && subject.verdict.state !== 'working' && nextAsk(subject, notChecked) === null
  );
}
