import type { BlockFormat } from './block-format.ts';
import { callOf, printedBy } from './printed-by.ts';

/** `9: wwan0: <POINTOPOINT,UP,LOWER_UP> mtu 1500 qdisc …`, `2: eth0@if3: <BROADCAST> mtu 1500` */
const ipLink = /^\s*\d{1,5}: [\w.@:-]{1,40}: <[A-Z0-9_,-]{0,200}> mtu \d/;

/** `9: wwan0    inet 10.64.0.2/30 scope global wwan0`: `ip -o addr`. */
const ipOneLine = /^\s*\d{1,5}: [\w.@-]{1,32}\s+inet6? [\da-f.:]+(?:\/\d{1,3}| peer )/;

/** `wwan0     Link encap:UNSPEC  HWaddr …`, `wwan0: flags=4305<UP,POINTOPOINT,RUNNING>  mtu 1500` */
const ifconfigHead = /^\s*[\w.:@-]{1,32}(?:\s+Link encap:|: flags=\d{1,6}<)/;

/** `wwan0            UNKNOWN        10.64.0.2/30`: `ip -br addr`. */
const ipBrief =
  /^\s*[\w.@-]{1,32}\s+(?:UP|DOWN|UNKNOWN|LOWERLAYERDOWN|DORMANT)(?:\s+[\da-f.:]\S*)*(?:\s+<[A-Z0-9_,-]{0,200}>)?\s*$/;

const printsBrief = /(?:^|[\s/|;&(])ip\s(?:-\S{1,20}\s+){0,6}-br/;

/**
 * What stands below the name of a device, blanks collapsed or not, also with blank lines between. An address may be
 * masked: `inet x.x.x.x/28`, `inet addr:<redacted>`.
 */
const linkDetail =
  /^\s*(?:link\/|inet6? (?:addr:)?\s?(?:[\da-f:]|[xX*]+\.|[<[][\w -]{1,30}[>\]])|valid_lft |altname |RX[: ]|TX[: ]|(?:UP|DOWN|BROADCAST|POINTOPOINT|LOOPBACK|NOARP|MULTICAST)\b.* MTU:\d|collisions:|ether [\da-f]{2}:|loop +txqueuelen|unspec |Interrupt:)/;

/** The rest of such a line where it was wrapped, and what else is believed only right below it: `group default qlen 1000`. */
const linkRest =
  /^\s*(?:alias |device (?:interrupt|memory)|\d+(?:\s+\d+){3,7}\s*$|(?:group \w{1,20} )?(?:default )?qlen \d+\s*$|[a-z]{0,8} ?\d{1,5}\s*$|state [A-Z]{2,}\b|mode [A-Z]{2,}\b|brd [\d.:]|scope (?:global|link|host)\b|preferred_lft )/;

const links: BlockFormat = {
  kind: 'links',
  samples: [
    '9: wwan0: <POINTOPOINT,MULTICAST,NOARP,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UNKNOWN qlen 1000',
    '9: wwan0    inet 10.64.0.2/30 scope global wwan0',
    'wwan0     Link encap:UNSPEC  HWaddr 00-00-00-00-00-00-00-00',
    'wwan0: flags=4305<UP,POINTOPOINT,RUNNING,NOARP,MULTICAST>  mtu 1500',
  ],
  opens: (text, command) =>
    ipLink.test(text) ||
    ipOneLine.test(text) ||
    ifconfigHead.test(text) ||
    (printedBy(command, printsBrief) && ipBrief.test(text)),
  continues: (text, apart) => linkDetail.test(text) || (!apart && linkRest.test(text)),
};

/** A word in place of an address: `<redacted>`, `[removed]`, `XXX`. */
const maskedWord = String.raw`[<[][\w -]{1,30}[>\]]|[xX*]{3,20}`;

/** `10.64.0.0/30`, `2001:db8::/32`, and masked `x.x.x.x/30`, `10.64.***.***`. */
const network = String.raw`(?:(?:\d{1,3}|[xX*]{1,3})(?:\.(?:\d{1,3}|[xX*]{1,3})){3}|[\da-f]{0,4}:[\da-fxX*:]{1,36}|${maskedWord})(?:\/\d{1,3})?`;

/** `default via 10.64.0.1 dev wwan0 proto static src 10.64.0.2 metric 10`, `10.64.0.0/30 dev wwan0 scope link` */
const ipRoute = new RegExp(
  String.raw`^\s*(?:(?:unicast|local|broadcast|anycast|multicast|unreachable|blackhole|prohibit|throw) )?(?:default|${network})(?: from ${network})? +(?:(?:nhid \d+ )?via (?:inet6? )?${network} +dev|dev) [\w.@-]{1,32}(?:\s+(?:proto|scope|table|metric|src|mtu|onlink|linkdown|dead|pref|uid|cache|expires|error|advmss|hoplimit|rto_min|window|initcwnd)\b.*)?\s*$`,
);

/** `unreachable default dev lo metric 4294967295 error -101`, `blackhole 10.0.0.0/8` */
const closedRoute = new RegExp(
  String.raw`^\s*(?:unreachable|blackhole|prohibit|throw) (?:default|${network})(?:\s+(?:dev|proto|metric|table|scope|error|pref)\b.*)?\s*$`,
);

/** `	nexthop via 10.64.0.1 dev wwan0 weight 1`, `    cache` */
const furtherHop = /^\s*(?:nexthop (?:via|dev) |cache\b)/;

/** `default proto static metric 1`: a route over several uplinks, which stand below. Source: iproute2 iproute.c (RTA_MULTIPATH). */
const splitRoute = new RegExp(
  String.raw`^\s*(?:default|${network})(?: +(?:proto|scope|metric|src|table|mtu|pref) \S{1,45})+\s*$`,
);

const runsIp = callOf('ip');

const routeTitle = /^\s*(?:Kernel IP(?:v[46])? routing table|Destination\s+(?:Gateway|Next Hop)\s)/;

/** `0.0.0.0         10.64.0.1       0.0.0.0         UG    10     0        0 wwan0` */
const routeRow =
  /^\s*[\w.:*-]{1,40}\s+(?:[\w.:*-]{1,40}|[<[][\w -]{1,30}[>\]])\s+\d{1,3}(?:\.\d{1,3}){3}\s+[UGHRDMAC!]{1,8}\s+\d+\s+\d+\s+\d+\s+[\w.@-]{1,32}\s*$/;

/** `::/0   fe80::1   UG   512   1   0 wwan0` */
const route6Row =
  /^\s*(?:\[::\]|[\da-f:]{2,40})\/\d{1,3}\s+(?:\[::\]|[\da-f:]{2,40}|\*)\s+[UGHRDMACn!]{1,8}\s+-?\d+\s+\d+\s+\d+\s+[\w.@-]{1,32}\s*$/;

/** `2001:	from all fwmark 0x100/0x3f00 lookup 1` */
const ipRule =
  /^\s*\d{1,5}:\s+(?:not )?from \S{1,50}(?:\s.*)?\s(?:lookup|unreachable|blackhole|prohibit|goto)\b/;

const routes: BlockFormat = {
  kind: 'routes',
  samples: [
    'default via 10.64.0.1 dev wwan0 proto static src 10.64.0.2',
    '10.64.0.0/30 dev wwan0 proto kernel scope link src 10.64.0.2',
    'Kernel IP routing table',
    '0.0.0.0         10.64.0.1       0.0.0.0         UG    0      0        0 wwan0',
    '2001:	from all fwmark 0x100/0x3f00 lookup 1',
  ],
  opens: (text, command) =>
    ipRoute.test(text) ||
    (printedBy(command, runsIp) && splitRoute.test(text)) ||
    closedRoute.test(text) ||
    routeTitle.test(text) ||
    routeRow.test(text) ||
    route6Row.test(text) ||
    ipRule.test(text),
  continues: (text, apart) => !apart && furtherHop.test(text),
};

/** `PING 1.1.1.1 (1.1.1.1): 56 data bytes`, `PING 1.1.1.1 (1.1.1.1) from 10.64.0.2 wwan0: 56(84) bytes of data.` */
const pingHead =
  /^\s*PING \S{1,255}(?: ?\([\da-f.:%\w-]{1,60}\))?(?: from \S{1,60}(?: \S{1,32})?)?:? \d{1,5}(?:\(\d{1,5}\))? (?:data bytes|bytes of data)/;

/** `64 bytes from 1.1.1.1: seq=0 ttl=55 time=41.207 ms`, `64 bytes from one (1.1.1.1): icmp_seq=1 ttl=55 time=41.2 ms` */
const pingAnswer = /^\s*\d{1,5} bytes from \S{1,255}(?: \(\S{1,60}\))?:? (?:icmp_)?(?:seq|req)=\d/;

/** `--- 1.1.1.1 ping statistics ---`, `^C--- 1.1.1.1 ping statistics ---` */
const pingEnd = /^\s*(?:\^C)?-{2,3} ?\S{1,255} ping6? statistics ?-{2,3}\s*$/;

/** `4 packets transmitted, 0 packets received, 100% packet loss` */
const pingStatistics = /^\s*\d{1,9} packets transmitted, \d{1,9} (?:packets )?received\b/;

/** `round-trip min/avg/max = 20.1/20.8/21.7 ms`, `rtt min/avg/max/mdev = …` */
const pingTimes = /^\s*(?:round-trip|rtt) min\/avg\/max/;

/** `ping: bad address 'openwrt.org'`, `ping: sendto: Network unreachable`: busybox and iputils. */
const pingFailure =
  /^\s*ping6?: (?:bad address '|sendto: |sendmsg: |connect: |unknown host|can't |permission denied|cannot |invalid |socket: |\S{1,255}: (?:Name or service not known|Temporary failure|No address|Try again|Unknown host|System error|Name does not resolve))/;

/** `From 10.64.0.2 icmp_seq=1 Destination Host Unreachable` */
const pingUnreachable = /^\s*From \S{1,255}(?: \(\S{1,60}\))?:? icmp_seq=\d{1,9} \S/;

const runsPing = callOf('ping6?');

const ping: BlockFormat = {
  kind: 'ping',
  samples: [
    'PING 1.1.1.1 (1.1.1.1): 56 data bytes',
    '64 bytes from 1.1.1.1: seq=0 ttl=55 time=41.207 ms',
    '4 packets transmitted, 0 packets received, 100% packet loss',
    "ping: bad address 'openwrt.org'",
    'ping: sendto: Network unreachable',
  ],
  opens: (text, command) =>
    pingHead.test(text) ||
    pingAnswer.test(text) ||
    pingEnd.test(text) ||
    pingStatistics.test(text) ||
    pingTimes.test(text) ||
    pingFailure.test(text) ||
    pingUnreachable.test(text) ||
    (printedBy(command, runsPing) && /^\s*(?:ping6?|connect): \S/.test(text)),
  continues: (text, apart) => !apart && /^\s*(?:\^C\s*$|no answer yet for icmp_seq=)/.test(text),
};

/** `traceroute to 1.1.1.1 (1.1.1.1), 30 hops max, 46 byte packets` */
const traceHead = /^\s*traceroute6? to \S{1,255} \(\S{1,60}\)(?: from \S{1,60})?, \d{1,3} hops max/;

/** ` 1  192.168.8.1 (192.168.8.1)  0.598 ms  0.423 ms  0.339 ms`, ` 2  * * *` */
const traceHop = /^\s*\d{1,2}\s+(?:(?:\*\s*){1,5}$|\S{1,255}(?: \(\S{1,60}\))?\s+[\d.]+ ms\b|\*.* ms\b)/;

const trace: BlockFormat = {
  kind: 'trace',
  samples: ['traceroute to 1.1.1.1 (1.1.1.1), 30 hops max, 46 byte packets'],
  opens: (text) =>
    traceHead.test(text) || /^\s*traceroute6?: (?:bad address|can't|sendto|unknown host)/.test(text),
  continues: (text) => traceHop.test(text),
};

/** `Server:		127.0.0.1`; a web server's header names no address. */
const lookupServer = /^\s*Server:\s+(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}:[\da-f:]{1,36}|\(null\))\s*$/;

/** `Address 1: 203.0.113.7 www.example.org`, `Address:	127.0.0.1#53`, `Name:	example.org` */
const lookupRow =
  /^\s*(?:Name|Address(?:es)?(?: \d{1,3})?):\s+\S|^\s*Non-authoritative answer:\s*$|^\S{1,255}\s+(?:canonical name|internet address) = \S/;

/** `nslookup: can't resolve 'openwrt.org': Try again`, `** server can't find openwrt.org: NXDOMAIN` */
const lookupFailure =
  /^\s*(?:nslookup: (?:can't |write to |bad |invalid )|\*{2,3} (?:server can't find|Can't find) |;; (?:connection timed out|communications error))/;

/** `; <<>> DiG 9.18.24 <<>> openwrt.org`, `;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 11` */
const digHead =
  /^\s*;+ ?(?:<<>> DiG|->>HEADER<<-|flags: qr|QUESTION SECTION:|ANSWER SECTION:|Got answer:|Query time:|SERVER: )/;

/** `openwrt.org.	300	IN	A	203.0.113.7` */
const digRow = /^\s*;?\S{1,255}\.\s+(?:\d{1,9}\s+)?IN\s+[A-Z]{1,10}(?:\s+\S|\s*$)/;

const runsLookup = callOf('nslookup', 'dig', 'host');

const lookup: BlockFormat = {
  kind: 'lookup',
  samples: [
    'Server:    127.0.0.1',
    "** server can't find openwrt.org: NXDOMAIN",
    ';; connection timed out; no servers could be reached',
    '; <<>> DiG 9.18.24 <<>> openwrt.org',
  ],
  opens: (text, command) =>
    lookupServer.test(text) ||
    lookupFailure.test(text) ||
    digHead.test(text) ||
    (printedBy(command, runsLookup) &&
      (lookupRow.test(text) || digRow.test(text) || /^\s*Server:\s/.test(text))),
  continues: (text) => lookupRow.test(text) || digRow.test(text) || /^\s*;/.test(text),
};

/** `curl: (6) Could not resolve host: openwrt.org` */
const curlFailure = /^\s*curl: \(\d{1,3}\) \S/;

/** `wget: bad address 'openwrt.org'`, `wget: can't connect to remote host (1.2.3.4): Network unreachable` */
const wgetFailure =
  /^\s*wget: (?:bad address|can't |download timed out|server returned error|unable to|note: |connection closed|error getting)/;

/** `Downloading 'http://openwrt.org/'`, `Failed to send request: Operation not permitted`: uclient-fetch. */
const uclientLine =
  /^\s*(?:Downloading 'https?:\/\/|Connecting to \S{1,255}:\d{1,5}\s*$|Connecting to \S{1,255} \(\S{1,60}:\d{1,5}\)|Failed to (?:send request|resolve|allocate uclient)|Connection error: |Download completed \(\d|HTTP error \d{3}\s*$|Connection reset prematurely)/;

/** `--2024-05-03 11:02:11--  https://openwrt.org/`, `HTTP request sent, awaiting response... 200 OK` */
const gnuWgetLine =
  /^\s*(?:--\d{4}-\d\d-\d\d \d\d:\d\d:\d\d--\s+https?:|Resolving \S{1,255}\.\.\. |Connecting to \S{1,255}\|\S{1,60}\|:\d{1,5}\.\.\. |HTTP request sent, awaiting response|wget: unable to resolve host)/;

/** `HTTP/1.1 200 OK`: `curl -I`. */
const httpStatus = /^\s*HTTP\/[\d.]{1,3} \d{3}\b/;

const runsFetch = callOf('curl', 'wget', 'uclient-fetch');

const fetch: BlockFormat = {
  kind: 'fetch',
  samples: [
    'curl: (6) Could not resolve host: openwrt.org',
    "wget: bad address 'openwrt.org'",
    "Downloading 'http://openwrt.org/'",
  ],
  opens: (text, command) =>
    curlFailure.test(text) ||
    wgetFailure.test(text) ||
    uclientLine.test(text) ||
    gnuWgetLine.test(text) ||
    (printedBy(command, runsFetch) && httpStatus.test(text)),
  continues: () => false,
};

/** ` interface wan is online 00h:11m:02s, uptime 00h:37m:40s and tracking is active`, ` interface wan is online (tracking active)` */
const mwanInterface =
  /^\s*interface [\w.-]{1,32} is [a-z]{3,20}(?: \(\d{1,3}\))?(?: [\dhms:]{3,20})?(?:, uptime [\dhms:]{3,20})?(?: and tracking is [a-z].{0,60}| \((?:not )?track[^)]{0,30}\))\s*$/;

const mwanTitle =
  /^\s*(?:Interface status|Current (?:ipv[46] )?policies|Directly connected (?:ipv[46] )?networks|Active (?:ipv[46] )?(?:user )?rules):\s*$/;

/** `balanced:`, ` wan (100%)`, ` unreachable`, ` 10.0.0.0/8`, also with blank lines between. */
const mwanDetail =
  /^\s*(?:[a-z0-9_-]{1,20}:|[\w.-]{1,32} \(\d{1,3}%\)|\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?)\s*$|^\s+(?:unreachable|blackhole|default|[\da-f.:/]{3,45})\s*$/;

/** Believed only right below another line: `Balanced:`, a bare `unreachable`, and the rows of iptables. */
const mwanRest =
  /^\s*(?:[\w-]{1,20}:\s*$|(?:unreachable|blackhole|default)\s*$|(?:\S+\s+){1,6}(?:all|tcp|udp|icmp|icmpv6|\d{1,3})\s+--\s)/;

const runsMwan3 = callOf('mwan3');

const mwan3: BlockFormat = {
  kind: 'mwan3',
  samples: [
    'Current ipv4 policies:',
    ' interface wwan is online 00h:11m:02s, uptime 00h:37m:40s and tracking is active',
  ],
  opens: (text, command) =>
    mwanTitle.test(text) ||
    mwanInterface.test(text) ||
    (printedBy(command, runsMwan3) && /^\s*interface [\w.-]{1,32} is [a-z]/.test(text)),
  continues: (text, apart) => mwanDetail.test(text) || (!apart && mwanRest.test(text)),
};

/** What the tools of the network print: addresses, routes, and whether packets come back. */
export const networkFormats: readonly BlockFormat[] = [links, routes, ping, trace, lookup, fetch, mwan3];
