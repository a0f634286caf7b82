import type { Finding, NotChecked, Severity } from '../../rules/finding.ts';
import type { Episode } from '../../situation/situation.ts';
import { commandLine } from '../command-line.ts';
import type { EpisodeView } from '../overview.ts';
import { holesOf, remedySteps } from '../remedy.ts';
import { confidenceWords } from '../words.ts';
import { codeFrames } from './code-frame.ts';
import { collecting } from './collecting.ts';
import { askRows, remedyRows } from './commands.ts';
import type { Page, Row } from './layout.ts';
import { heading, indented, joined, paragraph, run } from './layout.ts';
import type { Style } from './palette.ts';

/** How many lines of the input the main fault, and a further finding, may show without `verbose`. */
const proofLines = 6;
const furtherLines = 3;

/** The lines that show the main fault, and what they mean. */
export function proof(page: Page, { main }: EpisodeView): Row[] {
  if (main === null || (main.evidence.length === 0 && main.explanation === '')) return [];
  const style = severityStyle(main.severity);
  const words =
    main.confidence === 'proven'
      ? 'Proven by'
      : main.confidence === 'likely'
        ? 'Signs of it'
        : 'What hints at it';
  return [
    ...paragraph(page, [run(page, words, 'strong'), run(page, ` [${main.rule}]`, 'muted')]),
    ...joined([
      codeFrames(page, main.evidence, style, page.verbose ? Number.POSITIVE_INFINITY : proofLines),
      explanationRows(page, main),
    ]),
  ];
}

function explanationRows(page: Page, { explanation }: Finding): Row[] {
  return explanation === '' ? [] : paragraph(page, [run(page, explanation)], [run(page, '  ')]);
}

/** The one thing to do now. */
export function nextStep(page: Page, subject: EpisodeView, notChecked: readonly NotChecked[]): Row[] {
  const { main, episode, verdict } = subject;
  if (main !== null && main.confidence !== 'proven' && main.confirm !== null) {
    return [...confirmation(page, main), ...thenFix(page, main, episode)];
  }
  if (main !== null && main.fix !== null) {
    return [...step(page, main.fix.summary), ...remedyRows(page, remedySteps(main.fix, episode))];
  }
  if (main !== null && main.confirm !== null) return confirmation(page, main);
  const open = notChecked.find(({ episode: id }) => id === episode.id);
  if (verdict.state === 'working') return [];
  if (open !== undefined) {
    return [
      ...step(page, `run this and give hwdiag the output; it shows ${open.missing}`),
      ...askRows(page, open.ask),
    ];
  }
  return main === null ? collecting(page, 'Next step: ', 'collect what a diagnosis needs') : [];
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
    titled(page, 'What follows from it', consequences, episode),
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
  const limit = page.verbose ? Number.POSITIVE_INFINITY : furtherLines;
  return [
    ...findingHead(page, finding, '  '),
    ...codeFrames(page, finding.evidence, severityStyle(finding.severity), limit),
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
