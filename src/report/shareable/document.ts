import type { Rung } from '../../knowledge/rung.ts';
import { hasToken } from '../../redact/hit.ts';
import type { Diagnosis, Finding, Severity } from '../../rules/finding.ts';
import type { Evidence } from '../../situation/evidence.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';
import { commandLine } from '../command-line.ts';
import { furtherOf, type Grown } from '../further-findings.ts';
import { type LadderStep, ladderSteps, lostAt } from '../ladder-steps.ts';
import { nextAsk, nextStepOf, wantsAll } from '../next-step.ts';
import { collectables, howToHandOver, howToTry, nothingRecognised, whatIsRead } from '../no-data.ts';
import type { EpisodeView } from '../overview.ts';
import { overviewOf } from '../overview.ts';
import { isPrintable, printableWords } from '../printable.ts';
import { proofOf } from '../proof.ts';
import { redactedDiagnosis } from '../redacted.ts';
import type { RemedyStep } from '../remedy.ts';
import { holesOf, remedySteps } from '../remedy.ts';
import { alike, asidesOf } from '../text/asides.ts';
import { collectingTitle } from '../text/collecting.ts';
import { endWords, episodeWords } from '../text/episodes.ts';
import { glyphsFor } from '../text/glyphs.ts';
import type { Page } from '../text/layout.ts';
import { type Places, placesIn } from '../text/places.ts';
import { reasonWords, unreadWarning } from '../text/set-aside.ts';
import { attemptWords, contextFacts } from '../text/subject.ts';
import { verdictSentence, verdictSign } from '../text/verdict-sentence.ts';
import { confidenceWords, counted, fixLead, listed } from '../words.ts';

/** Words without any mark-up; printable, on one line, secrets replaced. */
export interface Phrase {
  readonly text: string;
  readonly look: 'plain' | 'strong' | 'muted';
}

/** How something stands, for its sign and its colour. */
export type Tone = 'good' | 'error' | 'warning' | 'note';

/**
 * A report to be handed on, as blocks in the order of the text report: what each format writes in its own marks. All of it
 * is redacted and printable, and none of it is marked up yet.
 */
export type Block =
  | {
      readonly type: 'verdict';
      readonly sign: string;
      readonly tone: Tone;
      readonly words: readonly Phrase[];
    }
  | { readonly type: 'heading'; readonly text: string }
  | { readonly type: 'words'; readonly words: readonly Phrase[] }
  | { readonly type: 'facts'; readonly facts: readonly (readonly [name: string, words: string])[] }
  | { readonly type: 'ladder'; readonly steps: readonly LadderStep[]; readonly lostAt: Rung | null }
  /** Lines of the input, with what is marked in them; at most `limit` of them are shown. */
  | {
      readonly type: 'lines';
      readonly evidence: readonly Evidence[];
      readonly severity: Severity | null;
      readonly limit: number;
    }
  /** One line each; they can be run as they stand, all of them. */
  | { readonly type: 'commands'; readonly lines: readonly string[] }
  /** What is no command before something has been filled in. */
  | { readonly type: 'pattern'; readonly lines: readonly string[] }
  | { readonly type: 'list'; readonly items: readonly (readonly Phrase[])[] }
  | { readonly type: 'timeline'; readonly attempts: readonly TimedAttempt[] };

/** An attempt on the line of time. */
export interface TimedAttempt {
  /** As printed; null where its lines carry no date. */
  readonly time: string | null;
  /** Of its first and last line, to be compared with each other only. */
  readonly seconds: readonly [first: number, last: number] | null;
  readonly name: string;
  readonly end: string;
  readonly times: number;
  readonly reached: Rung | null;
  readonly broken: Rung | null;
  readonly tone: Tone;
  /** The verdict is about it. */
  readonly isSubject: boolean;
  /** The first one after a change of router, configuration or clock. */
  readonly opensEpisode: boolean;
}

/** How much of a report is told. */
export interface Extent {
  readonly verbose: boolean;
}

const page: Page = { width: Number.POSITIVE_INFINITY, unicode: true, verbose: false };
const proofLines = 6;
const furtherLines = 3;
const listLimit = 6;

/** A diagnosis as a document, secrets replaced. */
export function documentOf(original: Diagnosis, { verbose }: Extent): readonly Block[] {
  const diagnosis = redactedDiagnosis(original);
  const { subject, others } = overviewOf(diagnosis);
  const { setAside, stats, episodes } = diagnosis.situation;
  const places = placesIn(diagnosis);
  const leftOut = titled(
    'Left out',
    limited(
      setAside.map((one) => [plain(`${places.range([one])}: ${reasonWords({ ...page, verbose }, one)}`)]),
      verbose ? Number.POSITIVE_INFINITY : listLimit,
    ),
  );
  const counts: Block = {
    type: 'words',
    words: [
      muted(
        `${counted(stats.lines, 'line')} read: ${stats.messages} understood, ${stats.foreign} of other programs, ${stats.unknown} not known.`,
      ),
    ],
  };
  if (subject === null || diagnosis.verdict.state === 'no-modem-data') {
    const words = [strong(nothingRecognised), plain(` ${whatIsRead}`)];
    const sign = glyphsFor(true).undetermined;
    return [{ type: 'verdict', sign, tone: 'warning', words }, ...collecting(), ...leftOut, counts];
  }
  const limit = (lines: number) => (verbose ? Number.POSITIVE_INFINITY : lines);
  const { leadsTo, alsoFound } = furtherOf(subject);
  const { harmless, refuted } = asidesOf(subject.episode.id, diagnosis.findings);
  const findings = (grown: readonly Grown[]) =>
    grown.flatMap((one) => findingBlocks(one, subject.episode, limit(furtherLines)));
  const asides = (title: string, told: readonly Finding[], most: number) =>
    titled(title, limited(asideItems(places, told), limit(most)));
  return [
    verdictBlock(subject, unreadWarning(page, places, subject, diagnosis.situation)),
    ...situationBlock(places, subject, episodes),
    ...factsBlock(subject),
    { type: 'ladder', steps: ladderSteps(subject), lostAt: lostAt(subject) },
    ...proofBlocks(subject, limit(proofLines)),
    ...nextStepBlocks(subject, diagnosis),
    ...withHeading('What it leads to', findings(leadsTo)),
    ...withHeading('Also found', findings(alsoFound)),
    ...timelineBlocks(subject, episodes),
    ...titled('Worth knowing', noteItems(places, subject.notes)),
    ...titled(
      'Other situations in the same text',
      others.map((view) => episodeItem(places, view)),
    ),
    ...asides('Seen, and no fault', harmless, listLimit),
    ...asides('Ruled out', refuted, Number.POSITIVE_INFINITY),
    ...leftOut,
    ...notCheckedBlocks(subject, diagnosis, limit(4)),
    ...(wantsAll(subject, diagnosis.notChecked) ? collecting() : []),
    counts,
  ];
}

function phrase(look: Phrase['look']): (text: string) => Phrase {
  return (text) => ({ text: printableWords(text, true), look });
}
const plain = phrase('plain');
const strong = phrase('strong');
const muted = phrase('muted');

function withHeading(title: string, blocks: readonly Block[]): Block[] {
  return blocks.length === 0 ? [] : [{ type: 'heading', text: title }, ...blocks];
}

function titled(title: string, items: readonly (readonly Phrase[])[]): Block[] {
  return items.length === 0 ? [] : withHeading(title, [{ type: 'list', items }]);
}

function limited(items: readonly (readonly Phrase[])[], limit: number): readonly (readonly Phrase[])[] {
  const hidden = items.length - limit;
  return hidden <= 0 ? items : [...items.slice(0, limit), [muted(`and ${hidden} more`)]];
}

function sentenceOf(view: EpisodeView): readonly Phrase[] {
  // They have been made printable already.
  return verdictSentence(page, view).map(({ text, style }) => ({
    text,
    look: style === 'strong' ? 'strong' : 'plain',
  }));
}

function toneOf(view: EpisodeView): { readonly sign: string; readonly tone: Tone } {
  const { sign, style } = verdictSign(view.verdict.state, glyphsFor(true));
  return { sign, tone: style === 'good' || style === 'error' ? style : 'warning' };
}

function verdictBlock(subject: EpisodeView, warning: string | null): Block {
  const words = sentenceOf(subject);
  return {
    type: 'verdict',
    ...toneOf(subject),
    words: warning === null ? words : [...words, strong(` ${warning}`)],
  };
}

function situationBlock(places: Places, { episode }: EpisodeView, episodes: readonly Episode[]): Block[] {
  if (episodes.length < 2) return [];
  const which = episode === episodes.at(-1) ? 'the last of them' : `number ${episodes.indexOf(episode) + 1}`;
  const words = `This text tells of ${episodes.length} situations; this is ${which}, ${places.range(episode.sources)}.`;
  return [{ type: 'words', words: [muted(words)] }];
}

function factsBlock(subject: EpisodeView): Block[] {
  const facts = contextFacts(subject).map(([name, words]) => [name, printableWords(words, true)] as const);
  return facts.length === 0 ? [] : [{ type: 'facts', facts }];
}

function proofBlocks(subject: EpisodeView, limit: number): Block[] {
  const proof = proofOf(subject);
  if (proof === null) return [];
  const { title, evidence, finding, severity } = proof;
  const explanation = finding?.explanation ?? '';
  const blocks: Block[] = [
    ...(evidence.length === 0 ? [] : [{ type: 'lines' as const, evidence, severity, limit }]),
    ...(explanation === '' ? [] : [{ type: 'words' as const, words: [plain(explanation)] }]),
  ];
  return withHeading(finding === null ? title : `${title} [${finding.rule}]`, blocks);
}

function nextStepBlocks(subject: EpisodeView, { notChecked }: Diagnosis): Block[] {
  const { episode } = subject;
  const next = nextStepOf(subject, notChecked);
  const title = 'Next step';
  const words = (text: string): Block => ({ type: 'words', words: [plain(text)] });
  switch (next.type) {
    case 'confirm': {
      const { text, command } = next.confirm;
      const steps: readonly RemedyStep[] =
        command === null ? [] : [{ type: 'command', command: commandLine(command), remark: null }];
      const then =
        next.fix === null
          ? []
          : [words(`If that is it: ${next.fix.summary}`), ...remedyBlocks(remedySteps(next.fix, episode))];
      return withHeading(title, [words(text), ...remedyBlocks(steps), ...then]);
    }
    case 'fix':
      return withHeading(title, [words(next.fix.summary), ...remedyBlocks(remedySteps(next.fix, episode))]);
    case 'ask':
      return withHeading(title, [
        words(`Run this and give hwdiag the output; it shows ${next.open.missing}.`),
        ...commandBlock(next.open.ask),
      ]);
    case 'collect':
      return withHeading(title, [
        words(`Run the commands under “${collectingTitle}” at the end, and give hwdiag what they print.`),
      ]);
    case 'none':
      return [];
  }
}

/** Steps in order; where one has a hole, or holds what had to be hidden or cannot be printed, none is shown as runnable. */
function remedyBlocks(steps: readonly RemedyStep[]): Block[] {
  const holes = holesOf(steps);
  const words = steps.flatMap((step) => (step.type === 'command' ? step.command.words : []));
  const isHidden = words.some(hasToken);
  const isRunnable = holes.length === 0 && !isHidden && words.every((word) => isPrintable(word, true));
  const blocks: Block[] = [];
  if (words.length > 0 && !isRunnable) {
    blocks.push({
      type: 'words',
      words: [
        strong('A pattern, not yet to be typed as it stands.'),
        plain(patternHint(holes.length, isHidden)),
      ],
    });
    const items = holes.map(({ placeholder, how }) => [strong(`<${placeholder}>`), plain(`: ${how}`)]);
    if (items.length > 0) blocks.push({ type: 'list', items });
  }
  let lines: string[] = [];
  const flush = () => {
    if (lines.length > 0) blocks.push({ type: isRunnable ? 'commands' : 'pattern', lines });
    lines = [];
  };
  for (const step of steps) {
    if (step.type === 'advice') {
      flush();
      blocks.push({ type: 'words', words: [plain(step.text)] });
    } else {
      const remark = step.remark === null ? '' : `  # ${step.remark}`;
      lines.push(printableWords(`${step.command.words.join(' ')}${remark}`, true));
    }
  }
  flush();
  return blocks;
}

function patternHint(holes: number, isHidden: boolean): string {
  if (holes > 0) return ' Find out first:';
  return isHidden
    ? ' What stands like <this-1> was hidden; put your own value there.'
    : ' It cannot be shown in full as it is.';
}

function commandBlock(line: string): Block[] {
  return remedyBlocks([{ type: 'command', command: { words: [line], holes: [] }, remark: null }]);
}

function findingBlocks({ finding, consequences }: Grown, episode: Episode, limit: number): Block[] {
  const { severity, title, confidence, rule, evidence, explanation, fix } = finding;
  return [
    {
      type: 'words',
      words: [strong(`${severity}: ${title}`), muted(` (${confidenceWords[confidence]}) [${rule}]`)],
    },
    ...(evidence.length === 0 ? [] : [{ type: 'lines' as const, evidence, severity, limit }]),
    ...(explanation === '' || finding.consequenceOf !== null
      ? []
      : [{ type: 'words' as const, words: [plain(explanation)] }]),
    ...(fix === null
      ? []
      : [
          { type: 'words' as const, words: [plain(`${fixLead(confidence)}: ${fix.summary}`)] },
          ...remedyBlocks(remedySteps(fix, episode)),
        ]),
    ...consequences.flatMap((one) => findingBlocks(one, episode, limit)),
  ];
}

function timelineBlocks(subject: EpisodeView, episodes: readonly Episode[]): Block[] {
  const attempts = episodes.flatMap((episode) =>
    episode.attempts.map((attempt, index) =>
      timed(attempt, episode, attempt === subject.attempt, index === 0),
    ),
  );
  const [only] = attempts;
  if (only === undefined || (attempts.length === 1 && only.times === 1)) return [];
  return withHeading('Attempts', [{ type: 'timeline', attempts }]);
}

function timed(attempt: Attempt, episode: Episode, isSubject: boolean, opensEpisode: boolean): TimedAttempt {
  const { clock, times, reached, broken, outcome, lost } = attempt;
  const name = attemptWords({ ...attempt, clock: null }, episode);
  return {
    time: clock === null ? null : printableWords(clock.first.text, true),
    seconds: clock === null ? null : [clock.first.seconds, clock.last.seconds],
    name: printableWords(name === '' ? `attempt ${attempt.id}` : name, true),
    end: printableWords(endWords(attempt), true),
    times,
    reached,
    broken: lost?.rung ?? broken,
    tone: toneOfOutcome(outcome),
    isSubject,
    opensEpisode,
  };
}

function toneOfOutcome(outcome: Attempt['outcome']): Tone {
  switch (outcome) {
    case 'up':
      return 'good';
    case 'failed':
    case 'lost':
      return 'error';
    case 'unfinished':
    case 'claimed':
      return 'warning';
  }
}

function asideItems(places: Places, findings: readonly Finding[]): (readonly Phrase[])[] {
  return alike(findings).flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const where = places.evidence(group.flatMap(({ evidence }) => evidence));
    return [[plain(first.title), muted(where === '' ? '' : ` (${where})`)]];
  });
}

function noteItems(places: Places, notes: readonly Finding[]): (readonly Phrase[])[] {
  return notes.map((note) => {
    const where = places.evidence(note.evidence);
    const explanation = note.explanation === '' ? '' : ` ${note.explanation}`;
    return [strong(note.title), muted(where === '' ? '.' : ` (${where}).`), plain(explanation)];
  });
}

function episodeItem(places: Places, view: EpisodeView): readonly Phrase[] {
  const rule = view.main === null ? [] : [muted(` [${view.main.rule}]`)];
  return [plain(`${toneOf(view).sign} ${episodeWords(places, view)}: `), ...sentenceOf(view), ...rule];
}

function notCheckedBlocks(subject: EpisodeView, { notChecked }: Diagnosis, limit: number): Block[] {
  const next = nextAsk(subject, notChecked);
  const asks = new Map<string, Set<string>>();
  for (const { episode, ask, missing } of notChecked) {
    if (episode !== subject.episode.id || (ask === next?.ask && missing === next.missing)) continue;
    asks.set(ask, (asks.get(ask) ?? new Set()).add(missing));
  }
  const title =
    subject.verdict.state === 'working'
      ? 'Not shown here; this would tell'
      : 'Could not be checked; this would show it';
  return withHeading(
    title,
    [...asks]
      .slice(0, limit)
      .flatMap(([ask, missing]): Block[] => [
        { type: 'words', words: [plain(listed([...missing]))] },
        ...commandBlock(ask),
      ]),
  );
}

function collecting(): Block[] {
  return withHeading(collectingTitle, [
    { type: 'commands', lines: collectables.flatMap(({ shows, command }) => [`# ${shows}`, command]) },
    { type: 'words', words: [plain(howToTry)] },
    { type: 'words', words: [plain(howToHandOver)] },
  ]);
}
