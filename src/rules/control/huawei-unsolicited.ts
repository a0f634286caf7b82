import { slot } from '../placeholder.ts';
import { defineRule, found } from '../rule.ts';
import { unsupportedVendors } from './unsupported-vendor.ts';

/**
 * A Huawei stick tells its signal all the time (^RSSI, ^HCSQ), and the handler takes that for an answer each time.
 * Sources: Huawei AT command reference, ^CURC (0 switches unsolicited reports off); OpenWrt comgt-ncm ncm.sh.
 */
export const huaweiUnsolicited = defineRule({
  id: 'huawei-unsolicited',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) =>
    unsupportedVendors(episode)
      .filter(
        ({ taken, name, attempt }) => taken === 'urc' && name?.startsWith('^') === true && attempt.times > 1,
      )
      .map(({ attempt, name, evidence }) =>
        found({
          attempt,
          confidence: 'likely',
          title: `the stick’s reports (${name ?? ''}) are taken for its manufacturer, again and again`,
          explanation: `The stick reports its signal without being asked, and the handler reads that as the answer to its question for the manufacturer. It happened in ${attempt.times} tries, so it is more than the noise of a start.`,
          evidence,
          fix: {
            summary: 'Switch the reports off.',
            steps: [
              {
                type: 'command',
                command: [
                  { known: 'sms_tool' },
                  { known: '-d' },
                  slot('TTY', attempt.device, 'the stick’s AT port'),
                  { known: 'at' },
                  { known: 'AT^CURC=0' },
                ],
              },
              {
                type: 'advice',
                text: 'The stick forgets it when it loses power: put the command into /etc/rc.local.',
              },
            ],
          },
        }),
      ),
});
