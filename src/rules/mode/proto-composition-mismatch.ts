import { protoFitsDriver } from '../../knowledge/proto.ts';
import { driverInfo, usbDevice } from '../../knowledge/usb.ts';
import { present } from '../../situation/evidence.ts';
import { cellularInterfaces, optionOf } from '../../situation/facts/config.ts';
import { nodePresence } from '../../situation/facts/software.ts';
import { activeInterfaces } from '../../situation/facts/usb-functions.ts';
import { endsConnected } from '../../situation/facts/usb-health.ts';
import type { Episode, Modem } from '../../situation/situation.ts';
import { command } from '../command.ts';
import { defineRule, found, notChecked, type RuleVerdict, ruledOut } from '../rule.ts';

/** Protocols that need a control node. The others dial over serial ports, which is another rule's matter. */
const protos: ReadonlySet<string> = new Set(['qmi', 'mbim', 'qcm']);

/**
 * The protocol wants QMI or MBIM, and the modem shows a plain network card: it is in another mode, or a model without that
 * function. Every function has its driver, so no package is missing.
 * Source: OpenWrt qmi.sh, mbim.sh (they open a cdc-wdm node); linux cdc_ether.c, rndis_host.c, cdc_ncm.c (none make one).
 */
export const protoCompositionMismatch = defineRule({
  id: 'proto-composition-mismatch',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) =>
    cellularInterfaces(episode).flatMap((config): readonly RuleVerdict[] => {
      const { proto } = config;
      if (proto === null || !protos.has(proto)) return [];
      const candidates = episode.modems.filter(({ attached, inherited }) => attached && !inherited);
      const [modem, another] = candidates;
      if (modem === undefined || another !== undefined || endsConnected(episode)) return [];
      const card = cardOf(modem);
      if (card === null || hasControl(modem)) return [ruledOut];
      const hilink = isHilink(modem);
      const listing = modem.listing;
      const isWhole = listing !== null && activeInterfaces(listing).every(({ driver }) => driver !== 'none');
      // The function may be in another configuration.
      if (hilink || (listing?.configurations ?? 1) > 1) return [ruledOut];
      if (listing !== null && !isWhole && activeInterfaces(listing).some(isVendorSpecific)) return [ruledOut];
      if (protoFitsDriver(proto, card.driver) !== false) return [ruledOut];
      const device = optionOf(config.section, 'device');
      const node = nodePresence(episode, device?.value ?? '/dev/cdc-wdm0');
      if (listing === null && node.state !== 'absent')
        return [
          notChecked('all functions of the modem and their drivers', 'cat /sys/kernel/debug/usb/devices'),
        ];
      const set = optionOf(config.section, 'proto');
      return [
        found({
          confidence: 'likely',
          title: `proto ${proto} is set, but the modem shows a network card (${card.driver}) and no ${proto === 'mbim' ? 'MBIM' : 'QMI'} function`,
          explanation:
            `The ${proto} protocol dials over a control node, /dev/cdc-wdm0. The modem is in a mode, or of a model, that has none: it is a network card for ${card.driver}. ` +
            'Its functions have their drivers, so installing packages does not help.',
          evidence: [
            ...(set === null ? [] : [present(set.span, 'what is configured')]),
            present(card.span, 'what the modem is'),
            ...(node.state === 'absent' ? [present(node.span, 'there is no control node')] : []),
          ],
          confirm: {
            text: 'Look at the functions of the modem and their drivers.',
            command: command('cat', '/sys/kernel/debug/usb/devices'),
          },
          fix: {
            summary:
              'Use the protocol that fits what the modem shows, or bring the modem into the mode that the protocol needs.',
            steps: [
              {
                type: 'advice',
                text: 'As it is: proto ncm with an AT port of the modem as device, or proto dhcp on its network device where the modem dials by itself.',
              },
              {
                type: 'advice',
                text: 'Or switch its mode by AT command, where the model has it: Quectel AT+QCFG="usbnet",0 for QMI and ,2 for MBIM, Fibocom AT+GTUSBMODE, SIMCom AT+CUSBPIDSWITCH. Note the present value first.',
              },
            ],
          },
        }),
      ];
    }),
});

function cardOf({ functions }: Modem) {
  return (
    functions.find(({ kind, driver }) => {
      const info = driverInfo(driver);
      return kind === 'network' && info?.kind === 'net' && info.controlChannel === 'none';
    }) ?? null
  );
}

function hasControl({ functions }: Modem): boolean {
  return functions.some(({ kind }) => kind === 'control');
}

/** A router of its own; that is told by another rule. */
function isHilink({ vendorId, productId }: Modem): boolean {
  const known =
    vendorId === null || productId === null ? undefined : usbDevice(vendorId.value, productId.value);
  return known?.modes.includes('hilink') === true;
}

/** It may be the function that the protocol needs, with its driver missing. */
function isVendorSpecific({
  classCode,
  driver,
}: NonNullable<Episode['modems'][number]['listing']>['interfaces'][number]): boolean {
  return driver === 'none' && (classCode === 'ff' || classCode === '02');
}
