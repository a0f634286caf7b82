import type { ClockTime } from '../clock.ts';
import {
  closeBracketCode,
  colonCode,
  digit,
  digitsEnd,
  dotCode,
  isBlank,
  isLetter,
  minusCode,
  openBracketCode,
  pastBlankOrEnd,
  type Scan,
  skipBlanks,
  twoDigits,
  underscoreCode,
} from '../scanners/characters.ts';
import { clockAt, scanIsoTime, scanTime } from '../scanners/wall-clock.ts';
import type { Envelope } from '../section.ts';
import type { EnvelopeFormat } from './envelope-format.ts';

/** What quectel-CM prints: `[MM-DD_HH:MM:SS:mmm] TEXT`, in debug builds `[FILE-LINE: MM-DD_HH:MM:SS:mmm] TEXT`. */
export const quectelCm: EnvelopeFormat = {
  name: 'quectel-CM',
  samples: [
    '[10-10_11:12:13:431] requestQueryDataCall IPv4ConnectionStatus: CONNECTED',
    '[01-01_00:00:31:007] Find /sys/bus/usb/devices/1-1 idVendor=0x2c7c idProduct=0x125',
    '[QMIThread.c-1402: 10-10_11:12:13:431] requestQueryDataCall IPv4ConnectionStatus: CONNECTED',
  ],
  begins: ['['],
  read(text, at) {
    if (text.charCodeAt(at) !== openBracketCode) return null;
    const clock = scanQuectelTime(text, skipPlace(text, at + 1));
    if (clock === null || text.charCodeAt(clock.next) !== closeBracketCode) return null;
    const next = pastBlankOrEnd(text, clock.next + 1);
    return next === -1 ? null : programEnvelope(clock.value, 'quectel-CM', next);
  },
};

/** The files that QModem's scripts write: `[YYYY-MM-DD HH:MM:SS] SCRIPT:TEXT`. */
export const qmodem: EnvelopeFormat = {
  name: 'QModem',
  samples: [
    '[2025-09-12 16:02:30] modem_dial:info sim card is ready ',
    '[2025-09-12 16:02:30] modem_dial: create interface 2_1 with proto static and metric 11',
  ],
  begins: ['['],
  read(text, at) {
    const time = text.charCodeAt(at) === openBracketCode ? scanIsoTime(text, at + 1) : null;
    if (time === null || text.charCodeAt(time.next) !== closeBracketCode) return null;
    const start = skipBlanks(text, time.next + 1);
    let end = start;
    while (end - start < longestScript && isScriptCharacter(text.charCodeAt(end))) end += 1;
    if (end === start || text.charCodeAt(end) !== colonCode) return null;
    return programEnvelope(time.value.clock, text.slice(start, end), skipBlanks(text, end + 1));
  },
};

const longestScript = 32;
const longestPlace = 48;

/** Skips `QMIThread.c-1402: `. */
function skipPlace(text: string, at: number): number {
  if (!isLetter(text.charCodeAt(at))) return at;
  const limit = at + longestPlace;
  let end = at;
  while (end < limit && isScriptCharacter(text.charCodeAt(end))) end += 1;
  return text.charCodeAt(end) === colonCode && isBlank(text.charCodeAt(end + 1)) ? end + 2 : at;
}

/** `10-10_11:12:13:431` */
function scanQuectelTime(text: string, at: number): Scan<ClockTime> | null {
  const month = twoDigits(text, at);
  const day = text.charCodeAt(at + 2) === minusCode ? twoDigits(text, at + 3) : -1;
  if (month === -1 || day === -1 || text.charCodeAt(at + 5) !== underscoreCode) return null;
  const time = scanTime(text, at + 6, month, day);
  if (time === null || text.charCodeAt(time.next) !== colonCode || digit(text, time.next + 1) === -1)
    return null;
  return clockAt(text, at, digitsEnd(text, time.next + 1), null, time.value);
}

/** Letters, digits and `. - _`. */
function isScriptCharacter(character: number): boolean {
  return (
    isLetter(character) ||
    (character >= 0x30 && character <= 0x39) ||
    character === dotCode ||
    character === minusCode ||
    character === underscoreCode
  );
}

function programEnvelope(clock: ClockTime, program: string, bodyAt: number): Envelope {
  return {
    format: 'own',
    clock,
    facility: null,
    severity: null,
    host: null,
    uptime: null,
    program,
    pid: null,
    bodyAt,
  };
}
