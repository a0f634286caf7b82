import type { FieldType } from './declaration.ts';
import { fieldValue } from './field.ts';
import { compileTemplate, holeTypeOf } from './template.ts';

/** A text that a declaration could have been printed as, with the values that were put in. */
export interface Filling {
  readonly text: string;
  readonly fields: Readonly<Record<string, string | number>>;
}

/** Values as they stand in real logs, and some that look like other types. */
const values: Readonly<Record<FieldType, readonly string[]>> = {
  hex4: ['12d1', '1506', '0000', 'beef', 'ACED'],
  usbintf: ['1-1:1.0', '2-1.4:1.12', '1-0:1.0', '10-1.2.3:2.1'],
  usbport: ['1-1', '2-1.4', 'usb1', '1-1.2.3', '10-4'],
  mac: ['0c:5b:8f:27:9a:64', 'FE:ED:00:C0:FF:EE', '00-1e-10-1f-00-00'],
  ip: [
    '10.64.64.64',
    '192.168.8.1',
    '0.0.0.0',
    '255.255.255.255',
    'fe80::1',
    '::',
    '2a02:8109:9ac0::5',
    'fe80::e:1%wwan0',
  ],
  int: ['0', '-71', '7', '30', '-110', '4294967295', '2147483647'],
  float: ['1.25', '-0.5', '12', '101.3'],
  hex: ['0x1f', '1f', '0', 'ffffffff', '0x00a0', 'dead', '10'],
  tty: ['ttyUSB0', '/dev/ttyUSB2', 'ttyACM10', '/dev/ttyS1', 'ttyHS0'],
  path: [
    '/dev/cdc-wdm0',
    '/lib/netifd/proto/ncm.sh',
    '/',
    '/dev/serial/by-id/usb-HUAWEI_Mobile-if00-port0',
    '/tmp/a,b',
  ],
  netdev: ['wwan0', 'br-lan', '3g-modem', 'eth0.1', 'qmimux0', 'a', 'usb-with-15-chr', 'rmnet_mhi0.1'],
  iface: ['wan', 'modem_4', 'wwan', '4g', 'cfg0a3f', 'up', 'Interface', 'wan6-2'],
  word: ['ehci-platform', 'option', 'high-speed', '12', '-', '10.0.0.1', 'CHAP', '"quoted"', 'ü', 'x=y'],
  text: [
    '',
    'No such device',
    'timeout',
    'internet',
    'a - b',
    '7',
    'up',
    'Input/output error',
    '"No effect"',
    'naïve é',
    'e.tc.',
  ],
};

/** Numbers from 0 to below 1 that are the same for the same seed (a linear congruence after Knuth's MMIX). */
function randomNumbers(seed: number): () => number {
  let state = BigInt(seed);
  return () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number(state >> 40n) / 2 ** 24;
  };
}

/** Fills the holes of templates with values that programs really print, the same ones for the same seed. */
export class Filler {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = randomNumbers(seed);
  }

  fill(template: string): Filling {
    const { code, holes } = compileTemplate(template);
    const fields: Record<string, string | number> = {};
    const waiting = [...holes];
    let text = '';
    for (const character of code) {
      const hole = holeTypeOf(character.charCodeAt(0)) === undefined ? undefined : waiting.shift();
      if (hole === undefined) {
        text += character;
      } else {
        const value = this.#pick(values[hole.type]);
        fields[hole.name] = fieldValue(hole.type, value);
        text += value;
      }
    }
    return { text, fields };
  }

  #pick(choices: readonly string[]): string {
    return choices[Math.floor(this.#next() * choices.length)] ?? '';
  }
}
