import type { Line } from '../../capture/line.ts';
import { spanOf } from '../../capture/position.ts';
import type { Section } from '../../capture/section.ts';
import type { BlockReading, Unplaced } from './block.ts';
import { familyOf, isMasked, networkOf, prefixOf, routeTypeOf } from './ip-address.ts';
import { callsOf } from './printing-calls.ts';

type RouteRead = Extract<Unplaced, { readonly kind: 'route' }>;

/** `2001:	from all fwmark 0x100/0x3f00 lookup 1`, `2253: from all fwmark 0xfd00/0xff00 unreachable` */
const rule =
  /^\s*(\d{1,5}):\s+((?:not )?from \S{1,50}.*?)\s+(?:lookup (\S{1,32})|unreachable|blackhole|prohibit|goto \d{1,5})\b/;

/** Columns of `route`: `Metric` where it stands; `netstat -r` has other columns in its place. */
const tableHead = /^\s*Destination\s+(?:Gateway|Next Hop)\s+(?:Genmask\s+)?Flags?\s+(\w+)/;

/** `0.0.0.0         10.64.0.1       0.0.0.0         UG    10     0        0 wwan0` */
const tableRow =
  /^\s*([\w.:*-]{1,40})\s+([\w.:*-]{1,40}|[<[][\w -]{1,30}[>\]])\s+(\d{1,3}(?:\.\d{1,3}){3})\s+([UGHRDMAC!]{1,8})\s+(\d{1,10})\s+\d{1,10}\s+\d{1,10}\s+([\w.@-]{1,32})\s*$/;

/** `::/0   fe80::1   UG   512   1   0 wwan0` */
const table6Row =
  /^\s*((?:\[::\]|[\da-f:]{2,40})\/\d{1,3})\s+(\[::\]|[\da-f:]{2,40}|\*)\s+([UGHRDMACn!]{1,8})\s+(-?\d{1,10})\s+\d{1,10}\s+\d{1,10}\s+([\w.@-]{1,32})\s*$/;

/** `	nexthop via 10.64.0.1 dev wwan0 weight 1` */
const nextHop = /^\s*nexthop (?:via (?:inet6? )?([\da-f.:]{2,45}) )?(?:dev ([\w.@-]{1,32}))?/;

/**
 * Reads `ip route`, `ip rule`, `route` and `netstat -r`. Sources: iproute2 iproute.c and iprule.c, busybox
 * networking/route.c.
 */
export function readRoutes(lines: readonly Line[], section: Section): BlockReading {
  const observations: Unplaced[] = [];
  const unread: Line[] = [];
  // The way to one address is no entry of a table.
  if (callsOf(section, 'ip').some(({ arguments: words }) => words.includes('get')))
    return { observations: [], unread: [] };
  const askedFor6 = callsOf(section, 'ip').some(({ arguments: words }) => words.includes('-6'));
  let hasMetric = true;
  let above: RouteRead | null = null;
  for (const [at, line] of lines.entries()) {
    const head = tableHead.exec(line.text);
    const hop = nextHop.exec(line.text);
    if (head !== null) {
      hasMetric = head[1] === 'Metric';
    } else if (hop !== null && above !== null) {
      observations.push({
        ...above,
        gateway: hop[1] ?? null,
        device: hop[2] ?? above.device,
        span: wordsOf(line),
      });
    } else if (!/^\s*(?:Kernel IP|cache\b)/.test(line.text)) {
      const shown = ruleOf(line) ?? rowOf(line, hasMetric) ?? routeOf(line, askedFor6);
      // A route over several uplinks names none of them itself: `default metric 1`, and a line for each below.
      const leads = shown?.kind !== 'route' || shown.gateway !== null || shown.device !== null;
      const isSplit = !leads && nextHop.test(lines[at + 1]?.text ?? '');
      if (shown === null || (!leads && !isSplit && shown.type === 'unicast')) unread.push(line);
      else if (!isSplit) observations.push(shown);
      above = shown?.kind === 'route' ? shown : null;
    }
  }
  return { observations, unread };
}

function wordsOf(line: Line): Unplaced['span'] {
  return spanOf(line, line.text.search(/\S/), line.text.trimEnd().length);
}

function ruleOf(line: Line): Unplaced | null {
  const [, priority, selector = '', table] = rule.exec(line.text) ?? [];
  if (priority === undefined) return null;
  return { kind: 'rule', priority: Number(priority), selector, table: table ?? null, span: wordsOf(line) };
}

/** A row of `route`. A gateway of zeros or `*` is none. */
function rowOf(line: Line, hasMetric: boolean): RouteRead | null {
  const row = tableRow.exec(line.text);
  if (row !== null) {
    const [, to = '', gateway = '', genmask = '', flags = '', metric = '', device = ''] = row;
    const isDefault = to === 'default' || (to === '0.0.0.0' && genmask === '0.0.0.0');
    return {
      kind: 'route',
      type: flags.includes('!') ? 'unreachable' : 'unicast',
      family: 4,
      target: isDefault ? 'default' : networkOf(to, prefixOf(genmask)),
      gateway: gateway === '0.0.0.0' || gateway === '*' ? null : gateway,
      device,
      metric: hasMetric ? Number(metric) : null,
      table: null,
      span: wordsOf(line),
    };
  }
  const row6 = table6Row.exec(line.text);
  if (row6 === null) return null;
  const [, to = '', gateway = '', flags = '', metric = '', device = ''] = row6;
  return {
    kind: 'route',
    type: flags.includes('!') ? 'unreachable' : 'unicast',
    family: 6,
    target: to === '::/0' || to === '[::]/0' ? 'default' : to,
    gateway: /^(?:\*|::|\[::\])$/.test(gateway) ? null : gateway,
    device,
    metric: Number(metric),
    table: null,
    span: wordsOf(line),
  };
}

/** `default via 10.64.0.1 dev wwan0 proto static src 10.64.0.2 metric 10`: words in pairs behind the target. */
function routeOf(line: Line, askedFor6: boolean): RouteRead | null {
  const words = line.text.trim().split(/\s+/);
  const type = routeTypeOf(words[0] ?? '');
  const [target, ...others] = type === null ? words : words.slice(1);
  if (target === undefined) return null;
  if (target !== 'default' && familyOf(target) === null && !isMasked(target)) return null;
  const after = (name: string): string | null => {
    const place = others.indexOf(name);
    const value = place === -1 ? undefined : others[place + 1];
    return value === 'inet6' || value === 'inet' ? (others[place + 2] ?? null) : (value ?? null);
  };
  const gateway = after('via');
  const device = after('dev');
  const metric = Number(after('metric') ?? Number.NaN);
  const shown = familyOf(target) ?? familyOf(gateway) ?? familyOf(after('src')) ?? familyOf(after('from'));
  return {
    kind: 'route',
    type: type ?? 'unicast',
    family: shown ?? (askedFor6 ? 6 : null),
    target,
    gateway,
    device,
    metric: Number.isFinite(metric) ? metric : null,
    table: after('table'),
    span: wordsOf(line),
  };
}
