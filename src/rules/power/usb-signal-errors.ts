import { defineRule, ruledOut } from '../rule.ts';

/**
 * Bad cable or USB3 signal problem.
 * Source:
 */
export const usbSignalErrors = defineRule({
  id: 'usb-signal-errors',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) =>
    episode.attempts.filter((attempt) => attempt.broken === 'power').map(() => ruledOut),
});
