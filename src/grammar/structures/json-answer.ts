import type { Line } from '../../capture/line.ts';
import type { Section } from '../../capture/section.ts';
import type { BlockReading, Unplaced } from './block.ts';
import { isInterfaceStatus, readInterfaceStatus } from './interface-status.ts';
import { familyOf, networkOf, routeTypeOf } from './ip-address.ts';
import { entryOf, items, JsonText, member, numberOf, textOf, truthOf } from './json.ts';
import type { JsonEntry, JsonNode } from './json-grammar.ts';
import { modemObject } from './modem-object.ts';
import { callsOf, optionOf } from './printing-calls.ts';
import type { ShellCall } from './shell-line.ts';

/** What a document shows; null where it is none that is known. */
type Reader = (text: JsonText, document: JsonNode, command: Command) => readonly Unplaced[] | null;

/** What the command line says about the documents that follow it. */
interface Command {
  /** Names of the interfaces asked for, not yet told. */
  readonly interfaces: string[];
  /** The network device asked for. */
  readonly device: string | null;
  readonly uqmi: ShellCall | undefined;
  /** What uqmi was asked for, without `--get-` or `--`, not yet told. */
  readonly topics: string[];
}

/**
 * Reads JSON that a router's tools print: netifd's status, `ubus call system board`, uqmi, `mmcli -J`, `ip -j`. Of a
 * document that is none of these, the lines are unread.
 */
export function readJsonAnswers(lines: readonly Line[], section: Section): BlockReading {
  const text = new JsonText(lines);
  const command = commandOf(section);
  const observations: Unplaced[] = [];
  const understood: JsonNode[] = [];
  for (const document of text.documents) {
    for (const read of readers) {
      const shown = read(text, document, command);
      if (shown === null) continue;
      observations.push(...shown);
      understood.push(document);
      break;
    }
  }
  return { observations, unread: text.linesWithout(understood) };
}

/** `"name": "wwan0"`, `"interface": "wan"` in the message of a ubus call. */
const namedInMessage = /"(?:name|interface)"\s*:\s*"([^"]{1,64})"/;

function commandOf(section: Section): Command {
  const calls = callsOf(section, 'ifstatus', 'ubus', 'uqmi');
  const interfaces: string[] = [];
  let device: string | null = null;
  for (const { program, arguments: words } of calls) {
    const named = namedInMessage.exec(words.at(-1) ?? '')?.[1];
    const object = words.find((word) => /^network\.(?:interface|device)/.test(word));
    if (program === 'ifstatus') interfaces.push(...words.filter((word) => !word.startsWith('-')));
    else if (object === 'network.device') device = named ?? null;
    else if (object === 'network.interface') interfaces.push(...(named === undefined ? [] : [named]));
    else if (object !== undefined) interfaces.push(object.slice('network.interface.'.length));
  }
  const uqmi = calls.find(({ program }) => program === 'uqmi');
  const asked = calls.filter(({ program }) => program === 'uqmi').flatMap(({ arguments: words }) => words);
  const topics = asked.flatMap((word) => /^--(?:get-(?=[a-z])|(?=wda-get-))([a-z-]+)$/.exec(word)?.[1] ?? []);
  return { interfaces, device, uqmi, topics };
}

const readers: readonly Reader[] = [
  readStatus,
  readDump,
  readBoard,
  readDevices,
  readModemManager,
  readIpTool,
  readUqmi,
];

function readStatus(text: JsonText, document: JsonNode, { interfaces }: Command): readonly Unplaced[] | null {
  if (!isInterfaceStatus(document)) return null;
  return [readInterfaceStatus(text, document, interfaces.shift() ?? null)];
}

/** `ubus call network.interface dump` */
function readDump(text: JsonText, document: JsonNode): readonly Unplaced[] | null {
  const shown = items(member(document, 'interface')).filter(isInterfaceStatus);
  return shown.length === 0 ? null : shown.map((node) => readInterfaceStatus(text, node, null));
}

/** `ubus call system board`. Source: procd system.c, system_board. */
function readBoard(text: JsonText, document: JsonNode): readonly Unplaced[] | null {
  const own = ['kernel', 'hostname', 'system', 'model', 'board_name', 'release'];
  const known = own.filter((key) => member(document, key) !== null);
  if (known.length < 2) return null;
  const release = member(document, 'release');
  const name = entryOf(document, 'model') ?? entryOf(document, known[0] ?? '');
  return [
    {
      kind: 'board',
      kernel: textOf(member(document, 'kernel')),
      host: textOf(member(document, 'hostname')),
      system: textOf(member(document, 'system')),
      model: textOf(member(document, 'model')),
      board: textOf(member(document, 'board_name')),
      distribution: textOf(member(release, 'distribution')),
      version: textOf(member(release, 'version')),
      revision: textOf(member(release, 'revision')),
      target: textOf(member(release, 'target')),
      busybox: null,
      span: name === null ? text.spanOf(document) : text.spanOfEntry(name),
    },
  ];
}

/** `ubus call network.device status`, of one device or of all. Source: netifd ubus.c, netifd_dump_status of a device. */
function readDevices(text: JsonText, document: JsonNode, { device }: Command): readonly Unplaced[] | null {
  if (document.kind !== 'object') return null;
  if (isDeviceStatus(document)) {
    return device === null ? null : [deviceShown(text, document, device, entryOf(document, 'up'))];
  }
  const named = document.entries.filter(({ value }) => isDeviceStatus(value));
  if (named.length === 0) return null;
  return named.map((entry) => deviceShown(text, entry.value, entry.key ?? '', entry));
}

function isDeviceStatus(node: JsonNode): boolean {
  const own = ['external', 'present', 'type', 'carrier', 'macaddr', 'mtu', 'txqueuelen', 'statistics'];
  return own.filter((key) => member(node, key) !== null).length > 2;
}

function deviceShown(text: JsonText, node: JsonNode, device: string, telling: JsonEntry | null): Unplaced {
  const statistics = member(node, 'statistics');
  return {
    kind: 'link',
    device,
    up: truthOf(member(node, 'up')),
    carrier: truthOf(member(node, 'carrier')),
    mtu: numberOf(member(node, 'mtu')),
    addresses: [],
    rxBytes: numberOf(member(statistics, 'rx_bytes')),
    txBytes: numberOf(member(statistics, 'tx_bytes')),
    span: telling === null ? text.spanOf(node) : text.spanOfEntry(telling),
  };
}

/** `ip -j addr`, `ip -j route`, `ip -j rule`. Source: iproute2 ipaddress.c, iproute.c, iprule.c. */
function readIpTool(text: JsonText, document: JsonNode): readonly Unplaced[] | null {
  const rows = items(document);
  const shown = rows.flatMap((row) => ipRow(text, row) ?? []);
  return rows.length > 0 && shown.length === rows.length ? shown : null;
}

function ipRow(text: JsonText, row: JsonNode): Unplaced | null {
  const link = entryOf(row, 'ifname');
  const target = entryOf(row, 'dst');
  const priority = entryOf(row, 'priority');
  if (link !== null) return linkRow(text, row, link);
  if (target !== null) return routeRow(text, row, target);
  const number = numberOf(priority?.value ?? null);
  if (priority === null || number === null || member(row, 'src') === null) return null;
  const from = textOf(member(row, 'src')) ?? 'all';
  const mark = textOf(member(row, 'fwmark'));
  const device = textOf(member(row, 'iif'));
  const words = [
    `from ${from}`,
    ...(mark === null ? [] : [`fwmark ${mark}`]),
    ...(device === null ? [] : [`iif ${device}`]),
  ];
  return {
    kind: 'rule',
    priority: number,
    selector: words.join(' '),
    table: wordOf(member(row, 'table')),
    span: text.spanOfEntry(priority),
  };
}

function linkRow(text: JsonText, row: JsonNode, name: JsonEntry): Unplaced | null {
  const device = textOf(name.value);
  if (device === null) return null;
  const flags = items(member(row, 'flags')).flatMap((flag) => textOf(flag) ?? []);
  const counters = member(row, 'stats64') ?? member(row, 'stats');
  return {
    kind: 'link',
    device,
    up: flags.length === 0 ? null : flags.includes('UP'),
    carrier: flags.length === 0 ? null : flags.includes('LOWER_UP'),
    mtu: numberOf(member(row, 'mtu')),
    addresses: items(member(row, 'addr_info')).flatMap((info) => {
      const address = textOf(member(info, 'local'));
      return address === null ? [] : [networkOf(address, numberOf(member(info, 'prefixlen')))];
    }),
    rxBytes: numberOf(member(member(counters, 'rx'), 'bytes')),
    txBytes: numberOf(member(member(counters, 'tx'), 'bytes')),
    span: text.spanOfEntry(name),
  };
}

function routeRow(text: JsonText, row: JsonNode, to: JsonEntry): Unplaced | null {
  const target = textOf(to.value);
  if (target === null) return null;
  const gateway = textOf(member(row, 'gateway'));
  const source = textOf(member(row, 'prefsrc'));
  return {
    kind: 'route',
    type: routeTypeOf(textOf(member(row, 'type')) ?? '') ?? 'unicast',
    family: familyOf(target) ?? familyOf(gateway) ?? familyOf(source),
    target,
    gateway,
    device: textOf(member(row, 'dev')),
    metric: numberOf(member(row, 'metric')),
    table: wordOf(member(row, 'table')),
    span: text.spanOfEntry(to),
  };
}

/** Tables have names or numbers. */
function wordOf(node: JsonNode | null): string | null {
  return textOf(node) ?? numberOf(node)?.toString() ?? null;
}

/** `mmcli -J` prints the keys of `mmcli -K`, nested. Source: ModemManager mmcli-output.c. */
function readModemManager(text: JsonText, document: JsonNode): readonly Unplaced[] | null {
  if (document.kind !== 'object') return null;
  const known = document.entries.filter(
    ({ key, value }) =>
      (key === 'modem-list' && value.kind === 'array') ||
      (/^(?:modem|bearer|sim|sms|call)$/.test(key ?? '') && value.kind === 'object'),
  );
  if (known.length === 0) return null;
  return known.flatMap((entry) => {
    const path = textOf(member(entry.value, 'dbus-path'));
    return factsOf(text, entry, { tool: 'mmcli', subject: path === null ? null : modemObject(path) });
  });
}

/** Answers of uqmi by the members that only they have. Source: uqmi commands-nas.c, commands-wds.c, commands-dms.c. */
const uqmiTopics: readonly (readonly [topic: string, ...members: string[]])[] = [
  ['signal-info', 'type', 'rssi'],
  ['signal-info', 'type', 'signal'],
  ['signal-info', 'type', 'rsrp'],
  ['serving-system', 'registration', 'roaming'],
  ['serving-system', 'registration', 'plmn_mcc'],
  ['current-settings', 'pdp-type', 'ip-family'],
  ['pin-status', 'pin1_status', 'pin1_verify_tries'],
  ['capabilities', 'max_tx_channel_rate', 'networks'],
];

/** What uqmi prints as a bare string, by what it was asked for; other strings are errors. Source: uqmi commands-*.c. */
const uqmiStrings: Readonly<Record<string, RegExp>> = {
  'data-status': /^(?:unknown|disconnected|connected|suspended|authenticating)$/,
  'device-operating-mode':
    /^(?:online|low_power|factory_test|offline|reset|shutting_down|persistent_low_power|mode_only_low_power)$/,
  imei: /^[\dxX*]{10,20}$/,
  imsi: /^[\dxX*]{10,20}$/,
  iccid: /^[\dA-FxX*]{15,24}$/,
  msisdn: /^\+?[\dxX*]{4,20}$/,
  // Newer ones print an object. Source: uqmi commands-wda.c.
  'wda-get-data-format': /^(?:802\.3|raw-ip|unknown)$/,
};

/** Nothing else that a router prints is one of these words between quotes, so the command need not be shown. */
const dataStatus = /^(?:disconnected|connected|suspended|authenticating)$/;

function readUqmi(text: JsonText, document: JsonNode, { uqmi, topics }: Command): readonly Unplaced[] | null {
  const subject = optionOf(uqmi, '-d', '--device');
  if (document.kind === 'atom') {
    const { value } = document;
    if (typeof value !== 'string') return null;
    const fact = { kind: 'modem-fact', tool: 'uqmi', subject, value, span: text.spanOf(document) } as const;
    if (uqmi === undefined) return dataStatus.test(value) ? [{ ...fact, key: 'data-status' }] : null;
    const place = topics.findIndex((topic) => uqmiStrings[topic]?.test(value) === true);
    const [topic] = place === -1 ? [] : topics.splice(place, 1);
    if (topic === undefined) return null;
    return [{ ...fact, key: topic }];
  }
  const shaped = uqmiTopics.find(([, ...keys]) => keys.every((key) => member(document, key) !== null))?.[0];
  if (shaped === undefined && uqmi === undefined) return null;
  const place = topics.indexOf(shaped ?? topics[0] ?? '');
  const asked = place === -1 ? undefined : topics.splice(place, 1)[0];
  const topic = shaped ?? asked;
  if (topic === undefined) return null;
  return factsOf(text, { key: topic, start: document.start, value: document }, { tool: 'uqmi', subject });
}

/**
 * All values below a member, their keys joined with dots. Of a list, the number of its items and the items from 1 on, as
 * mmcli -K has them: `modem.generic.drivers.length`, `modem.generic.drivers.value[1]`. `--` is mmcli's word for nothing.
 */
function factsOf(
  text: JsonText,
  entry: JsonEntry,
  about: { readonly tool: string; readonly subject: string | null },
): readonly Unplaced[] {
  const { key, value: node } = entry;
  const fact = (name: string, value: string, at: JsonEntry): Unplaced => ({
    kind: 'modem-fact',
    ...about,
    key: name,
    value,
    span: text.spanOfEntry(at),
  });
  const name = key ?? '';
  switch (node.kind) {
    case 'atom':
      return node.value === null || node.value === '--' ? [] : [fact(name, String(node.value), entry)];
    case 'object':
      return node.entries.flatMap((inner) =>
        factsOf(text, { ...inner, key: inner.key === null ? name : `${name}.${inner.key}` }, about),
      );
    case 'array':
      return [
        fact(`${name}.length`, String(node.entries.length), entry),
        ...node.entries.flatMap((item, place) =>
          factsOf(text, { ...item, key: `${name}.value[${place + 1}]` }, about),
        ),
      ];
  }
}
