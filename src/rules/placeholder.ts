import type { Slot } from './finding.ts';

const tty = /^\/dev\/tty(?:USB|ACM|S|AMA|HS)\d{1,3}$/;
const wdm = /^\/dev\/(?:cdc-wdm\d{1,2}|wwan\d{1,2}(?:qmi|mbim)\d{1,2})$/;
const number = /^\d{1,5}$/;

/**
 * What has to be filled in before a command can be run, by name, and the form that a value must have. A value of another
 * form is never filled in: it would end up in a shell.
 */
const placeholderForms = {
  /** Section name of the modem's interface. */
  IFACE: /^\w{1,32}$/,
  /** Section name of another uplink. */
  OTHER_WAN: /^\w{1,32}$/,
  /** AT port. */
  TTY: tty,
  /** The same without /dev/. */
  TTYNAME: /^tty(?:USB|ACM)\d{1,3}$/,
  /** Control node for QMI or MBIM. */
  WDM: wdm,
  /** Either of the two. */
  DEV: new RegExp(`${tty.source}|${wdm.source}`),
  /** Net device of the modem. */
  NETDEV: /^[a-z][\w.-]{0,14}$/,
  /** Bus and port: 1-1.2 */
  USBPATH: /^\d{1,2}-\d{1,2}(?:\.\d{1,2}){0,6}$/,
  /** Interface of a USB device: 1-1.2:1.4 */
  USBIF: /^\d{1,2}-\d{1,2}(?:\.\d{1,2}){0,6}:\d{1,2}\.\d{1,2}$/,
  /** sysfs path of the modem. */
  SYSPATH: /^\/sys\/devices\/[\w./:-]{1,200}$/,
  VID: /^[0-9a-f]{4}$/,
  /** USB product id. */
  PID: /^[0-9a-f]{4}$/,
  /** bConfigurationValue. */
  CFG: /^\d{1,2}$/,
  /** Index of ModemManager. */
  MODEM: /^\d{1,3}$/,
  /** Number of a SIM slot. */
  SLOT: /^[1-9]$/,
  /** Number of a context or profile. */
  CID: /^(?:[1-9]|1[0-6])$/,
  /** Only from the owner, never guessed. */
  PIN: /^\d{4,8}$/,
  APN: /^[\w.-]{1,100}$/,
  USER: /^[\w.@+-]{1,64}$/,
  PASS: /^[^\s'"\\]{1,64}$/,
  /** MCC and MNC: 26202 */
  PLMN: /^\d{5,6}$/,
  LAN_IP: /^(?:\d{1,3}\.){3}\d{1,3}$/,
  DNS: /^[\d.]{7,15}$|^[\da-f:]{3,39}$/,
  MTU: /^1[2-5]\d\d$/,
  METRIC: number,
} as const satisfies Readonly<Record<string, RegExp>>;

export type PlaceholderName = keyof typeof placeholderForms;

export const placeholderNames = Object.keys(placeholderForms) as readonly PlaceholderName[];

/** The value where one is shown that has the form it must have, else a hole with the words that tell how to fill it. */
export function slot(placeholder: PlaceholderName, shown: string | null | undefined, how: string): Slot {
  return typeof shown === 'string' && placeholderForms[placeholder].test(shown)
    ? { known: shown }
    : { placeholder, how };
}
