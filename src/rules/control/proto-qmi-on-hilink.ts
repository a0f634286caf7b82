import { usbDevice } from '../../knowledge/usb.ts';
import { type Evidence, present } from '../../situation/evidence.ts';
import { cellularInterfaces, optionOf } from '../../situation/facts/config.ts';
import { usbIdentities } from '../../situation/facts/usb.ts';
import type { ConfiguredInterface, Episode } from '../../situation/situation.ts';
import { command } from '../command.ts';
import { slot } from '../placeholder.ts';
import { defineRule, found, ruledOut } from '../rule.ts';

/** Protocols that dial; a router stick has dialled by itself. */
const dialling: ReadonlySet<string> = new Set(['3g', 'ncm', 'qmi', 'mbim', 'directip']);

/** Drivers of a plain network device. Source: linux drivers/net/usb. */
const plain = /^(?:cdc_ether|rndis_host|cdc_ncm)$/;

/**
 * The stick is a router of its own: one network device, no port to dial by, and a protocol that dials is set.
 * Sources: Huawei HiLink 12d1:14db, 14dc, ZTE 19d2:1403, 1405, Alcatel 1bbb:0195 (linux cdc_ether.c, rndis_host.c; usb.ids);
 * OpenWrt wiki, “Use a 3g/4g USB dongle, HiLink”.
 */
export const protoQmiOnHilink = defineRule({
  id: 'proto-qmi-on-hilink',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) => {
    const configured = cellularInterfaces(episode).filter(
      (known) => dialling.has(known.proto ?? '') && !works(known, episode),
    );
    const stick = routerStick(episode);
    if (configured.length === 0 || stick === null) return [];
    if (hasPort(episode)) return [ruledOut];
    return configured.map((config) => {
      const proto = optionOf(config.section, 'proto');
      return found({
        attempt: null,
        confidence: 'likely',
        title: `proto ${config.proto ?? ''} is set, and the stick is a router by itself`,
        explanation:
          'This stick dials on its own and shows itself as a network card. It has no port for AT commands, QMI or MBIM, so a protocol that dials finds nothing to talk to. It only wants DHCP.',
        evidence: [...(proto === null ? [] : [present(proto.span, 'what is configured')]), stick.evidence],
        confirm: {
          text: 'Ask the stick for an address by hand.',
          command: [
            ...command('udhcpc', '-n', '-q', '-i'),
            slot('NETDEV', stick.netdev, 'the stick’s network device, usb0, eth1 or wwan0'),
          ],
        },
        fix: {
          summary:
            'Use proto dhcp on the stick’s network device; its subnet must be another one than the LAN’s.',
          steps: [
            {
              type: 'uci-set',
              config: 'network',
              section: config.name,
              option: 'proto',
              value: { known: 'dhcp' },
              before: config.proto,
            },
            {
              type: 'set-netdev',
              section: config.name,
              value: slot('NETDEV', stick.netdev, 'the stick’s network device, usb0, eth1 or wwan0'),
              before: optionOf(config.section, 'device')?.value ?? null,
            },
          ],
        },
      });
    });
  },
});

/** By its id, or by all that the kernel made of it. */
function routerStick(
  episode: Episode,
): { readonly evidence: Evidence; readonly netdev: string | null } | null {
  const modem = episode.modems.find(
    ({ attached, functions }) =>
      attached &&
      functions.length > 0 &&
      functions.every(({ kind, driver }) => kind === 'network' && plain.test(driver)),
  );
  const netdev = modem?.functions.find(({ kind }) => kind === 'network') ?? null;
  const identity = usbIdentities(episode).findLast(({ vendor, product }) => {
    const known = usbDevice(vendor, product);
    return known?.modes.includes('hilink') === true && known.protos.every((proto) => proto === 'dhcp');
  });
  if (identity === undefined) return null;
  return { evidence: present(identity.span, 'a router stick'), netdev: netdev?.node ?? null };
}

function hasPort({ modems, observations }: Episode): boolean {
  return (
    modems.some(({ attached, functions }) => attached && functions.some(({ kind }) => kind !== 'network')) ||
    observations
      .of('node')
      .some(({ path, missing }) => !missing && /^\/dev\/(?:ttyUSB|ttyACM|cdc-wdm)/.test(path))
  );
}

function works(config: ConfiguredInterface, { attempts }: Episode): boolean {
  return attempts.some(({ interface: name, outcome }) => name === config.name && outcome === 'up');
}
