import { apnRows } from './data/apn-rows.ts';
import { editDistance } from './edit-distance.ts';
import { fieldsOf, onFirstUse } from './record-text.ts';

/**
 * What an operator offers an APN for. `wap` is an old portal or proxy gateway. An empty list of uses means that the
 * provider list does not say.
 */
type ApnUse = 'internet' | 'mms' | 'wap';

/** An access point name as an operator publishes it. Source: mobile-broadband-provider-info. */
export interface ApnRow {
  readonly apn: string;
  readonly operator: string;
  /** ISO 3166 code, lower case. */
  readonly country: string;
  /** MCC-MNC codes of the operator, digits only: `23410`. An operator without a network of its own shares its host's. */
  readonly mccMnc: readonly string[];
  /** Published credentials, the same for every customer: no secrets. */
  readonly user?: string;
  readonly password?: string;
  readonly use: readonly ApnUse[];
}

/** A listed APN close to the one asked for. */
export interface NearApn {
  readonly row: ApnRow;
  readonly distance: number;
}

/** The APN that an unlisted one was most likely meant to be. */
export interface ApnTypo {
  /** As the operator spells it. */
  readonly apn: string;
  readonly operators: readonly ApnOperator[];
  readonly distance: 1;
  /** The SIM belongs to one of these operators; null where nobody said whose SIM it is. */
  readonly ofSimOperator: true | null;
}

interface ApnOperator {
  readonly name: string;
  readonly country: string;
}

const useLetters: readonly (readonly [letter: string, use: ApnUse])[] = [
  ['i', 'internet'],
  ['m', 'mms'],
  ['w', 'wap'],
];

interface Operator {
  readonly country: string;
  readonly operator: string;
  readonly mccMnc: readonly string[];
}

/** Of a line such as `=ad|Andorra Telecom (Mobiland)|21303`. */
function operatorOf(line: string): Operator {
  const [country = '', operator = '', codes = ''] = fieldsOf(line.slice(1));
  return { country, operator, mccMnc: codes === '' ? [] : codes.split(' ') };
}

/** Of a line such as `mnet|mnet|mnet`. */
function rowOf(line: string, operator: Operator): ApnRow {
  const [apn = '', user = '', password = '', letters = ''] = fieldsOf(line);
  return {
    apn,
    ...operator,
    ...(user === '' ? {} : { user }),
    ...(password === '' ? {} : { password }),
    use:
      letters === ''
        ? ['internet']
        : useLetters.flatMap(([letter, use]) => (letters.includes(letter) ? [use] : [])),
  };
}

/** Rows by lower-case APN, in the order of the list. */
const rowsByName = onFirstUse(() => {
  const rows = new Map<string, ApnRow[]>();
  let operator: Operator = { country: '', operator: '', mccMnc: [] };
  for (const line of apnRows.split('\n')) {
    if (line.startsWith('=')) {
      operator = operatorOf(line);
      continue;
    }
    const row = rowOf(line, operator);
    const key = row.apn.toLowerCase();
    const same = rows.get(key);
    if (same === undefined) rows.set(key, [row]);
    else same.push(row);
  }
  return rows;
});

/**
 * What operators with this code publish for the internet, in the order of the list. An operator without a network of its own
 * shares the code of its host.
 */
export function internetApnsOf(mccMnc: string): readonly ApnRow[] {
  return [...rowsByName().values()]
    .flat()
    .filter((row) => row.mccMnc.includes(mccMnc) && row.use.includes('internet'));
}

/** To read the whole list takes as long as to search its text for so many names, and longer than most diagnoses. */
const mostSearches = 8;
let searches = 0;

/** No APN is longer (3GPP TS 23.003), and V8 takes no regular expression of any length. */
const longestApn = 100;

/** The operators that publish this APN, whatever its case (3GPP TS 23.003: APNs are not case-sensitive). */
export function findApn(apn: string): readonly ApnRow[] {
  if (apn.length > longestApn) return [];
  searches += 1;
  return searches > mostSearches ? (rowsByName().get(apn.toLowerCase()) ?? []) : searchApn(apn);
}

function searchApn(apn: string): readonly ApnRow[] {
  // Lines of operators, and what would be more than one field.
  if (/^=|[|\n]/.test(apn)) return [];
  const name = apn.replace(/[\\^$.*+?()[\]{}]/g, String.raw`\$&`);
  return [...apnRows.matchAll(new RegExp(`^${name}(?:\\|.*)?$`, 'gim'))].map(({ 0: line, index }) => {
    const operatorAt = apnRows.lastIndexOf('\n=', index) + 1;
    return rowOf(line, operatorOf(apnRows.slice(operatorAt, apnRows.indexOf('\n', operatorAt))));
  });
}

/** Listed APNs within `maxDistance` edits, the nearest first, then in the order of the list; the same APN is at 0. */
export function nearestApns(
  apn: string,
  { maxDistance }: { readonly maxDistance: number },
): readonly NearApn[] {
  const wanted = apn.toLowerCase();
  const near: NearApn[] = [];
  for (const [name, rows] of rowsByName()) {
    if (Math.abs(name.length - wanted.length) > maxDistance) continue;
    const distance = editDistance(wanted, name);
    if (distance <= maxDistance) near.push(...rows.map((row) => ({ row, distance })));
  }
  return near.sort((a, b) => a.distance - b.distance);
}

/** Shorter names are words that many networks vary: `internet`, `internet4`. */
const shortestTypo = 8;

/** A name that more operators than this use is a common word and says nothing about which of them was meant. */
const mostOperators = 3;

/** A name of one word may be anybody's private APN; one with a dot is an operator's own. */
const ownName = /\./;

/** The name somebody was told to replace: `your.apn`, `<apn>`, `APN_HERE`, `example.com`. */
const placeholder = /^<|(^|[._-])(your|my|apn|example|here|changeme)([._-]|$)/i;

/** Ending that an operator's gateway adds: `giffgaff.com.mnc010.mcc234.gprs` (3GPP TS 23.003). */
const operatorIdentifier = /\.mnc\d{2,3}\.mcc\d{3}\.gprs$/i;

/**
 * The listed APN that this one misspells, or null where that cannot be told. It is told only of a name that is not
 * listed itself, has eight characters or more and is a single slip away from exactly one APN that leads to the
 * internet; where the SIM's operator is unknown, that APN also has to be an operator's own name, not a common word
 * (`internet`, `connect`). Names that operators really use side by side are one edit apart too, so these are no slips: another digit
 * (`internet2…`, `internet3…`), another country at the end (`.ge`, `.gr`).
 *
 * @param homeMccMnc code of the SIM's own operator (the start of its IMSI), not of a network it roams in. With it, only
 * an APN of that operator counts.
 */
export function apnTypoOf(apn: string, homeMccMnc?: string): ApnTypo | null {
  const name = apn.trim().replace(operatorIdentifier, '');
  if (name.length < shortestTypo || placeholder.test(name) || findApn(name).length > 0) return null;
  const near = nearestApns(name, { maxDistance: 1 }).filter(
    ({ row }) =>
      (row.use.length === 0 || row.use.includes('internet')) &&
      isSlip(name.toLowerCase(), row.apn.toLowerCase()),
  );
  const ofSim = near.filter(({ row }) => homeMccMnc !== undefined && row.mccMnc.includes(homeMccMnc));
  const candidates = homeMccMnc === undefined ? near : ofSim;
  const first = candidates[0];
  if (
    first === undefined ||
    candidates.some(({ row }) => row.apn.toLowerCase() !== first.row.apn.toLowerCase())
  ) {
    return null;
  }
  const operators = new Map(
    candidates.map(({ row }) => [
      `${row.country} ${row.operator}`,
      { name: row.operator, country: row.country },
    ]),
  );
  if (homeMccMnc === undefined && (operators.size > mostOperators || !ownName.test(first.row.apn)))
    return null;
  return {
    apn: first.row.apn,
    operators: [...operators.values()],
    distance: 1,
    ofSimOperator: homeMccMnc === undefined ? null : true,
  };
}

/** Whether the one edit between two names is a slip of the finger, not another name of the same making. */
function isSlip(written: string, listed: string): boolean {
  if (written.replace(/\d/g, '') === listed.replace(/\d/g, '')) return false;
  return countryEnding(written) === countryEnding(listed) || countryEnding(listed) === null;
}

/** `.uk` of `mobile.o2.co.uk`; null for names that do not end in two letters. */
function countryEnding(name: string): string | null {
  return /\.[a-z]{2}$/.exec(name)?.[0] ?? null;
}
