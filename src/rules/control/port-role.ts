import { nmeaSentence } from '../../capture/nmea.ts';
import { type Evidence, present, said } from '../../situation/evidence.ts';
import { atTalks } from '../../situation/facts/at.ts';
import { modemFacts } from '../../situation/facts/modem-facts.ts';
import { tabledRole } from '../../situation/facts/port-roles.ts';
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
 * 0183); the roles that ModemManager found by probing; what tables tell of the interface (`port-roles.ts`).
 */
export function portRole(episode: Episode, device: string): ForeignRole | null {
  const port = device.replace('/dev/', '');
  const talks = atTalks(episode).filter((talk) => talk.port === device);
  // What a port does outweighs what others call it.
  if (talks.some(({ result }) => result === 'ok')) return null;
  const sentence = talks.flatMap(({ answers }) => answers).find(({ text }) => nmeaSentence.test(text));
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
  const tabled = owner === null ? null : tabledRole(owner.modem, owner.function);
  const role = tabled === null ? undefined : names[tabled];
  if (owner === null || role === undefined) return null;
  const number = owner.function.usbInterface?.split('.').at(-1);
  return { role, evidence: [present(owner.function.span, `interface ${number} of this modem: ${role}`)] };
}
