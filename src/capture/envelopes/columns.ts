import type { ClockTime } from '../clock.ts';
import { digitsEnd, pastBlanks, type Scan, skipBlanks, wordEnd } from '../scanners/characters.ts';
import { isFacility, scanPriority, severityOf } from '../scanners/priority.ts';
import { isKnownProgram } from '../scanners/programs.ts';
import { scanIsoTime, scanYearlessTime } from '../scanners/wall-clock.ts';
import type { Envelope } from '../section.ts';
import type { EnvelopeFormat } from './envelope-format.ts';

/**
 * What firewalls export and what is copied from the tables of their web pages: columns between tabs, the time first, the
 * message last. OPNsense has date, severity, process and line; pfSense has time, process, pid and message.
 */
export const columns: EnvelopeFormat = {
  name: 'columns between tabs',
  samples: [
    '2026-08-22T13:59:14\tNotice\tppp\t[wan_link0] LCP: state change Opened --> Starting',
    '2024-08-21T20:03:00\tInformational\tppp\t[opt1_link0] LCP: Down event\t',
    '2026-08-22T13:59:14\tNotice\topnsense.lan\tppp\t4711\t[wan_link0] LCP: Down event',
    '2026-08-22T13:59:14+02:00\tkern\tError\tkernel\tugen0.2: <Sierra Wireless> at usbus0 (disconnected)',
    'Aug 22 13:59:14\tppp\t4711\t[wan_link0] LCP: Down event',
    'Aug 22 13:59:14 \tppp \t4711 \t[wan_link0] LCP: Down event',
  ],
  begins: ['digit', 'letter'],
  read(text, at) {
    const clock = scanCellTime(text, at);
    if (clock === null) return null;
    const cells = cellsFrom(text, clock.next);
    return cells.length < 2 ? null : envelopeOfCells(clock.value, cells);
  },
};

/** The same where the tabs have become blanks: the severity, in full as OPNsense writes it, tells. */
export const columnsOfBlanks: EnvelopeFormat = {
  name: 'columns between blanks',
  samples: [
    '2026-08-22T13:59:14 Notice ppp [wan_link0] LCP: state change Opened --> Starting',
    '2024-08-21T20:03:00   Informational   ppp   [opt1_link0] LCP: Down event',
  ],
  begins: ['digit'],
  read(text, at) {
    const time = scanIsoTime(text, at);
    const severityAt = time === null || !time.value.strict ? -1 : pastBlanks(text, time.next);
    const severityEnd = severityAt === -1 ? -1 : wordEnd(text, severityAt, longestWord);
    const programAt = severityEnd === -1 ? -1 : pastBlanks(text, severityEnd);
    const programEnd = programAt === -1 ? -1 : wordEnd(text, programAt, longestWord);
    const bodyAt = programEnd === -1 ? -1 : pastBlanks(text, programEnd);
    if (time === null || bodyAt === -1 || text.slice(at, severityEnd).includes('\t')) return null;
    const word = text.slice(severityAt, severityEnd);
    const program = text.slice(programAt, programEnd);
    if (!startsUpper.test(word) || severityOf(word) === null || !name.test(program)) return null;
    if (!isKnownProgram(program) && text.charAt(bodyAt) !== '[') return null;
    return envelopeOfCells(time.value.clock, [
      { text: word, at: severityAt },
      { text: program, at: programAt },
      { text: text.slice(bodyAt), at: bodyAt },
    ]);
  },
};

/** `Notice` */
const startsUpper = /^\p{Lu}/u;

interface Cell {
  readonly text: string;
  /** 0-based index of its first character. */
  readonly at: number;
}

/** The time of the first column; a tab follows. */
function scanCellTime(text: string, at: number): Scan<ClockTime> | null {
  const iso = scanIsoTime(text, at);
  const clock = iso === null ? scanYearlessTime(text, at) : { value: iso.value.clock, next: iso.next };
  if (clock === null) return null;
  let tab = clock.next;
  while (text.charAt(tab) === ' ') tab += 1;
  return text.charAt(tab) === '\t' ? { value: clock.value, next: tab + 1 } : null;
}

/** The columns that are not empty, without the blanks around them. */
function cellsFrom(text: string, at: number): readonly Cell[] {
  const cells: Cell[] = [];
  let start = at;
  for (const part of text.slice(at).split('\t', mostColumns)) {
    const bare = part.trim();
    if (bare !== '') cells.push({ text: bare, at: skipBlanks(text, start) });
    start += part.length + 1;
  }
  return cells;
}

const mostColumns = 12;

/**
 * What the columns before the message mean, each by its own look: a severity, a facility, a number for the pid, and names,
 * the last of which is the program's and the one before it the host's. Null where no program is named.
 */
function envelopeOfCells(clock: ClockTime, cells: readonly Cell[]): Envelope | null {
  let facility: string | null = null;
  let severity: string | null = null;
  let pid: number | null = null;
  const names: string[] = [];
  const message = cells.findIndex((cell, index) => index > 0 && !isHeadCell(cell.text));
  const bodyAt = cells[message]?.at;
  if (bodyAt === undefined) return null;
  for (const { text } of cells.slice(0, message)) {
    // `2026-08-22T13:59:14<tab>daemon.notice<tab>pppd[4711]:<tab>…` has logread's columns.
    if (scanPriority(text, 0) !== null) return null;
    const named = severityOf(text);
    if (named !== null && severity === null) severity = named;
    else if (isFacility(text) && facility === null && names.length === 0) facility = text;
    else if (number.test(text)) pid = Number(text);
    else names.push(text);
  }
  const program = programOf(names.at(-1));
  if (program === null || names.length > 2) return null;
  if (severity === null && pid === null && !isKnownProgram(program.name)) return null;
  return {
    format: 'columns',
    clock,
    facility,
    severity,
    host: names.length === 2 ? (names[0] ?? null) : null,
    uptime: null,
    program: program.name,
    pid: pid ?? program.pid,
    bodyAt,
  };
}

/** Whether a column may stand before the message. */
function isHeadCell(text: string): boolean {
  return name.test(text) || number.test(text);
}

/** `ppp`, `pppd[4711]`, `opnsense.lan`, `dnsmasq-dhcp:` */
const name = /^[A-Za-z][\w.@/+-]{0,63}(?:\[\d{1,10}\])?:?$/;
const number = /^\d{1,10}$/;

const longestWord = 64;

function programOf(word: string | undefined): { readonly name: string; readonly pid: number | null } | null {
  if (word === undefined) return null;
  const open = word.indexOf('[');
  if (open === -1) return { name: word.replace(/:$/, ''), pid: null };
  return { name: word.slice(0, open), pid: Number(word.slice(open + 1, digitsEnd(word, open + 1))) };
}
