import type { VirtualModem } from '../modem/virtual-modem.ts';
import { EthernetSegment } from '../network/ethernet.ts';
import { hiLinkPages } from '../network/hilink.ts';
import { Internet } from '../network/internet.ts';
import type { Visitors } from '../network/visitors.ts';
import { UsbDevice } from './device.ts';
import { EcmFunction } from './functions/ecm.ts';
import { MbimFunction } from './functions/mbim.ts';
import { NcmFunction } from './functions/ncm.ts';
import { QmiFunction } from './functions/qmi.ts';
import { SerialFunction } from './functions/serial.ts';
import { StorageFunction } from './functions/storage.ts';
import type { Numbering, UsbFunction } from './usb-function.ts';

/** The modem as a device on the bus, newly plugged in. `onSwitch`: it is told to become another device. */
export function modemDevice(modem: VirtualModem, onSwitch: () => void): UsbDevice {
  const { profile } = modem;
  return new UsbDevice(
    profile.usb,
    (numbering) => profile.functions.map((part) => makeFunction(part, modem, numbering, onSwitch)),
    { isUnreadable: modem.scenario.usb.enumeration === 'no-descriptor' },
  );
}

function makeFunction(
  part: VirtualModem['profile']['functions'][number],
  modem: VirtualModem,
  numbering: Numbering,
  onSwitch: () => void,
): UsbFunction {
  switch (part.kind) {
    case 'serial':
      return new SerialFunction(numbering, part.class, part.notifies, modem.port(part.role));
    case 'ncm':
      return new NcmFunction(numbering, {
        codes: part.class,
        mac: part.mac,
        network: sessionSegment(modem),
        channel: part.hasChannel ? modem.port('wdm') : undefined,
        faults: () => modem.scenario.usb.ntb,
      });
    case 'ecm':
      return new EcmFunction(numbering, part.class, part.mac, hiLinkSegment(modem));
    case 'storage':
      return new StorageFunction(numbering, part.class, onSwitch);
    case 'qmi':
      return new QmiFunction(numbering, part.class, modem);
    case 'mbim':
      return new MbimFunction(numbering, part.class, modem);
  }
}

/** Ethernet between the router and the session that AT^NDISDUP has brought up. */
function sessionSegment(modem: VirtualModem): EthernetSegment {
  const session = () => modem.sessions.find(({ path }) => path === 'ndis');
  const segment = new EthernetSegment({
    scenario: () => modem.scenario,
    isOpen: () => session() !== undefined,
    uplink: (packet) => session()?.toNetwork.emit(packet),
  });
  modem.events.listen((event) => {
    if (event.kind === 'session-up' && event.session.path === 'ndis')
      event.session.toRouter.listen((packet) => segment.deliver(packet));
  });
  return segment;
}

/** A HiLink stick is a router: it dials by itself, and has pages of its own. */
function hiLinkSegment(modem: VirtualModem): EthernetSegment {
  const internet = new Internet({
    scenario: () => modem.scenario,
    isOnline: () => modem.isAttached,
    send: (packet) => segment.deliver(packet),
    http: hiLinkPages(modem),
  });
  const segment: EthernetSegment = new EthernetSegment({
    scenario: () => modem.scenario,
    isOpen: () => true,
    uplink: (packet) => internet.receive(packet),
  });
  return segment;
}

/** Puts the internet behind each session of the modem, with those who come to the router from there. */
export function connectSessions(modem: VirtualModem, visitors: Visitors): void {
  modem.events.listen((event) => {
    if (event.kind !== 'session-up') return;
    const { session } = event;
    const internet = new Internet({
      scenario: () => modem.scenario,
      isOnline: () => modem.session(session.cid) === session,
      send: (packet) => session.toRouter.emit(packet),
      visitors: (packet) => visitors.receive(packet),
    });
    session.toNetwork.listen((packet) => internet.receive(packet));
    visitors.connected(internet);
    const stop = modem.events.listen((later) => {
      if (later.kind !== 'session-down' || later.session !== session) return;
      visitors.disconnected(internet);
      stop();
    });
  });
}
