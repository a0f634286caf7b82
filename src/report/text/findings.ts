import type { Confirmation, Finding, Fix, NotChecked, Severity } from '../../rules/finding.ts';
import type { Episode } from '../../situation/situation.ts';
import { commandLine } from '../command-line.ts';
import { furtherOf, type Grown } from '../further-findings.ts';
import { askWords, collectWords, nextStepOf } from '../next-step.ts';
import type { EpisodeView } from '../overview.ts';
import { proofOf } from '../proof.ts';
import { holesOf, onlineAdvice, remedySteps } from '../remedy.ts';
import { confidenceWords, fixLead } from '../words.ts';
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
export function proof(page: Page, view: EpisodeView): Row[] {
  const shown = proofOf(view);
  if (shown === null) return [];
  const style = shown.severity === null ? 'note' : severityStyle(shown.severity);
  const frames = codeFrames(page, shown.evidence, style, limitOf(page, proofLines));
  if (shown.finding === null) return [...heading(page, shown.title), ...frames];
  const explanation = explanationRows(page, shown.finding);
  if (frames.length === 0 && explanation.length === 0) return [];
  const head = [run(page, shown.title, 'strong'), run(page, ` [${shown.finding.rule}]`, 'muted')];
  return [...paragraph(page, head), ...joined([frames, explanation])];
}

function limitOf(page: Page, lines: number): number {
  return page.verbose ? Number.POSITIVE_INFINITY : lines;
}

function explanationRows(page: Page, { explanation }: Finding): Row[] {
  return explanation === '' ? [] : paragraph(page, [run(page, explanation)], [run(page, '  ')]);
}

/** The one thing to do now. */
export function nextStep(page: Page, subject: EpisodeView, notChecked: readonly NotChecked[]): Row[] {
  const { episode } = subject;
  const next = nextStepOf(subject, notChecked);
  switch (next.type) {
    case 'confirm':
      return [...confirmation(page, next.confirm), ...thenFix(page, next.fix, episode)];
    case 'fix':
      return [...step(page, next.fix.summary), ...mainFixRows(page, next.fix, episode)];
    case 'ask':
      return [...step(page, askWords(next.open)), ...askRows(page, next.open.ask)];
    case 'collect':
      return step(page, collectWords(subject, collectingTitle));
    case 'none':
      return [];
  }
}

function step(page: Page, words: string): Row[] {
  return paragraph(page, [run(page, words)], [run(page, 'Next step: ', 'strong')], 2);
}

function confirmation(page: Page, confirm: Confirmation): Row[] {
  const rows = step(page, confirm.text);
  if (confirm.command === null) return rows;
  return [
    ...rows,
    ...remedyRows(page, [{ type: 'command', command: commandLine(confirm.command), remark: null }]),
  ];
}

function thenFix(page: Page, fix: Fix | null, episode: Episode): Row[] {
  if (fix === null) return [];
  return [
    ...paragraph(page, [run(page, `If that is it: ${fix.summary}`)], [run(page, '  ')]),
    ...mainFixRows(page, fix, episode),
  ];
}

function mainFixRows(page: Page, fix: Fix, episode: Episode): Row[] {
  return remedyRows(page, [...remedySteps(fix, episode), ...onlineAdvice(fix, episode)]);
}

/** What was found in an episode beside its main fault: what follows from that first, then the rest. */
export function furtherFindings(page: Page, view: EpisodeView): Row[] {
  const { leadsTo, alsoFound } = furtherOf(view);
  return joined([
    titled(page, 'What it leads to', leadsTo, view.episode),
    titled(page, 'Also found', alsoFound, view.episode),
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
  const lead = `${fixLead(confidence)}: `;
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
