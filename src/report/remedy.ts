import type { Fix, FixStep } from '../rules/finding.ts';
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

/** The steps of a fix; UCI changes are followed by their commit, and by what makes them count. */
export function remedySteps(fix: Fix, episode: Episode): RemedyStep[] {
  const steps: RemedyStep[] = [];
  const lastUci = fix.steps.findLastIndex(({ type }) => type === 'uci-set' || type === 'uci-delete');
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
    case 'install':
      return installation(step.packages, episode);
    case 'command':
      return [{ type: 'command', command: commandLine(step.command), remark: null }];
    case 'advice':
      return [advice(step.text)];
  }
}

function uciPath({ config, section, option }: Extract<FixStep, { option: string }>): string | null {
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
  const changes = fix.steps.filter((step) => step.type === 'uci-set' || step.type === 'uci-delete');
  const sound = changes.filter((change) => uciPath(change) !== null);
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
  if (hasOldKernel(episode)) return [command(opkg.split(' '), [], null)];
  return [
    command(opkg.split(' '), [], 'OpenWrt up to 24.10'),
    command(apk.split(' '), [], 'from 25.12, instead'),
  ];
}

/** Kernels before 6 are older than apk in OpenWrt (its first kernel is 6.6, in snapshots). */
function hasOldKernel({ router }: Episode): boolean {
  const major = Number.parseInt(router.kernel?.value ?? '', 10);
  return major < 6;
}

function command(words: readonly string[], holes: readonly Hole[], remark: string | null): RemedyStep {
  return { type: 'command', command: { words, holes }, remark };
}

function advice(text: string): RemedyStep {
  return { type: 'advice', text };
}
