/**
 * What a line is in `/etc/config` syntax.
 * `head`: `config interface 'wan'` and every line of `uci show`, believed at sight; `bare-head`: `config interface wan`, `config globals`,
 * `package network`, which may as well be words of a sentence; `option`: an `option` or `list` line with its value;
 * `broken-option`: one whose value is missing or not well formed.
 */
export type UciLine = 'head' | 'bare-head' | 'option' | 'broken-option' | 'comment';

const quoted = `(?:'[^']*'|"[^"]*")`;
const remark = String.raw`\s*(?:#.*)?$`;

/** `config interface 'modem'`, `config "interface" "modem"` */
const head = new RegExp(
  String.raw`^\s*config\s+(?:[\w-]+\s+${quoted}|${quoted}(?:\s+(?:[\w-]+|${quoted}))?)${remark}`,
);

/** `config interface modem`, `config dnsmasq`, `package network` */
const bareHead = /^\s*(?:config\s+[\w-]+(?:\s+[\w.-]+)?|package\s+['"]?[\w-]+['"]?)\s*(?:#.*)?$/;

/** `option apn 'internet'`, `list dns 8.8.8.8` */
const option = new RegExp(
  String.raw`^\s*(?:option|list)\s+['"]?[\w-]+['"]?\s+(?:${quoted}|[^\s'"]+)${remark}`,
);

/** `option apn 'internet`, `option pincode` */
const brokenOption = /^\s*(?:option|list)\s+['"]?[\w-]+/;

const comment = /^\s*#/;

/** A line of `uci show`. */
export interface UciShowLine {
  readonly package: string;
  /** `wan`, `@rule[0]`, `cfg030f15` */
  readonly section: string;
  /** Null where the line gives the type of the section. */
  readonly option: string | null;
  /** Type or value as printed, quotes included. */
  readonly value: string;
  /** 0-based index of its first character in the line. */
  readonly start: number;
}

/** `network.wan=interface`, `network.wan.proto='qmi'`, `firewall.@zone[1].network='wan' 'wan6'` */
const shown =
  /^(?<lead>\s*)(?<package>[A-Za-z][\w-]{0,40})\.(?<section>@[\w-]{1,40}\[-?\d{1,4}\]|\w[\w-]{0,60})(?:\.(?<option>\w[\w-]{0,60}))?=(?<value>\S.*)$/;

/** Packages whose lines old releases print without quotes; `net.ipv4.ip_forward=1` is no UCI. */
const plainPackages: ReadonlySet<string> = new Set([
  'network',
  'wireless',
  'firewall',
  'dhcp',
  'system',
  'mwan3',
]);

/** Reads a line of `uci show`; null where it is none. */
export function readUciShowLine(text: string): UciShowLine | null {
  const groups = shown.exec(text)?.groups;
  if (groups === undefined) return null;
  const { lead = '', package: name = '', section = '', option = null, value = '' } = groups;
  const trimmed = value.trimEnd();
  const isValue =
    option === null ? /^[a-z][\w-]{0,40}$/i.test(trimmed) : /^'.*'$/.test(trimmed) || plainPackages.has(name);
  return isValue ? { package: name, section, option, value: trimmed, start: lead.length } : null;
}

/** Null for a line that is no UCI at all. */
export function readUciLine(text: string): UciLine | null {
  if (readUciShowLine(text) !== null) return 'head';
  if (option.test(text)) return 'option';
  if (head.test(text)) return 'head';
  if (bareHead.test(text)) return 'bare-head';
  if (brokenOption.test(text)) return 'broken-option';
  if (comment.test(text)) return 'comment';
  return null;
}
