import { isMachineText } from '../machine-text.ts';
import { nmeaSentence } from '../nmea.ts';
import type { BlockFormat } from './block-format.ts';
import { printedBy } from './printed-by.ts';

/** `1. AT+CSQ`, `2) AT+COPS?`: a step of somebody's advice, unless an answer follows. */
const step = /^\s{0,8}\d{1,2}[.)]\s{1,4}(?=[aA][tT])/;

/**
 * The number of a step, marks of a quotation, the arrows of a terminal's page, and a word that says what follows: `Received Response: `,
 * `Antwort: `, `response: `.
 */
const leader =
  /^(?:\s{0,8}\d{1,2}[.)]\s{1,4}(?=[aA][tT]))?(?:\s|>|<<|<-|->){0,16}(?:\p{L}[\p{L} ]{1,30}:\s{0,8}(?=["'“”‘’]?(?:[aA][tT]|[+^$*!#%][A-Z]|OK\b|ERROR\b)))?/u;

/** `"AT+CSQ"`, `"+CSQ: 20,99"`, `"OK"` */
const betweenQuotes = /^["'“”‘’](?:(?:AT|[+^]).*|OK|ERROR|NO CARRIER)["'“”‘’]$/i;

/** Whether quotes stand around all of the words: those inside, as in `"+COPS: 0,0,"vodafone",7"`, come in pairs. */
function isQuoted(words: string): boolean {
  if (words.length > longestTalk || !betweenQuotes.test(words)) return false;
  return (words.slice(1, -1).match(/["“”]/g)?.length ?? 0) % 2 === 0;
}

/** Longer lines are no talk, in UTF-16 units: modems keep to some hundreds. */
const longestTalk = 4096;

/** Where the words of a modem or its user stand in a line, without the marks that pastes and tools put around them. */
export function atWords(text: string): { readonly start: number; readonly end: number } {
  const end = text.trimEnd().length;
  const start = leader.exec(text)?.[0].length ?? 0;
  const words = text.slice(start, end);
  return isQuoted(words) ? { start: start + 1, end: end - 1 } : { start: Math.min(start, end), end };
}

/** `AT+CSQ`, `AT+CGDCONT=1,"IP","internet"`, `AT^NDISDUP=1,1,"internet"`: the rest has no blank outside of quotes. */
const extendedCommand = /^(?:AT[+^$*!#%@_][A-Za-z]|at[+^$!#%&][a-z])\w*(?:[=?;]\S*)?$/;

/** `AT`, `ATI`, `ATZ`, `ATE0V1`, `AT&F`, `ATD*99#`, `ATQ0 V1 E1 S0=0 &C1 &D2 +FCLASS=0`; no `AT&T`, no `ATM`. */
const basicCommand =
  /^AT(?:\s?(?:[EVQXLM]\d|&[FVWKCDSR]\d{0,2}|Z\d?|I\d{0,2}|H\d?|S\d{1,3}(?:=\d{1,3}|\?)|D[TP]?[\d*#+,;"!W]*[\d*#;"]|\+FCLASS=\d)){0,16};?$/i;

/** Whether the words are AT commands and nothing else. */
function isAtCommand(words: string): boolean {
  if (!/^at/i.test(words)) return false;
  if (basicCommand.test(words)) return true;
  const bare = words.replace(/["“”][^"“”]*(?:["“”]|$)/g, '""').replace(/([,;=])\s+/g, '$1');
  return extendedCommand.test(bare);
}

/** `+CSQ: 20,99`, `^SYSINFOEX:2,3,0`, and what makers begin with other signs: `$QCRMCALL: 1, V4`, `*ENAP: 1` */
const named = /^(?:(?:\+C|[+^$*!#%])[A-Z][A-Z0-9_]{1,24}):\s*(?<value>.*)$/;

/** Names that people do not invent, whatever stands behind: the standards' and the most common makers'. */
const certain = /^(?:\+(?:C[A-Z0-9]{2,}|Q[A-Z]{2,}|ZPAS|ZCPIN)|\^[A-Z]{3,}):/;

/** Whether the words are a named answer: its name is certain, or its value no sentence. */
function isInformation(words: string): boolean {
  const value = named.exec(words)?.groups?.['value'];
  if (value === undefined) return false;
  if (/^\+CM[ES] ERROR/.test(words) || certain.test(words)) return true;
  return /^[+^]/.test(words) ? isMachineText(value) : /^["(\d]/.test(value) && isMachineText(value);
}

/** `+CME ERROR: 10`; some modems leave the colon out. */
const failure = /^\+CM[ES] ERROR(?::.*)?$/;

const final =
  /^(?:OK|ERROR|NO CARRIER|NO DIAL ?TONE|NO ANSWER|BUSY|RING|COMMAND NOT SUPPORT|TOO MANY PARAMETERS|CONNECT(?: [\d. A-Za-z/]{1,40})?)$/;

/** Between a command and its answers in one line: `AT+CSQ | +CSQ: 20,99`, `AT+CFUN=1 -> OK`, `AT+CSQ +CSQ: 20,99 OK` */
const answersBegin =
  /(?:\s{0,32}(?:\||->|=>|→)\s{0,32}|\s)(?=[+^$*!#%][A-Z][A-Z0-9_]{1,24}:|\+CM[ES] ERROR|(?:OK|ERROR)$)/;

/** Takes a line with command and answers apart: where its command ends and its answers begin. */
export function splitAtLine(words: string): { readonly command: number; readonly answers: number } | null {
  const between = /^at/i.test(words) && words.length <= longestTalk ? answersBegin.exec(words) : null;
  if (between === null) return null;
  const command = words.slice(0, between.index).trimEnd();
  if (!isAtCommand(command)) return null;
  return { command: command.length, answers: between.index + between[0].length };
}

/** What modems say of themselves: `Manufacturer: Quectel`, `Revision: EC21AUFAR02A02M4G`, `IMEI: 86…` */
const selfDescription =
  /^(?:Manufacturer|Model|Revision|SVN|SW ?Revision|HW ?Revision|Hardware|Firmware(?: Version)?|SUBEDITION|IMEI|IMEISV|IMEI SV|ESN|MEID|FSN|Serial(?: Number)?|SerialNumber|Product|Rev|Bootloader|Software):\s*\S.{0,80}$/i;

/** `861234567890123`, `41`, `89490200001234567890F`, and masked: `86*************`, `xxxxxxxx`, `<redacted>` */
const digits =
  /^(?:\d[\dA-Fx*X]{0,30}|[xX*]{4,31}|[<[](?:redacted|removed|hidden|masked|censored|deleted)[>\]])$/i;

/** `EC21`, `E3372h-607`, `EC25EFAR06A06M4G`, `SIM7600E-H`: with a digit */
const model = /^(?=.{0,40}\d)[A-Za-z][\w.\-/]{1,40}$/;

/** `QUALCOMM INCORPORATED`, `SIMCOM` */
const capitals = /^[A-Z]{3,16}(?:[ ,]{1,2}[A-Z]{2,16}\.?){0,3}$/;

const maker =
  /^(?:Quectel|Huawei|SIMCom|Sierra Wireless|Telit|Fibocom|Marvell|ZTE|Neoway|MEIG|MeiG|Cinterion|u-blox|Qualcomm|Foxconn|Dell|TCL|Alcatel|Longsung|Thales|Gemalto|Sequans|Novatel|Novatel Wireless|Option)\b[\w .,()-]{0,40}$/i;

/** `System mode:   LTE              PS state:    Attached`, `Config Index: 1`: tables such as `AT!GSTATUS?` shows. */
const labelled = /^[A-Z][\w ./()-]{1,30}:\s/;

/** `State: LowPowerMode`, `LPM voters - Temp:0, Volt:0, …`, `LPM persistence - None`: AT!PCINFO of Sierra Wireless. */
const powerRow = /^(?:State:\s*(?:Online|Low ?Power ?Mode)\b|LPM \w+ - \S)/;

/** `Index, Name,                        GW Band Mask     L Band Mask`: the head of the list of AT!BAND of Sierra Wireless. */
const bandHead = /^Index, Name\b/;

function isTableRow(words: string): boolean {
  if (powerRow.test(words) || bandHead.test(words)) return true;
  return (
    labelled.test(words) && (/\S\s{2,}\S/.test(words) || (/:\s.*\d/.test(words) && isMachineText(words)))
  );
}

/** `-98,-11,-68,13,-`: the rest of an answer that was wrapped. */
const restOfRow = /^(?=.{0,80}\d)[-\d,."]{1,80}$/;

/** Names, numbers and rows that only the question before tells the meaning of. */
function isBareAnswer(words: string, apart: boolean): boolean {
  if (selfDescription.test(words) || digits.test(words) || model.test(words) || nmeaSentence.test(words))
    return true;
  if (maker.test(words)) return isMachineText(words);
  if (apart) return false;
  return (
    capitals.test(words) ||
    /^"[^"]{0,80}"(?:,|$)/.test(words) ||
    restOfRow.test(words) ||
    isTableRow(words) ||
    (/\S(?:\t|\s{2,})\S/.test(words) && isMachineText(words))
  );
}

function isStep(text: string): boolean {
  if (text.length > longestTalk || !step.test(text)) return false;
  const { start, end } = atWords(text);
  return isAtCommand(text.slice(start, end));
}

/** What terminal programs and web pages print around the talk, and what hwdiag notes in one of its own. */
const terminalWords =
  /^(?:Sending AT Command|Received Response:|picocom v\d|port is\s+: |flowcontrol\s+: |baudrate is\s+: |parity is\s+: |databits are\s+: |stopbits are\s+: |escape is\s+: |local echo is\s+: |noinit is\s+: |noreset is\s+: |hangup is\s+: |nolock is\s+: |send_cmd is\s+: |receive_cmd is\s+: |imap is\s+: |omap is\s+: |emap is\s+: |logfile is\s+: |initstring\s+: |exit_after is\s+: |exit is\s+: |Type \[C-a\] \[C-h\]|Terminal ready$|Terminating\.\.\.$|Thanks for using picocom|Skipping tty reset|Welcome to minicom|OPTIONS: |Compiled on |Port \/dev\/\w+|Press (?:CTRL-A|Meta) |connected to \/dev\/|Escape character: |Type the escape character |# hwdiag: )/;

/** `##### Wireless WAN Modem Configuration #####`: the table of `gcom info`. Source: comgt scripts.h; older ones name a card. */
const tableHead = /^#{5} [\w ]{2,40} Configuration #{5}$/;

/** The title of a row of it and what stands behind. The row of the revision goes on in the next line. */
const tableRow =
  /^(?:Product text:|====|Manufacturer(?: Text)?:|IMEI and Serial Number:|Manufacturer's Revision:|Hardware Revision:|Network Locked:|Customi[sz]ation:|Band settings:|APN:|Auto Attach:|\(|\)|#{5} END #{5})/;

/** What our own client for AT ports notes beside a talk: what came too late, and where nothing came. Not the end of an output. */
const remark = /^# hwdiag: (?!not (?:run|finished): )/;

/** Programs whose output is the modem's, whatever it looks like. */
const terminals =
  /(?:^|[\s/|;&(])(?:minicom|picocom|microcom|socat|screen|atinout|sms_tool|gl_modem|gsmctl|sendat|cu|tom_modem|modem_at|at_tool)(?=[\s|;&)]|$)|(?:^|[\s|;&(])(?:cat|head|tail|timeout|echo|printf)\s[^|;&]{0,200}\/dev\/tty(?:USB|ACM|HS|XR|S)?\d/;

/** A talk with a modem on its AT port, whatever terminal program shows it. */
export const at: BlockFormat = {
  kind: 'at',
  samples: [
    'AT+CSQ',
    'at+cpin?',
    'ATI',
    '+CSQ: 20,99',
    '^SYSINFOEX:2,3,0,1,,6,"LTE",101,"LTE"',
    '+CME ERROR: 10',
    'Received Response: AT+CSQ',
    'AT+CSQ | +CSQ: 20,99',
    '1. AT+CSQ -> OK',
    'picocom v3.1',
    'Port /dev/ttyUSB2, opened with socat',
    '##### Wireless WAN Modem Configuration #####',
  ],
  opens(text, command) {
    if (text.length > longestTalk) return false;
    const { start, end } = atWords(text);
    const words = text.slice(start, end);
    if (step.test(text)) return splitAtLine(words) !== null;
    if (tableHead.test(words)) return true;
    if (isAtCommand(words) || isInformation(words) || failure.test(words) || splitAtLine(words) !== null)
      return true;
    if (terminalWords.test(words))
      return (
        /^(?:picocom v|Welcome to minicom|Received Response:|Port \/dev\/[\w-]+, opened with )/.test(words) ||
        printedBy(command, terminals)
      );
    return printedBy(command, terminals) && (final.test(words) || isBareAnswer(words, false));
  },
  leads: ([text = '', ...further]) => further.length === 0 && isStep(text),
  continues(text, apart) {
    if (text.length > longestTalk) return false;
    if (isStep(text)) return true;
    const { start, end } = atWords(text);
    const words = text.slice(start, end);
    return (
      words === '' ||
      remark.test(text) ||
      final.test(words) ||
      named.test(words) ||
      terminalWords.test(words) ||
      tableRow.test(words) ||
      isBareAnswer(words, apart)
    );
  },
};
