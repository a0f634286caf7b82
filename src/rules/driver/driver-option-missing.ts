import { present, said } from '../../situation/evidence.ts';
import {
  bareArrivals,
  driverPresence,
  kernelKnows,
  unservedFunctions,
} from '../../situation/facts/usb-functions.ts';
import type { Episode } from '../../situation/situation.ts';
import { groupedBy } from '../grouped-by.ts';
import { defineRule, found, type RuleVerdict, ruledOut } from '../rule.ts';
import {
  carriesOtherwise,
  confidenceOf,
  confirmModule,
  driverEvidence,
  installFix,
  isNeeded,
  isServed,
  isServedCard,
  wasUnbound,
} from './driver-missing.ts';

/**
 * The modem's serial ports have no driver because the module is not installed. Which driver takes them is in the
 * kernel's id tables. A kernel that has the module and does not take the ports is another fault.
 * Source: linux drivers/usb/serial/{option,qcserial,sierra}.c, drivers/usb/class/cdc-acm.c (`ids`); OpenWrt
 * package/kernel/linux/modules/usb.mk (kmod-usb-serial-option, -qualcomm, -sierrawireless, kmod-usb-acm).
 */
export const driverOptionMissing = defineRule({
  id: 'driver-option-missing',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) => [...listed(episode), ...arrived(episode)],
});

/** What a listing of the bus shows. */
function listed(episode: Episode): readonly RuleVerdict[] {
  const byModem = groupedBy(unservedFunctions(episode, 'serial'), ({ modem }) => modem);
  return [...byModem].map(([modem, ports]) => {
    const taker = ports.find((known) => known.taker !== null)?.taker ?? null;
    const hasPort = modem.functions.some(({ kind }) => kind === 'serial');
    if (taker === null || hasPort || isServed(episode) || wasUnbound(episode, modem)) return ruledOut;
    const needed = isNeeded(episode, 'serial');
    const otherwise = carriesOtherwise(episode, modem);
    const unneeded = otherwise && (needed === false || (needed === null && isServedCard(modem)));
    const presence = driverPresence(episode, taker.driver);
    if (unneeded || presence === 'present') return ruledOut;
    const isKnown = kernelKnows(episode, taker);
    return found({
      confidence: needed === null && otherwise ? 'possible' : confidenceOf(presence, isKnown),
      severity: otherwise && needed !== true ? 'warning' : 'error',
      title: `the modem’s serial ports have no driver: ${taker.driver} is not there`,
      explanation:
        `The listing of the bus shows the modem’s serial functions without a driver. In Linux ${taker.driver} takes them; ` +
        'without that module there is no /dev/ttyUSB or /dev/ttyACM port, so nothing can speak AT with the modem or dial over a serial port.',
      evidence: [
        ...ports.slice(0, 2).map(({ shown }) => present(shown.span, 'no driver')),
        ...driverEvidence(episode, taker.driver),
        ...missingNodes(episode),
      ],
      confirm: confirmModule(taker.driver),
      fix: installFix(taker.driver, []),
    });
  });
}

/** What the kernel says when a modem arrives, and does not say of its drivers. */
function arrived(episode: Episode): readonly RuleVerdict[] {
  return bareArrivals(episode).map(({ known, port, found: arrival }) => {
    const taker = known?.drivers.find(({ driver }) => serialTakers.has(driver)) ?? null;
    const isListed = episode.modems.some(({ usbPort, listing }) => usbPort === port && listing !== null);
    const isDrive = known?.modes.some((mode) => mode.startsWith('cdrom')) === true;
    if (taker === null || isListed || isDrive || isServed(episode) || isNeeded(episode, 'serial') === false)
      return ruledOut;
    if (driverPresence(episode, taker.driver) === 'present' || kernelKnows(episode, taker) === false)
      return ruledOut;
    const nodes = missingNodes(episode);
    return found({
      confidence:
        nodes.length > 0 || driverPresence(episode, taker.driver) === 'absent' ? 'likely' : 'possible',
      title: `no driver takes the modem’s serial ports: ${taker.driver} is not there`,
      explanation:
        `The kernel reports the modem on the bus and then no driver for it, though the log goes on. In Linux ${taker.driver} takes its serial ports; ` +
        'without that module there is no /dev/ttyUSB port to dial on.',
      evidence: [
        said(arrival, 'the modem arrives, and no driver follows'),
        ...driverEvidence(episode, taker.driver),
        ...nodes,
      ],
      confirm: confirmModule(taker.driver),
      fix: installFix(taker.driver, []),
    });
  });
}

const serialTakers: ReadonlySet<string> = new Set(['option', 'qcserial', 'sierra']);

function missingNodes(episode: Episode) {
  const isSerial = (path: string): boolean =>
    path.startsWith('/dev/ttyUSB') || path.startsWith('/dev/ttyACM');
  const own = episode.observations.of('node').filter(({ path }) => isSerial(path));
  const last = own.at(-1);
  return last?.missing === true && own.every(({ missing }) => missing)
    ? [present(last.span, 'and no port is there')]
    : [];
}
