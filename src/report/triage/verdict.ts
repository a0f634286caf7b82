import { findApn } from '../../knowledge/apn.ts';
import { usbDevice } from '../../knowledge/usb.ts';
import type { Redactor } from '../../redact/redactor.ts';
import { redactorOf } from '../../redact/redactor.ts';
import type { Diagnosis, Finding, NotChecked, Severity } from '../../rules/finding.ts';
import { modemIdentity } from '../../situation/facts/modem-identity.ts';
import { lastOperator } from '../../situation/facts/operator.ts';
import type { Reading } from '../../situation/facts/reading.ts';
import { release } from '../../situation/facts/software.ts';
import type { Episode, Modem } from '../../situation/situation.ts';
import { commandLine } from '../command-line.ts';
import { namedValuesOf, namesOf } from '../named-values.ts';
import { collectablesFor } from '../no-data.ts';
import { type EpisodeView, overviewOf } from '../overview.ts';
import { linesOf } from '../spans.ts';
import { listed } from '../words.ts';
import { nothingSaid, type TriageNeed, type TriageVerdict } from './record.ts';

/** Places of evidence that are named. */
const mostPlaces = 3;
/** Commands that are asked for: who gets more of them runs none. */
const mostNeeds = 5;

/**
 * What a diagnosis says of its bundle, secrets replaced.
 *
 * @param id of the bundle, with which the names of its sources begin
 */
export function triageVerdict(diagnosis: Diagnosis, id: string): TriageVerdict {
  const { subject } = overviewOf(diagnosis);
  if (subject === null) return { ...nothingSaid, needs: needsOf(diagnosis, null) };
  const { verdict } = diagnosis;
  const facts = factsOf(subject.episode);
  const redactor = redactorFor(diagnosis, facts);
  const { main } = subject;
  const plain = (text: string | null): string | null => (text === null ? null : redactor.text(text));
  return {
    rung: verdict.rung,
    reached: verdict.reached,
    cause: verdict.cause,
    confidence: verdict.confidence,
    severity: worstOf(diagnosis.findings),
    title: plain(main?.title ?? null),
    board: plain(subject.episode.router.board?.value ?? null),
    modem: modemOf(subject.episode, facts, redactor),
    firmware: plain(facts.firmware?.value ?? null),
    release: plain(releaseOf(subject.episode)),
    operator: plain(facts.operator?.value ?? operatorOfApn(subject)),
    evidence: placesOf(main, id, redactor),
    findings: subject.faults.map(({ rule, role, confidence }) => ({ rule, role, confidence })),
    needs: needsOf(diagnosis, subject).map(({ missing, ask }) => ({
      missing: redactor.text(missing),
      ask: plain(ask),
    })),
  };
}

interface Facts {
  readonly manufacturer: Reading<string> | null;
  readonly model: Reading<string> | null;
  readonly firmware: Reading<string> | null;
  readonly operator: Reading<string> | null;
}

/** What the episode says, or those before it on the same router. */
function factsOf(episode: Episode): Facts {
  const { manufacturer, model, firmware } = modemIdentity(episode);
  const operator = lastOperator(episode);
  const before = episode.continues === null ? null : factsOf(episode.continues);
  return {
    manufacturer: manufacturer ?? before?.manufacturer ?? null,
    model: model ?? before?.model ?? null,
    firmware: firmware ?? before?.firmware ?? null,
    operator: operator ?? before?.operator ?? null,
  };
}

function redactorFor(diagnosis: Diagnosis, facts: Facts): Redactor {
  const names = namesOf(diagnosis);
  const told = Object.values(facts).flatMap((fact: Reading<string> | null) =>
    fact === null ? [] : [fact.span.text],
  );
  return redactorOf([...linesOf(diagnosis), ...told], namedValuesOf(diagnosis), (line) => names.hitsIn(line));
}

const severities: readonly Severity[] = ['error', 'warning', 'info'];

function worstOf(findings: readonly Finding[]): Severity | null {
  const standing = findings.filter(({ confidence }) => confidence !== 'refuted');
  return severities.find((severity) => standing.some((finding) => finding.severity === severity)) ?? null;
}

/** The modem that the verdict is about: the last one that is there, in the words that tell it best. */
function modemOf({ modems }: Episode, facts: Facts, redactor: Redactor): TriageVerdict['modem'] {
  const modem = modems.findLast(({ attached }) => attached) ?? modems.at(-1) ?? null;
  const usbId = modem === null ? null : idOf(modem);
  const name = toldName(facts) ?? (modem === null ? null : shownName(modem, usbId));
  if (name === null && usbId === null) return null;
  return { name: name === null ? null : redactor.text(name), usbId };
}

function idOf({ vendorId, productId }: Modem): string | null {
  return vendorId === null || productId === null ? null : `${vendorId.value}:${productId.value}`;
}

function toldName({ manufacturer, model }: Facts): string | null {
  if (model === null) return null;
  const maker = manufacturer?.value ?? '';
  return model.value.toLowerCase().startsWith(maker.toLowerCase())
    ? model.value
    : `${maker} ${model.value}`.trim();
}

/**
 * What the kernel shows: its name for the product says less than the table of ids where it names no model (`HUAWEI Mobile`,
 * `Android`). An id that several models have has the name of one of them in the table, and is told with the id.
 */
function shownName({ product, manufacturer }: Modem, usbId: string | null): string | null {
  const shown = product?.value ?? '';
  if (/\d/.test(shown)) {
    const maker = manufacturer?.value ?? '';
    return shown.toLowerCase().startsWith(maker.toLowerCase()) ? shown : `${maker} ${shown}`.trim();
  }
  const [vendor = '', id = ''] = usbId?.split(':') ?? [];
  const known = usbId === null ? undefined : usbDevice(vendor, id);
  const words = [known?.vendor ?? null, known?.model ?? null].filter((part) => part !== null).join(' ');
  return words === '' ? shown || null : words;
}

function releaseOf(episode: Episode): string | null {
  const { version, series } = release(episode);
  if (version !== null) {
    const board = episode.observations.of('board').findLast((shown) => shown.version === version);
    return [board?.distribution ?? null, version].filter((part) => part !== null).join(' ');
  }
  const [only] = series;
  return series.length === 1 && only !== undefined ? `like ${only}` : null;
}

/** The operator that alone publishes the APN which is dialled or configured. */
function operatorOfApn({ episode, attempt }: EpisodeView): string | null {
  const configured = episode.interfaces.findLast(({ cellular }) => cellular)?.section.options;
  const apn = attempt?.apn?.value ?? configured?.find(({ name }) => name === 'apn')?.value ?? null;
  if (apn === null) return null;
  const names = new Set(findApn(apn).map(({ operator }) => operator));
  const [only] = names;
  return names.size === 1 && only !== undefined ? only : null;
}

function placesOf(main: Finding | null, id: string, redactor: Redactor): TriageVerdict['evidence'] {
  const places = (main?.evidence ?? []).map((item) => {
    const { source, line } = item.type === 'presence' ? item.span : item.from;
    // The bundle is called what it is called; what stands in it is the customer's.
    const inner = source.startsWith(id) ? source.slice(id.length) : source;
    return { source: source.startsWith(id) ? `${id}${redactor.text(inner)}` : redactor.text(inner), line };
  });
  const distinct = new Map(places.map((place) => [`${place.line} ${place.source}`, place]));
  return [...distinct.values()].slice(0, mostPlaces);
}

/** Nothing is asked for where the answer is there. */
function needsOf({ notChecked, verdict }: Diagnosis, subject: EpisodeView | null): readonly TriageNeed[] {
  const isSure = verdict.confidence === 'proven' || verdict.confidence === 'likely';
  const isSettled =
    verdict.state === 'working' ||
    (verdict.state !== 'undetermined' && verdict.cause !== null && isSure && subject?.main?.role === 'cause');
  if (isSettled) return [];
  const own = notChecked.filter(({ episode }) => episode === subject?.episode.id);
  const asked = [...confirmationOf(subject?.main ?? null), ...byCommand(own)];
  return asked.length > 0
    ? asked.slice(0, mostNeeds)
    : collectablesFor(subject?.episode ?? null).map(({ shows, command }) => ({
        missing: shows,
        ask: command,
      }));
}

/** What would prove a cause that is only possible: a command that can be run as it stands, else a question. */
function confirmationOf(main: Finding | null): readonly TriageNeed[] {
  if (main?.confirm == null) return [];
  const { text, command } = main.confirm;
  const line = command === null ? null : commandLine(command);
  if (line !== null && line.holes.length === 0) return [{ missing: text, ask: line.words.join(' ') }];
  // What only leads to a command that cannot be given goes with it.
  return [{ missing: text.replace(/(?<=[.?!]”?) [A-Z][^.?!]*:$/, ''), ask: null }];
}

function byCommand(notChecked: readonly NotChecked[]): readonly TriageNeed[] {
  const asks = new Map<string, Set<string>>();
  for (const { ask, missing } of notChecked) asks.set(ask, (asks.get(ask) ?? new Set()).add(missing));
  return [...asks].map(([ask, missing]) => ({ ask, missing: listed([...missing]) }));
}
