import { defineRule } from '../rule.ts';
import { renumbered } from './renumbered.ts';

/**
 * The modem came back on the bus with other port numbers, and the configuration still names the old one.
 * Sources: linux usb-serial.c (a port keeps its number as long as a program holds it open, so the next device gets the
 * numbers behind); OpenWrt ncm.sh, 3g.sh: option device is a path.
 */
export const atPortRenumbered = defineRule({
  id: 'at-port-renumbered',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) => renumbered(episode, false),
});
