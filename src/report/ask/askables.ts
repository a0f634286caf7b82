import type { Observation } from '../../grammar/observation.ts';
import type { Rung } from '../../knowledge/rung.ts';
import { wasAsked } from '../../situation/facts/commands.ts';
import { isWholeOutput } from '../../situation/facts/outputs.ts';
import { pciModems } from '../../situation/facts/pci.ts';
import { registrations } from '../../situation/facts/registration.ts';
import { sessionStates } from '../../situation/facts/session.ts';
import { hasNoSignal, signals } from '../../situation/facts/signal.ts';
import { simStates } from '../../situation/facts/sim.ts';
import { release } from '../../situation/facts/software.ts';
import type { Episode } from '../../situation/situation.ts';
import { isConfigShown, isKernelShown, maskedConfig } from '../no-data.ts';
import type { Known } from './known.ts';

/** Something that a diagnosis wants to see, and how to ask a router for it. */
export interface Askable {
  readonly shows: (known: Known) => string;
  /** The rungs that its output tells of; empty where it tells of the router. */
  readonly tells: readonly Rung[];
  /**
   * Only reads, ends by itself, needs no package that is not there, and prints a few hundred lines at most. Null where this
   * router is not to be asked so.
   */
  readonly command: (known: Known) => string | null;
  readonly isShown: (episode: Episode) => boolean;
}

const kernelWords = 'usb|tty|cdc|ncm|qmi|mbim|wwan|rndis|option|modem|Linux version';
const modemPackages = 'kmod-usb|kmod-mhi|qmi|mbim|ncm|modem|ppp|comgt|chat|wwan|mwan|sms|3g|4g|5g|firewall';

/** Seconds after which a tool that waits for a modem is ended: some wait for ever. */
const patience = 5;

type Shown = Askable['isShown'];

/** Ends what the shell started last in the background. */
const ended = `sleep ${patience}; kill $! 2>/dev/null;`;

/** What uqmi can ask, and whether a text shows it. Several may be asked in one call. Source: uqmi main.c, commands.c. */
const qmiQuestions: readonly (readonly [option: string, isShown: Shown])[] = [
  ['--get-pin-status', (episode) => simStates(episode).length > 0],
  ['--get-serving-system', (episode) => registrations(episode).length > 0],
  ['--get-signal-info', hasSignal],
  ['--get-current-settings', (episode) => sessionStates(episode).length > 0],
];

/**
 * uqmi asks a node of qmi_wwan only: on another driver's nobody answers it. It keeps away from ModemManager, which owns the
 * node then.
 */
const qmi: Askable = {
  shows: () => 'the modem over QMI: SIM card, registration, signal, session',
  tells: ['sim', 'register', 'dial', 'address'],
  command: (known) => {
    if (known.isManaged || !speaks(known, 'qmi')) return null;
    const node = known.controlNode ?? '/dev/cdc-wdm0';
    const isQmi = known.episodes.some(({ modems }) =>
      modems.some(({ functions }) => functions.some((one) => one.node === node && one.driver === 'qmi_wwan')),
    );
    const check = `[ -e /sys/bus/usb/drivers/qmi_wwan/*/usbmisc/${node.slice(node.lastIndexOf('/') + 1)} ] && `;
    const options = qmiQuestions
      .filter(([option, isShown]) =>
        known.episodes.every((episode) => !isShown(episode) && !wasAsked(episode, 'uqmi', option)),
      )
      .map(([option]) => option);
    if (options.length === 0) return null;
    return present('uqmi', `${isQmi ? '' : check}{ uqmi -d ${node} ${options.join(' ')} & ${ended} }`);
  },
  isShown: () => false,
};

/** The most telling first, where nothing is known yet. */
export const askables: readonly Askable[] = [
  {
    shows: ({ interfaces: [name] }) =>
      `what happened, right after a try (ifup ${name ?? 'with the name of its interface'}, then a minute)`,
    tells: ['control', 'sim', 'register', 'dial', 'address', 'route', 'internet'],
    command: () => 'logread | tail -n 300',
    isShown: ({ attempts }) =>
      attempts.some(({ method, outcome }) => method !== 'by-hand' && outcome !== 'unfinished'),
  },
  {
    shows: () => 'the configuration, passwords and PINs masked',
    tells: ['control', 'dial', 'address'],
    command: () => maskedConfig,
    isShown: isConfigShown,
  },
  {
    shows: () => 'what the kernel says about the modem',
    tells: ['power', 'mode', 'driver'],
    command: () => `dmesg | grep -iE '${kernelWords}' | tail -n 200`,
    isShown: isKernelShown,
  },
  {
    shows: () => 'the modem on USB, its functions and their drivers',
    tells: ['power', 'mode', 'driver'],
    command: () => 'cat /sys/kernel/debug/usb/devices',
    isShown: (episode) =>
      wasAsked(episode, 'lsusb') || has(episode, 'usb-device') || wasAsked(episode, 'cat', 'usb/devices'),
  },
  {
    shows: () => 'the modem on PCIe, and its driver',
    tells: ['power', 'mode', 'driver'],
    command: ({ episodes }) =>
      episodes.some(mayBeOnPcie) ? "grep -E 'DRIVER|PCI_' /sys/bus/pci/devices/*/uevent" : null,
    isShown: (episode) => pciModems(episode).length > 0 || wasAsked(episode, 'grep', '/sys/bus/pci'),
  },
  {
    shows: () => 'the router and its release',
    tells: [],
    command: () => 'ubus call system board',
    isShown: (episode) => release(episode).version !== null || wasAsked(episode, 'ubus', 'board'),
  },
  {
    shows: () => 'its ports',
    tells: ['driver', 'control'],
    command: () => 'ls -l /dev/ttyUSB* /dev/ttyACM* /dev/cdc-wdm* /dev/wwan*',
    isShown: (episode) => has(episode, 'node') || wasAsked(episode, 'ls', '/dev'),
  },
  {
    shows: () => 'which drivers are loaded',
    tells: ['driver'],
    command: () => "lsmod | grep -E 'option|usb_wwan|qmi|mbim|cdc|rndis|sierra|qcserial|mhi'",
    isShown: (episode) => has(episode, 'module') || wasAsked(episode, 'lsmod'),
  },
  {
    shows: () => 'who uses the modem',
    tells: ['control'],
    command: () => "ps w | grep -E '[M]odemManager|[u]qmi|[u]mbim|[p]ppd|[g]com|[q]uectel|[w]vdial|[m]wan3'",
    isShown: (episode) => has(episode, 'process') || wasAsked(episode, 'ps'),
  },
  {
    shows: () => 'which packages are installed',
    tells: ['driver', 'control'],
    command: () =>
      `if command -v apk >/dev/null; then apk list -I; else opkg list-installed; fi | grep -E '${modemPackages}'`,
    isShown: (episode) =>
      has(episode, 'package') || wasAsked(episode, 'opkg', 'list-installed') || wasAsked(episode, 'apk'),
  },
  {
    shows: () => 'the modem as ModemManager sees it: SIM card, registration, signal',
    tells: ['control', 'sim', 'register', 'dial'],
    command: (known) => (speaks(known, 'modemmanager') ? present('mmcli', 'mmcli -m any') : null),
    isShown: (episode) => wasAsked(episode, 'mmcli') || knowsNetwork(episode),
  },
  qmi,
  ...mbim('the SIM card', ['sim'], 'pinstate', (episode) => simStates(episode).length > 0),
  ...mbim(
    'whether the network lets the modem in',
    ['register'],
    'registration',
    (episode) => registrations(episode).length > 0,
  ),
  ...at('the SIM card', ['sim'], 'AT+CPIN?', (episode) => simStates(episode).length > 0),
  ...at(
    'whether the network lets the modem in',
    ['register'],
    'AT+CEREG?',
    (episode) => registrations(episode).length > 0,
  ),
  ...at('the signal', ['register'], 'AT+CSQ', hasSignal),
  ...at('the APN that the modem uses', ['dial', 'address'], 'AT+CGDCONT?', (episode) =>
    episode.attempts.some(({ apn }) => apn !== null),
  ),
  ...at(
    'which sessions are up',
    ['dial', 'address'],
    'AT+CGACT?',
    (episode) => sessionStates(episode).length > 0,
  ),
  {
    shows: () => 'what netifd says of the interface',
    tells: ['address', 'route'],
    command: ({ interfaces: [name] }) =>
      name === undefined ? 'ubus call network.interface dump' : `ifstatus ${name}`,
    isShown: (episode) => has(episode, 'interface-status'),
  },
  {
    shows: () => 'addresses and routes',
    tells: ['address', 'route'],
    command: () => 'ip -4 addr; ip -4 route; ip -4 rule',
    isShown: (episode) => has(episode, 'route') || wasAsked(episode, 'ip') || wasAsked(episode, 'route'),
  },
  {
    shows: () => 'whether names are found',
    tells: ['route'],
    command: () => 'nslookup openwrt.org',
    isShown: (episode) => has(episode, 'lookup'),
  },
  {
    shows: () => 'whether packets come back',
    tells: ['internet'],
    command: () => 'ping -c 3 -W 2 9.9.9.9',
    isShown: (episode) => has(episode, 'ping') || has(episode, 'fetch'),
  },
  {
    shows: () => 'which firewall zone the interface is in',
    tells: ['internet'],
    command: () => "uci show firewall | grep -E '=zone|=forwarding|[.](name|network|masq|src|dest)='",
    isShown: ({ configs }) => configs.some(({ type }) => type === 'zone'),
  },
];

/** The kernel speaks of one, a port is called as theirs are, or a list of what is on USB shows no modem. */
function mayBeOnPcie({ messages, observations, modems, interfaces }: Episode): boolean {
  const kinds = [
    'mhi.device-found',
    'mhi.not-ready',
    'mhi.died',
    't7xx.handshake-timeout',
    't7xx.boot-failed',
  ] as const;
  const isPort = (path: string): boolean => /^\/dev\/(?:wwan\d+(?:at|qmi|mbim)\d|mhi_)/.test(path);
  return (
    kinds.some((kind) => messages.of(kind).length > 0) ||
    observations.of('node').some(({ path, missing }) => !missing && isPort(path)) ||
    interfaces.some(({ section }) =>
      section.options.some(({ name, value }) => name === 'device' && isPort(value)),
    ) ||
    (modems.length === 0 && observations.of('usb-device').length > 0)
  );
}

function mbim(shows: string, tells: readonly Rung[], word: string, isShown: Shown): readonly Askable[] {
  return [
    {
      shows: () => shows,
      tells,
      command: (known) => {
        if (known.isManaged || !known.protos.has('mbim') || known.controlNode === null) return null;
        return present('umbim', `{ umbim -n -d ${known.controlNode} ${word} & ${ended} }`);
      },
      isShown: (episode) => wasAsked(episode, 'umbim', word) || isShown(episode),
    },
  ];
}

function at(shows: string, tells: readonly Rung[], words: string, isShown: Shown): readonly Askable[] {
  return [
    {
      shows: () => shows,
      tells,
      command: ({ atPort, isManaged }) =>
        atPort === null || isManaged ? null : present('sms_tool', `sms_tool -d ${atPort} at '${words}'`),
      isShown,
    },
  ];
}

function present(program: string, command: string): string {
  return `command -v ${program} >/dev/null && ${command}`;
}

/** The modem is reached by this protocol, or nothing shows by which. */
function speaks({ protos, isManaged }: Known, proto: string): boolean {
  return protos.has(proto) || (protos.size === 0 && !isManaged) || (isManaged && proto === 'modemmanager');
}

function hasSignal(episode: Episode): boolean {
  return signals(episode).length > 0 || hasNoSignal(episode) !== null;
}

function knowsNetwork(episode: Episode): boolean {
  return simStates(episode).length > 0 && registrations(episode).length > 0 && hasSignal(episode);
}

/** A listing that ends early is asked for once more. */
function has(episode: Episode, kind: Observation['kind']): boolean {
  return episode.observations.of(kind).some(({ section }) => isWholeOutput(episode, section));
}
