import { defineRule, ruledOut } from '../rule.ts';

/**
 * Modem reboots by itself.
 * Source:
 */
export const modemResetLoop = defineRule({
  id: 'modem-reset-loop',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) =>
    episode.attempts.filter((attempt) => attempt.broken === 'power').map(() => ruledOut),
});
