import { atCommandRows } from './data/at-command-rows.ts';
import { fieldsOf, onFirstUse } from './record-text.ts';

/**
 * What a command does. `read-only`: it asks; `slow`: it asks, and takes minutes or keeps the modem busy; `state-changing`: it
 * changes something, or dials; `dangerous`: it may lock the SIM card or the port, or cannot be undone.
 */
type AtCommandKind = 'read-only' | 'slow' | 'state-changing' | 'dangerous';

/** What is known of an AT command. */
export interface AtCommandInfo {
  /** As the table has it: `AT+CGDCONT=<cid>,"<type>","<apn>"`. */
  readonly template: string;
  /** `3gpp`, or who made the modems that know it. */
  readonly vendor: string;
  readonly kind: AtCommandKind;
  /** Sent only where a person asks for exactly this. */
  readonly isNeverAutomatic: boolean;
  /** Its answer holds numbers of the card, of the modem or credentials. */
  readonly isPrivate: boolean;
  readonly costsMoney: boolean;
  /** What it changes stays in the modem when that is switched off. */
  readonly persists: boolean;
  readonly dials: boolean;
  /** Models and USB ids that cannot bear it: `12d1:1573`. */
  readonly unbearableFor: readonly string[];
  /** Queries whose answers tell how to undo it, to be asked before. */
  readonly snapshot: readonly string[];
}

/**
 * Commands that the facts leave out: those that end what others begin, put back what others change, or ask for it. Sources:
 * 3GPP TS 27.007 sections 9.1 (+CMEE), 10.1.1 (+CGDCONT with the parameters that modems answer), 10.1.9 (+CGATT), 10.1.10
 * (+CGACT), 10.1.14 (+CGPADDR), 10.1.19 (+CGEREP), 10.1.23 (+CGCONTRDP), 10.1.31 (+CGAUTH); the counterparts of the makers'
 * dials as in OpenWrt comgt ncm.json (`disconnect`); Huawei's AT manuals (^CPIN, ^SYSCFGEX, ^CURC, ^NDISSTATQRY), Quectel's
 * (+QPINC, +QNETDEVCTL). Huawei keeps what ^SYSCFGEX sets, and +CGDCONT without more than a context takes that context away.
 */
const furtherRows = `=3gpp
AT+CMEE?|read-only
AT+CMEE=<n>|state-changing
AT+CGDCONT=<cid>|state-changing|s||AT+CGDCONT?
AT+CGDCONT=<cid>,"<type>","<apn>",<rest>|state-changing|s||AT+CGDCONT?
AT+CGATT=0|state-changing
AT+CGACT=0,<cid>|state-changing
AT+CGPADDR=<cid>|read-only
AT+CGCONTRDP=<cid>|read-only
AT+CGEREP?|read-only
AT+CGEREP=<n>,<n>|state-changing
AT+CGAUTH=<cid>,0|state-changing|s||AT+CGDCONT? AT+CGAUTH?
AT+CREG=<n>|state-changing
AT+CGREG=<n>|state-changing
AT+CEREG=<n>|state-changing
AT+COPS=3,<n>|state-changing
=huawei
AT^CPIN?|read-only
AT^NDISSTATQRY|read-only
AT^NDISSTATQRY=<cid>|read-only
AT^SYSCFGEX="<order>",<hex>,<n>,<n>,<hex>,,|state-changing|s||AT^SYSCFGEX?
AT^CURC?|read-only
AT^CURC=<n>|state-changing
=zte
AT+ZECMCALL=0|state-changing
=quectel
AT+QPINC?|read-only
AT+QPINC="SC"|read-only
AT+QNETDEVCTL=<cid>,0|state-changing
=sierra
AT!SCACT=0,<cid>|state-changing
=fibocom
AT+GTRNDIS=0,<cid>|state-changing
=simcom
AT$QCRMCALL=0,1|state-changing
=telit
AT#NCM=0,<cid>|state-changing`;

/** What also comes unasked. Sources: as for the speaker `modem-urc` of the grammar; NMEA 0183 for `$GN` to `$BD`. */
const furtherUnasked = `RING
+CRING:
+CGREG:
+C5GREG:
+CFUN:
+CGATT:
+CIEV:
+CTZ
+CMTI:
+CUSD:
+CGPADDR:
+QUSIM:
+QNETDEVSTATUS:
+QNETDEVCTL:
+ZUSIMR:
+ZDONR:
+ZPASR:
+PBREADY
+NWMOD
^STIN:
^SIMRESET
^CSNR:
^CRSSI:
^EONS:
^ANLEVEL:
^THERM:
^LTERSRP:
^PDPST:
^RFSWITCH:
^CONN:
^CEND:
^ORIG:
*PSUTTZ
DST:
APP RDY
SMS READY
SMS DONE
PB DONE
Call Ready
SMS Ready
POWERED DOWN
NORMAL POWER DOWN
$GN
$GL
$GA
$BD`;

/** A command as modems read it, without the leniency that is due to people. */
interface PlainCommand {
  /** `+CGDCONT`, `I`, `D*99#`, `&F`; empty for a bare `AT`. */
  readonly name: string;
  readonly form: 'run' | 'read' | 'test' | 'set';
  readonly parameters: readonly string[];
}

interface Row {
  readonly pattern: PlainCommand;
  readonly info: AtCommandInfo;
}

interface Table {
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  readonly patience: readonly (readonly [beginning: string, seconds: number])[];
  readonly usualPatience: number;
  readonly unasked: readonly string[];
}

const table = onFirstUse((): Table => {
  const rows = new Map<string, Row[]>();
  const patience: [string, number][] = [];
  const unasked: string[] = furtherUnasked.split('\n');
  let usualPatience = 3;
  let vendor = '';
  for (const line of [...furtherRows.split('\n'), ...atCommandRows.split('\n')]) {
    const [first = '', second = '', flags = '', models = '', snapshot = ''] = fieldsOf(
      line.replace(/^[=~!]/, ''),
    );
    if (line.startsWith('=')) vendor = first;
    else if (line.startsWith('!')) unasked.push(first);
    else if (line.startsWith('~')) {
      if (first === 'default') usualPatience = Number(second);
      else patience.push([first, Number(second)]);
    } else {
      const info: AtCommandInfo = {
        template: first,
        vendor,
        kind: second as AtCommandKind,
        isNeverAutomatic: flags.includes('n'),
        isPrivate: flags.includes('p'),
        costsMoney: flags.includes('m'),
        persists: flags.includes('s'),
        dials: flags.includes('d'),
        unbearableFor: models === '' ? [] : models.split(' '),
        snapshot: snapshot === '' ? [] : snapshot.split(' '),
      };
      for (const pattern of variants(first).map(plainCommand)) {
        if (pattern === null) throw new Error(`The table of AT commands cannot be read: ${first}`);
        const known = rows.get(pattern.name) ?? [];
        known.push({ pattern, info });
        rows.set(pattern.name, known);
      }
    }
  }
  // The longest beginning says most.
  patience.sort(([one], [other]) => other.length - one.length);
  return { rows, patience, usualPatience, unasked };
});

/**
 * What is known of a command as it would be sent, without its line ending; null for all others, and for what modems may read in
 * another way than it looks: several commands in one line, quotes left open, characters that no command has.
 */
export function atCommandInfo(command: string): AtCommandInfo | null {
  const plain = plainCommand(command);
  if (plain === null) return null;
  const fitting = (table().rows.get(plain.name) ?? []).filter(({ pattern }) => fits(plain, pattern));
  // Of several the one that asks for most care.
  const row =
    fitting.find(({ info }) => info.kind === 'dangerous') ??
    fitting.find(({ info }) => info.persists) ??
    fitting.find(isLiteral) ??
    fitting[0];
  if (row === undefined) return null;
  const [context = ''] = plain.parameters;
  return { ...row.info, snapshot: row.info.snapshot.map((query) => query.replace('<cid>', context)) };
}

/** Seconds that a command may take. */
export function atPatience(command: string): number {
  const { patience, usualPatience } = table();
  return patience.find(([beginning]) => command.startsWith(beginning))?.[1] ?? usualPatience;
}

/** Whether modems say such a line unasked. They may say it when asked, too. */
export function comesUnasked(line: string): boolean {
  return table().unasked.some((beginning) => line.startsWith(beginning));
}

/** All commands of the table, as it has them. */
export function atCommandTemplates(): readonly AtCommandInfo[] {
  return [...table().rows.values()].flatMap((rows) => rows.map(({ info }) => info));
}

/** `AT^NDISDUP=<cid>,1,"<apn>"[,"<user>","<pass>",<auth>]`: with and without what stands in brackets. */
function variants(template: string): readonly string[] {
  const optional = /\[([^\]]*)\]/.exec(template);
  if (optional === null) return [template];
  const [all, inner = ''] = optional;
  return [template.replace(all, ''), template.replace(all, inner)];
}

/** `AT+CGDCONT=1,"IP","internet"`; a name has its prefix, and what has none is a basic command of a letter: `ATI`, `ATE0`. */
const extended = /^AT(?<name>[+^$*!#%][A-Z][A-Z0-9]*)(?<rest>\?|=\?|=.*)?$/;
const basic = /^AT(?<name>(?:&[FV]|[EIHZ])\d?|D\*9[89](?:\*\*\*(?:\d{1,2}|<cid>))?#)?$/;

/** One parameter: in quotes, bare, a place to fill (`<cid>`), or left out. */
const parameter = /^(?:"[ !#-~]*"|<[a-z]+>|[A-Za-z0-9.:/_*#-]*)(?:,|$)/;

/** Longer command lines are none of ours. */
const longestCommand = 256;

function plainCommand(text: string): PlainCommand | null {
  if (text.length > longestCommand) return null;
  // It leaves the data mode, and is no command line.
  if (text === '+++') return { name: text, form: 'run', parameters: [] };
  const simple = basic.exec(text);
  if (simple !== null) {
    const name = simple.groups?.['name'] ?? '';
    const dial = /^(D\*9[89])\*\*\*(.+)#$/.exec(name);
    return dial === null
      ? { name, form: 'run', parameters: [] }
      : { name: dial[1] ?? '', form: 'run', parameters: [dial[2] ?? ''] };
  }
  const { name, rest = '' } = extended.exec(text)?.groups ?? {};
  if (name === undefined) return null;
  if (rest === '') return { name, form: 'run', parameters: [] };
  if (rest === '?') return { name, form: 'read', parameters: [] };
  if (rest === '=?') return { name, form: 'test', parameters: [] };
  const parameters: string[] = [];
  let left = rest.slice(1);
  for (;;) {
    const found = parameter.exec(left)?.[0];
    if (found === undefined) return null;
    left = left.slice(found.length);
    parameters.push(found.replace(/,$/, ''));
    if (!found.endsWith(',')) return { name, form: 'set', parameters };
  }
}

/** Places for words that somebody chooses. The facts write some of them without brackets: `AT+CGAUTH=<cid>,<n>,"u","p"`. */
const wordPlace = /^"(?:<[a-z]+>(?:;<[a-z]+>)?|u|p|x|user|pass|apn)"$/;

function fits({ form, parameters }: PlainCommand, pattern: PlainCommand): boolean {
  const isOpen = pattern.parameters.at(-1) === '<rest>';
  const wanted = isOpen ? pattern.parameters.slice(0, -1) : pattern.parameters;
  if (form !== pattern.form || parameters.length < wanted.length) return false;
  if (!isOpen && parameters.length !== wanted.length) return false;
  return wanted.every((place, at) => fitsPlace(parameters[at] ?? '', place));
}

function fitsPlace(value: string, place: string): boolean {
  if (wordPlace.test(place)) return /^"[^<>]*"$/.test(value);
  if (place === '<hex>') return /^[0-9A-Fa-f]{1,32}$/.test(value);
  if (/^<[a-z]+>$/.test(place)) return /^\d{1,3}$/.test(value);
  return value === place;
}

function isLiteral({ pattern }: Row): boolean {
  return pattern.parameters.every((place) => !/^"?<|^"(?:u|p|x|user|pass|apn)"$/.test(place));
}
