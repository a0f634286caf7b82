import { isDialCommand } from '../grammar/structures/at-meaning.ts';
import type { ShellCall } from '../grammar/structures/shell-line.ts';

/** DHCP clients that people start by hand. */
const dhcpClients: ReadonlySet<string> = new Set(['udhcpc', 'dhclient', 'dhcpcd']);

/** Net devices that modems get: wwan0, usb0, ppp0, 3g-wan, wwp0s20u4i2, enx… of sticks. */
const modemNetdev = /^(?:(?:wwan|usb|ppp|wwp|rmnet|enx)[\w.]*|3g-[\w.-]+)$/;

export function isModemNetdev(name: string): boolean {
  return modemNetdev.test(name);
}

/** Somebody tells the modem to dial, without netifd. */
export function isHandDial(call: ShellCall): boolean {
  return call.at !== null && isDialCommand(call.at);
}

/** Ports of modems: `/dev/ttyUSB1`, `/dev/ttyACM0`, `/dev/cdc-wdm0`. */
const modemPort = /^\/dev\/(?:ttyUSB|ttyACM|cdc-wdm)\d/;

/** A command that has to do with a modem, or asks for an address. */
export function isNews(call: ShellCall): boolean {
  return (
    call.at !== null || isDhcpByHand(call) || call.arguments.some((argument) => modemPort.test(argument))
  );
}

/** Somebody asks for an address on a modem's net device, without netifd. One that is given to nobody (`-s /bin/true`) is a question. */
export function isHandRequest(call: ShellCall): boolean {
  if (!isDhcpByHand(call) || call.arguments[call.arguments.indexOf('-s') + 1] === '/bin/true') return false;
  const { asked, misread } = dhcpTarget(call);
  return misread !== null || (asked !== null && isModemNetdev(asked));
}

/** The port that an AT command goes to: `echo … > /dev/ttyUSB1`, `gcom -d /dev/ttyUSB1`. Null where the command does not say. */
export function portOf(call: ShellCall): string | null {
  if (call.writesTo !== null) return call.writesTo;
  const option = call.arguments.indexOf('-d');
  return option === -1 ? null : (call.arguments[option + 1] ?? null);
}

export function isDhcpByHand(call: ShellCall): boolean {
  return dhcpClients.has(call.program);
}

/** The net device a DHCP client is asked to use. */
export interface DhcpTarget {
  /** The device the client really asks on; null where it takes its default (udhcpc: eth0). */
  readonly asked: string | null;
  /** A word of the command that names a modem's device and that the client does not take as one. */
  readonly misread: string | null;
}

/** udhcpc options that take a value. Source: busybox udhcpc usage (1.24 to 1.37); `-f`, `-n`, `-q`, `-b`, `-R`, `-S`, `-B`, `-C`, `-o` take none. */
const udhcpcValueOptions: ReadonlySet<string> = new Set([
  '-p',
  '-s',
  '-t',
  '-T',
  '-A',
  '-O',
  '-r',
  '-x',
  '-F',
  '-V',
  '-H',
  '-h',
  '-P',
]);

/**
 * Reads the arguments of a DHCP client. busybox udhcpc takes its device only after `-i` (or `-iwwan0`, `--interface`);
 * a bare word is left unread and eth0 is asked. dhclient and dhcpcd take bare words after their options.
 */
export function dhcpTarget(call: ShellCall): DhcpTarget {
  if (call.program !== 'udhcpc')
    return { asked: call.arguments.findLast((argument) => !argument.startsWith('-')) ?? null, misread: null };
  let asked: string | null = null;
  let misread: string | null = null;
  for (let at = 0; at < call.arguments.length; at += 1) {
    const argument = call.arguments[at] ?? '';
    const following = call.arguments[at + 1] ?? null;
    if (argument === '--interface' || /^-[fnqbRSBCov]*i$/.test(argument)) {
      asked = following;
      at += 1;
    } else if (argument.startsWith('--interface=')) asked = argument.slice('--interface='.length);
    else if (/^-[fnqbRSBCov]*i./.test(argument)) asked = argument.slice(argument.indexOf('i') + 1);
    else if (udhcpcValueOptions.has(argument)) at += 1;
    else if (isModemNetdev(argument)) misread ??= argument;
  }
  return { asked, misread };
}
