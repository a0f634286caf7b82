import type { ShellCommand } from '../section.ts';
import type { BlockFormat } from './block-format.ts';
import { callOf, printedBy } from './printed-by.ts';

/** `{`, `[`: alone on the line, or with the beginning of a member or an item behind it. */
const opening =
  /^\s*(?:[{[]\s*$|\{\s*["\u201c-\u201f\u2033]|\[\s*\{|\[\s*["\u201c-\u201f\u2033][^"\]]{0,200}["\u201d]\s*[,\]])/;

/** `"up": true,` where the bracket above was not copied. */
const member =
  /^\s*["\u201c-\u201f\u2033][\w./-]{1,60}["\u201c-\u201f\u2033]\s*:\s*["\u201c-\u201f\u2033{[\dtfn-]/;

const strings = /["\u201c-\u201f\u2033](?:[^"\u201c-\u201f\u2033\\]|\\.)*(?:["\u201c-\u201f\u2033]|$)/g;

const punctuation = /[\s{}[\]:,]+/;

/** What stands in JSON without quotes; `xxx`, `***` and `<hidden>` in place of a value. */
const word = /^(?:true|false|null|-?[\d.]+(?:[eE][+-]?\d+)?|\.{2,}|\u2026|<[\w -]*>?|[\w-]*>|[xX*]{2,})$/;

/** `"connected"`, `{ }` */
const bareAnswer = /^\s*(?:"[^"]{1,80}"|\{\s*\}|\[\s*\])\s*$/;

/** `connected`: what is left of it behind `jsonfilter` or `tr -d '"'`. */
const bareWord = /^\s*(?:connected|disconnected|suspended|authenticating)\s*$/;

const printsJson = callOf('uqmi', 'ubus', 'ifstatus', 'mmcli', 'ip');
const asksUqmi = callOf('uqmi');

/** JSON that tools on routers print, whole or in part. */
export const json: BlockFormat = {
  kind: 'json',
  samples: [
    '{',
    '[',
    '{"type":"lte","rssi":-71}',
    '\t"up": true,',
    '“pending”: false,',
    '[{"ifname":"wwan0"}]',
  ],
  opens: (text, command) => opens(text, command),
  continues: (text) => isJson(text),
};

function opens(text: string, command: ShellCommand | null): boolean {
  if (opening.test(text) || member.test(text)) return isJson(text);
  if (bareWord.test(text)) return printedBy(command, asksUqmi);
  return bareAnswer.test(text) && printedBy(command, printsJson);
}

/** Nothing but strings, brackets, numbers and the words of JSON. */
function isJson(text: string): boolean {
  if (!/^\s*(?:[{}[\],"\u201c-\u201f\u2033\d\u2026-]|\.{2}|true\b|false\b|null\b)/.test(text)) return false;
  return text
    .replace(strings, ' ')
    .split(punctuation)
    .every((part) => part === '' || word.test(part));
}
