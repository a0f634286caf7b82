import type { Kind } from '../../grammar/speakers/index.ts';
import { driverInfo } from '../../knowledge/usb.ts';
import { type Evidence, present, said } from '../../situation/evidence.ts';
import { cellularInterfaces } from '../../situation/facts/config.ts';
import { modulePresence, packagePresence } from '../../situation/facts/software.ts';
import {
  driverPresence,
  kernelKnows,
  modemFunctionsShown,
  type Purpose,
  unservedFunctions,
} from '../../situation/facts/usb-functions.ts';
import type { Episode, Modem } from '../../situation/situation.ts';
import { command } from '../command.ts';
import type { Confidence, Confirmation, Fix } from '../finding.ts';
import { groupedBy } from '../grouped-by.ts';
import { found, type RuleVerdict, ruledOut } from '../rule.ts';

/** A connection that came up needs no further driver. */
export function isServed({ attempts }: Episode): boolean {
  return attempts.some(({ outcome }) => outcome === 'up');
}

/** The modem is a network card with its driver: it wants DHCP, and a serial port is a bonus. */
export function isServedCard({ functions }: Modem): boolean {
  return functions.some(({ kind, driver }) => {
    const info = driverInfo(driver);
    return kind === 'network' && info?.kind === 'net' && info.controlChannel === 'none';
  });
}

/** The driver let go of a function while the device stayed: that is another fault than a missing driver. */
export function wasUnbound({ dialogues }: Episode, { usbPort }: Modem): boolean {
  return dialogues.some(
    (dialogue) =>
      dialogue.type === 'usb-arrival' &&
      dialogue.port === usbPort &&
      dialogue.gone === null &&
      (['usb.netdev-gone', 'usb.interface-detached'] satisfies Kind[]).some(
        (kind) => dialogue.last.kind === kind,
      ),
  );
}

/** Protocols by which each kind of function is dialled or read. Source: the handlers in /lib/netifd/proto. */
const dialledBy: Readonly<Record<Purpose, ReadonlySet<string>>> = {
  serial: new Set(['3g', '3x', 'ppp', 'ncm', 'directip', 'atc', 'xmm', 'wwan', 'modemmanager']),
  qmi: new Set(['qmi', 'qcm', 'quectel', 'wwan', 'modemmanager']),
  mbim: new Set(['mbim', 'wwan', 'modemmanager']),
  'huawei-ncm': new Set(['ncm', 'wwan', 'modemmanager']),
  'network-card': new Set(['dhcp', 'static', 'ncm', 'atc', 'xmm', 'wwan', 'modemmanager']),
};

/** Whether what is configured or tried needs such a function; null where neither is shown. */
export function isNeeded(episode: Episode, purpose: Purpose): boolean | null {
  const tried = episode.attempts.map(({ proto, method }) => proto ?? (method === 'pppd' ? 'ppp' : null));
  const configured = cellularInterfaces(episode).map(({ proto }) => proto);
  const protos = [...configured, ...tried].filter((proto) => proto !== null);
  return protos.length === 0 ? null : protos.some((proto) => dialledBy[purpose].has(proto));
}

/** Another function of the same modem has its driver and carries a connection. */
export function carriesOtherwise(episode: Episode, modem: Modem): boolean {
  return (
    modem.functions.some(({ kind }) => kind !== 'serial') ||
    modemFunctionsShown(episode).some(
      (known) =>
        known.modem === modem &&
        known.purpose !== 'serial' &&
        known.shown.driver !== 'none' &&
        known.shown.driver !== null,
    )
  );
}

/** Lines that show a driver to be there or not. */
export function driverEvidence(episode: Episode, driver: string): readonly Evidence[] {
  const kmod = driverInfo(driver)?.kmod ?? null;
  const module = modulePresence(episode, driver);
  const packaged = kmod === null ? { state: 'unknown' as const } : packagePresence(episode, kmod);
  const registered = episode.messages
    .of('usb.driver-registered')
    .findLast(({ fields }) => driverInfo(fields.driver)?.driver === driver);
  return [
    ...(module.state === 'absent' ? [present(module.span, `the list of modules has no ${driver}`)] : []),
    ...(module.state === 'present' ? [present(module.span, 'the driver is loaded')] : []),
    ...(packaged.state === 'absent' ? [present(packaged.span, `the list of packages has no ${kmod}`)] : []),
    ...(registered === undefined ? [] : [said(registered, 'the driver is there')]),
  ];
}

/** What sets one missing driver apart from another. */
export interface MissingDriver {
  readonly purpose: Purpose;
  /** What the function is called in a title: `QMI function`. */
  readonly functionName: string;
  /** What the router does not get without the driver, a clause. */
  readonly consequence: string;
  /** Packages beside the module. */
  readonly tools: readonly string[];
}

/**
 * A function that the kernel's tables give to a driver, and that the listing shows without one. Where the lists show
 * that the module is not there, nothing else explains it; where they do not, the module may be there and fail.
 */
export function missingDrivers(episode: Episode, missing: MissingDriver): readonly RuleVerdict[] {
  const { purpose, functionName, consequence, tools } = missing;
  const unserved = unservedFunctions(episode, purpose).filter(({ taker }) => taker !== null);
  return [...groupedBy(unserved, ({ modem }) => modem)].map(([modem, functions]) => {
    const [first] = functions;
    if (first.taker === null) return ruledOut;
    const { driver } = first.taker;
    const presence = driverPresence(episode, driver);
    const needed = isNeeded(episode, purpose);
    const otherwise = carriesOtherwise(episode, modem);
    const served = modem.functions.length > 0;
    const unneeded = (needed !== true && otherwise) || (needed === false && served);
    if (isServed(episode) || wasUnbound(episode, modem) || unneeded || presence === 'present')
      return ruledOut;
    const isKnown = kernelKnows(episode, first.taker);
    return found({
      confidence: needed === null && served ? 'possible' : confidenceOf(presence, isKnown),
      title: `${driver}, the driver for the modem’s ${functionName}, is not there`,
      explanation:
        `The listing of the bus shows the modem’s ${functionName} without a driver. In Linux ${driver} takes it; ` +
        `without that module ${consequence}.`,
      evidence: [
        ...functions.slice(0, 2).map(({ shown }) => present(shown.span, 'no driver')),
        ...driverEvidence(episode, driver),
      ],
      confirm: confirmModule(driver),
      fix: installFix(driver, tools),
    });
  });
}

/** Nothing but the missing module explains it where a list shows that it is missing and the kernel would know the id. */
export function confidenceOf(presence: 'absent' | 'unknown', isKnown: boolean | null): Confidence {
  if (isKnown === false) return 'possible';
  return presence === 'absent' && isKnown === true ? 'proven' : 'likely';
}

export function confirmModule(driver: string): Confirmation {
  return {
    text: `Look whether the module is loaded: no line means that it is not.`,
    command: [...command('lsmod'), { operator: '|' }, ...command('grep', `^${driver}`)],
  };
}

export function installFix(driver: string, tools: readonly string[]): Fix {
  const kmod = driverInfo(driver)?.kmod ?? null;
  return {
    summary: 'Install the driver, then unplug the modem and plug it in again, or restart the router.',
    steps: [
      kmod === null
        ? { type: 'advice', text: `Use a firmware whose kernel has ${driver}.` }
        : { type: 'install', packages: [kmod, ...tools] },
    ],
  };
}
