import type { Timer } from '../../clock.ts';
import type { Listener } from '../../emitter.ts';
import type { PortRole } from '../../scenario.ts';
import type { VirtualModem } from '../virtual-modem.ts';
import type { AtPort } from './at-port.ts';
import { PortOutput } from './port-output.ts';

/** A port that takes no AT commands: diagnostics, and applications of the firmware. */
export class SilentPort implements AtPort {
  receive(): void {
    // Qualcomm's diagnostics answer frames with the right checksum only; AT commands are none.
  }

  onSent(): () => void {
    return () => undefined;
  }

  opened(): void {
    // Nothing begins.
  }

  closed(): void {
    // Nothing ends.
  }

  powerDown(): void {
    // Nothing is under way.
  }

  powerUp(): void {
    // Nothing to set anew.
  }
}

const sentenceInterval = 1000;

/** NMEA 0183: `$`, the words, `*` and the exclusive or of their characters. */
function sentence(words: string): string {
  const sum = [...words].reduce((sofar, character) => sofar ^ character.charCodeAt(0), 0);
  return `$${words}*${sum.toString(16).toUpperCase().padStart(2, '0')}\r\n`;
}

/** What a receiver without a fix says each second. */
const sentences = [
  'GPGSV,1,1,00',
  'GPGGA,,,,,,0,,,,,,,,',
  'GPVTG,,T,,M,,N,,K,N',
  'GPRMC,,V,,,,,,,,,,N',
  'GPGSA,A,1,,,,,,,,,,,,,,,',
]
  .map(sentence)
  .join('');

/** A satellite receiver: it talks while somebody has the port open, and hears nothing. */
export class NmeaPort implements AtPort {
  readonly #modem: VirtualModem;
  readonly #output: PortOutput;
  #timer: Timer | null = null;

  constructor(modem: VirtualModem, role: PortRole) {
    this.#modem = modem;
    this.#output = new PortOutput(modem.clock, () => modem.scenario.ports[role]);
  }

  receive(): void {
    // It has no commands.
  }

  onSent(listener: Listener<Uint8Array>): () => void {
    return this.#output.sent.listen(listener);
  }

  opened(): void {
    this.#timer?.cancel();
    this.#talk();
  }

  closed(): void {
    this.#timer?.cancel();
    this.#timer = null;
  }

  powerDown(): void {
    this.closed();
    this.#output.drop();
  }

  powerUp(): void {
    // The router opens it anew.
  }

  #talk(): void {
    this.#timer = this.#modem.clock.after(sentenceInterval, () => {
      this.#output.text(sentences);
      this.#talk();
    });
  }
}
