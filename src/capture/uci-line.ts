/**
 * What a line is in `/etc/config` syntax.
 * `head`: `config interface 'wan'`, believed at sight; `bare-head`: `config interface wan`, `config globals`,
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

/** Null for a line that is no UCI at all. */
export function readUciLine(text: string): UciLine | null {
  if (option.test(text)) return 'option';
  if (head.test(text)) return 'head';
  if (bareHead.test(text)) return 'bare-head';
  if (brokenOption.test(text)) return 'broken-option';
  if (comment.test(text)) return 'comment';
  return null;
}
