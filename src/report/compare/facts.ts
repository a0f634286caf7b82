import type { UciSection } from '../../grammar/structures/uci-section.ts';
import { atInformation, atTalksOf } from '../../situation/facts/at.ts';
import { optionOf } from '../../situation/facts/config.ts';
import { modemFacts } from '../../situation/facts/modem-facts.ts';
import { lastRegistration } from '../../situation/facts/registration.ts';
import { sessionStates } from '../../situation/facts/session.ts';
import { hasNoSignal, type SignalReading, signals } from '../../situation/facts/signal.ts';
import { lastSim } from '../../situation/facts/sim.ts';
import { release } from '../../situation/facts/software.ts';
import type { Episode, Modem } from '../../situation/situation.ts';
import { namedValuesOf } from '../named-values.ts';

/** What a difference is about, the most telling first. */
export const areas = [
  'verdict',
  'finding',
  'configuration',
  'dial',
  'modem',
  'driver',
  'firmware',
  'release',
  'package',
  'sim',
  'registration',
  'signal',
] as const;
export type Area = (typeof areas)[number];

/** Something that a capture shows and that a person may have changed, or can act on. */
export interface ShownFact {
  readonly area: Area;
  /** What it is listed in, such as a section. A capture that shows the list without it shows that it is not there. */
  readonly group: string;
  /** In words, such as `option apn of interface wwan`. */
  readonly name: string;
  readonly value: string;
  /** How the value is compared, where that is not as it stands. */
  readonly compared: string;
  /** The name of the option or field, which tells whether its value is a secret. */
  readonly field: string;
}

/** All that episodes of one router show, by group and name; what comes later counts. */
export function factsOf(episodes: readonly Episode[]): ReadonlyMap<string, ShownFact> {
  const facts = new Map<string, ShownFact>();
  for (const episode of episodes) {
    for (const fact of [...configFacts(episode), ...dialFacts(episode)]) put(facts, fact);
    for (const fact of [...modemFactsOf(episode), ...softwareFacts(episode)]) put(facts, fact);
    for (const fact of [...simFacts(episode), ...radioFacts(episode)]) put(facts, fact);
  }
  return facts;
}

function put(facts: Map<string, ShownFact>, fact: ShownFact): void {
  facts.set(`${fact.area}\n${fact.group}\n${fact.name}`, fact);
}

function fact(
  area: Area,
  name: string,
  value: string | null,
  more: Partial<ShownFact> = {},
): readonly ShownFact[] {
  if (value === null || value === '') return [];
  return [{ area, group: name, name, value, compared: value, field: name, ...more }];
}

/** Types of sections that decide over the modem's connection; those of wireless networks and of the system do not. */
const sectionTypes: ReadonlySet<string> = new Set([
  'interface',
  'device',
  'zone',
  'forwarding',
  'member',
  'policy',
  'route',
  'rule',
]);

function configFacts({ configs }: Episode): readonly ShownFact[] {
  const counts = new Map<string, number>();
  return configs
    .filter(({ type }) => sectionTypes.has(type))
    .flatMap((section): readonly ShownFact[] => {
      const count = counts.get(section.type) ?? 0;
      counts.set(section.type, count + 1);
      const group = sectionName(section, count);
      const values = new Map<string, string[]>();
      for (const { name, value } of section.options) values.set(name, [...(values.get(name) ?? []), value]);
      return [...values].flatMap(([name, all]) => {
        const isList = section.options.some((option) => option.name === name && option.list);
        // As in libuci the last one counts where it is no list.
        const value = isList ? all.join(' ') : (all.at(-1) ?? '');
        return fact('configuration', `option ${name} of ${group}`, value, {
          group,
          compared: value.trim().split(/\s+/).join(' '),
          field: name,
        });
      });
    });
}

/** `interface wwan`, `zone wan`; sections without a name are told by their number. */
function sectionName(section: UciSection, count: number): string {
  const { type, name } = section;
  const isTracked = type === 'interface' && optionOf(section, 'proto') === null;
  const kind =
    isTracked && section.options.some((one) => /^(?:track_ip|reliability|enabled)$/.test(one.name))
      ? 'mwan3 interface'
      : type;
  const own =
    type === 'zone' || type === 'device' || type === 'rule' ? optionOf(section, 'name')?.value : null;
  return `${kind} ${own ?? name ?? `number ${count + 1}`}`;
}

/** The last attempt that was no experiment by hand. */
function dialFacts({ attempts }: Episode): readonly ShownFact[] {
  const last = attempts.findLast(({ method }) => method !== 'by-hand') ?? null;
  if (last === null) return [];
  const on = last.interface === null ? '' : ` by interface ${last.interface}`;
  return [
    ...fact('dial', `the protocol dialled with${on}`, last.proto),
    ...fact('dial', `the port dialled through${on}`, last.device),
    ...fact('dial', `the APN dialled${on}`, last.apn?.value ?? null),
  ];
}

function modemFactsOf(episode: Episode): readonly ShownFact[] {
  const modems = episode.modems.filter(({ inherited }) => !inherited);
  const several = modems.length > 1;
  return [
    ...modems.flatMap((modem) =>
      usbFacts(modem, several && modem.usbPort !== null ? ` at ${modem.usbPort}` : ''),
    ),
    ...fact('modem', 'the modem’s maker', told(episode, /^modem\.generic\.manufacturer$/, '+CGMI', '+GMI')),
    ...fact('modem', 'the modem’s model', told(episode, /^modem\.generic\.model$/, '+CGMM', '+GMM')),
    ...fact(
      'firmware',
      'the modem’s firmware',
      told(episode, /(?:^|\.)(?:revision|firmware-version|softwareversion)$/i, '+CGMR', '+GMR'),
    ),
  ];
}

function usbFacts(modem: Modem, where: string): readonly ShownFact[] {
  const { vendorId, productId, usbPort, product, listing, functions } = modem;
  const id = vendorId === null || productId === null ? null : `${vendorId.value}:${productId.value}`;
  const configuration = listing?.activeConfiguration ?? null;
  const ports = functions.filter(({ node }) => node !== null);
  const interfaces = listing?.interfaces ?? [];
  return [
    ...fact('modem', `the modem’s USB id${where}`, id),
    ...fact('modem', `the modem’s name on USB${where}`, product?.value ?? null),
    ...(where === '' ? fact('modem', 'the modem’s USB port', usbPort) : []),
    ...fact('modem', `its USB configuration${where}`, configuration === null ? null : String(configuration)),
    ...ports.flatMap(({ node, driver }) =>
      fact('driver', `the driver of ${(node ?? '').replace(/^\/dev\//, '')}`, driver, {
        group: `ports${where}`,
      }),
    ),
    ...interfaces.flatMap(({ number, driver, configuration: own }) =>
      driver === null || (own !== null && configuration !== null && own !== configuration)
        ? []
        : fact('driver', `the driver of USB interface ${number}${where}`, driver, {
            group: `listing${where}`,
          }),
    ),
  ];
}

/** What a tool or the modem itself says under one of these names. */
function told(episode: Episode, key: RegExp, ...commands: readonly string[]): string | null {
  const shown = modemFacts(episode, key).at(-1)?.value;
  if (shown !== undefined) return shown;
  const talk = atTalksOf(episode, ...commands).findLast(({ answers }) => answers.length > 0);
  const words = talk?.answers
    .at(-1)
    ?.text.replace(/^\s*[+^][A-Z]+:\s*/, '')
    .replaceAll('"', '')
    .trim();
  return words ?? null;
}

const modemPackage =
  /^(?:kmod-(?:usb-(?:net|serial|acm|wdm|core|ohci|uhci|xhci|storage)|mhi|wwan|mppe|ppp)|u?qmi|umbim|libqmi|libmbim|qmi-utils|mbim-utils|modemmanager|ppp|comgt|chat|wwan|wvdial|usb-modeswitch|usbutils|sms-tool|luci-proto-|mwan3|netifd|quectel|sierra)/;

/** A kernel module's package has the version of the kernel, which is told already. */
const versionless = /^kmod-/;

function softwareFacts(episode: Episode): readonly ShownFact[] {
  const board = episode.observations.of('board').at(-1);
  const { version } = release(episode);
  const name = [board?.distribution, version].filter((part) => part != null && part !== '').join(' ');
  return [
    ...fact('release', 'the release', version === null ? null : name),
    ...fact('release', 'the build', version === 'SNAPSHOT' ? (board?.revision ?? null) : null),
    ...fact('release', 'the kernel', episode.router.kernel?.value ?? null),
    ...fact('release', 'the router', episode.router.board?.value ?? null),
    ...episode.observations
      .of('package')
      .filter((one) => modemPackage.test(one.name))
      .flatMap((one) =>
        fact('package', `package ${one.name}`, one.version ?? 'installed', {
          group: 'packages',
          compared: versionless.test(one.name) ? 'installed' : (one.version ?? 'installed'),
        }),
      ),
    ...episode.observations
      .of('module')
      .filter((one) =>
        /^(?:option|usb_wwan|qmi_wwan|cdc_|huawei_cdc|rndis|sierra|qcserial|mhi|wwan)/.test(one.name),
      )
      .flatMap((one) => fact('driver', `kernel module ${one.name}`, 'loaded', { group: 'modules' })),
  ];
}

/** Numbers by which a card and a modem are told apart, and what they are called. */
const identities: ReadonlyMap<string, readonly [Area, string]> = new Map([
  ['iccid', ['sim', 'the SIM card (ICCID)']],
  ['imsi', ['sim', 'the subscriber (IMSI)']],
  ['imei', ['modem', 'the modem itself (IMEI)']],
]);

function simFacts(episode: Episode): readonly ShownFact[] {
  const numbers = [
    ...namedValuesOf({
      situation: {
        episodes: [episode],
        withoutModem: null,
        setAside: [],
        missingOutputs: [],
        stats: noStats,
      },
    }),
  ];
  return [
    ...fact('sim', 'the SIM card’s state', lastSim(episode)?.value ?? null),
    ...numbers.flatMap(({ name, value }) => {
      const field = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
      const known = identities.get(field);
      return known === undefined ? [] : fact(known[0], known[1], value, { field });
    }),
  ];
}

const noStats = { lines: 0, messages: 0, foreign: 0, unknown: 0 };

function radioFacts(episode: Episode): readonly ShownFact[] {
  const operator =
    modemFacts(episode, /(?:operator-name|plmn_description)$/).at(-1)?.value ??
    operatorAnswered(episode) ??
    null;
  const last = signals(episode).at(-1) ?? null;
  const isDeaf = hasNoSignal(episode) !== null;
  return [
    ...fact('registration', 'the registration', lastRegistration(episode)?.value ?? null),
    ...fact('registration', 'the operator', operator),
    ...fact('registration', 'the data session', sessionStates(episode).at(-1)?.value ?? null),
    ...(isDeaf ? fact('signal', 'the signal (rssi)', 'none') : []),
    ...(last === null || isDeaf
      ? []
      : fact('signal', `the signal (${last.measure})`, signalWords(last), { compared: strength(last) })),
  ];
}

/** `+COPS: 0,0,"vodafone",7` */
function operatorAnswered(episode: Episode): string | null {
  const name = atInformation(episode, '+COPS').at(-1)?.value.values[2];
  return typeof name === 'string' ? name.replaceAll('"', '') : null;
}

const units = { rssi: ' dBm', rsrp: ' dBm', rsrq: ' dB', sinr: ' dB', quality: ' %' } as const;

function signalWords(reading: SignalReading): string {
  return `${reading.value}${units[reading.measure]} (${strength(reading)})`;
}

/**
 * From which value on a signal is good, fair and poor. A signal goes up and down by some dB from minute to minute, so only a
 * step of these is a difference. Sources: 3GPP TS 36.133 gives the ranges; the steps are those of Teltonika's and of
 * Quectel's manuals.
 */
const steps = {
  rssi: [-75, -90, -103],
  rsrp: [-90, -105, -118],
  rsrq: [-10, -15, -20],
  sinr: [13, 3, -3],
  quality: [60, 30, 10],
} as const;

function strength({ value, measure }: SignalReading): string {
  const [good, fair, poor] = steps[measure];
  if (value >= good) return 'good';
  if (value >= fair) return 'fair';
  return value >= poor ? 'poor' : 'hardly any';
}
