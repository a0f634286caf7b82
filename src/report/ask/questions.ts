import { readShellLine } from '../../grammar/structures/shell-words.ts';
import { type Rung, rungIndex } from '../../knowledge/rung.ts';
import type { Diagnosis, EpisodeVerdict, Finding, NotChecked } from '../../rules/finding.ts';
import { commandLine } from '../command-line.ts';
import { ladderSteps } from '../ladder-steps.ts';
import { openAsks } from '../next-step.ts';
import { type EpisodeView, overviewOf } from '../overview.ts';
import { type Askable, askables } from './askables.ts';
import { type Known, knownOf } from './known.ts';

/** A command to run on the router, and what its output tells. */
export interface Question {
  /** In words, to stand behind `shows`. */
  readonly shows: string;
  readonly command: string;
  /** The rungs that it tells of; empty where it tells of the router, or of what one rule wants to know. */
  readonly tells: readonly Rung[];
}

/** All that a diagnosis wants to see of a router of which nothing is known, the most telling first. */
export function allQuestions(): readonly Question[] {
  return questionsOf(askables, knownOf(null));
}

/** What is missing for a diagnosis of what stands in a text, the most telling first; empty where nothing is. */
export function missingQuestions(diagnosis: Diagnosis): readonly Question[] {
  const { subject } = overviewOf(diagnosis);
  return subject === null ? allQuestions() : questionsAbout(subject, diagnosis.notChecked);
}

/** The same for one episode, with what was known before on the same router. */
export function questionsAbout(view: EpisodeView, notChecked: readonly NotChecked[]): readonly Question[] {
  const known = knownOf(view.episode);
  const asked = openAsks(notChecked, view.episode).filter(({ episode }) => episode === view.episode.id);
  const open = askables.filter((one) => !known.episodes.some(one.isShown));
  const test = testOf(view.main, known);
  const asks = [...test.map(({ command }) => command), ...asked.map(({ ask }) => ask)];
  const wanted = open.filter((one) => asks.some((ask) => isSame(ask, one.command(known))));
  const rest = open.filter((one) => !wanted.includes(one) && isTelling(one, view));
  const target = targetOf(view.verdict);
  const byDistance = [...rest].sort((one, other) => distance(one, target) - distance(other, target));
  const own = [...test, ...asked.flatMap((item) => ownQuestion(item))].filter(
    ({ command }) => !wanted.some((one) => isSame(command, one.command(known))),
  );
  const all = [...own, ...questionsOf([...wanted, ...byDistance], known)];
  const seen = new Set<string>();
  return all.filter(({ command }) => !seen.has(command) && seen.add(command));
}

function questionsOf(chosen: readonly Askable[], known: Known): readonly Question[] {
  return chosen.flatMap(({ shows, tells, command }) => {
    const line = command(known);
    return line === null ? [] : [{ shows: shows(known), command: line, tells }];
  });
}

/** The rung whose state decides: where it stops, or the first that is not shown. */
function targetOf({ rung, reached, state }: EpisodeVerdict): number | null {
  if (rung !== null) return rungIndex(rung);
  if (reached !== null) return rungIndex(reached) + 1;
  return state === 'working' ? rungIndex('internet') : null;
}

/** What is reached needs no asking, what stands above the rung where it stops is consequence, and what is proven is clear. */
function isTelling({ tells }: Askable, view: EpisodeView): boolean {
  const { verdict, main } = view;
  const steps = ladderSteps(view);
  const open = tells.filter((rung) => steps.find((step) => step.rung === rung)?.state !== 'reached');
  const stop = verdict.rung;
  switch (verdict.state) {
    case 'broken':
    case 'mixed':
      if (main?.confidence === 'proven') return tells.length === 0 && needsRelease(main);
      return tells.length === 0 || open.some((rung) => stop === null || rungIndex(rung) <= rungIndex(stop));
    case 'working':
      return open.length > 0;
    case 'undetermined':
    case 'no-modem-data':
      return tells.length === 0 || open.length > 0;
  }
}

/** Which program installs, and how an option is called, depends on it. */
function needsRelease({ fix }: Finding): boolean {
  return fix?.steps.some(({ type }) => type === 'install' || type === 'set-netdev') === true;
}

/** What tells of the decisive rung first, then of those below it, then of the router, then of what lies above. */
function distance({ tells }: Askable, target: number | null): number {
  if (target === null) return 0;
  if (tells.length === 0) return 5;
  return Math.min(
    ...tells.map((rung) => {
      const index = rungIndex(rung);
      return index <= target ? target - index : 10 + index;
    }),
  );
}

/** The two ask the same program for the same. */
function isSame(ask: string, command: string | null): boolean {
  if (command === null) return false;
  const key = (text: string): readonly string[] =>
    readShellLine(text).calls.flatMap(({ program, arguments: words }) => {
      if (program === 'cat') return words;
      return program === 'logread' || program === 'dmesg' || program === 'lsmod' || program === 'mmcli'
        ? [program]
        : [[program, ...words].join(' ')];
    });
  const asked = new Set(key(ask));
  return key(command).some((one) => asked.has(one));
}

/** Programs that only read, whatever their arguments, and that are always there. */
const readers: ReadonlySet<string> = new Set([
  'cat',
  'dmesg',
  'grep',
  'head',
  'ifconfig',
  'ifstatus',
  'logread',
  'ls',
  'lsmod',
  'tail',
  'wc',
]);

/** Reads only, prints no secret of the configuration, and ends by itself. */
function isSafe(command: string): boolean {
  const { calls } = readShellLine(command);
  return (
    calls.length > 0 &&
    !/[\n`$\\]|\/etc\/config/.test(command) &&
    calls.every(({ program, writesTo, arguments: words }) => {
      // `dmesg -w` and `logread -f` never end, `dmesg -c` throws away what it prints.
      const changes =
        ['dmesg', 'logread', 'tail'].includes(program) && words.some((word) => /^-\w*[cCfFwW]/.test(word));
      return readers.has(program) && writesTo === null && !changes;
    })
  );
}

/** What a rule wants to see that is nothing of the list. */
function ownQuestion({ ask, missing }: NotChecked): readonly Question[] {
  return isSafe(ask) ? [{ shows: missing, command: ask, tells: [] }] : [];
}

/** What would prove the main finding, where that only takes a look. */
function testOf(main: Finding | null, known: Known): readonly Question[] {
  if (main === null || main.confidence === 'proven' || main.confirm?.command == null) return [];
  const { words, holes } = commandLine(main.confirm.command);
  const command = words.join(' ');
  if (holes.length > 0 || !isSafe(command)) return [];
  const isShown = askables.some(
    (one) => isSame(command, one.command(known)) && known.episodes.some(one.isShown),
  );
  return isShown ? [] : [{ shows: `whether it is ${main.rule}`, command, tells: [] }];
}
