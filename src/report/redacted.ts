import type { ClockTime } from '../capture/clock.ts';
import type { Span } from '../capture/position.ts';
import type { UciSection } from '../grammar/structures/uci-section.ts';
import type { Redactor } from '../redact/redactor.ts';
import type { Diagnosis, Finding } from '../rules/finding.ts';
import type { Evidence } from '../situation/evidence.ts';
import type { Attempt, Episode, Fact, Modem, Router } from '../situation/situation.ts';
import { redactorFor } from './diagnosis-redactor.ts';
import { labelOf } from './evidence-label.ts';
import { redactedProof } from './live.ts';
import { redactedConfirmation, redactedFix } from './redacted-fix.ts';

/**
 * The diagnosis with tokens in place of secrets in all that a report shows of it, findings in the same order. Columns of
 * its spans count in the redacted lines, no longer in the input.
 */
export function redactedDiagnosis(diagnosis: Diagnosis): Diagnosis {
  const redactor = redactorFor(diagnosis);
  const { situation, findings, notChecked } = diagnosis;
  const episodes = new Map<Episode, Episode>();
  for (const episode of situation.episodes) {
    const continues = episode.continues === null ? null : (episodes.get(episode.continues) ?? null);
    episodes.set(episode, episodeOf(redactor, episode, continues));
  }
  return {
    ...diagnosis,
    situation: {
      ...situation,
      episodes: [...episodes.values()],
      // Nothing of it is told but which kinds of things were looked at.
      withoutModem: null,
      setAside: situation.setAside.map((one) => ({ ...one, words: redactor.text(one.words) })),
      missingOutputs: situation.missingOutputs.map((one) => ({
        ...one,
        command: textOf(redactor, one.command),
        reason: redactor.text(one.reason),
      })),
    },
    findings: findings.map((finding) => findingOf(redactor, finding)),
    notChecked: notChecked.map((one) => ({
      ...one,
      missing: redactor.text(one.missing),
      ask: redactor.text(one.ask),
    })),
    live: diagnosis.live === null ? null : redactedProof(redactor, diagnosis.live),
  };
}

function findingOf(redactor: Redactor, finding: Finding): Finding {
  const { title, explanation, evidence, confirm, fix } = finding;
  return {
    ...finding,
    title: redactor.text(title),
    explanation: redactor.text(explanation),
    evidence: evidence.map((item) => evidenceOf(redactor, item)),
    confirm: confirm === null ? null : redactedConfirmation(redactor, confirm),
    fix: fix === null ? null : redactedFix(redactor, fix),
  };
}

function evidenceOf(redactor: Redactor, evidence: Evidence): Evidence {
  switch (evidence.type) {
    case 'presence':
      return {
        type: 'presence',
        span: spanOf(redactor, evidence.span),
        label: textOf(redactor, labelOf(evidence)),
      };
    case 'absence':
      return {
        type: 'absence',
        absent: redactor.text(evidence.absent),
        from: spanOf(redactor, evidence.from),
        to: spanOf(redactor, evidence.to),
      };
  }
}

/** The same words in the redacted line; a secret that they only cut into belongs to them as a whole. */
function spanOf(redactor: Redactor, span: Span): Span {
  // Spans of a long log are read from its bytes when they are asked, so they cannot be spread.
  const { source, line, text: original } = span;
  const part = (start: number, end: number): string =>
    redactor.span({ source, line, text: original, column: start + 1, length: Math.max(end - start, 0) });
  const { length } = original;
  const start = Math.min(span.column - 1, length);
  const end = Math.min(start + span.length, length);
  const text = part(0, length);
  if (text === original) return span;
  const from = text.length - part(start, length).length;
  const to = part(0, end).length;
  return { source, line, text, column: from + 1, length: Math.max(to - from, 0) };
}

function textOf(redactor: Redactor, text: string | null): string | null {
  return text === null ? null : redactor.text(text);
}

function factOf(redactor: Redactor, fact: Fact<string> | null): Fact<string> | null {
  return fact === null ? null : { value: redactor.text(fact.value), span: spanOf(redactor, fact.span) };
}

function episodeOf(redactor: Redactor, episode: Episode, continues: Episode | null): Episode {
  return {
    ...episode,
    continues,
    router: routerOf(redactor, episode.router),
    modems: episode.modems.map((modem) => modemOf(redactor, modem)),
    interfaces: episode.interfaces.map((one) => ({
      ...one,
      name: redactor.text(one.name),
      proto: textOf(redactor, one.proto),
      section: sectionOf(redactor, one.section),
    })),
    configs: episode.configs.map((section) => sectionOf(redactor, section)),
    attempts: episode.attempts.map((attempt) => attemptOf(redactor, attempt)),
    bystanders: episode.bystanders.map((name) => redactor.text(name)),
  };
}

/** Fixes quote what is configured. */
function sectionOf(redactor: Redactor, section: UciSection): UciSection {
  return {
    ...section,
    options: section.options.map((option) => ({
      ...option,
      value: redactor.option(option.name, option.value),
    })),
  };
}

function routerOf(redactor: Redactor, router: Router): Router {
  return {
    host: factOf(redactor, router.host),
    board: factOf(redactor, router.board),
    kernel: factOf(redactor, router.kernel),
    bootedAt: router.bootedAt,
    software: router.software.map((one) => ({ ...one, value: redactor.text(one.value) })),
  };
}

function modemOf(redactor: Redactor, modem: Modem): Modem {
  return {
    ...modem,
    usbPort: textOf(redactor, modem.usbPort),
    vendorId: factOf(redactor, modem.vendorId),
    productId: factOf(redactor, modem.productId),
    product: factOf(redactor, modem.product),
    manufacturer: factOf(redactor, modem.manufacturer),
    functions: modem.functions.map((one) => ({
      ...one,
      usbInterface: textOf(redactor, one.usbInterface),
      driver: redactor.text(one.driver),
      node: textOf(redactor, one.node),
    })),
  };
}

function attemptOf(redactor: Redactor, attempt: Attempt): Attempt {
  const { clock, lost } = attempt;
  return {
    ...attempt,
    interface: textOf(redactor, attempt.interface),
    proto: textOf(redactor, attempt.proto),
    host: textOf(redactor, attempt.host),
    device: textOf(redactor, attempt.device),
    netdev: textOf(redactor, attempt.netdev),
    child: textOf(redactor, attempt.child),
    apn: factOf(redactor, attempt.apn),
    address: factOf(redactor, attempt.address),
    ladder: attempt.ladder.map((step) => ({
      ...step,
      evidence: step.evidence.map((item) => evidenceOf(redactor, item)),
    })),
    lost:
      lost === null
        ? null
        : { rung: lost.rung, evidence: lost.evidence.map((item) => evidenceOf(redactor, item)) },
    clock:
      clock === null ? null : { first: clockOf(redactor, clock.first), last: clockOf(redactor, clock.last) },
  };
}

function clockOf(redactor: Redactor, { seconds, hasYear, text }: ClockTime): ClockTime {
  return { seconds, hasYear, text: redactor.text(text) };
}
