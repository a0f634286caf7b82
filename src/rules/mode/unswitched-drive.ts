import type { Span } from '../../capture/position.ts';
import { type UsbIdentity, usbDevice } from '../../knowledge/usb.ts';
import { packagePresence, runningProcess } from '../../situation/facts/software.ts';
import { usbPorts } from '../../situation/facts/usb.ts';
import { activeInterfaces } from '../../situation/facts/usb-functions.ts';
import { endsConnected } from '../../situation/facts/usb-health.ts';
import type { Episode } from '../../situation/situation.ts';

/** A stick that still shows itself as the drive with its drivers for Windows. */
export interface UnswitchedDrive {
  readonly known: UsbIdentity;
  readonly spans: readonly [Span, ...Span[]];
}

/** A mode switch takes a few seconds after the stick's arrival; at boot it waits for the overlay. */
const longEnough = 20;

/** Drives that stay drives as far as the input goes. Source: usb-modeswitch-data; linux usb-storage. */
export function unswitchedDrives(episode: Episode): readonly UnswitchedDrive[] {
  if (endsConnected(episode)) return [];
  const listed = episode.modems.flatMap(({ listing, functions }): readonly UnswitchedDrive[] => {
    if (listing?.vendor == null || listing.product === null || functions.length > 0) return [];
    const known = usbDevice(listing.vendor, listing.product);
    if (known === undefined || !isDrive(known)) return [];
    const own = activeInterfaces(listing);
    const isStorage = own.every(({ classCode }) => classCode === '08' || classCode === null);
    return isStorage ? [{ known, spans: [listing.span, ...own.slice(0, 1).map(({ span }) => span)] }] : [];
  });
  if (listed.length > 0) return listed;
  return usbPorts(episode).flatMap(({ port, arrivals }): readonly UnswitchedDrive[] => {
    const last = arrivals.at(-1);
    if (last?.found == null || last.gone !== null || last.functions.length > 0) return [];
    const known = usbDevice(last.found.fields.vendor, last.found.fields.product);
    if (known === undefined || !isDrive(known)) return [];
    const leaving = `usb ${port}: USB disconnect, device number 2`;
    const end = episode.view.lastOfSection(last.found).origin.uptime;
    const { uptime } = last.found.origin;
    const isShown = uptime !== null && end !== null && end - uptime >= longEnough;
    // Without the program that switches it, it stays a drive for as long as it is there.
    if ((!isShown && switcherPresence(episode) !== 'absent') || !episode.view.wouldShow(leaving, last.found))
      return [];
    const storage = last.storage?.origin.spans[0];
    return [{ known, spans: [last.found.origin.spans[0], ...(storage === undefined ? [] : [storage])] }];
  });
}

function isDrive({ modes, modem }: UsbIdentity): boolean {
  return modem && modes.includes('cdrom-unswitched');
}

/** Whether the switching program is on the router. */
export function switcherPresence(episode: Episode): 'present' | 'absent' | 'unknown' {
  const listed = packagePresence(episode, 'usb-modeswitch').state;
  const spoke = ['usbmode.switching', 'usbmode.device-found', 'usbmode.message-failed'] as const;
  const isHeard = spoke.some((kind) => episode.messages.count(kind) > 0);
  if (listed === 'present' || isHeard || runningProcess(episode, 'usbmode') !== null) return 'present';
  return listed;
}

/** `12d1:1f01 (Huawei E3372/E353/E3131)` */
export function driveName({ id, model }: UsbIdentity): string {
  return model === null ? id : `${id} (${model})`;
}
