import type { Profile } from '../profiles/profile.ts';
import type { CpioEntry } from './cpio.ts';

/** How the router is set up. What is not said is as on a router whose owner has done all right. */
export interface RouterSetup {
  readonly hostname?: string;
  /** Of the router in its LAN, a /24. GL.iNet's is 192.168.8.1, as that of HiLink sticks. */
  readonly lanAddress?: string;
  /** Options of the cellular interface, over those that the modem wants; an empty text leaves one out. */
  readonly connection?: Readonly<Record<string, string>>;
  /** Programs for AT ports that the router has besides gcom. */
  readonly tools?: readonly RouterTool[];
  /** Without gcom, so that one of the tools is the only one. */
  readonly withoutGcom?: boolean;
  /** ModemManager runs and takes each modem. Only then the router has it: its start takes the router's processor for seconds. */
  readonly modemManager?: boolean;
  /** Has the kernel put the table of datagrams first, as kernels before 4.5 did: `ndp_to_end` of cdc_ncm. */
  readonly tableOfDatagramsFirst?: boolean;
  /** A second network card in its LAN, `cable0`, to come in over without a translation of addresses: `ways-in.ts`. */
  readonly hasCable?: boolean;
  /** Further files of the router, or others in the place of those that it has. */
  readonly files?: Readonly<Record<string, string>>;
}

export type RouterTool = 'socat' | 'stty' | 'microcom';

/** The name of the cellular interface. */
export const connectionName = 'modem';

export const defaultLanAddress = '192.168.1.1';

/** What root may log in with besides the key. */
export const rootPassword = 'bench';

/** Made by `openssl passwd -6 -salt hwdiag bench`. */
const passwordHash =
  '$6$hwdiag$DV5xNLNn4BaCsOO2lja8D/RMI4qkrnY1Cj7yMzbyP9UuQ7t3dag/673UE4MeiKhNGnPiAbr6Q2Q51XbI0uOVF1';

/** The files that make the router what it is in this run. */
export function routerFiles(
  profile: Profile,
  setup: RouterSetup,
  keys: { readonly hostKey: Uint8Array; readonly userKey: string },
): readonly CpioEntry[] {
  const lan = setup.lanAddress ?? defaultLanAddress;
  const settings = [
    `hostname='${setup.hostname ?? 'OpenWrt'}'`,
    `lan_address=${lan}`,
    `tools='${(setup.tools ?? []).join(' ')}'`,
    `without_gcom=${setup.withoutGcom === true ? 'yes' : ''}`,
    `modem_manager=${setup.modemManager === true ? 'yes' : ''}`,
    `ndp_to_end=${setup.tableOfDatagramsFirst === true ? 'N' : ''}`,
  ];
  return [
    { path: 'etc/bench.conf', content: `${settings.join('\n')}\n` },
    { path: 'etc/shadow', content: `root:${passwordHash}:19000:0:99999:7:::\n`, mode: 0o600 },
    { path: 'etc/dropbear/dropbear_ed25519_host_key', content: keys.hostKey, mode: 0o600 },
    { path: 'etc/dropbear/authorized_keys', content: `${keys.userKey}\n`, mode: 0o600 },
    { path: 'root/.ssh/authorized_keys', content: `${keys.userKey}\n`, mode: 0o600 },
    { path: 'etc/config/network', content: networkConfig(profile, lan, setup) },
    { path: 'etc/config/firewall', content: firewallConfig },
    { path: 'etc/config/dhcp', content: dhcpConfig },
    { path: 'etc/config/system', content: systemConfig(setup.hostname ?? 'OpenWrt') },
    ...Object.entries(setup.files ?? {}).map(([path, content]) => ({
      path,
      content,
      mode: content.startsWith('#!') ? 0o755 : 0o644,
    })),
  ];
}

/** The options that fit a modem. */
export function connectionOptions(profile: Profile): Readonly<Record<string, string>> {
  const apn = 'internet';
  switch (profile.dataPath) {
    case 'ncm':
      return { proto: 'ncm', device: serialNode(profile, 'pcui'), apn, pdptype: 'IP', metric: '40' };
    case 'ppp':
      return { proto: '3g', device: serialNode(profile, 'dials'), service: 'umts', apn, metric: '40' };
    case 'qmi':
      return { proto: 'qmi', device: '/dev/cdc-wdm0', apn, pdptype: 'ipv4', metric: '40' };
    case 'mbim':
      return { proto: 'mbim', device: '/dev/cdc-wdm0', apn, pdptype: 'ipv4', metric: '40' };
    case 'ecm':
      return { proto: 'dhcp', device: 'eth1', metric: '40' };
    // What it is to become.
    case 'none':
      return { proto: 'ncm', device: '/dev/ttyUSB1', apn, pdptype: 'IP', metric: '40' };
  }
}

/** The kernel numbers the ports as the interfaces come. */
function serialNode(profile: Profile, which: 'pcui' | 'dials'): string {
  const serial = profile.functions.filter((part) => part.kind === 'serial');
  const at = serial.findIndex((part) => (which === 'dials' ? part.dials : part.role === 'pcui'));
  return `/dev/ttyUSB${Math.max(0, at)}`;
}

function section(head: string, options: Readonly<Record<string, string | readonly string[]>>): string {
  const lines = Object.entries(options).flatMap(([name, value]) => {
    if (value === '') return [];
    if (typeof value === 'string') return [`\toption ${name} '${value}'`];
    return value.map((one) => `\tlist ${name} '${one}'`);
  });
  return `\nconfig ${head}\n${lines.join('\n')}\n`;
}

function networkConfig(profile: Profile, lan: string, { connection = {}, hasCable }: RouterSetup): string {
  return [
    section("interface 'loopback'", {
      device: 'lo',
      proto: 'static',
      ipaddr: '127.0.0.1',
      netmask: '255.0.0.0',
    }),
    section("globals 'globals'", { ula_prefix: 'fd7a:2c1e:90b4::/48' }),
    section('device', {
      name: 'br-lan',
      type: 'bridge',
      ports: hasCable === true ? ['eth0', 'cable0'] : ['eth0'],
    }),
    section("interface 'lan'", { device: 'br-lan', proto: 'static', ipaddr: lan, netmask: '255.255.255.0' }),
    section(`interface '${connectionName}'`, { ...connectionOptions(profile), ...connection }),
  ].join('');
}

const firewallConfig = [
  section('defaults', { input: 'REJECT', output: 'ACCEPT', forward: 'REJECT', synflood_protect: '1' }),
  section('zone', { name: 'lan', network: ['lan'], input: 'ACCEPT', output: 'ACCEPT', forward: 'ACCEPT' }),
  section('zone', {
    name: 'wan',
    network: ['wan', 'wan6', connectionName],
    input: 'REJECT',
    output: 'ACCEPT',
    forward: 'REJECT',
    masq: '1',
    mtu_fix: '1',
  }),
  section('forwarding', { src: 'lan', dest: 'wan' }),
].join('');

const dhcpConfig = [
  section('dnsmasq', {
    domainneeded: '1',
    localise_queries: '1',
    rebind_protection: '1',
    local: '/lan/',
    domain: 'lan',
  }),
  section("dhcp 'lan'", { interface: 'lan', start: '100', limit: '150', leasetime: '12h', dhcpv4: 'server' }),
].join('');

function systemConfig(hostname: string): string {
  return section('system', { hostname, timezone: 'UTC', ttylogin: '0', log_size: '512' });
}
