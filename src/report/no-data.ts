/** A command whose output tells something, and what that is. */
interface Collectable {
  readonly shows: string;
  readonly command: string;
}

/**
 * What a diagnosis wants to see, in the order in which it is most useful. All of it only reads, is quick on a small
 * router, needs no package, and leaves passwords out.
 */
export const collectables: readonly Collectable[] = [
  { shows: 'the router and its release', command: 'ubus call system board' },
  { shows: 'the modem and its drivers', command: 'cat /sys/kernel/debug/usb/devices' },
  { shows: 'its ports', command: 'ls -l /dev/ttyUSB* /dev/ttyACM* /dev/cdc-wdm*' },
  { shows: 'what the kernel says about it', command: "dmesg | grep -iE 'usb|tty|cdc|qmi|mbim|wwan'" },
  {
    shows: 'the configuration, secrets masked',
    command: "uci show network | sed -E \"s/(password|pincode|key)='.*/\\1='***'/\"",
  },
  { shows: 'addresses and routes', command: 'ip addr; ip route' },
  { shows: 'what happened, right after a try', command: 'logread | tail -n 300' },
];

/** How to make a try, so that there is something to read. */
export const howToTry =
  'Before the last one, start the connection anew and give it a minute: ifup NAME, where NAME is what stands after "config interface" for the modem in /etc/config/network (often wwan, modem or 4g).';

/** What to do with the outputs. */
export const howToHandOver =
  'Save what they print to one file, together with the command lines, and run hwdiag on that file.';
