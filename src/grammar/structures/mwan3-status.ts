import type { Line } from '../../capture/line.ts';
import { spanOf } from '../../capture/position.ts';
import type { MwanPolicyShown } from '../observation.ts';
import type { BlockReading, Unplaced } from './block.ts';

/**
 * ` interface wan is online 00h:11m:02s, uptime 00h:37m:40s and tracking is active`, ` interface wwan is error (16) and
 * tracking is active`, ` interface wan is online (tracking active)`
 */
const interfaceLine =
  /^\s*interface ([\w.-]{1,32}) is ([a-z]{3,20}(?: \(\d{1,3}\))?)(?: [\dhms:]{3,20})?(?:, uptime [\dhms:]{3,20})?(?: and tracking is ([a-z].{0,60}?)| \((not tracking|tracking \w{1,20}|tracked[^)]{0,30})\))?\s*$/;

/** `Current ipv4 policies:`, `Interface status:` */
const title = /^\s*(Interface status|Current|Directly connected|Active)\b(?: (ipv[46]))?.*:\s*$/;

/** `balanced:` */
const policyName = /^\s*([\w-]{1,20}):\s*$/;

/** ` wan (100%)`, ` unreachable` */
const policyMember = /^\s*([\w.-]{1,32})(?: \((\d{1,3})%\))?\s*$/;

/**
 * Reads `mwan3 status`, `interfaces` and `policies`. Networks and rules of iptables are known and tell nothing here.
 * Source: OpenWrt mwan3.sh, mwan3_report_iface_status and its neighbours.
 */
export function readMwanStatus(lines: readonly Line[]): BlockReading {
  const observations: Unplaced[] = [];
  const unread: Line[] = [];
  let part: string | null = null;
  let family: 4 | 6 | null = null;
  let members: MwanPolicyShown['members'][number][] | null = null;
  for (const line of lines) {
    const { text } = line;
    const span = spanOf(line, text.search(/\S/), text.trimEnd().length);
    const shown = interfaceLine.exec(text);
    const titled = title.exec(text);
    if (shown !== null) {
      const [, name = '', state = '', tracking, old] = shown;
      const words = tracking ?? old?.replace(/^tracking /, '') ?? null;
      observations.push({ kind: 'mwan-interface', interface: name, state, tracking: words, span });
    } else if (titled !== null) {
      part = titled[1] ?? null;
      family = titled[2] === undefined ? null : titled[2] === 'ipv4' ? 4 : 6;
      members = null;
    } else if (part !== 'Current') {
      if (part === null) unread.push(line);
    } else {
      const policy = policyName.exec(text)?.[1];
      const member = policyMember.exec(text);
      if (policy !== undefined) {
        members = [];
        observations.push({ kind: 'mwan-policy', policy, family, members, span });
      } else if (member !== null && members !== null) {
        members.push({
          interface: member[1] ?? '',
          percent: member[2] === undefined ? null : Number(member[2]),
        });
      } else {
        unread.push(line);
      }
    }
  }
  return { observations, unread };
}
