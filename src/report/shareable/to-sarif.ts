import { type Span, spanText } from '../../capture/position.ts';
import { catalogueEntry } from '../../knowledge/rule-catalogue.ts';
import type { Diagnosis, Finding, NotChecked, Severity } from '../../rules/finding.ts';
import type { Evidence } from '../../situation/evidence.ts';
import type { Episode } from '../../situation/situation.ts';
import { printableJson } from '../printable.ts';
import { redactedDiagnosis } from '../redacted.ts';
import { confidenceWords, fixLead } from '../words.ts';
import type { ShareableReport } from './shareable-report.ts';

/**
 * Findings for tools that show results of analyses beside the text: SARIF 2.1.0
 * (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). Each capture is a run.
 */
export class SarifReport implements ShareableReport {
  readonly #version: string;
  readonly #runs: object[] = [];

  /** @param version of the program */
  constructor(version: string) {
    this.#version = version;
  }

  diagnosed(file: string | null, diagnosis: Diagnosis): void {
    this.#runs.push(runOf(this.#version, file, diagnosis));
  }

  failed(file: string, message: string): void {
    const notification = { level: 'error', message: { text: message } };
    this.#runs.push({
      tool: { driver: driver(this.#version, []) },
      ...automation(file),
      invocations: [{ executionSuccessful: false, toolExecutionNotifications: [notification] }],
      results: [],
    });
  }

  text(): string {
    const log = {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: this.#runs,
    };
    return `${printableJson(JSON.stringify(log, null, 2))}\n`;
  }
}

function runOf(version: string, file: string | null, original: Diagnosis): object {
  const shown = redactedDiagnosis(original);
  const ids = [...new Set([...shown.findings, ...shown.notChecked].map(({ rule }) => rule))];
  const { episodes } = shown.situation;
  const seen = new Map<string, number>();
  const findings = shown.findings.map((finding, index) => {
    const print = fingerprintOf(finding);
    const before = seen.get(print) ?? 0;
    seen.set(print, before + 1);
    const found = locations(finding, original.findings[index]?.evidence ?? []);
    return {
      ...ruleOf(ids, finding.rule),
      ...resultOf(finding),
      ...(found.length === 0 ? { locations: episodeLocation(episodes, finding.episode) } : placed(found)),
      partialFingerprints: { 'hwdiagFinding/v1': `${print}:${before + 1}` },
    };
  });
  const open = shown.notChecked.map((one) => ({
    ...ruleOf(ids, one.rule),
    ...openResult(one),
    locations: episodeLocation(episodes, one.episode),
    partialFingerprints: { 'hwdiagFinding/v1': hashOf([one.rule, 'not checked', one.missing]) },
  }));
  return {
    tool: {
      driver: driver(
        version,
        ids.map((id) => descriptorOf(version, id)),
      ),
    },
    ...automation(file),
    invocations: [{ executionSuccessful: true }],
    columnKind: 'utf16CodeUnits',
    results: [...findings, ...open],
  };
}

function driver(version: string, rules: readonly object[]): object {
  return { name: 'hwdiag', version, semanticVersion: version, rules };
}

/** Tells the runs of one log, and of one file in logs that follow each other, apart. */
function automation(file: string | null): object {
  return file === null ? {} : { automationDetails: { id: file } };
}

function ruleOf(ids: readonly string[], rule: string): object {
  return { ruleId: rule, ruleIndex: ids.indexOf(rule) };
}

function descriptorOf(version: string, id: string): object {
  const entry = catalogueEntry(id);
  return {
    id,
    shortDescription: { text: entry?.title ?? id },
    // The pages are shipped with the package, and this host shows the files of packages.
    helpUri: `https://unpkg.com/hwdiag@${version}/docs/rules/${id}.md`,
    help: { text: `Run: hwdiag explain ${id}` },
    ...(entry === undefined ? {} : { properties: { rung: entry.rung, group: entry.group } }),
  };
}

/** A fault fails; what is ruled out passed; all else is for information. Only what fails has a level. */
function kindOf({ role, confidence }: Finding): 'fail' | 'pass' | 'informational' {
  if (confidence === 'refuted') return 'pass';
  return role === 'cause' || role === 'symptom' ? 'fail' : 'informational';
}

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

function resultOf(finding: Finding): object {
  const { severity, confidence, title, explanation, fix, role, rung, episode, attempt } = finding;
  const kind = kindOf(finding);
  const parts = [`${title} (${confidenceWords[confidence]}).`, explanation];
  if (fix !== null) parts.push(`${fixLead(confidence)}: ${fix.summary}`);
  return {
    kind,
    level: kind === 'fail' ? levels[severity] : 'none',
    message: { text: parts.filter((part) => part !== '').join(' ') },
    properties: { confidence, role, rung, episode, attempt },
  };
}

/** What could not be checked: the format has a kind for it. */
function openResult({ missing, ask, episode }: NotChecked): object {
  return {
    kind: 'open',
    level: 'none',
    message: { text: `Could not be checked: ${missing}. This would show it: ${ask}` },
    properties: { episode },
  };
}

function placed([first, ...related]: readonly object[]): object {
  return { locations: [first], ...(related.length === 0 ? {} : { relatedLocations: related }) };
}

/** The places of a finding as they are in the input, the words there as they may be shown. */
function locations({ evidence }: Finding, original: readonly Evidence[]): readonly object[] {
  return evidence.map((shown, index) => {
    const place = original[index] ?? shown;
    if (shown.type === 'presence' && place.type === 'presence') {
      const { line, column, length } = place.span;
      return locationOf(
        shown.span.source,
        {
          startLine: line,
          startColumn: column,
          endColumn: column + length,
          snippet: { text: spanText(shown.span) },
        },
        shown.label,
      );
    }
    const [from, to] = endsOf(place);
    const isRange = from.source === to.source && to.line > from.line;
    return locationOf(
      from.source,
      {
        startLine: from.line,
        startColumn: from.column,
        ...(isRange ? { endLine: to.line, endColumn: to.column + to.length } : {}),
      },
      shown.type === 'absence' ? `missing: ${shown.absent}` : null,
    );
  });
}

function endsOf(item: Evidence): readonly [from: Span, to: Span] {
  return item.type === 'absence' ? [item.from, item.to] : [item.span, item.span];
}

/** Where a situation begins: the place of what stands on no line, or on any. */
function episodeLocation(episodes: readonly Episode[], id: number): readonly object[] {
  const { sources = [] } = episodes.find((episode) => episode.id === id) ?? {};
  const [first] = sources;
  return [locationOf(first?.source ?? '-', { startLine: first?.firstLine ?? 1, startColumn: 1 }, null)];
}

function locationOf(source: string, region: object, message: string | null): object {
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(source) }, region },
    ...(message === null ? {} : { message: { text: message } }),
  };
}

/** A path as a URI reference; standard input goes by its sign. A sample: C:\logs\a b.txt is file:///C:/logs/a%20b.txt */
function uriOf(path: string): string {
  const parts = path
    .replaceAll('\\', '/')
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent);
  if (/^[a-z]:/i.test(path)) return `file:///${parts.join('/').replace(/^(.)%3A/i, '$1:')}`;
  const whole = parts.join('/');
  return whole.startsWith('/') ? `file://${whole.replace(/^\/+/, '/')}` : whole || '-';
}

function fingerprintOf({ rule, evidence }: Finding): string {
  return hashOf([
    rule,
    ...evidence.map((item) => (item.type === 'presence' ? spanText(item.span) : item.absent)),
  ]);
}

/** Days and months in front of a line, as all logs write them. */
const dateWords = /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b/g;

/**
 * The same for the same lines of a longer or a newer log: words count, dates, numbers and places do not. FNV-1a of 64 bits
 * over UTF-16 units (http://www.isthe.com/chongo/tech/comp/fnv/): it tells findings apart, and protects nothing.
 */
function hashOf(words: readonly string[]): string {
  const text = words.join('\n').replace(dateWords, '').replace(/\d+/g, '0').replace(/\s+/g, ' ');
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at += 1) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
