import type { Span } from '../../capture/position.ts';
import type { UsbArrival } from '../../grammar/dialogues/dialogue.ts';
import type { UsbDeviceShown } from '../../grammar/observation.ts';
import type { Episode, Modem, ModemFunction } from '../situation.ts';
import { perEpisode } from './per-episode.ts';

/** One USB port of the router with all that arrived there, in the order of events. */
export interface UsbPort {
  /** `1-1.2` */
  readonly port: string;
  readonly arrivals: readonly [UsbArrival, ...UsbArrival[]];
  /** How often a device left. */
  readonly departures: number;
}

/** Ports at which something happened, modem or not. */
export const usbPorts = perEpisode((episode): readonly UsbPort[] => {
  const ports = new Map<string, [UsbArrival, ...UsbArrival[]]>();
  for (const dialogue of episode.dialogues) {
    if (dialogue.type !== 'usb-arrival') continue;
    const known = ports.get(dialogue.port);
    if (known === undefined) ports.set(dialogue.port, [dialogue]);
    else known.push(dialogue);
  }
  return [...ports].map(([port, arrivals]) => ({
    port,
    arrivals,
    departures: arrivals.filter(({ gone }) => gone !== null).length,
  }));
});

/** USB devices by their ids, from kernel lines and listings alike: `2c7c:0125`. One entry per line that shows them. */
export interface UsbIdentityShown {
  readonly vendor: string;
  readonly product: string;
  readonly span: Span;
  readonly port: string | null;
  /** The listing that shows it; null for a line of the kernel. */
  readonly listing: UsbDeviceShown | null;
}

export const usbIdentities = perEpisode((episode): readonly UsbIdentityShown[] => [
  ...episode.messages.of('usb.found').map(({ fields, origin }) => ({
    vendor: fields.vendor.toLowerCase(),
    product: fields.product.toLowerCase(),
    span: origin.spans[0],
    port: fields.port,
    listing: null,
  })),
  ...episode.observations.of('usb-device').flatMap((listing): readonly UsbIdentityShown[] => {
    const { vendor, product, span, port } = listing;
    return vendor === null || product === null ? [] : [{ vendor, product, span, port, listing }];
  }),
]);

/** The modem and the function behind a node (`/dev/ttyUSB2`, `/dev/cdc-wdm0`) or a net device (`wwan0`). */
export function ownerOf(
  episode: Episode,
  node: string,
): { readonly modem: Modem; readonly function: ModemFunction } | null {
  for (const modem of episode.modems) {
    const own = modem.functions.find((known) => known.node === node);
    if (own !== undefined) return { modem, function: own };
  }
  return null;
}
