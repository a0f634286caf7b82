import { defineRule } from '../rule.ts';
import { missingDrivers } from './driver-missing.ts';

/**
 * The MBIM function (class 02, subclass 0e) has no driver: `cdc_mbim` makes the control node and the net device of it.
 * Source: linux drivers/net/usb/cdc_mbim.c (`mbim_devs`); USB MBIM 1.0, 6.3; OpenWrt package/kernel/linux/modules/usb.mk.
 */
export const driverNetMissingMbim = defineRule({
  id: 'driver-net-missing-mbim',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) =>
    missingDrivers(episode, {
      purpose: 'mbim',
      functionName: 'MBIM function',
      consequence: 'there is neither /dev/cdc-wdm0 nor wwan0',
      tools: ['umbim'],
    }),
});
