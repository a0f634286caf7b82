import { defineRule, ruledOut } from '../rule.ts';

/**
 * USB supply too weak for the modem.
 * Source:
 */
export const usbPowerUnderrun = defineRule({
  id: 'usb-power-underrun',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) =>
    episode.attempts.filter((attempt) => attempt.broken === 'power').map(() => ruledOut),
});
