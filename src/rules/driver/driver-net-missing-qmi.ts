import { usbDevice } from '../../knowledge/usb.ts';
import { present } from '../../situation/evidence.ts';
import { driverPresence } from '../../situation/facts/usb-functions.ts';
import type { Episode } from '../../situation/situation.ts';
import { defineRule, found, type RuleVerdict } from '../rule.ts';
import {
  confirmModule,
  driverEvidence,
  installFix,
  isServed,
  type MissingDriver,
  missingDrivers,
} from './driver-missing.ts';

const missing: MissingDriver = {
  purpose: 'qmi',
  functionName: 'QMI function',
  consequence: 'there is neither /dev/cdc-wdm0 nor wwan0',
  tools: ['uqmi'],
};

/**
 * The QMI function of the modem has no driver: `qmi_wwan` makes the control node and the net device of it.
 * Source: linux drivers/net/usb/qmi_wwan.c (`products`); OpenWrt package/kernel/linux/modules/usb.mk.
 */
export const driverNetMissingQmi = defineRule({
  id: 'driver-net-missing-qmi',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) => [...missingDrivers(episode, missing), ...notInstalled(episode)],
});

/**
 * Where no listing of the bus shows the functions: the log shows a modem that has one for qmi_wwan, and nothing but serial
 * ports of it; a list shows that the driver is not there; and the handler that needs it finds no node.
 */
function notInstalled(episode: Episode): readonly RuleVerdict[] {
  const attempt = episode.attempts.findLast(
    ({ proto, outcome, broken }) => proto === 'qmi' && outcome === 'failed' && broken === 'control',
  );
  const modem = episode.modems.find(({ listing, attached, functions, vendorId, productId }) => {
    if (listing !== null || !attached || functions.some(({ kind }) => kind !== 'serial')) return false;
    if (vendorId === null || productId === null) return false;
    const known = usbDevice(vendorId.value, productId.value);
    return known?.drivers.some(({ driver }) => driver === 'qmi_wwan') === true;
  });
  if (attempt === undefined || attempt.resolvedBy !== null || modem === undefined || isServed(episode))
    return [];
  if (driverPresence(episode, 'qmi_wwan') !== 'absent') return [];
  return [
    found({
      attempt,
      confidence: 'likely',
      title: 'qmi_wwan, the driver for the modem’s QMI function, is not there',
      explanation: `The modem has a QMI function, and the log shows only its serial ports. In Linux qmi_wwan takes that function; without that module ${missing.consequence}.`,
      evidence: [present(modem.span, 'the modem'), ...driverEvidence(episode, 'qmi_wwan')],
      confirm: confirmModule('qmi_wwan'),
      fix: installFix('qmi_wwan', missing.tools),
    }),
  ];
}
