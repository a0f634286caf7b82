import { present, said } from '../../situation/evidence.ts';
import {
  bareArrivals,
  driverPresence,
  kernelKnows,
  kernelVersion,
  unservedFunctions,
} from '../../situation/facts/usb-functions.ts';
import type { Episode, Modem } from '../../situation/situation.ts';
import { command } from '../command.ts';
import type { Fix } from '../finding.ts';
import { slot } from '../placeholder.ts';
import { defineRule, found, type RuleVerdict, ruledOut } from '../rule.ts';
import { carriesOtherwise, driverEvidence, isNeeded, isServed, wasUnbound } from './driver-missing.ts';

const driver = 'option';

/**
 * The serial driver is there, or would not help: this kernel's table does not have the modem's id. Vendors patch tables
 * and stable kernels get new ids, so a version alone is no more than a possibility.
 * Source: linux drivers/usb/serial/option.c, 4.4 to 7.2 (`option_ids`); Documentation/driver-api/usb: `new_id`.
 */
export const driverOptionIdUnknown = defineRule({
  id: 'driver-option-id-unknown',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) => [...listed(episode), ...arrived(episode)],
});

function listed(episode: Episode): readonly RuleVerdict[] {
  const modems = new Set(unservedFunctions(episode, 'serial').map(({ modem }) => modem));
  return [...modems].map((modem) => {
    const ports = unservedFunctions(episode, 'serial').filter((known) => known.modem === modem);
    const hasPort = modem.functions.some(({ kind }) => kind === 'serial');
    const taker = ports.find((known) => known.taker !== null)?.taker ?? null;
    const isKnown = taker === null ? false : kernelKnows(episode, taker);
    if (isServed(episode) || hasPort || isKnown !== false || wasUnbound(episode, modem)) return ruledOut;
    const otherwise = carriesOtherwise(episode, modem);
    if (otherwise && isNeeded(episode, 'serial') !== true) return ruledOut;
    const kernel = taker === null ? null : kernelVersion(episode);
    const isLoaded = driverPresence(episode, taker?.driver ?? driver) === 'present';
    return found({
      confidence: (taker === null && !otherwise) || isLoaded ? 'likely' : 'possible',
      title: `no serial driver knows the modem’s id ${idOf(modem)}`,
      explanation:
        (taker === null
          ? 'The listing of the bus shows the modem’s serial functions without a driver, and no kernel up to 7.2 lists this id. '
          : `The listing of the bus shows the modem’s serial functions without a driver. The id came into Linux with ${taker.since}, and ${kernel?.value ?? 'an older kernel'} runs here. `) +
        'So the driver does not take the modem, even where its module is installed, and there is no port to dial on.',
      evidence: [
        ...(modem.productId === null ? [] : [present(modem.productId.span, 'the id')]),
        ...ports.slice(0, 2).map(({ shown }) => present(shown.span, 'no driver')),
        ...(kernel === null ? [] : [present(kernel.span, 'the kernel that runs')]),
        ...driverEvidence(episode, taker?.driver ?? driver),
      ],
      confirm,
      fix: newIdFix(modem.vendorId?.value ?? null, modem.productId?.value ?? null),
    });
  });
}

function arrived(episode: Episode): readonly RuleVerdict[] {
  return bareArrivals(episode).map(({ port, found: arrival, known }) => {
    const isListed = episode.modems.some(({ usbPort, listing }) => usbPort === port && listing !== null);
    const taker = known?.drivers.find((listed) => listed.driver === driver) ?? null;
    const isKnown = known === null ? false : taker !== null && kernelKnows(episode, taker) !== false;
    const isNoSerial = known !== null && taker === null;
    if (isListed || isKnown || isNoSerial || isServed(episode) || isNeeded(episode, 'serial') === false)
      return ruledOut;
    if (driverPresence(episode, driver) !== 'present') return ruledOut;
    const { vendor, product } = arrival.fields;
    return found({
      confidence: 'likely',
      title: `no serial driver knows the modem’s id ${vendor}:${product}`.toLowerCase(),
      explanation:
        'The kernel reports the modem on the bus and then no driver for it, though the serial driver is there and the log goes on. ' +
        `${taker === null ? 'No kernel up to 7.2 lists this id' : `The id came into Linux with ${taker.since}`}, so the driver does not take it.`,
      evidence: [
        said(arrival, 'the modem arrives, and no driver follows'),
        ...driverEvidence(episode, driver),
      ],
      confirm,
      fix: newIdFix(vendor.toLowerCase(), product.toLowerCase()),
    });
  });
}

const confirm = {
  text: 'Tell the driver the id by hand, as below: if ports appear, the table was the only thing missing.',
  command: null,
};

function newIdFix(vendor: string | null, product: string | null): Fix {
  return {
    summary:
      'Tell the driver the id. It holds until the next restart; a newer release knows more ids, and a hotplug script keeps it.',
    steps: [
      { type: 'install', packages: ['kmod-usb-serial-option'] },
      {
        type: 'command',
        command: [
          ...command('echo'),
          slot('VID', vendor, 'the vendor id, as lsusb shows it before the colon'),
          slot('PID', product, 'the product id, as lsusb shows it behind the colon'),
          { operator: '>' },
          ...command('/sys/bus/usb-serial/drivers/option1/new_id'),
        ],
      },
      {
        type: 'advice',
        text: 'The driver then takes every vendor-specific interface, the network one too: install the network driver first.',
      },
    ],
  };
}

function idOf({ vendorId, productId }: Modem): string {
  return `${vendorId?.value ?? '????'}:${productId?.value ?? '????'}`;
}
