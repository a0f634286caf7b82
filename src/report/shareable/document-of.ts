import type { Diagnosis, Finding } from '../../rules/finding.ts';
import type { LiveProof } from '../../rules/live-proof.ts';
import type { Episode } from '../../situation/situation.ts';
import { commandLine } from '../command-line.ts';
import { type FileNames, fileNamesOf, inNamedFiles } from '../file-names.ts';
import { furtherOf, type Grown } from '../further-findings.ts';
import { ladderSteps, lostAt } from '../ladder-steps.ts';
import {
  changesWords,
  judgedTitle,
  judgementWords,
  leftChanges,
  leftTitle,
  liveTitle,
  outcomeWords,
  testWords,
} from '../live.ts';
import { missingTitle, missingWords } from '../missing-output.ts';
import { collectWords, nextAsk, nextStepOf, openAsks, wantsAll } from '../next-step.ts';
import { collectablesFor, howToHandOver, howToTry, noDataWords } from '../no-data.ts';
import type { EpisodeView } from '../overview.ts';
import { interfaceToStart, overviewOf } from '../overview.ts';
import { printableWords } from '../printable.ts';
import { proofOf } from '../proof.ts';
import { redactedDiagnosis } from '../redacted.ts';
import type { RemedyStep } from '../remedy.ts';
import { onlineAdvice, remedySteps } from '../remedy.ts';
import { alike, asidesOf } from '../text/asides.ts';
import { collectingTitle } from '../text/collecting.ts';
import { episodeWords, situationWords } from '../text/episodes.ts';
import { glyphsFor } from '../text/glyphs.ts';
import type { Page } from '../text/layout.ts';
import { type Places, placesIn } from '../text/places.ts';
import { reasonWords, unreadWarning } from '../text/set-aside.ts';
import { contextFacts } from '../text/subject.ts';
import { verdictSentence, verdictSign } from '../text/verdict-sentence.ts';
import { capital, confidenceWords, countWords, fixLead, listed } from '../words.ts';
import type { Block, Document, Tone, Verdict, Words } from './document.ts';
import { muted, plain, strong } from './phrase.ts';
import { commandBlocks, remedyBlocks } from './remedy-blocks.ts';
import type { Extent } from './shareable-report.ts';
import { timelineBlock } from './timeline-block.ts';

/** Sentences of the text report, on one line each. */
const page: Page = { width: Number.POSITIVE_INFINITY, unicode: true, verbose: false };

/** How much is told without `verbose`. */
const proofLines = 6;
const furtherLines = 3;
const listLimit = 6;
const askLimit = 4;

/** A diagnosis as a document, secrets replaced. */
export function documentOf(original: Diagnosis, { verbose }: Extent): Document {
  const diagnosis = redactedDiagnosis(original);
  const limit = (count: number) => (verbose ? Number.POSITIVE_INFINITY : count);
  const { situation, notChecked, findings } = diagnosis;
  const { setAside, missingOutputs, stats, episodes } = situation;
  const names = fileNamesOf(original);
  const places = placesIn(diagnosis, names);
  const leftOut = titled(
    'Left out',
    limited(
      setAside.map((one) => [plain(`${places.range([one])}: ${reasonWords({ ...page, verbose }, one)}`)]),
      limit(listLimit),
    ),
  );
  const missing = titled(
    missingTitle,
    limited(
      missingOutputs.map((one) => [plain(missingWords(one))]),
      limit(listLimit),
    ),
  );
  const foot = `${countWords(stats)} ${redactionWords}`;
  const { subject, others } = overviewOf(diagnosis);
  if (subject === null || diagnosis.verdict.state === 'no-modem-data') {
    const episode = original.situation.withoutModem;
    const { words: said, meaning, asksForMore } = noDataWords(episode, true);
    const words = [strong(said)];
    const sign = glyphsFor(true).undetermined;
    return {
      verdict: { sign, tone: 'warning', words },
      blocks: [
        { type: 'words', words: [plain(meaning)] },
        ...(asksForMore ? collecting(episode, null) : []),
        ...leftOut,
        ...missing,
      ],
      foot,
    };
  }
  const grown = (title: string, those: readonly Grown[]) =>
    withHeading(
      title,
      those.flatMap((one) => findingBlocks(one, subject.episode, names, limit(furtherLines), verbose)),
    );
  const asides = (title: string, told: readonly Finding[], most: number) =>
    titled(title, limited(asideItems(places, told), most));
  const { leadsTo, alsoFound } = furtherOf(subject);
  const { harmless, refuted } = asidesOf(subject.episode.id, findings);
  const views = [subject, ...others].sort((one, other) => one.episode.id - other.episode.id);
  const timeline = timelineBlock(places, subject, views, verbose);
  return {
    verdict: verdictOf(subject, unreadWarning(page, places, subject, situation)),
    blocks: [
      ...paragraph(muted, situationWords(places, subject, episodes)),
      ...factsBlock(subject),
      { type: 'ladder', steps: ladderSteps(subject), lostAt: lostAt(subject) },
      ...liveBlocks(diagnosis.live),
      ...proofBlocks(subject, names, limit(proofLines)),
      ...nextStepBlocks(subject, diagnosis),
      ...grown('What it leads to', leadsTo),
      ...grown('Also found', alsoFound),
      ...withHeading('Attempts', timeline === null ? [] : [timeline]),
      ...titled('Worth knowing', noteItems(places, subject.notes)),
      ...titled(
        'Other situations in the same text',
        others.flatMap((view) => episodeItems(places, view)),
      ),
      ...asides('Seen, and no fault', harmless, limit(listLimit)),
      ...asides('Ruled out', refuted, Number.POSITIVE_INFINITY),
      ...leftOut,
      ...missing,
      ...notCheckedBlocks(subject, diagnosis, limit(askLimit), verbose),
      ...(wantsAll(subject, notChecked) ? collecting(subject.episode, interfaceToStart(subject)) : []),
    ],
    foot,
  };
}

/** What tests on the router showed. */
function liveBlocks(proof: LiveProof | null): Block[] {
  if (proof === null) return [];
  const { tests, judgements, endedBecause } = proof;
  const ends = [
    endedBecause === null ? null : `The tests ended early: ${endedBecause}.`,
    changesWords(proof),
  ];
  return [
    ...titled(
      liveTitle(proof),
      tests.map((test) => [strong(`${outcomeWords[test.outcome]}: `), plain(testWords(test))]),
    ),
    ...ends.flatMap((words) => paragraph(muted, words ?? '')),
    ...titled(
      judgedTitle(proof),
      judgements.map((one) => [plain(capital(judgementWords(one, proof))), muted(` [${one.rule}]`)]),
    ),
    ...titled(
      leftTitle(proof),
      leftChanges(proof).map(({ what, advice }) => [strong(`${capital(what)}. `), plain(advice ?? '')]),
    ),
  ];
}

/** What every reader of such a report has to know of it, and its owner before it is handed on. */
const redactionWords =
  'Secrets are replaced by tokens such as <imei-1>; names in sentences are not recognised.';

function paragraph(look: typeof plain, text: string): Block[] {
  return text === '' ? [] : [{ type: 'words', words: [look(text)] }];
}

function withHeading(title: string, blocks: readonly Block[], rule: string | null = null): Block[] {
  return blocks.length === 0 ? [] : [{ type: 'heading', text: title, rule }, ...blocks];
}

function titled(title: string, items: readonly Words[]): Block[] {
  return withHeading(title, items.length === 0 ? [] : [{ type: 'list', items }]);
}

function limited(items: readonly Words[], limit: number): readonly Words[] {
  const hidden = items.length - limit;
  return hidden <= 0 ? items : [...items.slice(0, limit), [muted(`and ${hidden} more`)]];
}

function sentenceOf(view: EpisodeView): Words {
  // They have been made printable already.
  return verdictSentence(page, view).map(({ text, style }) => ({
    text,
    look: style === 'strong' ? 'strong' : 'plain',
  }));
}

function signOf(view: EpisodeView): { readonly sign: string; readonly tone: Tone } {
  const { sign, style } = verdictSign(view.verdict.state, glyphsFor(true));
  return { sign, tone: style === 'good' || style === 'error' ? style : 'warning' };
}

function verdictOf(subject: EpisodeView, warning: string | null): Verdict {
  const words = sentenceOf(subject);
  return { ...signOf(subject), words: warning === null ? words : [...words, strong(` ${warning}`)] };
}

function factsBlock(subject: EpisodeView): Block[] {
  const facts = contextFacts(subject).map(([name, words]) => [name, printableWords(words, true)] as const);
  return facts.length === 0 ? [] : [{ type: 'facts', facts }];
}

function proofBlocks(subject: EpisodeView, names: FileNames, limit: number): Block[] {
  const proof = proofOf(subject);
  if (proof === null) return [];
  const { title, finding, severity } = proof;
  const evidence = inNamedFiles(proof.evidence, names);
  const blocks: Block[] = [
    ...(evidence.length === 0 ? [] : [{ type: 'lines' as const, evidence, severity, limit }]),
    ...paragraph(plain, finding?.explanation ?? ''),
  ];
  return withHeading(title, blocks, finding?.rule);
}

function nextStepBlocks(subject: EpisodeView, { notChecked }: Diagnosis): Block[] {
  const { episode } = subject;
  const next = nextStepOf(subject, notChecked);
  const title = 'Next step';
  switch (next.type) {
    case 'confirm': {
      const { confirm, fix } = next;
      const test: readonly RemedyStep[] =
        confirm.command === null
          ? []
          : [{ type: 'command', command: commandLine(confirm.command), remark: null }];
      const then =
        fix === null
          ? []
          : [
              ...paragraph(plain, `If that is it: ${fix.summary}`),
              ...remedyBlocks([...remedySteps(fix, episode), ...onlineAdvice(fix, episode)]),
            ];
      return withHeading(title, [...paragraph(plain, confirm.text), ...remedyBlocks(test), ...then]);
    }
    case 'fix':
      return withHeading(title, [
        ...paragraph(plain, next.fix.summary),
        ...remedyBlocks([...remedySteps(next.fix, episode), ...onlineAdvice(next.fix, episode)]),
      ]);
    case 'ask':
      return withHeading(title, [
        ...paragraph(plain, `Run this and give hwdiag the output; it shows ${next.open.missing}.`),
        ...commandBlocks(next.open.ask),
      ]);
    case 'collect':
      return withHeading(title, paragraph(plain, capital(collectWords(subject, collectingTitle))));
    case 'none':
      return [];
  }
}

function findingBlocks(
  { finding, consequences }: Grown,
  episode: Episode,
  names: FileNames,
  limit: number,
  verbose: boolean,
): Block[] {
  const { severity, explanation, confidence, fix, consequenceOf } = finding;
  const evidence = inNamedFiles(finding.evidence, names);
  return [
    { type: 'words', words: headOf(finding) },
    ...(evidence.length === 0 ? [] : [{ type: 'lines' as const, evidence, severity, limit }]),
    ...paragraph(plain, verbose || consequenceOf === null ? explanation : ''),
    ...(fix === null
      ? []
      : [
          ...paragraph(plain, `${fixLead(confidence)}: ${fix.summary}`),
          ...remedyBlocks(remedySteps(fix, episode)),
        ]),
    ...consequences.flatMap((one) => findingBlocks(one, episode, names, limit, verbose)),
  ];
}

function headOf({ severity, title, confidence, rule }: Finding): Words {
  return [strong(`${severity}: ${title}`), muted(` (${confidenceWords[confidence]}) [${rule}]`)];
}

function asideItems(places: Places, findings: readonly Finding[]): Words[] {
  return alike(findings).flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const where = places.evidence(group.flatMap(({ evidence }) => evidence));
    return [[plain(first.title), muted(where === '' ? '' : ` (${where})`)]];
  });
}

function noteItems(places: Places, notes: readonly Finding[]): Words[] {
  return notes.map((note) => {
    const where = places.evidence(note.evidence);
    const explanation = note.explanation === '' ? '' : ` ${note.explanation}`;
    return [strong(note.title), muted(where === '' ? '.' : ` (${where}).`), plain(explanation)];
  });
}

/** Another situation: its verdict with what to do, then what else was found in it. */
function episodeItems(places: Places, view: EpisodeView): Words[] {
  const { main, faults } = view;
  const which = `${signOf(view).sign} ${episodeWords(places, view)}`;
  const rule = main === null ? [] : [muted(` [${main.rule}]`)];
  const fix =
    main === null || main.fix === null ? [] : [plain(` ${fixLead(main.confidence)}: ${main.fix.summary}`)];
  return [
    [plain(`${which}: `), ...sentenceOf(view), ...rule, ...fix],
    ...faults.filter((one) => one !== main).map((one) => [plain(`${which}; also `), ...headOf(one)]),
  ];
}

function notCheckedBlocks(
  subject: EpisodeView,
  { notChecked }: Diagnosis,
  limit: number,
  verbose: boolean,
): Block[] {
  const next = nextAsk(subject, notChecked);
  const asks = new Map<string, Set<string>>();
  for (const { episode, ask, missing } of openAsks(notChecked, subject.episode)) {
    if (!verbose && episode !== subject.episode.id) continue;
    if (ask === next?.ask && missing === next.missing) continue;
    asks.set(ask, (asks.get(ask) ?? new Set()).add(missing));
  }
  const hidden = asks.size - limit;
  return withHeading(
    subject.verdict.state === 'working'
      ? 'Not shown here; this would tell'
      : 'Could not be checked; this would show it',
    [
      ...[...asks]
        .slice(0, limit)
        .flatMap(([ask, missing]) => [...paragraph(plain, listed([...missing])), ...commandBlocks(ask)]),
      ...paragraph(muted, hidden > 0 ? `and ${hidden} more` : ''),
    ],
  );
}

function collecting(episode: Episode | null, name: string | null): Block[] {
  return withHeading(collectingTitle, [
    {
      type: 'commands',
      lines: collectablesFor(episode).flatMap(({ shows, command }) => [`# ${shows}`, command]),
    },
    ...paragraph(plain, howToTry(name)),
    ...paragraph(plain, howToHandOver),
  ]);
}
