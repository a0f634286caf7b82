import { readEnvelope } from '../capture/envelope.ts';
import { hasToken } from '../redact/hit.ts';
import type { Confirmation, Diagnosis, Fix } from '../rules/finding.ts';
import type { Episode } from '../situation/situation.ts';
import { allQuestions, type Question, questionsAbout } from './ask/questions.ts';
import { commandLine } from './command-line.ts';
import { fileNamesOf } from './file-names.ts';
import { type FramedLine, framedLines } from './framed-lines.ts';
import { nextStepOf } from './next-step.ts';
import { type EpisodeView, overviewOf } from './overview.ts';
import { plainVerdict } from './plain-verdict.ts';
import { isPrintable } from './printable.ts';
import { proofOf } from './proof.ts';
import { redactedDiagnosis } from './redacted.ts';
import { remedySteps } from './remedy.ts';
import { standingOf } from './standing.ts';
import { cutLine } from './text/code-frame.ts';
import { paragraph, render, run } from './text/layout.ts';
import { plainPalette } from './text/palette.ts';
import { placesIn } from './text/places.ts';
import { listed } from './words.ts';

/** No reply is longer: more is not read. */
const mostLines = 15;
/** Columns; forums and mail programs leave lines of this length alone. */
const width = 76;
const mostQuotes = 3;

/** The one thing that a reply asks for: in words, with a command that can be run as it stands, or without one. */
interface Request {
  readonly words: readonly string[];
  /** How it is done, told before the last of the words; left out where there is no room. */
  readonly details: readonly string[];
  readonly command: string | null;
}

/**
 * What a kind helper would post back: the verdict in words, the lines that prove it, and one question or one command. Plain
 * text that needs no markup, without secrets, of at most fifteen lines.
 */
export function toReply(diagnosis: Diagnosis, unicode: boolean): string {
  const redacted = redactedDiagnosis(diagnosis);
  const view = replySubject(redacted);
  const parts: Parts =
    view === null
      ? {
          verdict: ["I can't tell what is wrong because nothing in this text is about a modem."],
          quotes: [],
          explanation: [],
          request: questionRequest(allQuestions()),
        }
      : partsOf(redacted, view);
  return fitted(parts, unicode);
}

/**
 * The episode to answer: the newest that is broken and stays so. One whose router connects further down has been helped
 * already; where none is broken it is the one that the report is about.
 */
function replySubject(diagnosis: Diagnosis): EpisodeView | null {
  const { subject, others } = overviewOf(diagnosis);
  if (subject === null || diagnosis.verdict.state === 'no-modem-data') return null;
  const inOrder = [...others, subject].sort((one, other) => one.episode.id - other.episode.id);
  const isHelped = (view: EpisodeView): boolean =>
    inOrder.some(({ episode, verdict }) => verdict.state === 'working' && follows(episode, view.episode));
  return (
    inOrder.findLast(
      (view) => (view.verdict.state === 'broken' || view.verdict.state === 'mixed') && !isHelped(view),
    ) ?? subject
  );
}

function follows(later: Episode, earlier: Episode): boolean {
  for (let one = later.continues; one !== null; one = one.continues) if (one.id === earlier.id) return true;
  return false;
}

/** Sentences and lines of a reply, before they are fitted. */
interface Parts {
  readonly verdict: readonly string[];
  readonly quotes: readonly Quote[];
  readonly explanation: readonly string[];
  readonly request: Request;
}

type Quote = { readonly line: FramedLine } | { readonly words: string };

function partsOf(diagnosis: Diagnosis, view: EpisodeView): Parts {
  return {
    verdict: [...whichWords(diagnosis, view), ...plainVerdict(view)],
    quotes: quotesOf(view),
    explanation: sentencesOf(view.verdict.state === 'working' ? '' : (view.main?.explanation ?? '')),
    request: requestOf(diagnosis, view),
  };
}

/** Which of several situations is answered. */
function whichWords(diagnosis: Diagnosis, { episode }: EpisodeView): readonly string[] {
  const { episodes } = diagnosis.situation;
  if (episodes.length < 2) return [];
  const { board, host } = episode.router;
  const router = board?.value ?? host?.value ?? null;
  const where = placesIn(diagnosis, fileNamesOf(diagnosis)).range(episode.sources);
  return [`This is about ${router === null ? where : `the router ${router} (${where})`}.`];
}

/** The lines that show it: each that says something new, and what is missing. */
function quotesOf(view: EpisodeView): readonly Quote[] {
  const evidence = proofOf(view)?.evidence ?? [];
  const gaps = evidence.flatMap((item) => (item.type === 'absence' ? [item.absent] : []));
  const said = new Set<string>();
  const lines = framedLines(evidence.filter(({ type }) => type === 'presence'))
    .flat()
    .filter(({ span: { text } }) => {
      const words = text.slice(readEnvelope(text)?.bodyAt ?? 0).trim();
      return words !== '' && !said.has(words) && said.add(words);
    });
  const [gap] = gaps;
  const quoted = lines.slice(0, gap === undefined ? mostQuotes : mostQuotes - 1);
  return [
    ...quoted.map((line) => ({ line })),
    ...(gap === undefined ? [] : [{ words: `(and then nothing: ${gap} is missing)` }]),
  ];
}

function requestOf(diagnosis: Diagnosis, view: EpisodeView): Request {
  const { main, verdict, episode } = view;
  const questions = questionsAbout(view, diagnosis.notChecked);
  if (verdict.state === 'working') {
    const beyond = questions.filter(({ tells }) => tells.includes('internet'));
    if (beyond.length === 0) return whatFails;
    const hint = 'If you are offline all the same, it is the firewall zone, DNS or the operator.';
    const request = questionRequest(beyond);
    return { ...request, words: [hint, ...request.words] };
  }
  if (view.attempt === null && standingOf(view).isSound) return whatFails;
  const next = nextStepOf(view, diagnosis.notChecked);
  switch (next.type) {
    case 'confirm':
      // What stands “below” in a report is the fix.
      return next.fix !== null && /\bbelow\b/.test(next.confirm.text)
        ? fixRequest(next.fix, episode)
        : confirmRequest(next.confirm);
    case 'fix':
      return fixRequest(next.fix, episode);
    case 'ask':
    case 'collect':
    case 'none':
      return main === null || main.fix === null ? questionRequest(questions) : fixRequest(main.fix, episode);
  }
}

const whatFails: Request = {
  words: ['If something still does not work for you, what exactly is it?'],
  details: [],
  command: null,
};

/** A command longer than this looks frightening in a post. UTF-16 units. */
const longestCommand = 120;

function questionRequest(questions: readonly Question[]): Request {
  const question = questions.find(({ command }) => command.length <= longestCommand);
  if (question === undefined || !isShareable(question.command)) {
    return {
      words: ['Can you post the log from the moment you start the connection, and /etc/config/network?'],
      details: [],
      command: null,
    };
  }
  return {
    details: [],
    words: [`Please run this on the router and post what it prints; it shows ${question.shows}:`],
    command: question.command,
  };
}

/** A test in words: a command and no question, or one question and no command. */
function confirmRequest({ text, command }: Confirmation): Request {
  const sentences = sentencesOf(text).filter((sentence) => !sentence.endsWith(':'));
  const statements = sentences.filter((sentence) => !isQuestion(sentence));
  if (command !== null) {
    const { words, holes } = commandLine(command);
    const line = words.join(' ');
    if (holes.length === 0 && isShareable(line)) {
      const lead = isQuiet(line)
        ? 'Please run this and say what happens:'
        : 'Please run this and post what it prints:';
      return { words: [...statements, lead], details: [], command: line };
    }
  }
  const question = sentences.findIndex(isQuestion);
  if (question === -1) return { words: [...sentences, 'What do you see then?'], details: [], command: null };
  return {
    words: sentences.filter((sentence, index) => index === question || !isQuestion(sentence)),
    details: [],
    command: null,
  };
}

/** It does something and prints nothing of it. A sample: /etc/init.d/usbmode stop */
function isQuiet(command: string): boolean {
  return /^(?:\/etc\/init\.d\/|ifup |ifdown |reboot|modprobe )/.test(command);
}

function fixRequest(fix: Fix, episode: Episode): Request {
  const steps = remedySteps(fix, episode);
  const lines = steps.flatMap((step) =>
    step.type === 'command' && step.command.holes.length === 0 && !isAlternative(step.remark)
      ? [step.command.words.join(' ')]
      : [],
  );
  const line = lines.join(' && ');
  const summary = sentencesOf(fix.summary);
  if (lines.length > 0 && lines.length === steps.length && line.length <= longestCommand && isShareable(line))
    return {
      words: [...summary.filter((one) => !isQuestion(one)), 'On the router:'],
      details: [],
      command: line,
    };
  const packages = fix.steps.flatMap((step) => (step.type === 'install' ? step.packages : []));
  const named =
    packages.length === 0
      ? []
      : [`The ${packages.length > 1 ? 'packages are' : 'package is'} called ${listed(packages)}.`];
  const told = steps.flatMap((step) => (step.type === 'advice' ? sentencesOf(step.text) : []));
  return {
    words: [...summary, 'Does it connect after that?'],
    details: [...named, ...told],
    command: null,
  };
}

/** `up to 19.07, instead`: two commands of which only one is to be run. */
function isAlternative(remark: string | null): boolean {
  return remark !== null && !remark.startsWith('was ');
}

/** It can be run by somebody else as it stands: no token, nothing that a page would not show. */
function isShareable(command: string): boolean {
  return isPrintable(command, true) && !hasToken(command) && !/[\n`]/.test(command);
}

/** A sentence that asks the reader; `AT+CPIN?` asks the modem. */
function isQuestion(sentence: string): boolean {
  return sentence.endsWith('?') && !/(?:^|\s)AT\S*\?$/i.test(sentence);
}

/** A sentence ends where a capital follows: the question mark of “AT+CPIN? for the SIM card” ends none. */
function sentencesOf(text: string): readonly string[] {
  return text
    .split(/(?<=[.?!]|[.?!]”) (?=[A-Z“+])/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** Old forums and mail programs garble quotes of typesetting. */
function plainQuotes(text: string): string {
  return text.replaceAll(/[‘’]/g, "'").replaceAll(/[“”]/g, '"');
}

/** The parts as lines. Where they do not all fit, explanation goes first, then how it is done, quotes, and what else is said of the request. */
function fitted({ verdict, quotes, explanation, request }: Parts, unicode: boolean): string {
  const page = { width, unicode, verbose: false };
  const wrapped = (sentences: readonly string[]): readonly string[] =>
    sentences.length === 0
      ? []
      : render(paragraph(page, [run(page, plainQuotes(sentences.join(' ')))]), plainPalette)
          .trimEnd()
          .split('\n');
  const quoted = quotes.map((quote) =>
    'line' in quote
      ? `> ${cutLine(page, quote.line, width - 2)
          .replace(/^[>|\s]+/, '')
          .trimEnd()}`
      : (wrapped([quote.words])[0] ?? ''),
  );
  const command = request.command === null ? [] : [`    ${request.command}`];
  const text = (shown: number, told: number, asked: number, detailed: number): string[] => {
    const words = [
      ...request.words.slice(-asked, -1),
      ...request.details.slice(0, detailed),
      ...request.words.slice(-1),
    ];
    const blocks = [
      wrapped(verdict),
      quoted.slice(0, shown),
      wrapped(explanation.slice(0, told)),
      [...wrapped(words), ...command],
    ].filter((block) => block.length > 0);
    return blocks.flatMap((block, index) => (index === 0 ? block : ['', ...block]));
  };
  const asked = request.words.length;
  const details = request.details.length;
  const smaller: (readonly [number, number, number, number])[] = [
    ...Array.from(
      { length: explanation.length + 1 },
      (_, left) => [quoted.length, explanation.length - left, asked, details] as const,
    ),
    ...Array.from({ length: details }, (_, left) => [quoted.length, 0, asked, details - left - 1] as const),
    ...Array.from({ length: quoted.length + 1 }, (_, left) => [quoted.length - left, 0, asked, 0] as const),
    [Math.min(2, quoted.length), 0, 1, 0],
    [0, 0, 1, 0],
  ];
  const lines =
    smaller.map((sizes) => text(...sizes)).find((one) => one.length <= mostLines) ??
    text(0, 0, 1, 0).slice(-mostLines);
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}
