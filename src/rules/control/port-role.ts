import { usbDevice } from '../../knowledge/usb.ts';
import { type Evidence, present, said } from '../../situation/evidence.ts';
import { atTalks } from '../../situation/facts/at.ts';
import { modemFacts } from '../../situation/facts/modem-facts.ts';
import { ownerOf } from '../../situation/facts/usb.ts';
import type { Episode } from '../../situation/situation.ts';

/** What a serial port is for, where that is something else than commands, and what shows it. */
interface ForeignRole {
  readonly role: string;
  readonly evidence: readonly Evidence[];
}

const names: Readonly<Record<string, string>> = {
  nmea: 'GPS positions (NMEA)',
  gps: 'GPS positions (NMEA)',
  diag: 'diagnosis (DIAG)',
  qcdm: 'diagnosis (QCDM)',
  audio: 'voice audio',
  'no-dial': 'diagnosis or GPS',
};

/**
 * What a port is for where it is none for AT commands; null where nothing tells. Sources: the talk itself ($GPGGA is NMEA
 * 0183); the roles that ModemManager found by probing; the table of interface roles (ModemManager's udev rules).
 */
export function portRole(episode: Episode, device: string): ForeignRole | null {
  const port = device.replace('/dev/', '');
  const sentence = atTalks(episode)
    .filter((talk) => talk.port === device)
    .flatMap(({ answers }) => answers)
    .find(({ text }) => /^\$G[PNLAB][A-Z]{3},/.test(text));
  if (sentence !== undefined) {
    return { role: names['nmea'] ?? '', evidence: [present(sentence.span, 'a position, no answer to AT')] };
  }
  const probed = [
    ...episode.remarks.of('modem-port.role').flatMap((message) => {
      const { port: name, role } = message.fields.values;
      return name === port && typeof role === 'string' ? [{ role, evidence: [said(message)] }] : [];
    }),
    ...modemFacts(episode, /^modem\.generic\.ports\.value\[\d+\]$/).flatMap(({ value, span }) => {
      const [, name, role] = /^(\S+) \((\S+)\)$/.exec(value) ?? [];
      return name === port && role !== undefined ? [{ role, evidence: [present(span)] }] : [];
    }),
  ].at(-1);
  if (probed !== undefined) {
    const [word = ''] = probed.role.split(' ');
    const role = names[word];
    return role === undefined ? null : { role, evidence: probed.evidence };
  }
  const owner = ownerOf(episode, device);
  const { vendorId, productId } = owner?.modem ?? { vendorId: null, productId: null };
  const number = Number(owner?.function.usbInterface?.split('.').at(-1));
  if (owner === null || vendorId === null || productId === null || !Number.isInteger(number)) return null;
  const known = usbDevice(vendorId.value, productId.value)?.interfaceRoles.get(number);
  const role = known === undefined ? undefined : names[known];
  return role === undefined
    ? null
    : { role, evidence: [present(owner.function.span, `interface ${number} of this modem: ${role}`)] };
}
