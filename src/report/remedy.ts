import type { Fix, FixStep } from '../rules/finding.ts';
import { optionOf, sectionsOf } from '../situation/facts/config.ts';
import { packageManager, releaseAtLeast } from '../situation/facts/software.ts';
import type { Episode } from '../situation/situation.ts';
import type { CommandLine, Hole } from './command-line.ts';
import { commandLine, shellQuoted } from './command-line.ts';

/** A fix as a person carries it out: commands to type and things to do, in order. */
export type RemedyStep =
  | { readonly type: 'command'; readonly command: CommandLine; readonly remark: string | null }
  | { readonly type: 'advice'; readonly text: string };

/** Names that UCI takes (`uci_validate_name` in libuci) and no program takes for an option, and `@type[0]` for a section without one. */
const uciName = /^[A-Za-z0-9_][A-Za-z0-9_-]*$/;
const uciSection = /^(?:[A-Za-z0-9_][A-Za-z0-9_-]*|@[A-Za-z0-9_-]+\[-?\d+\])$/;
/** A sample: kmod-usb-net-huawei-cdc-ncm */
const packageName = /^[a-z0-9][a-z0-9.+_-]*$/;

/** What makes a changed configuration take effect, where that is not `ifup`. */
const reloads: ReadonlyMap<string, string> = new Map([
  ['firewall', '/etc/init.d/firewall reload'],
  ['dhcp', '/etc/init.d/dnsmasq restart'],
]);

/** Options that are lists, by configuration. Sources: netifd, firewall3, dnsmasq.init of OpenWrt. */
const listOptions: Readonly<Record<string, ReadonlySet<string>>> = {
  network: new Set(['dns', 'dns_search', 'ports', 'ip6class', 'ip6addr']),
  firewall: new Set(['network', 'device', 'subnet', 'masq_src', 'masq_dest']),
  dhcp: new Set(['server', 'dhcp_option', 'interface', 'notinterface', 'rebind_domain']),
};

/** What a step changes, where it changes a configuration. */
function changeOf(step: FixStep): { readonly config: string; readonly section: string } | null {
  switch (step.type) {
    case 'uci-set':
    case 'uci-delete':
    case 'uci-add-list':
    case 'uci-del-list':
      return uciPath(step) === null ? null : { config: step.config, section: step.section };
    case 'zone-add':
      return uciName.test(step.zone) && uciName.test(step.interface)
        ? { config: 'firewall', section: step.zone }
        : null;
    case 'set-netdev':
      return uciName.test(step.section) ? { config: 'network', section: step.section } : null;
    case 'install':
    case 'command':
    case 'advice':
      return null;
  }
}

/** The steps of a fix; UCI changes are followed by their commit, and by what makes them count. */
export function remedySteps(fix: Fix, episode: Episode): RemedyStep[] {
  const steps: RemedyStep[] = [];
  const lastUci = fix.steps.findLastIndex((step) => changeOf(step) !== null);
  for (const [index, step] of fix.steps.entries()) {
    steps.push(...remedyOf(step, episode));
    if (index === lastUci) steps.push(...activation(fix, episode));
  }
  return steps;
}

/** Everything that has to be filled in before the steps can be run, each once. */
export function holesOf(steps: readonly RemedyStep[]): Hole[] {
  const holes = new Map<string, Hole>();
  for (const step of steps) {
    if (step.type !== 'command') continue;
    for (const hole of step.command.holes) holes.set(`${hole.placeholder}\n${hole.how}`, hole);
  }
  return [...holes.values()];
}

function remedyOf(step: FixStep, episode: Episode): RemedyStep[] {
  switch (step.type) {
    case 'uci-set': {
      if (isList(step, episode)) return [advice(listWords(step))];
      const path = uciPath(step);
      const known = 'known' in step.value;
      const value = 'known' in step.value ? step.value.known : `<${step.value.placeholder}>`;
      const how = 'known' in step.value ? '' : ` (${step.value.how})`;
      if (path === null) {
        return [
          advice(
            `Set the option ${step.option} of ${step.section} in /etc/config/${step.config} to ${value}${how}.`,
          ),
        ];
      }
      const word = `${path}=${known ? shellQuoted(value) : value}`;
      const holes = 'known' in step.value ? [] : [step.value];
      return [command(['uci', 'set', word], holes, before(step.before))];
    }
    case 'uci-delete': {
      const path = uciPath(step);
      if (path === null) {
        return [advice(`Delete the option ${step.option} of ${step.section} in /etc/config/${step.config}.`)];
      }
      return [command(['uci', '-q', 'delete', path], [], before(step.before))];
    }
    case 'uci-add-list':
    case 'uci-del-list':
      return [listed(step)];
    case 'zone-add':
      return zoneMembership(step, episode);
    case 'set-netdev':
      return netdevOption(step, episode);
    case 'install':
      return installation(step.packages, episode);
    case 'command':
      return [{ type: 'command', command: commandLine(step.command), remark: null }];
    case 'advice':
      return [advice(step.text)];
  }
}

type UciStep = Extract<FixStep, { readonly option: string }>;

/** The option is a list, as the text shows or as everybody's is: `uci set` would throw its other values away. */
function isList({ config, section, option }: UciStep, { configs }: Episode): boolean {
  const shown = configs.some(
    ({ name, options }) => name === section && options.some((known) => known.name === option && known.list),
  );
  return shown || listOptions[config]?.has(option) === true;
}

function listWords({ config, section, option, value }: Extract<FixStep, { type: 'uci-set' }>): string {
  const words = 'known' in value ? value.known : `<${value.placeholder}> (${value.how})`;
  return `Make ${words} one of the values of the list ${option} of ${section} in /etc/config/${config}; keep the others.`;
}

function listed(step: Extract<FixStep, { type: 'uci-add-list' | 'uci-del-list' }>): RemedyStep {
  const { config, section, option, value, type } = step;
  const path = uciPath(step);
  const verb = type === 'uci-add-list' ? 'add_list' : 'del_list';
  if (path === null) {
    const words = 'known' in value ? value.known : `<${value.placeholder}> (${value.how})`;
    return type === 'uci-add-list'
      ? advice(`Add ${words} to the list ${option} of ${section} in /etc/config/${config}.`)
      : advice(`Take ${words} out of the list ${option} of ${section} in /etc/config/${config}.`);
  }
  return 'known' in value
    ? command(['uci', verb, `${path}=${shellQuoted(value.known)}`], [], null)
    : command(['uci', verb, `${path}=<${value.placeholder}>`], [value], null);
}

/**
 * Zones are mostly anonymous, and their number differs from router to router, so the router is asked for the section of
 * that name. Where an old web page wrote all interfaces into one option, the option is written with one more.
 */
function zoneMembership(
  { zone, interface: name }: Extract<FixStep, { type: 'zone-add' }>,
  episode: Episode,
): RemedyStep[] {
  if (!uciName.test(zone) || !uciName.test(name))
    return [advice(`Add the interface ${name} to the firewall zone ${zone}.`)];
  const shown = sectionsOf(episode, 'zone').find((section) => optionOf(section, 'name')?.value === zone);
  const members = shown === undefined ? null : optionOf(shown, 'network');
  const lookUp = command(
    ['zone=$(uci', 'show', 'firewall', '|', 'sed', '-n', `"s/\\.name='*${zone}'*$//p")`],
    [],
    null,
  );
  if (members === null) return [lookUp, command(['uci', 'add_list', `"$zone.network=${name}"`], [], null)];
  const all = [...members.value.split(/\s+/).filter((member) => uciName.test(member)), name];
  return [lookUp, command(['uci', 'set', `"$zone.network=${all.join(' ')}"`], [], before(members.value))];
}

/** netifd of 21.02 renamed the option `ifname` of interfaces to `device`. Source: netifd config.c, OpenWrt 21.02 release notes. */
function netdevOption(
  { section, value, before: shown }: Extract<FixStep, { type: 'set-netdev' }>,
  episode: Episode,
): RemedyStep[] {
  const words = 'known' in value ? value.known : `<${value.placeholder}>`;
  if (!uciName.test(section)) return [advice(`Set the network device of ${section} to ${words}.`)];
  const holes = 'known' in value ? [] : [value];
  const setting = (option: string, remark: string | null): RemedyStep =>
    command(
      ['uci', 'set', `network.${section}.${option}=${holes.length === 0 ? shellQuoted(words) : words}`],
      holes,
      remark,
    );
  switch (releaseAtLeast(episode, '21.02')) {
    case true:
      return [setting('device', before(shown))];
    case false:
      return [setting('ifname', before(shown))];
    case null:
      return [setting('device', 'OpenWrt 21.02 and newer'), setting('ifname', 'up to 19.07, instead')];
  }
}

function uciPath({ config, section, option }: UciStep): string | null {
  if (!uciName.test(config) || !uciSection.test(section) || !uciName.test(option)) return null;
  return section.startsWith('@')
    ? shellQuoted(`${config}.${section}.${option}`)
    : `${config}.${section}.${option}`;
}

function before(value: string | null): string | null {
  return value === null ? null : `was ${shellQuoted(value)}`;
}

/** `uci commit`, then `ifup` of each interface that changed, unless the fix says so itself. */
function activation(fix: Fix, episode: Episode): RemedyStep[] {
  const sound = fix.steps.flatMap((step) => changeOf(step) ?? []);
  const own = fix.steps.flatMap((step) =>
    step.type === 'command' ? [commandLine(step.command).words.join(' ')] : [],
  );
  const configs = [...new Set(sound.map(({ config }) => config))];
  const commits = configs.map((config) => `uci commit ${config}`);
  const names = new Set([
    ...episode.interfaces.map(({ name }) => name),
    ...episode.attempts.flatMap((attempt) => (attempt.interface === null ? [] : [attempt.interface])),
  ]);
  const touched = new Set(sound.filter(({ config }) => config === 'network').map(({ section }) => section));
  const ups = [...touched].filter((section) => names.has(section)).map((section) => `ifup ${section}`);
  const restarts = configs.flatMap((config) => reloads.get(config) ?? []);
  return [...commits, ...ups, ...restarts]
    .filter((line) => !own.some((words) => words === line))
    .map((line) => command(line.split(' '), [], null));
}

/** The package manager is decided by which program exists: opkg up to OpenWrt 24.10, apk from 25.12. */
function installation(packages: readonly string[], episode: Episode): RemedyStep[] {
  if (!packages.every((name) => packageName.test(name))) {
    return [advice(`Install ${packages.join(', ')}.`)];
  }
  const opkg = `opkg update && opkg install ${packages.join(' ')}`;
  const apk = `apk update && apk add ${packages.join(' ')}`;
  const manager = packageManager(episode);
  if (manager !== null) return [command((manager === 'apk' ? apk : opkg).split(' '), [], null)];
  return [
    command(opkg.split(' '), [], 'OpenWrt up to 24.10'),
    command(apk.split(' '), [], 'from 25.12, instead'),
  ];
}

/**
 * What stands once below a fix that installs something: the router is mostly offline, that is why it is diagnosed. Kernel
 * modules fit one build of the kernel only. Sources: opkg and apk take files as well as names; dropbear has no SFTP server,
 * so that scp of OpenSSH 9 wants -O; apk files of the feeds carry no signature of their own, the index does.
 */
export function onlineAdvice(fix: Fix, episode: Episode): RemedyStep[] {
  if (!fix.steps.some(({ type }) => type === 'install')) return [];
  const manager = packageManager(episode);
  const opkg = '“opkg install /tmp/*.ipk”';
  const apk = '“apk add --allow-untrusted /tmp/*.apk”';
  const local = manager === null ? `${opkg} or ${apk}` : manager === 'apk' ? apk : opkg;
  return [
    advice(
      `To install, the router must be online another way: by cable, or as a Wi-Fi client. Or download the packages for exactly this release on a computer, copy them to /tmp with “scp -O”, then ${local}.`,
    ),
  ];
}

function command(words: readonly string[], holes: readonly Hole[], remark: string | null): RemedyStep {
  return { type: 'command', command: { words, holes }, remark };
}

function advice(text: string): RemedyStep {
  return { type: 'advice', text };
}
