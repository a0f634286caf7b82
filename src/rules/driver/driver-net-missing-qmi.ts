import { defineRule } from '../rule.ts';
import { missingDrivers } from './driver-missing.ts';

/**
 * The QMI function of the modem has no driver: `qmi_wwan` makes the control node and the net device of it.
 * Source: linux drivers/net/usb/qmi_wwan.c (`products`); OpenWrt package/kernel/linux/modules/usb.mk.
 */
export const driverNetMissingQmi = defineRule({
  id: 'driver-net-missing-qmi',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) =>
    missingDrivers(episode, {
      purpose: 'qmi',
      functionName: 'QMI function',
      consequence: 'there is neither /dev/cdc-wdm0 nor wwan0',
      tools: ['uqmi'],
    }),
});
