/**
 * Turns fact files into the text of the generated modules in src/knowledge/data. Pure: facts in, text out, the same
 * text for the same facts. A fact that does not fit the format stops the run, so that nothing is dropped silently.
 *
 * A generated module exports one template literal: a record per line, fields parted by `|`, empty fields at the end left
 * out. It costs nothing until somebody asks for it, and its diffs can be read.
 */

/** @typedef {Record<string, any>} Facts The parsed JSON of one fact file. */
/** @typedef {(file: string) => Facts} ReadFacts */
/** @typedef {{ name: string, text: string }} DataModule */

/** @type {readonly string[]} */
const rungs = [
  'power',
  'mode',
  'driver',
  'control',
  'sim',
  'register',
  'dial',
  'address',
  'route',
  'internet',
];

/**
 * All modules, in a fixed order.
 * @param {ReadFacts} readFacts gives the facts of a file by its name
 * @returns {DataModule[]}
 */
export function dataModules(readFacts) {
  return [
    ruleModule(readFacts('rules-knowledge.json')),
    apnModule(readFacts('apns.json')),
    usbModule(readFacts('modems.json')),
    interfaceClassModule(readFacts('kernel-ids.json')),
    optionModule(readFacts('uci-options.json')),
    openwrtModule(readFacts('openwrt-packages.json')),
    errorModule(readFacts('error-codes.json'), readFacts('errors.tsv')['rows']),
    atCommandModule(readFacts('at-commands.json')),
  ];
}

/** @param {Facts} facts */
function ruleModule(facts) {
  const lines = facts['rows'].map((/** @type {Facts} */ row) => {
    demand(['cause', 'noise', 'meta'].includes(row['kind']), `kind of rule ${row['id']}`);
    demand([...rungs, 'config', 'meta'].includes(row['rung']), `rung of rule ${row['id']}`);
    demand(row['breaks'] === undefined || rungs.includes(row['breaks']), `breaks of rule ${row['id']}`);
    return record([
      row['id'],
      row['kind'],
      row['rung'],
      row['breaks'],
      row['maxConfidence'],
      row['group'],
      row['title'],
    ]);
  });
  return dataModule({
    name: 'rule-rows',
    constant: 'ruleRows',
    file: 'rules-knowledge.json',
    sources: ["the project's own catalogue of causes"],
    licence: 'as the project',
    format: ['id|kind|rung|breaks|maxConfidence|group|title'],
    lines,
  });
}

/** Usage words of the provider list, as letters. Usages that are no way to the internet by themselves are left out. */
const apnUseLetters = /** @type {Record<string, string>} */ ({
  internet: 'i',
  mms: 'm',
  wap: 'w',
  'mms-internet-hipri': 'im',
  'mms-internet-hipri-fota': 'im',
});

/** @param {Facts} facts */
function apnModule(facts) {
  /** @type {string[]} */
  const lines = [];
  for (const operator of facts['rows']) {
    const ids = [...new Set(operator['ids'].map((/** @type {string} */ id) => id.replace('-', '')))];
    const rows = new Set(
      operator['apns'].map((/** @type {Facts} */ apn) => {
        demand(!/^[=|]/.test(apn['apn']), `APN of ${operator['op']}`);
        const letters =
          apn['use'] === undefined ? '-' : [...new Set(apn['use'].map(useLetters).join(''))].join('');
        return record([apn['apn'], apn['user'], apn['pass'], letters === 'i' ? '' : letters]);
      }),
    );
    if (rows.size > 0) lines.push(`=${record([operator['cc'], operator['op'], ids.join(' ')])}`, ...rows);
  }
  return dataModule({
    name: 'apn-rows',
    constant: 'apnRows',
    file: 'apns.json',
    sources: [facts['_about']['source']],
    licence: facts['_about']['licence'],
    format: [
      '=country|operator|MCC-MNC codes, then a line for each of its APNs:',
      'apn|user|password|use: i internet, m mms, w wap, - unspecified; i is left out',
    ],
    lines,
  });
}

/** @param {string} use */
function useLetters(use) {
  const letters = apnUseLetters[use];
  if (letters === undefined) throw new Error(`Unknown usage of an APN: ${use}`);
  return letters;
}

/** Vendors that make cellular devices only; what they list as a drive turns into a modem. */
const cellularVendors = new Set([
  '0af0', // Option
  '0bdb', // Ericsson MBM
  '0f3d', // Airprime
  '106c', // Pantech
  '1199', // Sierra Wireless
  '12d1', // Huawei
  '1410', // Novatel
  '16d8', // C-motech
  '19d2', // ZTE
  '1bbb', // Alcatel
  '1bc7', // Telit
  '1c9e', // Longcheer
  '1e0e', // SIMCom
  '1e2d', // Cinterion
  '2c7c', // Quectel
  '2cb7', // Fibocom
]);

/** Drivers whose id tables hold cellular modems and nothing else. */
const modemDrivers = new Set([
  'cdc_mbim',
  'hso',
  'huawei_cdc_ncm',
  'ipw',
  'kalmia',
  'option',
  'qcaux',
  'qcserial',
  'qmi_wwan',
  'sierra',
  'sierra_net',
]);

const modemWords = /\b(modem|mobile broadband|wwan|lte|hsdpa|hsupa|hspa|umts|ev-?do|cdma|3g|4g|5g|gobi)\b/i;
const otherWords =
  /\b(wi-?fi|wlan|wimax|wireless (n |ac )?(\w+ )?adapter|802\.11\w*|laserjet|wheel|ethernet)\b/i;

/** @param {Facts} facts */
function usbModule(facts) {
  const rows = /** @type {Facts[]} */ (facts['rows']);
  const byId = new Map(rows.map((row) => [row['id'], row]));
  /** @type {string[]} */
  const lines = [];
  let vendor = '';
  for (const row of [...rows].sort((a, b) => compare(a['id'], b['id']))) {
    const [vid, pid] = row['id'].split(':');
    if (vid !== vendor) {
      vendor = vid;
      lines.push(`=${record([vid, row['vendor'] === '?' ? '' : row['vendor']])}`);
    }
    const targets = (row['switch']?.targets ?? []).filter((/** @type {string} */ id) => id !== row['id']);
    const modem = isModem(row) || targets.some((/** @type {string} */ id) => isModem(byId.get(id) ?? {}));
    lines.push(
      record([
        pid,
        modelName(row['models'] ?? []),
        [...new Set(row['modes'].map(usbMode))].join(' '),
        (row['proto'] ?? '').replace(' or ', ' '),
        interfaceRoles(row['ifs'] ?? {}),
        targets.map((/** @type {string} */ id) => (id.startsWith(`${vid}:`) ? id.slice(5) : id)).join(' '),
        kernelDrivers(row),
        modem ? 'm' : '',
      ]),
    );
  }
  return dataModule({
    name: 'usb-rows',
    constant: 'usbRows',
    file: 'modems.json',
    sources: [facts['_about']['sources']],
    licence: 'ids and names only; the sources are under the licences named with them',
    format: [
      '=vendor id|vendor, then a line for each of its products:',
      'product id|model|modes|protos|interface roles|ids it switches to|drivers|m for a modem',
      'a driver is followed by @ and the first kernel series that knows the id, where that is newer than 4.4',
    ],
    lines,
  });
}

/** @param {Facts} row */
function isModem(row) {
  if ((row['drivers'] ?? []).some((/** @type {string} */ driver) => modemDrivers.has(driver))) return true;
  const sources = /** @type {string[]} */ (row['src'] ?? []);
  if (sources.some((source) => ['mm-udev', 'openwrt-wwan', 'curated', 'qmodem'].includes(source)))
    return true;
  const names = (row['models'] ?? []).join(' ');
  if (otherWords.test(names)) return false;
  // Networks over USB that only the kernel names may be a dock, a phone or a DSL box: the name has to say more.
  return cellularVendors.has((row['id'] ?? '').slice(0, 4)) || modemWords.test(names);
}

/** @param {string[]} models */
function modelName(models) {
  const names = models.map((name) =>
    name
      .replace(/\s+(variants? with|ZLP conformance).*$/, '')
      .replace(/\s+/g, ' ')
      .replace(/[\s:;,]+$/, '')
      .trim(),
  );
  return names.find((name) => name !== '') ?? '';
}

/** @param {string} mode */
function usbMode(mode) {
  if (mode.startsWith('cdrom-unswitched(same-id') || mode === 'same-id') return 'cdrom-same-id';
  demand(
    /^(cdrom-unswitched|stick|hilink|serial|qmi|mbim|ecm|rndis|ncm|directip|qdl-bootloader|needs-configuration-select)$/.test(
      mode,
    ),
    `USB mode ${mode}`,
  );
  return mode;
}

/** @type {readonly (readonly [RegExp, string])[]} */
const roleWords = [
  [/^AT$/, 'at'],
  [/^AT2$/, 'at2'],
  [/^PPP$/, 'ppp'],
  [/^(AT2\/PPP|PPP\/AT2)$/, 'at2+ppp'],
  [/^NMEA$/, 'nmea'],
  [/^DIAG$/, 'diag'],
  [/^AUDIO$/, 'audio'],
  [/^mbim$/, 'mbim'],
  [/^qmi\+net$/, 'qmi'],
  [/^directip-net$/, 'net'],
  [/^net\b/, 'net'],
  [/^not-serial /, 'not-serial'],
  [/^IGNORE$/, 'ignore'],
];

/** @param {Facts} interfaces */
function interfaceRoles(interfaces) {
  return Object.keys(interfaces)
    .sort((a, b) => Number(a) - Number(b))
    .flatMap((number) => {
      const { role, hint } = interfaces[number];
      if (role === undefined) return hint === undefined ? [] : [`${number}:no-dial`];
      const word = roleWords.find(([pattern]) => pattern.test(role))?.[1];
      demand(word !== undefined, `interface role ${role}`);
      return [`${number}:${word}`];
    })
    .join(' ');
}

/** @param {Facts} row A driver without a first kernel matches by class, as all kernels looked at do. */
function kernelDrivers(row) {
  const drivers = /** @type {string[]} */ (row['drivers'] ?? []);
  /** @type {Record<string, string>} */
  const since = { ...Object.fromEntries(drivers.map((driver) => [driver, '4.4'])), ...row['kernel_since'] };
  return Object.keys(since)
    .map((driver) => (since[driver] === '4.4' ? driver : `${driver}@${since[driver]}`))
    .join(' ');
}

/**
 * Match rules of the kernel drivers that name no product: by class, for all vendors or for one.
 * @param {Facts} facts
 */
function interfaceClassModule(facts) {
  /** @type {Map<string, Set<string>>} */
  const groups = new Map();
  for (const row of facts['rows']) {
    if (row['pid'] !== '*' || row['refused'] || row['if'] !== undefined) continue;
    const key = record([
      row['driver'],
      row['vid'],
      row['cls'],
      row['sub'],
      row['first'] === '4.4' ? '' : row['first'],
    ]);
    const protocols = groups.get(key) ?? new Set();
    groups.set(key, protocols.add(row['proto'] ?? '*'));
  }
  const lines = [...groups]
    .sort(([a], [b]) => compare(a, b))
    .map(([key, protocols]) => {
      const [driver, vid, cls, sub, since] = key.split('|');
      return record([driver, vid, cls, sub, [...protocols].sort(compare).join(' '), since]);
    });
  return dataModule({
    name: 'interface-class-rows',
    constant: 'interfaceClassRows',
    file: 'kernel-ids.json',
    sources: [
      `id tables of the Linux kernel drivers, ${Object.values(facts['_about']['snapshots']).join(', ')}`,
    ],
    licence: 'ids only; the Linux kernel is under GPL-2.0',
    format: [
      'driver|vendor id or *|class|subclass|protocols|first kernel series that has it, where newer than 4.4',
    ],
    lines,
  });
}

/** @param {Facts} facts */
function optionModule(facts) {
  /** @type {string[]} */
  const lines = [];
  for (const [proto, handler] of Object.entries(/** @type {Facts} */ (facts['protos']))) {
    lines.push(`=${record([proto, (handler['inherits'] ?? []).join(' ')])}`);
    for (const [name, option] of Object.entries(/** @type {Facts} */ (handler['options']))) {
      const required = (handler['required'] ?? []).includes(name) ? 'required' : '';
      const since = option['since_release'] ?? option['since'];
      lines.push(record([name, option['type'], since, option['until'], required]));
    }
  }
  for (const name of Object.keys(facts['generic'])) lines.push(`+${record([name])}`);
  for (const [name, option] of Object.entries(/** @type {Facts} */ (facts['vendor']))) {
    lines.push(`!${record([name, option['by']])}`);
  }
  return dataModule({
    name: 'option-rows',
    constant: 'optionRows',
    file: 'uci-options.json',
    sources: [facts['_about']['source'], `vendor options: ${facts['_about']['vendor']}`],
    licence: facts['_about']['licence'],
    format: [
      '=proto|protos whose options it reads too, then a line for each option of its own:',
      'option|type|first release that reads it (14.07: or older)|last series that read it|required',
      '+option that netifd reads whatever the proto',
      '!option|vendor that writes it',
    ],
    lines,
  });
}

/** @param {Facts} facts */
function openwrtModule(facts) {
  const lines = [
    ...Object.entries(/** @type {Facts} */ (facts['eras'])).map(([series, era]) =>
      record(['series', series, era['kernel'].join(' '), era['pkg_manager']]),
    ),
    ...Object.entries(/** @type {Facts} */ (facts['protos'])).map(([proto, row]) =>
      record(['proto', proto, packageNames(row['packages']).join(' '), row['luci']]),
    ),
    ...Object.entries(/** @type {Facts} */ (facts['drivers'])).map(([driver, packages]) =>
      record(['driver', driver, packageNames(packages).join(' ')]),
    ),
  ];
  return dataModule({
    name: 'openwrt-rows',
    constant: 'openwrtRows',
    file: 'openwrt-packages.json',
    sources: [facts['_about']['source'], facts['_about']['luci']],
    licence: facts['_about']['licence'],
    format: [
      'series|release series|kernels|package manager',
      'proto|proto|packages|LuCI package',
      'driver|kernel driver|packages',
    ],
    lines,
  });
}

/**
 * Names only: the facts also hold remarks such as "vendor" or "+ the package of the modem".
 * @param {string[]} packages
 */
function packageNames(packages) {
  return packages.filter((name) => /^[a-z0-9][a-z0-9.+-]*$/.test(name) && name !== 'vendor');
}

/** Families of error-codes.json and what they are called here. */
const errorFamilies = /** @type {const} */ ([
  ['cme', 'cme'],
  ['sm_esm_cause', 'sm'],
  ['emm_cause', 'emm'],
  ['qmi_protocol_error', 'qmi'],
  ['qmi_call_end_reason', 'qmi-call-end'],
  ['qmi_verbose_type', 'qmi-verbose-type'],
  ['pppd_exit', 'pppd-exit'],
  ['mbim_register_state', 'mbim-register'],
  ['mbim_ready_state', 'mbim-ready'],
]);

/** Families of errors.tsv that are tables of their own here, and those that go on with a family of error-codes.json. */
const catalogueFamilies = /** @type {const} */ ([
  ['+CMS ERROR', 'cms'],
  ['MBIM status', 'mbim-status'],
]);
const furtherCodes = /** @type {const} */ ([['cme', '+CME ERROR (Quectel)']]);

/**
 * @param {Facts} facts
 * @param {readonly { family: string, code: string, name: string }[]} rows of errors.tsv
 */
function errorModule(facts, rows) {
  /** @param {string | undefined} family */
  const listed = (family) =>
    rows
      .filter((row) => row.family === family && /^\d+$/.test(row.code))
      .map(({ code, name }) => record([code, errorName(name)]));
  const lines = [
    ...errorFamilies.flatMap(([key, family]) => [
      `=${family}`,
      ...Object.entries(/** @type {Facts} */ (facts[key])).map(([code, entry]) =>
        record([code, errorName(typeof entry === 'string' ? entry : entry['name'])]),
      ),
      ...listed(furtherCodes.find(([own]) => own === family)?.[1]),
    ]),
    ...catalogueFamilies.flatMap(([key, family]) => [`=${family}`, ...listed(key)]),
  ];
  return dataModule({
    name: 'error-rows',
    constant: 'errorRows',
    file: 'error-codes.json and errors.tsv',
    sources: [
      facts['_about']['sources'],
      '3GPP TS 27.005 (CMS), Quectel AT manuals (CME from 515 on), libmbim MbimStatusError',
    ],
    licence: 'numbers and names only; the headers named are under LGPL and GPL',
    format: ['=family, then a line for each of its codes:', 'code|name'],
    lines,
  });
}

/** @param {Facts} facts */
function atCommandModule(facts) {
  const kinds = ['read-only', 'slow', 'state-changing', 'dangerous'];
  /** @type {Map<string, string[]>} */
  const vendors = new Map();
  for (const row of facts['rows']) {
    const cmd = String(row['cmd']);
    // Without a kind that is known, nobody could say whether it may be sent.
    demand(kinds.includes(row['kind']), `kind of the command ${cmd}`);
    demand(cmd === '+++' || /^AT[\x21-\x7e]*$/.test(cmd), `AT command ${cmd}`);
    const snapshot = (row['snapshot_first'] ?? []).map((/** @type {string} */ query) =>
      query.replace(/ for each cid$/, ''),
    );
    for (const query of snapshot) demand(/^AT[\x21-\x7e]+$/.test(query), `snapshot of ${cmd}: ${query}`);
    const flags = [
      row['never_auto'] ? 'n' : '',
      row['private'] ? 'p' : '',
      row['cost'] === undefined ? '' : 'm',
      row['persists'] ? 's' : '',
      row['dial'] ? 'd' : '',
    ].join('');
    const lines = vendors.get(row['vendor']) ?? [];
    lines.push(
      record([cmd, row['kind'], flags, (row['never_auto_for'] ?? []).join(' '), snapshot.join(' ')]),
    );
    vendors.set(row['vendor'], lines);
  }
  const { timeouts_s: patience, unsolicited } = facts['_about'];
  return dataModule({
    name: 'at-command-rows',
    constant: 'atCommandRows',
    file: 'at-commands.json',
    sources: [facts['_about']['sources']],
    licence: 'names and grammar of commands only; the sources are under the licences named with them',
    format: [
      '=vendor, then a line for each of its commands:',
      'command|kind|flags|models that cannot bear it|queries whose answers to keep before',
      'flags: n never without being asked for, p private answer, m costs money, s stays in the modem, d dials',
      '~beginning of a command|seconds that it may take; default: of all others',
      '!beginning of a line that comes unasked',
    ],
    lines: [
      ...[...vendors].flatMap(([vendor, lines]) => [`=${vendor}`, ...lines]),
      ...Object.entries(/** @type {Facts} */ (patience)).map(
        ([cmd, seconds]) => `~${record([cmd, seconds])}`,
      ),
      ...unsolicited.map((/** @type {string} */ beginning) => `!${record([beginning])}`),
    ],
  });
}

/** @param {string} name `SIM_NOT_INSERTED` or `Illegal UE`; both become one kind of word. */
function errorName(name) {
  return /^[A-Z0-9_]+$/.test(name)
    ? name.toLowerCase().replaceAll('_', '-')
    : name
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '');
}

/**
 * @param {{ name: string, constant: string, file: string, sources: string[], licence: string, format: string[], lines: string[] }} parts
 * @returns {DataModule}
 */
function dataModule({ name, constant, file, sources, licence, format, lines }) {
  const comment = [
    `Generated by scripts/knowledge/generate.mjs from ${file}. Do not edit.`,
    '',
    ...sources.flatMap((source) => wrapped(`Source: ${source}.`)),
    ...wrapped(`Licence: ${licence}.`),
    '',
    'Lines:',
    ...format.flatMap((line) => wrapped(line).map((part) => `  ${part}`)),
  ];
  const text = [
    '/**',
    ...comment.map((line) => ` * ${line.replaceAll('*/', '* /')}`.trimEnd()),
    ' */',
    `export const ${constant} = \`${lines.join('\n').replace(/[\\`]|\$\{/g, '\\$&')}\`;`,
    '',
  ].join('\n');
  return { name: `${name}.ts`, text };
}

/**
 * Breaks a sentence into lines that fit a comment.
 * @param {string} text
 */
function wrapped(text) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.replace(/\.\.$/, '.').split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 105) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/**
 * A line of fields; those missing at the end are left out.
 * @param {readonly unknown[]} fields
 */
function record(fields) {
  const texts = fields.map((field) => String(field ?? ''));
  const bad = texts.find((text) => /[|\n\r]/.test(text));
  demand(bad === undefined, `a field that holds a separator: ${bad}`);
  return texts.join('|').replace(/\|+$/, '');
}

/**
 * Order by code unit, the same on every machine and in every locale.
 * @param {string} a
 * @param {string} b
 */
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * @param {boolean} condition
 * @param {string} what
 */
function demand(condition, what) {
  if (!condition) throw new Error(`The facts do not fit the format: ${what}`);
}
