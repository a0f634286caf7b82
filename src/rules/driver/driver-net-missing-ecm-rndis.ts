import { defineRule } from '../rule.ts';
import { missingDrivers } from './driver-missing.ts';

/**
 * The modem shows itself as a network card (ECM, RNDIS or NCM) that no driver takes: `cdc_ether`, `rndis_host` or `cdc_ncm`.
 * Source: linux drivers/net/usb/{cdc_ether,rndis_host,cdc_ncm}.c (id tables by class); OpenWrt
 * package/kernel/linux/modules/usb.mk.
 */
export const driverNetMissingEcmRndis = defineRule({
  id: 'driver-net-missing-ecm-rndis',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) =>
    missingDrivers(episode, {
      purpose: 'network-card',
      functionName: 'network card',
      consequence: 'no network device appears (usb0, eth1 or wwan0)',
      tools: [],
    }),
});
