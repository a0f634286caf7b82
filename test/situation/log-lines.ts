/** Builders of the lines that programs on a router print. Bodies are lines without their envelope. */

/** One body, or several in order. */
type Bodies = readonly (string | readonly string[])[];

/** Lines of logread, a second apart: `Sat Jul 21 22:15:33 2018 daemon.notice netifd: …`. */
export function logread(from: string, ...bodies: Bodies): readonly string[] {
  const [, day = '', hour = '0', minute = '0', second = '0', year = ''] =
    /^(\w+ \w+ +\d+) (\d+):(\d+):(\d+) (\d+)$/.exec(from) ?? [];
  const start = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  return bodies
    .flat()
    .map((body, at) => `${day} ${clockText(start + at)} ${year} ${facilityOf(body)} ${body}`);
}

/** The same lines as busybox syslogd writes them: `Jul 21 22:15:33 OpenWrt daemon.notice netifd: …`. */
export function syslogd(from: string, ...bodies: Bodies): readonly string[] {
  return logread(from, ...bodies).map((line) =>
    line.replace(/^\w{3} (\w{3} [ \d]?\d [\d:]{8}) \d{4} /, '$1 OpenWrt '),
  );
}

function clockText(seconds: number): string {
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60]
    .map((part) => String(Math.floor(part)).padStart(2, '0'))
    .join(':');
}

function facilityOf(body: string): string {
  return body.startsWith('kernel:')
    ? 'kern.info'
    : body.startsWith('chat[')
      ? 'local2.info'
      : 'daemon.notice';
}

/** Lines of dmesg, 10 ms apart. */
export function dmesg(from: number, ...bodies: Bodies): readonly string[] {
  return bodies.flat().map((body, at) => `[${(from + at / 100).toFixed(6).padStart(12)}] ${body}`);
}

/** The same kernel lines as logread shows them. */
export function kernelLog(from: number, ...bodies: Bodies): readonly string[] {
  return dmesg(from, ...bodies).map((line) => `kernel: ${line}`);
}

/** `config interface 'modem'` with its options. */
export function config(name: string, options: { readonly [option: string]: string }): readonly string[] {
  return [
    `config interface '${name}'`,
    ...Object.entries(options).map(([option, value]) => `        option ${option} '${value}'`),
  ];
}

export function settingUp(name: string): string {
  return `netifd: Interface '${name}' is setting up now`;
}

export function nowUp(name: string): string {
  return `netifd: Interface '${name}' is now up`;
}

export function nowDown(name: string): string {
  return `netifd: Interface '${name}' is now down`;
}

/** What a helper of netifd prints for an interface. */
export function says(name: string, pid: number, ...words: readonly string[]): readonly string[] {
  return words.map((word) => `netifd: ${name} (${pid}): ${word}`);
}

interface NcmDial {
  readonly name?: string;
  readonly apn?: string;
  readonly netdev?: string;
}

/** An accepted dial of the ncm handler of 15.05 to 18.06, up to the child interface. */
export function ncmDial({
  name = 'modem',
  apn = 'internet',
  netdev = 'wwan0',
}: NcmDial = {}): readonly string[] {
  return [
    settingUp(name),
    ...says(
      name,
      2347,
      'sending -> AT',
      'sending -> ATZ',
      `sending -> AT+CGDCONT=1,"IP","${apn}"`,
      `Starting network ${name}`,
      `sending -> AT^NDISDUP=1,1,"${apn}"`,
      `Setting up ${netdev}`,
    ),
    nowUp(name),
    `netifd: Interface '${name}_4' is enabled`,
    `netifd: Interface '${name}_4' has link connectivity`,
    settingUp(`${name}_4`),
  ];
}

/** udhcpc for an interface: so many discovers, then a lease or none. */
export function dhcp(
  name: string,
  discovers: number,
  lease: string | null = null,
  pid = 2396,
): readonly string[] {
  const asked = Array.from({ length: discovers }, () => 'udhcpc: sending discover');
  const given =
    lease === null
      ? []
      : [`udhcpc: sending select for ${lease}`, `udhcpc: lease of ${lease} obtained, lease time 518400`];
  return says(name, pid, 'udhcpc: started, v1.25.1', ...asked, ...given);
}

/** A dial script step: what is sent, what is waited for, what comes. */
export function chatStep(
  pid: number,
  sent: string,
  expected: string,
  ...heard: readonly string[]
): readonly string[] {
  return [`send (${sent}^M)`, `expect (${expected})`, ...heard].map((words) => `chat[${pid}]: ${words}`);
}

/** A dial by pppd that gets as far as CONNECT. */
export function pppDial({
  apn = 'internet',
  pid = 10723,
}: {
  readonly apn?: string;
  readonly pid?: number;
} = {}): readonly string[] {
  return [
    `pppd[${pid}]: pppd 2.4.7 started by root, uid 0`,
    `chat[${pid + 1}]: abort on (NO CARRIER)`,
    ...chatStep(pid + 1, 'AT&F', 'OK', '^M', 'OK', ' -- got it'),
    ...chatStep(pid + 1, `AT+CGDCONT=1,"IP","${apn}"`, 'OK', '^M', 'OK', ' -- got it'),
    ...chatStep(pid + 1, 'ATD*99***1#', 'CONNECT', '^M', 'CONNECT', ' -- got it'),
    `pppd[${pid}]: Serial connection established.`,
  ];
}

/** What pppd says once the modem has answered CONNECT. */
export function pppUp(name: string, address: string, pid = 10723): readonly string[] {
  return [
    `pppd[${pid}]: Using interface 3g-${name}`,
    `pppd[${pid}]: Connect: 3g-${name} <--> /dev/ttyUSB0`,
    `pppd[${pid}]: CHAP authentication succeeded`,
    `pppd[${pid}]: Could not determine remote IP address: defaulting to 10.64.64.64`,
    `pppd[${pid}]: local  IP address ${address}`,
    `pppd[${pid}]: remote IP address 10.64.64.64`,
  ];
}

interface Arrival {
  readonly port?: string;
  readonly driver?: string;
  readonly netdev?: string;
}

/** The kernel on a Huawei stick with two AT ports, a control node and a net device. */
export function stickArrives({
  port = '1-1',
  driver = 'huawei_cdc_ncm',
  netdev = 'wwan0',
}: Arrival = {}): readonly string[] {
  return [
    `usb ${port}: new high-speed USB device number 2 using ehci-platform`,
    `option ${port}:1.0: GSM modem (1-port) converter detected`,
    `usb ${port}: GSM modem (1-port) converter now attached to ttyUSB0`,
    `option ${port}:1.1: GSM modem (1-port) converter detected`,
    `usb ${port}: GSM modem (1-port) converter now attached to ttyUSB1`,
    `${driver} ${port}:1.2: cdc-wdm0: USB WDM device`,
    `${driver} ${port}:1.2 ${netdev}: register '${driver}' at usb-101c0000.ehci-1, Huawei CDC NCM device, 00:1e:10:1f:00:00`,
  ];
}

export function kernelVersion(version: string): string {
  return `Linux version ${version} (builder@host) (gcc version 4.8.3 (OpenWrt/Linaro GCC 4.8-2014.04 r47065) ) #10 Mon Nov 13 19:06:57 HKT 2017`;
}
