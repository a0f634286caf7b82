import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dataModules } from '../../scripts/knowledge/tables.mjs';

/** A few facts of each kind, in the shape of the fact files. */
const facts: Record<string, unknown> = {
  'rules-knowledge.json': {
    rows: [
      {
        id: 'weak-supply',
        kind: 'cause',
        rung: 'power',
        maxConfidence: 'likely',
        group: 'usb',
        title: 'supply too weak',
      },
      {
        id: 'wrong-proto',
        kind: 'cause',
        rung: 'config',
        breaks: 'control',
        maxConfidence: 'proven',
        group: 'proto',
        title: 'proto does not fit',
      },
      { id: 'harmless', kind: 'noise', rung: 'meta', group: 'meta', title: 'harmless line' },
    ],
  },
  'apns.json': {
    _about: { source: 'a list of providers', licence: 'CC0' },
    rows: [
      {
        cc: 'gb',
        op: 'Example Mobile',
        ids: ['234-10', '234-10'],
        apns: [
          { apn: 'example.net', use: ['internet'], user: 'web', pass: 'web' },
          { apn: 'example.net', use: ['internet'], user: 'web', pass: 'web' },
          { apn: 'pictures', use: ['mms'] },
          { apn: 'both', use: ['mms-internet-hipri'] },
          { apn: 'untold' },
        ],
      },
      { cc: 'gb', op: 'Nothing Ltd', ids: [], apns: [] },
    ],
  },
  'modems.json': {
    _about: { sources: 'kernel tables, src/plugins/*/77-rules' },
    rows: [
      {
        id: '2c7c:0125',
        vendor: 'Quectel',
        models: ['', `EC25  with \`ticks\` and \${braces}`],
        modes: ['qmi', 'mbim'],
        proto: 'qmi',
        ifs: { '4': { role: 'qmi+net' }, '2': { role: 'AT' }, '10': { hint: 'no dial port' } },
        kernel_since: { option: '4.4', qmi_wwan: '5.4' },
        drivers: ['option', 'qmi_wwan'],
        src: ['kernel'],
      },
      {
        id: '12d1:1f01',
        vendor: 'Huawei',
        models: ['E353'],
        modes: ['cdrom-unswitched'],
        switch: { targets: ['12d1:14dc', '2c7c:0125'] },
        src: ['usb-modeswitch'],
      },
      {
        id: '03f0:002a',
        vendor: 'HP',
        models: ['HP LaserJet'],
        modes: ['cdrom-unswitched(same-id,class 07 after)'],
        src: ['usb-modeswitch'],
      },
    ],
  },
  'kernel-ids.json': {
    _about: { snapshots: { '4.4': '4.4.y', '5.4': '5.4.291' } },
    rows: [
      { driver: 'option', vid: '2c7c', pid: '0125', first: '4.4' },
      { driver: 'huawei_cdc_ncm', vid: '12d1', pid: '*', cls: 'ff', sub: '02', proto: '46', first: '4.4' },
      { driver: 'huawei_cdc_ncm', vid: '12d1', pid: '*', cls: 'ff', sub: '02', proto: '16', first: '4.4' },
      { driver: 'cdc_ether', vid: '*', pid: '*', cls: '02', sub: '06', proto: '00', first: '5.4' },
    ],
  },
  'uci-options.json': {
    _about: { source: 'handlers', licence: 'GPL-2.0', vendor: 'threads' },
    protos: {
      qmi: {
        options: {
          device: { type: 'string', since: '14.07' },
          timeout: { type: 'int', since: '18.06', since_release: '18.06.2' },
        },
        required: ['device'],
      },
    },
    generic: { metric: {} },
    vendor: { dialnum: { by: 'gl.inet' } },
  },
  'openwrt-packages.json': {
    _about: { source: 'Makefiles', luci: 'single files', licence: 'GPL-2.0' },
    eras: { '17.01': { kernel: ['4.4'], pkg_manager: 'opkg' } },
    protos: { qcm: { packages: ['vendor'] }, wwan: { packages: ['wwan', '+ the package of the modem'] } },
    drivers: { option: ['kmod-usb-serial-option'] },
  },
  'at-commands.json': {
    _about: {
      sources: 'manuals',
      timeouts_s: { default: 3, ATD: 60 },
      unsolicited: ['^RSSI:', 'RDY'],
    },
    rows: [
      { vendor: '3gpp', cmd: 'AT+CSQ', kind: 'read-only' },
      { vendor: '3gpp', cmd: 'AT+CIMI', kind: 'read-only', private: true },
      {
        vendor: 'quectel',
        cmd: 'AT+QICSGP=<cid>,1,"apn"',
        kind: 'state-changing',
        persists: true,
        snapshot_first: ['AT+CGDCONT?', 'AT+QICSGP=<cid> for each cid'],
      },
      {
        vendor: '3gpp',
        cmd: 'ATD*99#',
        kind: 'state-changing',
        dial: true,
        cost: 'money',
        never_auto_for: ['12d1:1573'],
      },
    ],
  },
  'errors.tsv': {
    rows: [
      { family: '+CMS ERROR', code: '310', name: 'SIM not inserted (ME)' },
      { family: '+CME ERROR (Quectel)', code: '553', name: 'context already activated' },
      { family: 'MBIM status', code: '0x91000007', name: 'DECODE_OR_PARSING_ERROR' },
      { family: 'MBIM status', code: '3', name: 'SIM_NOT_INSERTED' },
    ],
  },
  'error-codes.json': {
    _about: { sources: 'headers' },
    cme: { '10': 'SIM_NOT_INSERTED' },
    sm_esm_cause: { '27': { name: 'UNKNOWN_APN', hint: 'left out' } },
    emm_cause: { '3': 'Illegal UE' },
    qmi_protocol_error: {},
    qmi_call_end_reason: {},
    qmi_verbose_type: {},
    pppd_exit: {},
    mbim_register_state: {},
    mbim_ready_state: {},
  },
};

const script = join(import.meta.dirname, '../../scripts/knowledge/generate.mjs');
let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'hwdiag-facts-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

function generate(out: string) {
  return spawnSync(process.execPath, [script, directory, join(directory, out)], { encoding: 'utf8' });
}

function writeFacts(without?: string) {
  for (const [file, content] of Object.entries(facts)) {
    if (file !== without)
      writeFileSync(
        join(directory, file),
        file.endsWith('.tsv') ? tableOf(content) : JSON.stringify(content),
      );
  }
}

/** Lines of the table in a module. */
function table(name: string): readonly string[] {
  const module = dataModules((file) => structuredClone(facts[file]) as Record<string, unknown>).find(
    (candidate) => candidate.name === `${name}.ts`,
  );
  return /`([\s\S]*)`;\n$/.exec(module?.text ?? '')?.[1]?.split('\n') ?? [];
}

test('two runs write the same bytes, without a path of this machine', () => {
  writeFacts();
  expect(generate('one').status).toBe(0);
  expect(generate('two').status).toBe(0);
  const files = readdirSync(join(directory, 'one'));
  expect(files).toHaveLength(8);
  expect(readdirSync(join(directory, 'two'))).toEqual(files);
  for (const file of files) {
    const text = readFileSync(join(directory, 'one', file), 'utf8');
    expect(readFileSync(join(directory, 'two', file), 'utf8')).toBe(text);
    expect(text).not.toContain(directory);
    expect(text).not.toContain(process.cwd());
    expect(text).toMatch(
      /^\/\*\*\n \* Generated by scripts\/knowledge\/generate\.mjs from [a-z.-]+json(?: and errors\.tsv)?\. Do not edit\.\n/,
    );
    expect(text).toMatch(/\n \* Source: /);
    expect(text).toMatch(/\n \* Licence: /);
  }
});

test('a missing file is named, and nothing is written', () => {
  writeFacts('kernel-ids.json');
  const run = generate('out');
  expect(run.status).toBe(1);
  expect(run.stderr).toContain('kernel-ids.json');
  expect(run.stderr).not.toMatch(/\n\s+at /);
  expect(readdirSync(directory)).not.toContain('out');
});

test('without a directory it says how to call it', () => {
  const run = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  expect(run.status).toBe(2);
  expect(run.stderr).toMatch(/^usage: /);
});

test('rules keep their short fields', () => {
  expect(table('rule-rows')).toEqual([
    'weak-supply|cause|power||likely|usb|supply too weak',
    'wrong-proto|cause|config|control|proven|proto|proto does not fit',
    'harmless|noise|meta|||meta|harmless line',
  ]);
});

test('APNs stand once under their operator, with their uses as letters', () => {
  expect(table('apn-rows')).toEqual([
    '=gb|Example Mobile|23410',
    'example.net|web|web',
    'pictures|||m',
    'both|||im',
    'untold|||-',
  ]);
});

test('USB ids are sorted, told apart from printers, and a drive is a modem when it turns into one', () => {
  expect(table('usb-rows')).toEqual([
    '=03f0|HP',
    '002a|HP LaserJet|cdrom-same-id',
    '=12d1|Huawei',
    '1f01|E353|cdrom-unswitched|||14dc 2c7c:0125||m',
    '=2c7c|Quectel',
    `0125|EC25 with \\\`ticks\\\` and \\\${braces}|qmi mbim|qmi|2:at 4:qmi 10:no-dial||option qmi_wwan@5.4|m`,
  ]);
});

test('a comment in the facts cannot end the comment of the module', () => {
  const module = dataModules((file) => facts[file] as Record<string, unknown>).find(
    ({ name }) => name === 'usb-rows.ts',
  );
  expect(module?.text.split('*/')).toHaveLength(2);
});

test('match rules by class leave products out', () => {
  expect(table('interface-class-rows')).toEqual([
    'cdc_ether|*|02|06|00|5.4',
    'huawei_cdc_ncm|12d1|ff|02|16 46',
  ]);
});

test('options, packages and codes', () => {
  expect(table('option-rows')).toEqual([
    '=qmi',
    'device|string|14.07||required',
    'timeout|int|18.06.2',
    '+metric',
    '!dialnum|gl.inet',
  ]);
  expect(table('openwrt-rows')).toEqual([
    'series|17.01|4.4|opkg',
    'proto|qcm',
    'proto|wwan|wwan',
    'driver|option|kmod-usb-serial-option',
  ]);
  expect(table('error-rows').slice(-4)).toEqual([
    '=cms',
    '310|sim-not-inserted-me',
    '=mbim-status',
    '3|sim-not-inserted',
  ]);
  expect(table('error-rows').slice(0, 7)).toEqual([
    '=cme',
    '10|sim-not-inserted',
    '553|context-already-activated',
    '=sm',
    '27|unknown-apn',
    '=emm',
    '3|illegal-ue',
  ]);
});

test('AT commands stand under who made them, with what speaks against sending them', () => {
  expect(table('at-command-rows')).toEqual([
    '=3gpp',
    'AT+CSQ|read-only',
    'AT+CIMI|read-only|p',
    'ATD*99#|state-changing|md|12d1:1573',
    '=quectel',
    'AT+QICSGP=<cid>,1,"apn"|state-changing|s||AT+CGDCONT? AT+QICSGP=<cid>',
    '~default|3',
    '~ATD|60',
    '!^RSSI:',
    '!RDY',
  ]);
});

test.each([
  [
    'at-commands.json',
    { _about: {}, rows: [{ vendor: '3gpp', cmd: 'AT+X', kind: 'harmless' }] },
    /kind of the command AT\+X/,
  ],
  [
    'at-commands.json',
    { _about: {}, rows: [{ vendor: '3gpp', cmd: 'AT+X\r\nAT+Y', kind: 'read-only' }] },
    /AT command AT\+X/,
  ],
  [
    'rules-knowledge.json',
    { rows: [{ id: 'x', kind: 'guess', rung: 'power', group: 'g', title: 't' }] },
    /kind of rule x/,
  ],
  [
    'rules-knowledge.json',
    { rows: [{ id: 'x', kind: 'cause', rung: 'roof', group: 'g', title: 't' }] },
    /rung of rule x/,
  ],
  [
    'rules-knowledge.json',
    { rows: [{ id: 'x', kind: 'cause', rung: 'power', group: 'g', title: 'a|b' }] },
    /separator/,
  ],
  [
    'apns.json',
    { _about: {}, rows: [{ cc: 'gb', op: 'O', ids: [], apns: [{ apn: 'a', use: ['fax'] }] }] },
    /usage of an APN: fax/,
  ],
])('facts of %s that do not fit stop the run', (file, content, message) => {
  expect(() =>
    dataModules((name) => (name === file ? content : facts[name]) as Record<string, unknown>),
  ).toThrow(message);
});

function tableOf(content: unknown): string {
  const { rows } = content as { readonly rows: readonly { readonly [column: string]: string }[] };
  return [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]
    .map((cells) => `${cells.join('\t')}\n`)
    .join('');
}
