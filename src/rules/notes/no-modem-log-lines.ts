import { present } from '../../situation/evidence.ts';
import { defineRule, found, ruledOut } from '../rule.ts';

/**
 * The log has lost its beginning: logd keeps it in a ring in memory, of 64 KiB unless configured otherwise, and each new line
 * pushes out the oldest. What began earlier is not shown, and an early cause is easily missed.
 * Sources: OpenWrt ubox log/syslog.c (`log_add`: lines are numbered from 0), package/system/ubox/files/log.init.
 */
export const noModemLogLines = defineRule({
  id: 'no-modem-log-lines',
  role: 'note',
  severity: 'info',
  since: '0.1.0',
  check: ({ episode }) => {
    const extent = episode.observations.of('log-extent').at(-1);
    if (extent === undefined) return [];
    const { lines, last, hasBoot, begins, span } = extent;
    const lost = last === null ? null : Math.max(last + 1 - lines, 0);
    const isCut = lost === null ? hasBoot === false : lost > 0;
    if (!isCut || episode.attempts.some(({ outcome }) => outcome === 'up')) return [ruledOut];
    const from = begins === null ? '' : `; it begins at ${begins}`;
    return [
      found({
        confidence: 'proven',
        title:
          lost === null
            ? `the log does not go back to the start of the router${from}`
            : `the log has lost its first ${lost === 1 ? 'line' : `${lost} lines`}${from}`,
        explanation:
          'The log is kept in memory, and new lines push out the oldest. What went wrong before is not shown, and nothing is said of it.',
        evidence: [present(span)],
        fix: {
          summary: 'Read the log right after a try, or let it be longer.',
          steps: [
            {
              type: 'advice',
              text: 'Restart the interface with ifup, wait a minute, and read again. Option log_size of the section system in /etc/config/system is its size in KiB.',
            },
          ],
        },
      }),
    ];
  },
});
