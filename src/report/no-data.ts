import { wasAsked } from '../situation/facts/commands.ts';
import type { Episode } from '../situation/situation.ts';

/** A command whose output tells something, and what that is. */
interface Collectable {
  readonly shows: string;
  readonly command: string;
  /** The text has it already. */
  readonly isShown: (episode: Episode) => boolean;
}

/** The configuration of the network, secrets masked. */
export const maskedConfig = `cat /etc/config/network | sed -r "s/((password|pincode|_key).?[[:space:]]+).*/\\1'***'/"`;

/**
 * What a diagnosis wants to see and this version reads, in the order in which it is most useful. All of it only reads, is
 * quick on a small router and needs no package. What `option` lines hold of passwords, PINs and keys is masked.
 */
const collectables: readonly Collectable[] = [
  {
    shows: 'the configuration, secrets masked',
    command: maskedConfig,
    isShown: isConfigShown,
  },
  {
    shows: 'what the kernel says about the modem',
    command: "dmesg | grep -iE 'usb|tty|cdc|qmi|mbim|wwan|Linux version'",
    isShown: isKernelShown,
  },
  // A try that the text shows did not tell enough, or nobody would ask.
  { shows: 'what happened, right after a try', command: 'logread | tail -n 300', isShown: () => false },
];

/** The text has the configuration of the network: that of a modem, or a whole one without any. */
export function isConfigShown(episode: Episode): boolean {
  return (
    episode.interfaces.some(({ cellular }) => cellular) ||
    wasAsked(episode, 'uci', 'network') ||
    wasAsked(episode, 'cat', '/etc/config/network')
  );
}

/** The text has what the kernel says of the modem, or all that it says. */
export function isKernelShown(episode: Episode): boolean {
  const isLogged = episode.modems.some(({ listing }) => listing === null);
  return wasAsked(episode, 'dmesg') || (episode.router.kernel !== null && isLogged);
}

/** Those whose output is missing; all of them where no episode is known. */
export function collectablesFor(episode: Episode | null): readonly Collectable[] {
  return collectables.filter(({ isShown }) => episode === null || !isShown(episode));
}

/** Where the USB devices of the router are listed and there are none but its own hubs, that is the news. */
const linuxHub = '1d6b';
const noModemListed = 'No modem is seen on this router.';
const whatToLookAt =
  'Its USB devices are listed, and there are none but its own hubs. Look whether the modem is plugged in all the way and has power; one on PCIe shows in dmesg alone.';

interface NoDataWords {
  readonly words: string;
  readonly meaning: string;
  /** Whether commands are to be told that would show more. */
  readonly asksForMore: boolean;
}

/**
 * What to say where nothing about a modem was found, and what that means.
 *
 * @param verbose the kinds of text that are read are listed
 */
export function noDataWords(episode: Episode | null, verbose: boolean): NoDataWords {
  const devices = episode?.observations.of('usb-device') ?? [];
  // Any other device may be a modem that is not known.
  if (devices.length > 0 && devices.every(({ vendor }) => vendor === linuxHub))
    return { words: noModemListed, meaning: whatToLookAt, asksForMore: false };
  const meaning = verbose ? whatIsRead : howToSeeWhatIsRead;
  return { words: nothingRecognised, meaning, asksForMore: true };
}

/** What it means that nothing was recognised: the version may be what falls short, not the text. */
const nothingRecognised = 'Nothing about a modem was recognised in this text.';
const whatIsRead =
  "This version reads logs (logread, LuCI's log page, syslog, journalctl, dmesg, exports of firewalls, the files of quectel-CM " +
  'and QModem), /etc/config, uci show and uci export, talks with a modem over AT, transcripts of wvdial, chat and ' +
  'quectel-CM, the answers of uqmi, umbim, mmcli, qmicli, mbimcli, HiLink, ifstatus and ubus, listings of USB devices, ' +
  'device nodes, kernel modules, processes and packages, ip, ifconfig, route, ping, traceroute, nslookup, downloads and ' +
  'mwan3, and shell sessions; other output is not understood yet.';

/** Where the list of what is read is found. */
const howToSeeWhatIsRead =
  'If it shows a modem’s connection all the same, it is in a form that is not understood yet; --verbose lists what is read.';

/** A name that a shell takes for nothing but a name. */
const plainName = /^[A-Za-z0-9_][\w-]*$/;

/** How to make a try, so that there is something to read. */
export function howToTry(name: string | null): string {
  const isKnown = name !== null && plainName.test(name);
  return isKnown
    ? `Before logread, start the connection anew and give it a minute: ifup ${name}; sleep 60.`
    : 'Before logread, start the connection anew and give it a minute: ifup NAME; sleep 60, where NAME is what stands after "config interface" for the modem in /etc/config/network (often wwan, modem or 4g).';
}

/** What to do with the outputs. */
export const howToHandOver =
  'Save what they print to one file, together with the command lines, and run hwdiag on that file.';
export const howToAsk = '“hwdiag ask” prints all that it would like to see, as one block to paste.';
