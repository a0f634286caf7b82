import type { Rung } from '../../knowledge/rung.ts';
import { present } from '../../situation/evidence.ts';
import { type UnreadOption, unreadOptions } from '../../situation/facts/unread-options.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';
import { defineRule, found } from '../rule.ts';
import { failedAttempts } from './failed-attempts.ts';

/** Where a connection stops that lacks one of these options. */
const breaks: Readonly<Record<string, readonly Rung[]>> = {
  device: ['control'],
  pincode: ['sim'],
  apn: ['register', 'dial', 'address'],
  username: ['dial', 'address'],
  password: ['dial', 'address'],
  auth: ['dial', 'address'],
  allowedauth: ['dial', 'address'],
  pdptype: ['dial', 'address'],
  iptype: ['dial', 'address'],
  dialnumber: ['dial'],
  allow_roaming: ['register'],
};

/**
 * An option that would have been needed stands there under a name that nobody reads, and the connection stops just where
 * its lack stops it. netifd drops such options without a word.
 * Sources: netifd proto-shell.c and config.c (only the options of the handler's list are passed on); OpenWrt qmi.sh, mbim.sh,
 * ncm.sh, 3g.sh.
 */
export const optionMisspelt = defineRule({
  id: 'option-misspelt',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: ['dhcp-discover-no-offer', 'qmi-call-failed', 'chat-no-carrier'],
  concerns: ({ episode }) => unreadOptions(episode).length > 0,
  check: ({ episode }) =>
    unreadOptions(episode).flatMap((unread) => {
      const { option, config, meant } = unread;
      const attempt = stoppedBy(unread, episode);
      if (attempt === null || meant === null) return [];
      const shown = attempt.ladder.find(({ state }) => state === 'broken')?.evidence ?? [];
      return [
        found({
          attempt,
          confidence: 'likely',
          title: `option ${option.name} of ${config.name} is read by nobody; ${meant} is meant`,
          explanation:
            `Proto ${config.proto ?? ''} has no option ${option.name}, and netifd drops it without a word. ` +
            `So ${meant} is not set at all, and the connection stops where it is needed.`,
          evidence: [present(option.span, `the handler reads ${meant}`), ...shown.slice(0, 2)],
          confirm: {
            text: `Rename the option, bring the interface up again and see whether it gets further.`,
            command: null,
          },
          fix: {
            summary: 'Give the option its right name.',
            steps: [
              {
                type: 'uci-set',
                config: 'network',
                section: config.name,
                option: meant,
                value: { known: option.value },
                before: null,
              },
              {
                type: 'uci-delete',
                config: 'network',
                section: config.name,
                option: option.name,
                before: option.value,
              },
            ],
          },
        }),
      ];
    }),
});

function stoppedBy({ config, meant }: UnreadOption, episode: Episode): Attempt | null {
  const rungs = meant === null ? undefined : breaks[meant];
  return (
    failedAttempts(episode).find(
      ({ interface: name, broken, address }) =>
        name === config.name && address === null && broken !== null && rungs?.includes(broken) === true,
    ) ?? null
  );
}
