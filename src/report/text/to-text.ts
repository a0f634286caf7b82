import type { Diagnosis, Finding, NotChecked, Severity } from '../../rules/finding.ts';
import type { Evidence } from '../../situation/evidence.ts';
import type { Attempt, Episode, Modem, Stats } from '../../situation/situation.ts';
import { commandLine } from '../command-line.ts';
import { collectables, howToHandOver, howToTry } from '../no-data.ts';
import type { EpisodeView } from '../overview.ts';
import { isFault, overviewOf } from '../overview.ts';
import { holesOf, remedySteps } from '../remedy.ts';
import { confidenceWords, counted, listed } from '../words.ts';
import { codeFrames } from './code-frame.ts';
import { commandRows, remedyRows } from './commands.ts';
import { glyphsFor } from './glyphs.ts';
import { ladderRows } from './ladder.ts';
import type { Page, Row, Run } from './layout.ts';
import { paragraph, render, run } from './layout.ts';
import type { Palette, Style } from './palette.ts';
import { verdictSentence, verdictSign } from './verdict-sentence.ts';

export interface TextOptions extends Page {
  readonly palette: Palette;
}

/** How many lines of the input the first finding, and a later one, may show without `verbose`. */
const proofLines = 6;
const furtherLines = 3;
/** How many commands the list of what was not checked may hold without `verbose`. */
const askLimit = 4;

/**
 * The report for a terminal, complete with line feeds. No line is wider than the page, none ends in blanks, and no
 * control or invisible character of the input is in it.
 */
export function toText(diagnosis: Diagnosis, options: TextOptions): string {
  const { palette, ...page } = options;
  return render(sections(page, diagnosis), palette);
}

function sections(page: Page, diagnosis: Diagnosis): Row[] {
  const { subject, others } = overviewOf(diagnosis);
  if (subject === null || diagnosis.verdict.state === 'no-modem-data') {
    return joined([nothingFound(page), countRows(page, diagnosis.situation.stats)]);
  }
  const further = subject.faults.filter((finding) => finding !== subject.main);
  return joined([
    headline(page, subject),
    contextRows(page, subject),
    ladderRows(page, subject),
    proof(page, subject),
    nextStep(page, subject, diagnosis.notChecked),
    furtherFindings(page, subject, further),
    attemptRows(page, subject),
    otherEpisodes(page, subject, others),
    ...asides(page, diagnosis.findings),
    notCheckedRows(page, subject, diagnosis.notChecked),
    countRows(page, diagnosis.situation.stats),
  ]);
}

/** Blocks with a blank row between them; empty ones leave nothing behind. */
function joined(blocks: readonly (readonly Row[])[]): Row[] {
  const filled = blocks.filter((block) => block.length > 0);
  return filled.flatMap((block, index) => (index === 0 ? block : [[], ...block]));
}

function heading(page: Page, text: string): Row[] {
  return paragraph(page, [run(page, text, 'strong')]);
}

function headline(page: Page, subject: EpisodeView): Row[] {
  const { sign, style } = verdictSign(subject.verdict.state, glyphsFor(page.unicode));
  return paragraph(page, verdictSentence(page, subject), [run(page, `${sign} `, style)]);
}

/** What the verdict is about: router, modem, interface. */
function contextRows(page: Page, { episode, attempt }: EpisodeView): Row[] {
  const facts: (readonly [string, string])[] = [];
  const router = routerWords(episode);
  if (router !== '') facts.push(['router', router]);
  for (const modem of episode.modems) facts.push(['modem', modemWords(modem)]);
  const subject = attempt === null ? configuredWords(episode) : attemptWords(attempt);
  if (subject !== '') facts.push([attempt?.method === 'by-hand' ? 'by hand' : 'interface', subject]);
  return facts.flatMap(([name, words]) =>
    paragraph(page, [run(page, words)], [run(page, `  ${name.padEnd(11)}`, 'muted')]),
  );
}

function routerWords({ router }: Episode): string {
  const kernel = router.kernel === null ? null : `kernel ${router.kernel.value}`;
  return [router.board?.value ?? router.host?.value ?? null, kernel]
    .filter((part) => part !== null)
    .join(', ');
}

function modemWords(modem: Modem): string {
  const name = [modem.manufacturer?.value, modem.product?.value]
    .filter((part) => part !== undefined)
    .join(' ');
  const ids = modem.vendorId && modem.productId ? `${modem.vendorId.value}:${modem.productId.value}` : null;
  const port = modem.usbPort === null ? null : `USB port ${modem.usbPort}`;
  const what = [name === '' ? null : name, ids, port, modem.attached ? null : 'unplugged'].filter(
    (part) => part !== null,
  );
  const drivers = new Map<string, string[]>();
  for (const { driver, node } of modem.functions) {
    drivers.set(driver, [...(drivers.get(driver) ?? []), node.replace(/^\/dev\//, '')]);
  }
  const ports = [...drivers].map(([driver, nodes]) => `${nodes.join(' ')} (${driver})`);
  return [what.join(', '), ports.join(', ')].filter((part) => part !== '').join('; ');
}

function configuredWords({ interfaces }: Episode): string {
  return listed(
    interfaces.filter(({ cellular }) => cellular).map(({ name, proto }) => namedProto(name, proto)),
  );
}

function namedProto(name: string, proto: string | null): string {
  return proto === null ? name : `${name}, proto ${proto}`;
}

function attemptWords(attempt: Attempt): string {
  const what = attempt.interface === null ? null : namedProto(attempt.interface, attempt.proto);
  const host = attempt.method === 'by-hand' && attempt.host !== null ? `on ${attempt.host}` : null;
  const through = attempt.device === null ? null : `through ${attempt.device}`;
  const apn = attempt.apn === null ? null : `APN ${attempt.apn.value}`;
  const when = attempt.clock === null ? null : attempt.clock.first.text;
  return [what, host, through, apn, when].filter((part) => part !== null).join(', ');
}

function proof(page: Page, { main }: EpisodeView): Row[] {
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
function nextStep(page: Page, subject: EpisodeView, notChecked: readonly NotChecked[]): Row[] {
  const { main, episode, verdict } = subject;
  if (main !== null && main.confidence !== 'proven' && main.confirm !== null) {
    return [...confirmation(page, main), ...thenFix(page, main, episode)];
  }
  if (main !== null && main.fix !== null) {
    return [...step(page, main.fix.summary), ...remedyRows(page, remedySteps(main.fix, episode))];
  }
  if (main !== null && main.confirm !== null) return confirmation(page, main);
  const open = notChecked.find(({ episode: id }) => id === episode.id);
  if (open !== undefined && verdict.state !== 'working') {
    return [
      ...step(page, `run this and give hwdiag the output; it shows ${open.missing}`),
      ...askRows(page, open.ask),
    ];
  }
  return verdict.state === 'working' ? [] : collecting(page, 'Next step: ', 'collect what a diagnosis needs');
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

function furtherFindings(page: Page, { main, episode }: EpisodeView, findings: readonly Finding[]): Row[] {
  if (findings.length === 0) return [];
  const consequences = findings.filter(
    ({ consequenceOf }) => consequenceOf !== null && consequenceOf === main?.rule,
  );
  const rest = findings.filter((finding) => !consequences.includes(finding));
  const blocks: Row[][] = [];
  if (consequences.length > 0) {
    blocks.push([
      ...heading(page, 'What follows from it'),
      ...joined(consequences.map((finding) => findingRows(page, finding, episode, findings))),
    ]);
  }
  const roots = rest.filter(({ consequenceOf }) => !findings.some(({ rule }) => rule === consequenceOf));
  if (roots.length > 0) {
    blocks.push([
      ...heading(page, 'Also found'),
      ...joined(roots.map((finding) => findingRows(page, finding, episode, findings))),
    ]);
  }
  return joined(blocks);
}

/** A finding with what follows from it; `seen` keeps two that explain each other from going round. */
function findingRows(
  page: Page,
  finding: Finding,
  episode: Episode,
  all: readonly Finding[],
  seen: readonly string[] = [],
): Row[] {
  const style = severityStyle(finding.severity);
  const limit = page.verbose ? Number.POSITIVE_INFINITY : furtherLines;
  const rows = [
    ...findingHead(page, finding, '  '),
    ...codeFrames(page, finding.evidence, style, limit),
    ...(page.verbose || finding.consequenceOf === null ? explanationRows(page, finding) : []),
    ...(finding.fix === null ? [] : fixRows(page, finding, episode)),
  ];
  const path = [...seen, finding.rule];
  const below = all.filter(
    ({ rule, consequenceOf }) => consequenceOf === finding.rule && !path.includes(rule),
  );
  return joined([rows, ...below.map((one) => findingRows(page, one, episode, all, path))]);
}

function findingHead(page: Page, { title, severity, confidence, rule }: Finding, indent: string): Row[] {
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

/** All attempts of the episode, where there is more to tell than the ladder shows. */
function attemptRows(page: Page, { episode, attempt }: EpisodeView): Row[] {
  const { attempts } = episode;
  if (attempts.length === 0 || (attempts.length === 1 && attempts[0]?.times === 1)) return [];
  const glyphs = glyphsFor(page.unicode);
  return [
    ...heading(page, 'Attempts'),
    ...attempts.flatMap((one) => {
      const times = one.times > 1 ? `, ${one.times} times with the same end` : '';
      const this_ = one === attempt ? ' (the ladder above)' : '';
      const later = one.resolvedBy === null ? '' : `; came up later (attempt ${one.resolvedBy})`;
      return paragraph(
        page,
        [run(page, `${one.id}. ${attemptWords(one)}: ${endWords(one)}${times}${later}${this_}`)],
        [run(page, `  ${glyphs.bullet} `)],
      );
    }),
  ];
}

function endWords({ outcome, broken, reached }: Attempt): string {
  const far = reached === null ? '' : `, reached ${reached}`;
  switch (outcome) {
    case 'up':
      return `came up${far}`;
    case 'failed':
      return broken === null ? `failed${far}` : `stopped at ${broken}`;
    case 'unfinished':
      return `end not shown${far}`;
    case 'claimed':
      return "worked, by the writer's words only";
  }
}

function otherEpisodes(page: Page, subject: EpisodeView, others: readonly EpisodeView[]): Row[] {
  if (others.length === 0) return [];
  const earlier = others.every(({ episode }) => episode.id < subject.episode.id);
  return [
    ...heading(page, earlier ? 'Earlier in the same text' : 'Elsewhere in the same text'),
    ...others.flatMap((view) => episodeRows(page, view)),
  ];
}

function episodeRows(page: Page, view: EpisodeView): Row[] {
  const { sign, style } = verdictSign(view.verdict.state, glyphsFor(page.unicode));
  const rule = view.main === null ? [] : [run(page, ` [${view.main.rule}]`, 'muted')];
  const rows = [
    ...paragraph(page, [run(page, episodeWords(view), 'muted')], [run(page, `  ${sign} `, style)]),
    ...paragraph(page, [...verdictSentence(page, view), ...rule], [run(page, '    ')]),
  ];
  const further = page.verbose ? view.faults : view.faults.filter((finding) => finding !== view.main);
  for (const finding of further) {
    if (page.verbose) rows.push(...findingRows(page, finding, view.episode, []));
    else rows.push(...findingHead(page, finding, '    '));
  }
  return rows;
}

function episodeWords({ episode, attempt }: EpisodeView): string {
  const where = episode.sources.map(
    ({ source, firstLine, lastLine }) => `${source}:${firstLine}-${lastLine}`,
  );
  const what = attempt === null ? configuredWords(episode) : attemptWords(attempt);
  return [listed(where), routerWords(episode), what].filter((part) => part !== '').join('; ');
}

/** What looks like a fault and is none: notes, and causes that are ruled out. */
function asides(page: Page, findings: readonly Finding[]): Row[][] {
  const refuted = findings.filter(({ confidence }) => confidence === 'refuted');
  const notes = findings.filter((finding) => !isFault(finding) && !refuted.includes(finding));
  return [
    notes.length === 0
      ? []
      : [...heading(page, 'Seen, and not what stops it'), ...notes.flatMap((note) => asideRows(page, note))],
    refuted.length === 0
      ? []
      : [...heading(page, 'Ruled out'), ...refuted.flatMap((finding) => asideRows(page, finding))],
  ];
}

function asideRows(page: Page, { title, evidence, explanation, rule }: Finding): Row[] {
  const places = placesOf(evidence);
  const pieces: Run[] = [
    run(page, title),
    run(page, `${places === '' ? '' : ` (${places})`} [${rule}]`, 'muted'),
  ];
  const lead: Row = [run(page, `  ${glyphsFor(page.unicode).bullet} `)];
  const rows = paragraph(page, pieces, lead);
  return page.verbose && explanation !== ''
    ? [...rows, ...paragraph(page, [run(page, explanation)], [run(page, '    ')])]
    : rows;
}

/** `thread.txt:12, 14 and 20`, the first three places. */
function placesOf(evidence: readonly Evidence[]): string {
  const spans = evidence.map((item) => (item.type === 'presence' ? item.span : item.from));
  const first = spans[0];
  if (first === undefined) return '';
  const lines = [...new Set(spans.filter(({ source }) => source === first.source).map(({ line }) => line))];
  const shown = lines.slice(0, 3).map(String);
  return `${first.source}:${shown.join(', ')}${lines.length > shown.length ? ', and further on' : ''}`;
}

/** Commands that would tell more, each with all that it tells. */
function notCheckedRows(
  page: Page,
  { episode, verdict }: EpisodeView,
  notChecked: readonly NotChecked[],
): Row[] {
  const relevant = page.verbose ? notChecked : notChecked.filter((item) => item.episode === episode.id);
  const asks = new Map<string, Set<string>>();
  for (const { ask, missing } of relevant) asks.set(ask, (asks.get(ask) ?? new Set()).add(missing));
  if (asks.size === 0) return [];
  const shown = page.verbose ? [...asks] : [...asks].slice(0, askLimit);
  const hidden = asks.size - shown.length;
  const head =
    verdict.state === 'working'
      ? 'Not shown here; this would tell'
      : 'Not checked, for want of lines; this would tell';
  return [
    ...heading(page, head),
    ...shown.flatMap(([ask, missing]) => [
      ...paragraph(
        page,
        [run(page, listed([...missing]))],
        [run(page, `  ${glyphsFor(page.unicode).bullet} `)],
      ),
      ...askRows(page, ask),
    ]),
    ...(hidden > 0
      ? paragraph(
          page,
          [run(page, `and ${counted(hidden, 'more command')}, shown with --verbose`, 'muted')],
          [run(page, '  ')],
        )
      : []),
  ];
}

/** Words of a command line; what stands in quotes stays together. A sample: dmesg | grep -iE 'usb|tty' */
const quotedWords = /(?:[^\s'"]|'[^']*'|"[^"]*"|['"])+/g;

function askRows(page: Page, ask: string): Row[] {
  return commandRows(page, { words: ask.match(quotedWords) ?? [], holes: [] }, null);
}

function countRows(page: Page, { lines, messages, foreign, unknown }: Stats): Row[] {
  const words = `${counted(lines, 'line')} read: ${messages} understood, ${foreign} of other programs, ${unknown} not known.`;
  return paragraph(page, [run(page, words, 'muted')]);
}

function nothingFound(page: Page): Row[] {
  const { undetermined } = glyphsFor(page.unicode);
  return joined([
    paragraph(
      page,
      [run(page, 'Nothing in this text is about a modem, so there is nothing to diagnose.', 'strong')],
      [run(page, `${undetermined} `, 'warning')],
    ),
    collecting(page, 'What to collect: ', 'run these on the router'),
  ]);
}

function collecting(page: Page, lead: string, summary: string): Row[] {
  return [
    ...paragraph(page, [run(page, lead, 'strong'), run(page, `${summary}.`)]),
    ...collectables.flatMap(({ shows, command }) => [
      ...paragraph(page, [run(page, `# ${shows}`, 'muted')], [run(page, '      ')]),
      ...askRows(page, command),
    ]),
    ...paragraph(page, [run(page, howToTry)], [run(page, '  ')]),
    ...paragraph(page, [run(page, howToHandOver)], [run(page, '  ')]),
  ];
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
