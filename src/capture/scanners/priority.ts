import { digit, dotCode, greaterCode, lessCode, pastBlankOrEnd, type Scan } from './characters.ts';

/** What a line says about its sort and weight; null where it says nothing that has a name. */
export interface Priority {
  readonly facility: string | null;
  readonly severity: string | null;
}

/** Of a line that names neither. */
export const noPriority: Priority = { facility: null, severity: null };

/** logread's word for a facility or severity without a name. */
const unnamed = '<unknown>';

/** By number. 12 to 15 have no name in syslog(3); web pages and RFC 5424 name them. */
const numberedFacilities = [
  ...['kern', 'user', 'mail', 'daemon', 'auth', 'syslog', 'lpr', 'news', 'uucp', 'cron', 'authpriv', 'ftp'],
  ...['ntp', 'security', 'console', 'cron'],
  ...['local0', 'local1', 'local2', 'local3', 'local4', 'local5', 'local6', 'local7'],
] as const;

/** By number, as syslog(3) names them. */
const numberedSeverities = ['emerg', 'alert', 'crit', 'err', 'warn', 'notice', 'info', 'debug'] as const;

const facilities: ReadonlySet<string> = new Set([...numberedFacilities, unnamed]);

/** Names of syslog(3), and the older spellings that some C libraries print. */
const severities: ReadonlySet<string> = new Set([
  ...numberedSeverities,
  'panic',
  'error',
  'warning',
  unnamed,
]);

/** The words of RFC 5424, which web pages show in full. */
const longSeverities: ReadonlyMap<string, string> = new Map([
  ['emergency', 'emerg'],
  ['alert', 'alert'],
  ['critical', 'crit'],
  ['error', 'err'],
  ['warning', 'warn'],
  ['notice', 'notice'],
  ['informational', 'info'],
  ['debug', 'debug'],
]);

const longestFacility = 9;
const longestSeverity = 9;

/** `daemon.notice` followed by a blank or by the end; that blank is skipped. */
export function scanPriority(text: string, at: number): Scan<Priority> | null {
  const dot = dotAt(text, at);
  if (dot === -1) return null;
  const end = wordOfPriorityEnd(text, dot + 1, longestSeverity);
  const next = pastBlankOrEnd(text, end);
  return next === -1 ? null : priorityOf(text.slice(at, dot), text.slice(dot + 1, end), next);
}

/** `daemon.notice`, whatever follows. */
export function scanPriorityWords(text: string, at: number): Scan<Priority> | null {
  const dot = dotAt(text, at);
  if (dot === -1) return null;
  const end = wordOfPriorityEnd(text, dot + 1, longestSeverity);
  return priorityOf(text.slice(at, dot), text.slice(dot + 1, end), end);
}

/** Index of the dot behind a word that may be a facility; -1 where there is none. */
function dotAt(text: string, at: number): number {
  const dot = wordOfPriorityEnd(text, at, longestFacility);
  return dot > at && text.charCodeAt(dot) === dotCode ? dot : -1;
}

function priorityOf(facility: string, severity: string, next: number): Scan<Priority> | null {
  if (!facilities.has(facility) || !severities.has(severity)) return null;
  return {
    value: {
      facility: facility === unnamed ? null : facility,
      severity: severity === unnamed ? null : severity,
    },
    next,
  };
}

/** The severity that a word names, as syslog(3) calls it: `Informational`, `notice`; null where it names none. */
export function severityOf(word: string): string | null {
  if (word.length > 'informational'.length) return null;
  const lower = word.toLowerCase();
  return longSeverities.get(lower) ?? (lower !== unnamed && severities.has(lower) ? lower : null);
}

/** Whether a word is the name of a facility. */
export function isFacility(word: string): boolean {
  return facilities.has(word) && word !== unnamed;
}

/** Whether a facility's name ends so: `aemon`. */
export function endsFacility(tail: string): boolean {
  return numberedFacilities.some((name) => name.endsWith(tail));
}

/** What the number before a record says: facility times eight plus severity (RFC 3164). */
export function decodePriority(number: number): Priority {
  const facility = numberedFacilities[number >> 3];
  const severity = numberedSeverities[number & 7];
  return facility === undefined || severity === undefined ? noPriority : { facility, severity };
}

/** `<29>`: a number of at most ten digits. */
export function scanPriorityNumber(text: string, at: number): Scan<number> | null {
  if (text.charCodeAt(at) !== lessCode) return null;
  let value = 0;
  let end = at + 1;
  for (; digit(text, end) >= 0; end += 1) {
    if (end > at + 10) return null;
    value = value * 10 + digit(text, end);
  }
  if (end === at + 1 || text.charCodeAt(end) !== greaterCode) return null;
  return { value, next: end + 1 };
}

/** End of a word of small letters, digits and angle brackets that is no longer than `longest`. */
function wordOfPriorityEnd(text: string, at: number, longest: number): number {
  const limit = Math.min(text.length, at + longest);
  let end = at;
  while (end < limit && isPriorityCharacter(text.charCodeAt(end))) end += 1;
  return end;
}

function isPriorityCharacter(character: number): boolean {
  return (
    (character >= 0x61 && character <= 0x7a) ||
    (character >= 0x30 && character <= 0x39) ||
    character === lessCode ||
    character === greaterCode
  );
}
