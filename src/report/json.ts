import type { Span } from '../capture/position.ts';
import { spanOfCommand } from '../capture/prompt.ts';
import type { Rung } from '../knowledge/rung.ts';
import type { Redactor } from '../redact/redactor.ts';
import type {
  Confidence,
  Confirmation,
  Diagnosis,
  Finding,
  Fix,
  NotChecked,
  Role,
  Severity,
  Verdict,
} from '../rules/finding.ts';
import type { LiveProof } from '../rules/live-proof.ts';
import type { Evidence } from '../situation/evidence.ts';
import type {
  Attempt,
  AttemptOutcome,
  Episode,
  EpisodeBreak,
  HandCommand,
  MissingOutput,
  Modem,
  ModemFunction,
  Router,
  RungState,
  SetAside,
  SourceRange,
  Stats,
} from '../situation/situation.ts';
import { redactorFor } from './diagnosis-redactor.ts';
import { labelOf } from './evidence-label.ts';
import { redactedProof } from './live.ts';
import { printableJson } from './printable.ts';
import { redactedConfirmation, redactedFix } from './redacted-fix.ts';

/**
 * The answer as plain data, for programs and for sharing: passwords, PINs, and numbers that single out a device, a SIM
 * card or a customer are replaced by tokens. `schema/report.v1.json` describes it field by field.
 */
export interface Report {
  readonly schemaVersion: 1;
  readonly verdict: Verdict;
  readonly episodes: readonly ReportEpisode[];
  readonly findings: readonly ReportFinding[];
  readonly notChecked: readonly NotChecked[];
  readonly setAside: readonly SetAside[];
  /** Not there where all commands came to their end. */
  readonly missingOutputs?: readonly MissingOutput[];
  readonly stats: Stats;
  /** Not there where nothing was tested on a router. */
  readonly live?: LiveProof;
}

interface ReportEpisode {
  readonly id: number;
  readonly brokenOffBy: EpisodeBreak;
  readonly continues: number | null;
  readonly sources: readonly SourceRange[];
  readonly router: ReportRouter;
  readonly modems: readonly ReportModem[];
  readonly interfaces: readonly ReportInterface[];
  readonly attempts: readonly ReportAttempt[];
  readonly dialoguesLeftOut: number;
  readonly commands: readonly ReportCommand[];
  readonly bystanders: readonly string[];
  readonly verdict: Verdict;
}

interface ReportRouter {
  readonly host: string | null;
  readonly board: string | null;
  readonly kernel: string | null;
  readonly bootedAt: string | null;
  readonly software: readonly { readonly name: string; readonly version: string }[];
}

interface ReportModem {
  readonly usbPort: string | null;
  readonly vendorId: string | null;
  readonly productId: string | null;
  readonly product: string | null;
  readonly manufacturer: string | null;
  readonly functions: readonly Omit<ModemFunction, 'span'>[];
  readonly attached: boolean;
  readonly inherited: boolean;
}

interface ReportInterface extends Place {
  readonly name: string;
  readonly proto: string | null;
  readonly cellular: boolean;
}

interface ReportAttempt {
  readonly id: number;
  readonly method: Attempt['method'];
  readonly interface: string | null;
  readonly proto: string | null;
  readonly host: string | null;
  readonly device: string | null;
  readonly netdev: string | null;
  readonly child: string | null;
  readonly apn: string | null;
  readonly address: string | null;
  readonly ladder: readonly ReportRung[];
  readonly reached: Rung | null;
  readonly broken: Rung | null;
  readonly lost: { readonly rung: Rung; readonly evidence: readonly ReportEvidence[] } | null;
  readonly outcome: AttemptOutcome;
  readonly resolvedBy: number | null;
  readonly times: number;
  readonly from: Place;
  readonly to: Place;
  /** Wall-clock times as the log prints them. */
  readonly clock: { readonly first: string; readonly last: string } | null;
}

interface ReportRung {
  readonly rung: Rung;
  readonly state: RungState['state'];
  readonly implied: boolean;
  readonly evidence: readonly ReportEvidence[];
}

interface ReportCommand extends Place {
  readonly text: string;
  readonly host: string | null;
  readonly claim: { readonly works: boolean; readonly source: string; readonly line: number } | null;
}

type ReportEvidence =
  | (Place & { readonly column: number; readonly text: string; readonly label: string | null })
  | { readonly absent: string; readonly from: Place; readonly to: Place };

interface Place {
  readonly source: string;
  readonly line: number;
}

interface ReportFinding {
  readonly rule: string;
  readonly episode: number;
  readonly attempt: number | null;
  readonly role: Role;
  readonly rung: Rung | null;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly title: string;
  readonly explanation: string;
  readonly evidence: readonly ReportEvidence[];
  readonly consequenceOf: string | null;
  readonly confirm: Confirmation | null;
  readonly fix: Fix | null;
}

/** A diagnosis as plain data, secrets replaced. */
export function toJson(diagnosis: Diagnosis): Report {
  const redactor = redactorFor(diagnosis);
  const { situation, verdict, episodeVerdicts, findings, notChecked } = diagnosis;
  return {
    schemaVersion: 1,
    verdict: verdictOf(verdict),
    episodes: situation.episodes.map((episode) =>
      episodeOf(
        redactor,
        episode,
        episodeVerdicts.find((own) => own.episode === episode.id),
      ),
    ),
    findings: findings.map((finding) => findingOf(redactor, finding)),
    notChecked: notChecked.map(({ rule, episode, missing, ask }) => ({
      rule,
      episode,
      missing: redactor.text(missing),
      ask: redactor.text(ask),
    })),
    setAside: situation.setAside.map(({ reason, source, firstLine, lastLine, words }) => ({
      reason,
      source,
      firstLine,
      lastLine,
      words: redactor.text(words),
    })),
    ...(situation.missingOutputs.length === 0
      ? {}
      : { missingOutputs: situation.missingOutputs.map((one) => missingOf(redactor, one)) }),
    stats: {
      lines: situation.stats.lines,
      messages: situation.stats.messages,
      foreign: situation.stats.foreign,
      unknown: situation.stats.unknown,
    },
    ...(diagnosis.live === null ? {} : { live: redactedProof(redactor, diagnosis.live) }),
  };
}

function missingOf(
  redactor: Redactor,
  { what, command, reason, source, line }: MissingOutput,
): MissingOutput {
  return { what, command: textOf(redactor, command), reason: redactor.text(reason), source, line };
}

/** The report as JSON text, indented by two, ended by a line feed; invisible characters stand as `\u` escapes. */
export function toJsonText(diagnosis: Diagnosis): string {
  return `${printableJson(JSON.stringify(toJson(diagnosis), null, 2))}\n`;
}

function verdictOf({ state, rung, cause, confidence, reached }: Verdict): Verdict {
  return { state, rung, cause, confidence, reached };
}

const nothingKnown: Verdict = {
  state: 'undetermined',
  rung: null,
  cause: null,
  confidence: null,
  reached: null,
};

function episodeOf(redactor: Redactor, episode: Episode, verdict: Verdict = nothingKnown): ReportEpisode {
  return {
    id: episode.id,
    brokenOffBy: episode.brokenOffBy,
    continues: episode.continues?.id ?? null,
    sources: episode.sources.map(({ source, firstLine, lastLine }) => ({ source, firstLine, lastLine })),
    router: routerOf(redactor, episode.router),
    modems: episode.modems.map((modem) => modemOf(redactor, modem)),
    interfaces: episode.interfaces.map(({ name, proto, cellular, section }) => ({
      name: redactor.text(name),
      proto: textOf(redactor, proto),
      cellular,
      ...placeOf(section.span),
    })),
    attempts: episode.attempts.map((attempt) => attemptOf(redactor, attempt)),
    dialoguesLeftOut: episode.dialoguesLeftOut,
    commands: episode.commands.map((command) => commandOf(redactor, command)),
    bystanders: episode.bystanders.map((name) => redactor.text(name)),
    verdict: verdictOf(verdict),
  };
}

function textOf(redactor: Redactor, text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : redactor.text(text);
}

function routerOf(redactor: Redactor, { host, board, kernel, bootedAt, software }: Router): ReportRouter {
  return {
    host: textOf(redactor, host?.value),
    board: textOf(redactor, board?.value),
    kernel: textOf(redactor, kernel?.value),
    bootedAt: bootedAt === null ? null : localTime(bootedAt),
    software: software.map(({ name, value }) => ({
      name: redactor.text(name),
      version: redactor.text(value),
    })),
  };
}

/** ISO 8601 without a zone: routers print local time and do not say which. `seconds` as in `ClockTime`. */
function localTime(seconds: number): string {
  return new Date(Math.round(seconds) * 1000).toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length);
}

function modemOf(redactor: Redactor, modem: Modem): ReportModem {
  return {
    usbPort: textOf(redactor, modem.usbPort),
    vendorId: textOf(redactor, modem.vendorId?.value),
    productId: textOf(redactor, modem.productId?.value),
    product: textOf(redactor, modem.product?.value),
    manufacturer: textOf(redactor, modem.manufacturer?.value),
    functions: modem.functions.map(({ usbInterface, driver, kind, node }) => ({
      usbInterface: textOf(redactor, usbInterface),
      driver: redactor.text(driver),
      kind,
      node: textOf(redactor, node),
    })),
    attached: modem.attached,
    inherited: modem.inherited,
  };
}

function attemptOf(redactor: Redactor, attempt: Attempt): ReportAttempt {
  const { clock, lost } = attempt;
  return {
    id: attempt.id,
    method: attempt.method,
    interface: textOf(redactor, attempt.interface),
    proto: textOf(redactor, attempt.proto),
    host: textOf(redactor, attempt.host),
    device: textOf(redactor, attempt.device),
    netdev: textOf(redactor, attempt.netdev),
    child: textOf(redactor, attempt.child),
    apn: textOf(redactor, attempt.apn?.value),
    address: textOf(redactor, attempt.address?.value),
    ladder: attempt.ladder.map(({ rung, state, implied, evidence }) => ({
      rung,
      state,
      implied,
      evidence: evidence.map((item) => evidenceOf(redactor, item)),
    })),
    reached: attempt.reached,
    broken: attempt.broken,
    lost:
      lost === null
        ? null
        : { rung: lost.rung, evidence: lost.evidence.map((item) => evidenceOf(redactor, item)) },
    outcome: attempt.outcome,
    resolvedBy: attempt.resolvedBy,
    times: attempt.times,
    from: placeOf(attempt.first),
    to: placeOf(attempt.last),
    clock:
      clock === null
        ? null
        : { first: redactor.text(clock.first.text), last: redactor.text(clock.last.text) },
  };
}

function commandOf(redactor: Redactor, { typed, claim }: HandCommand): ReportCommand {
  const span = spanOfCommand(typed.command);
  return {
    ...placeOf(span),
    text: redactor.span(span),
    host: textOf(redactor, typed.command.host),
    claim: claim === null ? null : { works: claim.works, ...placeOf(claim.span) },
  };
}

function placeOf({ source, line }: Span): Place {
  return { source, line };
}

function evidenceOf(redactor: Redactor, evidence: Evidence): ReportEvidence {
  switch (evidence.type) {
    case 'presence': {
      const { span } = evidence;
      return {
        ...placeOf(span),
        column: span.column,
        text: redactor.span(span),
        label: textOf(redactor, labelOf(evidence)),
      };
    }
    case 'absence':
      return {
        absent: redactor.text(evidence.absent),
        from: placeOf(evidence.from),
        to: placeOf(evidence.to),
      };
  }
}

function findingOf(redactor: Redactor, finding: Finding): ReportFinding {
  return {
    rule: finding.rule,
    episode: finding.episode,
    attempt: finding.attempt,
    role: finding.role,
    rung: finding.rung,
    severity: finding.severity,
    confidence: finding.confidence,
    title: redactor.text(finding.title),
    explanation: redactor.text(finding.explanation),
    evidence: finding.evidence.map((item) => evidenceOf(redactor, item)),
    consequenceOf: finding.consequenceOf,
    confirm: finding.confirm === null ? null : redactedConfirmation(redactor, finding.confirm),
    fix: finding.fix === null ? null : redactedFix(redactor, finding.fix),
  };
}
