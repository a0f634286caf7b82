import type { PortRole } from '../../scenario.ts';
import type { VirtualModem } from '../virtual-modem.ts';
import { AtEngine } from './at-engine.ts';
import type { AtPort } from './at-port.ts';
import { NmeaPort, SilentPort } from './silent-ports.ts';

/** What stands behind a port of that role. */
export function openPort(modem: VirtualModem, role: PortRole): AtPort {
  if (role === 'nmea') return new NmeaPort(modem, role);
  if (role === 'diag' || role === 'application') return new SilentPort();
  return new AtEngine(modem, role);
}
