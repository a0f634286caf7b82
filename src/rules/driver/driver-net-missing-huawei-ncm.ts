import { defineRule } from '../rule.ts';
import { missingDrivers } from './driver-missing.ts';

/**
 * Huawei's NCM function (ff/02/16, 46, 76) has no driver: only `huawei_cdc_ncm` takes it.
 * Source: linux drivers/net/usb/huawei_cdc_ncm.c (`huawei_cdc_ncm_devs`); OpenWrt package/kernel/linux/modules/usb.mk.
 */
export const driverNetMissingHuaweiNcm = defineRule({
  id: 'driver-net-missing-huawei-ncm',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) =>
    missingDrivers(episode, {
      purpose: 'huawei-ncm',
      functionName: 'NCM function',
      consequence: 'there is no wwan0 to carry the traffic, though the ports may answer AT commands',
      tools: ['comgt-ncm'],
    }),
});
