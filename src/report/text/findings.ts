import type { Finding, NotChecked, Severity } from '../../rules/finding.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';
import { commandLine } from '../command-line.ts';
import type { EpisodeView } from '../overview.ts';
import { holesOf, remedySteps } from '../remedy.ts';
import { confidenceWords } from '../words.ts';
import { codeFrames } from './code-frame.ts';
import { collectingTitle } from './collecting.ts';
import { askRows, remedyRows } from './commands.ts';
import type { Page, Row } from './layout.ts';
import { heading, indented, joined, paragraph, run } from './layout.ts';
import type { Style } from './palette.ts';

/** How many lines of the input the main fault, and a further finding, may show without `verbose`. */
const proofLines = 6;
const furtherLines = 3;

/** The lines that show the main fault, and what they mean; without one the lines where the attempt ends. */
export function proof(page: Page, { main, attempt, verdict }: EpisodeView): Row[] {
  if (main === null) return verdict.state === 'working' ? [] : endOfAttempt(page, attempt);
  const frames = codeFrames(page, main.evidence, severityStyle(main.severity), limitOf(page, proofLines));
  const explanation = explanationRows(page, main);
  if (frames.length === 0 && explanation.length === 0) return [];
  const head = [run(page, proofWords(main), 'strong'), run(page, ` [${main.rule}]`, 'muted')];
  return [...paragraph(page, head), ...joined([frames, explanation])];
}

function proofWords({ confidence }: Finding): string {
  switch (confidence) {
    case 'proven':
      return 'Proven by';
    case 'likely':
      return 'What speaks for it';
    case 'possible':
    case 'refuted':
      return 'What hints at it';
  }
}

/** Where an attempt was lost or broke, or the highest rung that lines show. */
function endOfAttempt(page: Page, attempt: Attempt | null): Row[] {
  if (attempt?.lost != null) {
    const frames = codeFrames(page, attempt.lost.evidence, 'error', limitOf(page, proofLines));
    return [...heading(page, 'Where it was lost'), ...frames];
  }
  const shown = attempt?.ladder.filter(({ evidence }) => evidence.length > 0) ?? [];
  const broken = shown.find(({ state }) => state === 'broken');
  const end = broken ?? shown.findLast(({ state }) => state === 'reached');
  if (end === undefined) return [];
  return [
    ...heading(page, broken === undefined ? 'The highest rung that is shown' : 'Where it stops'),
    ...codeFrames(page, end.evidence, broken === undefined ? 'note' : 'error', limitOf(page, proofLines)),
  ];
}

function limitOf(page: Page, lines: number): number {
  return page.verbose ? Number.POSITIVE_INFINITY : lines;
}

function explanationRows(page: Page, { explanation }: Finding): Row[] {
  return explanation === '' ? [] : paragraph(page, [run(page, explanation)], [run(page, '  ')]);
}

/** The one thing to do now. */
export function nextStep(page: Page, subject: EpisodeView, notChecked: readonly NotChecked[]): Row[] {
  const { main, episode } = subject;
  if (main !== null && main.confidence !== 'proven' && main.confirm !== null) {
    return [...confirmation(page, main), ...thenFix(page, main, episode)];
  }
  if (main !== null && main.fix !== null) {
    return [...step(page, main.fix.summary), ...remedyRows(page, remedySteps(main.fix, episode))];
  }
  if (main !== null && main.confirm !== null) return confirmation(page, main);
  const open = nextAsk(subject, notChecked);
  if (open !== null) {
    return [
      ...step(page, `run this and give hwdiag the output; it shows ${open.missing}`),
      ...askRows(page, open.ask),
    ];
  }
  return wantsAll(subject, notChecked)
    ? step(page, `run the commands under “${collectingTitle}” at the end, and give hwdiag what they print.`)
    : [];
}

/** The command that is the next step because no finding offers one; null where there is none. */
export function nextAsk(
  { main, episode, verdict }: EpisodeView,
  notChecked: readonly NotChecked[],
): NotChecked | null {
  if (verdict.state === 'working' || (main !== null && (main.fix !== null || main.confirm !== null)))
    return null;
  return notChecked.find((open) => open.episode === episode.id) ?? null;
}

/** Whether nothing better can be asked for than all that a diagnosis needs. */
export function wantsAll(subject: EpisodeView, notChecked: readonly NotChecked[]): boolean {
  return (
    subject.main === null && subject.verdict.state !== 'working' && nextAsk(subject, notChecked) === null
  );
}

function step(page: Page, words: string): Row[] {
  return paragraph(page, [run(page, words)], [run(page, 'Next step: ', 'strong')], 2);
}

function confirmation(page: Page, { confirm }: Finding): Row[] {
  if (confirm === null) return [];
  const rows = step(page, confirm.text);
  if (confirm.command === null) return rows;
  return [
    ...rows,
    ...remedyRows(page, [{ type: 'command', command: commandLine(confirm.command), remark: null }]),
  ];
}

function thenFix(page: Page, { fix }: Finding, episode: Episode): Row[] {
  if (fix === null) return [];
  return [
    ...paragraph(page, [run(page, `If that is it: ${fix.summary}`)], [run(page, '  ')]),
    ...remedyRows(page, remedySteps(fix, episode)),
  ];
}

/** A finding and what follows from it. */
interface Grown {
  readonly finding: Finding;
  readonly consequences: readonly Grown[];
}

/** What was found in an episode beside its main fault: what follows from that first, then the rest. */
export function furtherFindings(page: Page, { main, episode, faults }: EpisodeView): Row[] {
  const left = new Set(faults.filter((finding) => finding !== main));
  const take = (findings: readonly Finding[]): Grown[] =>
    findings.flatMap((finding) => {
      if (!left.delete(finding)) return [];
      return [
        {
          finding,
          consequences: take([...left].filter(({ consequenceOf }) => consequenceOf === finding.rule)),
        },
      ];
    });
  const consequences = take(
    [...left].filter(({ consequenceOf }) => main !== null && consequenceOf === main.rule),
  );
  const rules = new Set([...left].map(({ rule }) => rule));
  const roots = take(
    [...left].filter(({ consequenceOf }) => consequenceOf === null || !rules.has(consequenceOf)),
  );
  // Findings that explain each other in a ring have no root.
  const ring = take([...left]);
  return joined([
    titled(page, 'What it leads to', consequences, episode),
    titled(page, 'Also found', [...roots, ...ring], episode),
  ]);
}

function titled(page: Page, title: string, findings: readonly Grown[], episode: Episode): Row[] {
  if (findings.length === 0) return [];
  return [...heading(page, title), ...joined(findings.map((grown) => grownRows(page, grown, episode)))];
}

function grownRows(page: Page, { finding, consequences }: Grown, episode: Episode): Row[] {
  const below = consequences.map((one) => indented(page, (narrower) => grownRows(narrower, one, episode)));
  return joined([findingRows(page, finding, episode), ...below]);
}

/** One finding in full. */
export function findingRows(page: Page, finding: Finding, episode: Episode): Row[] {
  return [
    ...findingHead(page, finding, '  '),
    ...codeFrames(page, finding.evidence, severityStyle(finding.severity), limitOf(page, furtherLines)),
    ...(page.verbose || finding.consequenceOf === null ? explanationRows(page, finding) : []),
    ...fixRows(page, finding, episode),
  ];
}

/** A finding in one sentence. */
export function findingHead(
  page: Page,
  { title, severity, confidence, rule }: Finding,
  indent: string,
): Row[] {
  return paragraph(
    page,
    [
      run(page, `${severity}: `, severityStyle(severity)),
      run(page, title),
      run(page, ` (${confidenceWords[confidence]}) [${rule}]`, 'muted'),
    ],
    [run(page, indent)],
    indent.length + 2,
  );
}

function fixRows(page: Page, { fix, confidence }: Finding, episode: Episode): Row[] {
  if (fix === null) return [];
  const lead = confidence === 'proven' ? 'Fix: ' : 'If that is it: ';
  const steps = remedySteps(fix, episode);
  const rows = paragraph(page, [run(page, `${lead}${fix.summary}`)], [run(page, '  ')]);
  return page.verbose || holesOf(steps).length === 0 ? [...rows, ...remedyRows(page, steps)] : rows;
}

function severityStyle(severity: Severity): Style {
  switch (severity) {
    case 'error':
      return 'error';
    case 'warning':
      return 'warning';
    case 'info':
      return 'note';
  }
}
