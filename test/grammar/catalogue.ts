import { readEnvelope } from '../../src/capture/envelope.ts';
import { spanText } from '../../src/capture/position.ts';
import { type Declaration, type FieldType, type Speaker, wordingsOf } from '../../src/grammar/declaration.ts';
import { Filler } from '../../src/grammar/filling.ts';
import type { Message } from '../../src/grammar/message.ts';
import { MessageIndex } from '../../src/grammar/message-index.ts';
import { speakers } from '../../src/grammar/speakers/index.ts';
import { compileTemplate } from '../../src/grammar/template.ts';
import { type RecordedReading, readLines } from './recorded-reading.ts';

/** A line whose program is known, and perhaps the values that were printed into it. */
interface Sample {
  /** As a catalogue names it: `pppd`, `proto-qmi`, `ROOter:Create Connection <int>`, `kernel`; null where nobody says. */
  readonly program: string | null;
  readonly tier: string | null;
  /** The template that it was filled from. */
  readonly template: string | null;
  /** The whole line as a log shows it. */
  readonly line: string;
  /** What was put into the template and into the tag's number. */
  readonly values: readonly string[];
}

/** How a line came back. The first two are understood. */
export type Outcome =
  | 'understood'
  /** Known by its tag, or by a declaration, to say nothing of the connection. */
  | 'foreign'
  /** Understood, but some value stands only inside a longer free text. */
  | 'inside-free-text'
  /** A message, but some value is in none of its fields. */
  | 'value-missing'
  /** A message whose declaration takes whatever is said. */
  | 'catch-all'
  /** A message of another program, and the two do not share the text. */
  | 'other-program'
  /** Not told as one line of its own: prose, part of a block, or several messages. */
  | 'no-log-line'
  | 'unknown';

export interface Assessment {
  readonly sample: Sample;
  readonly outcome: Outcome;
  /** Speaker of the message, or of the tag. */
  readonly speaker: string | null;
  /** Kind, wording of a remark included, and what it was read as. */
  readonly detail: string;
}

const date = 'Sat Feb  7 08:03:41 2026';

/** Programs whose words reach a log through netifd only. */
const relayed =
  /^(?:proto-.*|udhcpc|udhcpc6|gcom|uqmi|umbim|mmcli|modem-urc|ubus|jshn|directip|dhcp|dhcpv6|qmicli|mbimcli)$/;

/** Daemons that syslog(3) names with their process id. */
const numbered =
  /^(?:pppd|chat|ModemManager|quectel-CM|dnsmasq.*|odhcpd|odhcp6c|uqmid|mwan3.*|wpa_supplicant|hostapd)$/;

/** Speakers of programs that are named neither by their name nor by a tag. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  dhcp: ['proto-dhcp'],
  dhcpv6: ['proto-dhcp'],
  jshn: ['proto-shell'],
  'modem-urc': ['modem-urc', 'gcom'],
  'proto-dhcpv6': ['proto-dhcp'],
  'proto-ppp': ['proto-3g'],
};

/** `ROOter:Create Connection <int>`: the tag behind the name of a family. */
const familyTag = /^(ROOter|QModem):(.*)$/;

const indexBySpeaker = new Map<string, MessageIndex>();

/** The columns of a catalogue, from the left. */
const catalogueHead = 'tier\tprogram\tsource\tversions\tseverity\ttemplate\tmeaning';

export function isCatalogue(text: string): boolean {
  return text.startsWith(catalogueHead);
}

/** A table: the first row names the columns `program` and `line`, or every row has two columns. */
export function isTable(text: string): boolean {
  const rows = rowsOf(text);
  const [head = []] = rows;
  return (
    rows.length > 0 &&
    ((head.includes('program') && lineColumn(head) >= 0) || rows.every((row) => row.length === 2))
  );
}

/** Lines made from the templates of a catalogue, each filled `rounds` times; the same ones for the same seed. */
export function samplesOfCatalogue(text: string, seed: number, rounds: number): readonly Sample[] {
  const filler = new Filler(seed);
  return rowsOf(text)
    .slice(1)
    .flatMap(([tier = null, program = '', , , severity = 'notice', template = '']) => {
      const times = /<\w+>/.test(template) ? rounds : 1;
      return Array.from({ length: times }, () => {
        const { text: said, values } = filler.print(template);
        // The number in a tag is that of a modem; nothing tells it from a part of the tag's name.
        const line = lineOf(program.replaceAll('<int>', '1'), said, severity);
        // quectel-CM's own time of day is no more a value than that of syslog.
        return {
          program,
          tier,
          template,
          line,
          values: template.startsWith('[<qcmts>]') ? values.slice(1) : values,
        };
      });
    });
}

/** Lines of a table; those without an envelope are printed as their program would have them printed. */
export function samplesOfTable(text: string): readonly Sample[] {
  const rows = rowsOf(text);
  const [head = []] = rows;
  const named = head.includes('program') && lineColumn(head) >= 0;
  const programAt = named ? head.indexOf('program') : 0;
  const lineAt = named ? lineColumn(head) : 1;
  return (named ? rows.slice(1) : rows).map((row) => {
    const program = row[programAt] ?? '';
    const said = row[lineAt] ?? '';
    const line = readEnvelope(said) === null ? lineOf(program, said, 'notice') : said;
    return { program, tier: null, template: null, line, values: [] };
  });
}

function lineColumn(head: readonly string[]): number {
  return head.findIndex((name) => name === 'line' || name === 'text' || name === 'message');
}

function rowsOf(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .map((row) => row.replace(/\r$/, ''))
    .filter((row) => row !== '')
    .map((row) => row.split('\t'));
}

/** A whole logread line as the program's words reach the log. */
function lineOf(program: string, body: string, severity: string): string {
  const level = /^(?:emerg|alert|crit|err|warn|notice|info|debug)$/.test(severity) ? severity : 'notice';
  if (program === 'kernel') return `${date} kern.${level} kernel: [   31.402117] ${body}`;
  if (relayed.test(program)) return `${date} daemon.notice netifd: wwan_4 (5120): ${body}`;
  const tag = familyTag.exec(program)?.[2] ?? program;
  return `${date} daemon.${level} ${tag}${numbered.test(program) ? '[4178]' : ''}: ${body}`;
}

/** Reads every line on its own and tells how it came back. */
export function assess(samples: readonly Sample[]): readonly Assessment[] {
  return samples.map((sample) => ({ sample, ...outcomeOf(sample, readLines(sample.line)) }));
}

/** Reads the lines as one input, as somebody pasted them. */
export function assessText(text: string): readonly Assessment[] {
  const lines = text.split('\n');
  const told = new Map<number, Omit<Assessment, 'sample'>>();
  const reading = readLines(...lines);
  // A copy is the message itself, with the span of each copy added.
  for (const message of reading.messages) {
    const { speaker, spans } = message.origin;
    for (const { line } of spans) told.set(line, { outcome: 'understood', speaker, detail: nameOf(message) });
  }
  for (const { span } of reading.observations) {
    told.set(span.line, { outcome: 'understood', speaker: 'observations', detail: '' });
  }
  for (const { number } of reading.foreign) {
    told.set(number, { outcome: 'foreign', speaker: 'foreign', detail: '' });
  }
  for (const { number } of reading.unknown) {
    told.set(number, { outcome: 'unknown', speaker: tagOf(lines[number - 1] ?? ''), detail: '' });
  }
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return [];
    const sample = { program: null, tier: null, template: null, line, values: [] };
    const rest = { outcome: 'no-log-line', speaker: 'text', detail: '' } as const;
    return [{ sample, ...(told.get(at + 1) ?? rest) }];
  });
}

function tagOf(line: string): string {
  return readEnvelope(line)?.program ?? 'no tag';
}

function nameOf(message: Message): string {
  return `${kindOf(message)} ${JSON.stringify(valuesOf(message))}`;
}

/** The kind that the declaration gives. */
function kindOf(message: Message): string {
  return message.kind === 'remark' ? message.fields.wording : message.kind;
}

function valuesOf(message: Message): Readonly<Record<string, string | number>> {
  return message.kind === 'remark' ? message.fields.values : message.fields;
}

function outcomeOf(
  sample: Sample,
  { messages, foreign, unknown, prose, observations }: RecordedReading,
): Omit<Assessment, 'sample'> {
  const [message, ...others] = messages;
  if (message !== undefined && others.length === 0) return outcomeOfMessage(sample, message);
  if (foreign.length > 0) return outcomeOfForeign(sample);
  if (unknown.length > 0) return { outcome: 'unknown', speaker: tagOf(sample.line), detail: '' };
  const detail = `${messages.length} messages, ${observations.length} observations, ${prose.length} lines of prose`;
  return { outcome: 'no-log-line', speaker: null, detail };
}

/** A line that the reader set aside: rightly so for bystanders, and where its own program declares it to be noise. */
function outcomeOfForeign(sample: Sample): Omit<Assessment, 'sample'> {
  const speaker = tagOf(sample.line);
  if (sample.tier === null || sample.tier === '3') return { outcome: 'foreign', speaker, detail: '' };
  const text = sample.line.slice(readEnvelope(sample.line)?.bodyAt ?? 0).replace(/^\S+ \(5120\): /, '');
  for (const own of ownSpeakers(sample.program)) {
    const match = indexOf(own).match(text);
    if (match?.declaration.meaning.noise === true) {
      const fields = { ...match.fields };
      return {
        ...judged(sample, match.declaration, fields, []),
        speaker: own.name,
        detail: match.declaration.kind,
      };
    }
  }
  return { outcome: 'unknown', speaker, detail: 'set aside as foreign' };
}

function outcomeOfMessage(sample: Sample, message: Message): Omit<Assessment, 'sample'> {
  const { speaker, pid, interface: onBehalf, object } = message.origin;
  const told = { speaker, detail: `${speaker}: ${nameOf(message)}` };
  const declaration = declarationOf(message);
  if (declaration === null || !isOwn(sample, speaker, declaration)) {
    return { ...told, outcome: 'other-program' };
  }
  const around = [pid === null ? '' : String(pid), onBehalf ?? '', object ?? ''];
  return { ...told, ...judged(sample, declaration, valuesOf(message), around) };
}

function judged(
  { values }: Sample,
  declaration: Declaration,
  fields: Readonly<Record<string, string | number>>,
  around: readonly string[],
): Pick<Assessment, 'outcome'> {
  const { holes } = compileTemplate(declaration.template);
  if (/^<\w+:text>$/.test(declaration.template)) return { outcome: 'catch-all' };
  const types = new Map(holes.map(({ name, type }) => [name, type]));
  const left = Object.entries(fields).map(([name, value]) => ({
    type: types.get(name),
    text: String(value),
  }));
  let outcome: Outcome = 'understood';
  for (const value of values.map(oneBlank)) {
    const at = left.findIndex(({ text }) => isSame(oneBlank(text), value));
    if (at >= 0) left.splice(at, 1);
    else if (value === '' || around.some((text) => holdsWhole(text, value))) continue;
    else if (left.some(({ type, text }) => isClosed(type) && text.includes(value))) continue;
    else if (left.some(({ text }) => oneBlank(text).includes(value))) outcome = 'inside-free-text';
    else return { outcome: 'value-missing' };
  }
  return { outcome };
}

function oneBlank(text: string): string {
  return text.trim().replace(/[ \t]+/g, ' ');
}

/** `0x1f` is `1f`, and `12.0` is 12. */
function isSame(text: string, value: string): boolean {
  if (text === value || text === `0x${value}`) return true;
  return /^-?\d+(?:\.\d+)?$/.test(value) && Number(text) === Number(value);
}

/** `modem0` holds 0, `ttyUSB2/at` holds `at` and `ttyUSB2`. */
function holdsWhole(text: string, value: string): boolean {
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    const before = text.slice(0, at);
    const begins = !/[A-Za-z0-9]$/.test(before) || (/[A-Za-z]$/.test(before) && /^-?\d/.test(value));
    if (begins && !/^[A-Za-z0-9]/.test(text.slice(at + value.length))) return true;
  }
  return false;
}

/** Types whose values have a form of their own: what stands inside them is told apart. */
function isClosed(type: FieldType | undefined): boolean {
  return type !== undefined && type !== 'text' && type !== 'word';
}

function isOwn({ program }: Sample, speaker: string, declaration: Declaration): boolean {
  const own = ownSpeakers(program);
  if (program === null || own.some(({ name }) => name === speaker)) return true;
  return (
    declaration.meaning.shared === true &&
    own.some((one) =>
      wordingsOf(one).some(
        ({ template, meaning }) => meaning.shared === true && sameCode(template, declaration.template),
      ),
    )
  );
}

function sameCode(one: string, other: string): boolean {
  return compileTemplate(one).code === compileTemplate(other).code;
}

/** The speakers whose words a program's line may come back as. */
function ownSpeakers(program: string | null): readonly Speaker[] {
  if (program === null) return [];
  const name = (familyTag.exec(program)?.[1] ?? program).toLowerCase().replaceAll('_', '-');
  const names = otherNames[program] ?? [name];
  return speakers.filter(
    (one: Speaker) => names.includes(one.name.toLowerCase()) || one.tags.includes(program),
  );
}

function indexOf(speaker: Speaker): MessageIndex {
  const known = indexBySpeaker.get(speaker.name);
  if (known !== undefined) return known;
  const made = new MessageIndex([speaker]);
  indexBySpeaker.set(speaker.name, made);
  return made;
}

/** The declaration that a message was read with. */
function declarationOf(message: Message): Declaration | null {
  const { speaker: name, spans } = message.origin;
  const speaker = speakers.find((one) => one.name === name);
  // The words of a span have no blanks around them; some templates begin with one.
  const words = spanText(spans[0]);
  const match =
    speaker === undefined ? null : (indexOf(speaker).match(words) ?? indexOf(speaker).match(` ${words}`));
  return match?.declaration.kind === kindOf(message) ? match.declaration : null;
}
