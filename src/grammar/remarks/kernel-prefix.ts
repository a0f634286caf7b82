/** What the kernel puts before a message, by what the message is about. Source: linux dev_printk, netdev_printk. */

/** `usb 1-1: ` */
export const usbDevice = 'usb <port:usbport>: ';

/** `hub 1-0:1.0: ` */
export const hub = 'hub <hub:usbintf>: ';

/** `usb usb1-port2: ` */
export const hubPort = 'usb <hub:usbport>-port<port:int>: ';

/** `option 1-1:1.0: ` */
export const usbInterface = '<driver:word> <usbInterface:usbintf>: ';

/** `option1 ttyUSB0: ` */
export const serialPort = '<driver:word> <tty:tty>: ';

/** `xhci_hcd 0000:01:00.0: `; any driver speaks so of a device that is not on USB. */
export const controller = '<controller:word> <bus:word>: ';

/** `mhi_net mhi0_IP_HW0 wwan0: `; any driver speaks so of a network device that is not on USB. */
export const netdevOf = '<driver:word> <bus:word> <netdev:netdev>: ';

/**
 * How a driver speaks of its network device on USB: `qmi_wwan 1-1:1.4 wwan0: `, while it goes
 * `qmi_wwan 1-1:1.4 wwan0 (unregistered): `, before it has a name `qmi_wwan 1-1:1.4 (unnamed net_device) (uninitialized): `,
 * and up to kernel 3.8 `qmi_wwan 1-1:1.4: wwan0: `.
 */
export function usbNetdev(driver: string): readonly string[] {
  const of = `${driver} <usbInterface:usbintf>`;
  return [
    `${of} <netdev:netdev>: `,
    `${of} <netdev:netdev> (<state:word>): `,
    `${of} (unnamed net_device) (uninitialized): `,
    `${of}: <netdev:netdev>: `,
  ];
}

/** The wordings, each behind each of the prefixes. */
export function behind<K extends string>(
  prefixes: string | readonly string[],
  wordings: Readonly<Record<K, readonly string[]>>,
): Readonly<Record<K, readonly string[]>> {
  const forms = typeof prefixes === 'string' ? [prefixes] : prefixes;
  const made: Record<K, readonly string[]> = { ...wordings };
  for (const kind in wordings)
    made[kind] = wordings[kind].flatMap((template) => forms.map((prefix) => prefix + template));
  return made;
}
