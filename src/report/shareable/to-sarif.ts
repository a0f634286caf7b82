import { type Span, spanText } from '../../capture/position.ts';
import { catalogueEntry } from '../../knowledge/rule-catalogue.ts';
import type { Diagnosis, Finding, NotChecked, Severity } from '../../rules/finding.ts';
import type { Evidence } from '../../situation/evidence.ts';
import { printableJson } from '../printable.ts';
import { redactedDiagnosis } from '../redacted.ts';
import { confidenceWords, fixLead } from '../words.ts';
import type { ShareableFormat } from './shareable-format.ts';

/**
 * Findings for tools that show results of analyses beside the text: SARIF 2.1.0
 * (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). Each capture is a run.
 */
export function sarifFormat(version: string): ShareableFormat {
  return {
    part: (file, diagnosis) => JSON.stringify(runOf(version, file, diagnosis)),
    failedPart: (file, message) => JSON.stringify(failedRun(version, file, message)),
    whole: (parts) => {
      const log = {
        $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
        version: '2.1.0',
        runs: parts.map((part): unknown => JSON.parse(part)),
      };
      return `${printableJson(JSON.stringify(log, null, 2))}\n`;
    },
  };
}

function runOf(version: string, file: string | null, diagnosis: Diagnosis): object {
  const shown = redactedDiagnosis(diagnosis);
  const ids = [...new Set([...shown.findings, ...shown.notChecked].map(({ rule }) => rule))];
  const fingerprints = new Map<string, number>();
  const findings = shown.findings.map((finding, index) => {
    const print = fingerprintOf(finding);
    const before = fingerprints.get(print) ?? 0;
    fingerprints.set(print, before + 1);
    return resultOf(ids, finding, diagnosis.findings[index]?.evidence ?? [], `${print}:${before + 1}`);
  });
  return {
    tool: { driver: driver(version, ids.map(descriptorOf)) },
    ...automation(file),
    invocations: [{ executionSuccessful: true }],
    columnKind: 'utf16CodeUnits',
    results: [...findings, ...shown.notChecked.map((open) => openResult(ids, open))],
  };
}

function failedRun(version: string, file: string, message: string): object {
  const notification = { level: 'error', message: { text: message } };
  return {
    tool: { driver: driver(version, []) },
    ...automation(file),
    invocations: [{ executionSuccessful: false, toolExecutionNotifications: [notification] }],
    results: [],
  };
}

function driver(version: string, rules: readonly object[]): object {
  return { name: 'hwdiag', version, semanticVersion: version, rules };
}

function automation(file: string | null): object {
  return file === null ? {} : { automationDetails: { id: file } };
}

function descriptorOf(id: string): object {
  const entry = catalogueEntry(id);
  return {
    id,
    shortDescription: { text: entry?.title ?? id },
    help: {
      text: `Run: hwdiag explain ${id}. The same page is docs/rules/${id}.md of the package.`,
    },
    ...(entry === undefined ? {} : { properties: { rung: entry.rung, group: entry.group } }),
  };
}

/** A fault fails; what is ruled out passed; all else is for information. Only what fails has a level. */
function kindOf({ role, confidence }: Finding): 'fail' | 'pass' | 'informational' {
  if (confidence === 'refuted') return 'pass';
  return role === 'cause' || role === 'symptom' ? 'fail' : 'informational';
}

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

function resultOf(
  ids: readonly string[],
  finding: Finding,
  original: readonly Evidence[],
  fingerprint: string,
): object {
  const { rule, severity, confidence, title, explanation, fix, evidence, rung, episode, attempt } = finding;
  const kind = kindOf(finding);
  const parts = [`${title} (${confidenceWords[confidence]}).`, explanation];
  if (fix !== null) parts.push(`${fixLead(confidence)}: ${fix.summary}`);
  const [first, ...related] = evidence.map((item, index) => locationOf(item, original[index] ?? item));
  return {
    ruleId: rule,
    ruleIndex: ids.indexOf(rule),
    kind,
    level: kind === 'fail' ? levels[severity] : 'none',
    message: { text: parts.filter((part) => part !== '').join(' ') },
    ...(first === undefined ? {} : { locations: [first] }),
    ...(related.length === 0 ? {} : { relatedLocations: related }),
    partialFingerprints: { 'hwdiagFinding/v1': fingerprint },
    properties: { confidence, role: finding.role, rung, episode, attempt },
  };
}

/** What could not be checked: the format has a kind for it. */
function openResult(ids: readonly string[], { rule, missing, ask, episode }: NotChecked): object {
  return {
    ruleId: rule,
    ruleIndex: ids.indexOf(rule),
    kind: 'open',
    level: 'none',
    message: { text: `Could not be checked: ${missing}. This would show it: ${ask}` },
    properties: { episode },
  };
}

/** The place as it is in the input, the words as they may be shown. */
function locationOf(shown: Evidence, original: Evidence): object {
  if (original.type === 'presence' && shown.type === 'presence') {
    const { span } = original;
    const region = {
      startLine: span.line,
      startColumn: span.column,
      endColumn: span.column + span.length,
      snippet: { text: spanText(shown.span) },
    };
    return {
      physicalLocation: { artifactLocation: artifact(span), region },
      ...(shown.label === null ? {} : { message: { text: shown.label } }),
    };
  }
  const [from, to, absent] =
    shown.type === 'absence'
      ? [shown.from, shown.to, `missing: ${shown.absent}`]
      : [shown.span, shown.span, ''];
  const endLine = from.source === to.source && to.line > from.line ? { endLine: to.line } : {};
  return {
    physicalLocation: {
      artifactLocation: artifact(from),
      region: { startLine: from.line, ...endLine },
    },
    message: { text: absent },
  };
}

function artifact({ source }: Span): object {
  return { uri: uriOf(source) };
}

/** A path as a URI reference; standard input goes by its sign. */
function uriOf(path: string): string {
  const parts = path
    .replaceAll('\\', '/')
    .replace(/\p{Cs}/gu, '�')
    .split('/')
    .map(encodeURIComponent);
  if (/^[a-z]:/i.test(path)) return `file:///${parts.join('/').replace(/^(.)%3A/i, '$1:')}`;
  const whole = parts.join('/');
  return whole.startsWith('/') ? `file://${whole.replace(/^\/+/, '/')}` : whole || '-';
}

/** The same for the same lines of a longer or a newer log: rule and words count, digits and places do not. */
function fingerprintOf({ rule, evidence }: Finding): string {
  const words = evidence.map((item) => (item.type === 'presence' ? spanText(item.span) : item.absent));
  return fnv1a([rule, ...words].join('\n').replace(/\d+/g, '0'));
}

/** FNV-1a of 64 bits over UTF-16 units. It tells findings apart, and protects nothing. */
function fnv1a(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at += 1) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
