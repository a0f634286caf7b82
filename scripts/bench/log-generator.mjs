// Writes the logs that the benchmark reads: a router's system log as logread prints it, as long as asked for, the same
// for the same seed. Three kinds:
//   mixed   a router with clients and a modem that redials: three quarters are lines of other programs, and what the
//           modem's programs say repeats itself
//   varied  the same mix, but addresses, numbers, ports and names differ from line to line, so that nothing repeats
//   worst   only lines that a diagnosis must understand, none of them twice
import { closeSync, openSync, writeSync } from 'node:fs';

/** @typedef {'mixed' | 'varied' | 'worst'} LogKind */

/**
 * @param {number} seed
 * @returns {(below: number) => number} whole numbers from 0 to below the argument
 */
function randomNumbers(seed) {
  let state = seed >>> 0;
  return (below) => {
    // xorshift32: fast, and the same on every machine.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * @param {number} seconds since 1970
 * @returns {string} `Wed Jun 11 19:19:44 2025`
 */
function ctime(seconds) {
  const date = new Date(seconds * 1000);
  const two = (/** @type {number} */ value) => String(value).padStart(2, '0');
  const day = String(date.getUTCDate()).padStart(2, ' ');
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  return `${weekdays[date.getUTCDay()]} ${months[date.getUTCMonth()]} ${day} ${time} ${date.getUTCFullYear()}`;
}

/**
 * A line before it is its turn: seconds that pass before it, and its text behind the date. In lines of the kernel `stamp`
 * holds the place of the seconds since boot.
 *
 * @typedef {readonly [wait: number, text: string]} Entry
 */

const stamp = '[stamp]';

/** What a generator of lines has at hand. */
class Router {
  seconds = 1_749_669_584;
  uptime = 31.4;
  pid = 2_000;
  session = 0;

  /** @param {number} seed */
  constructor(seed) {
    this.random = randomNumbers(seed);
  }

  /** @param {number} seconds */
  pass(seconds) {
    this.seconds += seconds;
    this.uptime += seconds;
  }

  /**
   * @param {Entry} entry
   * @returns {string} its line
   */
  print([wait, text]) {
    this.pass(wait);
    const micros = String(this.random(1_000_000)).padStart(6, '0');
    const uptime = `[${String(Math.floor(this.uptime)).padStart(5)}.${micros}]`;
    return `${ctime(this.seconds)} ${text.replace(stamp, uptime)}`;
  }

  /** @returns {string} */
  mac() {
    const two = () => this.random(256).toString(16).padStart(2, '0');
    return `${two()}:${two()}:${two()}:${two()}:${two()}:${two()}`;
  }

  /** @returns {string} */
  address() {
    return `10.${this.random(256)}.${this.random(256)}.${this.random(256)}`;
  }
}

/**
 * A line of a program that a diagnosis passes over.
 *
 * @param {Router} router
 * @returns {string}
 */
function bystander(router) {
  const { random } = router;
  const client = random(14);
  const mac = `a4:5e:60:c2:11:${(16 + client).toString(16)}`;
  switch (random(12)) {
    case 0:
      return `daemon.info dnsmasq-dhcp[1]: DHCPREQUEST(br-lan) 192.168.1.${100 + client} ${mac}`;
    case 1:
      return `daemon.info dnsmasq-dhcp[1]: DHCPACK(br-lan) 192.168.1.${100 + client} ${mac} phone-${client}`;
    case 2:
      return `daemon.info hostapd: phy0-ap0: STA ${mac} WPA: group key handshake completed (RSN)`;
    case 3:
      return `daemon.notice hostapd: phy1-ap0: AP-STA-DISCONNECTED ${mac}`;
    case 4:
      return `daemon.info hostapd: phy1-ap0: STA ${mac} IEEE 802.11: associated (aid ${1 + client})`;
    case 5:
      return `daemon.warn dnsmasq[1]: possible DNS-rebind attack detected: host${random(500)}.example.net`;
    case 6:
      return `cron.err crond[1988]: USER root pid ${random(30_000)} cmd /usr/bin/backup.sh`;
    case 7:
      return `authpriv.info dropbear[${random(30_000)}]: Child connection from 192.168.1.${100 + client}:${30_000 + random(30_000)}`;
    case 8:
      return `daemon.info avahi-daemon[2211]: Registering new address record for fe80::${random(65_536).toString(16)} on br-lan.*.`;
    case 9:
      return `daemon.err uhttpd[1755]: [info] luci: accepted login on /admin/status for root from 192.168.1.${100 + client}`;
    case 10:
      return `user.info adblock-4.1.5[${random(30_000)}]: blocklist with overall ${100_000 + random(90_000)} blocked domains loaded`;
    default:
      return `daemon.notice wpa_supplicant[1301]: wlan0: CTRL-EVENT-BEACON-LOSS seen ${random(9)} times`;
  }
}

/**
 * One try of a modem to come online, the way netifd, its handlers, pppd and the kernel log it. The modem of a `mixed`
 * log always says the same; where `varies`, every value differs.
 *
 * @param {Router} router
 * @param {boolean} varies
 * @returns {Entry[]}
 */
function redial(router, varies) {
  router.pid += 7;
  router.session += 1;
  const { random, session } = router;
  const name = varies ? `wan${random(100_000)}` : 'wwan';
  const device = varies ? `wwan${random(10_000)}` : 'wwan0';
  const port = varies ? `${1 + random(9)}-${1 + random(9)}.${1 + random(900)}` : '1-1.2';
  const handler = router.pid;
  const local = varies ? router.address() : '10.64.12.7';
  const server = varies ? router.address() : '10.64.12.8';
  const apn = varies ? `apn${random(1_000_000)}.example` : 'internet';
  /** @type {Entry[]} */
  const lines = [];
  /** @type {(program: string, text: string, wait?: number) => void} */
  const say = (program, text, wait = 0) => {
    lines.push([wait, `${program}: ${text}`]);
  };
  const kernel = (/** @type {string} */ text) => say('kern.info kernel', `${stamp} ${text}`, 1);
  say('daemon.notice netifd', `Interface '${name}' is setting up now`, 1);
  switch (session % 3) {
    case 0:
      say('daemon.notice netifd', `${name} (${handler}): Waiting for network registration`, 2);
      say('daemon.notice netifd', `${name} (${handler}): Starting network ${name}`, 4);
      if (random(2) === 0) {
        say('daemon.notice netifd', `${name} (${handler}): Unable to connect IPv4`, 3);
      } else {
        say('daemon.notice netifd', `${name} (${handler}): Setting up ${device}`, 1);
        say('daemon.notice netifd', `Interface '${name}' is now up`);
        say('daemon.notice netifd', `Network device '${device}' link is up`);
        say('daemon.notice netifd', `Network alias '${device}' link is up`);
        say('daemon.notice netifd', `Interface '${name}_4' is enabled`);
        say('daemon.notice netifd', `Interface '${name}_4' is setting up now`);
        say('daemon.notice netifd', `${name}_4 (${handler + 1}): udhcpc: started, v1.36.1`);
        say('daemon.notice netifd', `${name}_4 (${handler + 1}): udhcpc: broadcasting discover`);
        say(
          'daemon.notice netifd',
          `${name}_4 (${handler + 1}): udhcpc: broadcasting select for ${local}, server ${server}`,
          1,
        );
        say(
          'daemon.notice netifd',
          `${name}_4 (${handler + 1}): udhcpc: lease of ${local} obtained from ${server}, lease time 7200`,
        );
        say('daemon.notice netifd', `Interface '${name}_4' is now up`);
        say('daemon.notice netifd', `Network device '${device}' link is down`, 60);
      }
      break;
    case 1: {
      const dial = `pppd[${handler + 2}]`;
      const chat = `chat[${handler + 3}]`;
      say(`daemon.notice ${dial}`, 'pppd 2.4.9 started by root, uid 0', 1);
      for (const words of ['BUSY', 'NO CARRIER', 'ERROR', 'NO DIALTONE'])
        say(`local2.info ${chat}`, `abort on (${words})`);
      say(`local2.info ${chat}`, 'timeout set to 10 seconds');
      say(`local2.info ${chat}`, 'send (AT^M)');
      say(`local2.info ${chat}`, 'expect (OK)');
      say(`local2.info ${chat}`, '^M');
      say(`local2.info ${chat}`, 'OK');
      say(`local2.info ${chat}`, ' -- got it');
      say(`local2.info ${chat}`, `send (AT+CGDCONT=1,"IP","${apn}"^M)`);
      say(`local2.info ${chat}`, 'expect (OK)');
      say(`local2.info ${chat}`, 'OK');
      say(`local2.info ${chat}`, ' -- got it');
      say(`local2.info ${chat}`, 'send (ATDT*99***1#^M)');
      say(`local2.info ${chat}`, 'expect (CONNECT)');
      say(`local2.info ${chat}`, 'CONNECT', 2);
      say(`local2.info ${chat}`, ' -- got it');
      say(`daemon.info ${dial}`, 'Serial connection established.');
      say(`daemon.info ${dial}`, `Using interface 3g-${name}`);
      say(`daemon.notice ${dial}`, `Connect: 3g-${name} <--> /dev/ttyUSB0`);
      say(`daemon.notice ${dial}`, 'LCP terminated by peer', 5);
      say(`daemon.notice ${dial}`, 'Connection terminated.');
      say(`daemon.info ${dial}`, 'Exit.');
      break;
    }
    default:
      kernel(`usb ${port}: USB disconnect, device number ${2 + (session % 120)}`);
      kernel(`option1 ttyUSB0: GSM modem (1-port) converter now disconnected from ttyUSB0`);
      kernel(`usb ${port}: new high-speed USB device number ${3 + (session % 120)} using xhci-mtk`);
      kernel(`option ${port}:1.0: GSM modem (1-port) converter detected`);
      kernel(`usb ${port}: GSM modem (1-port) converter now attached to ttyUSB0`);
      kernel(`qmi_wwan ${port}:1.4: cdc-wdm0: USB WDM device`);
      kernel(
        `qmi_wwan ${port}:1.4 ${device}: register 'qmi_wwan' at usb-1e1c0000.xhci-1, WWAN/QMI device, ${varies ? router.mac() : '0c:5b:8f:27:9a:64'}`,
      );
      say('daemon.notice netifd', `${name} (${handler}): The specified control device does not exist`, 2);
  }
  say('daemon.notice netifd', `Interface '${name}' is now down`, 1);
  return lines;
}

/** Lines of a program that a diagnosis passes over, to one of the modem's. */
const bystandersPerLine = 3;

/**
 * @param {LogKind} kind
 * @param {number} seed
 * @returns {Generator<string>} stretches of log that end with a line end, for ever
 */
function* logStretches(kind, seed) {
  const router = new Router(seed);
  for (;;) {
    const said = redial(router, kind !== 'mixed');
    const entries =
      kind === 'worst' ? said.filter(([, text]) => text.includes(stamp) || /\d{3}/.test(text)) : said;
    if (kind !== 'worst') {
      for (let count = bystandersPerLine * said.length; count > 0; count -= 1) {
        entries.splice(router.random(entries.length + 1), 0, [
          router.random(8) === 0 ? 1 : 0,
          bystander(router),
        ]);
      }
    }
    yield entries.map((entry) => `${router.print(entry)}\n`).join('');
  }
}

/**
 * @param {string} path
 * @param {LogKind} kind
 * @param {number} megabytes of 1,000,000 bytes
 * @param {number} seed
 */
export function writeLog(path, kind, megabytes, seed) {
  const file = openSync(path, 'w');
  let left = megabytes * 1_000_000;
  let text = '';
  for (const stretch of logStretches(kind, seed)) {
    text += stretch;
    if (text.length < 1_000_000 && text.length < left) continue;
    left -= writeSync(file, text);
    text = '';
    if (left <= 0) break;
  }
  closeSync(file);
}
