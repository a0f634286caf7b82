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

/**
 * The placeholders of a catalogue of messages, each with values as they stand in real logs and some that are hard to
 * tell from what stands around them. What else stands between `<` and `>` there is literal, like `<info>`.
 */
const printed: Readonly<Record<string, readonly string[]>> = {
  int: ['0', '-71', '7', '30', '-110', '4294967295', '2147483647', '12'],
  hex: ['1f', '0', 'ffffffff', '00a0', 'DEAD', '10', '7'],
  hex2: ['0a', 'ff', '10'],
  hex4: ['12d1', '1506', '0000', 'beef'],
  pid: ['1', '4177', '10723', '32768'],
  float: ['1.25', '-0.5', '101.3', '12.0'],
  ip: ['10.64.64.64', '192.168.8.1', '0.0.0.0', '255.255.255.255', 'fe80::1', '2a02:8109:9ac0::5', '::'],
  mac: ['0c:5b:8f:27:9a:64', 'fe:ed:00:c0:ff:ee'],
  iface: ['wan', 'modem_4', 'wwan', '4g', 'cfg0a3f', 'up', 'wan6'],
  dev: ['wwan0', 'br-lan', '3g-modem', 'eth0.1', 'usb0', 'rmnet_mhi0.1', '/dev/cdc-wdm0', '/dev/ttyUSB2'],
  netdev: ['wwan0', 'br-lan', '3g-modem', 'eth0.1', 'qmimux0', 'usb-with-15-chr'],
  tty: ['ttyUSB0', 'ttyACM10', 'ttyS1', 'ttyUSB3'],
  path: [
    '/dev/cdc-wdm0',
    '/lib/netifd/proto/ncm.sh',
    '/sys/devices/platform/1e1c0000.xhci/usb1/1-2',
    '/tmp/a,b',
  ],
  str: [
    '',
    'internet',
    'timeout',
    '7',
    'up',
    'No such device',
    'a - b',
    '"quoted"',
    'naïve é',
    'x=y',
    '10.0.0.1',
  ],
  errtext: [
    'No such device',
    'Input/output error',
    'Operation not permitted',
    'Resource temporarily unavailable',
    'No such file or directory',
    'Unknown error 524',
    'Success',
  ],
  usbport: ['1-1', '2-1.4', '1-1.2.3'],
  usbintf: ['1-1:1.0', '2-1.4:1.12', '1-0:1.0'],
  usbhub: ['usb1', 'usb2'],
  drv: ['option', 'qmi_wwan', 'cdc_mbim', 'huawei_cdc_ncm', 'usb-storage'],
  sdrv: ['option1', 'qcserial', 'sierra', 'pl2303'],
  hcd: ['ehci-platform', 'xhci-mtk', 'xhci_hcd', 'dwc2'],
  xhci: ['xhci-mtk', 'xhci_hcd', 'xhci-hcd'],
  ehci: ['ehci-platform', 'ehci_hcd', 'ehci-pci'],
  busdev: ['1e1c0000.xhci', '0000:01:00.0', '101c0000.ehci', 'fe980000.usb'],
  pcidev: ['0000:01:00.0', '0001:02:1f.7'],
  scsi: ['0:0:0:0', '2:0:0:1'],
  disk: ['sda', 'sdb'],
  sr: ['sr0', 'sr1'],
  bridge: ['br-lan', 'br-guest'],
  convtype: ['GSM modem (1-port)', 'Qualcomm USB modem', 'FTDI USB Serial Device'],
  usbspeed: ['high-speed', 'full-speed', 'SuperSpeed', 'low-speed'],
  ver: ['2.0', '1.25.1', '5.4.188', '1.36.1'],
  char: ['x', '7', '^M'],
  ptr: ['8f3c2a00', 'ffffff8012345678', '0000000000000000'],
  packet: [
    '[LCP ConfReq id=0x1 <asyncmap 0x0> <magic 0x8b4c3e07>]',
    '[IPCP ConfNak id=0x2 <addr 10.64.64.64> <ms-dns1 10.11.12.13>]',
  ],
  hexbytes: ['01 02 0a ff', '00', 'de ad be ef'],
  uuid: ['a289cc33-bcbb-8b4f-b6b0-133ec2aae6df'],
  errname: ['-ENODEV', '-ETIMEDOUT'],
  func: ['qmi_wwan_probe', 'do_loop', 'main', 'usb_submit_urb'],
  time: ['12:34:56', '00:00:01'],
  mmport: ['at', 'qmi', 'mbim', 'gps'],
  mmstate: ['registered', 'connecting', 'connected', 'disabled', 'failed', 'locked'],
  mmpath: ['/org/freedesktop/ModemManager1/Modem/0', '/org/freedesktop/ModemManager1/Modem/12'],
  usbpath: ['1', '1.2', '2.1.4'],
  qcmts: ['10-10_11:12:13:431', '01-01_00:00:09:007'],
};

/** A line that a template of a catalogue was filled to. */
interface PrintedFilling {
  readonly text: string;
  /** What was put in, from left to right. */
  readonly values: readonly string[];
}

/** Numbers from 0 to below 1 that are the same for the same seed (a linear congruence after Knuth's MMIX). */
function randomNumbers(seed: number): () => number {
  let state = BigInt(seed);
  return () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number(state >> 40n) / 2 ** 24;
  };
}

/** `<str>`, with the literal text up to the next `<`. */
const placeholder = /<(\w+)>([^<]*)/g;

/**
 * Fills the holes of templates, and the placeholders of a catalogue, with values that programs really print; the same
 * ones for the same seed.
 */
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
    for (let at = 0; at < code.length; at += 1) {
      const hole = holeTypeOf(code.charCodeAt(at)) === undefined ? undefined : waiting.shift();
      if (hole === undefined) {
        text += code.charAt(at);
      } else {
        // No reader could tell where a text ends that holds what ends it.
        const end = hole.type === 'text' ? literalBetween(code, at + 1) : '';
        const value = this.#pick(values[hole.type].filter((one) => end === '' || !one.includes(end)));
        fields[hole.name] = fieldValue(hole.type, value);
        text += value;
      }
    }
    return { text, fields };
  }

  /**
   * Fills a template of a catalogue. No value holds the text that ends it in the template, since no reader could tell
   * then where it ends, and none stands in a line twice where another would do.
   */
  print(template: string): PrintedFilling {
    const values: string[] = [];
    const text = template.replace(placeholder, (whole, name: string, behind: string, at: number) => {
      const choices = printed[name];
      if (choices === undefined) return whole;
      const last = at + whole.length === template.length && behind === '';
      const fitting = choices.filter((choice) => !runsInto(choice, behind, last));
      const fresh = fitting.filter((choice) => !values.includes(choice));
      const value = this.#pick(fresh.length > 0 ? fresh : fitting.length > 0 ? fitting : choices);
      values.push(value);
      return value + behind;
    });
    return { text: text.trimEnd(), values };
  }

  #pick(choices: readonly string[]): string {
    return choices[Math.floor(this.#next() * choices.length)] ?? '';
  }
}

/** The words between two holes of a compiled template, the first of which ends at `from`; empty where none follows. */
function literalBetween(code: string, from: number): string {
  let end = from;
  while (end < code.length && holeTypeOf(code.charCodeAt(end)) === undefined) end += 1;
  const literal = code.slice(from, end);
  return end === code.length || literal.trim() === '' ? '' : literal;
}

/** Whether a value would run into the literal text behind it. */
function runsInto(value: string, behind: string, last: boolean): boolean {
  if (last) return false;
  // Nothing but another value, or a blank, keeps the two apart.
  if (behind.trim() === '') return value === '' || /[^A-Za-z0-9_]/.test(value);
  return value.includes(behind.trim());
}
