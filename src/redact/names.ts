import type { Hit } from './hit.ts';
import { isEverybodysAccount } from './identifiers.ts';

/** Names that routers and boards come with: they say nothing of their owner. */
const everybodysHosts =
  /^(?:openwrt|lede|immortalwrt|gargoyle|dd-?wrt|tomato|router|modem|gateway|localhost|raspberrypi|raspbian|turris|teltonika|kernel|debian|ubuntu|armbian|alarm|opnsense|pfsense|rooter|root|openmptcprouter|openstick|mobian|manjaro|manjaro-arm|postmarketos|pinephone|host-\d+)$|^(?:rut|rutx|trb|wrt|archer|zyxel|tl|mf|r|x|e|dwr|z|fritz|nr|wr)[-_]?[a-z]{0,6}\d[\w-]{0,24}$|^(?:gl|openwrt|lede|immortalwrt|lte|nanopi|orangepi|bpi|rpi)[-_.]/i;

/**
 * Words of four letters and more that logs and configurations say for themselves: the diagnosis reads states, protocols, modes and
 * programs from them. A host or an account may have such a name, too, which is then hidden only where a name stands. Lower case.
 */
const wordsOfLogs = new Set(
  [
    // Of a registration (3GPP TS 27.007, 7.2; libqmi; ModemManager).
    'home roaming searching denied registered registering unregistered not_registered not-registered registration unknown idle',
    'attach attached detached emergency partner',
    // Of an interface, a connection and a modem.
    'down lower ready failed failure error errors success successful timeout busy connect connected connecting disconnect',
    'disconnected disconnecting connection carrier enable enabled enabling disable disabled disabling locked unlocked blocked',
    'online offline available unavailable active inactive activated deactivated suspended present absent missing pending running',
    'started starting stopped stopping exited killed initializing initialized limited none null true false good poor weak full',
    'link power reset setup teardown lost open close closed refused rejected accepted',
    // Of a configuration.
    'static dynamic dhcp dhcpv6 pppoe mbim wwan modemmanager hilink directip quectel ipv4 ipv6 ipv4v6 chap both mschapv2 auto',
    'automatic manual default preferred option config interface device service services network internet bridge metric username',
    'password pincode auth proto bearer session context profile address',
    // Of radio, makers and programs.
    'umts wcdma cdma tdscdma hspa evdo nr5g mobile cellular radio signal wireless wifi huawei sierra telit simcom fibocom qualcomm',
    'mediatek ublox meig netifd procd uqmi umbim mmcli qmicli mbimcli pppd comgt gcom udhcpc odhcpd dnsmasq firewall hotplug',
    'logread dmesg ping serial daemon user notice info warn',
  ].flatMap((words) => words.split(' ')),
);

/** What stands before a name, whatever its word. Samples: root@home:~#, option hostname 'home', Linux home 5.15.167 #0 */
const beforeName = /@$|(?<![A-Za-z])host_?name["']?[ \t]{0,8}[=: \t][ \t]{0,8}["']?$|^\s{0,8}Linux $/i;
/** What stands behind the name of an account in a prompt. A sample: service@OpenWrt:~$ */
const behindAccount = /^@/;
/** The name of a host in the envelope of a line. Samples: 13:59:14 home netifd[99]: …, 13:59:14+02:00 home daemon.notice netifd: … */
const timeBefore = /\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)? $/;
const tagBehind =
  /^ (?:[a-z]\w{2,9}\.[a-z]{3,7} )?[\w./()@-]{1,64}(?:\[\d{1,10}\]|(?: (?:\d{1,10}|-)){2}|:(?: |$))/;
/** None of them is longer. UTF-16 units. */
const longestSurrounding = 80;

/** Whether the word at a place of a line stands where only a name does. */
function isInPlaceOfName(line: string, start: number, end: number): boolean {
  const before = line.slice(Math.max(0, start - longestSurrounding), start);
  const behind = line.slice(end, end + 2 * longestSurrounding);
  return (
    beforeName.test(before) ||
    behindAccount.test(behind) ||
    (timeBefore.test(before) && tagBehind.test(behind))
  );
}

/**
 * Names of hosts and of those who log in. In a text they are words like others, so they are learnt where they show as what
 * they are.
 */
export class Names {
  readonly #kinds = new Map<string, 'host' | 'account'>();

  host(name: string | null | undefined): void {
    if (isName(name) && !everybodysHosts.test(name)) this.#kinds.set(name, 'host');
  }

  account(name: string | null | undefined): void {
    if (isName(name) && !isEverybodysAccount(name) && !this.#kinds.has(name))
      this.#kinds.set(name, 'account');
  }

  /** Where they stand as words, and those that are words of logs where they stand as names. */
  hitsIn(line: string): readonly Hit[] {
    if (this.#kinds.size === 0) return [];
    return [...line.matchAll(word)].flatMap(({ index, 0: name }) => {
      const kind = this.#kinds.get(name);
      const end = index + name.length;
      if (kind === undefined) return [];
      if (wordsOfLogs.has(name.toLowerCase()) && !isInPlaceOfName(line, index, end)) return [];
      return [{ start: index, end, kind, value: name }];
    });
  }
}

/** A sample: joes-router */
const word = /(?<![\w-])[A-Za-z][\w-]{3,62}/g;

/** Shorter ones are words of too much else. */
function isName(name: string | null | undefined): name is string {
  return name !== null && name !== undefined && /^[A-Za-z][\w-]{3,62}$/.test(name);
}
