import type { Line } from '../../capture/line.ts';
import { spanOf } from '../../capture/position.ts';
import type { Section } from '../../capture/section.ts';
import type { BlockReading, Unplaced } from './block.ts';
import { modemObject } from './modem-object.ts';
import { callsOf, optionOf } from './printing-calls.ts';

/** A value of a table; mmcli prints long ones over several lines. */
interface Row {
  readonly section: string;
  readonly label: string;
  readonly values: string[];
  readonly line: Line;
  readonly start: number;
  end: number;
}

/** `  Status   |                state: connected`: section, name and value. */
const labelledRow =
  /^(\s*(?:-{4,}\s+)?([A-Z0-9][\w ]{0,24}?)?\s*\|\s*)([A-Za-z0-9][\w/ -]{0,40}?)\s*:(?:\s+(.*))?$/;

/** `           |                       allowed: 3g; preferred: none`: more of the value above. */
const furtherRow = /^\s*\|\s*(.*)$/;

/** What only looks like a name: `slot 2: none`, `allowed: 2g, 3g; preferred: 3g`. */
const partOfValue = /^(?:slot \d+|allowed)$/;

/** `modem.generic.state                      : connected` */
const keyValue =
  /^\s*((?:(?:modem|bearer|sim)(?:\.[\w-]{1,40}){1,6}|modem-list\.(?:length|value))(?:\[\d{1,4}\])?)\s*:\s*(.*)$/;

/** `    /org/freedesktop/ModemManager1/Modem/0 [Quectel] EC25`, `… (device id '4a99')`, `Bearer '…/Bearer/1'` */
const object =
  /^\s*(?:[A-Za-z]+ ')?(\/org\/freedesktop\/ModemManager1\/[A-Za-z]+\/\d{1,9})'?(?:\s+\[([^\]]*)(?:\]\s*(.*))?|\s+\(device id(?: '?([^')]*)'?\)?)?)?\s*$/;

/**
 * Reads what mmcli prints: tables of all releases, `-K` and the list of `-L`. The facts have the keys of `-K`, whatever
 * the layout, so that a rule needs one name only. Source of keys and labels: ModemManager mmcli-output.c.
 */
export function readMmcli(lines: readonly Line[], section: Section): BlockReading {
  const reading = new MmcliReading(subjectAskedFor(section));
  for (const line of lines) reading.line(line);
  return reading.finish();
}

/** `bearer1` of `mmcli -b 1`; null where the command does not say. */
function subjectAskedFor(section: Section): string | null {
  const [call] = callsOf(section, 'mmcli');
  for (const [kind, ...names] of [
    ['modem', '-m', '--modem'],
    ['bearer', '-b', '--bearer'],
    ['sim', '-i', '--sim'],
  ] as const) {
    const asked = optionOf(call, ...names);
    if (asked === null) continue;
    if (/^\d{1,9}$/.test(asked)) return `${kind}${asked}`;
    if (modemObject(asked) !== null) return modemObject(asked);
  }
  return null;
}

class MmcliReading {
  readonly #observations: Unplaced[] = [];
  readonly #unread: Line[] = [];
  #subject: string | null;
  #section = '';
  #row: Row | null = null;
  #listed = 0;

  constructor(subject: string | null) {
    this.#subject = subject;
  }

  line(line: Line): void {
    const { text } = line;
    const labelled = labelledRow.exec(text);
    if (labelled !== null && !partOfValue.test(labelled[3] ?? '')) {
      const [, before = '', section, label = '', value = ''] = labelled;
      this.#finishRow();
      if (section !== undefined) this.#section = section;
      const start = before.length;
      this.#row = { section: this.#section, label, values: [], line, start, end: text.trimEnd().length };
      this.#row.values.push(value.trim());
      return;
    }
    const further = furtherRow.exec(text);
    if (further !== null && this.#row !== null) {
      this.#row.values.push((further[1] ?? '').trim());
      return;
    }
    // `2018/04/25 20:24:47'`: a value with a line break in it.
    if (this.#row?.values.at(-1)?.startsWith("'") === true && /^[^'|]*'\s*$/.test(text)) {
      this.#row.values.push(text.trim());
      return;
    }
    this.#finishRow();
    this.#otherLine(line);
  }

  finish(): BlockReading {
    this.#finishRow();
    return { observations: this.#observations, unread: this.#unread };
  }

  #otherLine(line: Line): void {
    const { text } = line;
    const pair = keyValue.exec(text);
    if (pair !== null) {
      const [, key = '', value = ''] = pair;
      if (key.endsWith('dbus-path')) this.#subject = modemObject(value) ?? this.#subject;
      this.#addFact(key, value.trim(), line, text.indexOf(key), text.trimEnd().length);
      return;
    }
    const named = object.exec(text);
    if (named !== null) {
      this.#object(named, line);
    } else if (/^\s*No modems were found\s*$/.test(text)) {
      this.#addFact('modem-list.length', '0', line, text.search(/\S/), text.trimEnd().length);
    } else if (!/^\s*(?:-{4,}|Found \d+ modems?:)\s*$/.test(text)) {
      this.#unread.push(line);
    }
  }

  #object([, path = '', manufacturer, model, id]: RegExpExecArray, line: Line): void {
    const start = line.text.indexOf(path);
    const end = line.text.trimEnd().length;
    this.#subject = modemObject(path);
    if (manufacturer === undefined) {
      const kind = /\/([A-Z][A-Za-z]*)\/\d+$/.exec(path)?.[1]?.toLowerCase() ?? 'modem';
      this.#addFact(`${kind}.dbus-path`, path, line, start, start + path.length);
      if (id !== undefined) this.#addFact('modem.generic.device-identifier', id, line, start, end);
      return;
    }
    this.#listed += 1;
    this.#addFact(`modem-list.value[${this.#listed}]`, path, line, start, start + path.length);
    // A wrapped line ends inside the brackets: `[Sierra Wireless,`.
    if (model === undefined) return;
    this.#addFact('modem.generic.manufacturer', manufacturer, line, start, end);
    this.#addFact('modem.generic.model', model.trim(), line, start, end);
  }

  #finishRow(): void {
    const row = this.#row;
    if (row === null) return;
    this.#row = null;
    const { section, label, line, start, end } = row;
    const values = unquoted(row.values);
    if (label === 'path' || label === 'dbus path') {
      const named = modemObject(values[0] ?? '');
      if (section === 'General' && named !== null) this.#subject = named;
    }
    const key = keyOf(section, label, values[0] ?? '', this.#subject);
    const add = (name: string, value: string): void => this.#addFact(name, value, line, start, end);
    if (key === 'modem.generic.signal-quality') {
      // `59% (recent)`, `'59' (recent)`
      const [, percent, age] = /^'?(\d{1,3})'?%?\s*(?:\((\w+)\))?/.exec(row.values[0] ?? '') ?? [];
      if (percent !== undefined) add(`${key}.value`, percent);
      if (age !== undefined) add(`${key}.recent`, age === 'recent' ? 'yes' : 'no');
      return;
    }
    if (key === 'modem.generic.sim-slots') {
      for (const [place, value] of values.entries()) {
        const slot = value.replace(/^slot \d+:\s*/, '');
        add(`${key}.value[${place + 1}]`, slot.replace(/\s*\(active\)$/, ''));
        if (slot.endsWith('(active)')) add('modem.generic.primary-sim-slot', String(place + 1));
      }
      return;
    }
    if (!lists.has(key)) {
      add(key, values.join(' ').trim());
      return;
    }
    // Modes hold commas of their own and stand one to a line.
    const split = key === 'modem.generic.supported-modes' ? values : values.join(',').split(',');
    const items = split.map((item) => item.trim()).filter((item) => item !== '' && item !== '--');
    if (items.length === 0) return;
    add(`${key}.length`, String(items.length));
    for (const [place, item] of items.entries()) add(`${key}.value[${place + 1}]`, item);
  }

  #addFact(key: string, value: string, line: Line, start: number, end: number): void {
    // `--` is mmcli's word for nothing.
    if (value === '' || value === '--') return;
    this.#observations.push({
      kind: 'modem-fact',
      tool: 'mmcli',
      subject: this.#subject,
      key,
      value,
      span: spanOf(line, start, Math.max(end, start + 1)),
    });
  }
}

/** Releases before 1.10 quote their values: `'connected'`. */
function unquoted(values: readonly string[]): readonly string[] {
  if (values[0]?.startsWith("'") !== true) return values;
  const last = values.length - 1;
  return values.map((value, place) => {
    const begun = place === 0 ? value.slice(1) : value;
    return place === last ? begun.replace(/'$/, '') : begun;
  });
}

/** Keys whose values are lists in `-K`. */
const lists: ReadonlySet<string> = new Set(
  `access-technologies bearers current-bands current-capabilities drivers own-numbers ports supported-bands
   supported-capabilities supported-ip-families supported-modes unlock-retries`
    .split(/\s+/)
    .map((name) => `modem.generic.${name}`)
    .concat('modem.3gpp.enabled-locks', 'bearer.ipv4-config.dns', 'bearer.ipv6-config.dns'),
);

/** The keys of `-K` by section and label of the tables, old labels included. Source: ModemManager mmcli-output.c. */
const keys: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  General: {
    path: 'modem.dbus-path',
    'dbus path': 'modem.dbus-path',
    'device id': 'modem.generic.device-identifier',
  },
  Hardware: {
    manufacturer: 'modem.generic.manufacturer',
    model: 'modem.generic.model',
    revision: 'modem.generic.revision',
    'firmware revision': 'modem.generic.revision',
    'carrier config': 'modem.generic.carrier-configuration',
    'carrier config revision': 'modem.generic.carrier-configuration-revision',
    'h/w revision': 'modem.generic.hardware-revision',
    supported: 'modem.generic.supported-capabilities',
    current: 'modem.generic.current-capabilities',
    'equipment id': 'modem.generic.equipment-identifier',
  },
  System: {
    device: 'modem.generic.device',
    physdev: 'modem.generic.physdev',
    drivers: 'modem.generic.drivers',
    plugin: 'modem.generic.plugin',
    'primary port': 'modem.generic.primary-port',
    ports: 'modem.generic.ports',
  },
  Numbers: { own: 'modem.generic.own-numbers' },
  Status: {
    lock: 'modem.generic.unlock-required',
    'unlock retries': 'modem.generic.unlock-retries',
    state: 'modem.generic.state',
    'failed reason': 'modem.generic.state-failed-reason',
    'power state': 'modem.generic.power-state',
    'access tech': 'modem.generic.access-technologies',
    'signal quality': 'modem.generic.signal-quality',
    connected: 'bearer.status.connected',
    suspended: 'bearer.status.suspended',
    multiplexed: 'bearer.status.multiplexed',
    interface: 'bearer.status.interface',
    'ip timeout': 'bearer.status.ip-timeout',
    'connection error': 'bearer.status.connection-error',
  },
  Modes: { supported: 'modem.generic.supported-modes', current: 'modem.generic.current-modes' },
  Bands: { supported: 'modem.generic.supported-bands', current: 'modem.generic.current-bands' },
  IP: { supported: 'modem.generic.supported-ip-families' },
  '3GPP': {
    imei: 'modem.3gpp.imei',
    'enabled locks': 'modem.3gpp.enabled-locks',
    'operator id': 'modem.3gpp.operator-code',
    'operator name': 'modem.3gpp.operator-name',
    registration: 'modem.3gpp.registration-state',
    'packet service state': 'modem.3gpp.packet-service-state',
    pco: 'modem.3gpp.pco',
  },
  '3GPP EPS': {
    'ue mode of operation': 'modem.3gpp.eps.ue-mode-operation',
    'initial bearer path': 'modem.3gpp.eps.initial-bearer.dbus-path',
    'initial bearer apn': 'modem.3gpp.eps.initial-bearer.settings.apn',
    'initial bearer ip type': 'modem.3gpp.eps.initial-bearer.settings.ip-type',
    'initial bearer user': 'modem.3gpp.eps.initial-bearer.settings.user',
    'initial bearer password': 'modem.3gpp.eps.initial-bearer.settings.password',
  },
  CDMA: {
    meid: 'modem.cdma.meid',
    esn: 'modem.cdma.esn',
    sid: 'modem.cdma.sid',
    nid: 'modem.cdma.nid',
    'registration cdma1x': 'modem.cdma.cdma1x-registration-state',
    'registration evdo': 'modem.cdma.evdo-registration-state',
    activation: 'modem.cdma.activation-state',
  },
  SIM: {
    path: 'modem.generic.sim',
    'dbus path': 'modem.generic.sim',
    'primary sim path': 'modem.generic.sim',
    'sim slot paths': 'modem.generic.sim-slots',
  },
  Bearer: { 'dbus path': 'modem.generic.bearers', paths: 'modem.generic.bearers' },
  Bearers: { 'dbus path': 'modem.generic.bearers', paths: 'modem.generic.bearers' },
  Properties: {
    apn: 'bearer.properties.apn',
    'apn type': 'bearer.properties.apn-type',
    roaming: 'bearer.properties.roaming',
    'ip type': 'bearer.properties.ip-type',
    'allowed auth': 'bearer.properties.allowed-auth',
    user: 'bearer.properties.user',
    password: 'bearer.properties.password',
    number: 'bearer.properties.number',
    'rm protocol': 'bearer.properties.rm-protocol',
    'profile id': 'bearer.properties.profile-id',
    active: 'sim.properties.active',
    imsi: 'sim.properties.imsi',
    iccid: 'sim.properties.iccid',
    id: 'sim.properties.iccid',
    eid: 'sim.properties.eid',
    'operator id': 'sim.properties.operator-code',
    'operator name': 'sim.properties.operator-name',
    'emergency numbers': 'sim.properties.emergency-numbers',
  },
  'IPv4 configuration': namesOf('bearer.ipv4-config', 'method address prefix gateway dns mtu'),
  'IPv6 configuration': namesOf('bearer.ipv6-config', 'method address prefix gateway dns mtu'),
  Statistics: {
    'start date': 'bearer.stats.start-date',
    duration: 'bearer.stats.duration',
    'bytes rx': 'bearer.stats.bytes-rx',
    'bytes tx': 'bearer.stats.bytes-tx',
    attempts: 'bearer.stats.attempts',
    'failed attempts': 'bearer.stats.failed-attempts',
    'total-duration': 'bearer.stats.total-duration',
    'total-bytes rx': 'bearer.stats.total-bytes-rx',
    'total-bytes tx': 'bearer.stats.total-bytes-tx',
  },
};

function namesOf(prefix: string, names: string): Readonly<Record<string, string>> {
  return Object.fromEntries(names.split(' ').map((name) => [name, `${prefix}.${name}`]));
}

/** The key of `-K`; of a label that is not known, one made from the object, the section and the label. */
function keyOf(section: string, label: string, value: string, subject: string | null): string {
  const kind = subject?.replace(/\d+$/, '') ?? 'modem';
  const name = label.toLowerCase();
  const of = (path: string): string | undefined =>
    /ModemManager1\/([A-Z][A-Za-z]*)\//.exec(path)?.[1]?.toLowerCase();
  if (section === 'General' && name.endsWith('path')) return `${of(value) ?? kind}.dbus-path`;
  if (section === 'General' && name === 'type') return `${kind}.type`;
  const known = Object.hasOwn(keys, section) ? keys[section] : undefined;
  if (known !== undefined && Object.hasOwn(known, name)) return known[name] ?? name;
  if (section === '') {
    // The head of the section was not copied; a label of one section only tells it.
    const [only, another] = Object.values(keys).flatMap((names) =>
      Object.hasOwn(names, name) ? [names[name]] : [],
    );
    if (only !== undefined && another === undefined) return only;
  }
  return [kind, section, label]
    .filter((part) => part !== '')
    .map((part) => part.toLowerCase().replace(/[^a-z0-9]+/g, '-'))
    .join('.');
}
